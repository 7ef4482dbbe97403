"""Heads of columns: which rows at the top of a table are heads, and what each column is called.

A head may take several rows (a spanning "Projektlaufzeit" over "von" and "bis", a year above its unit, a row
of column numbers below), and its words say three things: the name, the unit of money and the period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from extract.german.cells import whole_period
from extract.german.hyphenation import Vocabulary, joined_text
from extract.german.records import Unit
from extract.layout.tables.records import Table
from extract.pdf.records import Box
from extract.reports.lists.contents import holds_cell
from extract.reports.lists.head_repeats import repeats, with_spans_over_repeats
from extract.reports.lists.head_texts import (
    has_figures,
    has_values,
    head_unit,
    head_words_of,
    is_bare,
    is_number_row,
    is_time,
    is_unit,
    is_value,
)
from extract.reports.lists.head_words import HeadWords, head_words, over_columns
from extract.reports.lists.row_cells import CellPlace, Row, RowCell, edges_of
from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import Known, Lexicon

_TOP_ROWS = 8
"""Heads are looked for in so many rows at the top of a table."""
_LONGEST_HEAD = 110
"""Letters of one cell of a head; more are a text."""
_SHORTEST_PART = 3
"""Letters of a part of a head; shorter ones stand in other words as well."""
_LONGEST_REST = 30
_BELOW = 3
"""So many rows below a row of years tell whether they are its values."""
_REST_ROWS = 2
"""Lines of heads that may have become rows of their own."""
_NAMED = 0.45
"""So many of the cells of a head are known to the lexicon."""
_ALIKE = 0.7
"""So many of the heads of a row must be those of the table for it to be the head again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHead:
    """What stands above a column."""

    text: str
    """As printed, on one line; after the words it stands under where it says nothing without them."""
    parents: tuple[str, ...] = ()
    """Spanning heads above it, from top to bottom."""
    sources: tuple[CellPlace, ...] = ()
    boxes: tuple[Box, ...] = ()
    known: Known | None = None
    """What the lexicon says; None where it does not know these words."""
    unit: Unit | None = None
    period: tuple[date, date] | None = None
    span: int = 1
    """So many columns stand under the same words."""


@dataclass(frozen=True, slots=True)
class Head:
    """The heads of all columns of a table."""

    rows: int
    """So many rows at the top are heads."""
    columns: tuple[ColumnHead | None, ...]
    titles: tuple[str, ...] = ()
    """Rows above the heads that span the whole table."""

    def is_repeated_in(self, row: Row) -> bool:
        """Whether a row prints these heads again."""
        filled = row.filled
        same = sum(self._is_head_of(row.column_of(cell), cell.text) for cell in filled)
        return same >= 2 and same >= _ALIKE * len(filled)

    def _is_head_of(self, column: int, text: str) -> bool:
        """Whether a text is what stands above a column."""
        head = self.columns[column]
        own = squeeze(head.text) if head is not None else ""
        seen = squeeze(text)
        if head is None or not seen:
            return False
        leaf = squeeze(head.text.removeprefix(" ".join(head.parents)))
        return seen in (own, leaf) or (len(seen) > _SHORTEST_PART and seen in own)

    def is_like(self, other: Head) -> bool:
        """Whether two tables have the same columns."""
        if len(self.columns) != len(other.columns):
            return False
        pairs = list(enumerate(other.columns))
        asked = sum(1 for index, head in pairs if head is not None or self.columns[index] is not None)
        same = sum(1 for index, head in pairs if head is not None and self._is_head_of(index, head.text))
        return asked >= 2 and same >= _ALIKE * asked


def head_of(table: Table, rows: Sequence[Row], lexicon: Lexicon, vocabulary: Vocabulary) -> Head | None:
    """The heads of a table; None where it begins without any.

    Args:
        table: what the rows are of; its `head_rows` count where no words tell.
        rows: all its rows.
        lexicon: names of labels.
        vocabulary: the document's words, for heads broken at the ends of lines.
    """
    rows = with_spans_over_repeats(rows)
    count = _head_rows(table, rows, lexicon)
    if not count:
        return None
    columns = len(rows[0].cells)
    stacks = [_stack(rows[:count], column) for column in range(columns)]
    titles = tuple(
        cell.text for row in rows[:count] for cell in row.filled if _spans_all(cell, columns) and columns > 2
    )
    heads = [
        _column_head(
            table,
            [cell for cell in stack if not _spans_all(cell, columns) or columns <= 2],
            lexicon,
            vocabulary,
        )
        for stack in stacks
    ]
    settled = any(repeats(row) is not None for row in rows[:count])
    by_words = None if settled else _by_words(table, rows, count, lexicon, vocabulary)
    if by_words is not None and _count_known(by_words[1]) > _count_known(heads):
        count, heads = by_words
    return Head(count, tuple(_with_spans(heads)), titles)


