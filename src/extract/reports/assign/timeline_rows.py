"""Timelines in a row: years level with each other, and the texts below them wherever the page was cut."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.layout.records import Line, PageLayout, Region
from extract.pdf.records import Word
from extract.reports.assign.label_rows import part_of_line
from extract.reports.names.heading_names import HeadingIndex

FIRST_EM = 3.0
"""White space between a year in a circle and its text, at most."""
NEXT_EM = 1.6
"""White space between the events of a timeline, at most."""


@dataclass(frozen=True, slots=True)
class Year:
    words: tuple[Word, ...]
    line: Line
    region: Region

    @property
    def x0(self) -> float:
        return self.words[0].box.x0

    @property
    def x1(self) -> float:
        return self.words[-1].box.x1

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def top(self) -> float:
        return self.line.box.top

    @property
    def bottom(self) -> float:
        return self.line.box.bottom

    @property
    def size(self) -> float:
        return self.line.style.size


def near(layout: PageLayout, year: Year) -> Iterator[tuple[Region, Line]]:
    for region in layout.regions:
        if region.leaf == year.region.leaf and region.panel is year.region.panel:
            for line in region.lines:
                yield region, line


def in_reach(line: Line, row: Sequence[Year]) -> bool:
    """Whether a line stands above or below a row of years, not beside it."""
    pitch = median(b.middle - a.middle for a, b in pairwise(row))
    return line.box.x1 > row[0].middle - pitch and line.box.x0 < row[-1].middle + pitch


def row_with_texts(layout: PageLayout, row: Sequence[Year], index: HeadingIndex) -> list[Line]:
    """The lines of a row of years and of the texts below it; empty where each year has its text already."""
    homes = {id(year.region): year.region for year in row}
    pitch = median(b.middle - a.middle for a, b in pairwise(row))
    low = min(row[0].x0, row[0].middle - pitch / 2) - row[0].size
    high = max(row[-1].x1, row[-1].x0 + pitch) + row[-1].size
    heads: list[Line] = []
    texts: list[Line] = []
    strangers = 1 < len(homes) < len(row)
    edge, size = row[0].bottom, 0.0
    for region, line in sorted(near(layout, row[0]), key=lambda item: item[1].box.top):
        box = line.box
        if box.x1 < low or box.x0 > high:
            continue
        if any(_in(year, line) for year in row):
            heads.append(line)
            edge = max(edge, box.bottom)
            continue
        if box.top < row[0].bottom - 0.3 * row[0].size:
            continue
        space = (NEXT_EM if texts else FIRST_EM) * line.style.size
        unlike = size and abs(line.style.size - size) > 0.06 * size
        if box.top - edge > space or unlike or index.find(line.text) or box.x0 < low or box.x1 > high:
            break
        texts.append(line)
        size = line.style.size
        edge = max(edge, box.bottom)
        strangers = strangers or id(region) not in homes
    only_years = all(len(line.words) == sum(len(y.words) for y in row if _in(y, line)) for line in heads)
    if len(homes) == 1 and any(_crosses(line, row) for line in texts):
        return []  # one line of years above columns of its own
    own = {id(line) for line in (*heads, *texts)}
    mixed = len(homes) > 1 and any(_has_others(home, own, index) for home in homes.values())
    return [*heads, *texts] if texts and (strangers or mixed) and only_years else []


def _has_others(region: Region, own: Container[int], index: HeadingIndex) -> bool:
    """Whether a column goes on above or below a year with something else than the heading of milestones."""
    above = next((place for place, line in enumerate(region.lines) if id(line) in own), 0)
    if above and (found := index.find(region.lines[above - 1].text)) and found[0].kind == "milestones":
        above = 0
    return above > 0 or id(region.lines[-1]) not in own


def _crosses(line: Line, row: Sequence[Year]) -> bool:
    """Whether words reach over the left edges of years, and over the middle between years set centred."""
    slack = 0.3 * line.style.size
    lefts = [year.x0 for year in row]
    middles = [(one.middle + two.middle) / 2 for one, two in pairwise(row)]
    return all(
        any(word.box.x0 < edge - slack < edge + slack < word.box.x1 for word in line.words for edge in edges)
        for edges in (lefts, middles)
    )


def _in(year: Year, line: Line) -> bool:
    return any(word is year.words[0] for word in line.words)


def level_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of several regions as they are printed: what is level is one line."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box.top + line.box.bottom) / 2):
        middle = (line.box.top + line.box.bottom) / 2
        if rows and middle < rows[-1][0].box.bottom - 0.2 * line.style.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    above: Line | None = None
    for row in rows:
        words = tuple(sorted((word for line in row for word in line.words), key=lambda word: word.box.x0))
        icons = [icon for line in row for icon in (*line.before, *line.after)]
        above = part_of_line(row[0], words, sorted(icons, key=lambda icon: icon.box.x0), above)
        yield above
