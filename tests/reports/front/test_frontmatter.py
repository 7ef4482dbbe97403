"""Cover, contents, dividers and imprint."""

from __future__ import annotations

from datetime import date

import pytest
from tests.layout.paper import BODY, BOLD, SMALL, TITLE, Paper
from tests.reports.brochure import (
    SEENLAND,
    Sheet,
    contents,
    cover,
    divider,
    imprint,
    layouts,
    prose_page,
    vocabulary,
)

from extract.reports.front.field_names import same_name
from extract.reports.front.frontmatter import Front, read_front


def front(*papers: Paper, file_name: str = "bericht.pdf", file_title: str | None = None) -> Front:
    pages = layouts(papers)
    return read_front(pages, SEENLAND, vocabulary(pages), file_name=file_name, file_title=file_title)


def test_title_edition_programme() -> None:
    found = front(cover())
    assert found.title == "Fortschrittsbericht 2024 Seenland"
    assert (found.edition, found.programme) == (2024, "Seenland")


def test_title_over_two_lines() -> None:
    paper = Paper()
    paper.lines(60, 300, "Fortschrittsbericht 2024\nSeenland und Umland", TITLE)
    assert front(paper).programme == "Seenland und Umland"


def test_title_of_the_file_where_the_cover_has_none() -> None:
    assert front(prose_page(1), file_title="Fortschrittsbericht 2023 Seenland").edition == 2023


def test_title_of_the_feet_where_nothing_else_says_it() -> None:
    paper = prose_page(1)
    paper.line(60, 805, "Fortschrittsbericht 2022 Seenland", SMALL)
    assert front(paper).edition == 2022


def test_page_number_of_a_foot_is_no_part_of_the_programme() -> None:
    papers = []
    for page in (2, 3):
        paper = prose_page(page)
        paper.line(60, 805, f"Fortschrittsbericht 2022 | Seenland {page + 10}", SMALL)
        papers.append(paper)
    assert (front(*papers).programme, front(*papers).edition) == ("Seenland", 2022)


def test_edition_by_its_own_pattern() -> None:
    paper = Paper()
    paper.line(60, 200, "Wege am Wasser", TITLE)
    paper.line(60, 400, "Ausgabe 2021")
    found = front(paper)
    assert (found.title, found.edition, found.programme) == ("Wege am Wasser", 2021, None)


def test_nothing_known() -> None:
    found = front(prose_page(1))
    assert (found.edition, found.as_of_start, found.publisher) == (None, None, None)
    assert (found.contents, found.action_fields) == ((), ())


