"""Lines to running text, and what is mentioned in it."""
