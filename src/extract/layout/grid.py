"""Ruled grids of a page: rules, frames and coloured panels to cells with the words in them.

Rules that touch make up one grid. Its outline is closed where a side was not drawn (a row cut at the end
of a page, a table with no outer rules). A cell is whatever no rule divides, so cells may be merged in
either direction, and a smaller table may stand within a cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.layout.text import union
from extract.pdf.records import Box, Icon, Mark, Page, Panel, Word

_SNAP = 2.6
"""Points within which rules count as one: tables draw a rule per cell, and double rules."""
_SHORTEST = 3.0
_COVERED = 0.8
"""A side of a cell is drawn when rules cover this part of it."""
_SMALLEST_GRID = 18.0
_SMALLEST_CELL = 3.0
_MOST_LINES = 600
"""Pages with more rules than this in one direction are charts or maps."""
_DOT = 16.0
"""Filled squares and pictures up to this size are marks, not boxes."""
_BACKGROUND = 0.9
_WHITE = 0.985


@dataclass(frozen=True, slots=True)
class GridCell:
    """An undivided part of a grid."""

    box: Box
    """Around all of it; another cell may lie within the box, when it is cut out of this one."""
    grid: int
    """Which grid of the page it belongs to, counted from 0 from top to bottom."""
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]
    """Small drawn shapes; small squares and pictures count as such."""
    icons: tuple[Icon, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.marks


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells that share rules, from top to bottom and from left to right."""

    box: Box
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class PageGrids:
    """The grids of one page and what stands outside them."""

    grids: tuple[Grid, ...]
    outside: tuple[Word, ...]

    @property
    def cells(self) -> tuple[GridCell, ...]:
        return tuple(cell for grid in self.grids for cell in grid.cells)


_Lines = list[tuple[float, float, float]]
"""Rules as (place across, begin, end)."""


@dataclass(slots=True)
class _Rules:
    """Rules of one direction: for each place across, the stretches along that are drawn."""

    drawn: list[tuple[float, float, float]] = field(default_factory=list)
    """(place across, begin, end)."""

    def add(self, place: float, begin: float, end: float) -> None:
        if end - begin >= _SHORTEST:
            self.drawn.append((place, begin, end))

    def merged(self) -> list[tuple[float, float, float]]:
        """Rules at one place and with no gap between them as one."""
        places = _clusters(place for place, _, _ in self.drawn)
        stretches: dict[float, list[tuple[float, float]]] = defaultdict(list)
        for place, begin, end in self.drawn:
            stretches[_nearest(places, place)].append((begin, end))
        whole: list[tuple[float, float, float]] = []
        for place in places:
            low = high = None
            for begin, end in sorted(stretches[place]):
                if low is None or high is None:
                    low, high = begin, end
                elif begin <= high + _SNAP:
                    high = max(high, end)
                else:
                    whole.append((place, low, high))
                    low, high = begin, end
            if low is not None and high is not None:
                whole.append((place, low, high))
        return whole


