"""Which text belongs to which heading, label or year."""
