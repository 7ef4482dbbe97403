"""Arrows of symbol fonts: pictures by their font, but part of the sentence they stand in."""

from __future__ import annotations

# Code points of Wingdings (as its Unicode mapping has them), kept by word processors in the private use area.
_WINGDINGS = {0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xF0: "⇨"}
_PRIVATE = 0xF000


def arrow(text: str, font: str) -> str | None:
    """The arrow that a glyph of a symbol font is; None for all other pictures.

    Args:
        text: the glyph as the file gives it.
        font: name of its font.
    """
    if len(text) != 1 or "wingdings" not in font.casefold():
        return None
    if font[-1:] in ("2", "3"):
        return None  # Wingdings 2 and 3 have other glyphs under the same codes
    code = ord(text)
    return _WINGDINGS.get(code - _PRIVATE if code >= _PRIVATE else code)
