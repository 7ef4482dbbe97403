"""Words of one column to printed lines, with the icons that stand beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from extract.base.values import value
from extract.layout.gutters import SAME_LINE
from extract.layout.records import Line, Style
from extract.layout.text import around
from extract.pdf.records import Box, Color, Icon, Word

_LARGE = 1.8
"""An initial or number is larger by this factor than the lines that stand beside it."""
_KERNED = 0.5
"""Part of the size of the text by which it may stand inside the box of an initial beside it."""
_ICON_REACH_EM = 3.0
_TOUCHING_EM = 0.06
"""Word spaces are wider than this, in tight lines as well."""
_WORD_SPACE_EM = 0.5
"""Word spaces are narrower than this, but for wide justified lines."""
_STRIP = 8.0
"""Points: rows are looked up by the strips of the page that they cross."""
_SIZE = attrgetter("size")


def printed_lines(words: Sequence[Word], *, region: int) -> list[Line]:
    """Lines from top to bottom; the words of each from left to right.

    Args:
        words: the words of one column, in any order.
        region: index of the region, kept in each line.
    """
    rows = _with_initials(words)
    rows.sort(key=lambda row: (row.middle, row.box.x0))
    return [
        Line(
            words=row.words,
            box=row.box,
            style=style_of(row.words),
            region=region,
            gap_above=row.box.top - rows[index - 1].box.bottom if index else 0.0,
        )
        for index, row in enumerate(rows)
    ]


@value(frozen=True, slots=True)
class _Row:
    words: tuple[Word, ...]
    box: Box
    middle: float
    """Of its largest word."""


def _with_initials(words: Sequence[Word]) -> list[_Row]:
    """Rows; a large initial or number that several lines stand beside is none of them.

    A single letter opens the first of these lines, anything else is a line of its own before or behind them.
    """
    found: list[_Row] = []
    for members in _rows(words):
        largest = max(word.size for word in members)
        small = [word for word in members if word.size * _LARGE <= largest]
        around = [_row(row) for row in _rows(small)] if small else []
        if len(around) < 2:
            found.append(_row(members))
            continue
        large = _row([word for word in members if word.size * _LARGE > largest])
        # The box of a large letter reaches up into the line above it; beside it, text may be kerned to it.
        edge = large.box.x1 - _KERNED * max(word.size for word in small)
        above = [row for row in around if row.box.x0 < edge and row.box.x1 > large.box.x0]
        rows = sorted((row for row in around if row not in above), key=lambda row: row.middle)
        found += above
        if not rows:
            found.append(large)
            continue
        first, last = rows[0], rows[-1]
        letter = large.words[0].text
        if len(large.words) == 1 == len(letter) and letter.isalpha() and large.box.x0 <= first.box.x0:
            rows[0] = _opened(large.words[0], first)
        else:
            before = large.box.x0 < first.box.x0
            rows.append(replace(large, middle=first.middle - 0.01 if before else last.middle + 0.01))
        found += rows
    return found


def _opened(initial: Word, row: _Row) -> _Row:
    """The row with an initial before it, as if it were as high as the others."""
    box = replace(initial.box, top=row.box.top, bottom=row.box.bottom)
    opening, first = row.words[0], replace(row.words[0], glued=True)
    letter = replace(initial, box=box, size=opening.size, font=opening.font, bold=opening.bold)
    near = opening.box.x0 - initial.box.x1 < 0.25 * initial.size and opening.text[:1].islower()
    words = (letter, first if near else opening, *row.words[1:])
    return replace(row, words=words, box=replace(row.box, x0=box.x0))


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words that share a line; the span of a row is that of its first word."""
    if not words:
        return []
    rows: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    strip = max(_STRIP, max(word.box.bottom - word.box.top for word in words) / 8)
    crossing: dict[int, list[int]] = defaultdict(list)
    # Large words first: a subscript joins the line of its base, never the other way round.
    for word in sorted(words, key=lambda item: (-round(item.size, 1), item.box.top, item.box.x0)):
        top, bottom = word.box.top, word.box.bottom
        strips = range(int(top // strip), int(bottom // strip) + 1)
        best, share = -1, SAME_LINE
        for number in strips:
            for index in crossing.get(number, ()):
                low, high = spans[index]
                lower = high - low if high - low < bottom - top else bottom - top
                if lower <= 0:
                    continue
                # Plainly written out: this is asked of each word and all lines near it.
                part = ((high if high < bottom else bottom) - (low if low > top else top)) / lower
                if part > share or (part == share and index > best >= 0):
                    best, share = index, part
        if best >= 0:
            rows[best].append(word)
            continue
        for number in strips:
            crossing[number].append(len(rows))
        rows.append([word])
        spans.append((top, bottom))
    return rows


def _row(members: list[Word]) -> _Row:
    words = sorted(members, key=lambda item: (item.box.x0, item.order))
    for index, word in enumerate(words):
        if word.glued:
            if not (index and _adjoins(words[index - 1], word)):
                words[index] = replace(word, glued=False)
        elif index and (_touches(words[index - 1], word) or _goes_on(words[index - 1], word)):
            words[index] = replace(word, glued=True)
    boxes = [word.box for word in words]
    tallest = max(words, key=_SIZE)
    box = Box(
        boxes[0].page,
        min([box.x0 for box in boxes]),
        min([box.top for box in boxes]),
        max([box.x1 for box in boxes]),
        max([box.bottom for box in boxes]),
    )
    return _Row(tuple(words), box, (tallest.box.top + tallest.box.bottom) / 2)


def _adjoins(left: Word, right: Word) -> bool:
    return right.box.x0 - left.box.x1 < 0.25 * max(left.size, right.size)


def _goes_on(left: Word, right: Word) -> bool:
    """Whether a figure goes on behind a gap: no figure begins with a dot or comma.

    Dots and commas may be kerned away from their digits, or come with a space of their own.
    """
    return (
        right.text[0] in ".,"
        and right.text[1:2].isdigit()
        and left.text[-1].isdigit()
        and right.box.x0 - left.box.x1 < _WORD_SPACE_EM * right.size
    )


def _touches(left: Word, right: Word) -> bool:
    """Whether the file does not draw two words one after the other, and no space stands between them.

    A letter that the font lacks is drawn behind the rest of its line, in the middle of a word.
    """
    if right.order == left.order + 1:
        return False
    gap = right.box.x0 - left.box.x1
    return -_TOUCHING_EM * right.size < gap < _TOUCHING_EM * right.size and right.confidence is None


def style_of(words: Sequence[Word]) -> Style:
    """The style that most characters of the words have."""
    first = words[0]
    font, size, bold, italic, color = first.font, first.size, first.bold, first.italic, first.color
    if all(
        word.size == size
        and word.font == font
        and word.bold == bold
        and word.italic == italic
        and word.color == color
        for word in words
    ):
        return style_of_word(first)
    weight: dict[Style, int] = defaultdict(int)
    for word in words:
        weight[style_of_word(word)] += len(word.text)
    return max(weight, key=lambda style: weight[style])


def style_of_word(word: Word) -> Style:
    return _style(word.font, round(word.size, 1), word.bold, word.italic, word.color)


@lru_cache(maxsize=1024)
def _style(font: str, size: float, bold: bool, italic: bool, color: Color | None) -> Style:
    """One record per way of setting: a report has a few dozen and a hundred thousand words."""
    return Style(font, size, bold, italic, color)


def attach_icons(lines: Sequence[Line], icons: Sequence[Icon]) -> tuple[list[Line], list[Icon]]:
    """Gives each icon to the line it stands beside; returns the lines and the icons left over."""
    before: dict[int, list[Icon]] = defaultdict(list)
    after: dict[int, list[Icon]] = defaultdict(list)
    free: list[Icon] = []
    heights = [(line.box.top, line.box.bottom, index) for index, line in enumerate(lines)]
    for icon in icons:
        best: tuple[float, int, bool] | None = None
        top, bottom = icon.box.top, icon.box.bottom
        for index in [index for low, high, index in heights if low < bottom and top < high]:
            line = lines[index]
            if line.page != icon.box.page or not _beside(line.box, icon.box):
                continue
            reach = _ICON_REACH_EM * max(line.style.size, icon.size)
            # An icon inside the line belongs to it as well (a tick in running text): distance 0.
            left = line.box.x0 - icon.box.x1
            right = icon.box.x0 - line.box.x1
            distance = max(left, right, 0.0)
            if distance <= reach and (best is None or distance < best[0]):
                best = (distance, index, icon.box.x0 < (line.box.x0 + line.box.x1) / 2)
        if best is None:
            free.append(icon)
        elif best[2]:
            before[best[1]].append(icon)
        else:
            after[best[1]].append(icon)
    attached = [
        replace(line, before=tuple(before[index]), after=tuple(after[index]))
        if index in before or index in after
        else line
        for index, line in enumerate(lines)
    ]
    return attached, free


def _beside(line: Box, icon: Box) -> bool:
    overlap = min(line.bottom, icon.bottom) - max(line.top, icon.top)
    return overlap > 0.4 * min(line.height, icon.height)


def cut_line(line: Line, first: int, last: int) -> Line:
    """Some of the words of a line as a line: ``words[first:last]``."""
    words = tuple(line.words)[first:last]
    return replace(line, words=words, box=around(word.box for word in words), before=(), after=())
