"""Pages to one run of blocks: headings with ranks, paragraphs, lists, boxes."""
