"""What is drawn on a page, before anyone has decided how: texts, areas, pictures.

Coordinates are points from the top left corner of the trimmed page; ``y`` of a text is its baseline.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

Color = tuple[float, float, float]
Face = Literal["regular", "bold", "icon"]
Region = Literal["ground", "furniture", "header", "sidebar", "main", "milestones"]

BLACK: Color = (0.1, 0.12, 0.15)
WHITE: Color = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Text:
    """A run of glyphs in one style. ``gap`` is added to each space, ``tracking`` to each glyph (points)."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    color: Color
    region: Region
    gap: float = 0.0
    tracking: float = 0.0
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """A filled or framed rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float
    fill: Color | None
    stroke: Color | None = None
    region: Region = "ground"


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster scene of the sample."""

    x0: float
    top: float
    x1: float
    bottom: float
    scene: str
    region: Region = "ground"


Mark = Text | Area | Picture


@dataclass(slots=True)
class Sheet:
    """A page that is being filled."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """The mark at another place."""
    if isinstance(mark, Text):
        return replace(mark, x=mark.x + dx, y=mark.y + dy)
    return replace(mark, x0=mark.x0 + dx, x1=mark.x1 + dx, top=mark.top + dy, bottom=mark.bottom + dy)


def scaled(sheet: Sheet, factor: float) -> Sheet:
    """The sheet with all that is on it, larger or smaller."""
    if factor == 1.0:
        return sheet
    marks: list[Mark] = []
    for mark in sheet.marks:
        if isinstance(mark, Text):
            sizes = {name: getattr(mark, name) * factor for name in ("x", "y", "size", "gap", "tracking")}
        else:
            sizes = {name: getattr(mark, name) * factor for name in ("x0", "top", "x1", "bottom")}
        marks.append(replace(mark, **sizes))
    return Sheet(sheet.width * factor, sheet.height * factor, marks)


def color_of(code: str) -> Color:
    """``#rrggbb`` as three numbers 0..1."""
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue
