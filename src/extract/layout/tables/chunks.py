"""Printed lines over the whole width of a table, cut where white space says that another cell begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.layout.lines import printed_lines
from extract.layout.tables.drafts import UNKNOWN_REGION
from extract.pdf.records import Box, Word

CELL_GAP_EM = 0.7
"""White space in a line from which on two words may stand in two cells; word spaces are narrower."""

_WIDE_EM = 1.3
_JUSTIFIED = 1.8
"""In a justified line, white space between cells is so many times as wide as that between words."""
_FEWEST_WORDS = 5
_ALIKE, _MOST_ALIKE = 0.2, 0.7
"""So many word spaces of a justified line are as wide as each other."""

_FIGURE = re.compile(
    r"""
    [-–—+±(]?\s?                           # a sign as printed, or a bracket
    (?:€|EUR|CHF|Fr\.|[<>≤≥~])?\s?
    \d[\d\s.,'’:/]*                        # 1.234,56   31.12.2013   04/2022
    (?:[-–]\s?\d[\d\s.,'’:/]*)?            # 2021–2030
    (?:[.,][-–—]+)?                        # 250.–
    \)?\s?
    (?:[%‰€]|[A-Za-zµ²³€]{1,4}\.?(?:\s?€)?)?  # %  €  T€  Mio. €  kWh
    \)?[*¹²³]?
    """,
    re.VERBOSE,
)
_PERIOD = re.compile(r"(?:(?:\d{1,2}\.){2}\s?(?:19|20)?\d\d|(?:19|20)\d\d(?:[/–-]\d{2,4})?)\*?")
_NUMBERING = re.compile(r"[A-Za-zÄÖÜ]{0,4}[-\s.]?\d+(?:[.\-/]\d+)*[.)]?\s?[a-z]?\)?")
_BLANKS = frozenset(
    {"-", "–", "—", "./.", "/", "x", "X", "●", "•", "○", "✓", "✔", "■", "▲", "▼", "►", "k.A."}
)


def is_period(text: str) -> bool:
    """Whether a text is nothing but a day or a year, as heads of columns of figures are."""
    return _PERIOD.fullmatch(text) is not None


@dataclass(slots=True)
class Chunk:
    """Words of one line with no more than word spaces between them, or a drawn mark."""

    words: list[Word]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str = ""
    column: int = -1
    """Filled in once the columns are known; the first of those that it stands in."""
    last_column: int = -1

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, a date, a sign for none, or a mark."""
        return not self.words or self.text in _BLANKS or _FIGURE.fullmatch(self.text) is not None

    @property
    def is_period(self) -> bool:
        """Whether it is nothing but a day or a year."""
        return is_period(self.text)

    @property
    def is_numbering(self) -> bool:
        return _NUMBERING.fullmatch(self.text) is not None

    @property
    def is_bold(self) -> bool:
        return bool(self.words) and all(word.bold for word in self.words)


@dataclass(slots=True)
class Printed:
    """One printed line over the whole width."""

    chunks: list[Chunk]
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def x0(self) -> float:
        return min(chunk.x0 for chunk in self.chunks)

    @property
    def x1(self) -> float:
        return max(chunk.x1 for chunk in self.chunks)

    columns: frozenset[int] = field(default=frozenset())
    """Those that it has text in, once they are known."""


def chunk_of(words: Sequence[Word]) -> Chunk:
    """The chunk of some words of a line, one at least, from left to right."""
    return Chunk(
        list(words),
        words[0].box.x0,
        max(word.box.x1 for word in words),
        min(word.box.top for word in words),
        max(word.box.bottom for word in words),
        max(word.size for word in words),
        "".join(
            word.text if word.glued or not index else f" {word.text}" for index, word in enumerate(words)
        ),
    )


def printed(
    words: Sequence[Word], marks: Sequence[Box] = (), *, gap_em: float | None = None
) -> list[Printed]:
    """The printed lines of some words from top to bottom, each cut at white space; marks are chunks, too.

    Args:
        words: of a page or of a part of it, in any order.
        marks: boxes of drawn shapes that may be the value of a cell.
        gap_em: white space from which on two words stand in two cells; by default that of the line.
    """
    lines: list[Printed] = []
    for line in printed_lines(words, region=UNKNOWN_REGION):
        chunks: list[Chunk] = []
        begun: list[Word] = []
        gap = _cell_gap(line.words) if gap_em is None else gap_em
        for word in line.words:
            if begun and word.box.x0 - begun[-1].box.x1 > gap * min(word.size, begun[-1].size):
                chunks.append(chunk_of(begun))
                begun = []
            begun.append(word)
        chunks.append(chunk_of(begun))
        size = max(chunk.size for chunk in chunks)
        lines.append(Printed(chunks, line.box.top, line.box.bottom, size))
    for mark in marks:
        _place(mark, lines)
    return lines


def _cell_gap(words: Sequence[Word]) -> float:
    """White space in em from which on two words of a line may stand in two cells."""
    if len(words) < _FEWEST_WORDS:
        return CELL_GAP_EM
    gaps = sorted((right.box.x0 - left.box.x1) / right.size for left, right in pairwise(words))
    usual = gaps[len(gaps) // 2]
    alike = sum(abs(gap - usual) <= _ALIKE * usual for gap in gaps)
    if not 0.3 < usual < _WIDE_EM or alike < _MOST_ALIKE * len(gaps):
        return CELL_GAP_EM
    if sum(word.text[:1].isdigit() for word in words) > 0.5 * len(words):
        return CELL_GAP_EM
    return max(CELL_GAP_EM, _JUSTIFIED * usual)


def _place(box: Box, lines: list[Printed]) -> None:
    """Gives a mark to the line whose middle is next to its own, unless it stands before it as a list mark."""
    middle = (box.top + box.bottom) / 2
    near = [line for line in lines if abs(line.middle - middle) < line.size and line.x0 < box.x0]
    if near:
        line = min(near, key=lambda line: abs(line.middle - middle))
        line.chunks.append(Chunk([], box.x0, box.x1, box.top, box.bottom, line.size))
        line.chunks.sort(key=lambda chunk: chunk.x0)
