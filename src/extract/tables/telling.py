"""What the tables of one report say about it as a whole, read once, so that others need not open them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from extract.tables.prepared import About

NEEDED = {
    "reports": ("title", "publisher", "as_of_text", "language", "project_count"),
    "milestones": ("date_start", "date_end"),
}
"""Tables and columns that `about` looks at."""


def about(tables: Mapping[str, pa.Table]) -> About:
    """What publications say about a report.

    Args:
        tables: those of `NEEDED`.
    """
    report = {name: tables["reports"].column(name)[0].as_py() for name in NEEDED["reports"]}
    days = [
        day
        for name in NEEDED["milestones"]
        for day in tables["milestones"].column(name).to_pylist()
        if day is not None
    ]
    return About(
        title=report["title"],
        publisher=report["publisher"],
        as_of_text=report["as_of_text"],
        language=report["language"],
        projects=report["project_count"],
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )


def about_files(contents: Mapping[str, bytes]) -> About:
    """The same from the Parquet bytes of the tables of `NEEDED`."""
    return about(
        {name: pq.ParquetFile(BytesIO(contents[name])).read(columns=list(NEEDED[name])) for name in NEEDED}
    )


def report_grade(tables: Mapping[str, pa.Table]) -> str | None:
    """The grade of a report as a whole, where it has one."""
    graded = tables["grades"]
    keys, grades = graded.column("project_key").to_pylist(), graded.column("grade").to_pylist()
    return next((grade for key, grade in zip(keys, grades, strict=True) if key is None), None)
