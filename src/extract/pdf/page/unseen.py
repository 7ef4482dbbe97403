"""Text that is drawn and yet not seen."""

from __future__ import annotations

from collections.abc import Iterable

from extract.pdf.content.drawing import Drawing, Shape
from extract.pdf.records import Color, Word

_WHITE = 0.98
"""From this share of each colour on, ink does not show on white paper."""


def could_be_scan(drawing: Drawing) -> bool:
    """Whether there is anything on the page that invisible text could be the text of: a picture, or letters
    turned into outlines."""
    return bool(drawing.images) or any(shape.kind == "curve" for shape in drawing.shapes)


def white_on_white(drawing: Drawing, words: Iterable[Word]) -> int:
    """How many words are white where nothing is painted under or over them."""
    white = [word.box for word in words if word.color is not None and min(word.color) >= _WHITE]
    if not white:
        return 0
    painted = [_area(shape) for shape in drawing.shapes if _shows(shape)] + drawing.images
    places = [((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) for box in white]
    return sum(
        not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in painted) for x, y in places
    )


def _shows(shape: Shape) -> bool:
    inks: list[Color] = [ink for ink in (shape.fill, shape.stroke) if ink is not None]
    # Without a colour that is known it is a pattern or a gradient.
    return not inks or any(min(ink) < _WHITE for ink in inks)


def _area(shape: Shape) -> tuple[float, float, float, float]:
    half = shape.line_width / 2
    return (shape.x0 - half, shape.top - half, shape.x1 + half, shape.bottom + half)
