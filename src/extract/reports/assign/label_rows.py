"""Years side by side head columns: the text below them is read column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.layout.lines import style_of
from extract.layout.records import Line, PageLayout, Region
from extract.layout.text import around
from extract.pdf.records import Icon, Word
from extract.reports.fill.milestones import YEAR_LABEL
from extract.reports.names.heading_names import HeadingIndex, squeeze

_APART_EM = 1.5
"""Years stand this far apart where they head columns; in a range or a list they stand closer."""
_INDENT_EM = 3.0
"""The text of a column begins no further right of its year than this."""
_CENTRED_EM = 2.0
"""How far the middle of a centred line may be off that of its year, which may be several words wide."""
_LABEL_GAP_EM = 1.0
_SLACK_EM = 0.3
_GAP_EM = 0.2
"""White space between columns is no narrower than between words."""


def split_label_rows(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with each row of years and the columns below it as regions of their own.

    White space between narrow columns may be no wider than that between two words; where years stand side
    by side and no word below them crosses the left edge of one, they say where the columns begin.
    """
    regions: list[Region] = []
    number = max((region.index for region in layout.regions), default=0) + 1
    for region in layout.regions:
        pieces = list(_pieces(region, index))
        if len(pieces) == 1:
            regions.append(region)
            continue
        for position, lines in enumerate(pieces):
            place = region.index if position == 0 else number
            number += position > 0
            regions.append(region.with_lines(lines).numbered(place))
    return replace(layout, regions=tuple(regions)) if len(regions) > len(layout.regions) else layout


def _pieces(region: Region, index: HeadingIndex) -> Iterator[tuple[Line, ...]]:
    """The lines above a row of years, its columns from left to right, and so on."""
    lines = region.lines
    kept: list[Line] = []
    first = 0
    while first < len(lines):
        starts = _text_edges(lines, first, _starts(lines[first]), index)
        last = _end(lines, first, starts, index) if starts else first
        if last - first < 2:
            kept.append(lines[first])
            first += 1
            continue
        if kept:
            yield tuple(kept)
            kept = []
        yield from _columns(lines[first:last], starts)
        first = last
    if kept:
        yield tuple(kept)


def _starts(line: Line) -> list[float]:
    """Where the years of a line begin when it has nothing else and they stand apart; else empty."""
    words = line.words
    if len(words) < 2 or not YEAR_LABEL.match(words[-1].text):
        return []
    groups: list[list[Word]] = [[words[0]]]
    for word in words[1:]:
        if word.box.x0 - groups[-1][-1].box.x1 > _APART_EM * word.size:
            groups.append([word])
        else:
            groups[-1].append(word)
    labels = [" ".join(word.text for word in group) for group in groups]
    if len(groups) < 2 or not all(YEAR_LABEL.match(label) for label in labels):
        return []
    return [group[0].box.x0 for group in groups]


def _text_edges(lines: Sequence[Line], first: int, starts: list[float], index: HeadingIndex) -> list[float]:
    """Where the columns begin: a year in the middle of a circle stands right of its text's left edge."""
    if not starts:
        return starts
    below: list[Word] = []
    for line in lines[first + 1 :]:
        if _starts(line) or index.find(line.text) or line.gap_above > 3 * line.style.size:
            break
        below += line.words
    if not below:
        return starts
    middles = [_middle(lines[first], start) for start in starts]
    edges = [min(starts[0], min(word.box.x0 for word in below))]
    for place in range(1, len(starts)):
        edge = _after_gap(below, middles[place - 1], middles[place])
        if edge is None:
            return starts
        edges.append(min(edge, starts[place]))
    return edges


def _middle(line: Line, start: float) -> float:
    word = next(word for word in line.words if word.box.x0 == start)
    return (word.box.x0 + word.box.x1) / 2


