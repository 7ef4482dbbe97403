"""Years side by side: the text below each, or above and below by turns, is a column of its own.

White space between narrow columns may be no wider than that between two words, and a page may be cut
otherwise by what stands above or below. The years say where the columns are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.layout.geometry import SAME_SIZE, alike, free_between, level, meet
from extract.layout.records import Line, PageLayout, Region
from extract.pdf.records import Word
from extract.reports.arrange.anchors import (
    Anchor,
    cut_out,
    groups_of,
    with_parts,
    words_in,
    years_in,
    zones_of,
)
from extract.reports.names.heading_names import HeadingIndex

_APART_EM = 1.5
"""Years stand this far apart where they head columns; in a range or a list they stand closer."""
_FEWEST_CUT = 3
"""Years that are a row though white space parts them; two in one region are one."""
_FIRST_EM = 3.0
"""White space between a year and its text, at most: the year may stand in a circle."""
_NEXT_EM = 1.6
"""White space between two items, at most."""
_INDENT_EM = 3.0
"""The text of a column begins no further right of its year than this."""
_CENTRED_EM = 2.0
"""How far the middle of a centred line may be off that of its year."""
_EVEN_EM = 1.0
"""How much the distance from year to text may differ from column to column."""
_HEADING = 3
"""Words of the heading of a list of years that stands above the first of them."""
_SLACK_EM = 0.3
_GAP_EM = 0.2
"""White space between columns is no narrower than between words."""

_Gaps = list[list[tuple[float, float]]]
"""For each two neighbours the stretches between them that no word of the texts reaches into."""


def part_year_rows(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with the text of each year that stands in a row as a region of its own."""
    rows = [(zone, row) for zone in zones_of(layout) for row in _rows(years_in(zone))]
    for zone, row in rows:
        found = _Row(zone, row, index).columns()
        if found is None:
            continue
        parts = [_column(anchor, texts) for anchor, texts in zip(row, found, strict=True)]
        if not _stand_so(zone, parts):
            layout = with_parts(layout, parts)
    return layout


def _rows(years: Sequence[Anchor]) -> Iterator[list[Anchor]]:
    """Years set alike that stand side by side, apart from each other, from left to right."""

    def joins(row: Sequence[Anchor], year: Anchor) -> bool:
        return level(row[0].lines[0].box, year.lines[0].box, row[0].size)

    for row in groups_of(years, joins):
        row.sort(key=lambda year: year.box.x0)
        fewest = 2 if len({id(year.region) for year in row}) == 1 else _FEWEST_CUT
        spaced = all(two.box.x0 - one.box.x1 >= _APART_EM * one.size for one, two in pairwise(row))
        if len(row) >= fewest and spaced:
            yield row


def _opens_with(line: Line, row: Sequence[Anchor]) -> bool:
    """Whether a year of the row begins on the line."""
    return any(word is year.lines[0].words[0] for year in row for word in line.words)


_Text = tuple[Line, tuple[Word, ...]]
"""A printed line, and those of its words that belong to one column."""


