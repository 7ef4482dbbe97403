"""Tinted panels on the picture of a page: sidebars and boxes that the file of a scan does not know of."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from extract.pdf.ocr.ink import Picture, ranges

_CELL = 8
"""Pixels of a side; text inks the smaller part of a cell."""
_SAMPLES = ((1, 1), (1, 6), (6, 1), (6, 6), (3, 4))
_STEP = 6
"""Shades closer than this, of 255, are one."""
_DARK = 120
"""Tints are lighter than this in every colour; photos and bars are not."""
_LEAST = 0.02
"""A panel covers at least this part of the page."""
_FULL = 0.75
"""So much of its rectangle must be tinted."""
_THIN = 12
"""A panel is as many cells wide and high."""
_MOST = 4

Tint = tuple[int, int, int]


def tinted(picture: Picture) -> list[tuple[int, int, int, int, Tint]]:
    """Rectangles of one light colour not the paper's: left, top, right, bottom in pixels, and colour."""
    rows, columns = picture.shape[0] // _CELL, picture.shape[1] // _CELL
    if min(rows, columns) < _THIN:
        return []
    samples = np.stack([picture[y::_CELL, x::_CELL][:rows, :columns] for y, x in _SAMPLES])
    cells: NDArray[np.int16] = np.median(samples, axis=0).astype(np.int16)
    steps = cells // _STEP
    counts: Counter[Tint] = Counter(
        {
            (int(red), int(green), int(blue)): int(count)
            for (red, green, blue), count in zip(
                *np.unique(steps.reshape(-1, 3), axis=0, return_counts=True), strict=True
            )
        }
    )
    found: list[tuple[int, int, int, int, Tint]] = []
    paper: NDArray[np.int16] | None = None
    for shade, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: 2 * _MOST]:
        middle = np.array(shade, dtype=np.int16) * _STEP + _STEP // 2
        if min(shade) * _STEP < _DARK:
            continue
        if paper is None:
            paper = middle
            continue
        if count < _LEAST / 2 * rows * columns or np.abs(middle - paper).max() <= 1.5 * _STEP:
            continue
        mask = np.abs(cells - middle).max(axis=2) <= _STEP
        for left, top, right, bottom in _rectangles(mask):
            if any(_inside((left, top, right, bottom), other) for other in found):
                continue
            color = tuple(
                int(value)
                for value in np.median(cells[top:bottom, left:right][mask[top:bottom, left:right]], axis=0)
            )
            found.append(
                (left * _CELL, top * _CELL, right * _CELL, bottom * _CELL, (color[0], color[1], color[2]))
            )
    return found[:_MOST]


def _rectangles(mask: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Rectangles that are full of the tint, in cells."""
    found: list[tuple[int, int, int, int]] = []
    heights = mask.sum(axis=0)
    for left, right in ranges(heights >= max(_THIN, 0.6 * heights.max())):
        if right - left < _THIN:
            continue
        widths = mask[:, left:right].sum(axis=1)
        for top, bottom in ranges(_closed(widths >= 0.5 * (right - left))):
            area = mask[top:bottom, left:right]
            if bottom - top >= _THIN and area.mean() >= _FULL and area.size >= _LEAST * mask.size:
                found.append((left, top, right, bottom))
    return found


def _closed(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without gaps of a line of large text."""
    closed = flags.copy()
    for start, end in ranges(~flags):
        if start > 0 and end < len(flags) and end - start <= 4:
            closed[start:end] = True
    return closed


def _inside(one: tuple[int, int, int, int], other: tuple[int, int, int, int, Tint]) -> bool:
    left, top, right, bottom = (edge * _CELL for edge in one)
    across = min(right, other[2]) - max(left, other[0])
    down = min(bottom, other[3]) - max(top, other[1])
    return across > 0 and down > 0 and across * down > 0.5 * (right - left) * (bottom - top)
