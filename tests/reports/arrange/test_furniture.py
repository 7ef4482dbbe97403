"""Running heads, feet and page numbers are told from text by what they repeat."""

from __future__ import annotations

from collections.abc import Callable

from tests.layout.paper import BOLD, SMALL, Paper
from tests.reports.brochure import INDEX

from extract.reports.arrange.furniture import find_furniture


def pages(count: int, set_page: Callable[[Paper, int], None]) -> list[Paper]:
    papers = []
    for number in range(1, count + 1):
        paper = Paper(number)
        paper.prose(60, 200, 400, 6 + number % 3)
        set_page(paper, number)
        papers.append(paper)
    return papers


def furniture(papers: list[Paper]) -> list[str]:
    layouts = [paper.read() for paper in papers]
    lines = {
        (layout.number, region.index, index): line.text
        for layout in layouts
        for region in layout.regions
        for index, line in enumerate(region.lines)
    }
    return sorted(lines[key] for key in find_furniture(layouts, INDEX)[0])


def test_foot_with_page_number() -> None:
    found = furniture(
        pages(5, lambda paper, n: paper.line(60, 800, f"Bericht aus dem Seenland {n + 7}", SMALL) and None)
    )
    assert found == [f"Bericht aus dem Seenland {n + 7}" for n in range(1, 6)] or len(found) == 5


def test_page_number_that_changes_sides() -> None:
    def foot(paper: Paper, number: int) -> None:
        text = f"{number} Seenland" if number % 2 else f"Seenland {number}"
        paper.line(60, 800, text, SMALL)

    assert len(furniture(pages(6, foot))) == 6


def test_bare_page_numbers() -> None:
    def foot(paper: Paper, number: int) -> None:
        paper.line(280, 805, str(number + 3))

    assert furniture(pages(4, foot)) == list("4567")


def test_page_numbers_with_words_and_dashes() -> None:
    def foot(paper: Paper, number: int) -> None:
        paper.line(
            60,
            805,
            [f"Seite {number}", f"– {number} –", f"{number} / 9", f"Seite {number} von 9"][number % 4],
        )

    assert len(furniture(pages(8, foot))) == 8


def test_running_head() -> None:
    assert (
        len(furniture(pages(4, lambda paper, n: paper.line(60, 30, "Wege und Wälder", SMALL) and None))) == 4
    )


def test_same_words_in_the_middle_of_the_page_are_text() -> None:
    def middle(paper: Paper, number: int) -> None:
        paper.line(60, 420, "Gefördert vom Land")

    assert furniture(pages(6, middle)) == []


def test_same_words_on_two_pages_only_are_text() -> None:
    def foot(paper: Paper, number: int) -> None:
        if number < 3:
            paper.line(60, 800, "Gefördert vom Land")

    assert furniture(pages(6, foot)) == []


def test_amount_at_the_page_foot_is_no_furniture() -> None:
    """A section of one line at the foot of each page: same heading, other amounts."""

    def foot(paper: Paper, number: int) -> None:
        paper.line(60, 770, "Projektvolumen", BOLD)
        paper.line(60, 784, f"{number}0.000 Euro")

    assert furniture(pages(6, foot)) == []


def test_same_amount_at_the_page_foot_is_no_furniture() -> None:
    """Boxes of a design stand at the same height on all pages, and round sums repeat."""

    def foot(paper: Paper, number: int) -> None:
        paper.line(60, 770, "Projektvolumen", BOLD)
        paper.line(60, 784, "80.000 Euro")

    assert furniture(pages(6, foot)) == []


def test_foot_below_such_a_section_is_furniture() -> None:
    def foot(paper: Paper, number: int) -> None:
        paper.line(60, 750, "Projektvolumen", BOLD)
        paper.line(60, 764, "80.000 Euro")
        paper.line(60, 806, f"Seenland {number}", SMALL)

    assert furniture(pages(4, foot)) == [f"Seenland {n}" for n in range(1, 5)]


def test_year_at_the_foot_is_no_page_number() -> None:
    """A year that rises by one from page to page is chance, not counting."""

    def foot(paper: Paper, number: int) -> None:
        if number < 3:
            paper.line(60, 800, f"{2020 + number}")

    assert furniture(pages(4, foot)) == []


def test_heading_at_the_top_of_pages_is_text() -> None:
    """The first section of each project begins at the same height, near the top."""

    def head(paper: Paper, number: int) -> None:
        paper.line(60, 60, "Zielsetzung", BOLD)
        paper.line(60, 75, "Der Weg wird frei.")

    assert furniture(pages(6, head)) == []


def test_page_numbers_of_sheets_with_two_pages() -> None:
    """Two numbers a sheet: they run ahead of the sheets."""

    papers = []
    for number in range(1, 5):
        paper = Paper(number, width=842, height=595)
        paper.prose(40, 100, 340, 30)
        paper.prose(460, 100, 340, 30)
        paper.line(40, 570, str(2 * number))
        paper.line(790, 570, str(2 * number + 1))
        papers.append(paper)
    assert furniture(papers) == list("23456789")


def test_a_page_number_that_one_page_cuts_from_its_foot() -> None:
    def foot(paper: Paper, number: int) -> None:
        text = "Seenland im Überblick"
        paper.line(60, 805, text if number == 3 else f"{text} {number}", SMALL)
        if number == 3:
            paper.prose(480, 200, 60, 40)
            paper.line(480, 805, "3", SMALL)

    found = furniture(pages(5, foot))
    assert "3" in found
    assert len(found) == 6


def test_a_number_at_the_foot_that_does_not_count_is_text() -> None:
    def foot(paper: Paper, number: int) -> None:
        paper.line(60, 805, f"Seenland im Überblick {number}", SMALL)
        if number == 3:
            paper.prose(480, 200, 60, 40)
            paper.line(480, 805, "84", SMALL)

    assert "84" not in furniture(pages(5, foot))


def test_page_numbers_of_so_many() -> None:
    for numbers in ("{}/9", "{} / 9", "{} von 9"):
        found = furniture(
            pages(
                5,
                lambda paper, n, text=numbers: (
                    paper.line(60, 800, f"www.see.example {text.format(n)}") and None
                ),
            )
        )
        assert len(found) == 5


def test_feet_whose_words_change_with_the_project() -> None:
    def foot(paper: Paper, number: int) -> None:
        name = ["Weg", "Steg", "Boot", "Netz", "Wald"][number - 1]
        paper.line(60, 805, f"{number + 3} | Projekt 0{number}-1 | {name}")

    assert len(furniture(pages(5, foot))) == 5


def test_a_title_level_with_the_page_number() -> None:
    names = ["Uferweg", "Stege", "Bootshaus", "Netzwerk", "Waldweg"]

    def foot(paper: Paper, number: int) -> None:
        paper.line(60, 805, str(number + 3), SMALL)
        paper.line(460, 805, names[number - 1], SMALL)

    found = " ".join(furniture(pages(5, foot)))
    assert all(name in found for name in names)


def test_lines_at_one_height_without_a_number_that_counts_are_text() -> None:
    names = ["Uferweg", "Stege", "Bootshaus", "Netzwerk", "Waldweg"]
    found = furniture(pages(5, lambda paper, number: (paper.line(60, 805, names[number - 1]), None)[1]))
    assert found == []
