"""Headings and years in a column of their own are read into the text beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.layout.paper import BOLD, Paper

from extract.layout.records import PageLayout
from extract.reports.arrange.beside import set_labels_before
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.profile.model import read_profile

INDEX = HeadingIndex(read_profile(Path(__file__).parent.parent / "seenland.yaml"))


def merged(paper: Paper) -> PageLayout:
    return set_labels_before(paper.read(), INDEX)


def labelled(*labels: tuple[str, int], x: float = 60.0, text: float = 165.0) -> Paper:
    """Labels level with every so-manieth line of a column of running text."""
    paper = Paper()
    end = paper.prose(text, 100, 330, 18)
    assert end < 350
    for label, line in labels:
        paper.line(x, 100 + 13 * line, label, BOLD)
    return paper


def order(layout: PageLayout) -> list[str]:
    return [line.text for line in layout.lines]


def test_each_heading_stands_before_its_line() -> None:
    plain = order(labelled().read())
    found = order(merged(labelled(("Zielsetzung", 0), ("Vorgehen", 6), ("Ausblick", 12))))
    assert found == ["Zielsetzung", *plain[:6], "Vorgehen", *plain[6:12], "Ausblick", *plain[12:]]


def test_one_region_remains() -> None:
    layout = merged(labelled(("Zielsetzung", 0), ("Vorgehen", 6), ("Ausblick", 12)))
    assert len(layout.regions) == 1
    assert {line.region for line in layout.lines} == {layout.regions[0].index}
    assert layout.regions[0].box.x0 == 60


def test_column_right_of_the_text() -> None:
    found = order(merged(labelled(("Zielsetzung", 0), ("Vorgehen", 6), ("Ausblick", 12), x=470, text=110)))
    assert found[0] == "Zielsetzung"
    assert found[7] == "Vorgehen"


def test_years_beside_their_items() -> None:
    years = ("1. Halbjahr 2021", "2. Halbjahr 2021", "1. Halbjahr 2022")
    found = order(merged(labelled(*zip(years, (0, 5, 10), strict=True))))
    assert [found.index(year) for year in years] == [0, 6, 12]


def test_lines_below_the_labels_stay_in_the_margin() -> None:
    paper = labelled(("Zielsetzung", 0), ("Vorgehen", 6), ("Ausblick", 12))
    paper.line(60, 420, "Kleines", BOLD)
    own, text = sorted(merged(paper).regions, key=lambda region: len(region.lines))
    assert [line.text for line in own.lines] == ["Kleines"]
    assert text.lines[0].text == "Zielsetzung"


def test_single_label_is_not_merged() -> None:
    """One heading beside a text may stand there for any reason."""
    paper = labelled(("Zielsetzung", 0))
    assert merged(paper) == paper.read()


def test_margin_notes_are_not_merged() -> None:
    paper = labelled(("Vom Hafen", 0), ("bis zur Mühle", 6), ("im Wald", 12))
    assert merged(paper) == paper.read()


def test_column_with_headings_of_its_own_takes_no_labels() -> None:
    """Two columns with headed sections each are two columns."""
    paper = Paper()
    for x, names in ((60, ("Zielsetzung", "Vorgehen")), (310, ("Ausblick", "Aktueller Stand"))):
        for number, name in enumerate(names):
            paper.line(x, 100 + 130 * number, name, BOLD)
            paper.prose(x, 115 + 130 * number, 220, 7)
    assert merged(paper) == paper.read()


def test_every_line_is_kept() -> None:
    paper = labelled(("Zielsetzung", 0), ("Vorgehen", 6), ("Ausblick", 12))
    assert sorted(order(merged(paper))) == sorted(order(paper.read()))


def lone(*heading: str, gap: float = 80.0) -> Paper:
    """A heading over several lines with one line of text beside it, too little for columns."""
    paper = Paper()
    for number, part in enumerate(heading):
        end = paper.line(60, 100 + 12 * number, part, BOLD)
    paper.line(60 + gap, 100, "www.seenland.example/mehr")
    assert end < 60 + gap
    return paper


@pytest.mark.parametrize(
    "heading",
    [
        ("Weiterführende", "Informationen"),
        ("Weiterfüh-", "rende Infor-", "mationen"),
        ("Weiterführende", "Infomationen"),
    ],
)
def test_lone_heading_over_several_lines_beside_its_text(heading: tuple[str, ...]) -> None:
    assert order(merged(lone(*heading, gap=95))) == [*heading, "www.seenland.example/mehr"]


def test_bold_words_before_a_gap_are_no_heading() -> None:
    paper = lone("Weiterführende", "Hinweise", gap=95)
    assert merged(paper) == paper.read()


def test_short_labels_in_a_wide_margin() -> None:
    """Far from the text, but on one printed line with it."""
    found = order(merged(labelled(("Zielsetzung", 0), ("Ausblick", 6), text=210)))
    assert [found.index(name) for name in ("Zielsetzung", "Ausblick")] == [0, 7]


def test_labels_with_hardly_any_white_space_between() -> None:
    page = merged(labelled(("Zielsetzung", 0), ("Vorgehen", 1), ("Aktueller Stand", 2), ("Ausblick", 9)))
    assert [
        line for line in order(page) if line in ("Zielsetzung", "Vorgehen", "Aktueller Stand", "Ausblick")
    ] == [
        "Zielsetzung",
        "Vorgehen",
        "Aktueller Stand",
        "Ausblick",
    ]
    assert len(page.regions) == 1


def test_labels_below_another_block_of_the_margin() -> None:
    """A role with its text above the labels: only these are read into the text."""
    paper = labelled(("Zielsetzung", 0), ("Vorgehen", 6), ("Ausblick", 12))
    paper.line(60, 70, "Verantwortlich", BOLD)
    paper.line(60, 83, "Amt für Wege")
    found = order(merged(paper))
    assert found[:3] == ["Verantwortlich", "Amt für Wege", "Zielsetzung"]
    assert found.index("Vorgehen") == 9


def test_list_of_years_beside_its_heading_in_the_margin() -> None:
    """The text has years of its own: those of the list, beside its label or below it."""
    paper = labelled(("Zielsetzung", 0), ("Ausblick", 6), ("Etappen", 19))
    paper.lines(165, 347, ["2021", "Messung am Ufer des Sees", "2022", "Bau der Stege"])
    found = order(merged(paper))
    assert found[found.index("Etappen") + 1] == "2021"
    assert found[-4:] == ["2021", "Messung am Ufer des Sees", "2022", "Bau der Stege"]


def test_years_above_the_list_are_no_part_of_it() -> None:
    paper = labelled(("Zielsetzung", 0), ("Ausblick", 6), ("Etappen", 19))
    paper.words = [word for word in paper.words if not 115 < word.box.top < 145]
    paper.lines(165, 116, ["2021", "2022"])
    paper.lines(165, 347, ["2021", "Messung am Ufer des Sees"])
    assert order(merged(paper)) == order(paper.read())


def test_years_beside_the_middle_of_their_events() -> None:
    paper = Paper()
    for number in range(4):
        paper.line(60, 105.5 + 50 * number, f"1. Halbjahr {2021 + number}", BOLD)
        paper.prose(165, 100 + 50 * number, 330, 2)
    assert len(paper.read().regions) == 2
    found = order(merged(paper))
    assert [found.index(f"1. Halbjahr {2021 + number}") for number in range(4)] == [0, 3, 6, 9]
