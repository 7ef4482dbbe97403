"""Arrays put together from buffers are those that `pyarrow.array` makes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders

from extract.tables.arrays import arrow_array, dictionary_array, table_rows
from extract.tables.arrow import BOX, arrow_schema, arrow_type
from extract.tables.columns import Column, ColumnType
from extract.tables.rows import report_tables

BOXES = pa.list_(pa.field("element", BOX, nullable=False))
EDGE = st.floats(0, 2000, width=32)
A_BOX = st.fixed_dictionaries(
    {"page": st.integers(1, 2**31 - 1), "x0": EDGE, "top": EDGE, "x1": EDGE, "bottom": EDGE}
)
# Column types with values they hold.
VALUES: dict[ColumnType, st.SearchStrategy[Any]] = {
    "string": st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    "bool": st.booleans(),
    "int8": st.integers(-(2**7), 2**7 - 1),
    "int16": st.integers(-(2**15), 2**15 - 1),
    "int32": st.integers(-(2**31), 2**31 - 1),
    "int64": st.integers(-(2**63), 2**63 - 1),
    "float64": st.floats(0, 1),
    "decimal(5,2)": st.decimals(-999, 999, places=2),
    "decimal(18,2)": st.decimals(-(10**15), 10**15, places=2),
    "decimal(18,4)": st.decimals(-(10**13), 10**13, places=4),
    "decimal(20,6)": st.decimals(-(10**13), 10**13, places=6),
    "date": st.dates(),
    "timestamp": st.datetimes(timezones=st.just(dt.UTC)),
    "boxes": st.lists(A_BOX, max_size=3),
}


@pytest.mark.parametrize("name", VALUES)
def test_values_and_nulls(name: ColumnType) -> None:
    kind = arrow_type(Column(name="x", type=name, description=""))

    @given(st.lists(st.none() | VALUES[name], max_size=20))
    def same(values: list[Any]) -> None:
        made = arrow_array(values, kind)
        made.validate(full=True)
        expected = pa.array(values, type=kind)
        assert made.equals(expected)
        assert made.null_count == expected.null_count

    same()


@given(st.lists(st.none() | st.sampled_from(["offen", "zu", "ß", ""]), max_size=12))
def test_dictionaries_are_sorted(values: list[str | None]) -> None:
    made = dictionary_array(values, pa.dictionary(pa.int32(), pa.string()))
    made.validate(full=True)
    assert made.to_pylist() == values
    known = made.dictionary.to_pylist()
    assert known == sorted(set(values) - {None})


@pytest.mark.parametrize(
    ("values", "kind", "error"),
    [
        ([300], pa.int8(), OverflowError),
        ([1.5], pa.int32(), TypeError),
        (["1"], pa.int32(), TypeError),
        ([1], pa.bool_(), TypeError),
        ([Decimal("1.005")], pa.decimal128(5, 2), ValueError),
        ([Decimal("1000.00")], pa.decimal128(5, 2), ValueError),
        ([7], pa.string(), AttributeError),
        ([[{"page": 2**31, "x0": 0.0, "top": 0.0, "x1": 0.0, "bottom": 0.0}]], BOXES, OverflowError),
    ],
)
def test_what_does_not_fit_is_an_error(values: list[Any], kind: pa.DataType, error: type[Exception]) -> None:
    with pytest.raises(error):
        arrow_array(values, kind)


def test_a_time_of_another_zone_is_the_same_moment() -> None:
    noon = dt.datetime(2025, 1, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert arrow_array([noon], pa.timestamp("us", tz="UTC")).to_pylist() == [noon]


def test_rows_are_those_of_pyarrow() -> None:
    when = dt.datetime(2025, 1, 1, 12, 30, 15, 123456, tzinfo=dt.UTC)
    tables = report_tables(builders.report(projects=3), run_id="r", extracted_at=when)
    for name, table in tables.items():
        assert table_rows(table) == table.to_pylist(), name
        twice = pa.concat_tables([table.slice(1), table.slice(0, 1)])
        assert table_rows(twice) == twice.to_pylist(), name
        assert table_rows(arrow_schema(name).empty_table()) == []
