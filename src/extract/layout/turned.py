"""Words that read upwards, downwards or upside down, as lines."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.lines import style_of
from extract.layout.records import Line
from extract.layout.text import around
from extract.pdf.records import Word


def turned_lines(words: Sequence[Word]) -> list[Line]:
    """Turned words gathered to lines along their own direction of reading."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda item: (item.rotation, _along(item))):
        home = next((group for group in reversed(groups) if _follows(group[-1], word)), None)
        if home is None:
            groups.append([word])
        else:
            home.append(word)
    lines: list[Line] = []
    for group in groups:
        box = around(word.box for word in group)
        lines.append(Line(words=tuple(group), box=box, style=style_of(group), region=-1))
    return sorted(lines, key=lambda line: (line.box.x0, line.box.top))


def _along(word: Word) -> float:
    """How far along its own direction of reading a word begins."""
    box = word.box
    return {90: -box.bottom, 270: box.top, 180: -box.x1}.get(word.rotation, box.x0)


def _follows(last: Word, word: Word) -> bool:
    if last.rotation != word.rotation:
        return False
    if last.rotation in (90, 270):
        side = min(last.box.x1, word.box.x1) - max(last.box.x0, word.box.x0)
        least = min(last.box.width, word.box.width)
    else:
        side = min(last.box.bottom, word.box.bottom) - max(last.box.top, word.box.top)
        least = min(last.box.height, word.box.height)
    length = last.box.height if last.rotation in (90, 270) else last.box.width
    gap = _along(word) - _along(last) - length
    return side > 0.5 * least and -0.5 * last.size < gap < 1.5 * max(last.size, word.size)
