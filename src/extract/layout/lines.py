"""Words of one column to printed lines, with the icons that stand beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extract.layout.records import Line, Style
from extract.layout.text import union
from extract.pdf.records import Box, Icon, Word

_SAME_LINE = 0.5
"""Words share a line when they overlap vertically by this part of the lower one's height."""
_ICON_REACH_EM = 3.0


def printed_lines(words: Sequence[Word], *, region: int) -> list[Line]:
    """Lines from top to bottom; the words of each from left to right.

    Args:
        words: the words of one column, in any order.
        region: index of the region, kept in each line.
    """
    rows: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    # Large words first: a subscript joins the line of its base, never the other way round.
    for word in sorted(words, key=lambda item: (-round(item.size, 1), item.box.top, item.box.x0)):
        best, share = -1, _SAME_LINE
        for index in range(len(rows) - 1, -1, -1):
            top, bottom = spans[index]
            overlap = min(bottom, word.box.bottom) - max(top, word.box.top)
            lower = min(bottom - top, word.box.bottom - word.box.top)
            if lower > 0 and overlap / lower > share:
                best, share = index, overlap / lower
        if best < 0:
            rows.append([word])
            spans.append((word.box.top, word.box.bottom))
        else:
            rows[best].append(word)
    lines = [_line(row, region) for row in rows]
    lines.sort(key=lambda line: (_middle(line), line.box.x0))
    return _with_white_space(lines)


def _middle(line: Line) -> float:
    tallest = max(line.words, key=lambda word: word.size)
    return (tallest.box.top + tallest.box.bottom) / 2


def _line(row: list[Word], region: int) -> Line:
    words = sorted(row, key=lambda item: (item.box.x0, item.order))
    words = [
        replace(word, glued=word.glued and index > 0 and _adjoins(words[index - 1], word))
        for index, word in enumerate(words)
    ]
    box = words[0].box
    for word in words[1:]:
        box = union(box, word.box)
    return Line(words=tuple(words), box=box, style=style_of(words), region=region)


def _adjoins(left: Word, right: Word) -> bool:
    return right.box.x0 - left.box.x1 < 0.25 * max(left.size, right.size)


def style_of(words: Sequence[Word]) -> Style:
    """The style that most characters of the words have."""
    weight: dict[Style, int] = defaultdict(int)
    for word in words:
        weight[style_of_word(word)] += len(word.text)
    return max(weight, key=lambda style: weight[style])


def style_of_word(word: Word) -> Style:
    return Style(word.font, round(word.size, 1), word.bold, word.italic, word.color)


def _with_white_space(lines: Sequence[Line]) -> list[Line]:
    spaced: list[Line] = []
    for index, line in enumerate(lines):
        gap = line.box.top - lines[index - 1].box.bottom if index else 0.0
        spaced.append(replace(line, tall=gap))
    return spaced


def attach_icons(lines: Sequence[Line], icons: Sequence[Icon]) -> tuple[list[Line], list[Icon]]:
    """Gives each icon to the line it stands beside; returns the lines and the icons left over."""
    before: dict[int, list[Icon]] = defaultdict(list)
    after: dict[int, list[Icon]] = defaultdict(list)
    free: list[Icon] = []
    for icon in icons:
        best: tuple[float, int, bool] | None = None
        for index, line in enumerate(lines):
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
