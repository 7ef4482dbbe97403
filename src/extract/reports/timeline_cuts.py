"""Timelines that white space alone does not take apart: cut again by their years.

Years level with each other head columns that may be cut as the text below or above them is; years one above
the other may stand so close to the events left and right that they fall into one column with them. What
comes out is left to `split_label_rows` and `join_timelines`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.layout.lines import style_of
from extract.layout.records import Line, PageLayout, Region
from extract.layout.text import around
from extract.pdf.records import Word
from extract.reports.heading_names import HeadingIndex
from extract.reports.label_rows import part_of_line
from extract.reports.milestones import YEAR_LABEL

_FOUR_DIGITS = re.compile(r"\d{4}")
"""Every year has them; nearly no line does."""
_FEWEST = 3
"""Years of a timeline."""
_APART_EM = 1.5
_FIRST_EM = 3.0
"""White space between a year in a circle and its text, at most."""
_NEXT_EM = 1.6
"""White space between the events of a timeline, at most."""
_REACH_EM = 6.0
_LEVEL_EM = 0.6
"""A year may stand in the middle of two events: so much higher and lower is level with it."""
_MOST_LOOKS = 12


@dataclass(frozen=True, slots=True)
class _Year:
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


def recut_timelines(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with the years and events of its timelines in regions of their own."""
    for _ in range(_MOST_LOOKS):
        changed = _recut(layout, index)
        if changed is None:
            break
        layout = changed
    return layout


def _recut(layout: PageLayout, index: HeadingIndex) -> PageLayout | None:
    years = [year for region in layout.regions for line in region.lines for year in _years(line, region)]
    if len(years) < _FEWEST:
        return None
    for row in _groups(years, level=True):
        if lines := _below(layout, row, index):
            return _replaced(layout, row, [tuple(_level_lines(lines))], lines)
    for column in _groups(years, level=False):
        sides = _beside(layout, column)
        if sides is not None:
            return _replaced(layout, column, sides.parts, sides.whole)
    return None


def _years(line: Line, region: Region) -> Iterator[_Year]:
    """The years of a line that stand by themselves: white space parts them from all other words."""
    if _FOUR_DIGITS.search(line.text) is None:
        return
    groups: list[list[Word]] = []
    for word in line.words:
        if not groups or word.box.x0 - groups[-1][-1].box.x1 > 0.8 * word.size:
            groups.append([])
        groups[-1].append(word)
    for group in groups:
        if YEAR_LABEL.match(" ".join(word.text for word in group)):
            own = tuple(group)
            yield _Year(
                own,
                replace(line, words=own, style=style_of(own), box=around(word.box for word in own)),
                region,
            )


def _groups(years: Sequence[_Year], *, level: bool) -> Iterator[list[_Year]]:
    """Years set alike that stand side by side, or in the middle of one column, in order."""
    left = list(years)
    while left:
        first = left[0]
        group = [year for year in left if _alike(first, year) and _aligned(first, year, level=level)]
        left = [year for year in left if not any(year is other for other in group)]
        group.sort(key=lambda year: year.x0 if level else year.top)
        if len(group) < _FEWEST:
            continue
        if level and any(b.x0 - a.x1 < _APART_EM * a.size for a, b in pairwise(group)):
            continue
        if not level and any(b.top < a.bottom for a, b in pairwise(group)):
            continue
        yield group


def _alike(one: _Year, two: _Year) -> bool:
    a, b = one.line.style, two.line.style
    same = one.region.leaf == two.region.leaf and one.region.panel is two.region.panel
    return same and a.font == b.font and abs(a.size - b.size) < 0.06 * a.size


def _aligned(one: _Year, two: _Year, *, level: bool) -> bool:
    off = abs(one.bottom - two.bottom) if level else abs(one.middle - two.middle)
    return off < 0.3 * one.size


def _near(layout: PageLayout, year: _Year) -> Iterator[tuple[Region, Line]]:
    for region in layout.regions:
        if region.leaf == year.region.leaf and region.panel is year.region.panel:
            for line in region.lines:
                yield region, line


def _below(layout: PageLayout, row: Sequence[_Year], index: HeadingIndex) -> list[Line]:
    """The lines of a row of years and of the texts below it; empty where each year has its text already."""
    homes = {id(year.region): year.region for year in row}
    pitch = median(b.middle - a.middle for a, b in pairwise(row))
    low = min(row[0].x0, row[0].middle - pitch / 2) - row[0].size
    high = max(row[-1].x1, row[-1].x0 + pitch) + row[-1].size
    heads: list[Line] = []
    texts: list[Line] = []
    strangers = 1 < len(homes) < len(row)
    edge, size = row[0].bottom, 0.0
    for region, line in sorted(_near(layout, row[0]), key=lambda item: item[1].box.top):
        box = line.box
        if box.x1 < low or box.x0 > high:
            continue
        if any(word is year.words[0] for year in row for word in line.words):
            heads.append(line)
            edge = max(edge, box.bottom)
            continue
        if box.top < row[0].bottom - 0.3 * row[0].size:
            continue
        space = (_NEXT_EM if texts else _FIRST_EM) * line.style.size
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