@dataclass(slots=True)
class _Row:
    """A row of years and the lines around it."""

    zone: Sequence[Region]
    years: Sequence[Anchor]
    index: HeadingIndex

    @property
    def _own(self) -> set[int]:
        """The ids of the words of the years."""
        return {id(word) for year in self.years for line in year.lines for word in line.words}

    def columns(self) -> list[list[_Text]] | None:
        """The texts of each year; None where the years head no columns."""
        years = self.years
        lines = [line for region in self.zone for line in region.lines]
        heads = [line for line in lines if _opens_with(line, years)]
        if any(id(word) not in self._own for line in heads for word in line.words):
            return None  # a sentence, or the first row of a table
        others = [line for line in lines if not _opens_with(line, years) and self._in_reach(line)]
        below = self._chain(sorted(others, key=lambda line: line.box.top), down=True)
        above = self._chain(sorted(others, key=lambda line: -line.box.bottom), down=False)
        if above and below and len(years) >= _FEWEST_CUT and _sized_alike([*above, *below]):
            turns = self._parted([*reversed(above), *below])
            top = years[0].box.top
            if turns and all(len({line.box.top < top for line, _ in texts}) == 1 for texts in turns):
                return turns
        found = self._parted(below) if below else None
        return found if found and any(found) else None

    def _in_reach(self, line: Line) -> bool:
        """Whether a line stands above or below the row, not beside it."""
        years = self.years
        pitch = median(two.centre - one.centre for one, two in pairwise(years))
        low = min(years[0].box.x0, years[0].centre - pitch / 2) - years[0].size
        high = max(years[-1].box.x1, years[-1].box.x0 + pitch) + years[-1].size
        return line.box.x1 > low and line.box.x0 < high

    def _chain(self, lines: Sequence[Line], *, down: bool) -> list[Line]:
        """The lines that follow the row up or down with little white space between, as columns."""
        years = self.years
        edge = max(year.box.bottom for year in years) if down else min(year.box.top for year in years)
        found: list[Line] = []
        for line in lines:
            size = line.style.size
            space = line.box.top - edge if down else edge - line.box.bottom
            beyond = line.box.top > years[0].box.top if down else line.box.bottom < years[0].box.bottom
            if space < -_SLACK_EM * size and not beyond:
                continue  # on the other side
            if space > (_NEXT_EM if found else _FIRST_EM) * size or not _sized_alike([*found[:1], line]):
                break
            if self.index.find(line.text) or self._parted([*found, line]) is None or self._is_next_row(line):
                break
            found.append(line)
            edge = max(edge, line.box.bottom) if down else min(edge, line.box.top)
        return found

    def _is_next_row(self, line: Line) -> bool:
        """Whether a line has nothing but years set like these: a year within a date is set like its text."""
        found = years_in([Region(0, line.box, (line,), None, 0, 0)])
        count = sum(len(year.lines[0].words) for year in found)
        return count == len(line.words) and alike(
            line.style, self.years[0].lines[0].style, bold=True, color=True
        )

    def _parted(self, lines: Sequence[Line]) -> list[list[_Text]] | None:
        """The words of the lines by column; None where they do not stand in columns below the years."""
        edges = self._edges(lines)
        if edges is None:
            return None
        texts: list[list[_Text]] = [[] for _ in self.years]
        own = self._own
        for line in lines:
            left = [word for word in line.words if id(word) not in own]
            for number, (low, high) in enumerate(pairwise([float("-inf"), *edges, float("inf")])):
                words = tuple(word for word in left if low <= word.box.x0 < high)
                if words:
                    texts[number].append((line, words))
        return texts if _flush(self.years, texts) or _centred(self.years, texts) else None

    def _edges(self, lines: Sequence[Line]) -> list[float] | None:
        """Where the second and each further column begins; None where words stand across."""
        words = [word for line in lines for word in line.words]
        edges: list[float] = []
        for one, two in pairwise(self.years):
            low, high = one.centre, two.centre
            gaps: list[tuple[float, float]] = [(low, high)]
            for line in lines:
                gaps = meet(gaps, free_between(line.words, low, high), 0.0)
            gaps = [gap for gap in gaps if gap[1] - gap[0] > _GAP_EM * two.size]
            if not gaps:
                return None
            start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
            # The words right of the middle of a year may all belong to it; what begins further left does not.
            following = min((word.box.x0 for word in words if word.box.x0 >= end - 0.01), default=end)
            edges.append(min(following, two.box.x0) if two.box.x0 > start else following)
        return edges


def _flush(years: Sequence[Anchor], texts: Sequence[Sequence[_Text]]) -> bool:
    """Whether each column begins as far from its year as the others, and its lines below each other."""
    off: list[float] = []
    for year, column in zip(years, texts, strict=True):
        if not column:
            continue
        left = min(words[0].box.x0 for _, words in column)
        if any(words[0].box.x0 > left + _INDENT_EM * words[0].size for _, words in column):
            return False
        off.append(left - year.box.x0)
    if not off:
        return True  # nothing but the second line of a year broken over two
    em = years[0].size
    as_far = max(off) - min(off) <= _EVEN_EM * em
    return as_far and max(off) <= _INDENT_EM * em and min(off) > -2 * _INDENT_EM * em


def _centred(years: Sequence[Anchor], texts: Sequence[Sequence[_Text]]) -> bool:
    """Whether each line stands in the middle below or above its year."""
    return all(
        abs((words[0].box.x0 + words[-1].box.x1) / 2 - year.centre) < _CENTRED_EM * words[0].size
        for year, column in zip(years, texts, strict=True)
        for _, words in column
    )


def _sized_alike(lines: Sequence[Line]) -> bool:
    size = lines[0].style.size
    return all(abs(line.style.size - size) <= SAME_SIZE * size for line in lines)


def _stand_so(zone: Sequence[Region], parts: Sequence[Sequence[Line]]) -> bool:
    """Whether each year with its text is a region already, but for a short heading above it."""
    regions = [words_in(region.lines) for region in zone]
    return all(
        any(words[-len(part) :] == part and len(words) - len(part) <= _HEADING for words in regions)
        for part in map(words_in, parts)
    )


def _column(year: Anchor, texts: Sequence[_Text]) -> list[Line]:
    lines = [replace(line, gap_above=0.0) for line in year.lines]
    for line, words in texts:
        whole = len(words) == len(line.words)
        space = line.box.top - lines[-1].box.bottom
        lines.append(replace(line, gap_above=space) if whole else cut_out(line, words, lines[-1]))
    return lines
