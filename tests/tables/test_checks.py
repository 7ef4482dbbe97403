"""Each check fails on what it is for, and on nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from tests import builders

from extract.tables.arrow import arrow_schema
from extract.tables.checks import DefectiveTables, check_tables
from extract.tables.contract import TABLES
from extract.tables.rows import report_tables

WHEN = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


def good() -> dict[str, pa.Table]:
    project = builders.project(0, fields=(builders.rating(2),))
    report = replace(builders.report(projects=3), projects=(project,))
    return report_tables(report, run_id="r", extracted_at=WHEN)


def changed(table: str, row: int, /, **values: Any) -> dict[str, pa.Table]:
    """The good tables with other values in one row; nulls are let through to reach the checks."""
    tables = good()
    rows = tables[table].to_pylist()
    rows[row] |= values
    tables[table] = pa.Table.from_pylist(rows, schema=arrow_schema(table))
    return tables


def box(**values: Any) -> dict[str, Any]:
    return {"page": 2, "x0": 1.0, "top": 1.0, "x1": 2.0, "bottom": 2.0} | values


def test_good_tables_pass() -> None:
    check_tables("seenland-2024", good())


@pytest.mark.parametrize("report_id", ["seenland-2024", "a", "klima-2030-muenster"])
def test_slugs_that_are_partitions(report_id: str) -> None:
    check_tables(report_id, good())


@pytest.mark.parametrize("report_id", ["2024", "Seenland-2024", "seenland_2024", "a--b", "-a", "a/b", ""])
def test_what_is_no_partition(report_id: str) -> None:
    with pytest.raises(DefectiveTables, match="no lower-case slug"):
        check_tables(report_id, good())


DEFECTS: dict[str, tuple[Callable[[], dict[str, pa.Table]], str]] = {
    "a null where none may be": (lambda: changed("projects", 0, title=None), r"projects.title.*not_nullable"),
    "a value outside the list": (lambda: changed("projects", 0, status="done"), r"projects.status.*isin"),
    "a category outside the list": (lambda: changed("amounts", 0, role="sum"), r"amounts.role.*isin"),
    "a project key twice": (
        lambda: changed("milestones", 1, position=0),
        r"milestones.*(unique|positions)",
    ),
    "a gap in the positions": (lambda: changed("milestones", 1, position=2), r"positions are \[0, 2\]"),
    "no such project": (lambda: changed("links", 0, project_key="99-99"), "links 99-99/0: no such project"),
    "no such section": (lambda: changed("links", 0, section="anhang"), "no section anhang"),
    "no such milestone": (lambda: changed("dates", 1, milestone_position=7), "no milestone 7"),
    "no such table": (lambda: changed("findings", 0, table="project"), "there is no table project"),
    "an interval turned round": (
        lambda: changed("milestones", 0, date_end=dt.date(2024, 4, 11)),
        "date_start 2024-04-12 lies after date_end 2024-04-11",
    ),
    "a period turned round": (
        lambda: changed("amounts", 0, period_start=dt.date(2025, 1, 1), period_end=dt.date(2024, 1, 1)),
        "period_start",
    ),
    "a range turned round": (lambda: changed("amounts", 0, value_to=Decimal(5)), "value_to 5.00 is less"),
    "pages turned round": (lambda: changed("projects", 0, page_first=5), "pages 5 to 2"),
    "a span beside its text": (lambda: changed("amounts", 0, char_start=14), "is not at 14"),
    "a span of nothing": (lambda: changed("shares", 0, char_start=9, char_end=9), "span 9 to 9"),
    "a span before the text": (lambda: changed("dates", 0, char_start=-1), "span -1"),
    "a text that is not at its span": (
        lambda: changed("dates", 0, text="Juni 2025"),
        "'Juni 2025' is not at",
    ),
    "a row without a place": (lambda: changed("sections", 0, boxes=[]), "no place in the PDF"),
    "a page that is not there": (lambda: changed("sections", 0, boxes=[box(page=99)]), "page 99 of 7"),
    "page nought": (lambda: changed("findings", 0, boxes=[box(page=0)]), "page 0 of 7"),
    "a box turned inside out": (lambda: changed("media", 0, boxes=[box(x1=0.0)]), "inside out"),
    "a box of no numbers": (lambda: changed("media", 0, boxes=[box(top=float("nan"))]), "inside out"),
    "another number of projects": (lambda: changed("reports", 0, project_count=2), "project_count is 2"),
    "no report": (lambda: good() | {"reports": arrow_schema("reports").empty_table()}, "has 0 rows"),
    "another type": (
        lambda: good() | {"links": good()["links"].drop_columns(["url"])},
        "links has other columns or types",
    ),
    "a table missing": (
        lambda: {name: table for name, table in good().items() if name != "media"},
        "table media is missing",
    ),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_defects_are_found(name: str) -> None:
    make, message = DEFECTS[name]
    with pytest.raises(DefectiveTables, match=message) as raised:
        check_tables("seenland-2024", make())
    assert len(raised.value.problems) <= 5, raised.value.problems


def test_every_table_is_tried_for_nulls() -> None:
    for name, table in TABLES.items():
        if not good()[name].num_rows:
            continue
        column = next(column for column in table.columns if not column.nullable and column.type == "string")
        if column.name == "project_key":
            continue
        with pytest.raises(DefectiveTables, match=f"{name}.{column.name}"):
            check_tables("seenland-2024", changed(name, 0, **{column.name: None}))


def test_a_section_that_stands_twice_may_hold_the_mention_in_either() -> None:
    report = builders.report(projects=1)
    project = report.projects[0]
    again = replace(project, sections=(*project.sections, project.sections[0]))
    tables = report_tables(replace(report, projects=(again,)), run_id="r", extracted_at=WHEN)
    check_tables("seenland-2024", tables)
