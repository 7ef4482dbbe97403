"""Ticks that a column above cuts from their lines go back to them."""

from __future__ import annotations

from tests.layout.paper import BODY, Paper, column

from extract.layout.records import Line, PageLayout, Region
from extract.layout.text import union
from extract.reports.arrange.ticks import join_ticks


def line(text: str, *, x: float, top: float) -> Line:
    (found,) = column(text, BODY, x=x, top=top)
    return found


def region(number: int, *lines: Line) -> Region:
    box = lines[0].box
    for one in lines[1:]:
        box = union(box, one.box)
    return Region(number, box, lines, None, 0, 0)


def texts(*regions: Region) -> list[list[str]]:
    layout = join_ticks(PageLayout(Paper().page(), regions, (), 1))
    return [[one.text for one in found.lines] for found in layout.regions]


def test_each_tick_goes_to_the_line_it_is_level_with() -> None:
    left = region(0, line("Bau der Stege", x=50, top=100), line("Fest am Hafen", x=50, top=113))
    right = region(
        1,
        line("Die Stege am Ufer", x=320, top=60),
        line("✓", x=500, top=100),
        line("✓", x=500, top=113),
    )
    assert texts(left, right) == [["Bau der Stege ✓", "Fest am Hafen ✓"], ["Die Stege am Ufer"]]


def test_a_column_of_nothing_but_ticks_is_gone() -> None:
    left = region(0, line("Bau der Stege", x=50, top=100))
    assert texts(left, region(1, line("✓", x=500, top=100))) == [["Bau der Stege ✓"]]


def test_the_nearest_text_has_it() -> None:
    far, near = region(0, line("2021", x=50, top=100)), region(1, line("Bau der Stege", x=100, top=100))
    assert texts(far, near, region(2, line("✓", x=500, top=100))) == [["2021"], ["Bau der Stege ✓"]]


def test_a_tick_beside_no_text_stays() -> None:
    left = region(0, line("Bau der Stege", x=50, top=100))
    assert texts(left, region(1, line("✓", x=500, top=140)))[1] == ["✓"]


def test_one_small_letter_is_no_tick() -> None:
    left = region(0, line("Bau der Stege", x=50, top=100))
    assert texts(left, region(1, line("x", x=500, top=100)))[1] == ["x"]
