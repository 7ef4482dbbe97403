"""Projects as chapters: headings of one rank, labels within, text outside."""
