"""Several short projects one above the other on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.layout.records import Line, PageLayout, Region
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.names.headings import TITLE_RATIO, Body, body_of, find_headings

_ALIKE = 0.05
_FEWEST = 2
"""Headings that each part must hold, and that two parts have in common."""


def part_stacked(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with each project on it as a leaf of its own, like the halves of a folded sheet.

    A page is parted above lines set alike and larger than the text, when headings of the profile come again
    below each of them.
    """
    cuts = [_cuts(layout, leaf, index) for leaf in range(layout.leaves)]
    return _parted(layout, cuts) if any(cuts) else layout


def _cuts(layout: PageLayout, leaf: int, index: HeadingIndex) -> list[float]:
    """Heights at which one half of the sheet, or all of the page, is to be parted."""
    regions = [region for region in layout.regions if region.leaf == leaf]
    lines = [line for region in regions for line in region.lines]
    largest = _largest(lines)
    # On most pages it is one, and need not be compared with how the text is set.
    body = body_of(layout.lines) if len(largest) > 1 else None
    titles = _titles(largest, body) if body is not None else []
    if len(titles) < 2:
        return []
    headings = [
        (region.lines[hit.first].box.top, hit.name.key)
        for region in regions
        for hit in find_headings(region.lines, index, body)
    ]
    tops = [line.box.top for line in titles]
    parts = [
        {key for top, key in headings if low <= top < high}
        for low, high in zip(tops, [*tops[1:], float("inf")], strict=True)
    ]
    shared = [len(one & other) for number, one in enumerate(parts) for other in parts[:number]]
    if min(len(part) for part in parts) < _FEWEST or min(shared) < _FEWEST:
        return []
    return [_white_above(lines, above, title) for above, title in pairwise(titles)]


def _largest(lines: Sequence[Line]) -> list[Line]:
    """The lines set alike that are the largest of the page; figures and signs are none."""
    by_size = sorted(lines, key=lambda line: -line.style.size)
    size = next((line.style.size for line in by_size if _is_worded(line)), 0.0)
    return [line for line in lines if line.style.size >= (1 - _ALIKE) * size and _is_worded(line)]


def _is_worded(line: Line) -> bool:
    return sum(char.isalpha() for char in line.text) >= 3


def _titles(largest: Sequence[Line], body: Body) -> list[Line]:
    """The first lines of texts larger than the text of the page, from top to bottom."""
    size = max(line.style.size for line in largest)
    large = [line for line in largest if line.style.size >= TITLE_RATIO * body.size]
    ordered = sorted(large, key=lambda line: line.box.top)
    return [
        line
        for number, line in enumerate(ordered)
        if not number or line.box.top - ordered[number - 1].box.bottom > size
    ]


def _white_above(lines: Sequence[Line], above: Line, title: Line) -> float:
    """Middle of the tallest white space across the page between a title and the one above it."""
    edge, best = above.box.bottom, (0.0, title.box.top)
    for line in sorted(lines, key=lambda line: line.box.top):
        box = line.box
        if box.bottom <= above.box.bottom or box.top > title.box.top:
            continue
        # The nearest of the tallest: a kicker stands closer to its title than the text above to the kicker.
        if edge < box.top and box.top - edge >= 0.8 * best[0]:
            best = (box.top - edge, (box.top + edge) / 2)
        edge = max(edge, box.bottom)
    return best[1]


def _parted(layout: PageLayout, cuts: Sequence[Sequence[float]]) -> PageLayout:
    """Regions cut at the heights given for each leaf, and numbered anew."""
    regions: list[Region] = []
    count = 0
    for leaf, heights in enumerate(cuts):
        for low, high in pairwise([float("-inf"), *heights, float("inf")]):
            for region in layout.regions:
                lines = tuple(line for line in region.lines if low <= line.box.top < high)
                if lines and region.leaf == leaf:
                    regions.append(_region(region, lines, len(regions), count))
            count += 1
    return replace(layout, regions=tuple(regions), leaves=count, stacked=True)


def _region(region: Region, lines: Sequence[Line], number: int, leaf: int) -> Region:
    moved = region.with_lines(lines).numbered(number)
    return replace(moved, leaf=leaf, group=region.group + 10_000 * leaf)
