"""Headings and years in a column of their own, beside the text they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.layout.records import Line, PageLayout, Region
from extract.layout.text import union
from extract.pdf.records import Box
from extract.reports.headings import HeadingIndex, find_headings
from extract.reports.milestones import YEAR_LABEL

_BESIDE = 0.6
"""The two columns must stand beside each other over this part of the lower one's height."""


@dataclass(frozen=True, slots=True)
class _Label:
    lines: tuple[Line, ...]

    @property
    def top(self) -> float:
        return self.lines[0].box.top


def merge_margins(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with each column of labels read into the column beside it.

    A column counts as one of labels when every line of it is a known heading or a year; each label then
    stands before the line of text that it is level with.
    """
    regions = list(layout.regions)
    changed = False
    for margin in layout.regions:
        column = _labels(margin, index)
        if column is None:
            continue
        text = next((region for region in regions if _is_beside(margin, column, region, index)), None)
        if text is None:
            continue
        merged = _interleave(column.labels, text)
        rest = column.above + column.below
        kept = [replace(margin, lines=rest, box=_around(rest))] if rest else []
        regions = [
            one
            for region in regions
            for one in (kept if region is margin else [merged] if region is text else [region])
        ]
        changed = True
    return replace(layout, regions=tuple(regions)) if changed else layout


@dataclass(frozen=True, slots=True)
class _Column:
    """Labels of a margin column; lines above and below them belong to something else."""

    above: tuple[Line, ...]
    labels: tuple[_Label, ...]
    below: tuple[Line, ...]

    @property
    def box(self) -> Box:
        return _around(tuple(line for label in self.labels for line in label.lines))


def _around(lines: Sequence[Line]) -> Box:
    box = lines[0].box
    for line in lines[1:]:
        box = union(box, line.box)
    return box


def _labels(region: Region, index: HeadingIndex) -> _Column | None:
    hits = {hit.first: hit for hit in find_headings(region.lines, index, None)}
    labels: list[_Label] = []
    above: list[Line] = []
    below: list[Line] = []
    position = 0
    while position < len(region.lines):
        line = region.lines[position]
        last = hits[position].last if position in hits else position
        if (position in hits or YEAR_LABEL.match(line.text)) and not below:
            labels.append(_Label(region.lines[position : last + 1]))
        elif not labels:
            above.append(line)
        else:
            below.append(line)
        position = last + 1
    if len(labels) < 2 or len(above) + len(below) > len(labels):
        return None
    return _Column(tuple(above), tuple(labels), tuple(below))


def _is_beside(margin: Region, column: _Column, region: Region, index: HeadingIndex) -> bool:
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
    size = margin.lines[0].style.size
    right = 0 <= region.box.x0 - box.x1 < 6 * size
    left = 0 <= box.x0 - region.box.x1 < 6 * size
    if not (right or left):
        return False
    own = find_headings(region.lines, index, None)
    years = sum(bool(YEAR_LABEL.match(line.text)) for line in region.lines)
    return not own and years <= 1


def _interleave(labels: Sequence[_Label], text: Region) -> Region:
    lines: list[Line] = []
    waiting = list(labels)
    for line in text.lines:
        reach = 0.6 * line.style.size
        while waiting and waiting[0].top <= line.box.top + reach:
            lines += [replace(one, region=text.index) for one in waiting.pop(0).lines]
        lines.append(line)
    for label in waiting:
        lines += [replace(one, region=text.index) for one in label.lines]
    return replace(text, lines=tuple(lines), box=_around(lines))
