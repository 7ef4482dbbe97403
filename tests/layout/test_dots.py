"""Dots that are drawn before a line count as its list mark; those elsewhere do not."""

from __future__ import annotations

from dataclasses import replace

from tests.layout.paper import BLUE, Paper

from extract.layout.analysis import analyse
from extract.layout.dots import DOT
from extract.pdf.records import Box, Mark


def marks_before(*dots: tuple[float, float, float]) -> list[str]:
    """What stands before each of three lines at 100, 113 and 126, dots given as (x0, top, size)."""
    paper = Paper()
    paper.lines(70, 100, "Messung am Ufer\nund im Wald\nPlan der Stege")
    marks = tuple(Mark(Box(1, x0, top, x0 + size, top + size), BLUE, None) for x0, top, size in dots)
    layout = analyse(replace(paper.page(), marks=marks))
    return ["".join(icon.text for icon in line.before) for line in layout.lines]


def test_a_dot_before_a_line_is_its_mark() -> None:
    assert marks_before((60, 104, 2), (60, 130, 2)) == [DOT, "", DOT]


def test_a_dot_far_off_or_between_lines_is_none() -> None:
    assert marks_before((30, 104, 2), (60, 110, 2)) == ["", "", ""]


def test_a_disc_larger_than_the_letters_is_none() -> None:
    assert marks_before((55, 100, 12)) == ["", "", ""]
