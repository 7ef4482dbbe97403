"""The tables of a page, of whatever kind, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extract.base.squeezed import squeeze
from extract.layout.geometry import holds
from extract.layout.records import PageLayout
from extract.layout.rules import drawn_rules
from extract.layout.tables.abreast import abreast
from extract.layout.tables.aligned import aligned_draft, figure_part
from extract.layout.tables.chunks import printed
from extract.layout.tables.drafts import Draft, DraftCell, finished_cells
from extract.layout.tables.heads import edges_of, head_rows, same_columns, with_head_above
from extract.layout.tables.records import Table
from extract.layout.tables.ruled import ruled_drafts
from extract.layout.tables.stretches import Rules, banded, free, is_piece
from extract.pdf.records import Box, Page, Word

_FIGURE_HALF = 0.6
"""A half of a sheet with so many figures in it is no page of its own."""
_FEWEST_HEADS = 3
"""Columns of a grid whose heads may stand above it."""
_LIGHT_EM = 0.5
_MOST_LIGHTS = 300
"""With more drawn shapes a page holds a chart or a map."""
_SAME_EDGE_EM = 0.6
"""Edges of columns on two pages agree within this."""


def find_tables(layout: PageLayout, *, previous: Table | None = None) -> tuple[Table, ...]:
    """Finds the tables of a page.

    A form, a frame around text, a table of contents, a chart and text in columns are none.

    Args:
        layout: the page; its footnotes are taken out already.
        previous: the last table of the page before. Its columns hold for a table that goes on without
            rules and without a head, and what it repeats is a head.
    """
    page = readable_page(layout)
    level, upright = drawn_rules(page)
    ruled = ruled_drafts(page)
    grids = [draft.box for draft in ruled]
    drafts = [
        draft for draft in ruled if not is_piece(level, draft.box, draft.rows, draft.em(), others=grids)
    ]
    drafts = _with_heads_above(page, drafts, grids)
    taken = [draft.box for draft in drafts]
    drafts += _others(page, layout, (level, upright), taken, previous)
    if not drafts:
        return ()
    tables = [_table(draft, layout, previous) for draft in drafts]
    return tuple(sorted(tables, key=lambda table: (table.leaf, table.box.top, table.box.x0)))


def _with_heads_above(page: Page, drafts: Sequence[Draft], grids: Sequence[Box]) -> list[Draft]:
    """The grids with heads that stand above them; a grid of one column has none."""
    if all(draft.columns < _FEWEST_HEADS for draft in drafts):
        return list(drafts)
    words = [word for word in page.words if not any(holds(box, word.box) for box in grids)]
    lines = printed(words)
    return [
        with_head_above(draft, lines) if draft.columns >= _FEWEST_HEADS and draft.rows > 1 else draft
        for draft in drafts
    ]


def _others(
    page: Page,
    layout: PageLayout,
    rules: tuple[Rules, Rules],
    taken: Sequence[Box],
    previous: Table | None,
) -> list[Draft]:
    """Tables that have no grid."""
    words = [word for word in page.words if not any(holds(box, word.box) for box in taken)]
    if not words:
        return []
    known = edges_of(previous) if previous is not None and previous.kind != "ruled" else None
    known_head = _head_lines(previous) if previous is not None else frozenset[str]()
    drafts: list[Draft] = []
    for part in [part for leaf in _leaves(words, layout) for part in abreast(leaf) if part]:
        em = median(word.size for word in part)
        lines = printed(part, _lights(page, part, em))
        stretches = banded(*rules, lines, taken, em)
        stretches += free(lines)
        for stretch in stretches:
            draft = aligned_draft(stretch, page.number, known, known_head)
            if draft is not None:
                _with_marks(draft, page)
                drafts.append(draft)
    return drafts


def _head_lines(table: Table) -> frozenset[str]:
    """The lines of the heads of a table by their letters."""
    heads = [cell for cell in table.cells if cell.row < table.head_rows]
    return frozenset(squeeze(line.text) for cell in heads for line in cell.lines)


def _lights(page: Page, words: Sequence[Word], em: float) -> list[Box]:
    """Boxes of drawn shapes and icons that are large enough to be the value of a cell."""
    boxes = [mark.box for mark in page.marks] + [icon.box for icon in page.icons]
    if not 0 < len(boxes) <= _MOST_LIGHTS:
        return []
    x0, x1 = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    return [box for box in boxes if min(box.width, box.height) >= _LIGHT_EM * em and x0 < box.x0 < x1]


def _leaves(words: Sequence[Word], layout: PageLayout) -> list[list[Word]]:
    """The words of each page on a sheet; a half that holds figures only is the right of a wide table."""
    if layout.leaves != 2 or layout.stacked:
        return [list(words)]
    middle = layout.page.width / 2
    left = [word for word in words if word.box.x0 < middle]
    right = [word for word in words if word.box.x0 >= middle]
    if right and figure_part(printed(right)) >= _FIGURE_HALF:
        return [list(words)]
    return [part for part in (left, right) if part]


def _with_marks(draft: Draft, page: Page) -> None:
    """Gives the marks and icons of a page to the cells they stand in."""
    at = {(cell.row, column): cell for cell in draft.cells for column in _columns_of(cell)}
    for mark in page.marks:
        place = draft.place((mark.box.x0 + mark.box.x1) / 2, (mark.box.top + mark.box.bottom) / 2)
        if place in at:
            at[place].marks += (mark,)
    for icon in page.icons:
        place = draft.place((icon.box.x0 + icon.box.x1) / 2, (icon.box.top + icon.box.bottom) / 2)
        if place in at:
            at[place].icons += (icon,)


def _columns_of(cell: DraftCell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def readable_page(layout: PageLayout) -> Page:
    """The page with the words of its lines only: no watermarks, no footnotes, nothing turned."""
    words: list[Word] = [word for line in layout.lines for word in line.words]
    return replace(layout.page, words=words)


def _table(draft: Draft, layout: PageLayout, previous: Table | None) -> Table:
    table = Table(
        page=layout.number,
        leaf=_leaf(draft.box, layout),
        kind=draft.kind,
        box=draft.box,
        rows=draft.rows,
        columns=draft.columns,
        cells=finished_cells(draft, layout.page, layout.rotated),
    )
    known = previous if previous is not None and _same(table, previous, draft.em()) else None
    return replace(table, head_rows=draft.head_rows or head_rows(table, previous=known))


def _same(table: Table, previous: Table, em: float) -> bool:
    return same_columns(edges_of(table), edges_of(previous), _SAME_EDGE_EM * em)


def _leaf(box: Box, layout: PageLayout) -> int:
    middle = (box.x0 + box.x1) / 2
    return int(layout.leaves == 2 and not layout.stacked and middle > layout.page.width / 2)