def _after_gap(words: Sequence[Word], low: float, high: float) -> float | None:
    """Right edge of the widest white space between two places, if any, that no word crosses."""
    best: tuple[float, float] | None = None
    edge = low
    for word in sorted(words, key=lambda word: word.box.x0):
        if word.box.x0 >= high:
            break
        if word.box.x0 - edge > (best[0] if best else _GAP_EM * word.size):
            best = (word.box.x0 - edge, word.box.x0)
        edge = max(edge, word.box.x1)
    if high - edge > (best[0] if best else 0.0):
        following = [word.box.x0 for word in words if word.box.x0 >= high]
        return min(following, default=high)
    return best[1] if best else None


def _end(lines: Sequence[Line], first: int, starts: Sequence[float], index: HeadingIndex) -> int:
    """Index behind the last line that fits into the columns of the row ``first``."""
    last = first + 1
    middles = [_middle(lines[first], start) for start in _starts(lines[first])]
    while last < len(lines):
        line = lines[last]
        if _starts(line) or index.find(line.text) or line.gap_above > 3 * line.style.size:
            break
        slack = _SLACK_EM * line.style.size
        if any(
            word.box.x0 < start - slack and word.box.x1 > start + slack
            for word in line.words
            for start in starts
        ):
            break
        if any(
            words[0].box.x0 > start + _INDENT_EM * line.style.size
            and not _is_centred(words, middles[starts.index(start)])
            for start, words in _parted(line, starts)
        ):
            break
        last += 1
    return last


def _is_centred(words: Sequence[Word], middle: float) -> bool:
    """Whether words stand in the middle below their year."""
    return abs((words[0].box.x0 + words[-1].box.x1) / 2 - middle) < _CENTRED_EM * words[0].size


def _parted(line: Line, starts: Sequence[float]) -> Iterator[tuple[float, tuple[Word, ...]]]:
    """The words of a line in each column that has any, with the column's left edge."""
    slack = _SLACK_EM * line.style.size
    for place, start in enumerate(starts):
        low = start - slack if place else float("-inf")
        high = starts[place + 1] - slack if place + 1 < len(starts) else float("inf")
        if words := tuple(word for word in line.words if low <= word.box.x0 < high):
            yield start, words


def _columns(lines: Sequence[Line], starts: Sequence[float]) -> Iterator[tuple[Line, ...]]:
    columns: dict[float, list[Line]] = {start: [] for start in starts}
    for line in lines:
        icons = [*line.before, *line.after]
        for start, words in reversed(list(_parted(line, starts))):
            own = [
                icon
                for icon in icons
                if icon.box.x0 >= start - _SLACK_EM * line.style.size or start == starts[0]
            ]
            icons = [icon for icon in icons if icon not in own]
            column = columns[start]
            column.append(part_of_line(line, words, own, column[-1] if column else None))
    return (tuple(column) for column in columns.values())


def label_words(line: Line) -> int:
    """How many words stand before the first wide white space of a line."""
    words = line.words
    for place, (left, right) in enumerate(pairwise(words), start=1):
        if is_apart(left, right):
            return place
    return len(words)


def is_apart(left: Word, right: Word) -> bool:
    """Whether more than a word space stands between two words, as between a label and its text."""
    return right.box.x0 - left.box.x1 >= _LABEL_GAP_EM * right.size


def known_label(line: Line, index: HeadingIndex) -> int:
    """How many words of a line are a heading or year before wide white space or its end; 0 for none."""
    first = line.words[0].text
    if not (first[:4].isdigit() or index.starts(squeeze(first))):
        return 0
    count = label_words(line)
    label = " ".join(word.text for word in line.words[:count])
    return count if YEAR_LABEL.match(label) or index.find(label) else 0


def part_of_line(line: Line, words: tuple[Word, ...], icons: Sequence[Icon], above: Line | None) -> Line:
    """Some words of a line as a line below another one, with the icons that go with them."""
    box = around(word.box for word in words)
    middle = (box.x0 + box.x1) / 2
    return replace(
        line,
        words=words,
        box=box,
        style=style_of(words),
        before=tuple(icon for icon in icons if icon.box.x0 < middle),
        after=tuple(icon for icon in icons if icon.box.x0 >= middle),
        gap_above=box.top - above.box.bottom if above else 0.0,
    )
