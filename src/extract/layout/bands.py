"""Headings over all columns of a page: what stands above them is read before what stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from extract.layout.records import Line, Region

_LARGER = 1.15
"""A heading over all columns is larger than the text by this factor."""
_ALIKE = 0.97
"""A line of this part of its size in another column is a heading like it, over that column."""
_TOUCHING_EM = 0.1
"""Columns may reach into each other by so much."""
_CLEAR_EM = 0.6
"""White space above it in the other columns, at least, in its own size."""
_BELOW_EM = 0.2
"""The same below it."""
_NARROW = 0.5
"""Part of the width of the text that a margin has, at most."""
_SMALL = 0.92
"""Notes in the margin are smaller than the text by this factor."""


def in_bands(
    regions: Sequence[Region], size: float, *, is_heading: Callable[[Line], bool] = lambda line: False
) -> list[Region]:
    """The regions of a page in reading order, columns parted where a heading stands over all of them.

    Such a heading is short as often as not and stands in the first column only; the other columns are empty
    beside it and have text above and below. A region may come back in several pieces, which share its index.

    Args:
        regions: of one page, in reading order.
        size: of most text, in points.
        is_heading: whether a line is set as headings are.
    """
    regions = _boxes_below(regions)
    found: list[Region] = []
    place = 0
    while place < len(regions):
        first = regions[place]
        end = place + 1
        while end < len(regions) and _beside(first, regions[end], size):
            end += 1
        columns = regions[place:end]
        if len(columns) == 2 and (margin := _margin(columns, size)) is not None:
            found += _beside_chapters(columns[1 - margin], columns[margin], is_heading)
        else:
            found += _parted(columns, size) if len(columns) > 1 else columns
        place = end
    return found


def _boxes_below(regions: Sequence[Region]) -> list[Region]:
    """The regions with each box behind the columns above it that it is as wide as.

    Short lines in a box below two columns stand below the first of them only.
    """
    ordered = list(regions)
    for region in regions:
        if region.panel is None:
            continue
        box, place = region.panel.box, ordered.index(region)
        behind = place
        for other in range(place + 1, len(ordered)):
            two = ordered[other]
            is_above = two.leaf == region.leaf and two.panel is None and two.box.bottom <= box.top
            if is_above and box.x0 < (two.box.x0 + two.box.x1) / 2 < box.x1:
                behind = other
        if behind > place:
            ordered.insert(behind, ordered.pop(place))
    return ordered


def _beside(one: Region, two: Region, em: float) -> bool:
    return (
        one.group == two.group
        and one.leaf == two.leaf
        and one.panel is None
        and two.panel is None
        and two.box.x0 > one.box.x1 - _TOUCHING_EM * em
        and min(one.box.bottom, two.box.bottom) > max(one.box.top, two.box.top)
    )


def _margin(columns: Sequence[Region], size: float) -> int | None:
    """Which of two columns is a margin with notes in small print."""
    widths = [column.box.x1 - column.box.x0 for column in columns]
    for place, column in enumerate(columns):
        is_narrow = widths[place] < _NARROW * widths[1 - place] and len(column.lines) > 1
        if is_narrow and all(line.style.size < _SMALL * size for line in column.lines):
            return place
    return None


def _beside_chapters(text: Region, margin: Region, is_heading: Callable[[Line], bool]) -> list[Region]:
    """Text with the notes in its margin, those beside a chapter behind it; notes that run on part nothing."""
    cuts: list[float] = []
    for line in text.lines[1:]:
        top = line.box.top - 0.5 * line.style.size
        if is_heading(line) and not any(note.box.top < top < note.box.bottom for note in margin.lines):
            cuts.append(top)
    if not cuts and not is_heading(text.lines[0]):
        return sorted((text, margin), key=lambda region: region.index)
    found: list[Region] = []
    for low, high in zip([float("-inf"), *cuts], [*cuts, float("inf")], strict=True):
        for column in (text, margin):
            if lines := [line for line in column.lines if low <= line.box.top < high]:
                found.append(column if len(lines) == len(column.lines) else column.with_lines(lines))
    return found


def _parted(columns: Sequence[Region], size: float) -> list[Region]:
    cuts = [
        line.box.top
        for line, below in pairwise(columns[0].lines[1:])
        if line.style.size > _LARGER * size and all(_is_clear(line, below, column) for column in columns[1:])
    ]
    found: list[Region] = []
    for low, high in zip([float("-inf"), *cuts], [*cuts, float("inf")], strict=True):
        for column in columns:
            # Feet of lines that stand right of the heading count as above it.
            lines = [line for line in column.lines if low <= line.box.bottom - 0.5 * line.box.height < high]
            if lines:
                found.append(column if len(lines) == len(column.lines) else column.with_lines(lines))
    return found


def _is_clear(heading: Line, following: Line, column: Region) -> bool:
    """Whether a column is empty beside a heading and goes on level with what follows the heading."""
    if any(line.style.size > _ALIKE * heading.style.size for line in column.lines):
        return False
    space = _CLEAR_EM * heading.style.size
    top, bottom = heading.box.top - space, heading.box.bottom + _BELOW_EM * heading.style.size
    if any(line.box.top < bottom and top < line.box.bottom for line in column.lines):
        return False
    below = min((line.box.top for line in column.lines if line.box.top >= bottom), default=None)
    goes_on = below is not None and abs(below - following.box.top) < heading.style.size
    return goes_on and any(line.box.bottom <= top for line in column.lines)
