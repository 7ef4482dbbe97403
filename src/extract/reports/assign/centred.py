"""Labels in the middle of the height of their text, as in cells: set before its first line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.layout.records import Line, PageLayout, Region
from extract.layout.rules import level_rules
from extract.pdf.records import Page
from extract.reports.assign.interleaving import interleave, tops_of
from extract.reports.assign.label_rows import is_apart, known_label, part_of_line
from extract.reports.assign.margins import labels_of
from extract.reports.names.heading_names import HeadingIndex

_FEWEST = 2
"""Labels of a column."""
_HIGHER_EM = 0.3
_MOST_WORDS = 4


def set_centred(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with each label before its paragraph where it stands in the middle of the paragraph's height.

    Labels and text are in one region here: white space alone did not make columns of them.
    """
    regions = [_region(region, index, layout.page) for region in layout.regions]
    if all(one is other for one, other in zip(regions, layout.regions, strict=True)):
        return layout
    return replace(layout, regions=tuple(regions))


def _region(region: Region, index: HeadingIndex, page: Page) -> Region:
    found = [(line, edge) for line in region.lines if (edge := _text_edge(line, index)) is not None]
    if len(found) < _FEWEST:
        return region
    edge = _edge(region, [edge for _, edge in found])
    starts = [line.box.x0 for line, _ in found]
    low, high = _stretch(region.lines, edge, median(starts))
    lefts: list[Line] = []
    rights: list[Line] = []
    for line in region.lines[low:high]:
        left = tuple(word for word in line.words if word.box.x0 < edge)
        for side, words in ((lefts, left), (rights, line.words[len(left) :])):
            if words:
                icons = [
                    icon for icon in (*line.before, *line.after) if (icon.box.x0 < edge) == (side is lefts)
                ]
                side.append(part_of_line(line, tuple(words), icons, side[-1] if side else None))
    if len(lefts) < _FEWEST or not rights:
        return region
    labels = labels_of(region.with_lines(lefts), index)
    if labels is None:
        return region
    text = region.with_lines(rights)
    rules = level_rules(page)
    tops = tops_of(labels, text, rules)
    higher = [
        top is not None and label.top - top > _HIGHER_EM * label.lines[0].style.size
        for label, top in zip(labels, tops, strict=True)
    ]
    if not any(higher):
        return region
    merged = interleave(labels, text, rules)
    return region.with_lines((*region.lines[:low], *merged.lines, *region.lines[high:]))


def _text_edge(line: Line, index: HeadingIndex) -> float | None:
    """Where the text behind a label at the start of a line begins, or where a lone label ends."""
    count = known_label(line, index)
    if not 0 < count <= _MOST_WORDS:
        return None
    words = line.words
    return words[count].box.x0 if count < len(words) else words[-1].box.x1


def _edge(region: Region, edges: Sequence[float]) -> float:
    """The left edge of the text: where most lines begin that begin right of all labels."""
    least = min(edges)
    starts = Counter(
        round(word.box.x0, 1)
        for line in region.lines
        for word in line.words[:1]
        if word.box.x0 >= least - 1.0
    )
    starts.update(round(edge, 1) for edge in edges if edge > least)
    most = max(starts.values(), default=0)
    return min((start for start, count in starts.items() if count == most), default=least) - 0.5


def _stretch(lines: Sequence[Line], edge: float, column: float) -> tuple[int, int]:
    """The longest run of lines in which no word crosses the edge, none of them left of the labels."""
    best = (0, 0)
    first = 0
    for place in range(len(lines) + 1):
        if place == len(lines) or _crosses(lines[place], edge) or lines[place].box.x1 < column:
            best = max(best, (first, place), key=lambda run: run[1] - run[0])
            first = place + 1
    return best


def _crosses(line: Line, edge: float) -> bool:
    slack = 0.3 * line.style.size
    if any(word.box.x0 < edge - slack and word.box.x1 > edge for word in line.words):
        return True
    return any(
        left.box.x1 <= edge <= right.box.x0 and not is_apart(left, right)
        for left, right in pairwise(line.words)
    )
