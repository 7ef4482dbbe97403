"""Words that a link annotation lies on."""

from __future__ import annotations

from dataclasses import replace

from tests.layout.paper import Paper

from extract.layout.analysis import analyse
from extract.layout.annotated import annotated_links
from extract.pdf.records import Box, Hyperlink

URI = "https://www.uferweg.example/plan?nr=5"


def links(paper: Paper, *areas: tuple[float, float, float, float], uri: str = URI) -> list[tuple[str, int]]:
    hyperlinks = tuple(Hyperlink(uri, Box(paper.number, *area)) for area in areas)
    layout = analyse(replace(paper.page(), hyperlinks=hyperlinks))
    return [(link.text, len(link.boxes)) for link in annotated_links(layout)]


def test_the_words_and_no_others() -> None:
    paper = Paper()
    start = paper.line(60, 100, "Mehr steht auf der ")
    end = paper.line(start, 100, "Seite zum Weg,")
    paper.line(end, 100, " die bald kommt.")
    assert links(paper, (start, 99, end, 111)) == [("Seite zum Weg", 1)]


def test_over_two_lines_as_one() -> None:
    paper = Paper()
    start = paper.line(60, 100, "Pläne zum neuen ")
    end = paper.line(start, 100, "Ufer-")
    second = paper.line(60, 113, "weg am See")
    paper.line(second, 113, " liegen aus.")
    assert links(paper, (start, 99, end, 111), (60, 112, second, 124)) == [("Uferweg am See", 2)]


def test_an_address_goes_on_where_it_was_broken() -> None:
    paper = Paper()
    end = paper.line(60, 100, "https://www.uferweg.example/")
    second = paper.line(60, 113, "plan")
    assert links(paper, (60, 99, end, 111), (60, 112, second, 124)) == [
        ("https://www.uferweg.example/plan", 2)
    ]


def test_two_links_of_one_address_apart() -> None:
    paper = Paper()
    one = paper.line(60, 100, "Plan")
    paper.line(one, 100, " und Bild der")
    paper.line(60, 113, "Gemeinde am See und")
    two = paper.line(60, 126, "Karte")
    assert links(paper, (60, 99, one, 111), (60, 125, two, 137)) == [("Plan", 1), ("Karte", 1)]


def test_a_link_on_white_space_has_no_words() -> None:
    paper = Paper()
    paper.line(60, 100, "Ein Weg am See.")
    assert links(paper, (300, 300, 400, 320)) == []
