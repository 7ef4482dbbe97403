"""Tables as plain cells: what fits into a spreadsheet or a CSV file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.tables.columns import Column
from extract.tables.contract import REPORT_ID, TABLES

if TYPE_CHECKING:
    import pyarrow as pa

Cell = str | int | float | bool | Decimal | date | datetime | None

PLACE = Column(
    name="page",
    type="int32",
    nullable=True,
    description="First PDF page of the place, 1-based; the exact place is in the Parquet files (boxes).",
)


def flat_columns(table: str) -> tuple[Column, ...]:
    """The columns of a table as exported: the list of boxes becomes a page where there is no page yet."""
    described = (REPORT_ID, *TABLES[table].columns)
    names = {column.name for column in described}
    columns = [column for column in described if column.type != "boxes"]
    if "boxes" in names and not {"page", "page_first"} & names:
        columns.append(PLACE)
    return tuple(columns)


def flat_rows(table: str, content: pa.Table) -> list[list[Cell]]:
    """The rows of a table in the order of `flat_columns`; columns the table lacks are None."""
    columns = flat_columns(table)
    rows: Sequence[Mapping[str, object]] = content.to_pylist()
    return [[_cell(row, column) for column in columns] for row in rows]


def _cell(row: Mapping[str, object], column: Column) -> Cell:
    if column is PLACE:
        boxes = row.get("boxes")
        return boxes[0]["page"] if isinstance(boxes, list) and boxes else None
    value = row.get(column.name)
    assert value is None or isinstance(value, Cell)
    return value
