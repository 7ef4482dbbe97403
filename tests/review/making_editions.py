"""Editions for tests of the review: reports by hand, as rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
from tests import builders

from extract.reports.report import Milestone, Report
from extract.review.amend import amend
from extract.review.editions import Edition, edition_from_tables
from extract.tables.rows import report_tables

WHEN = datetime(2025, 1, 1, tzinfo=UTC)


def tables_of(report: Report) -> dict[str, pa.Table]:
    return amend(report.report_id, report_tables(report, run_id="r", extracted_at=WHEN))


def edition_of(report: Report) -> Edition:
    return edition_from_tables(report.report_id, tables_of(report))


def changed_project(report: Report, number: int, **values: Any) -> Report:
    projects = list(report.projects)
    projects[number] = replace(projects[number], **values)
    return replace(report, projects=tuple(projects))


def changed_milestones(
    report: Report, number: int, change: Callable[[tuple[Milestone, ...]], tuple[Milestone, ...]]
) -> Report:
    project = report.projects[number]
    return changed_project(report, number, milestones=change(project.milestones), dates=())


def milestone(text: str, *, year: int = 2025, state: str = "done") -> Milestone:
    return Milestone(
        str(year),
        1,
        builders.placed(text),
        date(year, 1, 1),
        date(year, 12, 31),
        "year",
        state,  # type: ignore[arg-type]
        (builders.box(3),),
    )