def _crosses(line: Line, row: Sequence[_Year]) -> bool:
    """Whether a word reaches over the left edge of a year."""
    slack = 0.3 * line.style.size
    return any(
        word.box.x0 < year.x0 - slack < year.x0 + slack < word.box.x1 for word in line.words for year in row
    )


def _in(year: _Year, line: Line) -> bool:
    return any(word is year.words[0] for word in line.words)


def _level_lines(lines: Sequence[Line]) -> Iterator[Line]:
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


@dataclass(frozen=True, slots=True)
class _Sides:
    parts: list[tuple[Line, ...]]
    """Years, texts at the left, texts at the right."""
    whole: list[Line]
    """The lines as they were."""


def _beside(layout: PageLayout, column: Sequence[_Year]) -> _Sides | None:
    """A column of years and the texts on both sides by turns; None where it is no such timeline."""
    left, right = min(year.x0 for year in column), max(year.x1 for year in column)
    own = {id(word) for year in column for word in year.words}
    reach = _REACH_EM * column[0].size
    sides: dict[str, list[tuple[Line, tuple[Word, ...]]]] = {"left": [], "right": []}
    lines = sorted((line for _, line in _near(layout, column[0])), key=lambda line: line.box.top)
    first, last = column[0].top, column[-1].bottom
    inner = [line for line in lines if first < line.box.bottom and line.box.top < last]
    above = _hanging([line for line in reversed(lines) if line.box.bottom <= first], first, left, right)
    below = _hanging([line for line in lines if line.box.top >= last], last, left, right)
    whole: list[Line] = []
    for line in [*reversed(above), *inner, *below]:
        others = [word for word in line.words if id(word) not in own]
        before = tuple(word for word in others if word.box.x1 <= left)
        after = tuple(word for word in others if word.box.x0 >= right)
        if len(before) + len(after) < len(others):
            return None
        if len(others) == len(line.words) and (
            (before and left - before[-1].box.x1 > reach) or (after and after[0].box.x0 - right > reach)
        ):
            continue
        whole.append(line)
        if before:
            sides["left"].append((line, before))
        if after:
            sides["right"].append((line, after))
    if not _by_turns(column, sides["left"], sides["right"]):
        return None
    parts = [tuple(year.line for year in column), *(_texts(side) for side in sides.values())]
    homes = [region for region in layout.regions if any(one is two for one in region.lines for two in whole)]
    clean = sorted(len(region.lines) for region in homes) == sorted(len(part) for part in parts)
    return None if clean and len(homes) == len(parts) else _Sides(parts, whole)


def _hanging(lines: Sequence[Line], edge: float, left: float, right: float) -> list[Line]:
    """Lines further up or down that belong to the first or last event: events may be higher than years."""
    found: list[Line] = []
    for line in lines:
        gap = max(line.box.top - edge, edge - line.box.bottom)
        crossing = line.box.x0 < right and line.box.x1 > left
        if crossing or gap > _LEVEL_EM * line.style.size:
            break
        found.append(line)
        edge = line.box.bottom if line.box.top >= edge else line.box.top
    return found


def _by_turns(
    column: Sequence[_Year],
    left: Sequence[tuple[Line, tuple[Word, ...]]],
    right: Sequence[tuple[Line, tuple[Word, ...]]],
) -> bool:
    """Whether each year has its text on one side, and both sides have some, set alike."""
    turns: list[str] = []
    for year in column:
        slack = _LEVEL_EM * year.size
        at = [
            any(line.box.top < year.bottom + slack and line.box.bottom > year.top - slack for line, _ in side)
            for side in (left, right)
        ]
        turns.append("both" if all(at) else "left" if at[0] else "right" if at[1] else "none")
    styles = [{(style_of(words).font, style_of(words).size) for _, words in side} for side in (left, right)]
    alike = bool(styles[0] & styles[1])
    return alike and set(turns) == {"left", "right"}


def _texts(side: Sequence[tuple[Line, tuple[Word, ...]]]) -> tuple[Line, ...]:
    found: list[Line] = []
    for line, words in side:
        edge0, edge1 = words[0].box.x0 - 3 * words[0].size, words[-1].box.x1 + words[-1].size
        icons = [icon for icon in (*line.before, *line.after) if edge0 < icon.box.x0 < edge1]
        found.append(part_of_line(line, words, icons, found[-1] if found else None))
    return tuple(found)


def _replaced(
    layout: PageLayout, years: Sequence[_Year], parts: Sequence[tuple[Line, ...]], whole: Sequence[Line]
) -> PageLayout:
    """The page with new regions where the first of the years stood."""
    taken = {id(line) for line in whole}
    number = max(region.index for region in layout.regions) + 1
    home = next(region for region in layout.regions if any(region is year.region for year in years))
    regions: list[Region] = []
    for region in layout.regions:
        places = [place for place, line in enumerate(region.lines) if id(line) in taken]
        if not places:
            regions.append(region)
            continue
        cut = places[0]
        above = region.lines[:cut]
        below = tuple(line for line in region.lines[cut:] if id(line) not in taken)
        if region is not home:
            above, below = (*above, *below), ()
        if above:
            regions.append(region.with_lines(above).numbered(region.index))
        if region is home:
            for part in parts:
                regions.append(region.with_lines(part).numbered(number))
                number += 1
        if below:
            regions.append(region.with_lines(below).numbered(number))
            number += 1
    return replace(layout, regions=tuple(regions))
