"""What the outline of a painted path is: a rectangle, a line, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.pdf.geometry import Rectangle

BOXLIKE = 0.85
"""Share of its bounding box that an outline must fill to count as a rectangle, perhaps with round corners.
A pill (corners of half its height) four times as wide as high fills 0.875 between its end points, a circle
0.5, a triangle 0.5."""
NOTHING = 1e-6
"""Points below which a length is none."""


def outline_kind(
    kind: str, points: Sequence[tuple[float, float]], box: Rectangle, *, bent: bool
) -> str | None:
    """What a subpath counts as, whatever pdfminer takes it for; None when there is nothing to see.

    Args:
        kind: ``rect``, ``line`` or ``curve``.
        points: end points of its segments.
        box: its bounding box, in the same unit.
        bent: some of its segments are no straight lines, so that the box says little.
    """
    width, height = box[2] - box[0], box[3] - box[1]
    if kind != "line" and not bent:
        if width < NOTHING and height < NOTHING:
            return None
        if width < NOTHING or height < NOTHING:
            return "rect"  # an area without height is painted as a rule
    return "rect" if kind == "curve" and is_boxlike(points, box) else kind


def is_boxlike(points: Sequence[tuple[float, float]], box: Rectangle) -> bool:
    """A closed outline that fills most of its bounding box.

    Args:
        points: end points of its segments.
        box: its bounding box, in the same unit.
    """
    area = (box[2] - box[0]) * (box[3] - box[1])
    if not 4 <= len(points) <= 64 or area <= 0:
        return False
    outline = points[-1][0] * points[0][1] - points[0][0] * points[-1][1]
    outline += sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(points))
    return abs(outline) / 2 > BOXLIKE * area
