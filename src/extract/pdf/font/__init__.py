"""Codes to glyphs to text."""
