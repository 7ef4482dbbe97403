"""The tables of all pages of a report, in memory that hardly grows with their number."""

from __future__ import annotations

import marshal
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import overload

from extract.layout.records import PageLayout, Region, lines_of
from extract.layout.tables.records import Table, TableCell
from extract.pages.packing import FAST, MadeLater, PackedPage, edges_of, pack, unpack
from extract.pdf.records import Box, Page

_OPEN_WORDS = 30_000
"""Tables of so many words in all stay as records, as in `extract.pages.store`."""
_RECENT = 4
"""So many packed tables stay unpacked after use: rows are written table by table."""


@dataclass(frozen=True, slots=True)
class _PackedTable:
    """A table without the lines, marks and icons of its cells, and these as a page of their own."""

    frame: Table
    cells: bytes
    """Of each cell: row, column, spans, edges, background, whether it has lines, how many marks and icons."""
    content: PackedPage


class _Cells(MadeLater[TableCell]):
    """Cells of a table: who asks where it stands, or how large it is, unpacks nothing."""

    __slots__ = ("_made", "_packed")

    def __init__(self, packed: _PackedTable) -> None:
        self._packed = packed
        self._made: tuple[TableCell, ...] | None = None

    def _all(self) -> tuple[TableCell, ...]:
        if self._made is None:
            self._made = _unpack(self._packed)
        return self._made


class TableStore(Sequence[Table]):
    """Tables in reading order; with more than `_OPEN_WORDS` all are packed until one looks at their cells.

    A table may be another object each time it is asked for, though an equal one.
    """

    def __init__(self, tables: Iterable[Table] = ()) -> None:
        self._entries: list[Table | _PackedTable] = []
        self._words = 0
        self._recent: OrderedDict[int, Table] = OrderedDict()
        for table in tables:
            self.add(table)

    def add(self, table: Table) -> None:
        """Put a table behind the others."""
        if self._words < _OPEN_WORDS:
            self._entries.append(table)
        else:
            if self._entries and isinstance(self._entries[0], Table):
                self._entries = [_packed(entry) for entry in self._entries]
            self._entries.append(_pack(table))
        self._words += sum(len(line.words) for cell in table.cells for line in cell.lines)

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> Table: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Table, ...]: ...
    def __getitem__(self, index: int | slice) -> Table | tuple[Table, ...]:
        chosen = range(len(self._entries))[index]
        return self._table(chosen) if isinstance(chosen, int) else tuple(map(self._table, chosen))

    def __iter__(self) -> Iterator[Table]:
        return (self._table(number) for number in range(len(self._entries)))

    def _table(self, number: int) -> Table:
        entry = self._entries[number]
        if isinstance(entry, Table):
            return entry
        if number in self._recent:
            self._recent.move_to_end(number)
            return self._recent[number]
        table = self._recent[number] = replace(entry.frame, cells=_Cells(entry))
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        return table


def _packed(table: Table | _PackedTable) -> _PackedTable:
    return table if isinstance(table, _PackedTable) else _pack(table)


def _pack(table: Table) -> _PackedTable:
    filled = [cell for cell in table.cells if cell.lines]
    page = Page(
        number=table.page,
        width=0.0,
        height=0.0,
        words=(),
        icons=tuple(icon for cell in table.cells for icon in cell.icons),
        marks=tuple(mark for cell in table.cells for mark in cell.marks),
    )
    regions = tuple(
        Region(number, cell.box, lines_of(cell.lines), None, 0, 0) for number, cell in enumerate(filled)
    )
    # Edges of rows and columns are met again and again: each is one object, here and when it is unpacked.
    edges: dict[float, float] = {}
    cells = tuple(
        (
            (cell.row, cell.column, cell.row_span, cell.column_span),
            tuple(edges.setdefault(edge, edge) for edge in edges_of(cell.box)),
            cell.fill,
            bool(cell.lines),
            len(cell.marks),
            len(cell.icons),
        )
        for cell in table.cells
    )
    return _PackedTable(
        replace(table, cells=()),
        zlib.compress(marshal.dumps(cells), FAST),
        pack(PageLayout(page, regions, (), 1)),
    )


def _unpack(packed: _PackedTable) -> tuple[TableCell, ...]:
    layout = unpack(packed.content)
    regions, icons, marks = iter(layout.regions), iter(layout.page.icons), iter(layout.page.marks)
    facts = marshal.loads(zlib.decompress(packed.cells))
    return tuple(
        TableCell(
            row=row,
            column=column,
            row_span=row_span,
            column_span=column_span,
            lines=next(regions).lines if has_lines else (),
            box=Box(layout.number, *edges),
            fill=fill,
            marks=tuple(islice(marks, mark_count)),
            icons=tuple(islice(icons, icon_count)),
        )
        for (row, column, row_span, column_span), edges, fill, has_lines, mark_count, icon_count in facts
    )
