"""Cells put right before they are understood: texts that run on into the next cell, coloured backgrounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.layout.text import union
from extract.reports.lists.contents import Contents, has_letters, holds_cell
from extract.reports.lists.heads import Head
from extract.reports.lists.lights import color_word
from extract.reports.lists.row_cells import Row, RowCell, is_coloured

_WORD_SPACE_EM = 0.45
"""Words of one text stand no further apart."""
_LIGHT_WORDS = frozenset({"rot", "gelb", "grün", "orange"})


_FIGURES = 0.6
_FIGURES_BELOW_A_HEAD = 0.3
"""So many cells of a column hold figures or dates; fewer are enough where its head speaks of them."""


def with_overflow(rows: Sequence[Row], contents: Sequence[Contents], head: Head | None) -> list[Row]:
    """Rows in which a text that runs over the edge of its cell is whole again.

    Spreadsheets print a long text into the empty cell beside it. There it stands among figures or dates.
    """
    figures, codes = set[int](), set[int]()
    for index, held in enumerate(contents):
        above = head.columns[index] if head is not None else None
        named = above is not None and (
            above.period is not None
            or above.unit is not None
            or (above.known is not None and above.known.kind in ("money", "date", "sum"))
        )
        share = held.share("figure", "money", "date", "percent", "light")
        if share >= (_FIGURES_BELOW_A_HEAD if named else _FIGURES):
            figures.add(index)
        if held.share("figure", "code") >= _FIGURES:
            codes.add(index)
    return [_joined(row, figures, codes) for row in rows]


def _joined(row: Row, figures: set[int], codes: set[int]) -> Row:
    cells = list(row.cells)
    changed = False
    for column in range(1, len(cells)):
        left, right = cells[column - 1], cells[column]
        if left is None or right is None or left is right:
            continue
        # A text among figures goes on from the cell beside it; one among numbers of rows runs out of its own.
        if column not in figures and not (column - 1 in codes and holds_cell(left) in ("words", "text")):
            continue
        if not left.text or right.lines != 1 or left.lines != 1 or right.row_span > 1:
            continue
        if holds_cell(right) not in ("words", "text", "code") or not has_letters(right.text + left.text):
            continue
        if 0 <= right.x0 - left.x1 + 0.5 <= _WORD_SPACE_EM * right.size + 0.5 and has_letters(right.text):
            whole = replace(
                left,
                sources=(*left.sources, *right.sources),
                text=f"{left.text} {right.text}",
                box=union(left.box, right.box),
                x1=right.x1,
            )
            cells = [whole if cell is left else cell for cell in cells]
            cells[column] = None
            changed = True
    return row.with_cells(cells) if changed else row


def with_lights(rows: Sequence[Row], head: Head | None, status: set[int]) -> list[Row]:
    """Rows in which a coloured background without words is a light.

    Args:
        rows: of a list.
        head: of the list.
        status: indices of the columns whose heads speak of a status.
    """
    if not rows:
        return []
    lit: set[int] = set()
    for column in range(len(rows[0].cells)):
        cells = [row.cells[column] for row in rows if row.cells[column] is not None]
        plain = [cell for cell in cells if cell is not None and cell.column_span == 1]
        if not plain or sum(bool(cell.text) for cell in plain) > 0.3 * len(plain):
            continue
        colors = {color_word(cell.fill) for cell in plain if cell.fill is not None and is_coloured(cell.fill)}
        above = head.columns[column] if head is not None else None
        named = above is not None and above.period is not None
        if (column in status and colors) or (len(colors & _LIGHT_WORDS) >= 2 and not named):
            lit.add(column)
    if not lit:
        return list(rows)
    made: dict[RowCell, RowCell] = {}
    found: list[Row] = []
    for row in rows:
        cells = list(row.cells)
        for column in lit:
            cell = cells[column]
            if cell is None or cell.is_filled or cell.fill is None or cell.column_span > 1:
                continue
            # Grey is a light among coloured ones, unless the whole row is.
            if not is_coloured(cell.fill) and any(
                other is not None and other is not cell and other.fill == cell.fill for other in cells
            ):
                continue
            cells[column] = made.setdefault(cell, replace(cell, light=cell.fill))
        found.append(row.with_cells(cells))
    return found
