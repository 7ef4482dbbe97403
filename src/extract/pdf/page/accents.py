"""Accents drawn as glyphs of their own: they join the letter that they stand over or under.

Old TeX fonts have no letters with accents; browsers and converters set some letters so that their font lacks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from extract.pdf.content.drawing import Glyph

COMBINING = {
    "¨": "\u0308",
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "¸": "\u0327",
    "˚": "\u030a",
    "°": "\u030a",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "˙": "\u0307",
    "¯": "\u0304",
    "˛": "\u0328",
    "˝": "\u030b",
}
"""Accents as characters of their own, and as parts of letters."""
_ACCENTS = frozenset(COMBINING) | frozenset(COMBINING.values())
_DOTLESS = {"ı": "i", "ȷ": "j"}
_RAISED = 0.75
"""Em by which an accent may be raised or lowered against its letter."""
_SHARED = 0.5
"""Part of the width of an accent that lies over its letter; a sign beside a letter shares nothing."""


def with_accents(glyphs: Sequence[Glyph]) -> tuple[Sequence[Glyph], list[int] | None]:
    """The glyphs with one for each letter and its accent, and the index that each of them had.

    Args:
        glyphs: in the order in which the file draws them; the accent comes right before or after its letter.

    Returns:
        None in the place of the indexes where nothing has changed.
    """
    places = [place for place, glyph in enumerate(glyphs) if glyph[0] in _ACCENTS]
    if not places:
        return glyphs, None
    found = list(glyphs)
    gone: set[int] = set()
    for place in places:
        for other in (place + 1, place - 1):
            if not 0 <= other < len(found) or other in gone:
                continue
            letter = _joined(found[place], found[other])
            if letter is not None:
                found[other] = letter
                gone.add(place)
                break
    if not gone:
        return glyphs, None
    kept = [place for place in range(len(found)) if place not in gone]
    return [found[place] for place in kept], kept


def composed(letter: str, accent: str) -> str | None:
    """The letter with the accent; None where there is no such letter."""
    base = _DOTLESS.get(letter, letter)
    found = unicodedata.normalize("NFC", base + COMBINING.get(accent, accent))
    return found if base.isalpha() and len(found) == 1 else None


def _joined(accent: Glyph, letter: Glyph) -> Glyph | None:
    """The letter with the accent that lies over it, if it does."""
    text, u0, u1, w, style = letter
    if abs(style.ux - accent[4].ux) > 0.01 or abs(style.uy - accent[4].uy) > 0.01:
        return None
    if abs(w - accent[3]) > _RAISED * style.size or style.visible != accent[4].visible:
        return None
    # Combining characters often have no width.
    low, high = min(accent[1], accent[2]), max(accent[1], accent[2], accent[1] + 0.01)
    shared = min(u1, high) - max(u0, low)
    if shared < _SHARED * (high - low):
        return None
    made = composed(text, accent[0])
    return None if made is None else (made, u0, u1, w, style)
