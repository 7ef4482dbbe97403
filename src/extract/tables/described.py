"""Whether a table keeps what the description of its columns promises: nulls, allowed values, keys.

The same promises as a pandera schema for data frames are in `extract.tables.schemas`; a test holds that
both find the same in good and in broken tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from extract.tables.columns import Column, Table

_BATCH = 1_024
"""Rows looked at at a time."""
_SHOWN = 10
"""So many rows are named per column: beyond that the reason is always the same."""


def described_problems(table: Table, rows: pa.Table) -> Iterator[str]:
    """One sentence per value that may not be there.

    Args:
        table: the description.
        rows: an Arrow table with its columns and types.
    """
    for column in table.columns:
        values = rows.column(column.name)
        if not column.nullable and values.null_count:
            yield from _cases(table, column, "not_nullable", values, lambda value: value is None)
        allowed = {None, *column.values}
        if column.values and not _possible(values) <= allowed:
            check = f"isin({list(column.values)})"
            yield from _cases(table, column, check, values, lambda value, known=allowed: value not in known)
    yield from _repeated(table, rows)


def _possible(values: pa.ChunkedArray) -> set[Any]:
    """All values there may be: of a dictionary its entries, used or not, as they are few."""
    if pa.types.is_dictionary(values.type):
        return {value for chunk in values.chunks for value in chunk.dictionary.to_pylist()}
    return set(values.to_pylist())


def _cases(table: Table, column: Column, check: str, values: pa.ChunkedArray, fails: Any) -> Iterator[str]:
    found = [(row, value) for row, value in enumerate(values.to_pylist()) if fails(value)]
    for row, value in found[:_SHOWN]:
        yield f"{table.name}.{column.name} row {row}: {check} fails on {value!r}"
    if len(found) > _SHOWN:
        yield f"{table.name}.{column.name}: {check} fails on {len(found) - _SHOWN} more rows"


def _repeated(table: Table, rows: pa.Table) -> Iterator[str]:
    """Keys that name more than one row; a null is a value like any other, as it means outside projects."""
    if not table.key:
        return
    seen: set[tuple[Any, ...]] = set()
    for row, key in enumerate(_keys(table, rows)):
        if key in seen:
            yield f"{table.name}.{'+'.join(table.key)} row {row}: unique fails on {key!r}"
        seen.add(key)


def _keys(table: Table, rows: pa.Table) -> Iterator[tuple[Any, ...]]:
    """The keys of all rows; equal parts of them are one object, as a long table has many."""
    same: dict[Any, Any] = {}
    for batch in rows.select(table.key).to_batches(max_chunksize=_BATCH):
        for key in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield tuple([same.setdefault(part, part) for part in key])
