"""Labels in the middle of the cells of a table go before the text of their rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.layout.paper import BOLD, Paper

from extract.layout.records import PageLayout
from extract.reports.arrange.beside import set_labels_before
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.profile.model import read_profile

INDEX = HeadingIndex(read_profile(Path(__file__).parent.parent / "seenland.yaml"))


def table(*rows: tuple[str, list[str]], ruled: bool = True, tinted: bool = False) -> list[str]:
    """Rows with as much white space between as within them; what comes out, line by line."""
    paper = Paper()
    top = 100.0
    for number, (label, texts) in enumerate(rows):
        height = 13.0 * len(texts)
        paper.lines(60, top + (height - 13 * (label.count("\n") + 1)) / 2, label, BOLD)
        paper.lines(160, top, texts)
        if ruled:
            paper.panel(50, top - 1.7, 540, top - 1.5)
        elif tinted and number % 2 == 0:
            paper.panel(50, top - 1.5, 150, top + height - 1.5)
            paper.panel(150, top - 1.5, 540, top + height - 1.5)
        top += height
    if ruled:
        paper.panel(50, top - 1.7, 540, top - 1.5)
    page = paper.page()
    region = paper.read().regions[0].with_lines(paper.column())
    layout = set_labels_before(PageLayout(page, (region,), (), 1), INDEX)
    return [line.text for line in layout.lines]


ROWS = (
    ("Zielsetzung", ["Der Weg um den See wird für alle frei,", "auch für Kinder."]),
    ("2021", ["Messung", "Bau der Stege", "Abnahme"]),
    ("Aktueller\nStand", ["Die Stege sind im Bau,", "die Mühle steht.", "Es fehlt", "die Tafel."]),
)


@pytest.mark.parametrize("look", [{"ruled": True}, {"ruled": False, "tinted": True}])
def test_label_before_the_text_of_its_row(look: dict[str, bool]) -> None:
    found = table(*ROWS, **look)
    assert found[0] == "Zielsetzung"
    assert found[3:5] == ["2021", "Messung"]
    assert found[7:10] == ["Aktueller", "Stand", "Die Stege sind im Bau,"]


def test_without_rules_the_middles_say_what_the_rows_are() -> None:
    assert table(*ROWS, ruled=False) == table(*ROWS)


def test_other_words_in_the_first_column_stay() -> None:
    found = table(("Am Hafen", ["Der Weg um den See", "wird frei."]), ("Im Wald", ["Die Mühle", "steht."]))
    assert found[0] == "Der Weg um den See"


def test_other_words_set_like_the_labels_are_one() -> None:
    """No profile knows ``Wer dafür sorgt``; it is set as the label of the row above."""
    found = table(
        ("Zielsetzung", ["Der Weg um den See wird für alle frei."]),
        ("Wer dafür sorgt", ["Die Gemeinden am Ufer", "und das Amt für Wege."]),
    )
    assert found[2:4] == ["Wer dafür sorgt", "Die Gemeinden am Ufer"]
