"""The ready views on small reports made by hand, each question by each kind of answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests import builders
from tests.export.truth import published

from extract.export.catalogue import views
from extract.export.database import ask, connect
from extract.reports.report import FoundAmount, Milestone, Parent, Party, Project, Report

VOLUME = Parent("section", section="projektvolumen")
Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]


@pytest.fixture
def answers(tmp_path: Path) -> Ask:
    def answer(question: str, *reports: Report) -> Rows:
        with connect(published(tmp_path / "output", *reports)) as connection:
            return ask(connection, question).to_pylist()

    return answer


def money(value: int, **more: object) -> FoundAmount:
    return builders.amount(
        "1.200.000 €", builders.VOLUME, value=str(value), parent=VOLUME, **({"role": "component"} | more)
    )


def with_money(*amounts: FoundAmount, number: int = 0, **more: object) -> Project:
    return builders.project(number, **({"amounts": amounts, "volume_eur": None} | more))


def report(*projects: Project, year: int = 2024, **more: object) -> Report:
    # Room for all pages, whatever numbers the projects have.
    return replace(builders.report(projects=20, year=year), projects=projects, **more)


def years(first: int | None, last: int | None) -> dict[str, object]:
    return {
        "period_start": None if first is None else date(first, 1, 1),
        "period_end": None if last is None else date(last, 12, 31),
    }


MONEY_CASES: dict[str, tuple[tuple[FoundAmount, ...], tuple[str, int | None, int | None, int | None]]] = {
    # amounts of one project: (money, lower, upper, per year)
    "a total": ((money(900, role="total"),), ("total stated", 900, 900, None)),
    "a total and its parts": (
        (money(900, role="total"), money(600, role="state"), money(300, role="own")),
        ("total stated", 900, 900, None),
    ),
    "parts only": ((money(600), money(300)), ("sum of parts", 900, 900, None)),
    "nothing": ((), ("no figure", None, None, None)),
    "a range has two sums": (
        (money(2_500, role="total", modifier="range", value_to=Decimal(3_000)),),
        ("total stated", 2_500, 3_000, None),
    ),
    "up to begins at nothing": (
        (money(700, role="total", modifier="max"),),
        ("total stated", 0, 700, None),
    ),
    "more than counts with what is stated": (
        (money(700, role="total", modifier="min"),),
        ("total stated", 700, 700, None),
    ),
    "yearly in stated years is multiplied": (
        (money(200, frequency="yearly", **years(2021, 2023)),),
        ("sum of parts", 600, 600, None),
    ),
    "yearly over two school years": (
        (money(30, frequency="yearly", period_start=date(2021, 8, 1), period_end=date(2023, 7, 31)),),
        ("sum of parts", 60, 60, None),
    ),
    "monthly in a stated year": (
        (money(10, frequency="monthly", **years(2022, 2022)),),
        ("sum of parts", 120, 120, None),
    ),
    "yearly without years is the sum of one year": (
        (money(200, role="total", frequency="yearly"),),
        ("yearly only", None, None, 200),
    ),
    "yearly from a year on is the sum of one year": (
        (money(200, frequency="yearly", **years(2023, None)),),
        ("yearly only", None, None, 200),
    ),
    "yearly beside a total without an end may be a part of it": (
        (money(900, role="total"), money(50, frequency="yearly", **years(2023, None))),
        ("total stated", 900, 900, None),
    ),
    "yearly after the end of the total comes on top": (
        (
            money(900, role="total", **years(None, 2022)),
            money(50, frequency="yearly", **years(2023, None)),
        ),
        ("total stated", 900, 900, 50),
    ),
    "yearly within the time of the total may be a part of it": (
        (
            money(900, role="total", **years(2020, 2023)),
            money(50, frequency="yearly", **years(2023, None)),
        ),
        ("total stated", 900, 900, None),
    ),
    "of yearly sums the total counts": (
        (money(200, role="total", frequency="yearly"), money(120, role="state", frequency="yearly")),
        ("yearly only", None, None, 200),
    ),
    "a price counts nowhere": ((money(3, per="kWh"),), ("no figure", None, None, None)),
    "another currency is no euro": (
        (money(900, role="total", currency="CHF"),),
        ("no figure", None, None, None),
    ),
    "money named elsewhere": (
        (
            builders.amount(
                "Mai 2025", builders.OUTLOOK, value="5", parent=Parent("section", section="ausblick")
            ),
        ),
        ("total stated", 5, 5, None),
    ),
}


@pytest.mark.parametrize("case", MONEY_CASES)
def test_money_of_a_project(case: str, answers: Ask) -> None:
    amounts, expected = MONEY_CASES[case]
    (row,) = answers("money_by_project", report(with_money(*amounts)))
    assert (row["money"], row["lower_eur"], row["upper_eur"], row["per_year_eur"]) == expected


def test_open_ends_and_rough_figures_are_told(answers: Ask) -> None:
    rows = answers(
        "money_by_project",
        report(
            with_money(money(700, role="total", modifier="min")),
            with_money(money(700, role="total", modifier="approx"), number=1),
        ),
    )
    assert [(row["open_upward"], row["approximate"]) for row in rows] == [(True, False), (False, True)]


def test_money_by_year_divides_nothing_and_spreads_what_recurs(answers: Ask) -> None:
    rows = answers(
        "money_by_year",
        report(
            with_money(money(300, role="total", **years(2020, 2022))),
            with_money(money(200, frequency="yearly", **years(2021, 2022)), number=1),
            with_money(money(50, frequency="yearly", **years(2023, None)), number=2),
            with_money(money(7, role="total"), number=3),
            with_money(money(8, role="total", frequency="yearly"), number=4),
            with_money(money(9, role="total", **years(2022, 2022)), number=5),
            with_money(money(6, frequency="yearly", **years(2030, None)), number=6),
        ),
    )
    assert [(row["years"], row["kind"], row["lower_eur"]) for row in rows] == [
        ("2020-2022", "once", 300),
        ("2021", "each year, years stated", 200),
        ("2022", "each year, years stated", 200),
        ("2022", "once", 9),
        ("2023", "each year, end open", 50),
        ("2024", "each year, end open", 50),  # the year of the report
        ("2030", "each year, end open", 6),  # begins after it: its first year
        ("not stated", "each year, years not stated", 8),
        ("not stated", "once", 7),
    ]


def test_two_ministries_share_one_row(answers: Ask) -> None:
    party = builders.project().parties[0]
    second = Party("responsible", "Amt für Brücken", "other", "Amt für Brücken", party.boxes)
    partner = Party("partner", "Verein der Anwohner", "association", "Verein der Anwohner", party.boxes)
    rows = answers(
        "money_by_ministry",
        report(
            with_money(money(900, role="total"), parties=(party, second, partner)),
            with_money(money(100, role="total"), number=1, parties=(party,)),
        ),
    )
    assert {row["responsible"]: row["lower_eur"] for row in rows} == {
        "Ministerium für Wege und Seen; Amt für Brücken": 900,
        "Ministerium für Wege und Seen": 100,
    }


def test_project_overview_has_one_row_per_project(answers: Ask) -> None:
    late = Milestone(
        "2023",
        1,
        builders.placed("Gutachten zur Brücke", page=2),
        date(2023, 1, 1),
        date(2023, 12, 31),
        "year",
        "planned",
        (builders.box(2),),
    )
    project = builders.project()
    rows = answers(
        "project_overview",
        report(
            replace(project, milestones=(*project.milestones, late)),
            builders.project(1, milestones=(), dates=(), parties=()),
        ),
    )
    first, second = rows
    assert (first["first_milestone"], first["last_milestone"]) == (date(2023, 1, 1), date(2026, 12, 31))
    assert (first["milestones"], first["open_promises"], first["overdue"]) == (3, 2, 1)
    assert first["next_milestone"] == date(2026, 1, 1)
    assert (second["milestones"], second["open_promises"], second["next_milestone"]) == (0, 0, None)
    assert second["responsible"] == "Ministerium für Wege und Seen"
    assert second["lower_eur"] == 1_200_000


def test_projects_without_figures_say_what_they_say(answers: Ask) -> None:
    says = "Eine Angabe ist noch nicht möglich."
    silent = builders.project(0, volume=says, volume_eur=None)
    rows = answers("projects_without_figures", report(silent, builders.project(1)))
    assert [(row["project_key"], row["says"], row["mentions"]) for row in rows] == [("01-01", says, 0)]


def test_milestones_by_quarter_keep_wide_dates_apart(answers: Ask) -> None:
    rows = answers("milestones_by_quarter", report(builders.project()))
    found = [(row["year"], row["quarter"], row["done"], row["planned"]) for row in rows]
    assert found == [(2024, 2, 1, 0), (2026, None, 0, 1)]


def test_what_comes_next_is_planned_or_named_for_a_later_day(answers: Ask) -> None:
    rows = answers("what_comes_next", report(builders.project()))
    assert [(row["kind"], row["date_start"]) for row in rows] == [
        ("date in the text", date(2025, 5, 1)),
        ("milestone", date(2026, 1, 1)),
    ]


def test_changes_since_the_last_edition(answers: Ask) -> None:
    before = [builders.project(number) for number in range(3)]
    done = replace(before[0].milestones[1], state="done")
    reworded = replace(before[1].milestones[1], body=builders.placed("Fest zur Eröffnung", page=3))
    after = [
        replace(before[0], status="completed", milestones=(before[0].milestones[0], done)),
        replace(before[1], key="99-01", milestones=(before[1].milestones[0], reworded)),
        stranger(7),
    ]
    rows = answers(
        "changes_since_last_edition",
        report(*before, year=2024),
        report(*(replace(project, position=number) for number, project in enumerate(after)), year=2025),
        replace(report(builders.project(0), year=2025), report_id="andere-reihe-2025"),
    )
    found = {
        (row["project_old"], row["project_new"], row["table"], row["item"], row["change"]) for row in rows
    }
    assert found == {
        ("01-01", "01-01", "projects", "status", "changed"),
        ("01-01", "01-01", "milestones", "Eröffnung der ganzen Runde", "changed"),
        ("02-01", "99-01", "milestones", "Eröffnung der ganzen Runde", "removed"),
        ("02-01", "99-01", "milestones", "Fest zur Eröffnung", "added"),
        ("03-01", None, "projects", "project", "removed"),
        (None, "08-01", "projects", "project", "added"),
    }
    status = next(row for row in rows if row["item"] == "status")
    assert (status["old"], status["new"]) == ("ongoing", "completed")
    assert (status["report_old"], status["report_new"]) == ("seenland-2024", "seenland-2025")


def stranger(number: int, **more: object) -> Project:
    """A project that shares no text with the others."""
    section = replace(
        builders.project(number).sections[0],
        body=builders.placed("Am Hafen entsteht eine Werkstatt für alte Boote.", page=number + 2),
    )
    values = {"sections": (section,), "volume_text": None, "volume_eur": None, "milestones": ()}
    return builders.project(number, **values | {"dates": (), "amounts": (), "shares": ()} | more)


def test_a_project_renamed_and_renumbered_is_known_by_its_texts(answers: Ask) -> None:
    rows = answers(
        "changes_since_last_edition",
        report(stranger(0), year=2024),
        report(stranger(0, key="neu", project_id=None, title="Bootswerkstatt", lead=None), year=2025),
    )
    found = {(row["project_old"], row["project_new"], row["item"], row["change"]) for row in rows}
    assert found == {("01-01", "neu", "title", "changed"), ("01-01", "neu", "lead", "removed")}


def test_one_edition_alone_has_no_changes(answers: Ask) -> None:
    assert answers("changes_since_last_edition", report(builders.project())) == []


def test_every_view_says_what_it_answers() -> None:
    for view in views():
        assert view.question.endswith((".", ";")), view.name
        assert view.sql.startswith(("SELECT", "WITH")), view.name
