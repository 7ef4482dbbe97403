"""A tiny typesetter for tests: text at a place in a face becomes a page of words, as a reader hands it on.

Letters are as wide as those of a common sans serif, about; a word's box is one font size high. Within a text
``**so**`` is bold, as headings before their text are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extract.layout.analysis import analyse
from extract.layout.lines import attach_icons, printed_lines
from extract.layout.records import Line, PageLayout
from extract.pdf.records import Box, Color, Defect, Icon, Page, Panel, Picture, Word

BLACK: Color = (0.0, 0.0, 0.0)
BLUE: Color = (0.1, 0.2, 0.6)
WHITE: Color = (1.0, 1.0, 1.0)

PROSE = (
    "Am Nordufer des Lindensees entsteht ein Weg für alle, die zu Fuß oder mit dem Rad unterwegs sind. "
    "Er führt vom alten Hafen an den Gärten vorbei bis zur Mühle und von dort weiter in den Wald. "
    "Die Gemeinden tragen das Vorhaben gemeinsam und stimmen sich an einem runden Tisch darüber ab. "
    "Bänke und Tafeln laden zum Verweilen ein und erzählen von der Geschichte der Fischer am See. "
    "Schulen aus der Gegend haben Bilder und Texte dafür gemacht und pflegen ein Stück des Ufers selbst. "
)
"""Running text of a fictional region."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font in a size and colour."""

    font: str = "Werk-Regular"
    size: float = 10.0
    bold: bool = False
    color: Color = BLACK

    @property
    def as_bold(self) -> Face:
        return replace(self, font=self.font.replace("Regular", "Bold"), bold=True)

    def sized(self, size: float) -> Face:
        return replace(self, size=size)


BODY = Face()
BOLD = BODY.as_bold
SMALL = BODY.sized(7.5)
TITLE = BOLD.sized(20.0)
LEAD = BOLD.sized(11.5)
LEADING = 1.3


def advance(text: str, face: Face) -> float:
    """Width of a text in points."""
    em = 0.0
    for char in text:
        if char in "iljtfrI.,:;!'|()[]-· ":
            em += 0.28
        elif char in "mwMW%–—":
            em += 0.85
        elif char.isupper():
            em += 0.67
        else:
            em += 0.54
    return em * face.size * (1.05 if face.bold else 1.0)


