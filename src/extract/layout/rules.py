"""Rules, frames and coloured panels of a page as level and upright rules, gathered to closed outlines."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.layout.geometry import inside, is_rule, page_em
from extract.pdf.records import Page, Panel

SNAP_EM = 0.26
"""Rules so near to each other count as one: tables draw a rule per cell, and double rules."""
_SHORTEST_EM = 0.3
_SMALLEST_GRID_EM = 1.8
DOT_EM = 1.6
"""Filled squares and pictures up to this size are marks, not boxes."""
_BACKGROUND = 0.9
_WHITE = 0.985


Lines = list[tuple[float, float, float]]
"""Rules as (place across, begin, end)."""


@dataclass(slots=True)
class _Rules:
    """Rules of one direction: for each place across, the stretches along that are drawn."""

    em: float
    """Usual size of the type of the page."""
    drawn: list[tuple[float, float, float]] = field(default_factory=list)
    """(place across, begin, end)."""

    def add(self, place: float, begin: float, end: float) -> None:
        if end - begin >= _SHORTEST_EM * self.em:
            self.drawn.append((place, begin, end))

    def merged(self) -> list[tuple[float, float, float]]:
        """Rules at one place and with no gap between them as one."""
        snap = SNAP_EM * self.em
        places = _clusters((place for place, _, _ in self.drawn), snap)
        stretches: dict[float, list[tuple[float, float]]] = defaultdict(list)
        for place, begin, end in self.drawn:
            stretches[_nearest(places, place)].append((begin, end))
        whole: list[tuple[float, float, float]] = []
        for place in places:
            low = high = None
            for begin, end in sorted(stretches[place]):
                if low is None or high is None:
                    low, high = begin, end
                elif begin <= high + snap:
                    high = max(high, end)
                else:
                    whole.append((place, low, high))
                    low, high = begin, end
            if low is not None and high is not None:
                whole.append((place, low, high))
        return whole


def _clusters(values: Iterable[float], snap: float) -> list[float]:
    """Middles of groups of values, each within so many points of the first of its group."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= snap:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _nearest(places: Sequence[float], value: float) -> float:
    at = bisect_right(places, value)
    return min(places[max(0, at - 1) : at + 1], key=lambda place: abs(place - value))


def level_rules(page: Page) -> Lines:
    """The level rules of a page that are drawn as such, pieces of one rule joined."""
    if not page.panels:
        return []
    em = page_em(page)
    level = _Rules(em)
    for box in (panel.box for panel in page.panels if is_rule(panel, em)):
        if box.width >= box.height:
            level.add((box.top + box.bottom) / 2, box.x0, box.x1)
    return level.merged() if level.drawn else []


def upright_rules(page: Page) -> Lines:
    """The upright rules of a page and the sides of frames, pieces of one rule joined."""
    if not page.panels:
        return []
    em = page_em(page)
    upright = _Rules(em)
    for panel in page.panels:
        box = panel.box
        if is_rule(panel, em):
            if box.height > box.width:
                upright.add((box.x0 + box.x1) / 2, box.top, box.bottom)
        elif panel.fill is None and panel.stroke is not None:
            upright.add(box.x0, box.top, box.bottom)
            upright.add(box.x1, box.top, box.bottom)
    return upright.merged() if upright.drawn else []


def drawn_rules(page: Page) -> tuple[Lines, Lines]:
    """The level and the upright rules of a page, sides of frames and coloured panels among them."""
    em = page_em(page)
    level, upright = _Rules(em), _Rules(em)
    for box in (panel.box for panel in page.panels if is_rule(panel, em)):
        if box.width >= box.height:
            level.add((box.top + box.bottom) / 2, box.x0, box.x1)
        else:
            upright.add((box.x0 + box.x1) / 2, box.top, box.bottom)
    for panel in _boxes(page, em):
        box = panel.box
        level.add(box.top, box.x0, box.x1)
        level.add(box.bottom, box.x0, box.x1)
        upright.add(box.x0, box.top, box.bottom)
        upright.add(box.x1, box.top, box.bottom)
    return level.merged(), upright.merged()


