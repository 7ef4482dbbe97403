"""Years in a column with their texts left and right of them by turns: each year goes before its text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.layout.geometry import BLOCK_EM, alike, flush, middle, shared_height
from extract.layout.records import Line, PageLayout, Region
from extract.reports.arrange.anchors import Anchor, cut_out, with_parts, years_in, zones_of

_FEWEST_YEARS = 3
_REACH_EM = 6.0
"""How far a text may end from the years."""
_EVENT_EM = 0.9
"""White space between two events on one side of a timeline, at least."""
_EDGE_EM = 0.5
"""How far the middles of years of one column may be apart."""


def join_timelines(layout: PageLayout) -> PageLayout:
    """The page with each column of years and the texts on both sides of it as one region.

    Args:
        layout: one page; returned itself where nothing changes.
    """
    for zone in zones_of(layout):
        found = ((years, _events(zone, years)) for years in _stacks(years_in(zone)))
        years, events = next(((years, events) for years, events in found if events), ((), ()))
        if events:
            lines = _in_turn(years, events)
            words = {id(word) for line in lines for word in line.words}
            taken = {
                id(line)
                for region in zone
                for line in region.lines
                if any(id(word) in words for word in line.words)
            }
            layout = with_parts(layout, [lines], taken)
    return layout


def _stacks(years: Sequence[Anchor]) -> list[list[Anchor]]:
    """Years set alike with their middles one below the other."""
    found: list[list[Anchor]] = []
    for year in sorted(years, key=lambda one: one.box.top):
        home = next(
            (
                one
                for one in found
                if abs(one[0].centre - year.centre) < _EDGE_EM * year.size
                and alike(one[0].lines[0].style, year.lines[0].style, bold=False)
                and year.box.top >= one[-1].box.bottom
            ),
            None,
        )
        if home is None:
            found.append([year])
        else:
            home.append(year)
    return [one for one in found if len(one) >= _FEWEST_YEARS]


def _events(zone: Sequence[Region], years: Sequence[Anchor]) -> list[list[Line]] | None:
    """The texts beside the years, block by block; None where they are not on both sides by turns."""
    left, right = min(year.box.x0 for year in years), max(year.box.x1 for year in years)
    own = {id(word) for year in years for line in year.lines for word in line.words}
    em = years[0].size
    step = median(two.middle - one.middle for one, two in pairwise(years)) / 2
    low, high = years[0].middle - step, years[-1].middle + step
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in sorted((line for region in zone for line in region.lines), key=lambda one: one.box.top):
        if not low < middle(line.box) < high:
            continue
        others = [word for word in line.words if id(word) not in own]
        before = tuple(word for word in others if word.box.x1 <= left)
        after = tuple(word for word in others if word.box.x0 >= right)
        if len(before) + len(after) < len(others):
            return None
        for side, words in zip(sides, (before, after), strict=True):
            if words:
                side.append(cut_out(line, words, side[-1] if side else None))
    near = [_within_reach(side, left, right, em) for side in sides]
    if not all(near) or not _by_turns(years, near):
        return None
    return [block for side in near for block in _blocks(side)]


def _within_reach(side: Sequence[Line], left: float, right: float, em: float) -> list[Line]:
    """The lines that end near the years, and those that begin where these begin: text set flush left."""
    close = [line for line in side if -em < max(left - line.box.x1, line.box.x0 - right) <= _REACH_EM * em]
    return [line for line in side if any(line is one or flush(line.box, one.box, em) for one in close)]


def _by_turns(years: Sequence[Anchor], sides: Sequence[Sequence[Line]]) -> bool:
    """Whether each year has its text on one side, and both sides have some, set alike."""
    turns: set[int] = set()
    for year in years:
        at = [
            number
            for number, side in enumerate(sides)
            if any(shared_height(line.box, year.box) > -BLOCK_EM * year.size for line in side)
        ]
        if len(at) != 1:
            return False
        turns.update(at)
    styles = [{(line.style.font, line.style.size) for line in side} for side in sides]
    return turns == {0, 1} and bool(styles[0] & styles[1])


def _blocks(side: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in side:
        if not blocks or line.gap_above > _EVENT_EM * line.style.size:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _in_turn(years: Sequence[Anchor], events: Sequence[Sequence[Line]]) -> list[Line]:
    lines: list[Line] = []
    for number, year in enumerate(years):
        own = [line for block in events if _nearest(years, block) == number for line in block]
        lines += [*year.lines, *sorted(own, key=lambda line: line.box.top)]
    return lines


def _nearest(years: Sequence[Anchor], block: Sequence[Line]) -> int:
    """The year whose middle is nearest to that of a block; of two as near the one it stands beside more."""
    half = (block[0].box.top + block[-1].box.bottom) / 2
    return min(
        range(len(years)),
        key=lambda number: (
            abs(years[number].middle - half),
            -shared_height(years[number].box, block[0].box),
        ),
    )
