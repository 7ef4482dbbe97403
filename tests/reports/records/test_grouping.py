"""Pages become projects: one a page, several pages, several on a sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.layout.paper import BOLD, TITLE, Paper
from tests.reports.brochure import (
    MAIN,
    SEENLAND,
    Sheet,
    contents,
    cover,
    divider,
    imprint,
    prose_page,
    report,
    surveyed,
)

from extract.reports.records.grouping import group_projects, is_project_like
from extract.reports.report import Report

ONE = {"Zielsetzung": "Ein Weg."}


def groups(*papers: Paper) -> tuple[list[list[int]], list[int]]:
    projects, others = group_projects(surveyed(papers), SEENLAND)
    return [[unit.page for unit in project] for project in projects], [unit.page for unit in others]


def test_one_project_a_page() -> None:
    papers = [cover(), *(Sheet(title=f"Vorhaben {n}", project_id=f"01-0{n}").set(n) for n in (2, 3, 4))]
    assert groups(*papers) == ([[2], [3], [4]], [1])


def test_everything_else_is_no_project() -> None:
    papers = [
        cover(),
        contents(2, [("Uferweg am Lindensee", 5), ("Mühle im Wald", 6)]),
        prose_page(3),
        divider(4, no=1, name="Wege am Wasser"),
        Sheet().set(5),
        prose_page(6),
        imprint(7),
    ]
    assert groups(*papers) == ([[5]], [1, 2, 3, 4, 6, 7])


def test_text_goes_on_on_the_next_page() -> None:
    second = Paper(3)
    second.prose(MAIN, 60, 320, 15)
    assert groups(cover(), Sheet().set(2), second, Sheet(title="Mühle im Wald").set(4)) == (
        [[2, 3], [4]],
        [1],
    )


def test_further_sections_on_the_next_page() -> None:
    second = Paper(3)
    second.line(MAIN, 60, "Ausblick", BOLD)
    second.prose(MAIN, 75, 320, 15)
    assert groups(cover(), Sheet().set(2), second) == ([[2, 3]], [1])


def test_same_section_again_is_another_project() -> None:
    """Without ID, responsible body or title of its own it cannot be the same project."""
    second = Sheet(project_id=None, title="Mühle im Wald").set(3)
    assert groups(cover(), Sheet().set(2), second) == ([[2], [3]], [1])


def test_title_and_id_repeated_on_the_second_page() -> None:
    second = Sheet(sections={"Ausblick": "Bald geht es weiter."}, milestones=None, responsible=None)
    assert groups(cover(), Sheet().set(2), second.set(3)) == ([[2, 3]], [1])


def test_same_id_but_another_title_is_another_project() -> None:
    """An ID printed twice by mistake."""
    sections = {"Ausblick": "Bald geht es weiter.", "Vorgehen": "Erst messen."}
    second = Sheet(title="Mühle im Wald", sections=sections)
    assert groups(cover(), Sheet().set(2), second.set(3)) == ([[2], [3]], [1])


def test_page_between_ends_a_project() -> None:
    third = Paper(4)
    third.prose(MAIN, 60, 320, 15)
    projects, others = groups(cover(), Sheet().set(2), divider(3, no=1, name="Wald"), third)
    assert projects == [[2]]
    assert others == [1, 3, 4]


def test_project_without_id_and_responsible_body() -> None:
    bare = Sheet(title="Mühle im Wald", project_id=None, responsible=None).set(3)
    assert groups(cover(), Sheet().set(2), bare) == ([[2], [3]], [1])


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (Sheet(), True),
        (Sheet(project_id=None, responsible=None, milestones=None), True),
        (Sheet(sections={"Zielsetzung": "Ein Weg."}, project_id=None, milestones=None), True),
        (
            Sheet(sections={"Zielsetzung": "Ein Weg."}, project_id=None, milestones=None, responsible=None),
            False,
        ),
        (Sheet(sections={}, milestones=None, responsible=None), False),
        (Sheet(sections={}, milestones=None), True),
    ],
    ids=["all", "sections", "section and body", "one section", "an id", "id and body"],
)
def test_what_makes_a_project_page(sheet: Sheet, expected: bool) -> None:
    (unit,) = surveyed([sheet.set(2)]).units
    assert is_project_like(unit, SEENLAND) is expected


def spread(number: int, left: str, right: str) -> Paper:
    """A sheet with a project on each half."""
    paper = Paper(number, width=842, height=595)
    for x, title, no in ((40, left, 2 * number), (460, right, 2 * number + 1)):
        paper.line(x, 40, f"Projekt-Nr. 01-0{no}")
        paper.line(x, 55, title, TITLE)
        paper.line(x, 100, "Verantwortlich", BOLD)
        paper.line(x, 115, "Amt für Wege und Ufer")
        for row, name in enumerate(("Zielsetzung", "Vorgehen", "Ausblick")):
            paper.line(x, 145 + 120 * row, name, BOLD)
            paper.prose(x, 160 + 120 * row, 330, 6)
        paper.line(x, 570, str(no))
    return paper


def test_two_projects_on_a_sheet() -> None:
    found = report(cover(), spread(2, "Uferweg am See", "Mühle im Wald"), spread(3, "Hafen", "Insel"))
    assert [project.title for project in found.projects] == [
        "Uferweg am See",
        "Mühle im Wald",
        "Hafen",
        "Insel",
    ]
    assert [(project.page_first, project.page_last) for project in found.projects] == [(2, 2)] * 2 + [
        (3, 3)
    ] * 2
    assert [project.project_id for project in found.projects] == ["01-04", "01-05", "01-06", "01-07"]


def test_order_and_keys() -> None:
    found: Report = report(
        cover(),
        Sheet(title="Mühle im Wald", project_id="SEE-NEU").set(2),
        Sheet(title="Uferweg", project_id="SEE-NEU").set(3),
        Sheet(title="Hafenfest", project_id=None).set(4),
    )
    assert [project.key for project in found.projects] == [
        "see-neu-muehle-im-wald",
        "see-neu-uferweg",
        "hafenfest",
    ]
    assert [project.position for project in found.projects] == [0, 1, 2]


def half(paper: Paper, top: float, title: str, stand: str) -> None:
    """A short project on half a page."""
    paper.line(MAIN, top, title, TITLE)
    paper.line(MAIN, top + 40, "Zielsetzung", BOLD)
    paper.line(MAIN, top + 55, f"Mehr Ruhe für {title}.")
    paper.line(MAIN, top + 80, "Aktueller Stand", BOLD)
    paper.line(MAIN, top + 95, stand)
    paper.line(400, top + 40, "Verantwortlich", BOLD)
    paper.line(400, top + 55, f"Amt {title}")


def test_two_short_projects_on_one_page() -> None:
    paper = Paper(2)
    half(paper, 60, "Mühle im Wald", "Das Dach ist dicht.")
    paper.line(MAIN, 395, "Handlungsfeld 2: Leben im Wald")
    half(paper, 410, "Uferweg", "Der Weg ist frei.")
    found = report(cover(), paper)
    assert [project.title for project in found.projects] == ["Mühle im Wald", "Uferweg"]
    assert [project.responsible for project in found.projects] == ["Amt Mühle im Wald", "Amt Uferweg"]
    assert [project.sections[1].body.text for project in found.projects] == [
        "Das Dach ist dicht.",
        "Der Weg ist frei.",
    ]


def test_large_heading_further_down_parts_no_project() -> None:
    paper = Sheet().set(2)
    paper.line(MAIN, 500, "Ein Fest am See", TITLE)
    paper.line(MAIN, 540, "Ausblick", BOLD)
    paper.line(MAIN, 555, "Es folgt der Hafen.")
    assert len(report(cover(), paper).projects) == 1


def test_page_with_title_and_responsible_body_opens_the_project_of_the_next_page() -> None:
    first = Paper(2)
    first.line(MAIN, 60, "Uferweg am Lindensee", TITLE)
    first.line(MAIN, 600, "Verantwortlich", BOLD)
    first.line(MAIN, 615, "Amt für Wege")
    second = Paper(3)
    for row, heading in enumerate(["Zielsetzung", "Aktueller Stand"]):
        second.line(MAIN, 100 + 40 * row, heading, BOLD)
        second.line(MAIN, 115 + 40 * row, "Der Weg wird frei.")
    assert groups(cover(), first, second) == ([[2, 3]], [1])


def test_contents_that_name_the_sections_are_no_project() -> None:
    entries = [("Zielsetzung", 3), ("Aktueller Stand", 4), ("Vorgehen", 5)]
    paper = contents(2, entries)
    paper.words = [replace(word, bold=True, font="Werk-Bold") for word in paper.words]
    assert groups(cover(), paper, Sheet().set(3))[0] == [[3]]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("01\u00ad02", "01-02"), ("AB\u00adNEU", "AB-NEU"), ("01-02", "01-02")],
)
def test_id_with_the_hyphen_that_a_font_shares_with_the_soft_one(printed: str, expected: str) -> None:
    (unit,) = surveyed([Sheet(project_id=printed).set(1)]).units
    assert [mark.text for mark in unit.ids] == [expected]


def test_further_page_with_the_list_and_the_number_at_its_foot() -> None:
    """The number stands at the end of the project, which is on the second page here."""
    first = Sheet(project_id=None, milestones=None).set(2)
    second = Paper(3)
    second.line(MAIN, 60, "Etappen", BOLD)
    second.lines(MAIN, 76, "2022\nMessung am Ufer")
    second.line(MAIN, 300, "Projekt-Nr. 01-02")
    assert groups(cover(), first, second)[0] == [[2, 3]]
    other = Sheet(title=None, project_id="01-03", lead=None).set(3)
    assert groups(cover(), Sheet(project_id="01-02").set(2), other)[0] == [[2], [3]]


def test_a_divider_in_the_type_of_the_text_ends_the_project() -> None:
    papers = [cover(), Sheet().set(2), Paper(3), Sheet(title="Mühle im Wald", project_id="01-03").set(4)]
    papers[2].line(60, 300, "Handlungsfeld 2")
    papers[2].line(60, 340, "Wege am Wasser")
    assert groups(*papers) == ([[2], [4]], [1, 3])
