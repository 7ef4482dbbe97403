"""Lines of a field to text, mentions, milestones, status, keys and checks."""
