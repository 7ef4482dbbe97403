"""What became of plans, what is due and who pays, against what a reader of the two editions counts out.

The tables come from the truth files of the two editions. A milestone is planned where its time ends after
the year of its edition.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests import builders
from tests.export import truth

from extract.export.database import ask, connect
from extract.reports.report import Milestone, Parent, Report

pytestmark = pytest.mark.skipif(
    not (truth.GOLD_TRUTH.is_file() and truth.NEXT_TRUTH.is_file()),
    reason="the two annotated editions are not on this machine",
)

OLD, NEW = "ruhr-konferenz-2022", "ruhr-konferenz-2023"


def with_plans(report: Report) -> Report:
    end = date(report.edition_year or 0, 12, 31)

    def planned(one: Milestone) -> Milestone:
        ahead = one.date_end is not None and one.date_end > end
        return replace(one, state="planned" if ahead else "done")

    projects = tuple(
        replace(project, milestones=tuple(map(planned, project.milestones))) for project in report.projects
    )
    return replace(report, projects=projects)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reports = (with_plans(truth.report_of(path)) for path in (truth.GOLD_TRUTH, truth.NEXT_TRUTH))
    return truth.published(tmp_path_factory.mktemp("plans"), *reports)


def rows(tables: Path, question: str, **asked: Any) -> list[dict[str, Any]]:
    with connect(tables, **asked) as connection:
        return ask(connection, question).to_pylist()


def test_the_fourteen_plans_of_2022(tables: Path) -> None:
    """Thirteen were kept in their time, the closing meeting of the second year came two weeks later."""
    plans = rows(tables, "plans_kept")
    assert Counter(row["outcome"] for row in plans) == {"kept": 13, "kept later": 1}
    (later,) = [row for row in plans if row["outcome"] == "kept later"]
    assert later["text_old"] == "Abschlusstreffen 2. Jahrgang von 11. bis 12.08. (geplant)"
    assert later["text_new"] == "Abschlusstreffen 2. Jahrgang vom 25. bis 26.08."
    assert (later["date_end_old"], later["date_end_new"]) == (date(2023, 8, 12), date(2023, 8, 26))
    assert (later["slip_days"], later["planned_year"], later["later_year"]) == (14, 2023, 2023)
    # The same sentence stands under 2021, too; the plan is the one under 2023.
    (workshops,) = [
        row for row in plans if row["text_old"] == "Planung und Durchführung von TalentWorkstätten"
    ]
    assert (workshops["outcome"], workshops["date_start_new"]) == ("kept", date(2023, 1, 1))


@pytest.mark.parametrize(
    ("quarter", "within", "may"),
    [
        # 01.02., 17.03. and 24.03. lie in the first quarter; of eight plans it is only said: 2023.
        ((date(2023, 1, 1), date(2023, 3, 31)), 3, 8),
        # 30.04. and 09.06.
        ((date(2023, 4, 1), date(2023, 6, 30)), 2, 8),
        # 11. bis 12.08.
        ((date(2023, 7, 1), date(2023, 9, 30)), 1, 8),
    ],
)
def test_milestones_due_in_a_quarter(tables: Path, quarter: tuple[date, date], within: int, may: int) -> None:
    asked = rows(tables, "due", edition=OLD, as_of=date(2022, 12, 31), quarter=quarter)
    fits = Counter(row["fit"] for row in asked if row["stands_in"] == "milestone")
    assert fits["within the quarter"] == within
    assert fits["may fall into it"] == may
    assert set(fits) <= {"within the quarter", "may fall into it"}


def test_plans_of_a_year_are_due_at_its_end(tables: Path) -> None:
    quarter = (date(2023, 10, 1), date(2023, 12, 31))
    asked = rows(tables, "due", edition=OLD, as_of=date(2022, 12, 31), quarter=quarter)
    fits = Counter(row["fit"] for row in asked if row["stands_in"] == "milestone")
    assert fits == {"ends in the quarter": 8}


def test_what_ended_before_the_day_asked_from_is_not_due(tables: Path) -> None:
    quarter = (date(2023, 1, 1), date(2023, 3, 31))
    asked = rows(tables, "due", edition=OLD, as_of=date(2023, 3, 1), quarter=quarter)
    ends = sorted(
        row["due_end"] for row in asked if row["stands_in"] == "milestone" and row["due_end"].month == 3
    )
    assert ends == [date(2023, 3, 17), date(2023, 3, 24)]
    assert {row["as_of"] for row in asked} == {date(2023, 3, 1)}


def test_who_pays_adds_up_to_what_counts(tables: Path) -> None:
    counted = {
        row["report_id"]: row["total"]
        for row in rows(
            tables,
            "SELECT report_id, sum(value) AS total FROM amounts "
            "WHERE counts_toward_total AND currency = 'EUR' AND project_key IS NOT NULL GROUP BY ALL",
        )
    }
    for report_id, total in counted.items():
        parts = [row for row in rows(tables, "money_by_source") if row["report_id"] == report_id]
        assert sum(row["counted_eur"] for row in parts) == total
        assert abs(sum(row["share_percent"] for row in parts) - 100) < Decimal("0.1")


def test_status_of_the_fields_is_that_of_the_projects(tables: Path) -> None:
    fields = rows(tables, "status_by_field")
    assert sum(row["projects"] for row in fields if row["report_id"] == OLD) == 64
    assert sum(row["projects"] for row in fields if row["report_id"] == NEW) == 63
    for row in fields:
        names = ("status_planned", "ongoing", "completed", "on_hold", "discontinued", "status_unknown")
        assert sum(row[name] for name in names) == row["projects"]


def milestone(text: str, end: date, state: str) -> Milestone:
    return Milestone(
        str(end.year),
        1,
        builders.placed(text),
        date(end.year, 1, 1),
        end,
        "year",
        state,
        (builders.box(2),),  # type: ignore[arg-type]
    )


def edition(year: int, *milestones: Milestone, projects: int = 1, **more: Any) -> Report:
    report = builders.report(projects=projects, year=year)
    first = replace(report.projects[0], milestones=milestones, dates=(), **more)
    return replace(report, projects=(first, *report.projects[1:]))


def test_every_outcome(tmp_path: Path) -> None:
    plan = date(2025, 12, 31)
    old = edition(
        2024,
        milestone("Richtfest am Nordufer", plan, "planned"),
        milestone("Eröffnung des Stegs", plan, "planned"),
        milestone("Ausschreibung der Brücke", plan, "planned"),
        milestone("Umzug der Geschäftsstelle", plan, "planned"),
        projects=2,
    )
    new = edition(
        2025,
        milestone("Richtfest am Nordufer", plan, "done"),
        milestone("Eröffnung des Stegs", date(2027, 12, 31), "planned"),
        milestone("Ausschreibung der Brücke", plan, "planned"),
    )
    found = rows(truth.published(tmp_path, old, new), "plans_kept")
    first = {row["text_old"]: row for row in found if row["project_old"] == "01-01"}
    assert {text: row["outcome"] for text, row in first.items()} == {
        "Richtfest am Nordufer": "kept",
        "Eröffnung des Stegs": "slipped",
        "Ausschreibung der Brücke": "still planned",
        "Umzug der Geschäftsstelle": "dropped",
    }
    assert (first["Eröffnung des Stegs"]["slip_days"], first["Eröffnung des Stegs"]["later_year"]) == (
        730,
        2027,
    )
    assert {row["outcome"] for row in found if row["project_old"] == "02-01"} == {"project dropped"}


def test_money_that_contradicts_itself(tmp_path: Path) -> None:
    volume = "Gesamtvolumen: 900.000 €, davon Land 700.000 €, Stadt 400.000 €"
    parent = Parent("section", section="projektvolumen")
    project = builders.project(0, volume=volume)
    amounts = tuple(
        builders.amount(text, volume, value=value, parent=parent, role=role)
        for text, value, role in (
            ("900.000 €", "900000", "total"),
            ("700.000 €", "700000", "state"),
            ("400.000 €", "400000", "own"),
        )
    )
    report = builders.report(projects=2)
    report = replace(
        report,
        projects=(replace(project, amounts=amounts, volume_eur=Decimal(900_000)), *report.projects[1:]),
    )
    folder = truth.published(tmp_path, report)
    (row,) = rows(folder, "contradictory_money")
    assert (row["project_key"], row["problem"]) == ("01-01", "sources exceed the total")
    assert row["difference_eur"] == Decimal(200_000)
    by_source = {row["money_source"]: row for row in rows(folder, "money_by_source")}
    assert by_source["state"]["counted_eur"] == 0, "nothing is attributed where the sources exceed the total"
    assert by_source["not stated"]["counted_eur"] == Decimal(2_100_000)
