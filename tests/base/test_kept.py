"""Records kept packed are the records that were put in, in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.base.kept import Kept, packed_records


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    numbers: tuple[int, ...]


places = st.lists(st.builds(_Place, st.text(max_size=5), st.lists(st.integers(), max_size=3).map(tuple)))


@given(places, st.integers(0, 4), st.integers(1, 4))
def test_any_records_come_back(given_places: list[_Place], room: int, chunk: int) -> None:
    kept = Kept(given_places, room=room, chunk=chunk)
    assert len(kept) == len(given_places)
    assert list(kept) == given_places
    assert [kept[number] for number in range(len(kept))] == given_places
    assert kept[1:-1] == tuple(given_places[1:-1])
    assert kept[::-1] == tuple(given_places[::-1])
    assert kept == given_places
    assert kept == tuple(given_places)
    assert hash(kept) == hash(Kept(given_places))


def test_the_first_records_stay_what_they_are_and_the_others_are_packed() -> None:
    found = [_Place(str(number), ()) for number in range(5)]
    kept = Kept(found, room=2, chunk=2)
    assert [one is other for one, other in zip(kept, found, strict=True)] == [True, True, False, False, True]
    assert kept[-1] is found[-1]
    with pytest.raises(IndexError):
        kept[5]


def test_records_may_be_changed_whenever_one_is_asked_for() -> None:
    found = [_Place(str(number), ()) for number in range(5)]
    kept = Kept(found, room=2, chunk=2)
    named = kept.changed(lambda place, record: replace(record, name=f"{place}: {record.name}"))
    longer = named.changed(lambda _, record: replace(record, name=record.name + "!"))
    wanted = [f"{number}: {number}!" for number in range(5)]
    assert [one.name for one in longer] == [longer[number].name for number in range(5)] == wanted
    assert [one.name for one in longer[1:3]] == wanted[1:3]
    assert list(kept) == found


def test_records_are_told_apart_by_what_they_are_and_where() -> None:
    found = [_Place("a", (1,)), _Place("b", ())]
    assert Kept(found) != found[::-1]
    assert Kept(found) != found[:1]
    assert Kept(found) != 2
    assert repr(Kept(found[:1])) == f"Kept([{found[0]!r}])"


@given(places, places, st.integers(0, 4), st.integers(1, 4))
def test_records_may_come_packed(first: list[_Place], then: list[_Place], room: int, chunk: int) -> None:
    kept = Kept(first, room=room, chunk=chunk)
    for start in range(0, len(then), chunk):
        some = then[start : start + chunk]
        kept.extend(packed_records(some) if start % 2 else some, len(some))
    assert list(kept) == [*first, *then]
    assert len(kept) == len(first) + len(then)
    assert [kept[number] for number in range(len(kept))] == [*first, *then]
