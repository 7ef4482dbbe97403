"""A prepared report under another report_id than its own pages gave it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pyarrow.parquet as pq

from extract.base.codes import FINDINGS
from extract.tables.arrays import table_rows
from extract.tables.parquet import Amend, prepare_tables
from extract.tables.prepared import PreparedReport
from extract.tables.rows import arrow_table


def renamed(
    report: PreparedReport, report_id: str, *, code: str, message: str, amend: Amend
) -> PreparedReport:
    """The report with that name and a finding that says why; corrections are those of the new name.

    Args:
        report: as it was read.
        report_id: its name from now on.
        code: of the finding.
        message: of the finding.
        amend: applies what people corrected, before the checks.

    Raises:
        extract.tables.checks.DefectiveTables: the rows break the description of the tables.
    """
    files = report.plain or report.files
    tables = {file.table: pq.ParquetFile(BytesIO(file.content)).read() for file in files}
    rows = table_rows(tables["findings"])
    finding: dict[str, Any] = {
        "project_key": None,
        "position": sum(row["project_key"] is None for row in rows),
        "severity": FINDINGS[code].severity,
        "code": code,
        "message": message,
        "table": "reports",
        "page": None,
        "boxes": [],
    }
    tables["findings"] = arrow_table("findings", [*rows, finding])
    return prepare_tables(
        tables,
        report_id=report_id,
        source_file=report.source_file,
        source_sha256=report.source_sha256,
        extraction_key=report.extraction_key,
        amend=amend,
    )
