"""Euro signs that are a letter and two strokes: what LaTeX draws where a font has no such glyph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.pdf.records import Box, Word

_THIN = 0.1
_NARROW, _WIDE = 0.3, 0.8
_CLOSE, _APART = 0.06, 0.3
"""Strokes of the sign, in em: how thin, how wide, how far from each other."""
_MOST = 3_000
"""Pages with more short strokes are maps and drawings."""


def with_drawn_euros(words: list[Word], shapes: Sequence[Box]) -> list[Word]:
    """The words with € for each C that two short strokes, one above the other, go through.

    Args:
        words: upright ones are looked at.
        shapes: boxes of what is drawn on the page.
    """
    letters = [place for place, word in enumerate(words) if word.rotation == 0 and "C" in word.text]
    if not letters:
        return words
    largest = max(words[place].size for place in letters)
    strokes = sorted(
        (box for box in shapes if box.height < _THIN * largest and box.width < _WIDE * largest),
        key=lambda box: (round(box.x0), box.top),
    )
    if len(strokes) > _MOST:
        return words
    found = list(words)
    pairs = [
        (one, two)
        for place, one in enumerate(strokes)
        for two in strokes[place + 1 : place + 3]
        if abs(one.x0 - two.x0) < 0.1 * one.width and abs(one.width - two.width) < 0.25 * one.width
    ]
    for one, two in pairs:
        place = next((place for place in letters if _goes_through(one, two, found[place])), None)
        if place is not None:
            found[place] = _marked(found[place], one.x0)
    return found


def _goes_through(one: Box, two: Box, word: Word) -> bool:
    em, box = word.size, word.box
    return (
        "C" in word.text
        and _NARROW * em < one.width < _WIDE * em
        and max(one.height, two.height) < _THIN * em
        and _CLOSE * em < abs(one.top - two.top) < _APART * em
        and box.x0 - 0.2 * em < one.x0
        and one.x1 < box.x1 + 0.2 * em
        and box.top + 0.2 * em < min(one.top, two.top)
        and max(one.bottom, two.bottom) < box.bottom - 0.1 * em
    )


def _marked(word: Word, x0: float) -> Word:
    """The word with its C that begins nearest to the strokes made a euro sign."""
    step = word.box.width / len(word.text)
    places = [place for place, char in enumerate(word.text) if char == "C"]
    nearest = min(places, key=lambda place: abs(word.box.x0 + place * step - x0))
    return replace(word, text=f"{word.text[:nearest]}€{word.text[nearest + 1 :]}")