def _boxes(page: Page, em: float) -> list[Panel]:
    """Frames, and coloured panels that are no background and no shading of lines within a coloured panel."""
    area = page.width * page.height
    chosen: list[Panel] = []
    for panel in sorted(page.panels, key=lambda item: -item.box.width * item.box.height):
        box = panel.box
        if is_rule(panel, em) or is_dot(panel, em) or box.width * box.height > _BACKGROUND * area:
            continue
        if panel.stroke is None:
            if (
                panel.fill is None
                or min(panel.fill) > _WHITE
                or min(box.width, box.height) < _SHORTEST_EM * em
            ):
                continue
            if any(other.fill == panel.fill and inside(box, other.box, SNAP_EM * em) for other in chosen):
                continue
        chosen.append(panel)
    return chosen


def is_dot(panel: Panel, em: float) -> bool:
    """Whether a filled rectangle is so small, beside type of that size, that it is a mark."""
    box = panel.box
    return (
        panel.fill is not None
        and min(box.width, box.height) > _SHORTEST_EM * em
        and max(box.width, box.height) <= DOT_EM * em
    )


def closed(level: Lines, upright: Lines, em: float) -> tuple[Lines, Lines]:
    """The rules of all grids, outlines closed; rules that meet no other are left out.

    Args:
        level: level rules.
        upright: upright rules.
        em: usual size of the type of the page.
    """
    snap = SNAP_EM * em
    parent = list(range(len(level) + len(upright)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, (y, x0, x1) in enumerate(level):
        for two, (x, top, bottom) in enumerate(upright, start=len(level)):
            if x0 - snap <= x <= x1 + snap and top - snap <= y <= bottom + snap:
                parent[root(one)] = root(two)
    members: dict[int, list[int]] = defaultdict(list)
    for item in range(len(parent)):
        members[root(item)].append(item)
    least = _SMALLEST_GRID_EM * em
    grids: list[_Outline] = []
    lone: list[_Outline] = []
    for group in members.values():
        levels = [level[item] for item in group if item < len(level)]
        uprights = [upright[item - len(level)] for item in group if item >= len(level)]
        found = _outline_of(levels, uprights, snap)
        if levels and uprights and len(group) >= 3:
            if found.x1 - found.x0 >= least and found.bottom - found.top >= least / 2:
                grids.append(found)
        elif levels and not uprights:
            lone.append(found)
    all_level, all_upright = _Rules(em), _Rules(em)
    for found in [*grids, *_stacked(grids, lone)]:
        for rule in [*found.level, (found.top, found.x0, found.x1), (found.bottom, found.x0, found.x1)]:
            all_level.add(*rule)
        for rule in [
            *found.upright,
            (found.x0, found.top, found.bottom),
            (found.x1, found.top, found.bottom),
        ]:
            all_upright.add(*rule)
    return all_level.merged(), all_upright.merged()


@dataclass(frozen=True, slots=True)
class _Outline:
    """Rules that touch, and the rectangle around them."""

    x0: float
    top: float
    x1: float
    bottom: float
    level: Lines
    upright: Lines
    snap: float
    """Points within which rules count as one."""

    @property
    def is_open(self) -> bool:
        """Whether no rule is drawn at the left and at the right, as in a single level rule."""
        return not any(min(abs(x - self.x0), abs(x - self.x1)) <= self.snap for x, _, _ in self.upright)

    def as_wide(self, other: _Outline) -> bool:
        return abs(self.x0 - other.x0) <= self.snap and abs(self.x1 - other.x1) <= self.snap


def _outline_of(level: Lines, upright: Lines, snap: float) -> _Outline:
    return _Outline(
        min([rule[1] for rule in level] + [rule[0] for rule in upright]),
        min([rule[0] for rule in level] + [rule[1] for rule in upright]),
        max([rule[2] for rule in level] + [rule[0] for rule in upright]),
        max([rule[0] for rule in level] + [rule[2] for rule in upright]),
        level,
        upright,
        snap,
    )


def _stacked(grids: Sequence[_Outline], lone: Sequence[_Outline]) -> list[_Outline]:
    """Tables without rules at their sides: a row of one cell has level rules only, above and below it."""
    stacked: list[_Outline] = []
    for number, first in enumerate(grids):
        if not first.is_open or any(first.as_wide(other) and other.is_open for other in grids[:number]):
            continue
        same = [one for one in [*grids, *lone] if one.as_wide(first)]
        same.sort(key=lambda one: one.top)
        stacked += [
            _Outline(first.x0, above.bottom, first.x1, below.top, [], [], first.snap)
            for above, below in pairwise(same)
            if above.bottom < below.top and (above.is_open or below.is_open)
        ]
    return stacked
