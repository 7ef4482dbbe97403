"""Which rows at the top of a table are its head, judged by how they look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.layout.tables.chunks import Printed, is_period
from extract.layout.tables.drafts import Draft, DraftCell
from extract.layout.tables.records import Table, TableCell
from extract.pdf.records import Box, Color

_MOST_HEAD_ROWS = 5
_FIGURE = re.compile(r"[-–+(]*\s*[\d.,'’ ]*\d[\d.,'’ ]*\)?\s*[%€]?\s*[-–]?$")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?$")
_BOLD = 0.75
"""So many cells of a head are bold, where those below are not."""
_FIGURES_BELOW = 0.6
"""So many cells of a column below its head are figures, so that a text above them is a head."""
_ABOVE_EM = 2.2
"""White space between heads and the grid below them, at most."""
_LINE_EM = 1.0
_OVER_COLUMNS = 0.6
"""So many of the columns of a grid have a head above it, where its heads stand outside."""
_SAMPLE = 12
"""Rows below that are looked at."""


def head_rows(table: Table, *, previous: Table | None = None) -> int:
    """So many rows at the top are column heads.

    Args:
        table: with 0 head rows so far.
        previous: the table before, of the same columns; what it repeats is a head.
    """
    rows = [table.row(index) for index in range(min(table.rows, _MOST_HEAD_ROWS + 1))]
    if previous is not None and previous.head_rows:
        repeated = _repeated(rows, previous)
        if repeated:
            return repeated
    body = [table.row(index) for index in range(min(table.rows, _MOST_HEAD_ROWS + _SAMPLE))]
    last = 0
    for index in range(min(table.rows - 1, _MOST_HEAD_ROWS)):
        row = rows[index]
        if _is_whole(row, table):
            continue
        if not _looks_like_head(row, body[index + 1 :], table):
            break
        last = index + 1
        reach = max((cell.row + cell.row_span for cell in row), default=last)
        if reach <= _MOST_HEAD_ROWS:
            last = max(last, min(reach, table.rows - 1))
    return last


def _repeated(rows: Sequence[Sequence[TableCell]], previous: Table) -> int:
    count = 0
    for index in range(min(previous.head_rows, len(rows))):
        if [cell.text for cell in rows[index]] != [cell.text for cell in previous.row(index)]:
            break
        count = index + 1
    return count


def _is_whole(row: Sequence[TableCell], table: Table) -> bool:
    """Whether a row is one cell over all columns, or has text in none but the first cell."""
    return len(row) == 1 and row[0].column_span == table.columns


def _texts(row: Sequence[TableCell]) -> list[TableCell]:
    return [cell for cell in row if cell.lines]


def _looks_like_head(row: Sequence[TableCell], below: Sequence[Sequence[TableCell]], table: Table) -> bool:
    cells = _texts(row)
    if not cells or any(_is_amount(cell) for cell in cells):
        return False
    if len(cells) == 1 and cells[0].column == 0 and table.columns > 2:
        return False
    others = [other for other in below if not _is_whole(other, table) and _texts(other)]
    if not others:
        return False
    if any(_is_upright(cell) for cell in cells):
        return True
    if _bold(cells) >= _BOLD and sum(_bold(_texts(other)) < 0.5 for other in others) >= 0.6 * len(others):
        return True
    fill = _fill(row)
    if fill is not None and sum(_fill(other) != fill for other in others) >= 0.75 * len(others):
        return True
    return _figures_only_below(cells, others)


def _is_upright(cell: TableCell) -> bool:
    return all(word.rotation != 0 for line in cell.lines for word in line.words)


def _bold(cells: Sequence[TableCell]) -> float:
    return sum(all(line.style.bold for line in cell.lines) for cell in cells) / len(cells) if cells else 0.0


def _fill(row: Sequence[TableCell]) -> Color | None:
    """The fill of most of a row."""
    wide = sum(cell.box.width for cell in row)
    for cell in row:
        if cell.fill is not None:
            part = sum(other.box.width for other in row if other.fill == cell.fill)
            if part > 0.6 * wide:
                return cell.fill
    return None


def _is_amount(cell: TableCell) -> bool:
    """Whether a cell holds nothing but a figure that is no year and no number of a column."""
    return any(
        _FIGURE.match(line.text) and not is_period(line.text) and not _COLUMN_NUMBER.match(line.text)
        for line in cell.lines
    )


def _figures_only_below(cells: Sequence[TableCell], below: Sequence[Sequence[TableCell]]) -> bool:
    """Whether texts stand above columns of figures."""
    for cell in cells:
        values = [
            other
            for row in below
            for other in row
            if other.lines and other.column == cell.column and other.column_span == cell.column_span
        ]
        figures = [value for value in values if _FIGURE.match(value.text.strip())]
        if (
            len(values) >= 2
            and len(figures) >= _FIGURES_BELOW * len(values)
            and any(_is_amount(value) for value in figures)
        ):
            return True
    return False


def same_columns(one: Sequence[float], two: Sequence[float], slack: float) -> bool:
    """Whether the edges of columns agree."""
    return len(one) == len(two) and all(abs(a - b) <= slack for a, b in zip(one, two, strict=True))


def edges_of(table: Table) -> list[float]:
    """The edges of the columns of a table, from left to right, as its undivided cells have them."""
    left: dict[int, float] = {}
    for cell in table.cells:
        left.setdefault(cell.column, cell.box.x0)
        left.setdefault(cell.column + cell.column_span, cell.box.x1)
    return [left[index] for index in sorted(left)]


def with_head_above(draft: Draft, lines: Sequence[Printed]) -> Draft:
    """A grid with the heads that stand right above it, each over its column: the grid begins below them.

    Args:
        draft: a table whose cells are drawn.
        lines: of the page, from top to bottom, that stand in no grid.
    """
    em = draft.em()
    above: list[Printed] = []
    edge, reach = draft.ys[0], _ABOVE_EM * em
    for line in reversed([line for line in lines if line.bottom <= draft.ys[0] + 0.5 * em]):
        outside = line.x1 < draft.xs[0] or line.x0 > draft.xs[-1]
        if outside:
            continue
        places = [draft.place((chunk.x0 + chunk.x1) / 2, draft.ys[0]) for chunk in line.chunks]
        if edge - line.bottom > reach or any(
            place is None
            or chunk.x0 < draft.xs[place[1]] - 0.3 * em
            or chunk.x1 > draft.xs[place[1] + 1] + 0.3 * em
            for chunk, place in zip(line.chunks, places, strict=True)
        ):
            break
        above.insert(0, line)
        edge, reach = line.top, _LINE_EM * em
    columns: dict[int, list[int]] = {}
    for number, line in enumerate(above):
        for chunk in line.chunks:
            columns.setdefault(_column(draft, (chunk.x0 + chunk.x1) / 2), []).append(number)
    figures = any(chunk.is_figure and not chunk.is_period for line in above for chunk in line.chunks)
    if len(columns) < max(2.0, _OVER_COLUMNS * draft.columns) or figures:
        return draft
    top = min(line.top for line in above) - 0.3 * em
    page = draft.box.page
    cells = [
        DraftCell(0, column, 1, 1, Box(page, draft.xs[column], top, draft.xs[column + 1], draft.ys[0]))
        for column in range(draft.columns)
    ]
    for line in above:
        for chunk in line.chunks:
            cells[_column(draft, (chunk.x0 + chunk.x1) / 2)].words += chunk.words
    below = [replace(cell, row=cell.row + 1) for cell in draft.cells]
    return replace(draft, ys=[top, *draft.ys], cells=[*cells, *below], head_rows=draft.head_rows + 1)


def _column(draft: Draft, x: float) -> int:
    place = draft.place(x, draft.ys[0])
    return place[1] if place is not None else 0
