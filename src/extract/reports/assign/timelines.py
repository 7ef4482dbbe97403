"""Timelines with the years in the middle and the events left and right of them by turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.layout.records import Line, PageLayout, Region
from extract.reports.fill.milestones import YEAR_LABEL

_FEWEST = 3
"""Years of a timeline."""
_REACH_EM = 6.0
"""How far from the column of years the events stand at most."""
_BLOCK_EM = 0.9
"""White space above a line, in em, from which on another event begins."""


def join_timelines(layout: PageLayout) -> PageLayout:
    """The page with each column of years and the texts on both sides of it as one region.

    Each text goes to the year that its middle is nearest to; a side alone is left to `merge_margins`.
    """
    for years in layout.regions:
        if len(years.lines) < _FEWEST or not all(YEAR_LABEL.match(line.text) for line in years.lines):
            continue
        sides = [region for region in layout.regions if _is_beside(region, years)]
        blocks = [block for region in sides for block in _blocks(region, years)]
        left = {_setting(block) for block in blocks if block[0].box.x1 <= years.box.x0}
        right = {_setting(block) for block in blocks if block[0].box.x0 >= years.box.x1}
        if left & right:  # set alike: years beside their items may stand beside running text, too
            return join_timelines(_joined(layout, years, sides, blocks))
    return layout


def _setting(block: Sequence[Line]) -> tuple[str, float]:
    return block[-1].style.font, block[-1].style.size


def _is_beside(region: Region, years: Region) -> bool:
    if region is years or region.leaf != years.leaf or region.panel is not years.panel:
        return False
    reach = _REACH_EM * years.lines[0].style.size
    gap = max(region.box.x0 - years.box.x1, years.box.x0 - region.box.x1)
    return 0 <= gap < reach and region.box.top < years.box.bottom and years.box.top < region.box.bottom


def _blocks(region: Region, years: Region) -> list[list[Line]]:
    """Lines level with the timeline, in blocks with white space between."""
    step = (years.lines[-1].box.top - years.lines[0].box.top) / (len(years.lines) - 1)
    blocks: list[list[Line]] = []
    for line in region.lines:
        middle = (line.box.top + line.box.bottom) / 2
        if not years.box.top - step / 2 < middle < years.box.bottom + step / 2:
            continue
        if not blocks or line.gap_above > _BLOCK_EM * line.style.size:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _joined(
    layout: PageLayout, years: Region, sides: Sequence[Region], blocks: Sequence[Sequence[Line]]
) -> PageLayout:
    by_year: dict[int, list[Line]] = {number: [] for number in range(len(years.lines))}
    for block in blocks:
        middle = (block[0].box.top + block[-1].box.bottom) / 2
        nearest = min(by_year, key=lambda number: abs(_middle(years.lines[number]) - middle))
        by_year[nearest] += block
    lines = tuple(
        replace(line, region=years.index)
        for number, label in enumerate(years.lines)
        for line in (label, *sorted(by_year[number], key=lambda line: line.box.top))
    )
    taken = {id(line) for block in blocks for line in block}
    regions: list[Region] = []
    for region in layout.regions:
        if region is years:
            regions.append(years.with_lines(lines))
        elif any(region is side for side in sides):
            rest = tuple(line for line in region.lines if id(line) not in taken)
            regions += [region.with_lines(rest)] if rest else []
        else:
            regions.append(region)
    return replace(layout, regions=tuple(regions))


def _middle(line: Line) -> float:
    return (line.box.top + line.box.bottom) / 2
