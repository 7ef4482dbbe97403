"""The tables of a page, of whatever kind, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.layout.records import Line, PageLayout
from extract.layout.tables.drafts import Draft, finished_cells
from extract.layout.tables.heads import edges_of, head_rows, same_columns
from extract.layout.tables.records import Table
from extract.layout.tables.ruled import ruled_drafts
from extract.layout.tables.surroundings import caption_above, notes_below
from extract.pdf.records import Box, Page, Word

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
    page = _readable(layout)
    drafts = ruled_drafts(page)
    if not drafts:
        return ()
    boxes = [draft.box for draft in drafts]
    outside = _outside(layout.lines, drafts)
    tables = [_table(draft, layout, outside, boxes, previous) for draft in drafts]
    return tuple(sorted(tables, key=lambda table: (table.leaf, table.box.top, table.box.x0)))


def _readable(layout: PageLayout) -> Page:
    """The page with the words of its lines only: no watermarks, no footnotes, nothing turned."""
    words: list[Word] = [word for line in layout.lines for word in line.words]
    return replace(layout.page, words=words)


def _outside(lines: Sequence[Line], drafts: Sequence[Draft]) -> list[Line]:
    """Lines of which no word stands in a table."""
    taken = {(word.order, word.box) for draft in drafts for word in draft.words}
    return [line for line in lines if not any((word.order, word.box) in taken for word in line.words)]


def _table(
    draft: Draft,
    layout: PageLayout,
    outside: Sequence[Line],
    boxes: Sequence[Box],
    previous: Table | None,
) -> Table:
    box = draft.box
    others = [other for other in boxes if other != box]
    em = draft.em()
    table = Table(
        page=layout.number,
        leaf=_leaf(box, layout),
        kind=draft.kind,
        box=box,
        rows=draft.rows,
        columns=draft.columns,
        cells=finished_cells(draft, layout.page, layout.rotated),
        caption=caption_above(outside, box, others),
        notes=notes_below(outside, box, others, em),
    )
    known = previous if previous is not None and _same(table, previous, em) else None
    return replace(table, head_rows=head_rows(table, previous=known))


def _same(table: Table, previous: Table, em: float) -> bool:
    return same_columns(edges_of(table), edges_of(previous), _SAME_EDGE_EM * em)


def _leaf(box: Box, layout: PageLayout) -> int:
    middle = (box.x0 + box.x1) / 2
    return int(layout.leaves == 2 and not layout.stacked and middle > layout.page.width / 2)
