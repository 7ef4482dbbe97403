"""Ready views on the tables, each a SELECT in a file of its own whose first comment says what it answers."""
