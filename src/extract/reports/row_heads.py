"""Rows of ruled or striped tables: the label in the middle of its cell goes before the text of the row."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extract.layout.records import Line, PageLayout, Region
from extract.layout.rules import Lines, drawn_rules
from extract.reports.heading_names import HeadingIndex, squeeze
from extract.reports.headings import label_text
from extract.reports.label_rows import part_of_line
from extract.reports.milestones import YEAR_LABEL

_GAP_EM = 1.0
_LEFT_EM = 0.5


def set_row_heads(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with each label of a table before the text beside it, where rules or tints show the rows."""
    rules: Lines | None = None
    regions: list[Region] = []
    for region in layout.regions:
        if _may_hang(region, index):
            rules = drawn_rules(layout.page)[0] if rules is None else rules
            region = _region(region, rules, index)
        regions.append(region)
    if all(one is other for one, other in zip(regions, layout.regions, strict=True)):
        return layout
    return replace(layout, regions=tuple(regions))


def _may_hang(region: Region, index: HeadingIndex) -> bool:
    """Whether a line that may open with a heading or a year stands left of the line above it."""
    return any(
        above.box.x0 > line.box.x0 + line.style.size
        and (line.text[:4].isdigit() or index.starts(squeeze(line.words[0].text)))
        for above, line in pairwise(region.lines)
    )


def _region(region: Region, rules: Lines, index: HeadingIndex) -> Region:
    bounds = sorted(y for y, x0, x1 in rules if x0 < region.box.x0 + 1 and x1 > region.box.x1 - 1)
    rows: list[list[Line]] = []
    place = -1
    for line in region.lines:
        middle = (line.box.top + line.box.bottom) / 2
        number = sum(y < middle for y in bounds)
        if not rows or number != place:
            rows.append([])
            place = number
        rows[-1].append(line)
    found = [_headed(row, index) for row in rows]
    if all(one is other for one, other in zip(found, rows, strict=True)):
        return region
    return region.with_lines([line for row in found for line in row])


def _headed(row: list[Line], index: HeadingIndex) -> list[Line]:
    """The lines of a row with its label first; the row itself where that stands first, or none is known."""
    left = min(line.box.x0 for line in row)
    counts = [_label_words(line) if line.box.x0 < left + _LEFT_EM * line.style.size else 0 for line in row]
    if counts[0] or not any(counts):
        return row
    heads: list[Line] = []
    texts: list[Line] = []
    for line, count in zip(row, counts, strict=True):
        icons = () if count else (*line.before, *line.after)
        for side, words in ((heads, line.words[:count]), (texts, line.words[count:])):
            if words:
                side.append(part_of_line(line, tuple(words), icons, side[-1] if side else None))
    edge = max(line.box.x1 for line in heads)
    label = label_text(heads)
    if any(line.box.x0 < edge for line in texts) or not (index.find(label) or YEAR_LABEL.match(label)):
        return row
    return [*heads, *texts]


def _label_words(line: Line) -> int:
    """How many words stand before the first wide white space of a line."""
    words = line.words
    for place, (left, right) in enumerate(pairwise(words), start=1):
        if right.box.x0 - left.box.x1 >= _GAP_EM * right.size:
            return place
    return len(words)
