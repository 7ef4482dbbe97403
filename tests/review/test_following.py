"""A corrected value reaches whatever says the same, or a finding says what contradicts it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests import builders
from tests.review.making_editions import changed_project, tables_of
from tests.review.test_corrections import FIRST, REPORT, corrected, correction, rows, stale

from extract.reports.report import Parent, Report
from extract.review.amend.resting import as_extracted
from extract.review.editions import edition_from_tables

VOLUME = builders.VOLUME


def contradictions(amended: Any) -> list[str]:
    return [row["message"] for row in rows(amended, "findings") if row["code"] == "amount-contradiction"]


def test_the_amount_that_counts_follows_the_volume() -> None:
    amended = corrected(REPORT, correction("projects/01-01/volume_eur", "1.300.000", old="1200000.00"))
    (amount,) = [row for row in rows(amended, "amounts") if row["counts_toward_total"]]
    assert amount["value"] == rows(amended, "projects")[0]["volume_eur"] == Decimal(1_300_000)
    assert amount["corrected"]
    line = rows(amended, "corrections_applied")[1]
    assert (line["table"], line["column"], line["old"], line["new"]) == (
        "amounts",
        "value",
        "1200000.00",
        "1300000.00",
    )
    assert line["why"] == "follows projects/01-01/volume_eur"
    assert not contradictions(amended)
    edition = edition_from_tables("seenland-2024", amended.tables)
    back = as_extracted(edition.rows)
    assert back["amounts"][0]["value"] == back["projects"][0]["volume_eur"] == Decimal(1_200_000)


def test_the_volume_follows_the_amount_that_counts() -> None:
    amended = corrected(REPORT, correction("amounts/01-01/0/value", "1,3 Mio. €", old="1200000.00"))
    assert rows(amended, "projects")[0]["volume_eur"] == Decimal(1_300_000)


def parted() -> Report:
    volume = "Land: 700.000 €, Stadt: 500.000 €"
    parent = Parent("section", section="projektvolumen")
    project = builders.project(0, volume=volume)
    amounts = tuple(
        builders.amount(text, volume, value=value, parent=parent, role="component", page=2)
        for text, value in (("700.000 €", "700000"), ("500.000 €", "500000"))
    )
    report = builders.report(projects=2)
    return replace(
        report, projects=(replace(project, amounts=amounts, volume_eur=None), *report.projects[1:])
    )


def test_amounts_that_cannot_follow_are_named_in_a_finding() -> None:
    amended = corrected(parted(), correction("projects/01-01/volume_eur", "1.500.000"))
    (message,) = contradictions(amended)
    assert message == (
        "After a correction the volume is 1.500.000 €, the amounts that count add up to 1.200.000 €: "
        '"700.000 €", "500.000 €".'
    )
    assert not contradictions(corrected(parted(), correction("projects/01-01/volume_eur", "1.200.000")))


def test_a_volume_without_any_amount_is_no_secret() -> None:
    bare = changed_project(builders.report(projects=2), 0, amounts=(), volume_eur=None)
    (message,) = contradictions(corrected(bare, correction("projects/01-01/volume_eur", "500.000")))
    assert message == (
        "After a correction the volume is 500.000 €, but no amount of the project counts toward a total."
    )


def test_both_corrected_by_hand_keep_what_each_says() -> None:
    amended = corrected(
        REPORT,
        correction("projects/01-01/volume_eur", "1.300.000", old="1200000.00"),
        correction("amounts/01-01/0/value", "1.250.000", old="1200000.00"),
    )
    assert rows(amended, "projects")[0]["volume_eur"] == Decimal(1_300_000)
    assert rows(amended, "amounts")[0]["value"] == Decimal(1_250_000)
    assert len(contradictions(amended)) == 1


def test_a_corrected_statement_of_volume_is_read_anew() -> None:
    text = VOLUME.replace("1.200.000 €", "1.450.000 €")
    amended = corrected(REPORT, correction("projects/01-01/volume_text", text, old=VOLUME, printed=VOLUME))
    (project,) = rows(amended, "projects")
    section = next(row for row in rows(amended, "sections") if row["section"] == "projektvolumen")
    amount = rows(amended, "amounts")[0]
    assert project["volume_text"] == section["text"] == text
    assert (amount["text"], amount["value"]) == ("1.450.000 €", Decimal(1_450_000))
    assert project["volume_eur"] == Decimal(1_450_000)
    assert not contradictions(amended)
    assert not stale(amended)


def test_the_responsible_party_follows() -> None:
    amended = corrected(
        REPORT,
        correction("projects/01-01/responsible", "Amt für Wege", old="Ministerium für Wege und Seen"),
    )
    assert rows(amended, "parties")[0]["name"] == "Amt für Wege"


def test_a_correction_that_turns_a_time_around_is_not_applied() -> None:
    # It once made the tables defective, and the whole report was not published any more.
    amended = corrected(REPORT, correction("milestones/01-01/1/date_end", "31.12.2020", old="2026-12-31"))
    assert "would lie after" in stale(amended)[0]
    assert rows(amended, "milestones")[1]["date_end"] == date(2026, 12, 31)


def test_projects_nobody_touched_get_no_finding() -> None:
    odd = changed_project(builders.report(projects=2), 1, volume_eur=Decimal(1))
    amended = corrected(odd, correction("projects/01-01/volume_eur", "1.300.000", old="1200000.00"))
    assert not contradictions(amended)
    assert not [row for row in rows(amended, "findings", "02-01") if row["code"] == "amount-contradiction"]
    assert FIRST in tables_of(odd)["projects"]["project_key"].to_pylist()
