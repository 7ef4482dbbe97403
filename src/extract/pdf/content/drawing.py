"""What a reader saw being drawn on a page, before words are made of it.

Both engines hand over a `Drawing`; everything after it (words, icons, panels, defects) is shared, so
that the engines can only differ in what they saw.

A glyph stands on a baseline that runs in some direction ``(ux, uy)`` of the page as displayed (y down).
``u`` is the coordinate along that direction and ``w`` the one across it, rising towards the top of the
letters: a point is ``x = u * ux + w * uy``, ``y = u * uy - w * ux``. For ordinary text ``u`` is x and
``w`` is -y. In these coordinates text of any direction is grouped by one rule.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Literal

from extract.base.values import value
from extract.pdf.records import Color, Hyperlink

_CLIP_EM = 0.05
"""The middle of a glyph may lie so far outside of what clips it: edges of cells are rounded."""
_SEAM = 0.01
"""Points by which a clipped shape must overlap its clipping rectangle to be seen."""


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
    """False for text rendering mode 3."""
    ux: float
    uy: float
    low: float
    """Bottom of the glyph box across the baseline, in points; negative below it."""
    high: float

    def inside(self, clip: tuple[float, float, float, float], u0: float, u1: float, w: float) -> bool:
        """Whether the middle of a glyph lies within a clipping rectangle of the page."""
        u, across = (u0 + u1) / 2, w + (self.low + self.high) / 2
        x, y = u * self.ux + across * self.uy, u * self.uy - across * self.ux
        slack = _CLIP_EM * self.size
        return clip[0] - slack <= x <= clip[2] + slack and clip[1] - slack <= y <= clip[3] + slack


Glyph = tuple[str, float, float, float, Style]
"""Resolved text (`SPACE`, `UNMAPPED` or letters), ``u0`` and ``u1`` along the baseline, ``w`` across, style.
A plain tuple: pages have thousands."""


@value(frozen=True, slots=True)
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

    def cut(self, clip: tuple[float, float, float, float]) -> Shape | None:
        """What a clipping rectangle leaves of the shape; None when nothing."""
        x0, top, x1, bottom = clip
        if self.x0 >= x0 and self.top >= top and self.x1 <= x1 and self.bottom <= bottom:
            return self
        box = (max(self.x0, x0), max(self.top, top), min(self.x1, x1), min(self.bottom, bottom))
        width, height = box[2] - box[0], box[3] - box[1]
        if width < min(_SEAM, self.x1 - self.x0) or height < min(_SEAM, self.bottom - self.top):
            return None
        return replace(self, x0=box[0], top=box[1], x1=box[2], bottom=box[3])


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
    mended: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Glyphs read otherwise than the file says, by font, text of the file and text read."""

    def add_image(
        self, box: tuple[float, float, float, float], clip: tuple[float, float, float, float] | None
    ) -> None:
        """Note an image, as far as the clipping rectangle shows it."""
        if clip is not None:
            box = (max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3]))
        if all(map(math.isfinite, box)) and box[0] < box[2] and box[1] < box[3]:
            self.images.append(box)
