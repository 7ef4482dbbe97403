"""Headings over all columns of a page: what stands above them is read before what stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from extract.layout.records import Line, Region
from extract.pdf.records import Box

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
_NEAR_EM = 1.5
"""A box beside a heading begins above it by less."""
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
            found += _beside_chapters(columns[1 - margin], columns[margin : margin + 1], is_heading)
        elif len(columns) == 1 and (behind := _boxes_beside(regions, place)) > end:
            found += _beside_chapters(first, regions[end:behind], is_heading)
            end = behind
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


def _boxes_beside(regions: Sequence[Region], place: int) -> int:
    """Index behind the boxes that follow a column of text and stand beside it."""
    text, end = regions[place], place + 1
    while text.panel is None and end < len(regions):
        panel = regions[end].panel
        if panel is None or regions[end].leaf != text.leaf:
            break
        box = panel.box
        is_apart = box.x0 > text.box.x1 or box.x1 < text.box.x0
        if not is_apart or box.bottom < text.box.top or box.top > text.box.bottom:
            break
        end += 1
    return end


def _beside_chapters(
    text: Region, notes: Sequence[Region], is_heading: Callable[[Line], bool]
) -> list[Region]:
    """Text with what stands beside it, each note behind the chapter that it is beside.

    Args:
        text: a column.
        notes: a margin, whose lines stand each for itself, or boxes.
        is_heading: whether a line is set as headings are.
    """
    taken = [
        box
        for note in notes
        for box in ([note.panel.box] if note.panel is not None else [line.box for line in note.lines])
    ]
    cuts = _cuts(text, taken, is_heading)
    if not cuts and not is_heading(text.lines[0]):
        return sorted((text, *notes), key=lambda region: region.index)
    found: list[Region] = []
    for low, high in zip([float("-inf"), *cuts], [*cuts, float("inf")], strict=True):
        for column in (text, *notes):
            if column.panel is not None:
                lines = list(column.lines) if low <= column.panel.box.top < high else []
            else:
                lines = [line for line in column.lines if low <= line.box.top < high]
            if lines:
                found.append(column if len(lines) == len(column.lines) else column.with_lines(lines))
    return found


def _cuts(text: Region, taken: Sequence[Box], is_heading: Callable[[Line], bool]) -> list[float]:
    """Heights at which a heading begins that nothing beside it crosses."""
    cuts: list[float] = []
    for above, line in pairwise(text.lines):
        if not is_heading(line) or is_heading(above):
            continue
        # A line close above a heading that stands apart from the text is its number or field.
        first = above if above is not text.lines[0] and above.gap_above > 2 * line.gap_above else line
        top = first.box.top - 0.5 * line.style.size
        # A box that begins beside the heading, a little above it, is beside what follows.
        reach = line.box.top - _NEAR_EM * line.style.size
        top = min([top, *(box.top for box in taken if reach < box.top < top < box.bottom)])
        if not any(box.top < top < box.bottom for box in taken):
            cuts.append(top)
    return cuts


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
