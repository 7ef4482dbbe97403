"""Ruled tables within the text of a project, kept whole: a row each, below the text that they follow.

Merged cells and white space between columns part a table into regions of their own, of which some look like
the section going on and others like nothing; a sum in the last row was lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.layout.geometry import holds
from extract.layout.lines import style_of
from extract.layout.records import Line, PageLayout, Region, lines_of
from extract.layout.rules import level_rules, upright_rules
from extract.layout.text import around
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.names.years import YEAR_LABEL

if TYPE_CHECKING:
    from extract.layout.tables.records import Table

_FEWEST_RULES = 3
"""Rules of a table in either direction, its outline among them."""
_FIGURES = 0.3
"""Part of the cells below the head that hold figures, years left out. Pages set in tables have texts in them,
and the rows of lists of milestones as well."""
_FEW_LETTERS = 5
"""Letters beside the digits of a figure: of its currency or unit."""
_OUT_EM = 0.2
"""By how much a line in a table may stand out of it."""
_LONGEST = 12
"""Words in a cell that is no running text."""


def keep_tables_whole(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with the rows of each ruled table in one region.

    Tables with headings or texts in their cells are the form of a page, and those within one region are whole
    already.

    Args:
        layout: one page; returned itself where nothing changes.
        index: the headings of the profile.
    """
    page = layout.page
    if len(level_rules(page)) < _FEWEST_RULES or len(upright_rules(page)) < _FEWEST_RULES:
        return layout
    # On demand: few pages have as many rules.
    from extract.layout.tables.finding import find_tables

    for table in find_tables(layout):
        if table.kind == "ruled" and _is_data(table, index):
            layout = _with_whole(layout, table)
    return layout


def _is_data(table: Table, index: HeadingIndex) -> bool:
    """Whether a table holds figures and no headings or running text."""
    filled = [cell for cell in table.cells if cell.lines]
    body = [cell for cell in filled if cell.row >= max(1, table.head_rows)]
    if table.rows < 2 or table.columns < 2 or len(body) < 2:
        return False
    if any(index.find(line.text) is not None for cell in filled for line in cell.lines[:1]):
        return False
    if any(sum(len(line.words) for line in cell.lines) > _LONGEST for cell in filled):
        return False
    return sum(_is_figure(cell.text) for cell in body) >= _FIGURES * len(body)


def _is_figure(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    if YEAR_LABEL.match(text):
        return False
    return letters <= _FEW_LETTERS and any(char.isdigit() for char in text)


def _with_whole(layout: PageLayout, table: Table) -> PageLayout:
    """The page with the lines of a table taken out of their regions and set below the text before it."""
    parts = [
        (region, [line for line in region.lines if holds(table.box, line.box)])
        for region in layout.regions
        if region.leaf == table.leaf
    ]
    held = [region for region, lines in parts if lines]
    if len(held) < 2 or any(not _holds(line, table) for _, lines in parts for line in lines):
        return layout
    taken = {id(line) for _, lines in parts for line in lines}
    home, above = _text_before(layout, table, taken)
    regions: list[Region] = []
    for region in layout.regions:
        kept = [line for line in region.lines if id(line) not in taken]
        if region is home:
            place = kept.index(above) + 1 if above is not None else 0
            rows = _rows(table, region.index, above.box.bottom if above is not None else None)
            kept = [*kept[:place], *rows, *kept[place:]]
        elif home is None and region is held[0]:
            regions.append(_region(region, _rows(table, region.index, None)))
        if kept:
            regions.append(region if len(kept) == len(region.lines) else region.with_lines(kept))
    return replace(layout, regions=tuple(one.numbered(number) for number, one in enumerate(regions)))


def _region(like: Region, rows: Sequence[Line]) -> Region:
    return replace(like, lines=lines_of(rows), box=around(line.box for line in rows), panel=None)


def _text_before(layout: PageLayout, table: Table, taken: set[int]) -> tuple[Region | None, Line | None]:
    """The region and line that a table stands below, as the nearest one over it."""
    best: tuple[float, Region, Line] | None = None
    for region in layout.regions:
        for line in region.lines:
            over = line.box.bottom <= table.box.top + line.style.size and id(line) not in taken
            beside = min(line.box.x1, table.box.x1) - max(line.box.x0, table.box.x0)
            if region.leaf != table.leaf or not over or beside <= 0:
                continue
            if best is None or line.box.bottom > best[0]:
                best = (line.box.bottom, region, line)
    return (None, None) if best is None else best[1:]


def _rows(table: Table, region: int, bottom: float | None) -> list[Line]:
    """A line for each row; a merged cell stands in the first of its rows."""
    found: list[Line] = []
    for number in range(table.rows):
        cells = [cell for cell in table.row(number) if cell.row == number and cell.lines]
        words = [
            replace(word, glued=word.glued and place > 0)
            for cell in cells
            for line in cell.lines
            for place, word in enumerate(line.words)
        ]
        if not words:
            continue
        box = around(word.box for word in words)
        gap = 0.0 if bottom is None else box.top - bottom
        found.append(Line(tuple(words), box, style_of(words), region, gap_above=gap))
        bottom = box.bottom
    return found


def _holds(line: Line, table: Table) -> bool:
    slack = _OUT_EM * line.style.size
    return line.box.x0 >= table.box.x0 - slack and line.box.x1 <= table.box.x1 + slack
