"""Heads read from the words that stand above the columns, where cells cannot be trusted.

Without rules two heads look like one cell, heads stand aside of figures that are set flush right, and lines
of a head in the middle of its row look like rows of their own. Words that are known as heads tell.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def _made(items: Placed) -> HeadWords:
    return HeadWords(tuple(word for word, _ in items), tuple(dict.fromkeys(source for _, source in items)))
