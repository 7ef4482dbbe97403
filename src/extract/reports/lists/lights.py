"""Traffic lights: dots and fields of colour that stand for a status, and the legends that explain them."""

from __future__ import annotations

import colorsys
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.layout.geometry import SLACK_EM, holds, is_rule, page_em
from extract.layout.records import Line, PageLayout
from extract.pdf.records import Box, Color
from extract.reports.lists.row_cells import clean, is_coloured
from extract.reports.records.bodies import DOTS

_NAMES = (
    (18.0, "rot"),
    (45.0, "orange"),
    (70.0, "gelb"),
    (170.0, "grün"),
    (255.0, "blau"),
    (325.0, "violett"),
    (361.0, "rot"),
)
"""Hues in degrees up to which a colour has its name."""
_YELLOW_FROM = 38.0
"""Traffic lights print yellow as amber: from this hue on it is yellow where it is bright."""
_DULL = 0.18
_NAMED = re.compile(
    r"(?P<color>rot|orange|gelb|grün|blau|violett|grau|schwarz|weiß)"
    r"\s*(?:=|:|–|-|→|bedeutet|steht für)\s*(?P<says>\w.*)",
    re.IGNORECASE,
)
_SAME = 0.12
"""Channels of one colour in a legend and in a cell differ by less."""
_NEAR_EM = 2.5
"""A legend's words begin so close behind its dot."""
_LONGEST = 60


@lru_cache(maxsize=1024)
def color_word(color: Color) -> str:
    """The German name of a colour.

    >>> color_word((0.0, 0.69, 0.31)), color_word((1.0, 0.75, 0.0)), color_word((0.75, 0.0, 0.0))
    ('grün', 'gelb', 'rot')
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*color)
    if saturation < _DULL or max(color) - min(color) < 0.08:
        return "schwarz" if lightness < 0.25 else "weiß" if lightness > 0.9 else "grau"
    degrees = hue * 360
    if _YELLOW_FROM <= degrees < 70 and max(color) > 0.7:
        return "gelb"
    return next(name for limit, name in _NAMES if degrees < limit)


@dataclass(frozen=True, slots=True)
class Legend:
    """What colours stand for, as printed beside the table."""

    by_color: tuple[tuple[Color, str], ...] = ()
    by_sign: tuple[tuple[int, str, str], ...] = ()
    """Number of a column, a sign of it, and what it means."""

    def means(self, column: int, sign: str) -> str | None:
        """The words for a sign in a column, None where the legend does not have it."""
        return next(
            (words for number, known, words in self.by_sign if (number, known) == (column, sign)), None
        )

    def says(self, color: Color) -> str:
        """The word of a light: the name that the legend gives it, else that of its colour."""
        for known, words in self.by_color:
            if max(abs(one - two) for one, two in zip(known, color, strict=True)) <= _SAME:
                return _short(words)
        word = color_word(color)
        for known_word, words in self.by_color:
            if color_word(known_word) == word:
                return _short(words)
        return word


def _short(words: str) -> str:
    """A legend that names the colour itself ("grün = im Plan") gives the light that name."""
    match = _NAMED.match(words)
    return match["color"].casefold() if match is not None else words


def legend_of(layouts: Iterable[PageLayout], taken: Sequence[Box]) -> Legend:
    """The legend of lights on some pages.

    Args:
        layouts: pages of the list, and the one before it.
        taken: boxes of the tables whose own dots are no legend.
    """
    by_color: list[tuple[Color, str]] = []
    for layout in layouts:
        lines = outside(layout, taken)
        for line in lines:
            by_color += _dots_in(line)
        for mark in layout.page.marks:
            color = mark.fill or mark.stroke
            if color is not None and _may_be_light(color) and not _within(mark.box, taken):
                by_color += _beside(color, mark.box, lines)
        em = page_em(layout.page)
        for panel in layout.page.panels:
            if (
                panel.fill is not None
                and _may_be_light(panel.fill)
                and not is_rule(panel, em)
                and not _within(panel.box, taken)
                and panel.box.width < 4 * em
            ):
                by_color += _beside(panel.fill, panel.box, lines)
        for icon in layout.page.icons:
            if icon.color is not None and not _within(icon.box, taken):
                by_color += _beside(icon.color, icon.box, lines)
    unique = dict.fromkeys((color, words) for color, words in by_color if _may_be_light(color) and words)
    return Legend(tuple(unique) if any(is_coloured(color) for color, _ in unique) else ())


def _may_be_light(color: Color) -> bool:
    """Whether a colour may have a meaning: grey among others, but neither black nor white."""
    return is_coloured(color) or color_word(color) == "grau"


def outside(layout: PageLayout, taken: Sequence[Box]) -> list[Line]:
    """The lines of a page that stand in none of some boxes."""
    return [line for line in layout.lines if not _within(line.box, taken)]


def _within(box: Box, taken: Sequence[Box]) -> bool:
    return any(one.page == box.page and holds(one, box) for one in taken)


def _dots_in(line: Line) -> list[tuple[Color, str]]:
    """Dots of a line with the words behind each of them."""
    found: list[tuple[Color, str]] = []
    words = line.words
    for index, word in enumerate(words):
        if not set(word.text) <= DOTS or word.color is None:
            continue
        behind: list[str] = []
        for other in words[index + 1 :]:
            if set(other.text) <= DOTS:
                break
            behind.append(other.text)
        text = clean(" ".join(behind)).strip(" ,;|")
        if text and len(text) <= _LONGEST:
            found.append((word.color, text))
    return found


def _beside(color: Color, box: Box, lines: Sequence[Line]) -> list[tuple[Color, str]]:
    """The words right behind a drawn dot."""
    middle = (box.top + box.bottom) / 2
    for line in lines:
        if not line.box.top <= middle <= line.box.bottom:
            continue
        words = [word for word in line.words if word.box.x0 >= box.x1 - SLACK_EM * word.size]
        if not words or words[0].box.x0 - box.x1 > _NEAR_EM * line.style.size:
            continue
        kept = [words[0].text]
        for one, two in itertools.pairwise(words):
            if two.box.x0 - one.box.x1 > 1.5 * line.style.size:
                break
            kept.append(two.text)
        text = clean(" ".join(kept)).strip(" ,;|=–-")
        if text and len(text) <= _LONGEST:
            return [(color, text)]
    return []
