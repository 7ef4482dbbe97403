"""Rows of ruled or striped tables: the label in the middle of its cell goes before the text of the row."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from extract.layout.lines import style_of_word
from extract.layout.records import Line, PageLayout, Region, Style
from extract.layout.rules import Lines, drawn_rules
from extract.reports.assign.label_rows import known_label, label_words, part_of_line
from extract.reports.fill.milestones import YEAR_LABEL
from extract.reports.names.heading_names import HeadingIndex, squeeze
from extract.reports.names.headings import label_text

_LEFT_EM = 0.5
_NEXT_EM = 0.9


def set_row_heads(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with each label of a table before the text beside it, where rules or tints show the rows."""
    hanging = {region.index: lines for region in layout.regions if (lines := _hanging(region))}
    if not hanging:
        return layout
    rules = drawn_rules(layout.page)[0]
    bounds = {region.index: _bounds(region, rules) for region in layout.regions if region.index in hanging}
    if not any(bounds.values()):
        return layout
    looks = _looks(layout, index)
    regions = [
        _region(region, bounds[region.index], index, looks)
        if bounds.get(region.index)
        and any(
            index.starts(squeeze(one.words[0].text)) or _look(one) in looks for one in hanging[region.index]
        )
        else region
        for region in layout.regions
    ]
    if all(one is other for one, other in zip(regions, layout.regions, strict=True)):
        return layout
    return replace(layout, regions=tuple(regions))


def _hanging(region: Region) -> list[Line]:
    """The lines that stand left of the line above them."""
    return [line for above, line in pairwise(region.lines) if above.box.x0 > line.box.x0 + line.style.size]


_Look = tuple[Style, int]


def _look(line: Line) -> _Look:
    """How the first word of a line is set, and where."""
    return style_of_word(line.words[0]), round(line.box.x0)


def _looks(layout: PageLayout, index: HeadingIndex) -> set[_Look]:
    """The looks of the known labels and years of the page: others set so are labels, too."""
    found: set[_Look] = set()
    for region in layout.regions:
        for line in region.lines:
            if known_label(line, index):
                found.add(_look(line))
    return found


def _bounds(region: Region, rules: Lines) -> list[float]:
    """The heights of the rules drawn across the whole region."""
    return sorted(y for y, x0, x1 in rules if x0 < region.box.x0 + 1 and x1 > region.box.x1 - 1)


def _region(region: Region, bounds: Sequence[float], index: HeadingIndex, looks: Set[_Look]) -> Region:
    rows: list[list[Line]] = []
    place = -1
    for line in region.lines:
        middle = (line.box.top + line.box.bottom) / 2
        number = sum(y < middle for y in bounds)
        if not rows or number != place:
            rows.append([])
            place = number
        rows[-1].append(line)
    found = [_headed(row, index, looks) for row in rows]
    if all(one is other for one, other in zip(found, rows, strict=True)):
        return region
    lines: list[Line] = []
    for row, before in zip(found, rows, strict=True):
        if lines and row is not before:  # the white space above the row is that above its label now
            row[0] = replace(row[0], gap_above=before[0].box.top - lines[-1].box.bottom)
        lines += row
    return region.with_lines(lines)


def _headed(row: list[Line], index: HeadingIndex, looks: Set[_Look]) -> list[Line]:
    """The lines of a row with its label first; the row itself where that stands first, or none is known."""
    left = min(line.box.x0 for line in row)
    counts = [label_words(line) if line.box.x0 < left + _LEFT_EM * line.style.size else 0 for line in row]
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
    known = index.find(label) or YEAR_LABEL.match(label) or _look(heads[0]) in looks
    apart = any(line.gap_above > _NEXT_EM * line.style.size for line in heads[1:])  # labels of several rows
    if not known or apart or any(line.box.x0 < edge for line in texts):
        return row
    return [*heads, *texts]
