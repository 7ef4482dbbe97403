"""What the fast reader draws on: the page, its bounds, and the graphics state that text and paths share."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from extract.pdf.content.drawing import Drawing
from extract.pdf.content.styles import StyleBook
from extract.pdf.file.limits import Limits, PageLimitError
from extract.pdf.geometry import Matrix, Rectangle


@dataclass(slots=True)
class Graphics:
    """The graphics state as far as both text and paths depend on it."""

    ctm: Matrix
    """User space to the page as displayed."""
    clip: Rectangle | None
    line_width: float = 0.0


@dataclass(slots=True)
class Canvas:
    """One page, with what has been drawn on it so far."""

    drawing: Drawing
    limits: Limits
    book: StyleBook = field(default_factory=StyleBook)
    shapes: int = 0
    end: float = 0.0
    replacing: bool = False
    """Within content that has a replacement text."""

    def __post_init__(self) -> None:
        self.end = time.monotonic() + self.limits.seconds_per_page

    def check(self) -> None:
        """Raise when the page is too large or too slow.

        Raises:
            PageLimitError: it is.
        """
        if len(self.drawing.glyphs) > self.limits.glyphs_per_page:
            raise PageLimitError(f"has more than {self.limits.glyphs_per_page:,} characters")
        if self.shapes > self.limits.shapes_per_page:
            raise PageLimitError(f"has more than {self.limits.shapes_per_page:,} objects")
        if time.monotonic() > self.end:
            raise PageLimitError(f"took longer than {self.limits.seconds_per_page:g} seconds")
