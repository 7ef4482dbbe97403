"""Tables that go on from page to page, put together: one head, one set of columns, all rows.

A table goes on where the next one has the same head again, or no head and its columns at the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.german.hyphenation import Vocabulary
from extract.layout.tables.records import Table
from extract.reports.lists.head_texts import is_number_row
from extract.reports.lists.heads import Head, head_of
from extract.reports.lists.row_cells import Row, RowCell, edges_of, rows_of
from extract.reports.names.lexicon import Lexicon

_ASIDE_EM = 1.5
"""So far may a column begin or end from where it did on the page before, where rules are drawn."""
_LOOK_BACK = 4
"""A table without a head may go on with one that so many others stand behind: legends, notes in boxes."""
_FEWER = 0.6
"""A page on which some columns are empty shows at least so many of them."""


@dataclass(slots=True)
class Series:
    """One table over all its pages."""

    head: Head | None
    columns: int
    edges: tuple[tuple[float, float], ...]
    """Left and right edge of each column, of the page seen last."""
    rows: list[Row] = field(default_factory=list)
    """Without heads, number rows and empty rows."""
    heads_at: dict[int, Head] = field(default_factory=dict)
    """Heads as printed, by index of the tables that print them."""
    tables: list[int] = field(default_factory=list)

    def column(self, index: int) -> list[RowCell | None]:
        return [row.cells[index] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a page as rows."""

    number: int
    head: Head | None
    rows: tuple[Row, ...]
    """All of them; the first `head.rows` are heads."""
    edges: tuple[tuple[float, float], ...]
    size: float
    """Type size of most of its text, in points."""


def part_of(table: Table, number: int, lexicon: Lexicon, vocabulary: Vocabulary) -> Part | None:
    """One table with heads told apart from rows; None where it has no rows."""
    rows = rows_of(table, number, vocabulary)
    if not rows:
        return None
    sizes = sorted(cell.size for row in rows for cell in row.filled if cell.size)
    return Part(
        number=number,
        head=head_of(table, rows, lexicon, vocabulary),
        rows=tuple(rows),
        edges=tuple(edge or (-1.0, -1.0) for edge in edges_of(rows)),
        size=sizes[len(sizes) // 2] if sizes else 10.0,
    )


def series_of(parts: Iterable[Part]) -> list[Series]:
    """Puts the tables of a document together.

    Args:
        parts: all tables in reading order.
    """
    found: list[Series] = []
    for part in parts:
        target, places = _going_on(found, part)
        if target is None:
            target = Series(part.head, len(part.edges), part.edges)
            places = tuple(range(len(part.edges)))
            found.append(target)
        _append(target, part, places)
    return found


def _going_on(found: Sequence[Series], part: Part) -> tuple[Series | None, tuple[int, ...]]:
    """The table that a part goes on with, and for each of its columns the column there."""
    if not found:
        return None, ()
    if part.head is not None:
        for series in reversed(found):
            if series.head is None:
                continue
            if series.head.is_like(part.head):
                return series, tuple(range(series.columns))
        return None, ()
    for series in found[: -_LOOK_BACK - 1 : -1]:
        if part.number - series.tables[-1] > _LOOK_BACK:
            continue
        if series is found[-1] and part.number == series.tables[-1] + 1:
            if places := _places(series, part):
                return series, places
        elif _same_places(series, part) and part.number > series.tables[-1]:
            return series, tuple(range(series.columns))
    return None, ()


def _same_places(series: Series, part: Part) -> bool:
    """Whether all columns stand where they stood."""
    return len(part.edges) == series.columns and all(
        one[0] < 0
        or two[0] < 0
        or (abs(one[0] - two[0]) <= _ASIDE_EM * part.size and abs(one[1] - two[1]) <= _ASIDE_EM * part.size)
        for one, two in zip(series.edges, part.edges, strict=True)
    )


def _places(series: Series, part: Part) -> tuple[int, ...]:
    """For each column of a part the column of the table before; empty where they do not fit."""
    if _same_places(series, part):
        return tuple(range(series.columns))
    if len(part.edges) < _FEWER * series.columns:
        return ()
    places: list[int] = []
    for low, high in part.edges:
        best, most = -1, 0.0
        for column, (left, right) in enumerate(series.edges):
            shared = min(high, right) - max(low, left)
            if shared > most and (not places or column > places[-1]):
                best, most = column, shared
        if best < 0:
            return ()
        places.append(best)
    return tuple(places)


def _append(series: Series, part: Part, places: tuple[int, ...]) -> None:
    skip = part.head.rows if part.head is not None else 0
    first = True
    series.tables.append(part.number)
    if part.head is not None:
        series.heads_at.setdefault(part.number, part.head)
    for row in part.rows[skip:]:
        if not row.filled or is_number_row(row) or (series.head and series.head.is_repeated_in(row)):
            continue
        cells: list[RowCell | None] = [None] * series.columns
        for place, cell in zip(places, row.cells, strict=False):
            cells[place] = cell
        if len(places) < series.columns:
            _fill_spans(cells, row, places)
        series.rows.append(replace(row, cells=tuple(cells), is_first=first))
        first = False
    fresh = [
        edge if edge[0] >= 0 else old
        for edge, old in zip(_mapped(part.edges, places, series.columns), series.edges, strict=True)
    ]
    series.edges = tuple(fresh)


def _fill_spans(cells: list[RowCell | None], row: Row, places: tuple[int, ...]) -> None:
    """A cell that spans columns on both sides of one that this page lacks spans that one as well."""
    for left, right in pairwise(places):
        if right - left > 1 and cells[left] is not None and cells[left] is cells[right]:
            for column in range(left + 1, right):
                cells[column] = cells[left]


def _mapped(
    edges: Sequence[tuple[float, float]], places: tuple[int, ...], columns: int
) -> list[tuple[float, float]]:
    mapped = [(-1.0, -1.0)] * columns
    for place, edge in zip(places, edges, strict=False):
        mapped[place] = edge
    return mapped
