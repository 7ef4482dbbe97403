"""A prepared report looked at once more after it came from another process, another machine or a cache."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from extract.tables.arrow import arrow_schema
from extract.tables.checks import DefectiveTables
from extract.tables.contract import TABLES
from extract.tables.prepared import ParquetFile, PreparedReport


def check_prepared(report: PreparedReport) -> None:
    """Raise `DefectiveTables` unless each table is there once, whole and of the form described."""
    problems = []
    names = [file.table for file in report.files]
    if sorted(names) != sorted(TABLES):
        problems.append(f"there are the tables {', '.join(names)}")
    for file in report.files:
        if file.table in TABLES:
            problems.extend(f"{file.table}: {problem}" for problem in _problems(file))
    if problems:
        raise DefectiveTables(report.report_id, problems)


def _problems(file: ParquetFile) -> Iterator[str]:
    if not TABLES[file.table].volatile and hashlib.sha256(file.content).hexdigest() != file.data_sha256:
        yield "its bytes are not those that were extracted"
        return
    try:
        parquet = pq.ParquetFile(pa.BufferReader(file.content))
    except pa.ArrowException as error:
        yield f"it is no Parquet file ({error})"
        return
    if parquet.metadata.num_rows != file.rows:
        yield f"it has {parquet.metadata.num_rows} rows instead of {file.rows}"
    if not parquet.schema_arrow.equals(arrow_schema(file.table)):
        yield "its columns are not those described"
