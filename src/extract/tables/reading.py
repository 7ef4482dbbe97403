"""Reading tables from a folder ``<table>/report_id=<report_id>/*.parquet``, whoever wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.tables.arrays import arrow_array
from extract.tables.arrow import arrow_schema
from extract.tables.contract import TABLES


def read_tables_folder(
    tables: Path | str, table: str, *, report_id: str | None = None, columns: Sequence[str] | None = None
) -> pa.Table:
    """One table with its ``report_id`` as first column. Columns that files of an older schema lack are null.

    Args:
        tables: the folder of all tables.
        table: name of the table.
        report_id: this edition only; None for all.
        columns: these columns only, ``report_id`` always included.

    Raises:
        KeyError: there is no such table.
    """
    if table not in TABLES:
        raise KeyError(f"there is no table {table}; there are {', '.join(TABLES)}")
    pieces = []
    for folder in sorted((Path(tables) / table).glob("report_id=*")):
        edition = folder.name.removeprefix("report_id=")
        if report_id is not None and edition != report_id:
            continue
        for path in sorted(folder.glob("*.parquet")):
            piece = pq.ParquetFile(path).read()
            piece = piece.add_column(
                0, pa.field("report_id", pa.string()), arrow_array([edition] * piece.num_rows, pa.string())
            )
            pieces.append(piece)
    schema = pa.schema([pa.field("report_id", pa.string()), *arrow_schema(table)])
    whole = pa.concat_tables([pa.Table.from_batches([], schema), *pieces], promote_options="permissive")
    whole = whole.unify_dictionaries()
    if columns is not None:
        whole = whole.select(["report_id", *(name for name in columns if name != "report_id")])
    return whole
