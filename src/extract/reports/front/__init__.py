"""Title, edition, date, publisher, contents, action fields."""