@dataclass(slots=True)
class Paper:
    """A page that is being set."""

    number: int = 1
    width: float = 595.0
    height: float = 842.0
    words: list[Word] = field(default_factory=list)
    icons: list[Icon] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)

    def line(self, x: float, top: float, text: str, face: Face = BODY, *, spaces: float = 1.0) -> float:
        """Sets one line; returns its right edge. ``spaces`` widens the word spaces."""
        space = advance(" ", face) * spaces
        for run_bold, run in _runs(text):
            shown = face.as_bold if run_bold else face
            for piece in re.findall(r"[ \n]+|[^ \n]+", run):
                if piece.isspace():
                    x += space * len(piece)
                    continue
                width = advance(piece, shown)
                last = self.words[-1] if self.words else None
                glued = last is not None and abs(last.box.x1 - x) < 0.01 and last.box.top == top
                self._word(piece, Box(self.number, x, top, x + width, top + shown.size), shown, glued=glued)
                x += width
        return x

    def lines(
        self, x: float, top: float, texts: str | Iterable[str], face: Face = BODY, *, leading: float = LEADING
    ) -> float:
        """Sets printed lines, empty ones as white space. Returns where the next line would stand."""
        for text in texts.splitlines() if isinstance(texts, str) else texts:
            if text.strip():
                self.line(x, top, text, face)
            top += leading * face.size
        return top

    def prose(
        self,
        x: float,
        top: float,
        width: float,
        count: int,
        face: Face = BODY,
        *,
        leading: float = LEADING,
        justified: bool = False,
    ) -> float:
        """Sets ``count`` full lines of running text in a column. Returns where the next would stand."""
        source = iter((PROSE * (1 + count // 3)).split())
        kept = next(source)
        for _ in range(count):
            row = [kept]
            for word in source:
                if advance(" ".join([*row, word]), face) > width:
                    kept = word
                    break
                row.append(word)
            gaps = sum(advance(word, face) for word in row)
            spaces = 1.0
            if justified and len(row) > 1:
                spaces = (width - gaps) / (len(row) - 1) / advance(" ", face)
            self.line(x, top, " ".join(row), face, spaces=spaces)
            top += leading * face.size
        return top

    def icon(self, x: float, top: float, *, size: float = 10.0, text: str = "\ue001") -> float:
        box = Box(self.number, x, top, x + size, top + size)
        self.icons.append(Icon(text, box, "Zeichen", size, BLUE, len(self.words)))
        return x + size

    def turned(self, x: float, bottom: float, text: str, face: Face = SMALL) -> None:
        """Sets a line that reads from bottom to top."""
        for piece in text.split():
            length = advance(piece, face)
            box = Box(self.number, x, bottom - length, x + face.size, bottom)
            self._word(piece, box, face, rotation=90)
            bottom -= length + advance(" ", face)

    def oblique(self, x: float, top: float, text: str, face: Face) -> None:
        """Sets a word across the page from bottom left to top right."""
        side = advance(text, face) * 0.7
        self._word(text, Box(self.number, x, top, x + side, top + side), face)

    def panel(
        self, x0: float, top: float, x1: float, bottom: float, *, fill: Color | None = (0.9, 0.93, 0.9)
    ) -> None:
        stroke = None if fill else BLACK
        self.panels.append(Panel(Box(self.number, x0, top, x1, bottom), fill, stroke, len(self.words)))

    def picture(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.pictures.append(Picture(Box(self.number, x0, top, x1, bottom)))

    def page(self) -> Page:
        return Page(
            number=self.number,
            width=self.width,
            height=self.height,
            words=tuple(self.words),
            icons=tuple(self.icons),
            pictures=tuple(self.pictures),
            panels=tuple(self.panels),
            defects=tuple(self.defects),
        )

    def read(self) -> PageLayout:
        return analyse(self.page())

    def column(self, *, region: int = 0) -> tuple[Line, ...]:
        """All lines as those of one column, whatever the white space between them."""
        lines, _ = attach_icons(printed_lines(self.words, region=region), self.icons)
        return tuple(lines)

    def _word(
        self,
        text: str,
        box: Box,
        face: Face,
        *,
        glued: bool = False,
        rotation: Literal[0, 90, 180, 270] = 0,
    ) -> None:
        self.words.append(
            Word(
                text=text,
                box=box,
                font=face.font,
                size=face.size,
                color=face.color,
                bold=face.bold,
                italic=False,
                rotation=rotation,
                order=len(self.words),
                glued=glued,
            )
        )


def _runs(text: str) -> list[tuple[bool, str]]:
    return [(bool(index % 2), run) for index, run in enumerate(text.split("**")) if run]


def column(text: str, face: Face = BODY, *, x: float = 60.0, top: float = 100.0) -> tuple[Line, ...]:
    """Printed lines of a text set by itself, one for each line of ``text``."""
    paper = Paper()
    paper.lines(x, top, text.strip("\n"), face)
    return paper.column()


def words_of(layout: PageLayout) -> list[str]:
    """The text of each region, words only."""
    return [" ".join(line.text for line in region.lines) for region in layout.regions]


def openings(layout: PageLayout) -> list[str]:
    """The first word of each region, in reading order."""
    return [region.lines[0].words[0].text for region in layout.regions]


def shuffled(words: Sequence[Word], *, step: int = 7) -> list[Word]:
    """The same words in another, fixed order: every ``step``-th first."""
    return [word for start in range(step) for word in words[start::step]]
