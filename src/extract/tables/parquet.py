"""Tables as Parquet bytes: the same rows always give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq

from extract.base.collecting import rare_collections
from extract.reports.report import Report
from extract.tables.arrays import arrow_array
from extract.tables.arrow import arrow_schema
from extract.tables.checks import check_tables
from extract.tables.columns import Table
from extract.tables.contract import TABLES
from extract.tables.prepared import ParquetFile, PreparedReport
from extract.tables.rows import report_tables
from extract.tables.telling import about, report_grade

_MADE_BY_AMENDING = frozenset({"grades"})
"""Tables that amending makes from all others, whether or not something was corrected."""

_REPAIRED = "file-repaired"

Amend = Callable[[str, dict[str, pa.Table]], Mapping[str, pa.Table]]
"""Takes a report_id and its tables as extracted, gives them as they are to be published."""


@rare_collections()
def prepare(
    report: Report,
    *,
    run_id: str,
    extracted_at: datetime,
    extraction_key: str = "",
    amend: Amend | None = None,
) -> PreparedReport:
    """Rows of a report, checked and turned into Parquet bytes.

    Args:
        report: one edition.
        run_id: names the run.
        extracted_at: when; a time with zone.
        extraction_key: what the result depends on besides the file.
        amend: applies what people corrected, before the checks.

    Raises:
        extract.tables.checks.DefectiveTables: the rows break the description of the tables.
    """
    return prepare_tables(
        report_tables(report, run_id=run_id, extracted_at=extracted_at),
        report_id=report.report_id,
        source_file=report.source.name,
        source_sha256=report.source.sha256,
        extraction_key=extraction_key,
        amend=amend,
    )


def prepare_tables(
    extracted: Mapping[str, pa.Table],
    *,
    report_id: str,
    source_file: str,
    source_sha256: str,
    extraction_key: str,
    amend: Amend | None = None,
) -> PreparedReport:
    """The same from tables as extracted.

    Args:
        extracted: all tables of one report.
        report_id: the edition.
        source_file: name of the PDF.
        source_sha256: of the PDF.
        extraction_key: what the result depends on besides the file.
        amend: applies what people corrected, before the checks.

    Raises:
        extract.tables.checks.DefectiveTables: the rows break the description of the tables.
    """
    tables = extracted if amend is None else amend(report_id, dict(extracted))
    check_tables(report_id, tables)
    corrected = any(tables[name] is not extracted[name] for name in TABLES if name not in _MADE_BY_AMENDING)
    severities = tables["findings"].column("severity").to_pylist()
    return PreparedReport(
        report_id=report_id,
        source_file=source_file,
        source_sha256=source_sha256,
        extraction_key=extraction_key,
        files=encode(tables),
        findings=tuple((level, severities.count(level)) for level in ("error", "warning", "info")),
        about=about(tables),
        plain=encode(extracted) if corrected else None,
        repaired=_REPAIRED in tables["findings"].column("code").to_pylist(),
        grade=report_grade(tables),
        profile_yaml=tables["reports"].column("profile_yaml")[0].as_py(),
    )


def encode(tables: Mapping[str, pa.Table]) -> tuple[ParquetFile, ...]:
    """Parquet bytes of all tables, with the hash of their data."""
    files = []
    for name, table in TABLES.items():
        content = to_parquet(tables[name])
        steady = content if not table.volatile else to_parquet(_without_volatile(table, tables[name]))
        files.append(ParquetFile(name, content, tables[name].num_rows, hashlib.sha256(steady).hexdigest()))
    return tuple(files)


def to_parquet(table: pa.Table) -> bytes:
    """Parquet with zstd, statistics and page index, dictionaries for strings."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        compression="zstd",
        version="2.6",
        data_page_version="1.0",
        write_statistics=True,
        write_page_index=True,
        use_dictionary=True,
        store_schema=True,
    )
    return cast(bytes, sink.getvalue().to_pybytes())


def _without_volatile(description: Table, table: pa.Table) -> pa.Table:
    """The table with its run and time set to constants, for the hash."""
    for name in description.volatile:
        place = table.schema.get_field_index(name)
        field = table.schema.field(place)
        constant: object = datetime(1970, 1, 1, tzinfo=UTC) if pa.types.is_timestamp(field.type) else ""
        table = table.set_column(place, field, arrow_array([constant] * table.num_rows, field.type))
    return table


def empty(name: str) -> pa.Table:
    """The table of that name without rows."""
    return arrow_schema(name).empty_table()
