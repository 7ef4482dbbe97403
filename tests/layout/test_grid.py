"""Ruled grids: which cells rules make, however the rules are drawn."""

from __future__ import annotations

from extract.layout.grid import page_grids
from extract.pdf.records import Box, Mark, Page, Panel, Word

BLACK = (0.0, 0.0, 0.0)


def rule(x0: float, top: float, x1: float, bottom: float) -> Panel:
    return Panel(Box(1, x0, top, x1, bottom), BLACK, None, 0)


def level(y: float, x0: float = 50, x1: float = 350) -> Panel:
    return rule(x0, y, x1, y + 0.5)


def upright(x: float, top: float, bottom: float) -> Panel:
    return rule(x, top, x + 0.5, bottom)


def frame(x0: float, top: float, x1: float, bottom: float) -> Panel:
    return Panel(Box(1, x0, top, x1, bottom), None, BLACK, 0)


def word(text: str, x: float, y: float) -> Word:
    return Word(text, Box(1, x, y, x + 20, y + 10), "Serif", 10.0, BLACK, False, False, 0, 0)


def cells(*panels: Panel, words: tuple[Word, ...], marks: tuple[Mark, ...] = ()) -> list[str]:
    """The words of each cell that has some, in order; those outside come last after ``|``."""
    found = page_grids(Page(1, 400, 600, words, panels=panels, marks=marks))
    inside = [" ".join(one.text for one in cell.words) for cell in found.cells if not cell.is_empty]
    return [*inside, "| " + " ".join(one.text for one in found.outside)]


A, B, C = word("A", 60, 110), word("B", 220, 110), word("C", 60, 160)


def test_merged_cell_below_two() -> None:
    sides = (upright(50, 100, 200), upright(350, 100, 200), upright(200, 100, 150))
    assert cells(level(100), level(150), level(200), *sides, words=(A, B, C)) == ["A", "B", "C", "| "]


def test_rules_in_pieces_and_double_rules_are_one() -> None:
    pieces = [level(100, x, x + 99) for x in (50, 150, 250)]
    double = [level(150), level(152), level(200)]
    sides = [upright(x, top, top + 49.5) for x in (50, 350) for top in (100, 150)]
    assert cells(*pieces, *double, *sides, words=(A, C)) == ["A", "C", "| "]


def test_frames_side_by_side_are_grids_of_their_own() -> None:
    words = (A, B, word("D", 180, 300))
    assert cells(frame(50, 100, 190, 150), frame(200, 100, 350, 150), words=words) == ["A", "B", "| D"]


def test_small_table_within_a_cell() -> None:
    inner = (frame(200, 105, 250, 125), frame(250, 105, 300, 125))
    words = (A, B, word("D", 260, 110))
    assert cells(frame(50, 100, 350, 200), *inner, words=words) == ["A", "B", "D", "| "]


def test_a_side_that_was_not_drawn_is_closed() -> None:
    # A row cut at the end of the page has no rule below.
    sides = (upright(50, 100, 200), upright(350, 100, 200))
    assert cells(level(100), level(150), *sides, words=(A, C)) == ["A", "C", "| "]


def test_table_open_at_the_sides_has_rows_of_one_cell() -> None:
    assert cells(level(100), level(150), level(200), upright(200, 100, 150), words=(A, B, C)) == [
        "A",
        "B",
        "C",
        "| ",
    ]


def test_underlines_make_no_cells() -> None:
    assert cells(level(122, 50, 90), level(172, 50, 90), words=(A, C)) == ["| A C"]


def test_shaded_lines_within_a_shaded_box_divide_nothing() -> None:
    tint = (0.9, 0.9, 0.8)
    box = Panel(Box(1, 50, 100, 350, 200), tint, None, 0)
    line = Panel(Box(1, 55, 108, 345, 122), tint, None, 1)
    assert cells(box, line, words=(A, C)) == ["A C", "| "]


def test_small_squares_are_marks_and_no_boxes() -> None:
    square = Panel(Box(1, 220, 110, 228, 118), BLACK, None, 1)
    ring = Mark(Box(1, 240, 110, 248, 118), None, BLACK)
    page = Page(1, 400, 600, (A,), panels=(frame(50, 100, 350, 200), square), marks=(ring,))
    (cell,) = page_grids(page).cells
    assert [mark.is_filled for mark in cell.marks] == [False, True]
