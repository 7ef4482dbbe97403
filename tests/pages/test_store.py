"""Packed pages are the pages that were packed, and a store of them is a sequence like any other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.layout.paper import Paper

from extract.base.sharing import Helper
from extract.layout.records import Line, PageLayout, Region, Style
from extract.pages import store as storing
from extract.pages.document import read_layouts
from extract.pages.packing import PackedPage, pack, unpack
from extract.pages.reading import How
from extract.pages.store import LayoutStore, outlines
from extract.pdf.records import Box, Defect, Hyperlink, Icon, Mark, Page, Panel, Picture, Word

ROOT = Path(__file__).parent.parent.parent
REPORTS = [*sorted((ROOT / "raw_pdfs").glob("*.pdf"))]

numbers = st.floats(-1e6, 1e6, allow_nan=False)
boxes = st.builds(Box, st.just(7), numbers, numbers, numbers, numbers)
colors = st.none() | st.tuples(*[st.floats(0, 1)] * 3)
texts = st.text(st.characters(codec="utf-8"), max_size=12)
words = st.builds(
    Word,
    texts,
    boxes,
    texts,
    numbers,
    colors,
    st.booleans(),
    st.booleans(),
    st.sampled_from([0, 90, 180, 270]),
    st.integers(0, 2**40),
    st.booleans(),
    st.none() | st.floats(0, 1),
    st.booleans(),
)
icons = st.builds(Icon, texts, boxes, texts, numbers, colors, st.integers(0, 2**40))
panels = st.builds(Panel, boxes, colors, colors, st.integers(0, 2**40), numbers)


def tuples(items: st.SearchStrategy, size: int = 3, *, least: int = 0) -> st.SearchStrategy:
    return st.lists(items, min_size=least, max_size=size).map(tuple)


styles = st.builds(Style, texts, numbers, st.booleans(), st.booleans(), colors)
lines = st.builds(
    Line, tuples(words), boxes, styles, st.integers(-1, 9), tuples(icons, 1), tuples(icons, 1), numbers
)
regions = st.builds(
    Region,
    st.integers(0, 9),
    boxes,
    tuples(lines, least=1),
    st.none() | panels,
    st.integers(0, 1),
    st.integers(0, 9),
)
pages = st.builds(
    Page,
    st.just(7),
    numbers,
    numbers,
    tuples(words),
    tuples(icons, 2),
    tuples(st.builds(Picture, boxes), 2),
    tuples(panels, 2),
    tuples(st.builds(Hyperlink, texts, boxes), 2),
    st.none() | texts,
    st.sampled_from(["fast", "ocr"]),
    tuples(st.builds(Defect, texts, texts), 2),
    tuples(st.builds(Mark, boxes, colors, colors), 2),
)


@given(st.builds(PageLayout, pages, tuples(regions), tuples(lines, 2), st.integers(1, 2)))
@settings(max_examples=60, deadline=None)
def test_any_layout_comes_back(layout: PageLayout) -> None:
    again = unpack(pack(layout))
    assert again == layout
    assert layout == again
    assert hash(again) == hash(layout)
    assert [line.text for line in again.lines] == [line.text for line in layout.lines]
    assert again.outline == layout.outline


def test_words_of_a_line_are_words_of_the_page() -> None:
    paper = Paper(1)
    paper.prose(60, 200, 400, 6)
    layout = paper.read()
    again = unpack(pack(layout))
    assert [word for line in again.lines for word in line.words] == [
        word for line in layout.lines for word in line.words
    ]
    assert len(again.lines[0].words) == len(layout.lines[0].words)
    assert again.lines[0].words[1:3] == tuple(layout.lines[0].words[1:3])


def test_a_changed_line_says_its_new_words() -> None:
    paper = Paper(1)
    paper.prose(60, 200, 400, 2)
    line = unpack(pack(paper.read())).lines[0]
    assert replace(line, words=line.words[1:]).text == line.text.partition(" ")[2]


def layouts(count: int) -> list[PageLayout]:
    found = []
    for number in range(1, count + 1):
        paper = Paper(number)
        paper.line(60, 100, f"Seite für Seite {number}")
        found.append(paper.read())
    return found


@pytest.fixture
def few_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "_OPEN_WORDS", 12)
    monkeypatch.setattr(storing, "_RECENT", 2)


@pytest.mark.usefixtures("few_open")
def test_a_store_is_a_sequence_of_pages() -> None:
    expected = layouts(12)
    store = LayoutStore(expected)
    assert list(store) == expected
    assert list(reversed(store)) == expected[::-1]
    assert store[-1] == expected[-1]
    assert list(store[2:-3][1:]) == expected[2:-3][1:]
    assert list(reversed(store[-3:])) == expected[-3:][::-1]
    assert [page.texts for page in outlines(store)] == [page.texts for page in outlines(expected)]
    with pytest.raises(IndexError):
        store[12]


@pytest.mark.usefixtures("few_open")
def test_pages_may_be_changed_and_come_packed_already() -> None:
    expected = layouts(8)

    def shorter(layout: PageLayout) -> tuple[PageLayout, int]:
        return (replace(layout, regions=()) if layout.number % 2 else layout), layout.number

    store = LayoutStore([pack(layout) for layout in expected])
    changed, numbers = store.each(shorter)
    assert list(changed) == [shorter(layout)[0] for layout in expected]
    assert numbers == [layout.number for layout in expected]
    assert list(store) == expected


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_pages_read_by_several_processes_are_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.pages import workers as ranges

    alone = read_layouts(How(path=path))
    monkeypatch.setattr(ranges, "WORTHWHILE", 2)
    monkeypatch.setattr(ranges, "RANGE", 3)
    told: list[int] = []
    shared = read_layouts(How(path=path), processes=2, on_page=lambda page, _: told.append(page))
    assert list(shared.layouts) == list(alone.layouts)
    assert shared.notes == alone.notes
    assert told == list(range(1, alone.source.page_count + 1))


def test_a_reader_that_dies_loses_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.pages import workers as ranges

    path = REPORTS[0]
    start = ranges._start

    def start_dying(how: How) -> Helper[range]:
        reader = start(how)
        reader.process.kill()
        return reader

    alone = read_layouts(How(path=path))
    monkeypatch.setattr(ranges, "WORTHWHILE", 2)
    monkeypatch.setattr(ranges, "_start", start_dying)
    shared = read_layouts(How(path=path), processes=2)
    assert list(shared.layouts) == list(alone.layouts)


def test_a_packed_page_is_small() -> None:
    read = read_layouts(How(path=REPORTS[0]))
    packed = [pack(layout) for layout in read.layouts]
    assert all(isinstance(page, PackedPage) for page in packed)
    assert sum(len(page.data) for page in packed) < 20_000 * len(packed)
