"""The tables of all pages of a report, in memory that hardly grows with their number."""

from __future__ import annotations

import marshal
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import overload

from extract.layout.records import PageLayout, Region, lines_of
from extract.layout.tables.records import Table, TableCell
from extract.pages.packing import PackedPage, pack, unpack
from extract.pdf.records import Box, Page

_OPEN_WORDS = 40_000
"""Tables of so many words in all stay as records, as in `extract.pages.store`."""
_RECENT = 4
"""So many of the other tables stay unpacked after use: rows are written table by table."""


@dataclass(frozen=True, slots=True)
class _PackedTable:
    """A table without the lines, marks and icons of its cells, and these as a page of their own."""

    frame: Table
    cells: bytes
    """Of each cell: row, column, spans, edges, background, whether it has lines, how many marks and icons."""
    content: PackedPage
    captions: int
    """So many of the lines in no cell are its caption, the others its notes."""


class TableStore(Sequence[Table]):
    """Tables in reading order; behind the first `_OPEN_WORDS` they are packed, and unpacked when asked for.

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
        self._entries.append(table if self._words < _OPEN_WORDS else _pack(table))
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
        table = self._recent[number] = _unpack(entry)
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        return table


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
    cells = tuple(
        (
            (cell.row, cell.column, cell.row_span, cell.column_span),
            (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom),
            cell.fill,
            bool(cell.lines),
            len(cell.marks),
            len(cell.icons),
        )
        for cell in table.cells
    )
    return _PackedTable(
        replace(table, cells=(), caption=(), notes=()),
        marshal.dumps(cells),
        pack(PageLayout(page, regions, (*table.caption, *table.notes), 1)),
        len(table.caption),
    )


def _unpack(packed: _PackedTable) -> Table:
    layout = unpack(packed.content)
    regions, icons, marks = iter(layout.regions), iter(layout.page.icons), iter(layout.page.marks)
    facts = marshal.loads(packed.cells)
    cells = tuple(
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
    outside = layout.rotated
    return replace(
        packed.frame, cells=cells, caption=outside[: packed.captions], notes=outside[packed.captions :]
    )
