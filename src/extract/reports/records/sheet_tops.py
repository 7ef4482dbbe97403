"""What stands above the labels of a sheet without a label of its own: title, number and further text."""

from __future__ import annotations

from collections.abc import Sequence

from extract.german.hyphenation import Vocabulary
from extract.layout.records import Line
from extract.layout.text import PlacedText
from extract.reports.names.heading_numbers import number_of
from extract.reports.names.lexicon import Known
from extract.reports.records.bodies import body_of
from extract.reports.records.entries import Entry

_LARGER = 1.12
"""The title is larger than other lines by this factor."""
_TITLE = Known("title", "title")
_NUMBER = Known("number", "number")
_TEXT = Known("text", "text")


def top_entries(
    head: Sequence[tuple[Line, float]],
    heading: Sequence[Line],
    vocabulary: Vocabulary,
    *,
    titled: bool,
    numbered: bool,
) -> list[Entry]:
    """Title, number and text that stand above the labels without one of their own.

    Args:
        head: lines of the cells above the first labelled one, with the right edge of their cell.
        heading: lines right above the sheet, where its title stands if it has no cell for it.
        vocabulary: the document's own words.
        titled: whether a label names the title.
        numbered: whether a label names the number.
    """
    lines = list(head)
    entries: list[Entry] = []
    if not titled:
        source = lines or [(line, 0.0) for line in heading]
        title, rest = _largest(source)
        if title:
            entries += _title([line for line, _ in title], vocabulary, numbered=numbered)
            numbered = numbered or any(entry.name.kind == "number" for entry in entries)
        lines = rest
    if not numbered:
        for place, (line, _) in enumerate(lines):
            words = [word.text for word in line.words]
            number = number_of([*words, "x"])
            if number is not None and number.words >= len(words):
                body = body_of([line], None, vocabulary, flat=True)
                entries.insert(0, Entry(name=_NUMBER, label=None, body=body))
                del lines[place]
                break
    if lines:
        texts = [line for line, _ in lines]
        body = body_of(texts, lines[0][1], vocabulary, flat=False)
        entries.append(Entry(name=_TEXT, label=None, body=body))
    return entries


def _title(lines: Sequence[Line], vocabulary: Vocabulary, *, numbered: bool) -> list[Entry]:
    body = body_of(lines, None, vocabulary, flat=True)
    number = None if numbered else number_of([word.text for line in lines for word in line.words])
    if number is None:
        return [Entry(name=_TITLE, label=None, body=body)]
    start = body.text.find(number.text)
    rest = _after(body, start + len(number.text)) if start >= 0 else None
    if rest is None:
        return [Entry(name=_TITLE, label=None, body=body)]
    printed = body.part(start, start + len(number.text))
    return [Entry(name=_NUMBER, label=None, body=printed), Entry(name=_TITLE, label=None, body=rest)]


def _after(body: PlacedText, start: int) -> PlacedText | None:
    """The text behind a number, without the signs between them."""
    while start < len(body.text) and body.text[start] in " .:–-)":
        start += 1
    return body.part(start, len(body.text)) if start < len(body.text) else None


def _largest(
    lines: Sequence[tuple[Line, float]],
) -> tuple[list[tuple[Line, float]], list[tuple[Line, float]]]:
    """The lines of the largest print, and the others; bold print where all are of one size."""
    if not lines:
        return [], []
    most = max(line.style.size for line, _ in lines)
    least = min(line.style.size for line, _ in lines)
    chosen = [place for place, (line, _) in enumerate(lines) if line.style.size * _LARGER > most]
    if most < _LARGER * least and any(line.style.bold for line, _ in lines):
        chosen = [place for place, (line, _) in enumerate(lines) if line.style.bold]
    # Lines of one box that follow each other: a number in the same print stands in a box of its own.
    runs: list[list[int]] = []
    for place in chosen:
        if runs and place == runs[-1][-1] + 1 and lines[place][1] == lines[runs[-1][-1]][1]:
            runs[-1].append(place)
        else:
            runs.append([place])
    named = [run for run in runs if any(len(word.text) > 3 for word in lines[run[0]][0].words)] or runs
    best = named[0]
    return (
        [lines[place] for place in best],
        [pair for place, pair in enumerate(lines) if place not in best],
    )
