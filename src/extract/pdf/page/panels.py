"""Filled and framed rectangles, rules and pictures of a page."""

from __future__ import annotations

from itertools import pairwise

from extract.pdf.content.drawing import Drawing, Shape
from extract.pdf.records import Box, Picture

_DRAWING_CURVES = 20
"""From so many curves near each other on, they are a drawing that stands for a picture."""
_DRAWING_GAP_EM = 1.0
_DETAIL_EM = 1.2
"""A rectangle within a drawing is one of its details up to this size."""
_RULE_EM = 0.2
_CORNER_EM = 0.2
"""Rules that meet in a corner miss each other by less."""
_MANY_RULES = 400
_DRAWING_SIZE_EM = 2.4


def panels_of(drawing: Drawing, page: int, em: float) -> list[tuple[Shape, Box]]:
    """Rectangles and rules in the order of drawing, cut to the page.

    Four rules that meet at the corners are one frame. What is small and lies within a drawing belongs to it.

    Args:
        drawing: what the reader saw.
        page: number of the page.
        em: usual size of its type.
    """
    drawings = _drawings(drawing, page, em)
    found: list[tuple[Shape, Box]] = []
    for shape in _framed([shape for shape in drawing.shapes if shape.kind != "curve"], em):
        box = _cut(shape, drawing, page)
        if box is None:
            continue
        small = max(box.width, box.height) < _DETAIL_EM * em
        if small and any(
            area.x0 <= box.x0 and box.x1 <= area.x1 and area.top <= box.top and box.bottom <= area.bottom
            for area in drawings
        ):
            continue
        found.append((shape, box))
    return found


def _framed(shapes: list[Shape], em: float) -> list[Shape]:
    """The shapes, with frames in the place of the four rules that they are made of."""
    level: dict[tuple[int, int], list[Shape]] = {}
    upright: list[Shape] = []
    thick, corner = _RULE_EM * em, _CORNER_EM * em
    for shape in shapes:
        if shape.bottom - shape.top < thick <= shape.x1 - shape.x0:
            level.setdefault((round(shape.x0 / corner), round(shape.x1 / corner)), []).append(shape)
        elif shape.x1 - shape.x0 < thick <= shape.bottom - shape.top:
            upright.append(shape)
    if len(upright) < 2 or len(upright) > _MANY_RULES:
        return shapes
    place = {id(shape): index for index, shape in enumerate(shapes)}
    gone: set[int] = set()
    frames: dict[int, Shape] = {}
    for rules in level.values():
        rules.sort(key=lambda rule: rule.top)
        for above, below in pairwise(rules):
            sides = [
                next((s for s in upright if id(s) not in gone and _joins(s, x, above, below, corner)), None)
                for x in (above.x0, above.x1)
            ]
            if sides[0] is None or sides[1] is None or sides[0] is sides[1] or id(above) in gone:
                continue
            parts = (above, below, sides[0], sides[1])
            gone.update(map(id, parts))
            frames[max(place[id(part)] for part in parts)] = Shape(
                "rect",
                min(part.x0 for part in parts),
                min(part.top for part in parts),
                max(part.x1 for part in parts),
                max(part.bottom for part in parts),
                None,
                above.stroke or above.fill,
                above.line_width or above.bottom - above.top,
                max(part.at for part in parts),
            )
    made = ((frames.get(index), shape) for index, shape in enumerate(shapes))
    return [frame or shape for frame, shape in made if frame or id(shape) not in gone]


def _joins(side: Shape, x: float, above: Shape, below: Shape, corner: float) -> bool:
    """Whether an upright rule at ``x`` runs from one level rule to the other."""
    return (
        abs((side.x0 + side.x1) / 2 - x) < corner
        and abs(side.top - above.top) < corner
        and abs(side.bottom - below.bottom) < corner
    )


def pictures_of(drawing: Drawing, page: int, em: float) -> tuple[Picture, ...]:
    """Raster images, and clusters of many curves, on a page whose type has this size."""
    boxes: list[Box] = []
    for x0, top, x1, bottom in drawing.images:
        box = Box(page, max(0.0, x0), max(0.0, top), min(drawing.width, x1), min(drawing.height, bottom))
        if box.width > 0 and box.height > 0 and box not in boxes:
            boxes.append(box)
    boxes.extend(_drawings(drawing, page, em))
    return tuple(Picture(box) for box in boxes)


def _cut(shape: Shape, drawing: Drawing, page: int) -> Box | None:
    x0, top = max(0.0, shape.x0), max(0.0, shape.top)
    x1, bottom = min(drawing.width, shape.x1), min(drawing.height, shape.bottom)
    return Box(page, x0, top, x1, bottom) if x1 >= x0 and bottom >= top else None


def _drawings(drawing: Drawing, page: int, em: float) -> list[Box]:
    """Clusters of curves drawn one after the other and near each other."""
    curves = [shape for shape in drawing.shapes if shape.kind == "curve"]
    if len(curves) < _DRAWING_CURVES:
        return []
    gap, least = _DRAWING_GAP_EM * em, _DRAWING_SIZE_EM * em
    clusters: list[tuple[int, float, float, float, float]] = []
    for curve in curves:
        for place in range(len(clusters) - 1, max(-1, len(clusters) - 6), -1):
            count, x0, top, x1, bottom = clusters[place]
            if (
                curve.x0 < x1 + gap
                and curve.x1 > x0 - gap
                and curve.top < bottom + gap
                and curve.bottom > top - gap
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
        if count >= _DRAWING_CURVES and box.width >= least and box.height >= least:
            boxes.append(box)
    return boxes
