"""Amounts and dates that may be a part of a longer figure only: what their digits touch is never left out in
silence.

A gap within a figure, by kerning or a wrong map of its font, parts "160. 860,52 €" into two words of which
the second is an amount by itself, a thousandth of what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.layout.text import PlacedText
from extract.pdf.records import Box
from extract.reports.report import Finding, FoundAmount, FoundDate

_WORD_GAP = 0.6
"""Widest word space, as a part of the height of the line: what is farther apart stands in two columns."""

_BEHIND = re.compile(
    r"""
      [.,]? \d                    # further digits at once
    | [ ] [.,] \d                 # or behind a space: 160 .860
    | [ ] \d{3} (?! \d | [.]\d )  # a group of three digits: 1.234 567
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(
    r"""
      \d [.,]? \Z                                # further digits at once
    | \d [ ] [.,] \Z                             # 160 .860
    | (?<! [\d.,] ) \d{1,3} (?: [.,]\d{3} )* [.] [ ] \Z    # 160. 860
    | (?: (?<! [\d.,] ) \d{1,3} | [.]\d{3} ) , [ ] \Z      # 160.860, 52
    | (?<! [\d.,] ) \d{1,3} (?: [. ]\d{3} )* [ ] \Z        # 1.234 567, 2 500.000
    """,
    re.VERBOSE,
)
_GROUP = re.compile(r"\d{3}(?!\d)")
"""How an amount begins that is the rest of a longer one."""
_CENTS = re.compile(r"\d{1,2}(?![\d.])")
_MONTH = re.compile(r"\d{1,2}\.\d")
_SPACED = re.compile(r"\d [.,]\d")
_FIGURE = frozenset("0123456789.,")
_LONGEST = 16
"""Characters before a mention that are looked at."""


class _Span(NamedTuple):
    table: str
    start: int
    end: int


def cut_figures(
    body: PlacedText, *, amounts: Sequence[FoundAmount], dates: Sequence[FoundDate]
) -> tuple[Finding, ...]:
    """One finding for each amount or date that may go on, and for each other figure with a gap in it.

    Args:
        body: the text with its place.
        amounts, dates: what was found in it.
    """
    text = body.text
    spans = [_Span("amounts", one.mention.start, one.mention.end) for one in amounts]
    spans += [_Span("dates", one.mention.start, one.mention.end) for one in dates]
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for span in spans:
        whole = _whole(text, span, spans)
        if whole is not None and _on_one_line(body, span, *whole):
            found.setdefault(whole, (span.table, f'"{text[span.start : span.end]}" was read'))
    for start, end in _spaced(text, spans):
        if not any(low < end and start < high for low, high in found) and _near(body, start, end):
            found[start, end] = ("amounts", "no figure was read")
    return tuple(
        _finding(body.boxes(start, end), table, f'{read} of "{text[start:end]}".')
        for (start, end), (table, read) in sorted(found.items())
    )


def _finding(boxes: tuple[Box, ...], table: str, message: str) -> Finding:
    return Finding("cut-figure", message, None, table, boxes[0].page if boxes else None, boxes)


def _whole(text: str, span: _Span, spans: Sequence[_Span]) -> tuple[int, int] | None:
    """Where the figure begins and ends that a mention may be a part of; None for one that stands alone."""
    start, end = span.start, span.end
    before = (
        _BEFORE.search(text[max(0, start - _LONGEST) : start]) if text[start : start + 1].isdigit() else None
    )
    if before is not None and _opens(text, span, before[0], spans):
        start -= len(before[0])
    behind = _BEHIND.match(text, end) if text[end - 1 : end].isdigit() else None
    if behind is not None and _closes(text, span, behind, spans):
        end = behind.end()
    if (start, end) == (span.start, span.end):
        return None
    if start < span.start:
        start = _begin(text, start)
    if end > span.end:
        end = _end(text, end)
    return start, end


def _begin(text: str, start: int) -> int:
    while start > 0 and text[start - 1] in _FIGURE:
        start -= 1
    while text[start] in ".,":
        start += 1
    return start


def _end(text: str, end: int) -> int:
    while end < len(text) and text[end] in _FIGURE:
        end += 1
    while text[end - 1] in ".,":
        end -= 1
    return end


def _opens(text: str, span: _Span, before: str, spans: Sequence[_Span]) -> bool:
    """Whether what stands before a mention can be the beginning of it."""
    if not before.endswith(" "):
        return True
    place = span.start - len(before)
    if any(other.start <= place < other.end for other in spans):
        return False  # a date or amount of its own, with a space behind it
    if span.table == "dates":
        return before.endswith(". ") and _MONTH.match(text, span.start) is not None
    if before.endswith(", "):
        return _CENTS.match(text, span.start) is not None
    return _GROUP.match(text, span.start) is not None


def _closes(text: str, span: _Span, behind: re.Match[str], spans: Sequence[_Span]) -> bool:
    """Whether what stands behind a mention can be the end of it."""
    if not behind[0].startswith(" "):
        return True
    if any(other.start < behind.end() <= other.end for other in spans):
        return False
    return "." in behind[0] or "," in behind[0] or span.table == "amounts"


def _spaced(text: str, spans: Sequence[_Span]) -> Iterator[tuple[int, int]]:
    """Figures with a space before a dot or comma that no mention takes in."""
    for match in _SPACED.finditer(text):
        if not any(span.start < match.end() and match.start() < span.end for span in spans):
            yield _begin(text, match.start()), _end(text, match.end())


def _on_one_line(body: PlacedText, span: _Span, start: int, end: int) -> bool:
    """Whether what a mention touches stands beside it on its printed line."""
    return (start == span.start or _near(body, start, span.start + 1)) and (
        end == span.end or _near(body, span.end - 1, end)
    )


def _near(body: PlacedText, start: int, end: int) -> bool:
    """Whether two ends of a figure stand on one printed line, no more than a word space apart."""
    if len(body.boxes(start, end)) != 1:
        return False
    boxes = [box for place in range(start, end) for box in body.boxes(place, place + 1)]
    return all(two.x0 - one.x1 < _WORD_GAP * two.height for one, two in pairwise(boxes))
