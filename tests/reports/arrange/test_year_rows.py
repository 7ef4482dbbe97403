"""Years side by side head columns, however narrow the white space between these is."""

from __future__ import annotations

from pathlib import Path

from tests.layout.paper import BODY, BOLD, Face, Paper, advance

from extract.layout.records import PageLayout
from extract.reports.arrange.year_rows import part_year_rows
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.profile.model import read_profile

INDEX = HeadingIndex(read_profile(Path(__file__).parent.parent / "seenland.yaml"))
ITEM = Face(size=8.0)
LEFTS = (60.0, 156.0, 240.0)


def texts(layout: PageLayout) -> list[list[str]]:
    return [[line.text for line in region.lines] for region in layout.regions]


def split(paper: Paper) -> list[list[str]]:
    return texts(part_year_rows(paper.read(), INDEX))


def band(*rows: tuple[str, ...], years: tuple[str, ...] = ("2022", "2023", "2024")) -> Paper:
    """Years over columns of items that end close to the next column."""
    paper = Paper()
    for left, year in zip(LEFTS, years, strict=False):
        paper.line(left, 100, year, BOLD)
    for number, row in enumerate(rows):
        for left, item in zip(LEFTS, row, strict=False):
            paper.line(left + 10, 114 + 10 * number, item, ITEM)
    return paper


def test_columns_below_years() -> None:
    rows = (("Messung am Nordufer", "Bau der Stege im", "Eröffnung mit Fest"), ("des Sees", "Hafen", ""))
    paper = band(*rows)
    assert texts(paper.read())[0] == ["2022 2023 2024", " ".join(rows[0]), "des Sees Hafen"]
    assert split(paper) == [
        ["2022", "Messung am Nordufer", "des Sees"],
        ["2023", "Bau der Stege im", "Hafen"],
        ["2024", "Eröffnung mit Fest"],
    ]


def test_lines_say_in_which_region_they_stand() -> None:
    layout = part_year_rows(band(("Messung am Nordufer", "Bau der Stege im", "Fest")).read(), INDEX)
    assert len({region.index for region in layout.regions}) == 3
    assert all(line.region == region.index for region in layout.regions for line in region.lines)


def test_icons_go_with_their_column() -> None:
    paper = band(("Messung am Nordufer", "Bau der Stege", "Eröffnung"))
    for left in LEFTS:
        paper.icon(left, 114, size=7)
    layout = part_year_rows(paper.read(), INDEX)
    assert [len(region.lines[1].before) for region in layout.regions] == [1, 1, 1]


def test_what_stands_above_and_below_keeps_its_place() -> None:
    paper = band(("Messung am Nordufer", "Bau der Stege im", "Eröffnung mit Fest"))
    paper.line(60, 86, "Etappen", BOLD)
    paper.line(60, 130, "Ausblick", BOLD)
    paper.line(60, 145, "Es geht weiter.")
    found = split(paper)
    assert found[0] == ["Etappen"]
    assert found[-1] == ["Ausblick", "Es geht weiter."]
    assert len(found) == 5


def test_text_across_the_columns_is_not_cut() -> None:
    """A row of years above running text, as in a heading of a table that was left out."""
    paper = band()
    paper.prose(60, 114, 320, 3)
    assert split(paper) == texts(paper.read())


def test_years_in_a_sentence_are_no_heads() -> None:
    paper = Paper()
    paper.lines(60, 100, ["2022 2023 2024", "waren gute Jahre für den Steg"], BODY)
    assert split(paper) == texts(paper.read())


def test_years_in_the_middle_of_their_columns() -> None:
    """As in a circle or an arrow: the text below begins further left than its year."""
    paper = Paper()
    for left, year in zip(LEFTS, ("2022", "2023", "2024"), strict=True):
        paper.line(left + 20, 100, year, BOLD)
    rows = (("Messung am Nordufer", "Bau der Stege im", "Eröffnung"), ("des Sees", "Hafen", ""))
    for number, row in enumerate(rows):
        for left, item in zip(LEFTS, row, strict=True):
            paper.line(left, 114 + 10 * number, item, ITEM)
    assert [column for column in split(paper) if column[0].startswith("20")] == [
        ["2022", "Messung am Nordufer", "des Sees"],
        ["2023", "Bau der Stege im", "Hafen"],
        ["2024", "Eröffnung"],
    ]


def test_texts_in_the_middle_below_their_years() -> None:
    """The second line of a centred text is short and begins far right of the first."""
    paper = Paper()
    for middle, year, item in (
        (100.0, "2022", "Messung am Nordufer/See"),
        (200.0, "2023", "Bau der Stege/Wald"),
    ):
        paper.line(middle - advance(year, BOLD) / 2, 100, year, BOLD)
        for number, text in enumerate(item.split("/")):
            paper.line(middle - advance(text, ITEM) / 2, 114 + 10 * number, text, ITEM)
    assert split(paper) == [["2022", "Messung am Nordufer", "See"], ["2023", "Bau der Stege", "Wald"]]


def test_a_second_row_of_years_is_no_text_of_the_first() -> None:
    """Set in the size of the text, and close below it."""
    paper = Paper()
    for top, years in ((100, ("2021", "2022", "2023")), (136, ("2024", "2025", "2026"))):
        for left, year, item in zip(LEFTS, years, ("Messung", "Bau", "Fest"), strict=True):
            paper.line(left, top, year, BOLD)
            paper.line(left, top + 14, item)
    assert split(paper) == [
        [year, item]
        for years in (("2021", "2022", "2023"), ("2024", "2025", "2026"))
        for year, item in zip(years, ("Messung", "Bau", "Fest"), strict=True)
    ]
