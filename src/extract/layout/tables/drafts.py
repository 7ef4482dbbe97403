"""Tables while they are looked for: edges of rows and columns, and cells that hold words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from extract.layout.geometry import holds, is_rule, page_em
from extract.layout.lines import attach_icons, printed_lines
from extract.layout.records import Line
from extract.layout.tables.records import TableCell, TableKind
from extract.pdf.records import Box, Icon, Mark, Page, Panel, Word

UNKNOWN_REGION = -1
"""Lines of cells are put together anew, so that they belong to no region of the page."""
_COVERED = 0.7
"""So much of a cell must be painted for a fill to be its background."""
_WHITE = 0.985


@dataclass(slots=True)
class DraftCell:
    """A cell while its words may still move to a neighbour."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    words: list[Word] = field(default_factory=list)
    marks: tuple[Mark, ...] = ()
    icons: tuple[Icon, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.marks or self.icons)


@dataclass(slots=True)
class Draft:
    """A table while it is looked for."""

    kind: TableKind
    xs: list[float]
    """Edges of its columns from left to right, one more than columns."""
    ys: list[float]
    """Edges of its rows from top to bottom, one more than rows."""
    cells: list[DraftCell]
    leaf: int = 0
    head_rows: int = 0
    """So many rows at the top are known to be heads."""

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def box(self) -> Box:
        return Box(self.cells[0].box.page, self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def words(self) -> list[Word]:
        return [word for cell in self.cells for word in cell.words]

    def em(self) -> float:
        """Usual size of its text in points."""
        sizes = [word.size for cell in self.cells for word in cell.words]
        return median(sizes) if sizes else 10.0

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of a point."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y) - 1, self.rows - 1)
        return row, min(bisect_right(self.xs, x) - 1, self.columns - 1)

    def by_row(self) -> list[list[DraftCell]]:
        """The cells that begin in each row, from left to right."""
        rows: list[list[DraftCell]] = [[] for _ in range(self.rows)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            rows[cell.row].append(cell)
        return rows

    def without(self, *, rows: Iterable[int] = (), columns: Iterable[int] = ()) -> Draft:
        """The table without some empty rows and columns; cells that reach over them shrink."""
        gone_rows, gone_columns = set(rows), set(columns)
        if not gone_rows and not gone_columns:
            return self
        row_at = _renumbered(self.rows, gone_rows)
        column_at = _renumbered(self.columns, gone_columns)
        cells: list[DraftCell] = []
        for cell in self.cells:
            row_span = _kept(cell.row, cell.row_span, gone_rows)
            column_span = _kept(cell.column, cell.column_span, gone_columns)
            if row_span and column_span:
                cells.append(
                    replace(
                        cell,
                        row=row_at[cell.row],
                        column=column_at[cell.column],
                        row_span=row_span,
                        column_span=column_span,
                    )
                )
        xs = _edges(self.xs, gone_columns)
        ys = _edges(self.ys, gone_rows)
        return Draft(self.kind, xs, ys, cells, self.leaf)


def _renumbered(count: int, gone: set[int]) -> list[int]:
    """For each old number the new one; that of the next kept one for those that are gone."""
    numbers, kept = [], 0
    for index in range(count):
        numbers.append(kept)
        kept += index not in gone
    return numbers


def _kept(first: int, span: int, gone: set[int]) -> int:
    return sum(index not in gone for index in range(first, first + span))


def _edges(edges: Sequence[float], gone: set[int]) -> list[float]:
    kept = [index for index in range(len(edges) - 1) if index not in gone]
    return [edges[index] for index in kept] + [edges[kept[-1] + 1]]


def finished_cells(draft: Draft, page: Page, rotated: Sequence[Line]) -> tuple[TableCell, ...]:
    """The cells of a table with their printed lines, fills and marks.

    Args:
        draft: the table as found.
        page: its page, for the fills.
        rotated: lines that do not read from left to right; those that stand in a cell become lines of it.
    """
    fills = _fills(page, draft.box)
    inside = [line for line in rotated if holds(draft.box, line.box)]
    finished: list[TableCell] = []
    for cell in sorted(draft.cells, key=lambda cell: (cell.row, cell.column)):
        lines = printed_lines(cell.words, region=UNKNOWN_REGION) if cell.words else []
        icons: Sequence[Icon] = cell.icons
        if icons and lines:
            lines, icons = attach_icons(lines, icons)
        lines += [line for line in inside if holds(cell.box, line.box)]
        finished.append(
            TableCell(
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                lines=tuple(lines),
                box=cell.box,
                fill=_fill_of(cell.box, fills),
                marks=cell.marks,
                icons=tuple(icons),
            )
        )
    return tuple(finished)


def _fills(page: Page, box: Box) -> list[Panel]:
    """What is painted within a table, the last first."""
    em = page_em(page)
    return sorted(
        (
            panel
            for panel in page.panels
            if panel.fill is not None and not is_rule(panel, em) and _overlap(panel.box, box) > 0
        ),
        key=lambda panel: -panel.order,
    )


def _fill_of(box: Box, fills: Sequence[Panel]) -> tuple[float, float, float] | None:
    area = max(box.width * box.height, 1.0)
    for panel in fills:
        if _overlap(panel.box, box) >= _COVERED * area:
            fill = panel.fill
            return None if fill is None or min(fill) > _WHITE else fill
    return None


def _overlap(one: Box, two: Box) -> float:
    width = min(one.x1, two.x1) - max(one.x0, two.x0)
    height = min(one.bottom, two.bottom) - max(one.top, two.top)
    return width * height if width > 0 and height > 0 else 0.0
