"""Projects printed as sheets of ruled boxes: which cells on which pages make up which sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median

from extract.layout.grid import GridCell, PageGrids, page_grids
from extract.layout.lines import printed_lines
from extract.layout.records import Line, PageLayout, Style
from extract.pdf.records import Box, Icon, Mark, Word
from extract.reports.names.labels import HEADER_KINDS, Entry, LabelIndex, entries_of, unknown_label
from extract.reports.profile.model import Profile

_WHOLE = 0.8
"""A cell says an ID and nothing else when the ID is this part of its text."""
_LIKE_WIDTH = 0.01
"""Part of its width by which the grid of a sheet differs from page to page."""
_ONE_ROW_EM = 0.15
"""Cells of one row begin at one height, but for so much."""
_FIRST_REGION = 100_000
"""Cells are numbered apart from the regions of the pages' layouts."""
_HEAD = 0.2
"""A sheet goes on without any label only at the top of the next page: in this part of its height."""
_CONTENT_KINDS = frozenset({"section", "field", "party", "milestones"})


@dataclass(slots=True)
class SheetCell:
    """A cell of a sheet with its lines, cut at the labels."""

    page: int
    box: Box
    grid: Box
    """The grid it belongs to."""
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]
    icons: tuple[Icon, ...]
    entries: list[Entry]
    region: int
    """Number that its lines carry, unique in the file."""
    nested: list[SheetCell] = field(default_factory=list)
    """Cells without a label that lie within this one, and those that go on with it on the next page."""

    @property
    def em(self) -> float:
        """Usual size of its type; that of a mark where it has no words, else a tenth of its height."""
        sizes = [word.size for word in self.words] or [mark.box.height for mark in self.marks]
        return median(sizes) if sizes else self.box.height / 10

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(printed_lines(self.words, region=self.region))

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def kinds(self) -> set[str]:
        return {entry.label.kind for entry in self.entries if entry.label is not None}

    @property
    def keys(self) -> set[tuple[str, str]]:
        """What the labels of the cell open, headers left out."""
        labels = [entry.label for entry in self.entries if entry.label is not None]
        return {(label.kind, label.key) for label in labels if label.kind in _CONTENT_KINDS}

    @property
    def is_labelled(self) -> bool:
        return bool(self.kinds)


@dataclass(slots=True)
class Sheet:
    """The cells of one project in reading order; those before the first labelled row are its header."""

    header: list[SheetCell] = field(default_factory=list)
    cells: list[SheetCell] = field(default_factory=list)

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(sorted({cell.page for cell in [*self.header, *self.cells]}))

    @property
    def seen(self) -> set[tuple[str, str]]:
        return {key for cell in self.cells for key in cell.keys}


@dataclass(frozen=True, slots=True)
class SheetPages:
    """All sheets of a file, and the words on their pages that stand in no cell."""

    sheets: tuple[Sheet, ...]
    outside: dict[int, tuple[Word, ...]]


def find_sheets(layouts: Sequence[PageLayout], profile: Profile) -> SheetPages:
    """Looks for sheets on all pages.

    A sheet starts at a project ID or a labelled header, or where a label comes again that the open sheet
    already has. It goes on over the next pages as long as labels follow that it lacks, or its boxes go on.
    """
    index = LabelIndex(profile)
    grids = {layout.number: page_grids(layout.page) for layout in layouts}
    heights = {layout.number: layout.page.height for layout in layouts}
    pages = _read_cells(grids, index)
    finder = _Finder([re.compile(pattern) for pattern in profile.project.id_patterns], heights)
    for number in sorted(pages):
        finder.page(number, pages[number])
    sheets = [sheet for sheet in finder.sheets if _is_sheet(sheet, profile.project.least_sections)]
    used = {page for sheet in sheets for page in sheet.pages}
    return SheetPages(tuple(sheets), {page: grids[page].outside for page in used})


def _is_sheet(sheet: Sheet, least: int) -> bool:
    """Whether enough labelled boxes are there and say something: a table's head has labels, too."""
    keys = {key for cell in sheet.cells for key in cell.keys}
    full = [cell for cell in sheet.cells if cell.keys and (cell.entries[-1].parts or cell.nested)]
    unlabelled = [cell for cell in sheet.cells if not cell.is_labelled]
    return len(keys) >= least and len(full) + len(unlabelled) >= least


def _read_cells(grids: dict[int, PageGrids], index: LabelIndex) -> dict[int, list[SheetCell]]:
    pages: dict[int, list[SheetCell]] = {}
    region = _FIRST_REGION
    for number, found in grids.items():
        pages[number] = []
        for cell in found.cells:
            if cell.is_empty:
                continue
            lines = printed_lines(cell.words, region=region)
            pages[number].append(_cell(cell, found, entries_of(lines, index), region))
            region += 1
    _label_unknown([cell for cells in pages.values() for cell in cells])
    return {number: cells for number, cells in pages.items() if cells}


def _cell(cell: GridCell, found: PageGrids, entries: list[Entry], region: int) -> SheetCell:
    grid = found.grids[cell.grid].box
    return SheetCell(cell.box.page, cell.box, grid, cell.words, cell.marks, cell.icons, entries, region)


