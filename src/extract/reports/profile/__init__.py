"""The YAML of a family: its model, its reading, its choice."""
