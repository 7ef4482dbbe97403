"""A span of a text leads back to the boxes it was printed in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.german.hyphenation import join_lines
from extract.layout.text import PlacedText, placed, union, union_all
from extract.pdf.records import Box

LETTER = 5.0


def printed(text: str, *, page: int = 1) -> PlacedText:
    """One printed line per line of the text, each letter 5 points wide, each line 10 high and 20 apart."""
    rows = []
    for number, line in enumerate(text.split("\n")):
        row, x = [], 0.0
        for word in line.split(" "):
            row.append((word, Box(page, x, 20.0 * number, x + LETTER * len(word), 20.0 * number + 10), False))
            x += LETTER * (len(word) + 1)
        rows.append(row)
    return placed(rows)


def place(text: PlacedText, part: str) -> list[tuple[float, float, float]]:
    start = text.text.index(part)
    return [(box.x0, box.x1, box.top) for box in text.boxes(start, start + len(part))]


def test_text_of_lines() -> None:
    assert printed("Weg am\nSee").text == "Weg am\nSee"


def test_glued_words_have_no_space() -> None:
    box = Box(1, 0, 0, 10, 10)
    assert placed([[("See", box, False), ("weg", box, True)]]).text == "Seeweg"


def test_one_box_for_the_words_of_a_line() -> None:
    assert place(printed("Der Weg am See"), "Weg am") == [(20, 50, 0)]


def test_one_box_for_each_line() -> None:
    assert place(printed("Der Weg am\nSee entlang"), "am\nSee") == [(40, 50, 0), (0, 15, 20)]


def test_part_of_a_word_has_part_of_its_box() -> None:
    assert place(printed("Der Seeweg"), "weg") == [(35, 50, 0)]


def test_no_span_has_no_box() -> None:
    assert printed("Der Weg").boxes(3, 3) == ()


def test_joined_word_leads_to_both_halves() -> None:
    """A word broken at a line's end has a box on each line, the first with its hyphen."""
    raw = printed("Am Fähr-\nhafen baden")
    joined = join_lines(raw.text.split("\n"))
    text = raw.cleaned(joined.text, joined.offsets)
    assert text.text == "Am Fährhafen baden"
    assert place(text, "Fährhafen") == [(15, 40, 0), (0, 25, 20)]
    assert place(text, "baden") == [(30, 55, 20)]


def test_part_keeps_its_place() -> None:
    text = printed("Der Weg am\nSee entlang")
    part = text.part(8, 14)
    assert part.text == "am\nSee"
    assert part.boxes() == text.boxes(8, 14)
    assert part.part(3, 6).boxes() == text.boxes(11, 14)


def test_text_over_two_pages() -> None:
    rows = [[("Der", Box(1, 0, 700, 15, 710), False)], [("Weg", Box(2, 0, 50, 15, 60), False)]]
    assert [box.page for box in placed(rows).boxes()] == [1, 2]


def test_union_all_gives_one_box_per_page() -> None:
    boxes = [Box(2, 0, 0, 5, 5), Box(1, 10, 10, 20, 20), Box(2, 3, 3, 9, 4)]
    assert union_all(boxes) == (Box(1, 10, 10, 20, 20), Box(2, 0, 0, 9, 5))


TEXTS = st.lists(
    st.lists(st.text("abcäß1-.", min_size=1, max_size=7), min_size=1, max_size=6), min_size=1, max_size=6
).map(lambda rows: "\n".join(" ".join(row) for row in rows))


@given(TEXTS, st.data())
def test_boxes_of_any_span(text: str, data: st.DataObject) -> None:
    """One box per line touched, each within its line; a longer span never has less."""
    whole = printed(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    boxes = whole.boxes(start, end)
    lines = [part for part in text[start:end].split("\n") if part.strip()]
    assert len(boxes) == len(lines)
    assert [box.top for box in boxes] == sorted({box.top for box in boxes})
    for box in boxes:
        line = next(one for one in whole.boxes() if one.top == box.top)
        assert line.x0 <= box.x0 <= box.x1 <= line.x1
        assert union(line, box) == line


@settings(deadline=None)  # the dictionaries are loaded with the first text
@given(TEXTS, st.data())
def test_boxes_of_a_joined_text(text: str, data: st.DataObject) -> None:
    """After line ends are undone each span still lies within the lines, and the whole covers all of them."""
    raw = printed(text)
    joined = join_lines(text.split("\n"))
    whole = raw.cleaned(joined.text, joined.offsets)
    start = data.draw(st.integers(0, len(whole.text)))
    end = data.draw(st.integers(start, len(whole.text)))
    lines = {box.top: box for box in raw.boxes()}
    for box in whole.boxes(start, end):
        assert union(lines[box.top], box) == lines[box.top]
    if whole.text:
        assert {box.top for box in whole.boxes()} == set(lines)


@pytest.mark.parametrize("char", ["€", "ß", "•"])
def test_characters_count_not_bytes(char: str) -> None:
    assert place(printed(f"{char}{char} Weg"), "Weg") == [(15, 30, 0)]
