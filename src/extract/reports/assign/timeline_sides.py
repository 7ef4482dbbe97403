"""Timelines in a row, with the events above and below the years by turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.layout.records import Line
from extract.pdf.records import Box, Word
from extract.reports.assign.label_rows import part_of_line
from extract.reports.assign.timeline_rows import FIRST_EM, NEXT_EM

_APART_EM = 1.5
"""White space between the texts of two years that are level with each other, at least."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Each year with its text, and the lines as they were."""

    parts: list[tuple[Line, ...]]
    whole: list[Line]


def by_turns(years: Sequence[Line], lines: Sequence[Line], ends: Callable[[Line], bool]) -> Turns | None:
    """Years side by side with the text of each above or below it; None where it is no such timeline.

    Args:
        years: from left to right, level with each other.
        lines: all lines near them; those of the years may be among them.
        ends: whether a line cannot belong to a timeline: a heading.
    """
    own = {id(word) for year in years for word in year.words}
    heads = [line for line in lines if any(id(word) in own for word in line.words)]
    if any(id(word) not in own for line in heads for word in line.words):
        return None
    top, bottom = min(year.box.top for year in years), max(year.box.bottom for year in years)
    rest = [line for line in lines if not any(line is head for head in heads)]
    below = _chain(sorted(rest, key=lambda line: line.box.top), bottom, ends, down=True)
    above = _chain(sorted(rest, key=lambda line: -line.box.bottom), top, ends, down=False)
    if not above or not below or not _alike([*above, *below]):
        return None
    texts: list[list[tuple[Line, tuple[Word, ...]]]] = [[] for _ in years]
    sides: list[set[str]] = [set() for _ in years]
    pitch = min(two.box.x0 - one.box.x0 for one, two in pairwise(years))
    for side, found in (("above", above), ("below", below)):
        for line in found:
            for words in _chunks(line):
                box = Box(line.page, words[0].box.x0, 0.0, words[-1].box.x1, 0.0)
                cost, place = min((_off(box, year.box), place) for place, year in enumerate(years))
                if cost > pitch / 2:
                    return None
                texts[place].append((line, words))
                sides[place].add(side)
    if any(len(one) != 1 for one in sides):
        return None
    parts = []
    for year, own_texts in zip(years, texts, strict=True):
        part = [year]
        for line, words in sorted(own_texts, key=lambda item: item[0].box.top):
            low, high = words[0].box.x0 - 3 * words[0].size, words[-1].box.x1 + words[-1].size
            icons = [icon for icon in (*line.before, *line.after) if low < icon.box.x0 < high]
            part.append(part_of_line(line, words, icons, part[-1] if len(part) > 1 else None))
        parts.append(tuple(part))
    return Turns(parts, [*heads, *above, *below])


def _chain(lines: Sequence[Line], edge: float, ends: Callable[[Line], bool], *, down: bool) -> list[Line]:
    """The lines that follow from an edge up or down with little white space between."""
    found: list[Line] = []
    for line in lines:
        space = line.box.top - edge if down else edge - line.box.bottom
        size = line.style.size
        if space < -0.3 * size and not found:
            continue  # on the other side
        if space > (NEXT_EM if found else FIRST_EM) * size or ends(line):
            break
        found.append(line)
        edge = max(edge, line.box.bottom) if down else min(edge, line.box.top)
    return found


def _alike(lines: Sequence[Line]) -> bool:
    size = lines[0].style.size
    return all(abs(line.style.size - size) <= 0.06 * size for line in lines)


def _chunks(line: Line) -> Iterator[tuple[Word, ...]]:
    """The words of a line, parted where white space is as wide as between two texts."""
    start = 0
    for place, (left, right) in enumerate(pairwise(line.words), start=1):
        if right.box.x0 - left.box.x1 > _APART_EM * right.size:
            yield tuple(line.words[start:place])
            start = place
    yield tuple(line.words[start:])


def _off(text: Box, year: Box) -> float:
    """How far a text is off the place that it has at its year: begun with it, or in the middle of it."""
    return min(abs(text.x0 - year.x0), abs(text.x0 + text.x1 - year.x0 - year.x1) / 2)
