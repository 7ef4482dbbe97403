"""Names of headings and labels, and where they stand."""
