from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.base.offsets import OffsetMap, Piece, identity, merge


def kept(text: str, keep: list[bool]) -> tuple[str, OffsetMap]:
    """A text with some characters dropped, and its map."""
    places = [index for index in range(len(text)) if keep[index]]
    pieces = (Piece(target, source, 1) for target, source in enumerate(places))
    return "".join(text[index] for index in places), merge(pieces)


def drawn(data: st.DataObject, length: int) -> list[bool]:
    return data.draw(st.lists(st.booleans(), min_size=length, max_size=length))


def test_identity_leads_to_itself() -> None:
    assert identity(5).to_source(1, 4) == (1, 4)
    assert identity(0).pieces == ()
    assert identity(0).to_source(0, 0) == (0, 0)


def test_dropped_characters_inside_a_span_belong_to_it() -> None:
    # "Bewilli-\ngung" -> "Bewilligung"
    offsets = merge([Piece(0, 0, 7), Piece(7, 9, 4)])
    assert offsets.to_source(0, 11) == (0, 13)
    assert offsets.to_source(7, 11) == (9, 13)
    assert offsets.to_source(0, 7) == (0, 7)


def test_a_span_of_inserted_characters_is_an_empty_place() -> None:
    offsets = merge([Piece(0, 0, 3), Piece(4, 4, 3)])
    assert offsets.to_source(3, 4) == (4, 4)
    assert offsets.to_source(7, 9) == (7, 7)


def test_both_letters_of_a_ligature_lead_to_it() -> None:
    offsets = merge([Piece(0, 0, 1), Piece(1, 1, 1), Piece(2, 1, 1), Piece(3, 2, 1)])
    assert [offsets.to_source(index, index + 1) for index in range(4)] == [(0, 1), (1, 2), (1, 2), (2, 3)]


def test_adjoining_pieces_are_merged() -> None:
    assert merge([Piece(0, 2, 1), Piece(1, 3, 0), Piece(1, 3, 2)]).pieces == (Piece(0, 2, 3),)


@given(st.text(max_size=30), st.data())
def test_a_span_leads_to_its_own_characters(text: str, data: st.DataObject) -> None:
    result, offsets = kept(text, drawn(data, len(text)))
    for index, char in enumerate(result):
        start, end = offsets.to_source(index, index + 1)
        assert text[start:end] == char


@given(st.text(max_size=30), st.data())
def test_two_steps_are_one(text: str, data: st.DataObject) -> None:
    middle, first = kept(text, drawn(data, len(text)))
    result, second = kept(middle, drawn(data, len(middle)))
    both = first.then(second)
    for start in range(len(result)):
        assert both.to_source(start, start + 1) == first.to_source(*second.to_source(start, start + 1))


@given(st.lists(st.integers(1, 3), max_size=6), st.data())
def test_two_steps_with_inserted_and_doubled_characters(lengths: list[int], data: st.DataObject) -> None:
    pieces, target, source = [], 0, 0
    for length in lengths:
        pieces.append(Piece(target, source, length))
        target += length + data.draw(st.integers(0, 2))
        source += length - data.draw(st.integers(0, 1))
    inner = merge(pieces)
    both = inner.then(identity(target))
    assert both.pieces == inner.pieces
