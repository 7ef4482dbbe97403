"""Rows of tables as light records: what a cell says and how it looks, without its words.

A list of projects may run over a thousand pages. Heads, columns and kinds of rows are told from these
records; the words of a cell are asked for again only when its text is written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.base.values import value
from extract.german.hyphenation import Vocabulary, joined_text
from extract.layout.records import Line
from extract.layout.tables.records import Table, TableCell
from extract.layout.text import around
from extract.pdf.records import Box, Color
from extract.reports.records.bodies import DOTS

_OF_THEIR_OWN: dict[str, Color] = {
    "🔴": (0.9, 0.1, 0.1),
    "🟠": (1.0, 0.6, 0.0),
    "🟡": (1.0, 0.85, 0.0),
    "🟢": (0.1, 0.7, 0.2),
    "🔵": (0.1, 0.3, 0.9),
}
_WHITE = 0.93
"""A channel above this in all three is paper."""
_GREY = 0.15
"""Channels that differ by less make a grey."""

CellPlace = tuple[int, int]
"""Index of a table in the sequence read, and of a cell in it."""


@value(frozen=True, slots=True)
class RowCell:
    """One cell as the rows see it. In a row whose places it spans it stands at each of them."""

    sources: tuple[CellPlace, ...]
    """Where its words are; several where a text runs into the next cell or goes on overleaf."""
    row: int
    """In its table."""
    row_span: int
    column_span: int
    text: str
    """On one line; empty where the cell prints nothing."""
    box: Box
    x0: float
    """Where its first line begins; the left edge of the cell where it is empty."""
    x1: float
    """Where its first line ends."""
    size: float
    """Type size in points; 0 where it is empty."""
    bold: bool
    fill: Color | None
    light: Color | None
    """The colour of a dot, where it shows one and no words."""
    lines: int = 1

    @property
    def is_filled(self) -> bool:
        return bool(self.text) or self.light is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    table: int
    """Index of the table in the sequence read."""
    page: int
    index: int
    """In its table."""
    cells: tuple[RowCell | None, ...]
    """One place a column; a cell that spans several columns stands at each of them."""
    is_first: bool = False
    """Whether it is the first row of its table that is no head."""

    @property
    def own(self) -> tuple[RowCell, ...]:
        """Its cells from left to right, each once."""
        found: list[RowCell] = []
        for cell in self.cells:
            if cell is not None and (not found or cell is not found[-1]):
                found.append(cell)
        return tuple(found)

    @property
    def filled(self) -> tuple[RowCell, ...]:
        """Those that say something."""
        return tuple(cell for cell in self.own if cell.is_filled)

    def at(self, column: int | None) -> RowCell | None:
        """The filled cell of a column."""
        cell = None if column is None else self.cells[column]
        return cell if cell is not None and cell.is_filled else None

    def text(self, column: int | None) -> str:
        cell = self.at(column)
        return cell.text if cell is not None else ""

    def begins(self, cell: RowCell) -> bool:
        """Whether a cell that spans several rows begins in this one."""
        return cell.row == self.index

    def column_of(self, cell: RowCell) -> int:
        """The first column that a cell of the row stands in."""
        return next(column for column, other in enumerate(self.cells) if other is cell)

    @property
    def box(self) -> Box:
        return around(cell.box for cell in self.own)

    def with_cells(self, cells: Sequence[RowCell | None]) -> Row:
        return replace(self, cells=tuple(cells))


def rows_of(table: Table, number: int, vocabulary: Vocabulary) -> list[Row]:
    """The rows of one table from top to bottom.

    Args:
        table: as found on its page.
        number: its index in the sequence read.
        vocabulary: the document's words, for hyphens at the ends of lines.
    """
    places: list[list[RowCell | None]] = [[None] * table.columns for _ in range(table.rows)]
    for index, cell in enumerate(table.cells):
        seen = _seen(cell, (number, index), vocabulary)
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                if places[row][column] is None or not places[row][column].is_filled:  # type: ignore[union-attr]
                    places[row][column] = seen
    return [Row(number, table.page, index, tuple(cells)) for index, cells in enumerate(places)]


def edges_of(rows: Sequence[Row]) -> list[tuple[float, float] | None]:
    """Left and right edge of each column, by the cells that span no other."""
    edges: list[tuple[float, float] | None] = [None] * len(rows[0].cells)
    for row in rows:
        for column, cell in enumerate(row.cells):
            if cell is not None and cell.column_span == 1:
                low, high = edges[column] or (cell.box.x0, cell.box.x1)
                edges[column] = (min(low, cell.box.x0), max(high, cell.box.x1))
    return edges


def _seen(cell: TableCell, place: CellPlace, vocabulary: Vocabulary) -> RowCell:
    lines = [line for line in cell.lines if line.words]
    text = clean(joined_text([line.text for line in lines], vocabulary=vocabulary)) if lines else ""
    light = _light(cell, lines, text)
    if light is not None:
        text = ""
    first = lines[0] if lines else None
    return RowCell(
        sources=(place,),
        row=cell.row,
        row_span=cell.row_span,
        column_span=cell.column_span,
        text=text,
        box=cell.box,
        x0=first.box.x0 if first else cell.box.x0,
        x1=first.box.x1 if first else cell.box.x0,
        size=first.style.size if first else 0.0,
        bold=bool(lines) and all(line.style.bold for line in lines),
        fill=None if cell.fill is None or is_paper(cell.fill) else cell.fill,
        light=light,
        lines=len(lines),
    )


def clean(text: str) -> str:
    """A text without the marks of a text layer that show nothing, white space folded.

    >>> clean("Kosten\u00a0 in \u200bEuro")
    'Kosten in Euro'
    """
    if text.isascii():
        return " ".join(text.split())
    kept = "".join(sign for sign in text if unicodedata.category(sign) != "Cf" or sign == "\u00ad")
    return " ".join(kept.split())


def _light(cell: TableCell, lines: Sequence[Line], text: str) -> Color | None:
    """The colour of a cell that says what it says by a dot alone."""
    signs = text.replace(" ", "")
    if signs and not set(signs) <= DOTS:
        return None
    if signs:
        color = _OF_THEIR_OWN.get(signs[0]) or lines[0].words[0].color
        return color if color is not None and is_coloured(color) else None
    for mark in cell.marks:
        color = mark.fill or mark.stroke
        if color is not None and is_coloured(color):
            return color
    for icon in cell.icons:
        if icon.color is not None and is_coloured(icon.color):
            return icon.color
    return None


@lru_cache(maxsize=1024)
def is_paper(color: Color) -> bool:
    """Whether a background is as good as white."""
    return min(color) >= _WHITE


@lru_cache(maxsize=1024)
def is_coloured(color: Color) -> bool:
    """Whether a colour is neither black nor white nor a grey."""
    return max(color) - min(color) >= _GREY
