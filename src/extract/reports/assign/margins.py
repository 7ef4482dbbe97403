"""Headings and years in a column of their own, beside the text they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.layout.lines import style_of
from extract.layout.records import Line, PageLayout, Region, lines_of
from extract.layout.rules import Lines, level_rules
from extract.layout.text import around
from extract.pdf.records import Box, Word
from extract.reports.assign.interleaving import Label, interleave, row_tops
from extract.reports.fill.milestones import YEAR_LABEL
from extract.reports.names.heading_names import HeadingIndex, is_number, squeeze, without_number
from extract.reports.names.headings import find_headings, label_text

_MOST_LINES = 3
_BESIDE = 0.6
"""The two columns must stand beside each other over this part of the lower one's height."""

_LEVEL_EM = 0.4
_REACH_EM = 6.0
_REACH_LEVEL_EM = 16.0
"""How far from the text labels may end: a column of short words is as wide as the longest had to be."""


def merge_margins(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with each column of labels read into the column beside it.

    A column counts as one of labels when every line of it is a known heading or a year; each label then
    stands before the line of text that it is level with. A lone heading of several lines is no column: it
    stands on the same printed lines as its text, and is taken apart from it.
    """
    regions = [_heads_apart(region, index) for region in layout.regions]
    changed = any(one is not other for one, other in zip(regions, layout.regions, strict=True))
    for margin in tuple(regions):
        column = _labels(margin, index)
        if column is None:
            continue
        rules = level_rules(layout.page)
        text = next((region for region in regions if _is_beside(margin, column, region, index, rules)), None)
        if text is None:
            continue
        merged = interleave(column.labels, text, rules)
        rest = column.above + column.below
        kept = [margin.with_lines(rest)] if rest else []
        regions = [
            one
            for region in regions
            for one in (kept if region is margin else [merged] if region is text else [region])
        ]
        changed = True
    return replace(layout, regions=tuple(regions)) if changed else layout


def _heads_apart(region: Region, index: HeadingIndex) -> Region:
    """The region with each heading over several lines that has text beside it set before that text."""
    lines: list[Line] = []
    first = 0
    while first < len(region.lines):
        parts = _head_beside_text(region.lines, first, index)
        if parts is None:
            lines.append(region.lines[first])
            first += 1
            continue
        heads, texts, count = parts
        lines += [*heads, *texts]
        first += count
    return region if len(lines) == len(region.lines) else replace(region, lines=lines_of(lines))


def _head_beside_text(
    lines: Sequence[Line], first: int, index: HeadingIndex
) -> tuple[list[Line], list[Line], int] | None:
    """The lines of a heading in the margin, those of its text beside them, and of how many printed lines."""
    line = lines[first]
    if not (index.starts(squeeze(line.words[0].text)) or is_number(line.words[0].text)):
        return None
    edge = next(
        (right.box.x0 for left, right in pairwise(line.words) if right.box.x0 - left.box.x1 >= right.size),
        None,
    )
    if edge is None:
        return None
    heads: list[Line] = []
    texts: list[Line] = []
    for count, one in enumerate(lines[first : first + _MOST_LINES], start=1):
        left = tuple(word for word in one.words if word.box.x1 <= edge - 0.5 * word.size)
        right = tuple(one.words[len(left) :])
        if not left or abs(left[0].box.x0 - line.box.x0) > left[0].size:
            return None
        heads.append(_only(one, left))
        if right:
            texts.append(_only(one, right))
        text = without_number(label_text(heads))
        goes_on = index.starts(squeeze(text)) or is_number(text)
        named = index.find(text) or (None if goes_on else index.find_fuzzy(text))
        if named and texts and not _alike(heads[0], texts[0]):
            return (heads, texts, count) if count > 1 else None  # on one line the heading is run in
        if not goes_on:
            return None
    return None


def _alike(one: Line, two: Line) -> bool:
    mine, other = one.style, two.style
    return (mine.font, mine.bold, mine.color) == (other.font, other.bold, other.color)


def _only(line: Line, words: tuple[Word, ...]) -> Line:
    box = around(word.box for word in words)
    return replace(line, words=words, box=box, style=style_of(words), before=(), after=())


@dataclass(frozen=True, slots=True)
class _Column:
    """Labels of a margin column; lines above and below them belong to something else."""

    above: tuple[Line, ...]
    labels: tuple[Label, ...]
    below: tuple[Line, ...]

    @property
    def box(self) -> Box:
        return around(line.box for label in self.labels for line in label.lines)


def _labels(region: Region, index: HeadingIndex) -> _Column | None:
    hits = {hit.first: hit for hit in find_headings(region.lines, index, None)}
    runs: list[tuple[int, int, tuple[Label, ...]]] = []
    """First line, line behind the last one, labels: stretches of the column with nothing else."""
    labels: list[Label] = []
    first = position = 0
    while position < len(region.lines):
        line = region.lines[position]
        last = hits[position].last if position in hits else position
        if position in hits or YEAR_LABEL.match(line.text):
            first = first if labels else position
            labels.append(Label(region.lines[position : last + 1]))
        elif labels:
            runs.append((first, position, tuple(labels)))
            labels = []
        position = last + 1
    if labels:
        runs.append((first, position, tuple(labels)))
    low, high, most = max(runs, key=lambda run: len(run[2]), default=(0, 0, ()))
    if len(most) < 2 or len(region.lines) - (high - low) > len(most):
        return None
    return _Column(region.lines[:low], most, region.lines[high:])


def labels_of(region: Region, index: HeadingIndex) -> tuple[Label, ...] | None:
    """The labels of a region in which nothing else stands; None where something does."""
    column = _labels(region, index)
    return None if column is None or column.above or column.below else column.labels


def _is_beside(margin: Region, column: _Column, region: Region, index: HeadingIndex, rules: Lines) -> bool:
    if region is margin or region.leaf != margin.leaf or region.box.page != margin.box.page:
        return False
    box = column.box
    shared = min(box.bottom, region.box.bottom) - max(box.top, region.box.top)
    if shared < _BESIDE * min(box.height, region.box.height):
        return False
    if any(line.box.bottom > region.box.top + 3 for line in column.above):
        return False
    if any(line.box.top < region.box.bottom - 3 for line in column.below):
        return False
    distance = max(region.box.x0 - box.x1, box.x0 - region.box.x1)
    reach = _REACH_LEVEL_EM if _is_level(column.labels, region, rules) else _REACH_EM
    if not 0 <= distance < reach * margin.lines[0].style.size:
        return False
    own = find_headings(region.lines, index, None)
    years = [line for line in region.lines if YEAR_LABEL.match(line.text)]
    return not own and (len(years) <= 1 or _are_listed(years, column.labels, index))


def _are_listed(years: Sequence[Line], labels: Sequence[Label], index: HeadingIndex) -> bool:
    """Whether all years stand beside the heading of a list of milestones, or below it and no other label."""
    for label, below in zip(labels, [*labels[1:], None], strict=True):
        if (found := index.find(label_text(label.lines))) and found[0].kind == "milestones":
            low = label.top - 0.6 * years[0].style.size
            return all(low <= line.box.top and (below is None or line.box.top < below.top) for line in years)
    return False


def _is_level(labels: Sequence[Label], region: Region, rules: Lines) -> bool:
    """Whether each label stands on one printed line with a line of text, or in the middle of its row."""
    level = all(
        any(
            abs(line.box.bottom - label.lines[0].box.bottom) < _LEVEL_EM * line.style.size
            for line in region.lines
        )
        for label in labels
    )
    return level or row_tops(labels, region, rules) is not None
