"""Heads read from the words that stand above the columns, where cells cannot be trusted.

Without rules two heads look like one cell, heads stand aside of figures that are set flush right, and lines
of a head in the middle of its row look like rows of their own. Words that are known as heads tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.german.hyphenation import Vocabulary, joined_text
from extract.layout.records import text_of
from extract.layout.tables.records import Table
from extract.layout.text import around
from extract.pdf.records import Box, Word
from extract.reports.lists.row_cells import CellPlace, Row, clean

Edges = Sequence[tuple[float, float]]
_MOST_WORDS = 60
_GAP_EM = 0.2
"""Two heads stand at least so far apart."""
_ASIDE = 1
"""A head stands over its column or at most over the next to it."""


@dataclass(frozen=True, slots=True)
class HeadWords:
    """The words above one column."""

    words: tuple[Word, ...]
    sources: tuple[CellPlace, ...]

    def lines(self) -> list[str]:
        """Its words line by line."""
        found: list[list[Word]] = []
        for word in sorted(self.words, key=lambda word: (word.box.top, word.box.x0)):
            same = found and word.box.top < found[-1][0].box.top + 0.5 * found[-1][0].box.height
            if same:
                found[-1].append(word)
            else:
                found.append([word])
        return [text_of(sorted(line, key=lambda word: word.box.x0)) for line in found]

    def text(self, vocabulary: Vocabulary | None = None) -> str:
        """On one line."""
        return clean(joined_text(self.lines(), vocabulary=vocabulary))

    @property
    def box(self) -> Box:
        return around(word.box for word in self.words)


Placed = list[tuple[Word, CellPlace]]


def head_words(table: Table, rows: Sequence[Row]) -> Placed:
    """All words of some rows with the cells that they were put in, from left to right."""
    found: Placed = []
    for row in rows:
        for cell in row.filled:
            for source in cell.sources:
                found += [(word, source) for line in table.cells[source[1]].lines for word in line.words]
    unique = {(word.order, word.box.x0, word.box.top): (word, source) for word, source in found}
    return sorted(unique.values(), key=lambda item: item[0].box.x0)


def over_columns(words: Placed, edges: Edges) -> list[HeadWords | None]:
    """The words that stand over each column."""
    heads: list[HeadWords | None] = []
    for low, high in edges:
        own = [item for item in words if low <= (item[0].box.x0 + item[0].box.x1) / 2 <= high]
        heads.append(_made(own) if own else None)
    return heads


def in_order(words: Placed, edges: Edges, is_head: Callable[[str], bool]) -> list[HeadWords | None]:
    """The words cut into as many heads as there are columns, each of them known; empty where none fit.

    Args:
        words: of `head_words`.
        edges: of the columns.
        is_head: whether a text is a head that is known.
    """
    stacks = _stacks(words)
    count = len(edges)
    if not count <= len(stacks) <= _MOST_WORDS:
        return []
    # best[n][end]: the widest of the narrowest gaps that cut the first `end` stacks into n heads.
    best: list[dict[int, tuple[float, int]]] = [{0: (float("inf"), 0)}]
    for column in range(count):
        step: dict[int, tuple[float, int]] = {}
        for start, (so_far, _) in best[-1].items():
            gap = _gap(stacks, start)
            if start and gap < _GAP_EM * stacks[start][0][0].size:
                continue
            for end in range(start + 1, len(stacks) - (count - column - 1) + 1):
                part = [item for stack in stacks[start:end] for item in stack]
                if not _is_near(part, edges, column) or not is_head(_made(part).text()):
                    continue
                score = min(so_far, gap)
                if end not in step or score > step[end][0]:
                    step[end] = (score, start)
        best.append(step)
    if len(stacks) not in best[count]:
        return []
    heads: list[HeadWords | None] = []
    end = len(stacks)
    for column in range(count, 0, -1):
        start = best[column][end][1]
        heads.insert(0, _made([item for stack in stacks[start:end] for item in stack]))
        end = start
    return heads


def _made(items: Placed) -> HeadWords:
    return HeadWords(tuple(word for word, _ in items), tuple(dict.fromkeys(source for _, source in items)))


def _stacks(words: Placed) -> list[Placed]:
    """Words that stand above one another, put together."""
    found: list[Placed] = []
    edge = float("-inf")
    for item in words:
        if found and item[0].box.x0 < edge - 0.1:
            found[-1].append(item)
        else:
            found.append([item])
        edge = max(edge if len(found[-1]) > 1 else float("-inf"), item[0].box.x1)
    return found


def _gap(stacks: Sequence[Placed], start: int) -> float:
    """White space before a stack, in points."""
    if not start:
        return float("inf")
    return stacks[start][0][0].box.x0 - max(word.box.x1 for word, _ in stacks[start - 1])


def _is_near(part: Placed, edges: Edges, column: int) -> bool:
    low = edges[max(0, column - _ASIDE)][0]
    high = edges[min(len(edges) - 1, column + _ASIDE)][1]
    middle = (min(word.box.x0 for word, _ in part) + max(word.box.x1 for word, _ in part)) / 2
    return low <= middle <= high
