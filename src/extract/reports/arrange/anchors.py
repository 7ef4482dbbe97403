"""Anchors: headings and years that stand by themselves on a printed line, and the text around them.

A page is looked at zone by zone: what stands on one half of a sheet and in one box. However white space cut
a zone into regions, an anchor is found by its words and by the white space beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.layout.geometry import alike, apart, centre, middle
from extract.layout.lines import style_of
from extract.layout.records import Line, PageLayout, Region, text_of
from extract.layout.text import around
from extract.pdf.records import Box, Icon, Word
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.names.headings import find_headings
from extract.reports.names.years import YEAR_LABEL

_FOUR_DIGITS = re.compile(r"\d{4}")
"""Every year has them; nearly no line does."""
_YEAR_GAP_EM = 0.8
"""White space that parts a year from other words of its line."""
_ICON_REACH_EM = 3.0
"""An icon so far before a text belongs to it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading or year, without any of its text."""

    lines: tuple[Line, ...]
    region: Region
    """Where its first line stands."""
    is_year: bool
    is_known: bool = True
    """False for a line that is a label because it stands among such."""

    @property
    def box(self) -> Box:
        return around(line.box for line in self.lines)

    @property
    def size(self) -> float:
        return self.lines[0].style.size

    @property
    def middle(self) -> float:
        return middle(self.box)

    @property
    def centre(self) -> float:
        return centre(self.box)


def zones_of(layout: PageLayout) -> Iterator[list[Region]]:
    """The regions of each half of a sheet, outside boxes and in each box, in reading order."""
    found: dict[tuple[int, int], list[Region]] = {}
    for region in layout.regions:
        found.setdefault((region.leaf, id(region.panel) if region.panel else 0), []).append(region)
    yield from found.values()


def years_in(zone: Sequence[Region]) -> list[Anchor]:
    """The years of a zone that stand by themselves."""
    pieces = (
        (line, words, region)
        for region in zone
        for line in region.lines
        if _FOUR_DIGITS.search(line.text)
        for words in pieces_of(line.words, _YEAR_GAP_EM)
        if YEAR_LABEL.match(text_of(words))
    )
    return [Anchor((part_of_line(line, words, (), None),), region, True) for line, words, region in pieces]


def groups_of(
    years: Iterable[Anchor], joins: Callable[[Sequence[Anchor], Anchor], bool]
) -> list[list[Anchor]]:
    """Years set alike that stand in one row or column.

    Args:
        years: in the order of rows or columns.
        joins: whether a year stands in the row or column of those before it.
    """
    groups: list[list[Anchor]] = []
    for year in years:
        style = year.lines[0].style
        own = (group for group in groups if alike(group[0].lines[0].style, style, bold=False))
        home = next((group for group in own if joins(group, year)), None)
        if home is None:
            groups.append([year])
        else:
            home.append(year)
    return groups


def words_in(lines: Iterable[Line]) -> list[int]:
    """The words of lines in order, by identity."""
    return [id(word) for line in lines for word in line.words]


def pieces_of(words: Sequence[Word], em: float) -> Iterator[tuple[Word, ...]]:
    """The words of a line, parted where white space is wider than so many em."""
    start = 0
    for place in range(1, len(words)):
        if apart(words[place - 1], words[place], em=em):
            yield tuple(words[start:place])
            start = place
    yield tuple(words[start:])


def labels_of(lines: Sequence[Line], region: Region, index: HeadingIndex) -> dict[int, Anchor]:
    """The headings and years among lines of one column, by the place of their first line."""
    hits = {hit.first: hit for hit in find_headings(lines, index, None)}
    found: dict[int, Anchor] = {}
    position = 0
    while position < len(lines):
        hit = hits.get(position)
        whole = hit is not None and hit.words == len(lines[hit.last].words)
        if hit is not None and whole:
            found[position] = Anchor(tuple(lines[position : hit.last + 1]), region, False)
            position = hit.last
        elif YEAR_LABEL.match(lines[position].text):
            found[position] = Anchor((lines[position],), region, True)
        position += 1
    return found


def part_of_line(line: Line, words: tuple[Word, ...], icons: Sequence[Icon], above: Line | None) -> Line:
    """Some words of a line as a line below another one, with the icons that go with them."""
    box = around(word.box for word in words)
    half = centre(box)
    return replace(
        line,
        words=words,
        box=box,
        style=style_of(words),
        before=tuple(icon for icon in icons if icon.box.x0 < half),
        after=tuple(icon for icon in icons if icon.box.x0 >= half),
        gap_above=box.top - above.box.bottom if above else 0.0,
    )


def cut_out(line: Line, words: tuple[Word, ...], above: Line | None) -> Line:
    """Some words of a line as a line of its own, with the icons beside them."""
    low, high = words[0].box.x0 - _ICON_REACH_EM * words[0].size, words[-1].box.x1 + words[-1].size
    icons = [icon for icon in (*line.before, *line.after) if low < icon.box.x0 < high]
    return part_of_line(line, words, icons, above)


def with_parts(layout: PageLayout, parts: Sequence[Sequence[Line]]) -> PageLayout:
    """The page with new regions in place of the lines that they are made of.

    Args:
        layout: the page.
        parts: the lines of each new region. They come where the first of their words stands; what else its
            region has stands above and below them.
    """
    taken = {word for part in parts for word in words_in(part)}
    number = max(region.index for region in layout.regions) + 1
    regions: list[Region] = []
    for region in layout.regions:
        kept = [taken.isdisjoint(words_in([line])) for line in region.lines]
        if all(kept):
            regions.append(region)
            continue
        cut = kept.index(False)
        rest = [line for line, is_kept in zip(region.lines[cut:], kept[cut:], strict=True) if is_kept]
        own = region.index
        for lines in (region.lines[:cut], *parts, rest):
            if lines:
                regions.append(region.with_lines(lines).numbered(own))
                own, number = number, number + 1
        parts = ()
    return replace(layout, regions=tuple(regions))
