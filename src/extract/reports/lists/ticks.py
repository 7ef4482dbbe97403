"""Columns of crosses: several heads side by side, one of them ticked in each row.

"geplant | in Arbeit | erledigt" with a cross below one of them is one value: the head above the cross. Which
columns belong together is told by the words that span them, or by heads that all name a status.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.reports.lists.columns import Column, Columns
from extract.reports.lists.row_cells import Row, RowCell
from extract.reports.names.lexicon import Known, Lexicon, slug_of
from extract.reports.names.stated_status import stated_status
from extract.reports.records.bodies import DOTS

_TICKS = frozenset({"x", "X", "✓", "✔", "☒", "☑", "√", "×", "✗", "ja"}) | DOTS
_STATUS = Known("status", "status")


@dataclass(frozen=True, slots=True)
class Ticked:
    """Columns of which one is ticked."""

    columns: frozenset[int]
    label: str | None
    """The words that span them."""
    known: Known


def is_tick(cell: RowCell) -> bool:
    """Whether a cell holds nothing but a cross, a tick or a dot."""
    return cell.text in _TICKS or (not cell.text and cell.light is not None)


def ticked_columns(columns: Columns, rows: Sequence[Row], lexicon: Lexicon) -> list[Ticked]:
    """The groups of columns that are ticked.

    Args:
        columns: of a list of projects.
        rows: its projects.
        lexicon: names of labels, for the words that span such columns.
    """
    ticked = [column for column in columns.all if _is_ticked(column, rows)]
    found: list[Ticked] = []
    left = list(ticked)
    for column in ticked:
        over = column.head.parents[-1] if column.head is not None and column.head.parents else None
        same = [
            other
            for other in left
            if other.head is not None and over is not None and over in other.head.parents
        ]
        if over is not None and len(same) > 1:
            known = lexicon.find(over) or Known(slug_of(over), "text", is_known=False)
            found.append(Ticked(frozenset(other.index for other in same), over, known))
            left = [other for other in left if other not in same]
    status = [column for column in left if stated_status(own_words(column)) != "unknown"]
    if len(status) > 1:
        found.append(Ticked(frozenset(column.index for column in status), None, _STATUS))
    return found


def _is_ticked(column: Column, rows: Sequence[Row]) -> bool:
    cells = [cell for row in rows if (cell := row.at(column.index)) is not None and cell.column_span == 1]
    return bool(cells) and column.head is not None and all(map(is_tick, cells))


def own_words(column: Column) -> str:
    """The head of a column without the words that span it."""
    if column.head is None:
        return ""
    text = column.head.text
    for over in column.head.parents:
        text = text.removeprefix(over).strip()
    return text
