"""Whether the letters of a page can be text, or codes of a font that does not say what they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import sqrt

_USUAL = dict(zip("enisratdhulcgmobwfkzpvjyxq", (
    174, 98, 76, 73, 70, 65, 61, 51, 48, 43, 34, 31, 30, 25, 25, 19, 19, 17, 12, 11, 8, 7, 3, 1, 1, 1,
), strict=True))  # fmt: skip
"""How often letters stand in German, per thousand; in English or French it is not far from it."""
_ENOUGH = 150
"""Fewer letters tell nothing: a table of figures, a cover."""
_SAMPLE = 1500
"""So many characters tell."""
_ALIKE = 0.72
"""Cosine of the two frequencies: German, English and French reach 0.9, letters moved about 0.3 to 0.6."""
_LENGTH = sqrt(sum(count**2 for count in _USUAL.values()))


def is_garbled(words: Iterable[str]) -> bool:
    """Whether the letters of these words are distributed as in no language written in Latin letters.

    Other scripts, and pages of few letters, are never called garbled.
    """
    counts = Counter("".join(words)[:_SAMPLE].lower())
    letters = sum(count for char, count in counts.items() if char.isalpha())
    latin = {char: count for char, count in counts.items() if char in _USUAL}
    if sum(counts.values()) < _ENOUGH or letters - sum(latin.values()) > 0.3 * letters:
        return False
    if sum(latin.values()) < _ENOUGH:
        return False
    length = sqrt(sum(count**2 for count in latin.values()))
    cosine = sum(count * _USUAL[char] for char, count in latin.items()) / (length * _LENGTH)
    return cosine < _ALIKE
