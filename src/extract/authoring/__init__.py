"""For people who describe a new family: drafting and checking profiles, drawing pages."""
