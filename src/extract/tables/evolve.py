"""Tables of an older schema brought to the current one, so that all files of a publication read together.

Columns only ever join: a row of an older schema has null in a new column or, where the column may not be
null, false, nought, empty text or an empty list.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from extract.tables.arrow import arrow_schema
from extract.tables.contract import TABLES
from extract.tables.parquet import encode
from extract.tables.prepared import ParquetFile


def is_older(version: str, than: str) -> bool:
    """Whether a ``schema_version`` is older than another."""
    return _parts(version) < _parts(than)


def lift_files(contents: Mapping[str, bytes]) -> tuple[ParquetFile, ...]:
    """Files of one report in the current schema; tables that the older schema lacks come empty.

    Args:
        contents: Parquet bytes by table.
    """
    tables = {}
    for name in TABLES:
        content = contents.get(name)
        found = None if content is None else pq.ParquetFile(BytesIO(content)).read()
        tables[name] = arrow_schema(name).empty_table() if found is None else lift_table(name, found)
    return encode(tables)


def lift_table(name: str, table: pa.Table) -> pa.Table:
    """A table of that name with exactly the current columns."""
    schema = arrow_schema(name)
    columns = []
    for field in schema:
        if field.name in table.column_names:
            columns.append(table.column(field.name).cast(field.type))
        else:
            columns.append(_filled(field, table.num_rows))
    return pa.Table.from_arrays(columns, schema=schema)


def _filled(field: pa.Field, rows: int) -> pa.Array:
    if field.nullable:
        return pa.nulls(rows, type=field.type)
    if pa.types.is_dictionary(field.type):
        return pa.array([""] * rows, type=pa.string()).dictionary_encode().cast(field.type)
    value: object = 0
    if pa.types.is_boolean(field.type):
        value = False
    elif pa.types.is_string(field.type):
        value = ""
    elif pa.types.is_list(field.type):
        value = []
    return pa.array([value] * rows, type=field.type)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
