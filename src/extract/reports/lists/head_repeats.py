"""Heads that repeat below others: "Ansatz, Ist, Ansatz, Ist" below two years, each of which spans two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.reports.lists.contents import holds_cell
from extract.reports.lists.row_cells import Row, RowCell
from extract.reports.names.heading_names import squeeze

_MOST_ROWS = 5


def repeats(row: Row) -> tuple[int, int] | None:
    """First column of words that repeat one after the other in a row of heads, and how many they are.

    Args:
        row: in question.
    """
    cells = row.filled
    texts = [squeeze(cell.text) for cell in cells]
    size = len(set(texts))
    places = [row.column_of(cell) for cell in cells]
    if not (1 < size < len(texts)) or len(texts) % size or texts != texts[:size] * (len(texts) // size):
        return None
    if places != list(range(places[0], places[0] + len(places))):
        return None
    if any(holds_cell(cell) not in ("words", "text") for cell in cells):
        return None
    return places[0], size


def with_spans_over_repeats(rows: Sequence[Row]) -> list[Row]:
    """Rows in which the heads above words that repeat span them, wherever over them they are printed.

    Args:
        rows: of a table, from the top.
    """
    found = list(rows)
    for index in range(1, min(_MOST_ROWS, len(rows))):
        place = repeats(rows[index])
        if place is None:
            continue
        first, size = place
        last = first + len(rows[index].filled)
        over = [cell for cell in rows[index - 1].filled if first <= rows[index - 1].column_of(cell) < last]
        if len(over) * size != last - first:
            continue
        cells: list[RowCell | None] = list(rows[index - 1].cells)
        for number, cell in enumerate(over):
            start = first + number * size
            cells[start : start + size] = [replace(cell, column_span=size)] * size
        found[index - 1] = rows[index - 1].with_cells(cells)
    return found
