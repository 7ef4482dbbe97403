"""Columns and bands are found from white space alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extract.layout.cuts import cut
from extract.layout.gutters import Atom


def block(x0: float, top: float, x1: float, *, lines: int, size: float = 10.0, first: int = 0) -> list[Atom]:
    """Lines as wide as a column, each of one piece."""
    return [
        Atom(x0, top + 13 * line, x1, top + 13 * line + size, size, first + line) for line in range(lines)
    ]


def numbered(*blocks: list[Atom]) -> list[Atom]:
    atoms = [atom for one in blocks for atom in one]
    return [replace(atom, key=key) for key, atom in enumerate(atoms)]


def cells(*blocks: list[Atom]) -> list[list[int]]:
    """Which of the blocks each cell is made of, in reading order."""
    owner = [number for number, one in enumerate(blocks) for _ in one]
    return [sorted({owner[atom.key] for atom in cell.atoms}) for cell in cut(numbered(*blocks))]


def test_nothing_gives_nothing() -> None:
    assert cut([]) == []


def test_one_column_stays_whole() -> None:
    assert cells(block(60, 100, 300, lines=8)) == [[0]]


def test_two_columns() -> None:
    assert cells(block(60, 100, 280, lines=8), block(300, 100, 520, lines=8)) == [[0], [1]]


def test_columns_of_unequal_height() -> None:
    assert cells(block(60, 100, 280, lines=20), block(300, 100, 520, lines=4)) == [[0], [1]]


def test_three_columns_share_a_group() -> None:
    found = cut(numbered(*(block(60 + 180 * n, 100, 220 + 180 * n, lines=6) for n in range(3))))
    assert len(found) == 3
    assert len({cell.group for cell in found}) == 1


def test_heading_over_two_columns() -> None:
    heading = block(60, 60, 520, lines=1, size=20)
    assert cells(heading, block(60, 100, 280, lines=8), block(300, 100, 520, lines=8)) == [[0], [1], [2]]


def test_foot_below_two_columns() -> None:
    foot = block(60, 300, 520, lines=2)
    assert cells(block(60, 100, 280, lines=8), block(300, 100, 520, lines=8), foot) == [[0], [1], [2]]


def test_columns_beside_a_part_of_the_page_only() -> None:
    """Wide text, then two columns, then wide text: no gutter runs through all of the page."""
    wide, end = block(60, 60, 520, lines=4), block(60, 260, 520, lines=4)
    assert cells(wide, block(60, 130, 280, lines=8), block(300, 130, 520, lines=8), end) == [
        [0],
        [1],
        [2],
        [3],
    ]


def test_bands_with_columns_of_other_widths() -> None:
    upper = block(60, 60, 160, lines=8), block(190, 60, 520, lines=8)
    lower = block(60, 200, 380, lines=8), block(410, 200, 520, lines=8)
    assert cells(*upper, *lower) == [[0], [1], [2], [3]]


def test_order_of_atoms_does_not_matter() -> None:
    atoms = numbered(block(60, 100, 280, lines=8), block(300, 100, 520, lines=8))
    there, back = cut(atoms), cut(atoms[::-1])
    assert [{atom.key for atom in cell.atoms} for cell in there] == [
        {atom.key for atom in cell.atoms} for cell in back
    ]


def test_gap_within_one_line_is_no_gutter() -> None:
    """White space of two ems that only one line has says little."""
    assert cells(block(60, 100, 180, lines=1), block(200, 100, 400, lines=1)) == [[0, 1]]


def test_narrow_gutter_needs_many_lines() -> None:
    """The same white space of 0.8 em is a gutter beside twelve lines and none beside two."""
    many = cells(block(60, 100, 280, lines=12), block(288, 100, 520, lines=12))
    few = cells(block(60, 100, 280, lines=2), block(288, 100, 520, lines=2))
    assert (many, few) == ([[0], [1]], [[0, 1]])


def test_list_marks_are_no_column() -> None:
    """Bullets stand in a column of their own, but no text does."""
    assert cells(block(60, 100, 65, lines=8), block(80, 100, 300, lines=8)) == [[0, 1]]


def test_page_numbers_of_contents_are_no_column() -> None:
    assert cells(block(60, 100, 300, lines=12), block(480, 100, 492, lines=12)) == [[0, 1]]


def test_texts_one_above_the_other_are_no_columns() -> None:
    """Left above, right below: a gap between them, but nothing stands beside anything."""
    assert cells(block(60, 100, 200, lines=3), block(320, 145, 520, lines=3)) != [[1], [0]]


def test_small_print_beside_a_title_is_a_column() -> None:
    """Sides that differ in size are columns at a distance that would be a word space between equals."""
    title, small = block(60, 100, 280, lines=1, size=24), block(304, 100, 480, lines=2, size=7)
    alike = block(304, 100, 480, lines=1, size=24)
    assert cells(title, small) == [[0], [1]]
    assert cells(title, alike) == [[0, 1]]


def test_number_in_small_print_at_the_end_of_a_title_is_a_column() -> None:
    """A few small words are wide enough for a column of their own size."""
    title = [
        *block(60, 100, 160, lines=1, size=24),
        *block(166, 100, 250, lines=1, size=24),
        *block(256, 100, 330, lines=1, size=24),
    ]
    number = [*block(500, 108, 530, lines=1, size=8), *block(533, 108, 555, lines=1, size=8)]
    assert cells(title, number, block(60, 160, 560, lines=6)) == [[0], [1], [2]]


def test_small_print_level_with_the_top_of_large_type_stands_beside_it() -> None:
    large, small = block(60, 100, 380, lines=1, size=16), block(420, 100, 500, lines=1, size=5)
    assert cells(large, small, block(60, 125, 560, lines=6)) == [[0], [1], [2]]


def test_headings_in_the_middle_between_short_lines_are_no_column() -> None:
    short = [*block(60, 100, 110, lines=1), *block(60, 130, 120, lines=1), *block(60, 160, 125, lines=1)]
    middle = [*block(190, 115, 270, lines=1), *block(180, 145, 280, lines=1)]
    assert cells(block(60, 20, 400, lines=4), short, middle) == [[0, 1, 2]]


def test_word_space_of_a_title_is_no_gutter() -> None:
    """What would be a gutter for small print is a word space in large type."""
    left, right = block(60, 100, 200, lines=1, size=30), block(212, 100, 400, lines=1, size=30)
    assert cells(left, right, block(60, 160, 400, lines=10)) == [[0, 1, 2]]


def test_solid_atoms_count_as_columns() -> None:
    """A panel is a column of text, however few atoms it is."""
    panel = [Atom(60, 100, 180, 300, 0.0, 0, solid=True)]
    assert cells(panel, block(200, 100, 520, lines=12)) == [[0], [1]]


ATOMS = st.lists(
    st.tuples(
        st.floats(0, 550, width=32),
        st.floats(0, 800, width=32),
        st.floats(1, 250, width=32),
        st.floats(4, 40, width=32),
        st.booleans(),
    ),
    max_size=40,
)


@given(ATOMS)
def test_every_atom_is_in_exactly_one_cell(places: list[tuple[float, float, float, float, bool]]) -> None:
    atoms = [
        Atom(x, top, x + width, top + height, height, key, solid)
        for key, (x, top, width, height, solid) in enumerate(places)
    ]
    found = [atom.key for cell in cut(atoms) for atom in cell.atoms]
    assert sorted(found) == list(range(len(atoms)))
    assert all(cell.atoms for cell in cut(atoms))


@given(ATOMS, st.floats(-500, 500, width=16), st.floats(-500, 500, width=16))
def test_place_on_the_page_does_not_matter(
    places: list[tuple[float, float, float, float, bool]], right: float, down: float
) -> None:
    """No coordinate decides: the same page moved is cut alike (places rounded so that moving is exact)."""
    right, down = round(right), round(down)
    grid = [tuple(round(value) for value in place[:4]) for place in places]
    here = [Atom(x, top, x + w, top + h, h, key) for key, (x, top, w, h) in enumerate(grid)]
    there = [
        replace(atom, x0=atom.x0 + right, x1=atom.x1 + right, top=atom.top + down, bottom=atom.bottom + down)
        for atom in here
    ]
    one, two = ([sorted(atom.key for atom in cell.atoms) for cell in cut(atoms)] for atoms in (here, there))
    assert sorted(one) == sorted(two)


def test_heading_below_columns_stays_with_its_text() -> None:
    """Short enough to leave the gutter white, but close to the full lines below it."""
    heading, text = block(60, 260, 140, lines=1), block(60, 275, 520, lines=3)
    left, right = block(60, 100, 280, lines=6), block(300, 100, 520, lines=8)
    assert cells(left, right, heading, text) == [[0], [1], [2, 3]]


def test_last_line_of_a_paragraph_above_columns_stays_with_it() -> None:
    paragraph = block(60, 60, 520, lines=2) + block(60, 86, 180, lines=1)
    assert cells(paragraph, block(60, 130, 280, lines=8), block(300, 130, 520, lines=8)) == [[0], [1], [2]]


def test_end_of_the_longer_column_stays_in_it() -> None:
    left = block(60, 100, 280, lines=6) + block(60, 190, 280, lines=2)
    foot = block(60, 260, 520, lines=1)
    assert cells(left, block(300, 100, 520, lines=6), foot) == [[0], [1], [2]]


def test_wide_word_space_before_a_picture_is_no_gutter() -> None:
    """A justified lead, a word of which stands apart; beside it a picture."""
    words = [(60, 100, 190), (201, 100, 225), (60, 113, 220), (60, 126, 215), (60, 139, 170)]
    lead = [Atom(x0, top, x1, top + 10, 10, key) for key, (x0, top, x1) in enumerate(words)]
    picture = [Atom(240, 80, 360, 160, 0, 5, solid=True)]
    assert cells(lead, picture) == [[0], [1]]


def test_a_short_paragraph_at_the_end_of_the_longer_column_stays_in_it_above_a_box() -> None:
    left, right = block(60, 100, 280, lines=8), block(300, 100, 520, lines=8)
    paragraph = block(60, 100 + 8 * 13 + 14, 250, lines=2)
    box = [replace(block(60, 100 + 10 * 13 + 14 + 6, 520, lines=1)[0], bottom=400, solid=True)]
    assert cells(left, right, paragraph, box) == [[0, 2], [1], [3]]


def test_a_heading_right_above_a_box_stays_with_the_box() -> None:
    left, right = block(60, 100, 280, lines=8), block(300, 100, 520, lines=8)
    heading = block(60, 100 + 8 * 13 + 30, 200, lines=1)
    box = [replace(block(60, 100 + 9 * 13 + 30, 520, lines=1)[0], bottom=400, solid=True)]
    assert cells(left, right, heading, box) == [[0], [1], [2, 3]]


def test_a_rule_in_the_gutter_parts_columns_of_few_lines() -> None:
    """Cells of a table stand closer together than columns of text."""
    cells_close = numbered(block(60, 100, 280, lines=3), block(291, 100, 520, lines=2))
    assert len(cut(cells_close)) == 1
    assert len(cut(cells_close, [(285.5, 96, 140)])) == 2
    assert len(cut(cells_close, [(285.5, 96, 112)])) == 1  # it ends beside the second line
    assert len(cut(cells_close, [(400.0, 96, 140)])) == 1  # it stands elsewhere


def test_label_and_value_in_a_ruled_row_stay_together() -> None:
    row = numbered(block(60, 100, 120, lines=1), block(131, 100, 520, lines=2))
    assert len(cut(row, [(125.0, 96, 140)])) == 1


def bar(x0: float, y: float, x1: float) -> list[Atom]:
    """A rule drawn across."""
    return [Atom(x0, y, x1, y, 0.0, 0, bar=True)]


def test_a_short_paragraph_above_a_rule_stays_in_the_longer_column() -> None:
    """Without the rule it stands as close to the text below as a heading does."""
    left, right = block(60, 100, 280, lines=8), block(300, 100, 520, lines=8)
    paragraph = block(60, 100 + 8 * 13 + 14, 250, lines=1)
    below = block(60, 100 + 9 * 13 + 18, 520, lines=4)
    rule = bar(60, 100 + 9 * 13 + 14, 520)
    assert cells(left, right, paragraph, below) == [[0], [1], [2, 3]]
    assert cells(left, right, paragraph, rule, below) == [[0, 2], [1], [3, 4]]


def test_a_line_of_the_smaller_text_below_a_lead_in_columns_stays_with_that_text() -> None:
    """There is little white space below the lead, but the size of the type says where it ends."""
    left, right = block(60, 100, 280, lines=5, size=13), block(300, 100, 520, lines=4, size=13)
    heading, text = block(60, 169, 140, lines=1, size=9), block(60, 180, 520, lines=4, size=9)
    assert cells(left, right, heading, text) == [[0], [1], [2, 3]]
