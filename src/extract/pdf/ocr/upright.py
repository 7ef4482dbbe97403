"""How a scanned page lies: on its side, askew; and its picture turned upright."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extract.pdf.ocr.tool import DPI, direction
from extract.pdf.records import Turn

_DPI = 100
"""Resolution at which the lie of the lines is measured."""
_EDGE = 48
"""Difference in brightness, of 255, between a stroke and the paper beside it."""
_MOST = 6.0
"""Scans are askew by so many degrees at most; beyond that it is not the scanner."""
_LEAST = 0.2
"""Less than this does no harm, and turning blurs."""
_FEW_EDGES = 500
_SIDEWAYS = 1.3
"""Lines along the height must be so much clearer than lines along the width."""
_SURE = 1.0
"""Confidence above which Tesseract's word on the direction is taken."""


def turn_of(image: Image.Image, width: float, height: float) -> Turn | None:
    """How a page must be turned before it is read; None where it lies straight.

    A page that stands on its head is not seen here, see `on_its_head`.

    Args:
        image: the page at `DPI`.
        width, height: of the page as displayed, in points.
    """
    small = image.convert("L").resize(
        (max(1, image.width * _DPI // DPI), max(1, image.height * _DPI // DPI)), Image.Resampling.BOX
    )
    gray = np.asarray(small, dtype=np.int16)
    level, slope = _slope(gray)
    steep, lean = _slope(gray.T)
    if steep > _SIDEWAYS * level:
        quarters, sure = direction(image)
        if sure >= _SURE and quarters in (90, 270):
            # Seen along the height, rows and columns have changed places: what falls there rises here.
            degrees = lean if abs(lean) >= _LEAST else 0.0
            return Turn(quarters // 90, degrees, width, height)
        return None
    return Turn(0, -slope, width, height) if abs(slope) >= _LEAST else None


def on_its_head(image: Image.Image) -> bool:
    """Whether Tesseract finds that a page must be turned by half."""
    quarters, sure = direction(image)
    return quarters == 180 and sure >= _SURE


def turned(image: Image.Image, turn: Turn) -> Image.Image:
    """The picture of the page, upright."""
    if turn.quarters:
        image = image.transpose(
            (
                Image.Transpose.ROTATE_270,  # Pillow counts against the clock
                Image.Transpose.ROTATE_180,
                Image.Transpose.ROTATE_90,
            )[turn.quarters - 1]
        )
    if turn.degrees:
        paper = image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
        white = (255, 255, 255) if isinstance(paper, tuple) else 255
        image = image.rotate(-turn.degrees, resample=Image.Resampling.BICUBIC, fillcolor=white)
    return image


def _slope(gray: NDArray[np.int16]) -> tuple[float, float]:
    """How clearly strokes lie in lines along the width, and by how many degrees these fall to the right."""
    ys, xs = np.nonzero(np.abs(np.diff(gray, axis=1)) > _EDGE)
    if len(ys) < _FEW_EDGES:
        return 0.0, 0.0
    best = _clearest(ys, xs, np.arange(-_MOST, _MOST + 0.01, 0.5))
    best = _clearest(ys, xs, np.arange(best - 0.5, best + 0.51, 0.1))
    return _clearness(ys, xs, best), round(float(best), 2)


def _clearest(ys: NDArray[np.intp], xs: NDArray[np.intp], angles: NDArray[np.float64]) -> float:
    return float(max(angles, key=lambda angle: (_clearness(ys, xs, float(angle)), -abs(angle))))


def _clearness(ys: NDArray[np.intp], xs: NDArray[np.intp], angle: float) -> float:
    """Strokes fall into few rows when the rows lie along the lines of text."""
    rows = np.rint(ys - xs * np.tan(np.radians(angle))).astype(np.intp)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    return float((counts**2).sum() / counts.sum() ** 2 * len(counts))