@pytest.mark.parametrize(
    ("stand", "start", "end"),
    [
        ("Dezember 2024", date(2024, 12, 1), date(2024, 12, 31)),
        ("31.12.2024", date(2024, 12, 31), date(2024, 12, 31)),
        ("4. Quartal 2024", date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_date_in_the_imprint(stand: str, start: date, end: date) -> None:
    found = front(cover(), prose_page(2), imprint(3, stand=stand))
    assert (found.as_of_text, found.as_of_start, found.as_of_end) == (stand, start, end)


def test_date_by_pattern() -> None:
    paper = imprint(2, stand=None)
    paper.line(60, 700, "Redaktionsschluss: 15. November 2024")
    assert front(cover(), paper).as_of_start == date(2024, 11, 15)


def test_publisher_without_address() -> None:
    assert front(cover(), imprint(2)).publisher == "Landesamt Seenland"


def test_publisher_over_two_lines() -> None:
    paper = Paper(2)
    paper.line(60, 500, "Herausgeber", BOLD)
    paper.lines(60, 513, "Landesamt für Wege,\nWasser und Wald\nUferstraße 1")
    assert front(cover(), paper).publisher == "Landesamt für Wege, Wasser und Wald"


def test_contents() -> None:
    found = front(cover(), contents(2, [("Uferweg am Lindensee", 6), ("Mühle im Wald", 8)]))
    assert [(entry.title, entry.printed_page, entry.page) for entry in found.contents] == [
        ("Uferweg am Lindensee", 6, 2),
        ("Mühle im Wald", 8, 2),
    ]


def test_contents_with_dots_and_wrapped_titles() -> None:
    paper = Paper(2)
    paper.line(60, 60, "Inhalt", TITLE)
    paper.line(60, 110, "Uferweg am Lindensee ........ 6")
    paper.line(60, 130, "Gemeinsames Vorhaben für Wege,")
    paper.line(60, 143, "Stege und Bänke . . . . . 8")
    assert [entry.title for entry in front(cover(), paper).contents] == [
        "Uferweg am Lindensee",
        "Gemeinsames Vorhaben für Wege, Stege und Bänke",
    ]


def test_numbers_elsewhere_are_no_contents() -> None:
    assert front(cover(), prose_page(2)).contents == ()


def test_divider() -> None:
    (field,) = front(cover(), divider(2, no=3, name="Wege am Wasser")).action_fields
    assert (field.no, field.name, field.place) == (3, "Wege am Wasser", (2, 0))


def test_divider_of_one_line() -> None:
    paper = Paper(2)
    paper.line(60, 300, "Handlungsfeld 2: Leben im Wald", TITLE)
    (field,) = front(cover(), paper).action_fields
    assert (field.no, field.name) == (2, "Leben im Wald")


def test_field_that_only_the_contents_name() -> None:
    found = front(cover(), contents(2, [("Handlungsfeld 1: Wege am Wasser", 3)]))
    assert [(field.no, field.name, field.place) for field in found.action_fields] == [
        (1, "Wege am Wasser", None)
    ]


def test_divider_and_contents_are_one_field() -> None:
    found = front(
        cover(),
        contents(2, [("Handlungsfeld 1: Wege am Wasser", 3)]),
        divider(3, no=1, name="Wege am Wasser"),
    )
    (field,) = found.action_fields
    assert field.place == (3, 0)


def test_contents_and_divider_on_one_sheet() -> None:
    """The left half lists the fields, on the right one the first of them begins."""
    paper = Paper(2, width=842, height=595)
    paper.line(40, 60, "Inhalt", TITLE)
    for row, (title, page) in enumerate(
        [("Handlungsfeld 1: Wege am Wasser", 3), ("Uferweg am Lindensee", 4)]
    ):
        paper.line(40, 110 + 20 * row, title)
        paper.line(330, 110 + 20 * row, str(page))
    paper.line(470, 200, "Handlungsfeld 1", BOLD.sized(14))
    paper.line(470, 240, "Wege am Wasser", TITLE)
    paper.line(470, 300, "Hier beginnt der erste Teil des Berichts")
    (field,) = front(cover(), paper).action_fields
    assert field.place == (2, 1)


def test_field_named_in_running_text_is_no_divider() -> None:
    paper = prose_page(2)
    paper.line(60, 600, "Mehr dazu in Handlungsfeld 3 ab Seite 12", BODY)
    assert front(cover(), paper).action_fields == ()


def test_project_page_is_no_divider() -> None:
    texts = {"Zielsetzung": "Ein Weg.\n" * 20}
    assert front(cover(), Sheet(sections=texts, field_name="Handlungsfeld 3").set(2)).action_fields == ()


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Wege am Wasser", "WEGE AM WASSER", True),
        ("Wege am Wasser", "Wege am Waser", True),
        ("Wege am Wasser", "Wege im Wald", False),
        ("Wald", "Wand", False),
    ],
)
def test_same_name(one: str, two: str, same: bool) -> None:
    assert same_name(one, two) is same


def test_heading_above_an_entry_of_the_contents_is_no_part_of_its_title() -> None:
    paper = Paper(2)
    paper.line(60, 60, "Inhalt", TITLE)
    paper.line(60, 110, "Handlungsfeld 1: Wege am Wasser", BOLD)
    paper.line(60, 122, "Uferweg am Lindensee ...... 5")
    paper.line(60, 134, "Mühle im großen")
    paper.line(60, 146, "Wald ...... 6")
    assert [entry.title for entry in front(cover(), paper).contents] == [
        "Uferweg am Lindensee",
        "Mühle im großen Wald",
    ]
