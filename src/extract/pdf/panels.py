"""Filled and framed rectangles, rules and pictures of a page."""

from __future__ import annotations

from extract.pdf.drawing import Drawing, Shape
from extract.pdf.records import Box, Picture

_DRAWING_CURVES = 20
"""From so many curves near each other on, they are a drawing that stands for a picture."""
_DRAWING_GAP = 10.0
_DRAWING_SIZE = 24.0


def panels_of(drawing: Drawing, page: int) -> list[tuple[Shape, Box]]:
    """Rectangles and rules in the order of drawing, cut to the page."""
    found: list[tuple[Shape, Box]] = []
    for shape in drawing.shapes:
        if shape.kind == "curve":
            continue
        box = _cut(shape, drawing, page)
        if box is not None:
            found.append((shape, box))
    return found


def pictures_of(drawing: Drawing, page: int) -> tuple[Picture, ...]:
    """Raster images, and clusters of many curves."""
    boxes: list[Box] = []
    for x0, top, x1, bottom in drawing.images:
        box = Box(page, max(0.0, x0), max(0.0, top), min(drawing.width, x1), min(drawing.height, bottom))
        if box.width > 0 and box.height > 0 and box not in boxes:
            boxes.append(box)
    boxes.extend(_drawings([shape for shape in drawing.shapes if shape.kind == "curve"], drawing, page))
    return tuple(Picture(box) for box in boxes)


def _cut(shape: Shape, drawing: Drawing, page: int) -> Box | None:
    x0, top = max(0.0, shape.x0), max(0.0, shape.top)
    x1, bottom = min(drawing.width, shape.x1), min(drawing.height, shape.bottom)
    return Box(page, x0, top, x1, bottom) if x1 >= x0 and bottom >= top else None


def _drawings(curves: list[Shape], drawing: Drawing, page: int) -> list[Box]:
    """Clusters of curves drawn one after the other and near each other."""
    clusters: list[tuple[int, float, float, float, float]] = []
    for curve in curves:
        for place in range(len(clusters) - 1, max(-1, len(clusters) - 6), -1):
            count, x0, top, x1, bottom = clusters[place]
            if (
                curve.x0 < x1 + _DRAWING_GAP
                and curve.x1 > x0 - _DRAWING_GAP
                and curve.top < bottom + _DRAWING_GAP
                and curve.bottom > top - _DRAWING_GAP
            ):
                clusters[place] = (
                    count + 1,
                    min(x0, curve.x0),
                    min(top, curve.top),
                    max(x1, curve.x1),
                    max(bottom, curve.bottom),
                )
                break
        else:
            clusters.append((1, curve.x0, curve.top, curve.x1, curve.bottom))
    boxes = []
    for count, x0, top, x1, bottom in clusters:
        box = Box(page, max(0.0, x0), max(0.0, top), min(drawing.width, x1), min(drawing.height, bottom))
        if count >= _DRAWING_CURVES and box.width >= _DRAWING_SIZE and box.height >= _DRAWING_SIZE:
            boxes.append(box)
    return boxes
