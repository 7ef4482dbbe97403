"""Timelines are cut by their years where the white space of a page cuts them otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.layout.paper import BOLD, Face, Paper, column

from extract.layout.records import Line, PageLayout, Region
from extract.reports.arrange.beside import set_labels_before
from extract.reports.arrange.year_rows import part_year_rows
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.profile.model import read_profile

TEXT = BOLD.sized(10)
INDEX = HeadingIndex(read_profile(Path(__file__).parent.parent / "seenland.yaml"))


def line(text: str, *, x: float, top: float) -> Line:
    pen: Face = BOLD if text[:2] == "20" else TEXT
    (found,) = column(text, pen, x=x, top=top)
    return found


def region(number: int, *lines: Line) -> Region:
    """Lines from top to bottom, as one region."""
    own = tuple(
        replace(one, region=number, gap_above=one.box.top - lines[place - 1].box.bottom if place else 0.0)
        for place, one in enumerate(lines)
    )
    box = own[0].box
    around = type(box)(
        box.page,
        min(one.box.x0 for one in own),
        min(one.box.top for one in own),
        max(one.box.x1 for one in own),
        max(one.box.bottom for one in own),
    )
    return Region(number, around, own, None, 0, 0)


def arranged(layout: PageLayout) -> PageLayout:
    return set_labels_before(part_year_rows(layout, INDEX), INDEX)


def texts(*regions: Region) -> list[list[str]]:
    layout = arranged(PageLayout(Paper().page(), regions, (), 1))
    return [[one.text for one in found.lines] for found in layout.regions]


def test_columns_below_years_cut_as_the_text_below_them_is() -> None:
    above = region(
        0,
        line("Meilensteine", x=50, top=80),
        line("2021", x=50, top=100),
        line("Messung am", x=50, top=120),
    )
    second = region(1, line("2022", x=200, top=100), line("Bau der Stege", x=200, top=120))
    third = region(2, line("2023", x=350, top=100), line("Fest am Hafen", x=350, top=120))
    body = region(3, line("Ufer", x=50, top=132), line("Die Stege sind im Bau", x=50, top=190))
    assert texts(above, second, third, body) == [
        ["Meilensteine"],
        ["2021", "Messung am", "Ufer"],
        ["2022", "Bau der Stege"],
        ["2023", "Fest am Hafen"],
        ["Die Stege sind im Bau"],
    ]


def test_years_at_the_ends_of_the_columns_above() -> None:
    left = region(0, line("Die Stege sind im Bau", x=50, top=60), line("2021", x=50, top=100))
    right = region(
        1,
        line("Das Fest ist geplant", x=200, top=60),
        line("2022", x=200, top=100),
    )
    third = region(2, line("2023", x=350, top=100))
    below = [region(3 + place, line(text, x=50 + 150 * place, top=120)) for place, text in enumerate("ABC")]
    assert texts(left, right, third, *below) == [
        ["Die Stege sind im Bau"],
        ["2021", "A"],
        ["2022", "B"],
        ["2023", "C"],
        ["Das Fest ist geplant"],
    ]


def test_columns_that_a_rule_parts_from_the_line_of_years() -> None:
    """Three years side by side are one line where each text below is a region of its own."""
    years = [line(str(2021 + place), x=50 + 150 * place, top=100) for place in range(3)]
    row = replace(years[0], words=tuple(word for year in years for word in year.words))
    row = replace(row, box=replace(row.box, x1=years[-1].box.x1))
    above = region(0, line("Meilensteine", x=50, top=80), row)
    columns = [
        region(place + 1, line(text, x=50 + 150 * place, top=120))
        for place, text in enumerate(["Messung am Ufer", "Bau der Stege", "Fest am Hafen"])
    ]
    foot = region(9, line("Seenland", x=50, top=190))
    assert texts(above, *columns[:2], foot, columns[2]) == [
        ["Meilensteine"],
        ["2021", "Messung am Ufer"],
        ["2022", "Bau der Stege"],
        ["2023", "Fest am Hafen"],
        ["Seenland"],
    ]


def test_columns_that_have_their_texts_are_left_alone() -> None:
    columns = [
        region(
            place,
            line(str(2021 + place), x=50 + 150 * place, top=100),
            line(text, x=50 + 150 * place, top=120),
        )
        for place, text in enumerate("ABC")
    ]
    layout = PageLayout(Paper().page(), tuple(columns), (), 1)
    assert arranged(layout) is layout


def test_events_in_one_column_with_the_years_between_them() -> None:
    mixed = region(
        0,
        line("Meilensteine", x=270, top=70),
        line("Messung", x=340, top=100),
        line("2021", x=300, top=100),
        line("Bau der Stege", x=200, top=150),
        line("2022", x=300, top=150),
    )
    last = region(
        1, line("2023", x=300, top=200), line("Fest", x=340, top=200), line("Seite 5", x=340, top=400)
    )
    assert texts(mixed, last) == [
        ["Meilensteine"],
        ["2021", "Messung", "2022", "Bau der Stege", "2023", "Fest"],
        ["Seite 5"],
    ]


def test_a_list_by_years_beside_running_text_is_no_timeline() -> None:
    body = region(0, *(line("Die Stege am Ufer", x=150, top=100.0 + 12 * row) for row in range(10)))
    years = region(
        1,
        *(
            one
            for row in range(3)
            for one in (
                line(str(2021 + row), x=300, top=100.0 + 40 * row),
                line("Fest", x=340, top=100.0 + 40 * row),
            )
        ),
    )
    layout = PageLayout(Paper().page(), (body, years), (), 1)
    assert arranged(layout) is layout


def test_years_with_their_texts_at_the_ends_of_columns_of_other_text() -> None:
    """Each year has its text, but the columns begin with sections: the row of years is read by itself."""
    columns = [
        region(
            place,
            line("Die Stege sind im Bau", x=50 + 150 * place, top=60),
            line(str(2021 + place), x=50 + 150 * place, top=100),
            line(text, x=50 + 150 * place, top=120),
        )
        for place, text in enumerate("ABC")
    ]
    found = texts(*columns)
    assert found[0] == ["Die Stege sind im Bau"]
    assert found[1:4] == [["2021", "A"], ["2022", "B"], ["2023", "C"]]


def test_years_in_one_row_above_texts_in_columns() -> None:
    """In a table the years may stand in the middle of their cells, the texts at the left."""
    years = Paper()
    for place in range(3):
        years.line(90 + 150 * place, 100, str(2021 + place), BOLD)
    head = Region(0, years.column()[0].box, years.column(), None, 0, 0)
    below = [region(1 + place, line(text, x=50 + 150 * place, top=120)) for place, text in enumerate("ABC")]
    assert texts(head, *below) == [["2021", "A"], ["2022", "B"], ["2023", "C"]]


def test_events_above_and_below_the_years_by_turns() -> None:
    above = [region(n, line(f"Messung {n}", x=50 + 300 * n, top=84)) for n in range(2)]
    years = [region(2 + n, line(str(2021 + n), x=60 + 150 * n, top=100)) for n in range(4)]
    below = [region(6 + n, line(f"Bau {n}", x=200 + 300 * n, top=120)) for n in range(2)]
    assert texts(*above, *years, *below) == [
        ["2021", "Messung 0"],
        ["2022", "Bau 0"],
        ["2023", "Messung 1"],
        ["2024", "Bau 1"],
    ]


def test_text_above_years_that_have_theirs_below_is_no_event() -> None:
    above = region(0, line("Die Stege sind seit dem Herbst im Bau", x=50, top=84))
    years = [region(1 + n, line(str(2021 + n), x=50 + 150 * n, top=100)) for n in range(3)]
    below = [region(4 + n, line(text, x=50 + 150 * n, top=120)) for n, text in enumerate("ABC")]
    found = texts(above, *years, *below)
    assert found[0] == ["Die Stege sind seit dem Herbst im Bau"]
