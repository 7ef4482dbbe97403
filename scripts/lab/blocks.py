"""Blocks of lines: headings, paragraphs, lists and tables as slugs that flow into frames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.lab import fonts
from scripts.lab.breaking import Line, Run, break_lines
from scripts.lab.designs import Design
from scripts.lab.ink import BLACK, WHITE, Area, Color, Face, Mark, Region, Sheet, Text, moved
from scripts.lab.wording import heading_lines

LIST_MARK = re.compile(r"(?P<mark>•|\d+\.) (?=\D)")
SOFT = {"minus": "-", "soft": "\u00ad", "u2010": "\u2010", "none": None}


@dataclass(frozen=True, slots=True)
class Slug:
    """A piece that is never broken. Its marks are relative to its top left corner."""

    height: float
    marks: tuple[Mark, ...]
    above: float = 0.0
    keep: bool = False
    """Stays with the next slug."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set. ``leading`` is the distance of baselines in points."""

    size: float = 9.0
    leading: float = 12.0
    face: Face = "regular"
    color: Color = BLACK
    region: Region = "main"


class Setter:
    """Sets text in one design.

    Args:
        design: a settled design.
    """

    def __init__(self, design: Design) -> None:
        self.design = design
        self.family = design.font

    def shown(self, text: str) -> str:
        """The text with the design's spaces and ligatures, as far as its font can show them."""
        if self.design.spaces != "plain":
            space = "\u00a0" if self.design.spaces == "no_break" else "\u2009"
            text = re.sub(r"(?<=\d) (?=€|Euro|Mio\.|Mrd\.|T€|TEUR|%)|(?<=Mio\.) (?=€|Euro)", space, text)
        if self.design.ligatures == "yes":
            text = re.sub(r"fi(?!l)", "ﬁ", text).replace("fl", "ﬂ")
        return fonts.printable(self.family, text)

    def lines(self, runs: Sequence[Run], limit: float, style: Style) -> list[Line]:
        """Break runs at the width of a column, in points."""

        def measure(text: str, face: Face, sup: bool) -> float:
            return fonts.width(self.family, face, text, style.size * (0.6 if sup else 1.0))

        shown = [replace(run, text=self.shown(run.text)) for run in runs]
        return break_lines(shown, limit, measure, SOFT[self.design.hyphen])

    def draw(
        self, line: Line, x: float, limit: float, style: Style, *, stretch: bool = True
    ) -> tuple[Text, ...]:
        """The marks of one line, its baseline at 80 % of the leading."""
        space = fonts.width(self.family, "regular", " ", style.size)
        gaps = sum(not run.glued for run in line.runs[1:])
        justified = stretch and self.design.align == "justified" and not line.last and gaps
        gap = max(0.0, (limit - line.width) / gaps) if justified else 0.0
        gap = gap if gap < style.size else 0.0  # no typesetter stretches a line beyond that
        marks: list[Text] = []
        start, pieces, y = x, "", style.leading * 0.8
        current: Run | None = None

        def flush() -> None:
            nonlocal start, pieces
            if current is None or not pieces:
                return
            size = style.size * (0.6 if current.sup else 1.0)
            rise = style.size * 0.33 if current.sup else 0.0
            marks.append(Text(start, y - rise, pieces, current.face, size, style.color, style.region, gap))
            start += fonts.width(self.family, current.face, pieces, size) + gap * pieces.count(" ")
            pieces = ""

        for index, run in enumerate(line.runs):
            lead = index > 0 and not run.glued
            if current is not None and (run.face, run.sup) == (current.face, current.sup):
                pieces += (" " if lead else "") + run.text
                continue
            flush()
            start += (space + gap) * lead
            current, pieces = run, run.text
        flush()
        return tuple(marks)

    def paragraph(self, runs: Sequence[Run], limit: float, style: Style, *, above: float = 0.0) -> list[Slug]:
        """A paragraph as one slug a line."""
        found = []
        for index, line in enumerate(self.lines(runs, limit, style)):
            found.append(
                Slug(style.leading, self.draw(line, 0.0, limit, style), above if index == 0 else 0.0)
            )
        return found

    def item(
        self,
        mark: str,
        face: Face,
        runs: Sequence[Run],
        limit: float,
        style: Style,
        *,
        indent: float,
        shift: float = 0.0,
        above: float = 0.0,
        color: Color | None = None,
    ) -> list[Slug]:
        """A list item: its mark, then the text hanging at ``indent`` points."""
        found = []
        for index, line in enumerate(self.lines(runs, limit - indent - shift, style)):
            marks = self.draw(line, indent + shift, limit - indent - shift, style)
            if index == 0:
                sign = Text(
                    shift, style.leading * 0.8, mark, face, style.size, color or style.color, style.region
                )
                marks = (sign, *marks)
            found.append(Slug(style.leading, marks, above if index == 0 else 0.0))
        return found

    def body(self, text: str, limit: float, style: Style, *, opening: Sequence[Run] = (),
             note: str | None = None, initial: bool = False) -> list[Slug]:  # fmt: skip
        """The text of a section: paragraphs and list items, a run-in heading before the first."""
        found: list[Slug] = []
        rows: list[tuple[str, str]] = []
        paragraphs = text.split("\n")
        for index, line in enumerate(paragraphs):
            match = LIST_MARK.match(line)
            if match and opening and index == 0:
                found += self.paragraph(opening, limit, style)
                opening = ()
            if match and self.design.lists == "table":
                rows.append((match["mark"], line[match.end() :]))
                continue
            found += self._table(rows, limit, style)
            rows = []
            if match:
                mark = fonts.printable(self.family, match["mark"])
                found += self.item(
                    mark, "regular", [Run(line[match.end() :])], limit, style, indent=style.size * 1.6
                )
                continue
            if self.design.initial == "drop" and initial and index == 0:
                found += self._drop(line, limit, style)
                continue
            runs = [*opening, Run(line)]
            if note and index == len(paragraphs) - 1:
                runs.append(Run(note, sup=True, glued=True))
            found += self.paragraph(runs, limit, style, above=style.leading * 0.35 if index else 0.0)
            opening = ()
        return found + self._table(rows, limit, style)

    def _drop(self, text: str, limit: float, style: Style) -> list[Slug]:
        """A paragraph with its first letter over two lines."""
        size = 2.8 * style.size
        letter, rest = self.shown(text)[0], text[1:]
        indent = fonts.width(self.family, "bold", letter, size) + 2.0
        plain = Setter(replace(self.design, hyphen="none"))
        beside = plain.lines([Run(rest)], limit - indent, style)[:2]
        count = sum(len(run.text.split(" ")) for line in beside for run in line.runs)
        mark = Text(0.0, style.leading * 1.8, letter, "bold", size, style.color, style.region)
        found: list[Slug] = []
        for index, line in enumerate(beside):
            marks = self.draw(line, indent, limit - indent, style)
            found.append(Slug(style.leading, (mark, *marks) if index == 0 else marks, keep=index == 0))
        left = " ".join(rest.split(" ")[count:])
        if len(beside) < 2:
            found.append(Slug(style.leading, ()))
        return found + (self.paragraph([Run(left)], limit, style) if left else [])

    def _table(self, rows: Sequence[tuple[str, str]], limit: float, style: Style) -> list[Slug]:
        found: list[Slug] = []
        for index, (mark, text) in enumerate(rows):
            lines = self.item(mark, "regular", [Run(text)], limit - 8, style, indent=style.size * 2.2)
            inner = stack(lines)
            marks = [moved(item, 4.0, 2.0) for item in inner.marks]
            height = inner.height + 4.0
            frame = Area(0.0, 0.0, limit, height, None, (0.5, 0.5, 0.5), style.region)
            rule = Area(
                style.size * 2.1, 0.0, style.size * 2.1 + 0.5, height, (0.5, 0.5, 0.5), None, style.region
            )
            found.append(Slug(height, (frame, rule, *marks), 4.0 if index == 0 else 0.0))
        return found

    def heading(self, text: str, icon: str, limit: float, style: Style, color: Color) -> list[Slug]:
        """A section heading that stands on lines of its own."""
        kind = self.design.heading
        parts = self._wrapped(heading_lines(self.design, text), limit - style.size * 3, style.size)
        bold = replace(style, face="bold", size=style.size + 0.8, leading=style.leading + 1.5)
        bold = replace(bold, color=WHITE if kind == "bar" else color)
        sign = fonts.icon(self.family, icon)
        height = bold.leading * len(parts)
        marks: list[Mark] = []
        indent = {"bar": 5.0, "icon_before": bold.size * 1.5}.get(kind, 0.0)
        if kind == "bar":
            marks.append(Area(0.0, 0.0, limit, height + 2.0, color, None, "ground"))
        elif kind == "icon_before":
            marks.append(Text(0.0, bold.leading * 0.8, sign, "icon", bold.size, color, style.region))
        for index, (part, tracking) in enumerate(parts):
            shown = self.shown(part)
            y = bold.leading * (index + 0.8) + (1.0 if kind == "bar" else 0.0)
            marks.append(Text(indent, y, shown, "bold", bold.size, bold.color, style.region, 0.0, tracking))
            if kind == "icon_behind" and index == len(parts) - 1:
                width = fonts.width(self.family, "bold", shown, bold.size) + tracking * len(shown)
                marks.append(Text(width + bold.size * 0.6, y, sign, "icon", bold.size, color, style.region))
        return [Slug(height + (5.0 if kind == "bar" else 1.0), tuple(marks), style.leading * 0.75, keep=True)]

    def _wrapped(self, lines: Sequence[str], limit: float, size: float) -> list[tuple[str, float]]:
        """Text and tracking of the lines of a heading, broken between words where it is too wide."""
        found: list[tuple[str, float]] = []
        for line in lines:
            current = ""
            for word in line.split(" "):
                longer = f"{current} {word}".strip()
                shown, tracking = self.letters(longer, size)
                width = fonts.width(self.family, "bold", shown, size + 0.8) + tracking * len(shown)
                if current and width > limit:
                    found.append(self.letters(current, size))
                    current = word
                else:
                    current = longer
            found.append(self.letters(current, size))
        return found

    def beside(
        self, text: str, body: Sequence[Slug], style: Style, color: Color, *, column: float
    ) -> list[Slug]:
        """A heading in the margin: its lines stand left of the body, which moves ``column`` points."""
        bold = replace(style, face="bold", color=color)
        plain = Setter(replace(self.design, align="ragged", hyphen="none"))
        found = [replace(slug, marks=tuple(moved(mark, column, 0.0) for mark in slug.marks)) for slug in body]
        lines = plain.paragraph([Run(text, "bold")], column - 8.0, bold)
        while len(found) < len(lines):
            found.append(Slug(style.leading, ()))
        for index, line in enumerate(lines):
            found[index] = replace(found[index], marks=(*line.marks, *found[index].marks), keep=True)
        found[0] = replace(found[0], above=style.leading * 0.8)
        return found

    def letters(self, text: str, size: float) -> tuple[str, float]:
        """A heading's text and tracking in the design's letters."""
        kind = self.design.heading_letters
        text = text.upper() if "capitals" in kind else text
        return text, size * 0.18 if "spaced" in kind else 0.0


def stack(slugs: Sequence[Slug]) -> Slug:
    """Slugs one under the other as one slug."""
    y = 0.0
    marks: list[Mark] = []
    for index, slug in enumerate(slugs):
        y += slug.above if index else 0.0
        marks += [moved(mark, 0.0, y) for mark in slug.marks]
        y += slug.height
    return Slug(y, tuple(marks), slugs[0].above if slugs else 0.0)


def height_of(slugs: Sequence[Slug]) -> float:
    """Height of slugs set one under the other, in points."""
    return sum(slug.height + slug.above for slug in slugs)


def place(sheet: Sheet, slugs: Sequence[Slug], x: float, y: float) -> float:
    """Put slugs on a sheet one under the other.

    Args:
        sheet: the sheet to draw on.
        slugs: what to draw.
        x: left edge, in points.
        y: where the first one starts, before the space above it.

    Returns:
        Where the last one ends.
    """
    for slug in slugs:
        y += slug.above
        sheet.marks += [moved(mark, x, y) for mark in slug.marks]
        y += slug.height
    return y
