"""Glyphs to words; panels, marks, what is unseen or illegible."""