def _label_unknown(cells: Sequence[SheetCell]) -> None:
    """Gives boxes with a heading that the profile does not know an entry of their own."""
    styles: Counter[Style] = Counter(
        entry.label.style
        for cell in cells
        for entry in cell.entries
        if entry.label is not None and entry.label.kind == "section"
    )
    if not styles:
        return
    usual, count = styles.most_common(1)[0]
    if count < 0.5 * styles.total():
        return
    for cell in cells:
        if cell.is_labelled or len(cell.entries) != 1:
            continue
        hit = unknown_label([part.line for part in cell.entries[0].parts], usual)
        if hit is not None:
            cell.entries = [Entry(hit[0], cell.entries[0].parts[1:])]


class _Finder:
    """Walks through the rows of cells of all pages."""

    def __init__(self, patterns: Sequence[re.Pattern[str]], heights: dict[int, float]) -> None:
        self.sheets: list[Sheet] = []
        self._patterns = patterns
        self._heights = heights
        self._open: Sheet | None = None

    def page(self, number: int, cells: Sequence[SheetCell]) -> None:
        if self._open is not None and number > self._open.pages[-1] + 1:
            self._open = None
        if self._open is not None and not self._goes_on(number, cells):
            self._open = None
        for _, members in groupby(cells, key=lambda cell: (cell.grid.top, cell.grid.x0)):
            self._grid(list(members))

    def _goes_on(self, number: int, cells: Sequence[SheetCell]) -> bool:
        """Whether the page begins with something that can belong to the open sheet."""
        assert self._open is not None
        if any(cell.is_labelled or self._is_id(cell) for cell in cells):
            return True
        last = self._open.pages[-1]
        widths = {cell.grid.width for cell in [*self._open.header, *self._open.cells] if cell.page == last}
        first = min(cells, key=lambda cell: cell.box.top)
        return first.box.top < _HEAD * self._heights[number] and any(
            abs(first.grid.width - width) < _LIKE_WIDTH * width for width in widths
        )

    def _grid(self, cells: list[SheetCell]) -> None:
        pending: list[SheetCell] = []
        labelled = False
        for row in _rows(cells):
            keys = {key for cell in row for key in cell.keys}
            mark = any(self._is_id(cell) or cell.kinds & {"title", "project_id"} for cell in row)
            if self._starts(row, keys, pending, mark=mark):
                self._start([] if labelled else pending)
            if self._open is not None:
                self._take(row)
            if keys:
                labelled = True
            if not labelled:
                pending += row

    def _starts(
        self,
        row: Sequence[SheetCell],
        keys: set[tuple[str, str]],
        pending: Sequence[SheetCell],
        *,
        mark: bool,
    ) -> bool:
        """Whether a row begins a sheet.

        Args:
            row: its cells.
            keys: what its labels open.
            pending: rows without a label above it in its grid.
            mark: whether an ID, or a label of the header stands in it.
        """
        if self._open is None:
            return mark or bool(keys)
        seen = self._open.seen
        if mark:
            # A header may have several rows: a second one on the page belongs to the sheet just begun.
            return bool(seen) or self._open.pages[-1:] != (row[0].page,)
        return bool(keys & seen) and not self._repeats(row, pending)

    def _repeats(self, row: Sequence[SheetCell], pending: Sequence[SheetCell]) -> bool:
        """Whether a page begins by naming the boxes again that the page before ended with."""
        assert self._open is not None
        last = self._open.cells[-1] if self._open.cells else None
        if last is None or pending or last.page == row[0].page:
            return False
        end = {key for cell in self._open.cells if _alongside(cell, last) for key in cell.keys}
        return {key for cell in row for key in cell.keys} & self._open.seen <= end

    def _start(self, pending: Sequence[SheetCell]) -> None:
        """Opens a sheet; rows of the same grid just above belong to its header."""
        if self._open is not None:
            taken = {id(cell) for cell in pending}
            self._open.cells = [cell for cell in self._open.cells if id(cell) not in taken]
        self._open = Sheet(header=list(pending))
        self.sheets.append(self._open)

    def _take(self, row: Sequence[SheetCell]) -> None:
        assert self._open is not None
        headed = not self._open.cells and not any(cell.keys for cell in row)
        for cell in row:
            is_header = headed or bool(cell.kinds & HEADER_KINDS)
            (self._open.header if is_header else self._open.cells).append(cell)

    def _is_id(self, cell: SheetCell) -> bool:
        if cell.is_labelled or not cell.words or len(cell.words) > 6:
            return False
        text = cell.text.strip()
        matches = (pattern.search(text) for pattern in self._patterns)
        return any(match is not None and len(match.group()) >= _WHOLE * len(text) for match in matches)


def _alongside(one: SheetCell, two: SheetCell) -> bool:
    return one.page == two.page and min(one.box.bottom, two.box.bottom) > max(one.box.top, two.box.top)


def _rows(cells: Iterable[SheetCell]) -> Iterator[list[SheetCell]]:
    """Cells of one grid by the height at which they begin, from left to right."""
    row: list[SheetCell] = []
    for cell in sorted(cells, key=lambda item: (item.box.top, item.box.x0)):
        if row and cell.box.top > row[0].box.top + _ONE_ROW_EM * row[0].em:
            yield sorted(row, key=lambda item: item.box.x0)
            row = []
        row.append(cell)
    if row:
        yield sorted(row, key=lambda item: item.box.x0)
