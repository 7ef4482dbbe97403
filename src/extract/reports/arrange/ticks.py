"""Ticks in a column of their own at the right of a list: part of the lines they are level with."""

from __future__ import annotations

from dataclasses import replace

from extract.layout.records import Line, PageLayout, Region
from extract.layout.text import union

TICKS = frozenset("✓✔✗✘○●◯☐☑☒□■xX")
_PLAIN = frozenset("✓✔✗✘☑☒")
"""Other signs may be dots, boxes or letters: several of them make a column."""


def join_ticks(layout: PageLayout) -> PageLayout:
    """The page with each tick that was cut from its line, as columns above it are, back at the line's end.

    A tick that is level with no line of text stays where it is.
    """
    lone = [
        (region, line) for region in layout.regions for line in region.lines if line.text.strip() in TICKS
    ]
    if len(lone) < 2:
        lone = [item for item in lone if item[1].text.strip() in _PLAIN]
    moved = {id(line): text for region, line in lone if (text := _text_of(layout, region, line)) is not None}
    if not moved:
        return layout
    ticks = {id(text): line for _, line in lone if (text := moved.get(id(line))) is not None}
    regions: list[Region] = []
    for region in layout.regions:
        if any(id(line) in moved or id(line) in ticks for line in region.lines):
            lines = tuple(
                _ticked(line, ticks.get(id(line))) for line in region.lines if id(line) not in moved
            )
            regions += [region.with_lines(lines)] if lines else []
        else:
            regions.append(region)
    return replace(layout, regions=tuple(regions))


def _text_of(layout: PageLayout, home: Region, tick: Line) -> Line | None:
    """The line left of a tick in another column that is level with it; the nearest one of several."""
    middle = (tick.box.top + tick.box.bottom) / 2
    level = [
        line
        for region in layout.regions
        if region is not home and region.leaf == home.leaf and region.panel is home.panel
        for line in region.lines
        if line.box.top < middle < line.box.bottom
        and line.box.x1 < tick.box.x0
        and line.text.strip() not in TICKS
        and abs(line.style.size - tick.style.size) < 0.5 * tick.style.size
    ]
    return max(level, key=lambda line: line.box.x1, default=None)


def _ticked(line: Line, tick: Line | None) -> Line:
    if tick is None:
        return line
    return replace(line, words=(*line.words, *tick.words), box=union(line.box, tick.box))
