"""What the table finder hands on: cells in rows and columns, each with its printed lines.

Rows and columns count from 0, from the top and from the left. Coordinates as in `extract.pdf.records`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.layout.records import Line
from extract.pdf.records import Box, Color, Icon, Mark

TableKind = Literal["ruled", "striped", "aligned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """One cell; a merged one spans several rows or columns and stands at the first of each."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    lines: tuple[Line, ...]
    """Its printed lines from top to bottom; none where it is empty."""
    box: Box
    fill: Color | None = None
    """Its background, where one is painted that is not the page's."""
    marks: tuple[Mark, ...] = ()
    """Small drawn shapes in it: the dot of a traffic light."""
    icons: tuple[Icon, ...] = ()

    @property
    def text(self) -> str:
        """Its lines joined by line breaks, as printed."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table on one page."""

    page: int
    leaf: int = 0
    """Half of a sheet with two pages on it, as in `Region.leaf`."""
    kind: TableKind
    box: Box
    rows: int
    columns: int
    cells: Sequence[TableCell]
    """In order of rows, then of columns. A place that a merged cell covers has no cell of its own."""
    head_rows: int = 0
    """So many rows at its top are column heads; 0 where it goes on from the page before without a head."""

    def row(self, index: int) -> tuple[TableCell, ...]:
        """The cells that begin in a row or reach into it, from left to right."""
        return tuple(
            sorted(
                (cell for cell in self.cells if cell.row <= index < cell.row + cell.row_span),
                key=lambda cell: cell.column,
            )
        )
