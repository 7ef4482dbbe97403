"""What the pdf room hands on: pages of words, pictures, boxes and links.

Coordinates are PDF points with the origin at the top left corner of the page as displayed: the crop box
and the page rotation are already applied, so that ``0 <= x <= width`` and ``0 <= y <= height`` for what
is visible (pdfplumber's ``x0/top/x1/bottom`` convention on a page whose box starts at 0,0).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.values import value

Color = tuple[float, float, float]
"""Red, green, blue, each 0..1."""


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

    @property
    def is_rule(self) -> bool:
        return min(self.box.width, self.box.height) < 2.0


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
    """Something on a page that could not be read; ``code`` is one of `extract.codes`."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed."""

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
