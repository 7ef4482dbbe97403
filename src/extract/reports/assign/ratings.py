"""Typed values of a sheet: ratings as numbers of dots, quantities with their unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extract.layout.lines import printed_lines
from extract.layout.records import Line
from extract.pdf.records import Box, Word
from extract.reports.names.headings import label_text
from extract.reports.names.keys import slug
from extract.reports.profile.model import FieldRule
from extract.reports.records.sheets import SheetCell
from extract.reports.report import Field, Section

FULL = frozenset("●⬤•■★✔✓✗✘☒▪◆⚫")
EMPTY = frozenset("○◯□☆◇⚪▫☐")
_REACH = 0.35
"""Dots stand in the row of a line when their middle is within its height, widened by this part of it."""
_ONE_LINE_EM = 3.2
"""A cell lower than this is one row of dots."""
_PAIRED = re.compile(r"\s*([-–])\s+(?=[a-zäöüA-ZÄÖÜ])")


@dataclass(frozen=True, slots=True)
class _Dot:
    box: Box
    full: bool

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A label and the height over which its dots stand."""

    lines: tuple[Line, ...]
    top: float
    bottom: float

    @property
    def page(self) -> int:
        return self.lines[0].page


def ratings(rule: FieldRule, cell: SheetCell) -> list[Field]:
    """One field per labelled row of dots in a box: how many of them are full.

    Args:
        rule: what the profile says of the box.
        cell: the labelled cell with the cells nested in it or going on with it.
    """
    cells = [cell, *cell.nested]
    dots = [dot for one in cells for dot in _dots(one)]
    if not dots:
        return []
    fields: list[Field] = []
    for row in _rows(cell):
        own = [dot for dot in dots if dot.box.page == row.page and row.top <= dot.middle <= row.bottom]
        label = _label(row.lines)
        full = [dot for dot in own if dot.full]
        most = rule.most or (len(own) if len(own) > len(full) else None)
        boxes = tuple(line.box for line in row.lines) + tuple(dot.box for dot in own)
        text = "●" * len(full) + "○" * ((most or 0) - len(full))
        unit = f"von {most}" if most else rule.unit
        fields.append(Field(f"{rule.field}_{slug(label)}", label, text, Decimal(len(full)), unit, boxes))
    return fields


def _dots(cell: SheetCell) -> Iterator[_Dot]:
    for mark in cell.marks:
        yield _Dot(mark.box, mark.is_filled)
    for word in cell.words:
        if set(word.text) <= FULL | EMPTY:
            yield from _characters(word.text, word.box)
    for icon in cell.icons:
        # Symbol fonts keep no meaning: only icons alike can be compared, all count as full.
        yield _Dot(icon.box, True)


def _characters(text: str, box: Box) -> Iterator[_Dot]:
    step = box.width / len(text)
    for place, char in enumerate(text):
        yield _Dot(
            Box(box.page, box.x0 + place * step, box.top, box.x0 + (place + 1) * step, box.bottom),
            char in FULL,
        )


def _rows(cell: SheetCell) -> Iterator[_Row]:
    own = [part.line for entry in cell.entries if entry.label is not None for part in entry.parts]
    for line in own:
        words = _without_dots(line.words)
        if words:
            yield from _line_rows(words)
    for inner in cell.nested:
        words = _without_dots(inner.words)
        if not words:
            continue
        if inner.box.height < _ONE_LINE_EM * max(word.size for word in words):
            yield _Row(tuple(printed_lines(words, region=inner.region)), inner.box.top, inner.box.bottom)
        else:
            yield from _line_rows(words)


def _line_rows(words: Sequence[Word]) -> Iterator[_Row]:
    for line in printed_lines(words, region=0):
        reach = _REACH * line.box.height
        yield _Row((line,), line.box.top - reach, line.box.bottom + reach)


def _without_dots(words: Iterable[Word]) -> list[Word]:
    return [word for word in words if not set(word.text) <= FULL | EMPTY]


def _label(lines: Sequence[Line]) -> str:
    text = label_text(lines)
    return _PAIRED.sub(r"\1", text).rstrip(": ")


def quantities(rule: FieldRule, sections: Sequence[Section]) -> list[Field]:
    """The numbers with a unit that a section states."""
    fields: list[Field] = []
    for section in sections:
        if section.section != rule.section or rule.pattern is None:
            continue
        for match in re.finditer(rule.pattern, section.body.text):
            number = german_number(match.group("number"))
            if number is None:
                continue
            groups = match.groupdict()
            label = (groups.get("label") or section.heading).strip().rstrip(":")
            start, end = match.span("number")
            unit = groups.get("unit")
            if unit is not None:
                end = max(end, match.end("unit"))
            boxes = section.body.boxes(start, end)
            fields.append(
                Field(rule.field, label, section.body.text[start:end], number, unit or rule.unit, boxes)
            )
    return fields


def german_number(text: str) -> Decimal | None:
    """``1.220`` is 1220 and ``2,5`` is 2.5; None for what is no number."""
    plain = re.sub(r"[.\s](?=\d{3}(?:\D|$))", "", text.strip()).replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None
