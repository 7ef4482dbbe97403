"""Cells without a label: which labelled box of the sheet they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.geometry import inside, shared_height, shared_width
from extract.pdf.records import Box
from extract.reports.records.sheets import Sheet, SheetCell

_SLACK_EM = 0.3
"""Sides of cells that share a rule miss each other by less."""
_SHARED = 0.8


def gather(sheet: Sheet) -> list[SheetCell]:
    """Gives each cell without a label to a labelled one; returns those that fit to none.

    In this order: a cell within a labelled one; a cell right of a lone label; a cell at the top of a page
    that goes on with the last row of the page before; a cell below a labelled one.
    """
    homeless: list[SheetCell] = []
    labelled = [cell for cell in sheet.cells if cell.keys or "unknown" in cell.kinds]
    for cell in sheet.cells:
        if any(cell is one for one in labelled):
            continue
        home = (
            _around(cell, labelled)
            or _label_left(cell, labelled)
            or _page_before(cell, sheet, labelled)
            or _nearest_above(cell, labelled)
        )
        if home is None:
            homeless.append(cell)
        else:
            home.nested.append(cell)
    return homeless


def _around(cell: SheetCell, labelled: Sequence[SheetCell]) -> SheetCell | None:
    homes = [one for one in labelled if one.page == cell.page and inside(cell.box, one.box, _slack(cell))]
    return min(homes, key=lambda one: one.box.width * one.box.height, default=None)


def _slack(cell: SheetCell) -> float:
    return _SLACK_EM * cell.em


def _is_lone(cell: SheetCell) -> bool:
    """A label with nothing else in its cell."""
    return not cell.entries[-1].parts and not cell.marks


def _label_left(cell: SheetCell, labelled: Sequence[SheetCell]) -> SheetCell | None:
    """The lone label beside the cell, with no other label between."""
    row = [
        one
        for one in labelled
        if one.page == cell.page
        and one.box.x1 <= cell.box.x0 + _slack(cell)
        and shared_height(one.box, cell.box) >= _SHARED * min(one.box.height, cell.box.height)
    ]
    nearest = max(row, key=lambda one: one.box.x1, default=None)
    return nearest if nearest is not None and _is_lone(nearest) else None


def _nearest_above(cell: SheetCell, labelled: Sequence[SheetCell]) -> SheetCell | None:
    """The lowest labelled box above a cell, at least as wide as it."""
    above = [
        one
        for one in labelled
        if one.page == cell.page
        and one.box.top < cell.box.top - _slack(cell)
        and _beneath(cell, one.box, 0.0)
    ]
    return max(above, key=lambda one: one.box.top, default=None)


def _beneath(cell: SheetCell, over: Box, shift: float) -> bool:
    """Whether a cell lies within the width of a box, moved sideways by ``shift``."""
    slack = _slack(cell)
    return cell.box.x0 >= over.x0 + shift - slack and cell.box.x1 <= over.x1 + shift + slack


def _page_before(cell: SheetCell, sheet: Sheet, labelled: Sequence[SheetCell]) -> SheetCell | None:
    """The box in the last row of the page before that the cell goes on with."""
    if any(
        one.page == cell.page and one.box.top < cell.box.top - _slack(cell) and _is_over(one, cell)
        for one in labelled
    ):
        return None
    earlier = [one for one in sheet.cells if one.page < cell.page]
    if not earlier:
        return None
    last = max(one.page for one in earlier)
    # Pages may be set alternately to the left and to the right.
    shift = cell.grid.x0 - max(earlier, key=lambda one: one.page).grid.x0
    on_last = [one for one in earlier if one.page == last and _beneath(cell, one.box, shift)]
    if not on_last:
        return None
    end = max(one.grid.bottom for one in earlier if one.page == last)
    for one in sorted(on_last, key=lambda item: -item.box.bottom):
        if one.box.bottom < end - _slack(cell):
            break
        if any(one is home for home in labelled):
            return one
    # The last row of that page was itself without a label: it went on from the page before it.
    for home in labelled:
        if any(one is inner for inner in home.nested for one in on_last):
            return home
    return None


def _is_over(one: SheetCell, cell: SheetCell) -> bool:
    return shared_width(one.box, cell.box) > _slack(cell)
