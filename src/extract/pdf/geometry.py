"""From a file's coordinates to those of the page as displayed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is displayed.

    ``matrix`` takes default user space to points right and down from the top left corner of the page as
    displayed. ``rotate`` turns clockwise, in degrees.
    """

    width: float
    height: float
    matrix: Matrix
    rotate: int


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies ``first`` and then ``then``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def inverse(matrix: Matrix) -> Matrix:
    """The matrix that undoes ``matrix``.

    Raises:
        ZeroDivisionError: the matrix flattens the plane.
    """
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    return (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)


def apply_rectangle(matrix: Matrix, box: Rectangle) -> Rectangle:
    """The bounding box of a rectangle after ``matrix``: smallest x, smallest y, largest x, largest y."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
    return (min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f)


def frame_of(mediabox: Any, cropbox: Any, rotate: Any) -> Frame | None:
    """The frame of a page, from its boxes and rotation; None when no page can be of that kind.

    The crop box counts as far as it lies within the media box (ISO 32000-1, 14.11.2).
    """
    media = _rectangle(mediabox)
    if media is None:
        return None
    crop = _rectangle(cropbox) or media
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    if x1 - x0 <= 0 or y1 - y0 <= 0:
        x0, y0, x1, y1 = media
    width, height = x1 - x0, y1 - y0
    if width <= 0 or height <= 0:
        return None
    turn = round(float(rotate or 0) / 90) * 90 % 360 if isinstance(rotate, int | float) else 0
    if turn == 90:
        return Frame(height, width, (0.0, 1.0, 1.0, 0.0, -y0, -x0), turn)
    if turn == 180:
        return Frame(width, height, (-1.0, 0.0, 0.0, 1.0, x1, -y0), turn)
    if turn == 270:
        return Frame(height, width, (0.0, -1.0, -1.0, 0.0, y1, x1), turn)
    return Frame(width, height, (1.0, 0.0, 0.0, -1.0, -x0, y1), turn)


def _rectangle(box: Any) -> Rectangle | None:
    try:
        x0, y0, x1, y1 = (float(value) for value in box)
    except (TypeError, ValueError):
        return None
    if not all(math.isfinite(value) for value in (x0, y0, x1, y1)):
        return None
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def meet(first: Rectangle | None, second: Rectangle) -> Rectangle:
    """What two rectangles have in common; an empty one at a point when nothing."""
    if first is None:
        return second
    x0, y0 = max(first[0], second[0]), max(first[1], second[1])
    return (x0, y0, max(x0, min(first[2], second[2])), max(y0, min(first[3], second[3])))
