"""Small curved shapes: the dots and rings of ratings, ticks and bullets that are drawn, not written."""

from __future__ import annotations

from extract.pdf.content.drawing import Drawing, Shape
from extract.pdf.records import Box, Color, Mark

_SMALLEST_EM, _LARGEST_EM = 0.12, 2.4
_SAME_EM = 0.1
"""Fill and outline of one mark lie so near to each other."""
_LONGEST = 2.0
"""A mark is at most this many times longer than wide."""
_MOST = 2_000
"""Pages with more small curves are maps and drawings; their curves say nothing by themselves."""


def marks_of(drawing: Drawing, page: int, em: float) -> tuple[Mark, ...]:
    """Marks in the order of drawing. Fill and outline painted one over the other are one mark.

    Args:
        drawing: what the reader saw.
        page: number of the page.
        em: usual size of its type.
    """
    curves = [shape for shape in drawing.shapes if shape.kind == "curve" and _is_small(shape, em)]
    if len(curves) > _MOST:
        return ()
    found: dict[tuple[int, ...], tuple[Shape, Color | None, Color | None]] = {}
    for shape in curves:
        edges = (shape.x0, shape.top, shape.x1, shape.bottom)
        key = tuple(round(edge / (_SAME_EM * em)) for edge in edges)
        earlier = found.get(key)
        if earlier is None:
            found[key] = (shape, shape.fill, shape.stroke)
        else:
            found[key] = (earlier[0], shape.fill or earlier[1], shape.stroke or earlier[2])
    return tuple(
        Mark(Box(page, shape.x0, shape.top, shape.x1, shape.bottom), fill, stroke)
        for shape, fill, stroke in found.values()
        if shape.x0 >= 0 and shape.x1 <= drawing.width and shape.top >= 0 and shape.bottom <= drawing.height
    )


def _is_small(shape: Shape, em: float) -> bool:
    width, height = shape.x1 - shape.x0, shape.bottom - shape.top
    return (
        min(width, height) >= _SMALLEST_EM * em
        and max(width, height) <= _LARGEST_EM * em
        and max(width, height) <= _LONGEST * min(width, height)
    )
