"""Long sequences of records, kept packed but for the first of them.

A list of projects over a thousand pages has a hundred thousand cells and values: as objects they take half a
gigabyte, packed a twentieth of it. The bytes in it are for this run on this machine, not for keeping.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from typing import Any, Generic, TypeVar, cast, overload

from extract.base.shelf import Put, Shelf

_OPEN = 128
"""So many of the records stay as they are: most reports are never packed."""
_CHUNK = 64
"""Records packed together: enough to share their words, few enough to be unpacked for one of them."""
_RECENT = 2
"""Chunks that stay unpacked after use: records asked for by their places stand near each other."""
_FAST = 1
"""Level of compression: the higher ones take several times as long for a tenth less."""

T = TypeVar("T")


class Kept(Sequence[T], Generic[T]):
    """Records in order, put in one after the other.

    One of the packed records is another object each time it is asked for, though an equal one.
    """

    __slots__ = ("_change", "_chunk", "_open", "_packed", "_recent", "_room", "_shelf", "_waiting")

    def __init__(self, records: Iterable[T] = (), *, room: int = _OPEN, chunk: int = _CHUNK) -> None:
        """Records in order.

        Args:
            records: the first of them; more may be added.
            room: so many of them are not packed.
            chunk: so many are packed together.
        """
        self._room = room
        self._chunk = chunk
        self._open: list[T] = []
        self._packed: list[Put] = []
        self._shelf = Shelf()
        self._waiting: list[T] = []
        """Those behind the packed ones."""
        self._recent: dict[int, list[T]] = {}
        """Chunks unpacked last, for those who ask for one record after the other by its place."""
        self._change: Callable[[int, T], T] | None = None
        for record in records:
            self.add(record)

    def add(self, record: T) -> None:
        """Put a record behind the others."""
        if len(self._open) < self._room:
            self._open.append(record)
            return
        self._waiting.append(record)
        if len(self._waiting) == self._chunk:
            self._packed.append(self._shelf.put(packed_records(self._waiting)))
            self._waiting = []

    def extend(self, records: Sequence[T] | bytes, count: int) -> None:
        """Put records behind the others.

        Args:
            records: the records, or what `packed_records` made of them, maybe in another process.
            count: how many they are. As many as are packed together stay packed.
        """
        if isinstance(records, bytes):
            if count == self._chunk and len(self._open) == self._room and not self._waiting:
                self._packed.append(self._shelf.put(records))
                return
            records = _unpacked(records)
        for record in records:
            self.add(record)

    def changed(self, change: Callable[[int, T], T]) -> Kept[T]:
        """The same records as a function changes them, each time that one is asked for.

        Args:
            change: takes the place of a record and the record, as it is now.
        """
        view = copy(self)
        before = self._change
        view._change = (
            change if before is None else lambda place, record: change(place, before(place, record))
        )
        return view

    def __len__(self) -> int:
        return len(self._open) + self._chunk * len(self._packed) + len(self._waiting)

    def __iter__(self) -> Iterator[T]:
        if self._change is None:
            return self._as_put_in()
        return (self._change(place, record) for place, record in enumerate(self._as_put_in()))

    def _as_put_in(self) -> Iterator[T]:
        yield from self._open
        for packed in self._packed:
            yield from _unpacked(self._shelf.get(packed))
        yield from self._waiting

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        chosen = range(len(self))[index]
        return self._changed_at(chosen) if isinstance(chosen, int) else tuple(map(self._changed_at, chosen))

    def _changed_at(self, place: int) -> T:
        record = self._at(place)
        return record if self._change is None else self._change(place, record)

    def _at(self, place: int) -> T:
        if place < len(self._open):
            return self._open[place]
        chunk, place = divmod(place - len(self._open), self._chunk)
        if chunk == len(self._packed):
            return self._waiting[place]
        if chunk not in self._recent:
            while len(self._recent) >= _RECENT:
                del self._recent[next(iter(self._recent))]
            self._recent[chunk] = _unpacked(self._shelf.get(self._packed[chunk]))
        return self._recent[chunk][place]

    def __eq__(self, other: object) -> bool:
        """Equal to any sequence of equal records in the same order."""
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Kept({list(self)!r})"


def packed_records(records: Sequence[Any]) -> bytes:
    """Records packed together, for `Kept.extend`."""
    return zlib.compress(pickle.dumps(records, pickle.HIGHEST_PROTOCOL), _FAST)


def _unpacked(packed: bytes) -> list[Any]:
    return cast("list[Any]", pickle.loads(zlib.decompress(packed)))
