"""Projects on sheets of ruled boxes, in designs that share nothing but their labels."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.reports.boxed import SHEETS, BoxedSheet, Design, typeset

from extract.reports import extract_report
from extract.reports.report import Project, Report

DESIGNS: tuple[Design, ...] = ("in-box", "left", "above", "cards", "open", "close")
NAMES = {
    "Projektbeschreibung": "projektbeschreibung",
    "Projektträger": "projekttraeger",
    "Akteure": "akteure",
    "Zeitrahmen": "zeitrahmen",
    "Gesamtkosten": "gesamtkosten",
    "THG-Einsparungen (t/a)": "thg_einsparungen",
    "Erfolgsindikatoren": "erfolgsindikatoren",
}


@pytest.fixture(scope="module", params=DESIGNS)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    path = tmp_path_factory.mktemp("boxed") / "erlental.pdf"
    return extract_report(typeset(path, request.param))


@pytest.fixture
def pairs(report: Report) -> Iterator[tuple[BoxedSheet, Project]]:
    assert len(report.projects) == len(SHEETS)
    return zip(SHEETS, report.projects, strict=True)


def test_profile_is_chosen_and_report_named(report: Report) -> None:
    assert report.profile == "klimaschutz-steckbriefe"
    assert report.edition_year == 2026
    assert report.report_id == "erlen-handlungsprogramm-klimaschutz-erlental-2035"


def test_heads_of_sheets(pairs: Iterator[tuple[BoxedSheet, Project]]) -> None:
    for sheet, project in pairs:
        assert project.project_id == sheet.code
        assert project.title == sheet.title
        assert project.action_field == sheet.action_field


def test_each_box_is_a_section_with_its_text(pairs: Iterator[tuple[BoxedSheet, Project]]) -> None:
    for sheet, project in pairs:
        wanted = {NAMES[label]: text for row in sheet.boxes for label, text in row if text}
        assert {one.section: one.body.text for one in project.sections} == wanted


def test_a_sheet_over_two_pages_is_one_project(report: Report) -> None:
    first, second, _ = report.projects
    assert (first.page_first, first.page_last) == (3, 3)
    assert second.page_last == second.page_first + 1
    body = second.sections[0].body
    assert {box.page for box in body.boxes()} == {second.page_first, second.page_last}


def test_dots_are_counted(pairs: Iterator[tuple[BoxedSheet, Project]]) -> None:
    for sheet, project in pairs:
        found = {one.label: one for one in project.fields if one.field.startswith("bewertung_")}
        assert {label: int(one.number or 0) for label, one in found.items()} == sheet.rating
        assert all(one.unit == "von 5" and one.boxes for one in found.values())


def test_quantities_with_unit(report: Report) -> None:
    found = [
        (f.number, f.unit, f.text) for one in report.projects for f in one.fields if f.field.startswith("thg")
    ]
    assert found == [(1240, "t/a", "1.240 t/a"), (310, "t/a", "310 t/a"), (95, "t/a", "95 t/a")]


def test_amounts_dates_and_parties_are_found_as_everywhere(report: Report) -> None:
    first = report.projects[0]
    amounts = {(a.parent.section, int(a.mention.value), a.mention.frequency) for a in first.amounts}
    assert amounts == {("gesamtkosten", 480_000, "once"), ("gesamtkosten", 120_000, "yearly")}
    assert {(d.parent.section, d.mention.text) for d in first.dates} == {
        ("projektbeschreibung", "Mai 2026"),
        ("zeitrahmen", "2026 – 2029"),
    }
    assert first.responsible == "Talwerke Erlen"
    assert {(party.role, party.name) for party in first.parties} == {
        ("responsible", "Talwerke Erlen"),
        ("partner", "Schulamt"),
        ("partner", "Handwerk (Dach, Elektro)"),
    }


def test_prose_outside_sheets_is_read_too(report: Report) -> None:
    assert "Juni 2025" in {found.mention.text for found in report.dates}


def test_nothing_of_a_sheet_is_left_over(report: Report) -> None:
    assert [one.message for one in report.findings if one.code == "unclaimed-text"] == []
