"""Tables of one make side by side: the same heads, each with rows of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.base.squeezed import squeeze
from extract.layout.geometry import EDGE_EM
from extract.layout.tables.chunks import Chunk, Printed, printed
from extract.pdf.records import Word

_MOST_ABREAST = 3
_FEWEST_HEADS = 2
"""Heads of one of the tables."""
_LEFT_EM = 1.0
"""Text so far left of the heads is a label of rows that go through: years or payers repeat beside it."""
_WORD_SPACE_EM = 0.4
"""Words nearer to each other run on from table to table: text below them all."""


def abreast(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a page in parts: those of each table beside others of its make, and all others.

    Args:
        words: those that stand in no grid, in any order.
    """
    lines = printed(words)
    for number, line in enumerate(lines):
        cuts = _cuts(line)
        if not cuts:
            continue
        end = next(
            (below for below in range(number + 1, len(lines)) if _runs_over(lines[below], cuts)), len(lines)
        )
        left = line.x0 - _LEFT_EM * line.size
        if any(below.x0 < left for below in lines[number + 1 : end]):
            continue
        parts: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
        for word in _words(lines[number:end]):
            parts[bisect_right(cuts, word.box.x0)].append(word)
        return [_words(lines[:number]), *parts, *abreast(_words(lines[end:]))]
    return [list(words)]


def _cuts(line: Printed) -> list[float]:
    """Where the heads of a line begin again; none where they do not repeat."""
    texts = [squeeze(chunk.text) for chunk in line.chunks]
    for count in range(2, _MOST_ABREAST + 1):
        each, rest = divmod(len(texts), count)
        if rest or each < _FEWEST_HEADS or any(chunk.is_figure for chunk in line.chunks):
            continue
        first: Sequence[Chunk] = line.chunks[each::each]
        if len(set(texts[:each])) == each and texts == texts[:each] * count:
            return [chunk.x0 - EDGE_EM * line.size for chunk in first]
    return []


def _runs_over(line: Printed, cuts: Sequence[float]) -> bool:
    """Whether a line goes on from one table to the next with no more than a word space."""
    words = [word for chunk in line.chunks for word in chunk.words]
    return any(
        word.box.x0 < cut < word.box.x1
        or (word.box.x1 <= cut <= after.box.x0 and after.box.x0 - word.box.x1 < _WORD_SPACE_EM * line.size)
        for word, after in pairwise([*words, *words[-1:]])
        for cut in cuts
    )


def _words(lines: Sequence[Printed]) -> list[Word]:
    return [word for line in lines for chunk in line.chunks for word in chunk.words]