def _count_known(heads: Sequence[ColumnHead | None]) -> int:
    """Heads that say something that is known, each name once, or once a year where years stand below it."""
    return len(
        {
            (head.known.name if head.known else head.text, head.period)
            for head in heads
            if head and _says(head)
        }
    )


def _says(head: ColumnHead) -> bool:
    return head.known is not None or head.period is not None or is_bare(head.text)


def _with_spans(heads: Sequence[ColumnHead | None]) -> list[ColumnHead | None]:
    counts = Counter((head.sources, head.text) for head in heads if head is not None)
    return [None if head is None else replace(head, span=counts[head.sources, head.text]) for head in heads]


def _by_words(
    table: Table, rows: Sequence[Row], count: int, lexicon: Lexicon, vocabulary: Vocabulary
) -> tuple[int, list[ColumnHead | None]] | None:
    """Heads by the words above the columns, whatever cells they were put in.

    The best number of rows is the one that makes most heads known.
    """
    edges = [edge for edge in edges_of(rows) if edge is not None]
    if len(edges) < len(rows[0].cells):
        return None
    best: tuple[int, int, list[ColumnHead | None]] | None = None
    for last in range(count, min(len(rows), count + _REST_ROWS) + 1):
        if last > count and not _may_be_rest(rows[last - 1]):
            break
        words = over_columns(head_words(table, rows[:last]), edges)
        heads = [_head_of_words(one, lexicon, vocabulary) if one else None for one in words]
        known = _count_known(heads)
        if best is None or known > best[0]:
            best = (known, last, heads)
    return (best[1], best[2]) if best is not None else None


def _may_be_rest(row: Row) -> bool:
    """Whether a row may hold the last lines of some heads."""
    cells = row.filled
    if not cells or 2 * len(cells) > len(row.cells):
        return False
    return all(
        cell.column_span <= 2 and len(cell.text) < _LONGEST_REST and holds_cell(cell) in ("words", "text")
        for cell in cells
    )


def _head_of_words(found: HeadWords, lexicon: Lexicon, vocabulary: Vocabulary) -> ColumnHead:
    text = found.text(vocabulary)
    return ColumnHead(
        text=text,
        sources=found.sources,
        boxes=(found.box,),
        known=None if is_bare(text) else lexicon.find(text),
        unit=head_unit("\n".join(found.lines())) or head_unit(text),
        period=whole_period([text]),
    )


def _spans_all(cell: RowCell, columns: int) -> bool:
    return (cell.column_span >= max(2, columns - 1) and columns > 2) or cell.column_span >= columns > 1


def _stack(rows: Sequence[Row], column: int) -> list[RowCell]:
    """The cells above a column from top to bottom, each once."""
    found: list[RowCell] = []
    for row in rows:
        cell = row.at(column)
        if cell is not None and cell not in found and not is_number_row(row):
            found.append(cell)
    return found


def _head_rows(table: Table, rows: Sequence[Row], lexicon: Lexicon) -> int:
    """So many rows at the top are heads."""
    last = 0
    for index, row in enumerate(rows[:_TOP_ROWS]):
        if is_head_row(row, lexicon, rows[index + 1 : index + 1 + _BELOW]):
            last = index + 1
        elif has_figures(row) or (has_values(row) and index >= table.head_rows):
            break
    last = last or _by_looks(table, rows)
    while 0 < last < min(len(rows), _TOP_ROWS) and _belongs(rows[last], rows[:last], lexicon):
        last += 1
    return last if last < len(rows) or last <= 2 else 0


