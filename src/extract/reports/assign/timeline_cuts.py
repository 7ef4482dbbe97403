"""Timelines that white space alone does not take apart: cut again by their years.

Years level with each other head columns that may be cut as the text below or above them is; years one above
the other may stand so close to the events left and right that they fall into one column with them. What
comes out is left to `split_label_rows` and `join_timelines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.layout.lines import style_of
from extract.layout.records import Line, PageLayout, Region
from extract.layout.text import around
from extract.pdf.records import Word
from extract.reports.assign.label_rows import part_of_line
from extract.reports.assign.timeline_rows import Year, in_reach, level_lines, near, row_with_texts
from extract.reports.assign.timeline_sides import by_turns
from extract.reports.fill.milestones import YEAR_LABEL
from extract.reports.names.heading_names import HeadingIndex

_FOUR_DIGITS = re.compile(r"\d{4}")
"""Every year has them; nearly no line does."""
_FEWEST = 3
"""Years of a timeline."""
_APART_EM = 1.5
_REACH_EM = 6.0
_LEVEL_EM = 0.6
"""A year may stand in the middle of two events: so much higher and lower is level with it."""
_MOST_LOOKS = 12


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
        around_row = [line for _, line in near(layout, row[0]) if in_reach(line, row)]
        turns = by_turns(
            [year.line for year in row], around_row, lambda line: index.find(line.text) is not None
        )
        if turns is not None and not _is_clean(layout, turns.parts, turns.whole):
            return _replaced(layout, row, turns.parts, turns.whole)
        if turns is None and (lines := row_with_texts(layout, row, index)):
            return _replaced(layout, row, [tuple(level_lines(lines))], lines)
    for column in _groups(years, level=False):
        sides = _beside(layout, column)
        if sides is not None:
            return _replaced(layout, column, sides.parts, sides.whole)
    return None


def _years(line: Line, region: Region) -> Iterator[Year]:
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
            yield Year(
                own,
                replace(line, words=own, style=style_of(own), box=around(word.box for word in own)),
                region,
            )


def _groups(years: Sequence[Year], *, level: bool) -> Iterator[list[Year]]:
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


def _alike(one: Year, two: Year) -> bool:
    a, b = one.line.style, two.line.style
    same = one.region.leaf == two.region.leaf and one.region.panel is two.region.panel
    return same and a.font == b.font and abs(a.size - b.size) < 0.06 * a.size


def _aligned(one: Year, two: Year, *, level: bool) -> bool:
    off = abs(one.bottom - two.bottom) if level else abs(one.middle - two.middle)
    return off < 0.3 * one.size


@dataclass(frozen=True, slots=True)
class _Sides:
    parts: list[tuple[Line, ...]]
    """Years, texts at the left, texts at the right."""
    whole: list[Line]
    """The lines as they were."""


def _beside(layout: PageLayout, column: Sequence[Year]) -> _Sides | None:
    """A column of years and the texts on both sides by turns; None where it is no such timeline."""
    left, right = min(year.x0 for year in column), max(year.x1 for year in column)
    own = {id(word) for year in column for word in year.words}
    reach = _REACH_EM * column[0].size
    sides: dict[str, list[tuple[Line, tuple[Word, ...]]]] = {"left": [], "right": []}
    lines = sorted((line for _, line in near(layout, column[0])), key=lambda line: line.box.top)
    first, last = column[0].top, column[-1].bottom
    inner = [line for line in lines if first < line.box.bottom and line.box.top < last]
    above = _hanging([line for line in reversed(lines) if line.box.bottom <= first], first, left, right)
    below = _hanging([line for line in lines if line.box.top >= last], last, left, right)
    whole: list[Line] = []
    starts = [line.box.x0 for line in inner if 0 <= left - line.box.x1 <= reach]
    for line in [*reversed(above), *inner, *below]:
        others = [word for word in line.words if id(word) not in own]
        before = tuple(word for word in others if word.box.x1 <= left)
        after = tuple(word for word in others if word.box.x0 >= right)
        if len(before) + len(after) < len(others):
            return None
        if len(others) == len(line.words) and (
            (before and left - before[-1].box.x1 > reach and not _begins_at(before[0], starts))
            or (after and after[0].box.x0 - right > reach)
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
    return None if _is_clean(layout, parts, whole) else _Sides(parts, whole)


def _is_clean(layout: PageLayout, parts: Sequence[tuple[Line, ...]], whole: Sequence[Line]) -> bool:
    """Whether the parts of a timeline are regions of their own already."""
    homes = [region for region in layout.regions if any(one is two for one in region.lines for two in whole)]
    sizes = sorted(len(region.lines) for region in homes)
    return sizes == sorted(len(part) for part in parts) and len(homes) == len(parts)


def _begins_at(word: Word, starts: Sequence[float]) -> bool:
    """Whether a short line begins where others do that reach nearer to the years: text set flush left."""
    return any(abs(word.box.x0 - start) < 0.3 * word.size for start in starts)


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
    column: Sequence[Year],
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
    layout: PageLayout, years: Sequence[Year], parts: Sequence[tuple[Line, ...]], whole: Sequence[Line]
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
