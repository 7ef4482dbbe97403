"""Headings and years in a column of their own, beside the text they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.layout.records import Line, PageLayout, Region
from extract.layout.text import union
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
        labels = _labels(margin, index)
        if labels is None:
            continue
        text = next((region for region in regions if _is_beside(margin, region, index)), None)
        if text is None:
            continue
        merged = _interleave(margin, labels, text)
        regions = [merged if region is text else region for region in regions if region is not margin]
        changed = True
    return replace(layout, regions=tuple(regions)) if changed else layout


def _labels(region: Region, index: HeadingIndex) -> list[_Label] | None:
    hits = {hit.first: hit for hit in find_headings(region.lines, index, None)}
    labels: list[_Label] = []
    position = 0
    while position < len(region.lines):
        line = region.lines[position]
        if position in hits:
            last = hits[position].last
            labels.append(_Label(region.lines[position : last + 1]))
            position = last + 1
        elif YEAR_LABEL.match(line.text):
            labels.append(_Label((line,)))
            position += 1
        else:
            return None
    return labels if len(labels) >= 2 else None


def _is_beside(margin: Region, region: Region, index: HeadingIndex) -> bool:
    if region is margin or region.leaf != margin.leaf or region.box.page != margin.box.page:
        return False
    shared = min(margin.box.bottom, region.box.bottom) - max(margin.box.top, region.box.top)
    if shared < _BESIDE * min(margin.box.height, region.box.height):
        return False
    size = margin.lines[0].style.size
    right = 0 <= region.box.x0 - margin.box.x1 < 6 * size
    left = 0 <= margin.box.x0 - region.box.x1 < 6 * size
    if not (right or left):
        return False
    own = find_headings(region.lines, index, None)
    years = sum(bool(YEAR_LABEL.match(line.text)) for line in region.lines)
    return not own and years <= 1


def _interleave(margin: Region, labels: Sequence[_Label], text: Region) -> Region:
    lines: list[Line] = []
    waiting = list(labels)
    for line in text.lines:
        reach = 0.6 * line.style.size
        while waiting and waiting[0].top <= line.box.top + reach:
            lines += [replace(one, region=text.index) for one in waiting.pop(0).lines]
        lines.append(line)
    for label in waiting:
        lines += [replace(one, region=text.index) for one in label.lines]
    return replace(text, lines=tuple(lines), box=union(text.box, margin.box))
