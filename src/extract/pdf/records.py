"""What the pdf room hands on: pages of words, pictures, boxes and links.

Coordinates are PDF points with the origin at the top left corner of the page as displayed: the crop box
and the page rotation are already applied, so that ``0 <= x <= width`` and ``0 <= y <= height`` for what
is visible (pdfplumber's ``x0/top/x1/bottom`` convention on a page whose box starts at 0,0).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from extract.base.values import value

Color = tuple[float, float, float]
"""Red, green, blue, each 0..1."""


_NO_TYPE = 10.0
"""Without words nothing says how large a page is drawn: ten points then."""


def usual_size(sizes: Iterable[float]) -> float:
    """The em of a page: the size of most of its type, in points."""
    return median([size for size in sizes if size > 0] or [_NO_TYPE])


@value(frozen=True, slots=True)
class Box:
    """A rectangle on a page. ``page`` is the 1-based index of the PDF page."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top


@value(frozen=True, slots=True)
class Word:
    """A run of glyphs with no white space in it, in one font, size and colour.

    Words are split where the style changes, so that a bold run-in heading is a word of its own even when
    no space separates it from what follows; ``glued`` says that no space stood before the word.
    """

    text: str
    """Unicode NFC, ligatures resolved. Private-use glyphs are never here but in `Page.icons`."""
    box: Box
    font: str
    """Font name without the subset prefix (``ABCDEF+``)."""
    size: float
    """Font size in points as displayed."""
    color: Color | None
    bold: bool
    italic: bool
    rotation: Literal[0, 90, 180, 270]
    """Direction of reading relative to the page as displayed; 0 is left to right, 90 is bottom to top."""
    order: int
    """Place in the content stream; rises in the order in which the file draws."""
    glued: bool = False
    """True when the word follows its predecessor in the stream with no space between."""
    confidence: float | None = None
    """0..1 for words read by OCR, None for words of the file's own text layer."""
    tilted: bool = False
    """True when the direction is off ``rotation`` by more than 3 degrees (watermarks, stamps): the box is
    then much larger than the word."""


@value(frozen=True, slots=True)
class Icon:
    """A glyph from a private-use code point or symbol font: a picture, not text."""

    text: str
    box: Box
    font: str
    size: float
    color: Color | None
    order: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster image or a large drawing that stands for one."""

    box: Box


@value(frozen=True, slots=True)
class Panel:
    """A filled or framed rectangle, or a rule (a panel less than 2 points thick)."""

    box: Box
    fill: Color | None
    stroke: Color | None
    order: int
    line_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A small shape with a curved outline that is drawn, not written: a dot, a ring, a tick."""

    box: Box
    fill: Color | None
    stroke: Color | None

    @property
    def is_filled(self) -> bool:
        """Whether it is painted in a colour that shows on white paper."""
        return self.fill is not None and min(self.fill) < 0.85


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link annotation to an address outside the file."""

    uri: str
    box: Box


@dataclass(frozen=True, slots=True)
class Defect:
    """Something on a page that could not be read; ``code`` is one of `extract.base.codes`."""

    code: str
    message: str
    count: int = 0
    """How many things it concerns, where that is known."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page was turned before it was read, because it lies on its side or its picture is askew.

    Everything on such a page counts in the upright frame, whose origin is the top left corner of the page
    after turning; `back` leads to the page as displayed.
    """

    quarters: int
    """Quarter turns clockwise, 0 to 3, from the page as displayed to upright."""
    degrees: float
    """Then so much further clockwise, around the middle."""
    width: float
    """Of the page as displayed."""
    height: float

    @property
    def upright(self) -> tuple[float, float]:
        """Width and height of the upright frame."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def back(self, box: Box) -> Box:
        """A box of the upright frame on the page as displayed: the smallest around it, within the page."""
        corners = [self._back(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        return _around(box.page, corners, self.width, self.height)

    def forth(self, box: Box) -> Box:
        """A box of the page as displayed in the upright frame."""
        corners = [self._forth(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        return _around(box.page, corners, *self.upright)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        x, y = _rotated(x, y, -self.degrees, self.upright)
        width, height = self.width, self.height
        return ((x, y), (y, height - x), (width - x, height - y), (width - y, x))[self.quarters]

    def _forth(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.width, self.height
        x, y = ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[self.quarters]
        return _rotated(x, y, self.degrees, self.upright)


def _rotated(x: float, y: float, degrees: float, size: tuple[float, float]) -> tuple[float, float]:
    """A point turned clockwise around the middle of a page of that size; y grows downwards."""
    angle = math.radians(degrees)
    dx, dy = x - size[0] / 2, y - size[1] / 2
    return (
        size[0] / 2 + dx * math.cos(angle) - dy * math.sin(angle),
        size[1] / 2 + dx * math.sin(angle) + dy * math.cos(angle),
    )


def _around(page: int, corners: Sequence[tuple[float, float]], width: float, height: float) -> Box:
    xs = [min(max(x, 0.0), width) for x, _ in corners]
    ys = [min(max(y, 0.0), height) for _, y in corners]
    return Box(page, min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed, or upright where it has a `turn`."""

    number: int
    """1-based index of the PDF page."""
    width: float
    height: float
    words: Sequence[Word]
    icons: tuple[Icon, ...] = ()
    pictures: tuple[Picture, ...] = ()
    panels: tuple[Panel, ...] = ()
    hyperlinks: tuple[Hyperlink, ...] = ()
    label: str | None = None
    """The page label the file gives (``iv``, ``12``), if any."""
    engine: str = "pdfplumber"
    """Which reader gave the words: ``fast``, ``pdfplumber`` or ``ocr``."""
    defects: tuple[Defect, ...] = ()
    marks: tuple[Mark, ...] = ()
    turn: Turn | None = None
    """Set where the page had to be turned to be read."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark of the file."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """The file as a whole."""

    path: str
    name: str
    """File name without folders."""
    sha256: str
    bytes: int
    page_count: int
    title: str | None
    author: str | None
    created: str | None
    """ISO 8601 text of the file's creation date, as far as it can be read."""
    producer: str | None
    outline: tuple[OutlineEntry, ...] = ()
    repaired: str | None = None
    """What was broken about the file as a whole, when it could be read all the same."""
