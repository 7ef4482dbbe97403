"""Tables of facts: labels with colons in one column, their values level with them in the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.layout.geometry import level
from extract.layout.lines import style_of
from extract.layout.records import Line, PageLayout, Region
from extract.layout.text import union
from extract.reports.names.heading_names import HeadingIndex

_FEWEST = 2
_MOST_WORDS = 3
"""Words of a label."""


def join_facts(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with each column of labels and that of their values as printed lines across both.

    Only where every label is level with a value, and ends in a colon or is set otherwise, and one of them is
    a heading of the profile: ``Aktenzeichen:`` may stand among the others.
    """
    regions = list(layout.regions)
    for labels in layout.regions:
        if len(labels.lines) < _FEWEST or not _may_be_labels(labels.lines, index):
            continue
        values = next((region for region in regions if _is_level(labels, region)), None)
        if values is None or not (_end_in_colons(labels.lines) or _set_apart(labels.lines, values.lines)):
            continue
        joined = values.with_lines([_joined(line, labels.lines) for line in values.lines])
        regions = [joined if one is values else one for one in regions if one is not labels]
    return layout if len(regions) == len(layout.regions) else replace(layout, regions=tuple(regions))


def _may_be_labels(lines: Sequence[Line], index: HeadingIndex) -> bool:
    """Short lines, and one of them a heading; if all are, they are headings in a margin."""
    if any(len(line.words) > _MOST_WORDS for line in lines):
        return False
    known = sum(index.find(line.text) is not None for line in lines)
    return known > 0 and (known < len(lines) or _end_in_colons(lines))


def _end_in_colons(lines: Sequence[Line]) -> bool:
    return all(line.text.rstrip().endswith(":") for line in lines)


def _set_apart(labels: Sequence[Line], values: Sequence[Line]) -> bool:
    """Whether all labels are set alike, and no value is set so."""
    looks = {(line.style.font, line.style.bold, line.style.color) for line in labels}
    return len(looks) == 1 and not any(
        (line.style.font, line.style.bold, line.style.color) in looks for line in values
    )


def _is_level(labels: Region, values: Region) -> bool:
    if labels is values or labels.leaf != values.leaf or labels.panel is not values.panel:
        return False
    if values.box.x0 <= labels.box.x1 or values.lines[0].box.bottom < labels.lines[0].box.top:
        return False
    first = labels.lines[0]
    if values.lines[0].box.top < first.box.top - first.style.size:
        return False
    return all(any(_level(label, line) for line in values.lines) for label in labels.lines)


def _level(one: Line, two: Line) -> bool:
    return level(one.box, two.box, max(one.style.size, two.style.size))


def _joined(value: Line, labels: Sequence[Line]) -> Line:
    label = next((line for line in labels if _level(line, value)), None)
    if label is None:
        return value
    words = (*label.words, *value.words)
    return replace(
        value,
        words=words,
        box=union(label.box, value.box),
        style=style_of(words),
        before=(*label.before, *label.after, *value.before),
        gap_above=label.gap_above or value.gap_above,
    )
