"""A page as it would be without its tables: the text around them in its own columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.layout.analysis import analyse
from extract.layout.footnotes import take_footnotes
from extract.layout.geometry import holds
from extract.layout.records import Line, PageLayout, Region, lines_of, with_own_words
from extract.pdf.records import Box, Picture

_FEWEST_LINES = 6
"""So many lines outside tables make it worthwhile to look for columns anew."""


@dataclass(frozen=True, slots=True)
class TableFrame:
    """Where a table stands, and its number among all of the document."""

    box: Box
    leaf: int
    number: int


def in_table(box: Box, tables: Sequence[TableFrame]) -> TableFrame | None:
    """The table that a box lies in, by its middle."""
    return next((table for table in tables if holds(table.box, box)), None)


def without_tables(layout: PageLayout, tables: Sequence[TableFrame]) -> PageLayout:
    """The page with the lines of its tables left out.

    White space between the columns of a table may part the text above and below it as well; so columns are
    looked for anew where there is more than a little text.

    Args:
        layout: a page.
        tables: the tables on it.
    """
    if not tables:
        return layout
    if not is_mixed(layout, tables):
        return _thinned(layout, tables)
    page = layout.page
    bare = replace(
        page,
        words=[word for word in page.words if word.rotation or in_table(word.box, tables) is None],
        panels=tuple(panel for panel in page.panels if in_table(panel.box, tables) is None),
        pictures=(*page.pictures, *(Picture(table.box) for table in tables)),
    )
    found, _ = take_footnotes(analyse(bare, spreads=layout.leaves == 2 and not layout.stacked))
    # Its words are asked for through its lines only; kept twice they would take the most memory.
    return replace(found, page=replace(page, words=()), rotated=layout.rotated)


def is_mixed(layout: PageLayout, tables: Sequence[TableFrame]) -> bool:
    """Whether there is more than a little text beside the tables of a page."""
    outside = sum(in_table(line.box, tables) is None for line in layout.lines)
    return _FEWEST_LINES <= outside < len(layout.lines)


def _thinned(layout: PageLayout, tables: Sequence[TableFrame]) -> PageLayout:
    """The regions as they are, less the lines of tables."""
    regions: list[Region] = []
    for region in layout.regions:
        lines: list[Line] = []
        is_below = False
        for line in region.lines:
            if in_table(line.box, tables) is not None:
                is_below = True
                continue
            if is_below and lines:
                # White space counts from the text above, not from the table between.
                line = replace(line, gap_above=line.box.top - lines[-1].box.bottom)
            is_below = False
            lines.append(line)
        if lines:
            regions.append(region if len(lines) == len(region.lines) else region.with_lines(lines))
    if sum(len(region.lines) for region in regions) < _FEWEST_LINES:
        regions = [replace(region, lines=lines_of(map(with_own_words, region.lines))) for region in regions]
    return replace(layout, regions=tuple(regions))
