"""One `Style` object per way of setting on a page, shared by both readers."""

from __future__ import annotations

import math

from extract.pdf.content.drawing import Style
from extract.pdf.font.facts import FontFacts
from extract.pdf.records import Color

_SMALLEST, _LARGEST = 0.01, 20_000.0


class StyleBook:
    """The styles seen on a page. Text matrices that differ by less than the eye sees share a style."""

    def __init__(self) -> None:
        self._styles: dict[tuple[object, ...], Style | None] = {}

    def style(
        self,
        font: FontFacts,
        matrix: tuple[float, float, float, float],
        *,
        size: float,
        rise: float,
        color: Color | None,
        icon: bool,
        visible: bool,
    ) -> Style | None:
        """The style of glyphs.

        Args:
            font: facts of the font.
            matrix: a, b, c, d from text space to the page as displayed (y down).
            size: font size in text space units.
            rise: in text space units.
            color: fill colour.
            icon: the glyphs are pictures.
            visible: False for rendering mode 3.

        Returns:
            None for text that has no size or is larger than any page.
        """
        a, b, c, d = matrix
        try:
            key = (
                # Several subsets of one font are one font, though their descents may differ.
                (font.name, font.bold, font.italic, font.symbol, round(font.height, 1)),
                round(a * size, 2),
                round(b * size, 2),
                round(c * size, 2),
                round(d * size, 2),
                round(rise / size, 2),
                color,
                icon,
                visible,
            )
        except (ValueError, OverflowError, ZeroDivisionError):
            return None  # not a number, infinite, or no size at all
        if key in self._styles:
            return self._styles[key]
        style = self._styles[key] = _style(
            font, matrix, size=size, rise=rise, color=color, icon=icon, visible=visible
        )
        return style


def _style(
    font: FontFacts,
    matrix: tuple[float, float, float, float],
    *,
    size: float,
    rise: float,
    color: Color | None,
    icon: bool,
    visible: bool,
) -> Style | None:
    a, b, c, d = matrix
    scale = math.hypot(a, b)
    if not 0 < scale < math.inf:
        return None
    ux, uy = a / scale, b / scale
    if size < 0:
        # A negative font size turns the letters upside down and the direction of writing with them.
        ux, uy = -ux, -uy
    if abs(uy) < 1e-4:
        ux, uy = math.copysign(1.0, ux), 0.0
    elif abs(ux) < 1e-4:
        ux, uy = 0.0, math.copysign(1.0, uy)
    # How high a text space unit stands across the baseline; its part along the baseline is slant.
    unit = c * uy - d * ux
    low = (font.descent * size + rise) * unit
    high = ((font.descent + font.height) * size + rise) * unit
    if low > high:
        low, high = high, low
    points = abs(size * unit)
    if not _SMALLEST < points < _LARGEST:
        return None
    return Style(
        font=font.name,
        size=round(points, 2),
        color=color,
        bold=font.bold,
        italic=font.italic or abs(c * ux + d * uy) > 0.15 * abs(unit),
        icon=icon,
        visible=visible,
        ux=ux,
        uy=uy,
        low=low,
        high=high,
    )