def _clusters(values: Iterable[float]) -> list[float]:
    """Middles of groups of values, each within `_SNAP` of the first of its group."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= _SNAP:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _nearest(places: Sequence[float], value: float) -> float:
    at = bisect_right(places, value)
    return min(places[max(0, at - 1) : at + 1], key=lambda place: abs(place - value))


def page_grids(page: Page) -> PageGrids:
    """Finds the grids of a page and gives each word and mark to the cell its middle lies in.

    Args:
        page: as read by the pdf room. Words that do not read from left to right are left out.
    """
    words = [word for word in page.words if word.rotation == 0 and not word.tilted]
    level, upright = _rules(page)
    if len(level) > _MOST_LINES or len(upright) > _MOST_LINES or len(level) < 2:
        return PageGrids((), tuple(words))
    level, upright = _closed(level, upright)
    return _cells(page, words, level, upright)


def _rules(page: Page) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    level, upright = _Rules(), _Rules()
    for box in (panel.box for panel in page.panels if panel.is_rule):
        if box.width >= box.height:
            level.add((box.top + box.bottom) / 2, box.x0, box.x1)
        else:
            upright.add((box.x0 + box.x1) / 2, box.top, box.bottom)
    for panel in _boxes(page):
        box = panel.box
        level.add(box.top, box.x0, box.x1)
        level.add(box.bottom, box.x0, box.x1)
        upright.add(box.x0, box.top, box.bottom)
        upright.add(box.x1, box.top, box.bottom)
    return level.merged(), upright.merged()


def _boxes(page: Page) -> list[Panel]:
    """Frames, and coloured panels that are no background and no shading of lines within a coloured panel."""
    area = page.width * page.height
    chosen: list[Panel] = []
    for panel in sorted(page.panels, key=lambda item: -item.box.width * item.box.height):
        box = panel.box
        if panel.is_rule or _is_dot(panel) or box.width * box.height > _BACKGROUND * area:
            continue
        if panel.stroke is None:
            if panel.fill is None or min(panel.fill) > _WHITE or min(box.width, box.height) < _SHORTEST:
                continue
            if any(other.fill == panel.fill and _inside(box, other.box) for other in chosen):
                continue
        chosen.append(panel)
    return chosen


def _is_dot(panel: Panel) -> bool:
    box = panel.box
    return (
        panel.fill is not None
        and min(box.width, box.height) > _SHORTEST
        and max(box.width, box.height) <= _DOT
    )


def _marks(page: Page) -> list[Mark]:
    squares = [Mark(panel.box, panel.fill, panel.stroke) for panel in page.panels if _is_dot(panel)]
    pictures = [
        Mark(picture.box, (0.0, 0.0, 0.0), None)
        for picture in page.pictures
        if max(picture.box.width, picture.box.height) <= _DOT
    ]
    return [*page.marks, *squares, *pictures]


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner.x0 >= outer.x0 - _SNAP
        and inner.x1 <= outer.x1 + _SNAP
        and inner.top >= outer.top - _SNAP
        and inner.bottom <= outer.bottom + _SNAP
    )


def _closed(level: _Lines, upright: _Lines) -> tuple[_Lines, _Lines]:
    """The rules of all grids, outlines closed; rules that meet no other are left out."""
    parent = list(range(len(level) + len(upright)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, (y, x0, x1) in enumerate(level):
        for two, (x, top, bottom) in enumerate(upright, start=len(level)):
            if x0 - _SNAP <= x <= x1 + _SNAP and top - _SNAP <= y <= bottom + _SNAP:
                parent[root(one)] = root(two)
    members: dict[int, list[int]] = defaultdict(list)
    for item in range(len(parent)):
        members[root(item)].append(item)
    grids: list[_Outline] = []
    lone: list[_Outline] = []
    for group in members.values():
        levels = [level[item] for item in group if item < len(level)]
        uprights = [upright[item - len(level)] for item in group if item >= len(level)]
        found = _outline_of(levels, uprights)
        if levels and uprights and len(group) >= 3:
            if found.x1 - found.x0 >= _SMALLEST_GRID and found.bottom - found.top >= _SMALLEST_GRID / 2:
                grids.append(found)
        elif levels and not uprights:
            lone.append(found)
    all_level, all_upright = _Rules(), _Rules()
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
    level: _Lines
    upright: _Lines

    @property
    def is_open(self) -> bool:
        """Whether no rule is drawn at the left and at the right, as in a single level rule."""
        return not any(min(abs(x - self.x0), abs(x - self.x1)) <= _SNAP for x, _, _ in self.upright)

    def as_wide(self, other: _Outline) -> bool:
        return abs(self.x0 - other.x0) <= _SNAP and abs(self.x1 - other.x1) <= _SNAP


def _outline_of(level: _Lines, upright: _Lines) -> _Outline:
    return _Outline(
        min([rule[1] for rule in level] + [rule[0] for rule in upright]),
        min([rule[0] for rule in level] + [rule[1] for rule in upright]),
        max([rule[2] for rule in level] + [rule[0] for rule in upright]),
        max([rule[0] for rule in level] + [rule[2] for rule in upright]),
        level,
        upright,
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
            _Outline(first.x0, above.bottom, first.x1, below.top, [], [])
            for above, below in pairwise(same)
            if above.bottom < below.top and (above.is_open or below.is_open)
        ]
    return stacked


def _covered(rules: _Lines, places: Sequence[float], along: Sequence[float]) -> list[list[bool]]:
    """For each place across and each step along: whether a rule divides there."""
    number = {place: index for index, place in enumerate(places)}
    table = [[False] * (len(along) - 1) for _ in places]
    for place, begin, end in rules:
        row = table[number[place]]
        for step in range(len(along) - 1):
            low, high = along[step], along[step + 1]
            if min(end, high) - max(begin, low) >= _COVERED * (high - low) - 0.5:
                row[step] = True
    return table


def _cells(page: Page, words: Sequence[Word], level: _Lines, upright: _Lines) -> PageGrids:
    ys = sorted({place for place, _, _ in level})
    xs = sorted({place for place, _, _ in upright})
    if len(ys) < 2 or len(xs) < 2:
        return PageGrids((), tuple(words))
    rows, columns = len(ys) - 1, len(xs) - 1
    above = _covered(level, ys, xs)
    beside = _covered(upright, xs, ys)
    outside = rows * columns
    parent = list(range(outside + 1))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if not above[row][column]:
                parent[root(here)] = root(here - columns if row else outside)
            if row == rows - 1 and not above[rows][column]:
                parent[root(here)] = root(outside)
            if not beside[column][row]:
                parent[root(here)] = root(here - 1 if column else outside)
            if column == columns - 1 and not beside[columns][row]:
                parent[root(here)] = root(outside)
    boxes: dict[int, Box] = {}
    for row in range(rows):
        for column in range(columns):
            key = root(row * columns + column)
            box = Box(page.number, xs[column], ys[row], xs[column + 1], ys[row + 1])
            boxes[key] = union(boxes[key], box) if key in boxes else box
    boxes.pop(root(outside), None)

    def home(box: Box) -> int | None:
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        column, row = bisect_right(xs, x) - 1, bisect_right(ys, y) - 1
        if not (0 <= column < columns and 0 <= row < rows):
            return None
        key = root(row * columns + column)
        return key if key in boxes else None

    inside: dict[int, list[Word]] = defaultdict(list)
    marks: dict[int, list[Mark]] = defaultdict(list)
    free: list[Word] = []
    for word in words:
        place = home(word.box)
        (free if place is None else inside[place]).append(word)
    icons: dict[int, list[Icon]] = defaultdict(list)
    for icon in page.icons:
        if (place := home(icon.box)) is not None:
            icons[place].append(icon)
    for mark in _marks(page):
        if (place := home(mark.box)) is not None:
            marks[place].append(mark)
    found = [
        GridCell(box, 0, tuple(inside[key]), tuple(marks[key]), tuple(icons[key]))
        for key, box in boxes.items()
        if min(box.width, box.height) >= _SMALLEST_CELL
    ]
    return PageGrids(tuple(_grids(found)), tuple(free))


def _grids(cells: Sequence[GridCell]) -> Iterable[Grid]:
    """Cells that touch or lie within one another, gathered."""
    groups: list[list[GridCell]] = []
    for cell in cells:
        touching = [group for group in groups if any(_touch(cell.box, other.box) for other in group)]
        merged = [cell, *(other for group in touching for other in group)]
        groups = [group for group in groups if not any(group is one for one in touching)] + [merged]
    gathered = [(_outline(group), group) for group in groups]
    gathered.sort(key=lambda item: (item[0].top, item[0].x0))
    for number, (outline, group) in enumerate(gathered):
        group.sort(key=lambda cell: (cell.box.top, cell.box.x0))
        yield Grid(outline, tuple(replace(cell, grid=number) for cell in group))


def _outline(cells: Sequence[GridCell]) -> Box:
    box = cells[0].box
    for cell in cells[1:]:
        box = union(box, cell.box)
    return box


def _touch(one: Box, two: Box) -> bool:
    return (
        one.x0 <= two.x1 + 0.1
        and two.x0 <= one.x1 + 0.1
        and one.top <= two.bottom + 0.1
        and two.top <= one.bottom + 0.1
    )
