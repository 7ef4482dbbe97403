"""Where the words of a text stand, packed: a report of a thousand pages has half a million of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

from extract.base.values import value
from extract.pdf.records import Box


@value(frozen=True, slots=True)
class Run:
    """The characters ``[start, end)`` of a text, drawn in one box.

    ``line`` numbers the printed lines of the text: runs of one line share it, so that a span over several
    words of a line gives one box.
    """

    start: int
    end: int
    line: int
    box: Box


_EDGE = array("d").itemsize
"""Bytes of one edge."""


class Runs(Sequence[Run]):
    """Runs in rising order of their characters, none overlapping; a fifth of the memory of the records."""

    __slots__ = ("_count", "_packed")

    def __init__(self, runs: Sequence[Run] = ()) -> None:
        self._count = len(runs)
        boxes = [run.box for run in runs]
        edges = array(
            "d",
            [box.x0 for box in boxes]
            + [box.top for box in boxes]
            + [box.x1 for box in boxes]
            + [box.bottom for box in boxes],
        )
        places = array(
            "i",
            [run.start for run in runs]
            + [run.end for run in runs]
            + [run.line for run in runs]
            + [run.box.page for run in runs],
        )
        # One piece of memory: most texts are short, and each array takes more than what stands in it.
        self._packed = edges.tobytes() + places.tobytes()

    def _views(self) -> tuple[memoryview[float], memoryview[int]]:
        """Edges of boxes, and places in the text with pages; each column of the records behind the other."""
        view = memoryview(self._packed)
        cut = 4 * self._count * _EDGE
        return view[:cut].cast("d"), view[cut:].cast("i")

    def within(self, low: int, high: int) -> Iterator[Run]:
        """Runs that share a character with the half-open span ``[low, high)``."""
        count = self._count
        edges, places = self._views()
        first = bisect_right(places, low, count, 2 * count) - count
        for index in range(first, bisect_left(places, high, 0, count)):
            yield self._run(index, edges, places)

    def _run(self, index: int, edges: memoryview[float], places: memoryview[int]) -> Run:
        start, end, line, page = places[index :: self._count]
        x0, top, x1, bottom = edges[index :: self._count]
        return Run(start, end, line, Box(page, x0, top, x1, bottom))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Run: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Run, ...]: ...
    def __getitem__(self, index: int | slice) -> Run | tuple[Run, ...]:
        numbers = range(len(self))[index]
        edges, places = self._views()
        if isinstance(numbers, int):
            return self._run(numbers, edges, places)
        return tuple(self._run(at, edges, places) for at in numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Runs({list(self)!r})"
