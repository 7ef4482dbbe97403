"""Headings over all columns of a page: what stands above them is read before what stands below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.layout.records import Line, Region

_LARGER = 1.15
"""A heading over all columns is larger than the text by this factor."""
_ALIKE = 0.97
"""A line of this part of its size in another column is a heading like it, over that column."""
_TOUCHING_EM = 0.1
"""Columns may reach into each other by so much."""
_CLEAR_EM = 0.6
"""White space above and below it in the other columns, at least, in its own size."""


def in_bands(regions: Sequence[Region], size: float) -> list[Region]:
    """The regions of a page in reading order, columns parted where a heading stands over all of them.

    Such a heading is short as often as not and stands in the first column only; the other columns are empty
    beside it and have text above and below. A region may come back in several pieces, which share its index.

    Args:
        regions: of one page, in reading order.
        size: of most text, in points.
    """
    found: list[Region] = []
    place = 0
    while place < len(regions):
        first = regions[place]
        end = place + 1
        while end < len(regions) and _beside(first, regions[end], size):
            end += 1
        columns = regions[place:end]
        found += _parted(columns, size) if len(columns) > 1 else columns
        place = end
    return found


def _beside(one: Region, two: Region, em: float) -> bool:
    return (
        one.group == two.group
        and one.leaf == two.leaf
        and one.panel is None
        and two.panel is None
        and two.box.x0 > one.box.x1 - _TOUCHING_EM * em
        and min(one.box.bottom, two.box.bottom) > max(one.box.top, two.box.top)
    )


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
    top, bottom = heading.box.top - space, heading.box.bottom + space
    if any(line.box.top < bottom and top < line.box.bottom for line in column.lines):
        return False
    below = min((line.box.top for line in column.lines if line.box.top >= bottom), default=None)
    goes_on = below is not None and abs(below - following.box.top) < heading.style.size
    return goes_on and any(line.box.bottom <= top for line in column.lines)
