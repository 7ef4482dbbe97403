"""Printed lines to running text: list items, paragraphs, line-end hyphens, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from extract.base.values import value
from extract.german.hyphenation import Vocabulary, join_lines
from extract.layout.lines import style_of
from extract.layout.records import Line
from extract.layout.text import PlacedText, placed
from extract.pdf.records import Box, Word

ARROWS = frozenset("→›»>❯➔➜➝➙⇒")
BULLETS = frozenset("•‣▪■●◦·►▶➢➤✓✔∙⁃*○□▸▹▷◾⬤◆◇❖") | ARROWS
DASHES = frozenset("–-—−‐")
_NUMBER = re.compile(
    r"""
    (?: \(?                       # (1)  1.  1)  a)
    |   (?:\d{1,2}\.)+ (?=\d+\))  # 4.1)  4.2.1): the last number counts; 31.08. is a date
    )
    (?P<number>\d{1,2}|[a-z]) [.)] \)? $
    """,
    re.VERBOSE,
)
_HOLE_EM = 2.0
_NARROW_EM = 0.4
"""Letters and spaces of a text are wider than this on the average: a look at the words is saved."""
_EDGE_EM = 0.15
"""Lines of one list begin below each other, but for so much."""
_HANGS_EM = 0.25
"""The text of an item hangs so far right of its mark, at least."""
_ANEW_EM = 0.3
"""A line so far left of the text of an item is none of it."""
_NUMBERS_EM = 0.4
"""Numbers of one list stand below each other, of one digit or two."""
_SENTENCE_END = (".", ":", ";", "!", "?", ",", "“", ")")


Edges = Mapping[tuple[int, int], float]
"""Right edges of regions in points, by page and index of the region."""


@value(frozen=True, slots=True)
class Part:
    """A printed line, or the end of one after a run-in heading: ``line.words[skip:]``."""

    line: Line
    skip: int = 0

    @property
    def words(self) -> Sequence[Word]:
        # No slice of the whole: packed words would be made anew at each look.
        return self.line.words[self.skip :] if self.skip else self.line.words

    @property
    def box(self) -> Box:
        return self.line.box

    @property
    def x0(self) -> float:
        return self.words[0].box.x0 if self.words else self.line.box.x0

    @property
    def x1(self) -> float:
        return self.words[-1].box.x1 if self.words else self.line.box.x1

    @property
    def first(self) -> str:
        return self.words[0].text if self.words else ""


@value(frozen=True, slots=True)
class _Start:
    """How a line starts: with a list mark or not, and where its text begins."""

    mark: str | None
    x0: float


def passage(parts: Sequence[Part], vocabulary: Vocabulary, *, edges: Edges | None = None) -> PlacedText:
    """The running text of some lines.

    List items stand one per line and start with ``• `` or their printed number; paragraphs are separated
    by a line break; everything else is joined as a German reader would.

    Args:
        parts: lines in reading order.
        vocabulary: the document's own words, for line-end hyphens.
        edges: right edge of each region in points, by page and region; None to take it from the lines.
    """
    parts = [part for part in parts if part.words]
    starts = _starts(parts)
    rows: list[list[tuple[str, Box, bool]]] = []
    for part, start in zip(parts, starts, strict=True):
        rows.append(_row(part, start))
    breaks = _breaks(parts, starts, edges)
    raw = placed(rows)
    joined = join_lines(raw.text.split("\n") if rows else [], vocabulary=vocabulary, breaks=breaks)
    return raw.cleaned(joined.text, joined.offsets)


def _row(part: Part, start: _Start) -> list[tuple[str, Box, bool]]:
    words = list(part.words)
    row: list[tuple[str, Box, bool]] = []
    if start.mark == "•":
        if is_bullet(words) or words[0].text in DASHES:
            row.append(("•", words[0].box, False))
            words = words[1:]
        elif words[0].text[0] in BULLETS:
            row.append(("•", words[0].box, False))
            row.append((words[0].text[1:], words[0].box, False))
            words = words[1:]
        else:
            row.append(("•", part.line.before[-1].box, False))
    for index, word in enumerate(words):
        row.append((word.text, word.box, word.glued and (index > 0 or bool(row))))
    if len(row) > 1 and start.mark == "•":
        row[1] = (row[1][0], row[1][1], False)
    return row


def is_bullet(words: Sequence[Word]) -> bool:
    """Whether a line begins with a list mark; word processors take the letter o of another font for one."""
    if words[0].text in BULLETS:
        return True
    return words[0].text == "o" and len(words) > 1 and words[0].font != words[1].font


def _starts(parts: Sequence[Part]) -> list[_Start]:
    numbers = _numbered(parts)
    # An arrow or angle is a list mark in a list of such; beside other marks it stands between two words.
    listed = any(is_bullet(part.words) and part.first not in ARROWS for part in parts)
    starts: list[_Start] = []
    for index, part in enumerate(parts):
        words = part.words
        mark: str | None = None
        x0 = part.x0
        if is_bullet(words) and len(words) > 1 and not (listed and words[0].text in ARROWS):
            mark, x0 = "•", words[1].box.x0
        elif words[0].text[0] in BULLETS and len(words[0].text) > 1 and words[0].text[1].isalnum():
            mark = "•"
        elif words[0].text in DASHES and len(words) > 1 and dash_opens(parts, index):
            mark, x0 = "•", words[1].box.x0
        elif part.skip == 0 and part.line.before and _icon_opens(part):
            mark = "•"
        elif index in numbers:
            mark, x0 = "1", words[1].box.x0
        starts.append(_Start(mark, x0))
    return starts


def _icon_opens(part: Part) -> bool:
    icon = part.line.before[-1]
    return 0 <= part.line.box.x0 - icon.box.x1 + 0.1 * part.line.style.size < 2.5 * part.line.style.size


def dash_opens(parts: Sequence[Part], index: int) -> bool:
    """Whether a dash at the start of a line is a list mark, not a dash between two words or numbers.

    The line below tells: the text of an item hangs beside its dash. With no line below, the line above must
    have ended, or be an item itself. Two such lines, one right below the other, are items in any case.
    """
    part = parts[index]
    text_x0 = part.words[1].box.x0
    if index and _is_below(parts[index - 1], part) and parts[index - 1].first in DASHES:
        return True
    below = parts[index + 1] if index + 1 < len(parts) else None
    if below is not None and below.line.region == part.line.region and not below.line.before:
        if below.first in DASHES and _flush(below.x0, part.x0, part):
            return True
        if below.first not in DASHES and below.line.gap_above < 0.6 * below.line.style.size:
            if _flush(below.x0, text_x0, part):
                return True
            if _flush(below.x0, part.x0, part) and style_of(below.words) == style_of(part.words):
                return False
    if index == 0:
        return True
    above = parts[index - 1]
    if above.line.region == part.line.region and _flush(above.x0, text_x0, part):
        return True  # the line above is the end of an item that hangs beside its dash
    ended = above.words[-1].text.endswith(_SENTENCE_END) or above.words[-1].box.x1 < part.words[1].box.x1
    return ended or above.first in DASHES or part.line.gap_above > 0.6 * part.line.style.size


def _is_below(above: Part, part: Part) -> bool:
    return above.line.region == part.line.region and _flush(above.x0, part.x0, part) and len(above.words) > 1


def _flush(one: float, two: float, part: Part) -> bool:
    """Whether two lines begin one below the other, in em of a part."""
    return abs(one - two) < _EDGE_EM * part.line.style.size


def _numbered(parts: Sequence[Part]) -> set[int]:
    """Lines that open a numbered item: numbers that count on, in one vertical line."""
    found: dict[int, tuple[int, float]] = {}
    for index, part in enumerate(parts):
        if len(part.words) < 2:
            continue
        match = _NUMBER.match(part.first)
        if match is None:
            continue
        number = match.group("number")
        found[index] = (int(number) if number.isdigit() else ord(number) - 96, part.x0)
    opening: set[int] = set()
    order = sorted(found)
    for one, two in pairwise(order):
        if (
            found[two][0] == found[one][0] + 1
            and abs(found[two][1] - found[one][1]) < _NUMBERS_EM * parts[two].line.style.size
        ):
            opening |= {one, two}
    return opening


def _breaks(parts: Sequence[Part], starts: Sequence[_Start], known: Edges | None) -> list[bool]:
    if not parts:
        return []
    gaps = [part.line.gap_above for part in parts[1:] if part.line.gap_above > 0]
    usual = median(gaps) if len(gaps) > 2 else (min(gaps) if gaps else 0.0)
    edges: dict[tuple[int, int], float] = dict(known or {})
    for part in parts:
        place = (part.line.page, part.line.region)
        edges[place] = max(edges.get(place, 0.0), part.x1)
    breaks = [False]
    for index in range(1, len(parts)):
        part, above = parts[index], parts[index - 1]
        same_region = part.line.region == above.line.region and part.line.page == above.line.page
        size = part.line.style.size
        if starts[index].mark is not None:
            breaks.append(True)
        elif _hyphenated(above):
            breaks.append(False)
        elif same_region and (
            part.line.gap_above > usual + 0.45 * size
            or _leaves_list(parts, starts, index)
            or _is_row(part)
            or _is_row(above)
        ):
            breaks.append(True)
        elif same_region:
            # The first word would have fitted on the line above: its end was meant.
            room = edges[(above.line.page, above.line.region)] - above.x1
            spare = room - part.words[0].box.width - 0.3 * size
            ended = above.words[-1].text.endswith(_SENTENCE_END)
            # A word in small letters goes on with the word before it, however much room there was.
            goes_on = above.words[-1].text[-1:].isalpha() and part.first[:1].islower()
            # Without a full stop only a line much too short tells; in narrow columns whose edge is not known,
            # only below a figure or above a label ("Land: ...").
            figure = above.words[-1].text[-1:] in "€%)0123456789" or above.words[-1].text == "Euro"
            least = 1.2 if ended else 4.0 if known or figure else 1000.0
            breaks.append(not goes_on and spare > least * size)
        else:
            breaks.append(False)
    return breaks


def _is_row(part: Part) -> bool:
    """Whether a line has a gap between two of its words that no justified line has: the row of a table."""
    line = part.line
    hole = _HOLE_EM * line.style.size
    if line.box.width < _NARROW_EM * line.style.size * len(line.text) + hole:
        return False
    return any(after.box.x0 - before.box.x1 > hole for before, after in pairwise(part.words))


def _hyphenated(part: Part) -> bool:
    return part.words[-1].text.endswith(("-", "\u2010", "\u00ad", "\ufffe"))


def _leaves_list(parts: Sequence[Part], starts: Sequence[_Start], index: int) -> bool:
    """A line further left than the item's text above it starts anew."""
    opener = index - 1
    while opener >= 0 and starts[opener].mark is None:
        opener -= 1
    if opener < 0 or parts[opener].line.region != parts[index].line.region:
        return False
    em = parts[opener].line.style.size
    hanging = starts[opener].x0 > parts[opener].x0 + _HANGS_EM * em or bool(parts[opener].line.before)
    return hanging and parts[index].x0 < starts[opener].x0 - _ANEW_EM * em
