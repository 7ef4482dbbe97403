"""Packed tables are the tables that were packed, and a store of them is a sequence like any other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pages.test_store import boxes, colors, icons, lines, tuples

from extract.layout.tables.records import Table, TableCell
from extract.pages import tables as storing
from extract.pages.tables import TableStore
from extract.pdf.records import Box, Mark

_BOX = Box(1, 0.0, 0.0, 10.0, 10.0)

counts = st.integers(0, 30)
cells = st.builds(
    TableCell,
    row=counts,
    column=counts,
    row_span=st.integers(1, 3),
    column_span=st.integers(1, 3),
    lines=tuples(lines),
    box=boxes,
    fill=colors,
    marks=tuples(st.builds(Mark, boxes, colors, colors), 2),
    icons=tuples(icons, 2),
)
tables = st.builds(
    Table,
    page=st.just(7),
    leaf=st.integers(0, 1),
    kind=st.sampled_from(["ruled", "striped", "aligned"]),
    box=boxes,
    rows=counts,
    columns=counts,
    cells=tuples(cells, 4),
    head_rows=counts,
)


@given(st.lists(tables, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_tables_come_back(given_tables: list[Table]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storing, "_OPEN_WORDS", 0)
        store = TableStore(given_tables)
        assert list(store) == given_tables
        assert store[1:] == tuple(given_tables[1:])
        assert [cell.text for table in store for cell in table.cells] == [
            cell.text for table in given_tables for cell in table.cells
        ]


def test_the_first_tables_stay_open_and_few_of_the_others_do() -> None:
    found = [Table(page=1, kind="ruled", box=_BOX, rows=0, columns=0, cells=()) for _ in range(3)]
    assert all(one is other for one, other in zip(TableStore(found), found, strict=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storing, "_OPEN_WORDS", 0)
        patch.setattr(storing, "_RECENT", 1)
        store = TableStore(found)
        first = store[0]
        assert store[0] is first
        assert store[-1] == found[-1]
        assert store[0] is not first
