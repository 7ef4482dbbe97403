"""Tables with a project per row, and the figures of all other tables."""
