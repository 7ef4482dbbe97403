"""Offset maps: where each character of a cleaned text came from in the text it was made of.

Text work (line-end hyphens undone, spaces folded, glyphs dropped) keeps such a map while it cleans;
nothing is aligned afterwards by comparing strings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from extract.base.values import value


@value(frozen=True, slots=True)
class Piece:
    """A run of characters taken over one by one: ``target[t+i]`` came from ``source[s+i]``.

    A ligature resolved gives two pieces with the same ``source``; a composed letter points to its base.

    ``length`` may be 0 on neither side; inserted characters (a space for a line break) have no piece.
    """

    target: int
    source: int
    length: int


@value(frozen=True, slots=True)
class OffsetMap:
    """Pieces in rising order of both ``target`` and ``source``."""

    pieces: tuple[Piece, ...]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span of the source that the half-open target span ``[start, end)`` rests on.

        A span made of inserted characters only gives an empty span at the next source character.
        """
        if start >= end:
            point = self._point(start)
            return point, point
        first: int | None = None
        last = 0
        index = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.target) - 1)
        for piece in self.pieces[index:]:
            if piece.target >= end:
                break
            low = max(start, piece.target)
            high = min(end, piece.target + piece.length)
            if low >= high:
                continue
            if first is None:
                first = piece.source + low - piece.target
            last = piece.source + high - piece.target
        if first is None:
            point = self._point(start)
            return point, point
        return first, last

    def _point(self, position: int) -> int:
        for piece in self.pieces:
            if position < piece.target + piece.length:
                return piece.source + max(0, position - piece.target)
        return self.pieces[-1].source + self.pieces[-1].length if self.pieces else 0

    def then(self, later: OffsetMap) -> OffsetMap:
        """The map of two steps: ``self`` maps B to A, ``later`` maps C to B; the result maps C to A."""
        # Most texts are short and nothing in them is changed: their maps are shared.
        if _whole(self.pieces) and all(
            one.source + one.length <= self.pieces[0].length for one in later.pieces
        ):
            return later
        if (
            _whole(later.pieces)
            and self.pieces
            and self.pieces[-1].target + self.pieces[-1].length <= later.pieces[0].length
        ):
            return self
        pieces: list[Piece] = []
        for outer in later.pieces:
            position, left = outer.source, outer.length
            target = outer.target
            while left > 0:
                index = bisect_right(self.pieces, position, key=lambda piece: piece.target) - 1
                inner = self.pieces[index] if index >= 0 else None
                if inner is None or position >= inner.target + inner.length:
                    following = index + 1
                    if following >= len(self.pieces):
                        break
                    skip = self.pieces[following].target - position
                    if skip >= left:
                        break
                    position, target, left = position + skip, target + skip, left - skip
                    continue
                take = min(left, inner.target + inner.length - position)
                pieces.append(Piece(target, inner.source + position - inner.target, take))
                position, target, left = position + take, target + take, left - take
        return OffsetMap(tuple(pieces))


def _whole(pieces: tuple[Piece, ...]) -> bool:
    """Whether a map takes a text over from its first character on, in one piece."""
    return len(pieces) == 1 and pieces[0].target == 0 == pieces[0].source


@lru_cache(maxsize=4096)
def identity(length: int) -> OffsetMap:
    """The map of a text that was not changed."""
    return OffsetMap((Piece(0, 0, length),) if length else ())


def merge(pieces: Iterable[Piece]) -> OffsetMap:
    """A map from pieces in order, adjoining ones joined."""
    merged: list[Piece] = []
    for piece in pieces:
        if piece.length == 0:
            continue
        if merged:
            last = merged[-1]
            if last.target + last.length == piece.target and last.source + last.length == piece.source:
                merged[-1] = Piece(last.target, last.source, last.length + piece.length)
                continue
        merged.append(piece)
    return identity(merged[0].length) if _whole(tuple(merged)) else OffsetMap(tuple(merged))
