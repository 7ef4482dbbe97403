"""How sure OCR was of the words in a place, kept small: long scans have many words."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.pdf.records import Box, Page, Turn

_PART = 0.5
"""A word and a place belong together where they share this part of the smaller width and height."""


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word of a page read by OCR."""

    text: str
    confidence: float
    """0..1, as the OCR programme states it."""


DOUBTFUL = 0.8
"""Words with less confidence are to be looked at (docs/reading.md has the measurement)."""


class ReadPage:
    """A page that was read by OCR, wholly or in part, or turned to be read."""

    __slots__ = ("_confidences", "_edges", "_texts", "number", "turn")

    def __init__(self, page: Page) -> None:
        self.number = page.number
        self.turn: Turn | None = page.turn
        read = [word for word in page.words if word.confidence is not None]
        self._texts = tuple(word.text for word in read)
        self._confidences = array("d", [word.confidence or 0.0 for word in read])
        self._edges = array("d")
        for word in read:
            self._edges.extend((word.box.x0, word.box.top, word.box.x1, word.box.bottom))

    def words_in(self, box: Box) -> Iterator[ReadWord]:
        """The words that a box on this page covers."""
        for index, text in enumerate(self._texts):
            x0, top, x1, bottom = self._edges[4 * index : 4 * index + 4]
            if _shared(x0, x1, box.x0, box.x1) and _shared(top, bottom, box.top, box.bottom):
                yield ReadWord(text, self._confidences[index])


def _shared(start: float, end: float, other_start: float, other_end: float) -> bool:
    least = min(end - start, other_end - other_start)
    return min(end, other_end) - max(start, other_start) >= _PART * max(least, 1e-6)


def words_in(boxes: Sequence[Box], pages: Mapping[int, ReadPage]) -> list[ReadWord]:
    """The words read by OCR in these places, in no order that matters."""
    if not pages:
        return []
    return [word for box in boxes if box.page in pages for word in pages[box.page].words_in(box)]


def lowest_confidence(boxes: Sequence[Box], pages: Mapping[int, ReadPage]) -> float | None:
    """The confidence of the word OCR was least sure of; None where no word in these places is from OCR."""
    return min((word.confidence for word in words_in(boxes, pages)), default=None)
