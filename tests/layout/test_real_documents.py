"""Brochures as publishers make them: columns, margins, boxes and sheets with two pages on them.

The documents are no part of this repository. They are looked for in the folder that ``FORTSCHRITT_SHARED``
names, else in ``shared`` beside the repository. What is asserted was seen on the rendered pages.
"""

from __future__ import annotations

import os
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from extract.layout.analysis import analyse
from extract.layout.footnotes import take_footnotes
from extract.layout.records import PageLayout, Region
from extract.pdf.reading import open_document

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", ROOT.parent / "shared"))
REAL = SHARED / "reports" / "real"

MARGIN = "instrumente-klimaanpassung.pdf"
COLUMNS = "stakeholder-dialog-waermeplanung.pdf"
SHEETS = "verein-jahresbericht-2023-spreads.pdf"
FORMS = "handlungsprogramm-klimaschutz-2030.pdf"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not at hand"),
]


@cache
def layouts(name: str) -> tuple[PageLayout, ...]:
    path = REAL / name
    if not path.is_file():
        pytest.skip(f"{name} is not at hand")
    with open_document(path) as document:
        return tuple(analyse(page) for page in document.pages())


def page(name: str, number: int) -> PageLayout:
    return layouts(name)[number - 1]


def columns(layout: PageLayout, *, lines: int = 8) -> list[Region]:
    """Regions of at least so many lines, in reading order."""
    return [region for region in layout.regions if len(region.lines) >= lines]


def beside(left: Region, right: Region) -> bool:
    shared = min(left.box.bottom, right.box.bottom) - max(left.box.top, right.box.top)
    return left.box.x1 <= right.box.x0 + 0.5 and shared > 0


@pytest.mark.parametrize("name", [MARGIN, COLUMNS, SHEETS, FORMS])
def test_every_level_word_is_in_one_line(name: str) -> None:
    for layout in layouts(name):
        orders = [word.order for line in layout.lines for word in line.words]
        level = [word.order for word in layout.page.words if word.rotation == 0 and not word.tilted]
        assert len(orders) == len(set(orders))
        assert len(set(level) - set(orders)) <= 0.01 * len(level) + 1, layout.number


@pytest.mark.parametrize("name", [MARGIN, COLUMNS, SHEETS, FORMS])
def test_lines_lie_within_their_regions_and_rise_in_order(name: str) -> None:
    for layout in layouts(name):
        for region in layout.regions:
            assert min(line.box.x0 for line in region.lines) >= region.box.x0
            assert max(line.box.x1 for line in region.lines) <= region.box.x1
            middles = [line.box.top + line.box.bottom for line in region.lines]
            falling = sum(two < one - 10 for one, two in pairwise(middles))
            assert falling == 0, (layout.number, region.index)


@pytest.mark.parametrize("number", [11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23])
def test_two_columns_are_not_read_across(number: int) -> None:
    layout = page(COLUMNS, number)
    for region in columns(layout):
        gaps = [
            two.box.x0 - one.box.x1
            for line in region.lines
            for one, two in pairwise(line.words)
            if not line.text.lstrip()[:1].isdigit()
        ]
        assert max(gaps) < 2.2 * region.lines[0].style.size, (number, region.index)
    text = [region for region in columns(layout, lines=12) if region.panel is None]
    assert len(text) >= 2
    assert beside(text[0], text[-1])


def test_two_columns_then_the_notes_below_both() -> None:
    layout = page(COLUMNS, 11)
    left, right, foot = layout.regions
    assert beside(left, right)
    assert min(len(left.lines), len(right.lines)) >= 35
    assert foot.box.top > max(left.lines[-1].box.top, right.lines[-1].box.top)


@pytest.mark.parametrize(("number", "notes"), [(11, 2), (12, 2), (13, 4), (14, 1), (17, 0), (19, 1), (21, 0)])
def test_notes_are_told_from_text(number: int, notes: int) -> None:
    layout, found = take_footnotes(page(COLUMNS, number))
    assert len(found) == notes
    assert not any(line in region.lines for note in found for line in note.lines for region in layout.regions)


def test_box_within_a_column_stands_where_it_stands() -> None:
    """Left column, right column, the box in it, and what follows the box."""
    left, right, box, after = page(COLUMNS, 23).regions
    assert box.panel is not None
    assert beside(left, right)
    assert right.box.bottom <= box.box.top
    assert box.box.bottom <= after.box.top


@pytest.mark.parametrize("number", [7, 11, 35])
def test_notes_in_the_margin_follow_the_text(number: int) -> None:
    text, margin = page(MARGIN, number).regions
    assert beside(text, margin)
    assert len(text.lines) > len(margin.lines)
    assert margin.box.width < 0.4 * text.box.width


@pytest.mark.parametrize("number", [15, 23])
def test_page_of_one_column_is_one_region(number: int) -> None:
    assert len(page(MARGIN, number).regions) == 1


def test_tinted_box_between_two_texts() -> None:
    above, box, below = page(MARGIN, 27).regions
    assert [region.panel is not None for region in (above, box, below)] == [False, True, False]
    assert above.box.bottom < box.box.top < box.box.bottom < below.box.top


def test_sheets_are_folded_and_single_pages_are_not() -> None:
    for layout in layouts(SHEETS):
        wide = layout.page.width > layout.page.height
        few = len(layout.page.words) < 20
        assert layout.leaves == (2 if wide and not few else 1), layout.number


def test_left_page_is_read_before_the_right_one() -> None:
    for layout in layouts(SHEETS):
        leaves = [region.leaf for region in layout.regions]
        assert leaves == sorted(leaves)
        if layout.leaves == 2:
            middle = layout.page.width / 2
            for region in layout.regions:
                assert region.leaf == int(region.box.x0 >= middle), (layout.number, region.index)


@pytest.mark.parametrize(("number", "leaf"), [(6, 1), (8, 0), (8, 1), (9, 1), (12, 0)])
def test_halves_have_two_columns_of_their_own(number: int, leaf: int) -> None:
    own = [region for region in columns(page(SHEETS, number)) if region.leaf == leaf]
    assert any(beside(one, two) for one, two in pairwise(own))


@pytest.mark.parametrize("number", [17, 21, 25])
def test_running_text_and_its_notes_are_two_bands(number: int) -> None:
    *_, text, foot = page(FORMS, number).regions  # before them the running head and its page number
    assert len(text.lines) > 5 * len(foot.lines)
    assert text.box.bottom <= foot.lines[0].box.top
