"""Drawing instructions to glyphs and shapes: the fast reader."""
