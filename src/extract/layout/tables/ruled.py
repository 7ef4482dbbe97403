"""Tables whose cells are drawn: by rules, by frames, or by a fill of their own.

`extract.layout.grid` finds what no rule divides. Here its cells get rows and columns, text that runs over
the edge of its cell goes back to where it begins, pieces of one table are put together, and whatever is no
table is left out: frames around text, forms, charts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.layout.geometry import LEVEL_EM, SLACK_EM
from extract.layout.grid import GridCell, page_grids
from extract.layout.rules import SNAP_EM
from extract.layout.tables.chunks import Printed, printed
from extract.layout.tables.columns import Columns, assign
from extract.layout.tables.drafts import Draft, DraftCell
from extract.layout.tables.rows import split_rows
from extract.pdf.records import Page, Word

_THIN_EM = 0.6
"""Empty rows and columns thinner than this lie between double rules."""
_RUN_ON_EM = 0.6
"""White space up to which a word follows the one before it in the same run of text."""
_STACKED_EM = 1.5
"""White space up to which a grid under another with the same columns goes on with it."""
_LEAST_DENSE = 0.5
"""So many of the places of a table are cells of their own; forms merge most of theirs."""
_LEAST_FILLED = 0.1
"""So many cells hold text at least; in charts and maps hardly any do."""
_TWO_LINES_EM = 1.9
"""Rows lower than this hold one line."""
_FEWEST_TEXTS = 3
_WHOLE_PAGE = 0.85
_MOST_FRAME_ROWS = 3
"""A grid over the whole page with so few rows of text is its frame."""
_LEVEL_PART = 0.6
"""So many lines of figures are level with a line of the label beside them."""
_FEWEST_SPLIT = 3
_SPLIT_GAP_EM = 0.32
_SPLIT_PART = 0.6
"""A cell over several columns is one a column when it has text of its own in so many of them."""


def ruled_drafts(page: Page) -> list[Draft]:
    """The ruled grids of a page that are tables, from top to bottom.

    Args:
        page: with those words only that may stand in a table.
    """
    cells = page_grids(page).cells
    if len(cells) < 2:
        return []
    drafts = [draft for group in grid_groups(cells) if (draft := _draft(group)) is not None]
    drafts = _stacked(drafts)
    found: list[Draft] = []
    for draft in drafts:
        take_back_overrun(draft)
        tidy = _tidy(draft)
        if is_table(tidy, page):
            split_wide_cells(tidy)
            join_rows_beside_labels(tidy)
            split_tall_rows(tidy)
            found.append(tidy)
    return found


def grid_groups(cells: Sequence[GridCell]) -> list[list[GridCell]]:
    """Cells that share an edge, gathered; a table that lies within a cell is one of its own."""
    groups: list[list[GridCell]] = []
    parent = list(range(len(cells)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    left: dict[float, list[int]] = defaultdict(list)
    above: dict[float, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        left[cell.box.x0].append(index)
        above[cell.box.top].append(index)
    for index, cell in enumerate(cells):
        box = cell.box
        for other in left.get(box.x1, ()):
            if min(box.bottom, cells[other].box.bottom) - max(box.top, cells[other].box.top) > 0:
                parent[root(other)] = root(index)
        for other in above.get(box.bottom, ()):
            if min(box.x1, cells[other].box.x1) - max(box.x0, cells[other].box.x0) > 0:
                parent[root(other)] = root(index)
    members: dict[int, list[GridCell]] = defaultdict(list)
    for index, cell in enumerate(cells):
        members[root(index)].append(cell)
    groups.extend(members.values())
    return groups


def _draft(cells: Sequence[GridCell]) -> Draft | None:
    xs = sorted({x for cell in cells for x in (cell.box.x0, cell.box.x1)})
    ys = sorted({y for cell in cells for y in (cell.box.top, cell.box.bottom)})
    if len(xs) < 2 or len(ys) < 2:
        return None
    made: list[DraftCell] = []
    for cell in cells:
        row, column = bisect_left(ys, cell.box.top), bisect_left(xs, cell.box.x0)
        made.append(
            DraftCell(
                row,
                column,
                bisect_left(ys, cell.box.bottom) - row,
                bisect_left(xs, cell.box.x1) - column,
                cell.box,
                list(cell.words),
                cell.marks,
                cell.icons,
            )
        )
    return Draft("ruled", xs, ys, made)


def _stacked(drafts: Sequence[Draft]) -> list[Draft]:
    """Grids of the same columns right below one another, as one: rows with white space between them."""
    whole: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.ys[0], draft.xs[0])):
        home = next((other for other in whole if _goes_on(other, draft)), None)
        if home is None:
            whole.append(draft)
            continue
        _append(home, draft)
    return whole


def _goes_on(above: Draft, below: Draft) -> bool:
    gap = below.ys[0] - above.ys[-1]
    snap = SNAP_EM * above.em()
    if not -snap <= gap <= _STACKED_EM * above.em():
        return False
    if abs(above.xs[0] - below.xs[0]) > snap or abs(above.xs[-1] - below.xs[-1]) > snap:
        return False
    few, many = sorted((above.xs, below.xs), key=len)
    if len(few) < 3 and len(many) > 2:
        return False
    return all(any(abs(x - other) <= snap for other in many) for x in few)


def _append(above: Draft, below: Draft) -> None:
    """Puts the rows of a grid below those of another, with the white space between them at the row above."""
    xs = above.xs if len(above.xs) >= len(below.xs) else below.xs
    for draft in (above, below):
        for cell in draft.cells:
            first = _nearest(xs, draft.xs[cell.column])
            last = _nearest(xs, draft.xs[cell.column + cell.column_span])
            cell.column, cell.column_span = first, last - first
    for cell in below.cells:
        cell.row += above.rows
    above.xs = xs
    above.ys = [*above.ys[:-1], *below.ys]
    above.cells += below.cells


def _nearest(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - value))


def take_back_overrun(draft: Draft) -> None:
    """Words that run over the edge of their cell go back to the cell in which their run begins."""
    slack = SLACK_EM * draft.em()
    rows: dict[int, list[DraftCell]] = defaultdict(list)
    for cell in draft.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append(cell)
    for cell in draft.cells:
        for word in sorted(cell.words, key=lambda word: word.box.x0):
            if word.box.x1 > cell.box.x1 + slack:
                _pull_rest(cell, word, rows)


def _neighbours(cell: DraftCell, rows: dict[int, list[DraftCell]], word: Word) -> list[DraftCell]:
    middle = (word.box.top + word.box.bottom) / 2
    return [
        other for other in rows[cell.row] if other is not cell and other.box.top <= middle <= other.box.bottom
    ]


def _pull_rest(cell: DraftCell, word: Word, rows: dict[int, list[DraftCell]]) -> None:
    """What follows a word that sticks out to the right comes back with it."""
    last = word
    for other in sorted(_neighbours(cell, rows, word), key=lambda other: other.column):
        if other.column <= cell.column:
            continue
        for candidate in sorted(other.words, key=lambda item: item.box.x0):
            if _follows(last, candidate):
                other.words.remove(candidate)
                cell.words.append(candidate)
                last = candidate


def _follows(left: Word, right: Word) -> bool:
    em = max(left.size, right.size)
    return (
        abs(left.box.bottom - right.box.bottom) < LEVEL_EM * em
        and -_RUN_ON_EM * em < right.box.x0 - left.box.x1 < _RUN_ON_EM * em
        and right.box.x0 > left.box.x0
        and left.order < right.order
    )


def split_wide_cells(draft: Draft) -> None:
    """A cell over several columns whose texts keep to them each is one cell a column."""
    for cell in list(draft.cells):
        if cell.column_span < _FEWEST_SPLIT or not cell.words:
            continue
        inner = draft.xs[cell.column + 1 : cell.column + cell.column_span]
        slack = SLACK_EM * draft.em()
        lines = printed(cell.words, gap_em=_SPLIT_GAP_EM)
        chunks = [chunk for line in lines for chunk in line.chunks]
        if any(chunk.x0 < x - slack and chunk.x1 > x + slack for chunk in chunks for x in inner):
            continue
        places = {bisect_right(inner, (chunk.x0 + chunk.x1) / 2) for chunk in chunks}
        if len(places) < max(_FEWEST_SPLIT, _SPLIT_PART * cell.column_span):
            continue
        draft.cells.remove(cell)
        for offset in range(cell.column_span):
            words = [
                word
                for chunk in chunks
                if bisect_right(inner, (chunk.x0 + chunk.x1) / 2) == offset
                for word in chunk.words
            ]
            column = cell.column + offset
            box = replace(cell.box, x0=draft.xs[column], x1=draft.xs[column + 1])
            draft.cells.append(DraftCell(cell.row, column, cell.row_span, 1, box, words))


def join_rows_beside_labels(draft: Draft) -> None:
    """Rows beside one cell with a label a line are one row: rules under sums do not part the labels."""
    for label in sorted(draft.cells, key=lambda cell: cell.row):
        if label.column or label.row_span < 2:
            continue
        rows = range(label.row, label.row + label.row_span)
        beside = [cell for cell in draft.cells if cell is not label and cell.row in rows]
        lines = printed(label.words)
        figures = printed([word for cell in beside for word in cell.words])
        level = sum(
            any(abs(line.bottom - other.bottom) < LEVEL_EM * other.size for other in figures)
            for line in lines
        )
        reach = any(cell.row + cell.row_span > rows.stop for cell in beside)
        if reach or len(lines) <= label.row_span or level < max(3, _LEVEL_PART * len(figures)):
            continue
        columns = defaultdict[int, list[DraftCell]](list)
        for cell in beside:
            columns[cell.column].append(cell)
        for column, parts in columns.items():
            box = replace(label.box, x0=draft.xs[column], x1=draft.xs[column + 1])
            joined = DraftCell(
                label.row,
                column,
                1,
                1,
                box,
                [word for part in parts for word in part.words],
                tuple(mark for part in parts for mark in part.marks),
                tuple(icon for part in parts for icon in part.icons),
            )
            draft.cells.append(joined)
        gone = {id(cell) for cell in beside}
        draft.cells = [cell for cell in draft.cells if id(cell) not in gone]
        more = label.row_span - 1
        label.row_span = 1
        for cell in draft.cells:
            if cell.row > label.row:
                cell.row -= more
        del draft.ys[label.row + 1 : label.row + 1 + more]
        join_rows_beside_labels(draft)
        return


def split_tall_rows(draft: Draft) -> None:
    """Rows of a grid in which figures stand one below the other are as many rows as there are figures."""
    row, em = 0, draft.em()
    while row < draft.rows:
        cells = [cell for cell in draft.cells if cell.row == row and cell.row_span == 1]
        tall = draft.ys[row + 1] - draft.ys[row] > _TWO_LINES_EM * em
        rows = _rows_of(cells, draft) if tall and len(cells) > 1 else []
        if len(rows) > 1:
            _split_row(draft, row, cells, rows)
            row += len(rows)
        else:
            row += 1


def _rows_of(cells: Sequence[DraftCell], draft: Draft) -> list[list[Printed]]:
    """The lines of a row of cells as rows of their own; none where the cells hold running text."""
    lines = printed([word for cell in cells for word in cell.words])
    if len(lines) < 2:
        return []
    columns = Columns(
        tuple(draft.xs), (None,) * draft.columns, (None,) * draft.columns, (None,) * draft.columns
    )
    assign(lines, columns, draft.em())
    figures: dict[int, int] = defaultdict(int)
    others: set[int] = set()
    for line in lines:
        for chunk in line.chunks:
            if chunk.is_figure and chunk.column == chunk.last_column:
                figures[chunk.column] += len(line.columns) > 1
            else:
                others.add(chunk.column)
    pure = [count for column, count in figures.items() if column not in others and (column or not others)]
    most = max(pure, default=0)
    if not ((len(pure) >= 2 and most >= 3) or (len(pure) >= 3 and most >= 2)):
        return []
    numbers = split_rows(lines, columns, [0] * len(lines), banded=False)
    return [[lines[index] for index in group] for group in numbers]


def _split_row(draft: Draft, row: int, cells: Sequence[DraftCell], rows: Sequence[Sequence[Printed]]) -> None:
    more = len(rows) - 1
    edges = [
        (max(line.bottom for line in above) + min(line.top for line in below)) / 2
        for above, below in pairwise(rows)
    ]
    split = {id(cell) for cell in cells}
    for cell in draft.cells:
        if cell.row > row:
            cell.row += more
    draft.ys[row + 1 : row + 1] = edges
    draft.cells = [cell for cell in draft.cells if id(cell) not in split]
    for cell in cells:
        for number in range(len(rows)):
            box = replace(cell.box, top=draft.ys[row + number], bottom=draft.ys[row + number + 1])
            inside = [
                word
                for word in cell.words
                if number == bisect_right(edges, (word.box.top + word.box.bottom) / 2)
            ]
            marks = tuple(
                mark
                for mark in cell.marks
                if number == bisect_right(edges, (mark.box.top + mark.box.bottom) / 2)
            )
            icons = tuple(
                icon
                for icon in cell.icons
                if number == bisect_right(edges, (icon.box.top + icon.box.bottom) / 2)
            )
            draft.cells.append(
                DraftCell(row + number, cell.column, 1, cell.column_span, box, inside, marks, icons)
            )


def _tidy(draft: Draft) -> Draft:
    """Without the thin empty rows and columns that lie between double rules."""
    thin = _THIN_EM * draft.em()
    full_rows, full_columns = set[int](), set[int]()
    for cell in draft.cells:
        if not cell.is_empty:
            full_rows.update([cell.row] if cell.row_span == 1 else ())
            full_columns.update([cell.column] if cell.column_span == 1 else ())
    rows = [
        row
        for row, (top, bottom) in enumerate(pairwise(draft.ys))
        if row not in full_rows and bottom - top < thin
    ]
    columns = [
        column
        for column, (x0, x1) in enumerate(pairwise(draft.xs))
        if column not in full_columns and x1 - x0 < thin
    ]
    if len(rows) == draft.rows or len(columns) == draft.columns:
        return draft  # lines drawn close together, with nothing between any of them
    return draft.without(rows=rows, columns=columns)


def _density(draft: Draft) -> float:
    """How many of the places of a grid are cells of their own, rows that are one cell left aside."""
    broad = [row for row in draft.by_row() if not (len(row) == 1 and row[0].column_span == draft.columns)]
    places = sum(cell.column_span * cell.row_span for row in broad for cell in row)
    own = sum(cell.row_span for row in broad for cell in row)
    return own / places if places else 1.0


def is_table(draft: Draft, page: Page) -> bool:
    """Whether a grid holds a table: no frame around text, no form, no chart."""
    if draft.rows < 2 or draft.columns < 2:
        return False
    filled = [cell for cell in draft.cells if not cell.is_empty]
    if sum(bool(cell.words) for cell in filled) < _FEWEST_TEXTS:
        return False
    rows = {cell.row for cell in filled}
    columns = {cell.column for cell in filled}
    if len(rows) < 2 or len(columns) < 2 or len(filled) < max(3, _LEAST_FILLED * len(draft.cells)):
        return False
    if _density(draft) < _LEAST_DENSE:
        return False
    box = draft.box
    whole = box.width * box.height > _WHOLE_PAGE * page.width * page.height
    return not (whole and len(rows) <= _MOST_FRAME_ROWS)
