"""Labels in the middle of the height of their text go before it."""

from __future__ import annotations

from pathlib import Path

from tests.layout.paper import BOLD, Paper

from extract.layout.records import PageLayout
from extract.reports.arrange.beside import set_labels_before
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.profile.model import read_profile

INDEX = HeadingIndex(read_profile(Path(__file__).parent.parent / "seenland.yaml"))


def flow_chart(*items: tuple[str, list[str]], middle: bool = True, gap: float = 12.0) -> Paper:
    """Labels at the left, their texts at the right; a line above both keeps white space from parting them."""
    paper = Paper()
    paper.line(60, 70, "Was wann am See geschieht und wer dafür einsteht")
    top = 100.0
    for label, texts in items:
        down = (len(texts) - 1) * 13 / 2 if middle else 0
        paper.line(60, top + down, label, BOLD)
        top = paper.lines(140, top, texts) + gap
    return paper


def order(paper: Paper) -> list[str]:
    layout = paper.read()
    if len(layout.regions) > 1:  # columns are another case
        region = layout.regions[0].with_lines(paper.column())
        layout = PageLayout(layout.page, (region,), layout.rotated, layout.leaves)
    return [line.text for line in set_labels_before(layout, INDEX).lines][1:]


def test_years_beside_the_middle_of_two_lines() -> None:
    paper = flow_chart(("2021", ["Messung am Ufer", "Bau der Stege"]), ("2022", ["Fest am See", "Taufe"]))
    assert order(paper) == ["2021", "Messung am Ufer", "Bau der Stege", "2022", "Fest am See", "Taufe"]


def test_years_beside_the_middle_of_three_lines_and_one() -> None:
    paper = flow_chart(("2021", ["Messung am Ufer", "Bau der Stege", "Abnahme"]), ("2022", ["Fest am See"]))
    assert order(paper) == ["2021", "Messung am Ufer", "Bau der Stege", "Abnahme", "2022", "Fest am See"]


def test_headings_in_the_middle_of_their_cells() -> None:
    paper = flow_chart(
        ("Zielsetzung", ["Der Weg um den See wird für alle frei,", "auch für Kinder."]),
        ("Ausblick", ["Die Mühle folgt.", "Danach wird geprüft."]),
    )
    assert order(paper)[0] == "Zielsetzung"
    assert order(paper)[3] == "Ausblick"


def test_labels_level_with_the_first_line_stay() -> None:
    paper = flow_chart(
        ("2021", ["Messung am Ufer", "Bau der Stege"]), ("2022", ["Fest am See", "Taufe"]), middle=False
    )
    assert order(paper)[0] == "2021 Messung am Ufer"


def test_rows_with_hardly_more_white_space_between_than_within() -> None:
    paper = flow_chart(
        ("2021", ["Messung am Ufer", "Bau der Stege"]), ("2022", ["Fest am See", "Taufe"]), gap=1.0
    )
    assert order(paper) == ["2021", "Messung am Ufer", "Bau der Stege", "2022", "Fest am See", "Taufe"]


def test_labels_that_no_row_has_in_its_middle_stay() -> None:
    paper = Paper()
    paper.lines(140, 100, ["Messung am Ufer", "Bau der Stege", "Fest am See", "Taufe", "Abnahme"])
    for top, year in ((106, "2021"), (119, "2022")):
        paper.line(60, top, year, BOLD)
    page = paper.read()
    region = page.regions[0].with_lines(paper.column())
    layout = PageLayout(page.page, (region,), (), 1)
    assert set_labels_before(layout, INDEX) is layout


def test_the_heading_of_the_list_in_a_column_of_its_own() -> None:
    paper = flow_chart(("2021", ["Messung am Ufer", "Bau der Stege"]), ("2022", ["Fest am See", "Taufe"]))
    paper.line(5, 85, "Etappen", BOLD)
    assert order(paper)[:3] == ["Etappen", "2021", "Messung am Ufer"]
