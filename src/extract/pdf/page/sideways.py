"""Pages set on their side or on their head: wide tables, sheets of slides two to a page.

Their words are in the file, only turned. What is found on such a page counts in its upright frame, as on
pages that OCR turned.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Literal

from extract.pdf.records import Page, Turn

_PART = 0.8
"""So much of its text must lie in one and the same direction."""
_WORDS = 30
"""A page with fewer turned words may be a photo with its credit at the edge. It is turned only if it has no
upright word and no picture, and its words stand elsewhere."""
_EDGE = 0.1
"""Part of the width of a page, on either side, where credits and running heads stand."""
_QUARTERS = {90: 1, 180: 2, 270: 3}
_ROTATIONS: tuple[Literal[0, 90, 180, 270], ...] = (0, 90, 180, 270)


def upright(page: Page) -> Page:
    """The page as one reads it: turned when nearly all of its words are."""
    turned = sum(word.rotation != 0 for word in page.words)
    if page.turn is not None or not turned or turned < _PART * len(page.words):
        return page
    if turned < _WORDS and (turned < len(page.words) or page.pictures or _at_the_edge(page)):
        return page
    letters = Counter[int]()
    for word in page.words:
        letters[word.rotation] += len(word.text)
    rotation, most = letters.most_common(1)[0]
    if rotation not in _QUARTERS or most < _PART * letters.total():
        return page
    turn = Turn(_QUARTERS[rotation], 0.0, page.width, page.height)
    words = tuple(
        replace(word, box=turn.forth(word.box), rotation=_ROTATIONS[(word.rotation - rotation) // 90 % 4])
        for word in page.words
    )
    return replace(as_turned(page, turn), words=words)


def _at_the_edge(page: Page) -> bool:
    """Whether all words stand at the edges of the page."""
    edge = _EDGE * page.width
    return all(word.box.x1 < edge or word.box.x0 > page.width - edge for word in page.words)


def as_turned(page: Page, turn: Turn) -> Page:
    """All but the words of a page in the upright frame."""
    width, height = turn.upright
    return replace(
        page,
        width=width,
        height=height,
        turn=turn,
        icons=tuple(replace(item, box=turn.forth(item.box)) for item in page.icons),
        pictures=tuple(replace(item, box=turn.forth(item.box)) for item in page.pictures),
        panels=tuple(replace(item, box=turn.forth(item.box)) for item in page.panels),
        hyperlinks=tuple(replace(item, box=turn.forth(item.box)) for item in page.hyperlinks),
        marks=tuple(replace(item, box=turn.forth(item.box)) for item in page.marks),
    )
