"""Years in a column with their texts left and right of them by turns: each year goes before its text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.layout.geometry import BLOCK_EM, flush, middle, shared_height
from extract.layout.records import Line, PageLayout, Region
from extract.reports.arrange.anchors import (
    Anchor,
    cut_out,
    groups_of,
    with_parts,
    words_in,
    years_in,
    zones_of,
)
from extract.reports.arrange.matching import match

_FEWEST_YEARS = 3
_REACH_EM = 6.0
"""How far a text may end from the years."""
_EDGE_EM = 0.5
"""How far the middles of years of one column may be apart."""


def join_timelines(layout: PageLayout) -> PageLayout:
    """The page with each column of years and the texts on both sides of it as one region.

    Args:
        layout: one page; returned itself where nothing changes.
    """
    for zone in zones_of(layout):
        found = ((years, _sides(zone, years)) for years in _stacks(years_in(zone)))
        years, sides = next(((years, sides) for years, sides in found if sides), ((), ()))
        if sides:
            layout = with_parts(layout, [_in_turn(years, sides)])
    return layout


def _stacks(years: Sequence[Anchor]) -> list[list[Anchor]]:
    """Years set alike with their middles one below the other."""

    def joins(stack: Sequence[Anchor], year: Anchor) -> bool:
        below = year.box.top >= stack[-1].box.bottom
        return below and abs(stack[0].centre - year.centre) < _EDGE_EM * year.size

    found = groups_of(sorted(years, key=lambda one: one.box.top), joins)
    return [stack for stack in found if len(stack) >= _FEWEST_YEARS]


def _sides(zone: Sequence[Region], years: Sequence[Anchor]) -> list[list[Line]] | None:
    """The texts left of the years and right of them; None where they are not on both sides by turns."""
    left, right = min(year.box.x0 for year in years), max(year.box.x1 for year in years)
    own = set(words_in(line for year in years for line in year.lines))
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
    return near if all(near) and _by_turns(years, near) else None


def _within_reach(side: Sequence[Line], left: float, right: float, em: float) -> list[Line]:
    """The lines that end near the years, and those that begin where these begin: text set flush left."""
    close = [line for line in side if -em < max(left - line.box.x1, line.box.x0 - right) <= _REACH_EM * em]
    return [line for line in side if any(line is one or flush(line.box, one.box, em) for one in close)]


def _by_turns(years: Sequence[Anchor], sides: Sequence[Sequence[Line]]) -> bool:
    """Whether each year has its text on one side, and both sides have some, set alike."""
    turns = [[_stands_beside(year, side) for side in sides] for year in years]
    left, right = ({(line.style.font, line.style.size) for line in side} for side in sides)
    return (
        all(map(any, zip(*turns, strict=True)))
        and all(sum(turn) == 1 for turn in turns)
        and not left.isdisjoint(right)
    )


def _stands_beside(year: Anchor, side: Sequence[Line]) -> bool:
    return any(shared_height(line.box, year.box) > -BLOCK_EM * year.size for line in side)


def _in_turn(years: Sequence[Anchor], sides: Sequence[Sequence[Line]]) -> list[Line]:
    """Each year and the text that belongs to it, from top to bottom."""
    texts: dict[int, Sequence[Line]] = {}
    for side in sides:
        own = [year for year in years if _stands_beside(year, side)]
        ends = [0, *match(own, side).starts[1:], len(side)]
        texts |= {id(year): side[low:high] for year, (low, high) in zip(own, pairwise(ends), strict=True)}
    return [line for year in years for line in (*year.lines, *texts[id(year)])]
