"""Ruled grids of a page: rules, frames and coloured panels to cells with the words in them.

Rules that touch make up one grid. Its outline is closed where a side was not drawn (a row cut at the end
of a page, a table with no outer rules). A cell is whatever no rule divides, so cells may be merged in
either direction, and a smaller table may stand within a cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.layout.geometry import page_em, shared_height, shared_width
from extract.layout.rules import DOT_EM, Lines, closed, drawn_rules, is_dot
from extract.layout.text import around, union
from extract.pdf.records import Box, Icon, Mark, Page, Word

_COVERED = 0.8
"""A side of a cell is drawn when rules cover this part of it."""
_SMALLEST_CELL_EM = 0.3
_MOST_LINES = 600
"""Pages with more rules than this in one direction are charts or maps."""
_SMALLEST_MARK_EM = 0.2
"""Smaller dots are list marks of small print, no part of a rating."""
_TOUCHING_EM = 0.01
"""Cells that share a rule miss each other by less: figures in a file are rounded."""
_COVER_SLACK_EM = 0.05


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


def page_grids(page: Page) -> PageGrids:
    """Finds the grids of a page and gives each word and mark to the cell its middle lies in.

    Args:
        page: as read by the pdf room. Words that do not read from left to right are left out.
    """
    words = [word for word in page.words if word.rotation == 0 and not word.tilted]
    level, upright = drawn_rules(page)
    if len(level) > _MOST_LINES or len(upright) > _MOST_LINES or len(level) < 2:
        return PageGrids((), tuple(words))
    em = page_em(page)
    level, upright = closed(level, upright, em)
    return _cells(page, words, level, upright, em)


def _marks(page: Page, em: float) -> list[Mark]:
    squares = [Mark(panel.box, panel.fill, panel.stroke) for panel in page.panels if is_dot(panel, em)]
    pictures = [
        Mark(picture.box, (0.0, 0.0, 0.0), None)
        for picture in page.pictures
        if max(picture.box.width, picture.box.height) <= DOT_EM * em
    ]
    dots = [mark for mark in page.marks if min(mark.box.width, mark.box.height) >= _SMALLEST_MARK_EM * em]
    return [*dots, *squares, *pictures]


def _covered(rules: Lines, places: Sequence[float], along: Sequence[float], em: float) -> list[list[bool]]:
    """For each place across and each step along: whether a rule divides there."""
    number = {place: index for index, place in enumerate(places)}
    table = [[False] * (len(along) - 1) for _ in places]
    for place, begin, end in rules:
        row = table[number[place]]
        for step in range(len(along) - 1):
            low, high = along[step], along[step + 1]
            if min(end, high) - max(begin, low) >= _COVERED * (high - low) - _COVER_SLACK_EM * em:
                row[step] = True
    return table


def _cells(page: Page, words: Sequence[Word], level: Lines, upright: Lines, em: float) -> PageGrids:
    ys = sorted({place for place, _, _ in level})
    xs = sorted({place for place, _, _ in upright})
    if len(ys) < 2 or len(xs) < 2:
        return PageGrids((), tuple(words))
    rows, columns = len(ys) - 1, len(xs) - 1
    above = _covered(level, ys, xs, em)
    beside = _covered(upright, xs, ys, em)
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
    for mark in _marks(page, em):
        if (place := home(mark.box)) is not None:
            marks[place].append(mark)
    found = [
        GridCell(box, 0, tuple(inside[key]), tuple(marks[key]), tuple(icons[key]))
        for key, box in boxes.items()
        if min(box.width, box.height) >= _SMALLEST_CELL_EM * em
    ]
    return PageGrids(tuple(_grids(found, _TOUCHING_EM * em)), tuple(free))


def _grids(cells: Sequence[GridCell], slack: float) -> Iterable[Grid]:
    """Cells that touch or lie within one another, gathered."""
    groups: list[list[GridCell]] = []
    for cell in cells:
        touching = [group for group in groups if any(_touch(cell.box, other.box, slack) for other in group)]
        merged = [cell, *(other for group in touching for other in group)]
        groups = [group for group in groups if not any(group is one for one in touching)] + [merged]
    gathered = [(_outline(group), group) for group in groups]
    gathered.sort(key=lambda item: (item[0].top, item[0].x0))
    for number, (outline, group) in enumerate(gathered):
        group.sort(key=lambda cell: (cell.box.top, cell.box.x0))
        yield Grid(outline, tuple(replace(cell, grid=number) for cell in group))


def _outline(cells: Sequence[GridCell]) -> Box:
    return around(cell.box for cell in cells)


def _touch(one: Box, two: Box, slack: float) -> bool:
    return shared_width(one, two) >= -slack and shared_height(one, two) >= -slack
