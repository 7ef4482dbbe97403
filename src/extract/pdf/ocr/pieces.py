"""Words of one printed line that belong together, with what their ink measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.pdf.ocr.ink import Ink, Picture, measure
from extract.pdf.ocr.tool import RawWord

_MARK = 3
"""A mark is read as so many letters at most."""
_FAR = 3.0
"""A gap of so many font sizes parts what Tesseract took for one line: text beside text."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A word and its setting as measured."""

    word: RawWord
    ink: Ink


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line from left to right with no wide gap between them."""

    glances: tuple[Glance, ...]

    @property
    def size(self) -> float:
        """Font size in pixels, as most of the letters tell."""
        return weighted([(glance.ink.size, len(glance.word.text)) for glance in self.glances])

    @property
    def baseline(self) -> float:
        """Row of the picture."""
        return median(glance.ink.baseline for glance in self.glances)

    @property
    def stroke(self) -> float:
        """Thickness of strokes in pixels, as most of the letters tell."""
        return weighted([(glance.ink.stroke, len(glance.word.text)) for glance in self.glances])

    @property
    def letters(self) -> int:
        """Characters."""
        return sum(len(glance.word.text) for glance in self.glances)

    @property
    def is_number(self) -> bool:
        """Whether it holds nothing but digits and what stands between them: a year, a page number."""
        text = "".join(glance.word.text for glance in self.glances)
        return text.translate(_BETWEEN).isdigit()


_BETWEEN = str.maketrans("", "", "/-–—.:")


def weighted(values: Sequence[tuple[float, int]]) -> float:
    """The median of values that count so many times each."""
    ordered = sorted(values)
    half = sum(count for _, count in ordered) / 2
    seen = 0
    for value, count in ordered:
        seen += count
        if seen >= half:
            return value
    raise ValueError("no values")


def pieces_of(words: Sequence[RawWord], picture: Picture) -> list[Piece]:
    """The words in pieces of lines; words without ink are left out."""
    lines: dict[tuple[int, int, int], list[Glance]] = {}
    for word in words:
        ink = measure(word, picture)
        if ink is not None:
            lines.setdefault(word.line, []).append(Glance(word, ink))
    pieces: list[Piece] = []
    for line in lines.values():
        line.sort(key=lambda glance: (glance.word.left, glance.word.order))
        part = [line[0]]
        for glance in line[1:]:
            gap = glance.word.left - part[-1].word.right
            if gap > _FAR * max(glance.ink.size, part[-1].ink.size):
                pieces.append(Piece(tuple(part)))
                part = []
            part.append(glance)
        pieces.append(Piece(tuple(part)))
    return _with_marks(pieces)


def _with_marks(pieces: list[Piece]) -> list[Piece]:
    """Marks that Tesseract put in a column of their own joined to the lines they stand before."""
    result = list(pieces)
    for mark in pieces:
        if len(mark.glances) > 1 or mark.letters > _MARK or mark not in result:
            continue
        one = mark.glances[0].word
        beside = [
            (piece.glances[0].word.left, index)
            for index, piece in enumerate(result)
            if piece is not mark
            and 0 <= piece.glances[0].word.left - one.right < _FAR * piece.size
            and one.top < piece.baseline + 0.2 * piece.size
            and one.bottom > piece.baseline - 0.7 * piece.size
        ]
        if beside:
            index = min(beside)[1]
            result[index] = Piece((*mark.glances, *result[index].glances))
            result.remove(mark)
    return result