def is_head_row(row: Row, lexicon: Lexicon, below: Sequence[Row]) -> bool:
    """Whether the words of a row are heads of columns that are known.

    Args:
        row: in question.
        lexicon: names of labels.
        below: the next rows; years are heads only above what are no years.
    """
    cells = row.filled
    if len(cells) < 2 or any(len(cell.text) > _LONGEST_HEAD for cell in cells):
        return False
    known = {named.name for cell in cells if (named := lexicon.find(cell.text)) is not None}
    times = sum(is_time(cell.text) for cell in cells)
    units = sum(is_unit(cell.text) for cell in cells)
    values = sum(is_value(cell) for cell in cells)
    if values:
        return False
    others = len(cells) - times - units
    above_times = times and any(_is_above_times(row, cell, below) for cell in cells if is_time(cell.text))
    mostly_times = times + units >= 2 and len(known) + 1 >= others and (max(times, units) >= 2 or known)
    if mostly_times and not above_times and (times + units >= others or known):
        return True
    found = sum(1 for cell in cells if lexicon.find(cell.text) is not None)
    if len(known) >= 2 and found >= _NAMED * others:
        return True
    return bool(known) and times + units >= 1 and others <= 2


def _is_above_times(row: Row, cell: RowCell, below: Sequence[Row]) -> bool:
    column = row.column_of(cell)
    return any((other := lower.at(column)) is not None and is_time(other.text) for lower in below)


def _by_looks(table: Table, rows: Sequence[Row]) -> int:
    """Rows that look like heads to the table finder, and say nothing that only a project would say."""
    return sum(1 for _ in takewhile(lambda row: not has_figures(row), rows[: table.head_rows]))


def _belongs(row: Row, above: Sequence[Row], lexicon: Lexicon) -> bool:
    """Whether a row below heads is one of them: numbers of columns, parts of a spanning head."""
    cells = row.filled
    if is_number_row(row):
        return True
    spanned = {
        column
        for column in range(len(row.cells))
        if (over := above[-1].at(column)) is not None and over.column_span > 1
    }
    under = [cell for cell in cells if row.column_of(cell) in spanned]
    if len(under) < 2 or len(under) < len(cells):
        return False
    return repeats(row) is not None or any(
        lexicon.find(cell.text) is not None or cell.text.casefold().strip(" :") in head_words_of("below")
        for cell in under
    )


def _column_head(
    table: Table, stack: Sequence[RowCell], lexicon: Lexicon, vocabulary: Vocabulary
) -> ColumnHead | None:
    if not stack:
        return None
    units = [cell for cell in stack[1:] if is_unit(cell.text)]
    named = [cell for cell in stack if cell not in units]
    single = [cell for cell in named if cell.column_span == 1]
    leaf_cells = single or named[-1:]
    parents = [cell for cell in named if cell not in leaf_cells]
    leaf = joined_text([cell.text for cell in leaf_cells], vocabulary=vocabulary)
    over = [cell.text for cell in parents]
    known, alone = _known(leaf, over, lexicon)
    text = leaf if alone or not over else " ".join([*over, leaf])
    sources = tuple(source for cell in (*parents, *leaf_cells, *units) for source in cell.sources)
    printed = {cell: _printed(table, cell) for cell in (*leaf_cells, *units, *parents)}
    own = "\n".join(printed[cell] for cell in (*leaf_cells, *units))
    unit = head_unit(own) or next(
        filter(None, (head_unit(printed[cell]) for cell in reversed([*leaf_cells, *units, *parents]))), None
    )
    return ColumnHead(
        text=text,
        parents=tuple(over),
        sources=sources,
        boxes=tuple(cell.box for cell in (*leaf_cells, *units)),
        known=known,
        unit=unit,
        period=whole_period([leaf, *reversed(over)]),
    )


def _printed(table: Table, cell: RowCell) -> str:
    """The words of a head with their line breaks; those of a part of a cell on one line."""
    if len(cell.sources) == 1 and table.cells[cell.sources[0][1]].column_span != cell.column_span:
        return cell.text
    return "\n".join(table.cells[index].text for _, index in cell.sources)


def _known(leaf: str, over: Sequence[str], lexicon: Lexicon) -> tuple[Known | None, bool]:
    """What the words of a head stand for, and whether its own words say so without those above."""
    says_something = not is_bare(leaf) and leaf.casefold().strip(" :") not in head_words_of("below")
    own = lexicon.find(leaf) if not is_bare(leaf) else None
    if own is not None and says_something:
        return own, True
    for count in range(len(over), 0, -1):
        joined = " ".join([*over[-count:], leaf])
        if (found := lexicon.find(joined)) is not None:
            return found, False
    if own is not None:
        return own, False
    for words in reversed(over):
        if (found := lexicon.find(words)) is not None:
            return found, False
    return None, says_something
