"""Years in the middle take the texts on both sides; a column beside one text is none of theirs."""

from __future__ import annotations

from tests.layout.paper import BOLD, Paper, column
from tests.reports.brochure import INDEX

from extract.layout.records import PageLayout, Region
from extract.reports.arrange.beside import set_labels_before


def region(index: int, text: str, *, x: float, top: float = 100.0) -> Region:
    """A column; an empty line of the text is white space."""
    lines = column(text, BOLD if text[:2] == "20" else BOLD.sized(10), x=x, top=top)
    box = lines[0].box
    right = max(line.box.x1 for line in lines)
    around = type(box)(box.page, x, box.top, right, lines[-1].box.bottom)
    return Region(index, around, lines, None, 0, 0)


def texts(*regions: Region) -> list[list[str]]:
    layout = set_labels_before(PageLayout(Paper().page(), regions, (), 1), INDEX)
    return [[line.text for line in one.lines] for one in layout.regions]


YEARS = region(1, "2021\n\n\n2022\n\n\n2023", x=300)


def test_texts_by_turns_on_both_sides() -> None:
    left = region(0, "\n\n\nBau der Stege", x=200, top=139)
    right = region(2, "Messung\nam Ufer\n\n\n\n\nFest am Hafen", x=340)
    assert texts(left, YEARS, right) == [
        ["2021", "Messung", "am Ufer", "2022", "Bau der Stege", "2023", "Fest am Hafen"]
    ]


def test_what_stands_below_the_timeline_stays() -> None:
    left = region(0, "Bau der Stege", x=200, top=139)
    right = region(2, "Messung\n\n\n\n\n\nFest\n\n\n\n\n\n\nSeite 5", x=340)
    assert texts(left, YEARS, right)[-1] == ["Seite 5"]


def test_years_beside_one_text_are_labels_in_its_margin() -> None:
    right = region(2, "Messung\n\n\nBau\n\n\nFest", x=340)
    assert texts(YEARS, right) == [["2021", "Messung", "2022", "Bau", "2023", "Fest"]]
