"""How a word is set, measured on the picture of the page: size, weight, colour, baseline."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.pdf.ocr.tool import RawWord
from extract.pdf.records import Color

Picture = NDArray[np.uint8]
"""Rows, columns, and red, green, blue."""
Mask = NDArray[np.bool_]

ASCENT = 0.72
"""Height of capitals, digits and ascenders as a part of the font size; the same for those below."""
DESCENT = 0.21
SMALL = 0.52
_TALL = frozenset("ABCDEFGHIKLMNOPRSTUVWXYZ0123456789bdfhklß")
_LOW = frozenset("acemnorsuvwxz")
_FLAT = frozenset("gpqy.,;:-–—•_")
"""Not higher than small letters."""
_AGREE = 1.25
_RING = 3
_FAINT = 12
"""Ink differs from the paper by more than this, of 255."""


@dataclass(frozen=True, slots=True)
class Ink:
    """What is measured in the ink of a word; lengths in pixels."""

    size: float
    """Font size."""
    stroke: float
    """Mean thickness of strokes."""
    baseline: float
    """Row the letters stand on."""
    color: Color | None


def measure(word: RawWord, picture: Picture) -> Ink | None:
    """The setting of a word; None where no ink is to be seen."""
    area = picture[max(0, word.top) : word.bottom, max(0, word.left) : word.right]
    found = ink_of(area, _around(word, picture))
    if found is None:
        return None
    ink, away = found
    color = area[away > away.max() * 0.8].mean(axis=0) / 255
    edges = int((ink[:, 1:] != ink[:, :-1]).sum()) / 2
    size, bottom = _height(word.text, ink)
    return Ink(
        size,
        float(ink.sum() / max(edges, 1)),
        word.top + bottom,
        (round(float(color[0]), 2), round(float(color[1]), 2), round(float(color[2]), 2)),
    )


def _around(word: RawWord, picture: Picture) -> float:
    """Brightness of the paper around a word: the edge of bold letters themselves is mostly ink."""
    top, left = max(0, word.top - _RING), max(0, word.left - _RING)
    gray = picture[top : word.bottom + _RING, left : word.right + _RING].mean(axis=2)
    ring = [gray[:_RING].ravel(), gray[-_RING:].ravel(), gray[:, :_RING].ravel(), gray[:, -_RING:].ravel()]
    return float(np.median(np.concatenate(ring)))


def ink_of(area: Picture, paper: float | None = None) -> tuple[Mask, NDArray[np.float64]] | None:
    """Where an area is inked, and how far each pixel is from the paper; None without ink.

    Args:
        area: a part of the picture.
        paper: brightness of the paper, 0 to 255; that of most of the area's edge when None.
    """
    if min(area.shape[:2]) < 2:
        return None
    gray = area.mean(axis=2)
    if paper is None:
        paper = float(np.median(np.concatenate([gray[0], gray[-1], gray[:, 0], gray[:, -1]])))
    away = np.abs(gray - paper)
    if away.max() < 2 * _FAINT:
        return None
    return away > away.max() * 0.5, away


def _height(text: str, ink: Mask) -> tuple[float, float]:
    """Font size and baseline, from the letters one by one where they stand apart, else from the rows."""
    pieces = columns(ink)
    if len(pieces) == len(text):
        spans = [_rows(ink[:, start:end]) for start, end in pieces]
        tall = [(low - top, low) for char, (top, low) in zip(text, spans, strict=True) if char in _TALL]
        small = [(low - top, low) for char, (top, low) in zip(text, spans, strict=True) if char in _LOW]
        sizes = [
            median(height for height, _ in letters) / part
            for letters, part in ((tall, ASCENT), (small, SMALL))
            if letters
        ]
        # Letters that touch and others that fall apart may add up: then the two kinds do not agree.
        if sizes and max(sizes) <= _AGREE * min(sizes):
            return sizes[0], median(low for _, low in (*tall, *small))
    # Descenders and commas ink their rows but thinly: the baseline is where the many letters end.
    profile = ink.sum(axis=1)
    top = int(np.argmax(profile > 0))
    dense = np.nonzero(profile >= 0.3 * profile.max())[0]
    bottom = int(dense[-1]) + 1
    part = ASCENT if any(char not in _LOW and char not in _FLAT for char in text) else SMALL
    return max(1, bottom - top) / part, float(bottom)


def columns(ink: Mask) -> list[tuple[int, int]]:
    """Half-open ranges of columns with ink, parted by columns without."""
    return ranges(np.any(ink, axis=0))


def ranges(flags: NDArray[Any]) -> list[tuple[int, int]]:
    """Half-open ranges in which all flags are set."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _rows(ink: Mask) -> tuple[int, int]:
    rows = np.flatnonzero(ink.any(axis=1))
    return int(rows[0]), int(rows[-1]) + 1
