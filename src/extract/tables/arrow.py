"""The described tables as Arrow schemas, with the descriptions as field metadata."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from extract.tables.columns import Column, ColumnType, Table
from extract.tables.contract import SCHEMA_VERSION, TABLES

BOX = pa.struct(
    [
        pa.field("page", pa.int32(), nullable=False),
        pa.field("x0", pa.float32(), nullable=False),
        pa.field("top", pa.float32(), nullable=False),
        pa.field("x1", pa.float32(), nullable=False),
        pa.field("bottom", pa.float32(), nullable=False),
    ]
)

_TYPES: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "category": pa.dictionary(pa.int32(), pa.string()),
    "bool": pa.bool_(),
    "int8": pa.int8(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "decimal(5,2)": pa.decimal128(5, 2),
    "decimal(18,2)": pa.decimal128(18, 2),
    "decimal(18,4)": pa.decimal128(18, 4),
    "decimal(20,6)": pa.decimal128(20, 6),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "boxes": pa.list_(pa.field("element", BOX, nullable=False)),
}


def arrow_type(column: Column) -> pa.DataType:
    """The Arrow type of a described column."""
    return _TYPES[column.type]


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of a table, descriptions in the metadata of fields and schema.

    Args:
        name: key of `extract.tables.contract.TABLES`.
    """
    table: Table = TABLES[name]
    fields = [
        pa.field(
            column.name,
            arrow_type(column),
            nullable=column.nullable,
            metadata={"description": column.description}
            | ({"values": " | ".join(column.values)} if column.values else {}),
        )
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"table": name, "row": table.row, "schema_version": SCHEMA_VERSION})
