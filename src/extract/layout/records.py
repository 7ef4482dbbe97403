"""What the layout room hands on: lines in regions in reading order.

A *line* is one printed line of one column. A *region* is a column, a panel or a band: lines that follow
each other with nothing beside them. Coordinates as in `extract.pdf.records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extract.base.values import value
from extract.layout.text import around
from extract.pdf.records import Box, Color, Defect, Hyperlink, Icon, Page, Panel, Picture, Word


def text_of(words: Sequence[Word]) -> str:
    """Words of one line with the spaces between them."""
    text = "".join([word.text if word.glued else f" {word.text}" for word in words])
    return text if not words or words[0].glued else text[1:]


@value(frozen=True, slots=True)
class Style:
    """How text is set."""

    font: str
    size: float
    bold: bool
    italic: bool
    color: Color | None


@value(frozen=True, slots=True)
class Line:
    """Words of one printed line from left to right, with the icons that stand before and after it."""

    words: Sequence[Word]
    box: Box
    style: Style
    """Style of most of its characters."""
    region: int
    """Index of its region in `PageLayout.regions`."""
    before: tuple[Icon, ...] = ()
    after: tuple[Icon, ...] = ()
    gap_above: float = 0.0
    """White space between the line above in the region and this one, in points; 0 for the first."""
    text: str = field(init=False, compare=False, repr=False)
    """Its words with the spaces between them. Asked for many times, so it is made with the line."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", text_of(self.words))

    @classmethod
    def made(
        cls,
        words: Sequence[Word],
        box: Box,
        style: Style,
        region: int,
        *,
        before: tuple[Icon, ...],
        after: tuple[Icon, ...],
        gap_above: float,
        text: str,
    ) -> Line:
        """A line whose text is known, so that its words need not be looked at."""
        line = object.__new__(cls)
        for put, given in zip(
            _LINE_FIELDS, (words, box, style, region, before, after, gap_above, text), strict=True
        ):
            put(line, given)
        return line

    @property
    def page(self) -> int:
        return self.box.page


def with_own_words(line: Line) -> Line:
    """The line without the other words of its page, all of which a line of a packed page keeps."""
    return replace(line, words=tuple(line.words))


_LINE_FIELDS = tuple(getattr(Line, name).__set__ for name in Line.__slots__)


Lines = tuple[Line, *tuple[Line, ...]]
"""One line at least."""


def lines_of(lines: Iterable[Line]) -> Lines:
    """The lines of a region.

    Raises:
        ValueError: there is none. A region that loses all of its lines is to be left out.
    """
    first, *others = lines
    return (first, *others)


@value(frozen=True, slots=True)
class Region:
    """Lines of one column in reading order; never without any."""

    index: int
    box: Box
    lines: Lines
    panel: Panel | None
    """The filled or framed panel that the region lies in, if any."""
    leaf: int
    """0, or 1 for the right half of a sheet with two pages on it."""
    group: int
    """Regions cut from one band by vertical gutters share the number: columns side by side."""

    def with_lines(self, lines: Sequence[Line]) -> Region:
        """The region with other lines, one at least, and the box around them."""
        return replace(self, lines=lines_of(lines), box=around(line.box for line in lines))

    def numbered(self, index: int) -> Region:
        """The region, and with it each of its lines, under another index."""
        return replace(self, index=index, lines=lines_of(replace(line, region=index) for line in self.lines))


@value(frozen=True, slots=True)
class Outline:
    """What is asked of every page of a report, again and again."""

    number: int
    leaves: int
    texts: tuple[str, ...]
    """Its lines in reading order."""
    words: tuple[int, ...]
    """Number of words by leaf."""
    defects: tuple[Defect, ...]
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page with its regions in reading order."""

    page: Page
    regions: tuple[Region, ...]
    rotated: tuple[Line, ...]
    """Lines that do not read from left to right."""
    leaves: int
    """1, or 2 where two pages are imposed on one sheet; as many as there are projects on a stacked page."""
    stacked: bool = False
    """Whether the leaves stand one above the other on one page."""

    @property
    def number(self) -> int:
        return self.page.number

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for region in self.regions for line in region.lines)

    @property
    def outline(self) -> Outline:
        return Outline(
            self.number,
            self.leaves,
            tuple(line.text for line in self.lines),
            tuple(self._words_on(leaf) for leaf in range(self.leaves)),
            self.page.defects,
            self.stacked,
        )

    def _words_on(self, leaf: int) -> int:
        lines = (line for region in self.regions if region.leaf == leaf for line in region.lines)
        return sum(len(line.words) for line in lines)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return self.page.pictures

    @property
    def hyperlinks(self) -> tuple[Hyperlink, ...]:
        return self.page.hyperlinks
