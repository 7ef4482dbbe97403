"""Footnotes: small numbered text at the foot of a column, and the raised numbers that refer to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import median

from extract.layout.records import Line, PageLayout, Region, lines_of
from extract.pdf.records import Word

_NUMBER = re.compile(r"(?P<number>\d{1,3}|\*{1,3})[)]?$")
_OPENS = re.compile(r"(?P<number>\d{1,3})(?=[A-ZÄÖÜ„])")
"""A number within the first word of a note, or the last letters of one in the text: superior figures of the
font, whose place and size in the file are those of the words beside them."""
_CLOSES = re.compile(r"(?:[^\W\d_]{3}|[^\W\d_][.,;:!?]|[“”\")])(?P<number>\d{1,3})$")
_SMALLER = 0.92
"""Footnotes are set smaller than the text by at least this factor."""
_RAISED_SIZE = 0.82
_LOWER_PART = 0.5
"""Footnotes stand in the lower part of the page."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """``number`` as printed, and its lines."""

    number: str
    lines: tuple[Line, ...]


def take_footnotes(layout: PageLayout) -> tuple[PageLayout, tuple[Footnote, ...]]:
    """The page without its footnotes and their marks, and the footnotes.

    A block is a footnote only when a raised mark on the page refers to it: small print at the foot of a page
    may be anything else.
    """
    sizes = [word.size for region in layout.regions for line in region.lines for word in line.words]
    if not sizes:
        return layout, ()
    usual = median(sizes)
    marks = {
        word.text
        for region in layout.regions
        for line in region.lines
        for word in line.words
        if is_mark(word, line)
    }
    within = _within(layout, usual)
    if not marks | within:
        return layout, ()
    notes: list[Footnote] = []
    regions: list[Region] = []
    for region in layout.regions:
        kept, found = _split(region, marks, within, usual, layout.page.height)
        notes += found
        if not found:
            regions.append(region)
        elif kept:
            regions.append(region.with_lines(kept))
    if not notes:
        return layout, ()
    numbers = {note.number for note in notes}
    # A region of notes only is none any more, and those behind it move up.
    cleaned = tuple(
        replace(
            region, lines=lines_of(_without_marks(line, numbers, within) for line in region.lines)
        ).numbered(index)
        for index, region in enumerate(regions)
    )
    return replace(layout, regions=cleaned), tuple(notes)


def is_mark(word: Word, line: Line) -> bool:
    """A small number set high behind a word (``Netz³``), not an exponent of a unit or an index set low."""
    if not _NUMBER.fullmatch(word.text) or word.size > _RAISED_SIZE * line.style.size:
        return False
    middle = (word.box.top + word.box.bottom) / 2
    return middle < (line.box.top + line.box.bottom) / 2


def _within(layout: PageLayout, usual: float) -> set[str]:
    """Numbers that end a word of the text and begin one of small print at the foot of the page."""
    low: list[Line] = []
    others: list[Line] = []
    for region in layout.regions:
        for line in region.lines:
            (low if _is_low(line, usual, layout.page.height) else others).append(line)
    opening = {match["number"] for line in low if (match := _OPENS.match(line.words[0].text))}
    if not opening:
        return set()
    words = (word for line in others for word in line.words)
    return opening & {match["number"] for word in words if (match := _CLOSES.search(word.text))}


def _is_low(line: Line, usual: float, height: float) -> bool:
    """Whether a line is small print in the lower part of its page."""
    return line.box.top > _LOWER_PART * height and line.style.size < _SMALLER * usual


def _split(
    region: Region, marks: set[str], within: set[str], usual: float, height: float
) -> tuple[list[Line], list[Footnote]]:
    """The lines that stay, and the notes."""
    notes: list[Footnote] = []
    kept: list[Line] = []
    current: list[Line] = []
    number = ""
    for line in region.lines:
        small = line.style.size < _SMALLER * usual
        opened = _opened(line, marks, within) if _is_low(line, usual, height) else None
        if opened is not None:
            if current:
                notes.append(Footnote(number, tuple(current)))
            current, number = [line], opened
        elif current and small and line.gap_above < line.style.size:
            current.append(line)
        else:
            if current:
                notes.append(Footnote(number, tuple(current)))
                current = []
            kept.append(line)
    if current:
        notes.append(Footnote(number, tuple(current)))
    return kept, notes


def _opened(line: Line, marks: set[str], within: set[str]) -> str | None:
    """The number of the note that a line begins."""
    if len(line.words) < 2:
        return None
    first = line.words[0].text
    if (match := _NUMBER.fullmatch(first)) and match.group("number") in marks:
        return match.group("number")
    match = _OPENS.match(first)
    return match.group("number") if match is not None and match.group("number") in within else None


def _without_marks(line: Line, numbers: set[str], within: set[str]) -> Line:
    words: list[Word] = []
    for word in line.words:
        if word.text in numbers and is_mark(word, line):
            continue
        match = _CLOSES.search(word.text) if within else None
        if match is not None and match.group("number") in within & numbers:
            word = replace(word, text=word.text[: match.start("number")])
        words.append(word)
    return line if tuple(words) == tuple(line.words) or not words else replace(line, words=tuple(words))
