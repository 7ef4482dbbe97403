"""Publishing reports by hand for tests of the pages and the server."""

from __future__ import annotations

from pathlib import Path

from tests.publish.states import Clock

from extract.publish.publication import publish
from extract.reports.report import Report
from extract.review.amend import amend
from extract.tables.parquet import prepare

HOSTILE = '<img src="x.png" onerror="window.hacked=1"><script>window.hacked=2</script>\'"&amp;'
"""What a PDF may hold to run in the browser of whoever reviews it."""


def publish_by_hand(output: Path, *reports: Report, corrections: Path | None = None, run: str = "r") -> None:
    clock = Clock()
    publish(
        [
            prepare(
                report,
                run_id=run,
                extracted_at=clock(),
                extraction_key=run,
                amend=lambda report_id, tables: amend(report_id, tables, folder=corrections),
            )
            for report in reports
        ],
        output,
        clock=clock,
    )
