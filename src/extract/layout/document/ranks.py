"""How headings are set, and which of them stand above which.

A *class* of headings is set alike: size, weight, slant, colour, capitals, underline, and the depth of the
number before them. Classes are ordered as a reader orders them: the larger above the smaller, one number
above two, bold above plain; where that says nothing, the class that stands right above the other more often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.layout.records import Line
from extract.pdf.records import Color

SAME_SIZE = 0.035
"""Sizes that differ by less than this part are one size."""
_SAME_COLOR = 0.12
_ACRONYM = 10
"""Capitals of a word that is no name or acronym."""
_NUMBERED = re.compile(
    r"""
    (?: [^\W\d_]{1,12} [.]? [\s-]? )?      # M 1.1, KS-07, Maßnahme 4
    (?P<numbers> \d{1,3} (?: \.\d{1,3} )* ) (?: [a-z] | \s[a-z]\) )? [.):]? (?= \s | $ )
    """,
    re.VERBOSE,
)
_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?\s")


@dataclass(frozen=True, slots=True)
class HeadingStyle:
    """How one heading is set."""

    size: float
    bold: bool
    italic: bool
    color: Color | None
    capitals: bool | None
    """Whether it is set in capitals; None for a short word, which may be an acronym."""
    underlined: bool
    depth: int
    """Numbers before it: 2 for ``1.2``, 0 without; -1 for a letter or a Roman number."""

    @property
    def weight(self) -> tuple[bool, bool, bool, bool]:
        """What makes one of two headings of one size the higher, by importance."""
        return (self.bold, bool(self.capitals), self.underlined, not self.italic)


def heading_style(lines: Sequence[Line], *, underlined: bool) -> HeadingStyle:
    """How the lines of one heading are set."""
    style = max(lines, key=lambda line: len(line.text)).style
    text = " ".join(line.text for line in lines)
    capitals: bool | None = is_capitals(text)
    if capitals and sum(char.isalpha() for char in text) < _ACRONYM:
        capitals = None
    return HeadingStyle(
        style.size, style.bold, style.italic, style.color, capitals, underlined, number_depth(text)
    )


def is_capitals(text: str) -> bool:
    """Whether a text of some length is set in capitals."""
    return sum(char.isalpha() for char in text) > 3 and text.upper() == text


def number_depth(text: str) -> int:
    """How many numbers stand before a heading, with dots between them."""
    if match := _NUMBERED.match(text):
        return match.group("numbers").count(".") + 1
    return -1 if _ROMAN.match(text) else 0


def ranks_of(styles: Sequence[HeadingStyle], follows: Sequence[bool]) -> list[int]:
    """The rank of each heading of a document, 1 for the highest.

    Args:
        styles: how each is set, in reading order.
        follows: whether nothing stands between a heading and the one before it.
    """
    if not styles:
        return []
    classes: list[list[int]] = []
    for number, style in enumerate(styles):
        home = next((one for one in classes if _alike(styles[one[0]], style)), None)
        if home is None:
            classes.append([number])
        else:
            home.append(number)
    home_of = {number: index for index, members in enumerate(classes) for number in members}
    above: Counter[tuple[int, int]] = Counter()
    for number, (one, two) in enumerate(pairwise(range(len(styles))), start=1):
        if follows[number] and home_of[one] != home_of[two]:
            above[home_of[one], home_of[two]] += 1
    order: list[int] = []
    for index in sorted(range(len(classes)), key=lambda index: classes[index][0]):
        place = len(order)
        while place and _is_above(index, order[place - 1], classes, styles, above):
            place -= 1
        order.insert(place, index)
    rank = {index: place + 1 for place, index in enumerate(order)}
    return [rank[home_of[number]] for number in range(len(styles))]


def _alike(one: HeadingStyle, two: HeadingStyle) -> bool:
    return (
        abs(one.size - two.size) <= SAME_SIZE * max(one.size, two.size)
        and (one.bold, one.italic, one.underlined) == (two.bold, two.italic, two.underlined)
        and (one.capitals == two.capitals or None in (one.capitals, two.capitals))
        and not colors_differ(one.color, two.color)
        and (one.depth == two.depth or min(one.depth, two.depth) <= 0)
    )


def colors_differ(one: Color | None, two: Color | None) -> bool:
    """Whether a reader sees two colours."""
    if one is None or two is None:
        return one is not two
    return max(abs(a - b) for a, b in zip(one, two, strict=True)) > _SAME_COLOR


def _is_above(
    one: int,
    two: int,
    classes: Sequence[Sequence[int]],
    styles: Sequence[HeadingStyle],
    above: Counter[tuple[int, int]],
) -> bool:
    """Whether the headings of the first class stand above those of the second."""
    first, second = styles[classes[one][0]], styles[classes[two][0]]
    if abs(first.size - second.size) > SAME_SIZE * max(first.size, second.size):
        return first.size > second.size
    if first.depth > 0 and second.depth > 0 and first.depth != second.depth:
        return first.depth < second.depth
    if above[one, two] != above[two, one]:
        return above[one, two] > above[two, one]
    if first.weight != second.weight:
        return first.weight > second.weight
    return len(classes[one]) < len(classes[two])
