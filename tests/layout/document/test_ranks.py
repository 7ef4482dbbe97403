"""How headings are set, and which stand above which."""

from __future__ import annotations

import pytest

from extract.layout.document.ranks import HeadingStyle, number_depth, ranks_of


def style(
    size: float = 12.0, *, bold: bool = True, capitals: bool | None = False, depth: int = 0
) -> HeadingStyle:
    return HeadingStyle(size, bold, False, (0.0, 0.0, 0.0), capitals, False, depth)


def test_the_larger_stands_above_and_bold_above_plain() -> None:
    styles = [style(16), style(12), style(12, bold=False), style(16), style(12)]
    assert ranks_of(styles, [False] * 5) == [1, 2, 3, 1, 2]


def test_one_number_stands_above_two_of_the_same_size() -> None:
    styles = [style(depth=1), style(depth=2), style(depth=2), style(depth=1)]
    assert ranks_of(styles, [False] * 4) == [1, 2, 2, 1]


def test_an_acronym_among_titles_is_no_heading_in_capitals() -> None:
    styles = [style(capitals=False), style(capitals=None), style(capitals=False)]
    assert ranks_of(styles, [False] * 3) == [1, 1, 1]


def test_of_two_colours_the_one_that_stands_right_above_the_other_is_higher() -> None:
    red = HeadingStyle(12.0, True, False, (0.8, 0.0, 0.0), False, False, 0)
    assert ranks_of([style(), red, style(), red], [False, True, False, True]) == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("text", "depth"),
    [("1 Ufer", 1), ("1.2.3 Ufer", 3), ("M 1.1 Ufer", 2), ("KS-07 Ufer", 1), ("A. Ufer", -1), ("Ufer", 0)],
)
def test_depth_of_the_number_before_a_heading(text: str, depth: int) -> None:
    assert number_depth(text) == depth
