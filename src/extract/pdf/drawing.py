"""What a reader saw being drawn on a page, before words are made of it.

Both engines hand over a `Drawing`; everything after it (words, icons, panels, defects) is shared, so
that the engines can only differ in what they saw.

A glyph stands on a baseline that runs in some direction ``(ux, uy)`` of the page as displayed (y down).
``u`` is the coordinate along that direction and ``w`` the one across it, rising towards the top of the
letters: a point is ``x = u * ux + w * uy``, ``y = u * uy - w * ux``. For ordinary text ``u`` is x and
``w`` is -y. In these coordinates text of any direction is grouped by one rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extract.pdf.records import Color, Hyperlink

SPACE = " "
UNMAPPED = "\ufffd"


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a glyph is set. Engines keep one object per style and page: compared by identity."""

    font: str
    """Name without the subset prefix."""
    size: float
    """Points as displayed."""
    color: Color | None
    bold: bool
    italic: bool
    icon: bool
    """The glyph is a picture, not text."""
    visible: bool
    """False for text rendering modes 3 and 7."""
    ux: float
    uy: float
    low: float
    """Bottom of the glyph box across the baseline, in points; negative below it."""
    high: float


class Glyph(NamedTuple):
    """One glyph: resolved text (`SPACE`, `UNMAPPED` or letters), its extent along and place across."""

    text: str
    u0: float
    u1: float
    w: float
    style: Style


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted subpath, as displayed. ``kind`` says what its outline is."""

    kind: Literal["rect", "line", "curve"]
    x0: float
    top: float
    x1: float
    bottom: float
    fill: Color | None
    stroke: Color | None
    line_width: float
    at: int
    """Number of glyphs drawn before it."""


@dataclass(slots=True)
class Drawing:
    """A page as a reader saw it. Coordinates are those of the page as displayed."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    images: list[tuple[float, float, float, float]] = field(default_factory=list)
    hyperlinks: list[Hyperlink] = field(default_factory=list)
    clipped: int = 0
    """Glyphs that a clipping path hides."""
