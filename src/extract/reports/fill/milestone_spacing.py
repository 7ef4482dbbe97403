"""Milestones without list marks: leading, white space, indents and room at line ends part the items."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.layout.records import Line
from extract.reports.text.passages import Part

_HYPHENS = ("-", "\u2010", "\u00ad")
_ALIKE = 0.25
_TELLING = 12
"""So many lines and none that goes on with the one above: items of such a list take one line each."""
_LEFT_EM = 0.25
"""A line so far left of an item begins another one."""
_SPACED = 0.18
"""White space between items beyond that between their lines, in em."""

Leadings = Mapping[tuple[str, float], float]
"""From line to line of an item, in points, by font and size."""
ReachKey = tuple[str, float, float]
"""Font, size and left edge of a list, that in em."""


_Side = tuple[int, int, bool]
"""Page, region, and whether left of the years."""


@dataclass(frozen=True, slots=True)
class Column:
    """How a list without marks is set: what parts its items."""

    leadings: Leadings
    edges: dict[_Side, float]
    """Right edges of the text."""
    starts: dict[_Side, float]
    """Left edges of text that is set flush right, as left of the years in the middle of a timeline."""
    years: dict[tuple[int, int], float]
    """Left edges of the years."""
    widths: dict[_Side, float]
    """Widths of the longest lines of text that is set centred."""

    def side(self, part: Part) -> _Side:
        place = (part.line.page, part.line.region)
        return *place, part.x1 <= self.years.get(place, 0.0)

    def leading(self, part: Part) -> float | None:
        style = part.line.style
        return self.leadings.get((style.font, style.size))


def leadings_of(lists: Iterable[Sequence[Part]]) -> dict[tuple[str, float], float]:
    """From line to line of an item, where a line that surely goes on with the line above shows it."""
    sure: dict[tuple[str, float], list[float]] = defaultdict(list)
    for parts in lists:
        for above, part in pairwise(parts):
            same = part.line.region == above.line.region and part.line.page == above.line.page
            style = part.line.style
            if same and above.line.style.size == style.size and _goes_on(above, part):
                sure[style.font, style.size].append(_pitch(above, part))
    return {setting: median(pitches) for setting, pitches in sure.items()}


def reaches_of(lists: Iterable[Sequence[Part]]) -> dict[ReachKey, float]:
    """How far right items reach in any list of a report that begins and is set like it.

    A short list may have no line that fills its column; the longest line of all lists shows its width. Lists
    in several columns are left out: pages differ in how many they have.
    """
    reaches: dict[ReachKey, float] = {}
    for parts in lists:
        key = _reach_key(parts)
        if key is not None:
            reaches[key] = max(reaches.get(key, 0.0), *(part.x1 for part in parts))
    return reaches


def open_reaches(lists: Sequence[tuple[Sequence[Part], Sequence[Line]]]) -> dict[ReachKey, float]:
    """How far right items might reach where no item of any list set alike takes a second line.

    The longest item says nothing about the width of a list then; the text above and below it does.

    Args:
        lists: the lines of each list, and all lines of its page.
    """
    settings = Counter((part.line.style.font, part.line.style.size) for parts, _ in lists for part in parts)
    wrapped = leadings_of(parts for parts, _ in lists)
    longest = reaches_of(parts for parts, _ in lists)
    reaches: dict[ReachKey, float] = {}
    for parts, page in lists:
        key = _reach_key(parts)
        if key is None or key[:2] in wrapped or settings[key[:2]] < _TELLING:
            continue
        size = key[1]
        left, right = min(part.x0 for part in parts), longest[key]
        over = sorted(
            line.box.x1
            for line in page
            if line.box.x0 < right and line.box.x1 > left and abs(line.style.size - size) <= _ALIKE * size
        )
        if len(over) > 1:  # what a single line reaches may be chance
            reaches[key] = max(reaches.get(key, right), over[-2])
    return reaches


def _reach_key(parts: Sequence[Part]) -> ReachKey | None:
    places = {(part.line.page, part.line.region) for part in parts}
    if len(places) != 1:
        return None
    style = parts[-1].line.style
    return style.font, style.size, round(min(part.x0 for part in parts) / style.size, 1)


def column_of(
    parts: Sequence[Part],
    leadings: Leadings | None,
    reaches: Mapping[ReachKey, float] | None = None,
    *,
    labels: Sequence[Part] = (),
) -> Column:
    """How a list is set.

    Args:
        parts: its lines.
        leadings: what `leadings_of` all lists of the report; None to take it from this list alone.
        reaches: what `reaches_of` all lists of the report.
        labels: those of the lines that are years.
    """
    years: dict[tuple[int, int], float] = {}
    for label in labels:
        place = (label.line.page, label.line.region)
        years[place] = min(years.get(place, label.x0), label.x0)
    column = Column(leadings or leadings_of([parts]), {}, {}, years, {})
    key = _reach_key(parts)
    known = (reaches or {}).get(key, 0.0) if key else 0.0
    sides: dict[_Side, list[Part]] = defaultdict(list)
    for part in parts:
        sides[column.side(part)].append(part)
    for side, members in sides.items():
        column.edges[side] = max(0.0 if side[2] else known, *(part.x1 for part in members))
        if side[2] and _is_flush_right(members):
            column.starts[side] = min(part.x0 for part in members)
        if _is_centred(members):
            column.widths[side] = max(part.x1 - part.x0 for part in members)
    return column


def _is_flush_right(parts: Sequence[Part]) -> bool:
    lefts, rights = [part.x0 for part in parts], [part.x1 for part in parts]
    size = parts[0].line.style.size
    return max(rights) - min(rights) < 0.3 * size and max(lefts) - min(lefts) > size


def _is_centred(parts: Sequence[Part]) -> bool:
    """Whether the middles of lines of different length stand below each other."""
    lefts, middles = [part.x0 for part in parts], [(part.x0 + part.x1) / 2 for part in parts]
    size = parts[0].line.style.size
    return max(middles) - min(middles) < 0.3 * size and max(lefts) - min(lefts) > size


def _goes_on(above: Part, part: Part) -> bool:
    """Whether a line surely goes on with the line above: a hyphen, or a word in small letters."""
    end = above.words[-1].text
    return end.endswith(_HYPHENS) or (part.first[:1].islower() and not end.endswith((".", ":", ";")))


def _pitch(above: Part, part: Part) -> float:
    """From baseline to baseline; boxes of one font stand alike on it."""
    return part.words[0].box.bottom - above.words[-1].box.bottom


def opens_item(item: Sequence[Part], part: Part, column: Column) -> bool:
    """Without marks an item ends where white space is left, or a line starts further left than its own."""
    last = item[-1]
    size = part.line.style.size
    if part.line.region != last.line.region:
        return True
    if _goes_on(last, part):
        return False
    leading = column.leading(part)
    if leading is not None:
        if _pitch(last, part) > leading + _SPACED * size:
            return True
    else:
        usual = item[1].line.gap_above if len(item) > 1 else 0.35 * size
        # A year in larger type on the line above reaches further down than its text.
        space = max(part.line.gap_above, _pitch(last, part) - part.words[0].box.height)
        if space > usual + 0.3 * size:
            return True
    side = column.side(last)
    if side in column.starts:
        return last.x0 - column.starts[side] > _needed(part) + size
    if side in column.widths:
        return column.widths[side] - (last.x1 - last.x0) > _needed(part) + size
    # Behind a label on the same line an item's text may go on further left, below the label.
    own = [other.x0 for other in item[:2] if not other.skip]
    if own and part.x0 < max(own) - _LEFT_EM * size:
        return True
    room = column.edges[side] - last.x1
    return room > _needed(part) + size


def _needed(part: Part) -> float:
    """Width of what would have stood on the line above if there had been room: figures stay with a word."""
    words = part.words
    count = 1
    while count < min(3, len(words)) and not words[count - 1].text[-1:].isalpha():
        count += 1
    return words[count - 1].box.x1 - words[0].box.x0
