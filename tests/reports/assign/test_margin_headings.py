"""Headings in the margin column that no profile knows, set like the known ones there."""

from __future__ import annotations

import pytest
from tests.layout.paper import BODY, BOLD, Face, Paper
from tests.reports.brochure import MAIN, SIDE, Sheet, cover, report

from extract.reports.report import Project, Report

HEAD = BOLD.sized(12)
"""The headings of the margin are set otherwise than those of sections."""


def sheet(*margin: tuple[str, Face], responsible: Face = BODY) -> Paper:
    """A project page with a margin of these lines, headings with white space above them."""
    paper = Sheet(responsible=None, milestones=None, credit=None).set(2)
    paper.line(SIDE, 150, "Verantwortlich", HEAD)
    top = paper.lines(SIDE, 168, "Amt für Wege\nund Ufer", responsible)
    for text, face in margin:
        top += 12 if face is HEAD else 3 if face.bold else 0
        paper.line(SIDE, top, text, face)
        top += 1.4 * face.size
    return paper


def read(paper: Paper) -> tuple[Project, Report]:
    found = report(cover(), paper)
    (project,) = found.projects
    return project, found


def messages(found: Report, code: str) -> list[str]:
    return [finding.message for finding in found.findings if finding.code == code]


LIST = [("2022", BOLD), ("• Messung am Ufer", BODY), ("• Bau der Stege", BODY), ("2023", BOLD)]
LIST += [("• Fest am See", BODY)]


def test_a_list_of_years_under_an_unknown_heading_is_one_of_milestones() -> None:
    project, found = read(sheet(("Zeitleiste", HEAD), *LIST))
    assert project.responsible == "Amt für Wege und Ufer"
    assert [(one.year_label, one.body.text) for one in project.milestones] == [
        ("2022", "Messung am Ufer"),
        ("2022", "Bau der Stege"),
        ("2023", "Fest am See"),
    ]
    (message,) = messages(found, "unknown-heading")
    assert message == 'Heading "Zeitleiste" is not in the profile; its list is read as milestones.'


def test_text_under_an_unknown_heading_is_a_section() -> None:
    project, found = read(sheet(("Ansprechpartnerin", HEAD), ("Ilka Borchert, Zimmer 12", BODY)))
    assert project.responsible == "Amt für Wege und Ufer"
    assert {one.section: one.body.text for one in project.sections}["ansprechpartnerin"] == (
        "Ilka Borchert, Zimmer 12"
    )
    assert len(messages(found, "unknown-heading")) == 1


def test_a_list_under_an_unknown_heading_and_a_section_after_it() -> None:
    project, found = read(sheet(("Zeitleiste", HEAD), *LIST, ("Kontakt", HEAD), ("Ilka Borchert", BODY)))
    assert len(project.milestones) == 3
    assert [one.section for one in project.sections][-1] == "kontakt"
    assert len(messages(found, "unknown-heading")) == 2


def test_a_party_takes_no_list_of_years_even_without_a_heading() -> None:
    project, found = read(sheet(*LIST))
    assert project.responsible == "Amt für Wege und Ufer"
    assert any("Messung am Ufer" in message for message in messages(found, "unclaimed-text"))


def test_a_name_set_like_its_heading_is_no_heading() -> None:
    project, found = read(sheet(("Telefon 0123", BODY), responsible=HEAD))
    assert project.responsible is not None
    assert project.responsible.startswith("Amt für Wege und Ufer")
    assert not messages(found, "unknown-heading")


@pytest.mark.parametrize("text", ["Verein am See e.V.", "Stadt Neuhafen, Bauamt."])
def test_names_in_the_setting_of_the_text_are_no_headings(text: str) -> None:
    project, found = read(sheet((text, BODY)))
    assert project.responsible == f"Amt für Wege und Ufer {text}"
    assert not messages(found, "unknown-heading")


def test_the_main_column_has_headings_of_its_own() -> None:
    paper = sheet(("Zeitleiste", HEAD), *LIST)
    paper.line(MAIN, 420, "Ein Wort in der Größe", HEAD)
    paper.line(MAIN, 440, "der Köpfe am Rand.")
    project, _ = read(paper)
    assert "ein_wort_in_der_groesse" not in [one.section for one in project.sections]
