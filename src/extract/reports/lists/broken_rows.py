"""Rows that a table without rules was cut into too often, put together again.

Where texts stand at the middle or the bottom of their rows, the first line of a long title looks like a row
of its own. It was broken off at the edge of its column: the next word would not have fitted on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.layout.text import union
from extract.reports.lists.columns import Columns
from extract.reports.lists.contents import holds_cell
from extract.reports.lists.row_cells import Row, RowCell
from extract.reports.lists.row_kinds import Looks, is_unusual

_SPACE_EM = 0.3
_SLACK_EM = 0.3
"""A line is full where the next word would have ended so near to the edge, or behind it."""
_VALUES = frozenset({"figure", "money", "date", "percent", "light", "code"})
_NUMBERED = 0.8


def with_rows_joined(rows: Sequence[Row], columns: Columns, looks: Looks, kind: str) -> list[Row]:
    """Rows in which the first lines of a title stand in the row that they belong to.

    Args:
        rows: of a list of projects.
        columns: what its columns stand for.
        looks: of usual rows.
        kind: how the table is held together; rows between rules are never joined.
    """
    if kind == "ruled" or columns.title is None:
        return list(rows)
    edges = _edges(rows, len(columns))
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        if above is not None and _opens(above, row, columns, looks, edges):
            found[-1] = _joined(above, row)
        else:
            found.append(row)
    return found


def _edges(rows: Sequence[Row], columns: int) -> list[float]:
    """Where the texts of each column end at most."""
    edges = [0.0] * columns
    for row in rows:
        for column, cell in enumerate(row.cells):
            if cell is not None and cell.text and cell.column_span == 1:
                edges[column] = max(edges[column], cell.x1, cell.end)
    return edges


def _opens(above: Row, row: Row, columns: Columns, looks: Looks, edges: Sequence[float]) -> bool:
    """Whether a row holds nothing but first lines of texts of the next."""
    if above.table != row.table or row.at(columns.title) is None:
        return False
    cells = above.filled
    title = above.at(columns.title)
    if title is None or len(cells) >= len(row.filled) or looks.filled < len(cells) + 2:
        return False
    if any(holds_cell(cell) in _VALUES or cell.column_span > 1 or cell.row_span > 1 for cell in cells):
        return False
    if looks.numbered >= _NUMBERED and (
        row.at(columns.number) is None or above.at(columns.number) is not None
    ):
        return False
    if is_unusual(title, looks):
        return False
    return all(_is_full(cell, row.at(above.column_of(cell)), edges[above.column_of(cell)]) for cell in cells)


def _is_full(cell: RowCell, below: RowCell | None, edge: float) -> bool:
    if below is None or below.bold != cell.bold:
        return False
    size = max(cell.size, 1.0)
    return cell.end + _SPACE_EM * size + below.opening >= edge - _SLACK_EM * size


def _joined(above: Row, row: Row) -> Row:
    cells = list(row.cells)
    for cell in above.filled:
        column = above.column_of(cell)
        below = cells[column]
        if below is None:
            continue
        cells[column] = replace(
            below,
            sources=(*cell.sources, *below.sources),
            text=f"{cell.text} {below.text}",
            box=union(cell.box, below.box),
            x0=cell.x0,
            x1=cell.x1,
            opening=cell.opening,
            lines=cell.lines + below.lines,
        )
    return replace(row, cells=tuple(cells), is_first=above.is_first)
