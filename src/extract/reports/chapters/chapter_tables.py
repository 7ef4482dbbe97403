"""Tables within chapters: labels with their values, lists that each chapter has, and tables that are text.

A table whose cells at the left are labels gives a value a label. One whose heads stand again in most chapters
gives a value a row, under the words of the row's first cell. Any other is part of the text around it, a row a
line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extract.german.cells import read_unit, whole_period
from extract.german.hyphenation import Vocabulary
from extract.german.records import Unit
from extract.layout.tables.records import Table, TableCell
from extract.layout.text import PlacedText
from extract.pdf.records import Box
from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import Lexicon
from extract.reports.records.bodies import body_of, joined

_MOST_LABEL_COLUMNS = 6
"""Columns of a table of labels and values, at most: three pairs."""
_LONGEST_LABEL = 70
_LABELLED = 0.5
"""Part of the rows of a table of labels that begin with one, at least."""
_FEWEST_HEADS = 2


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value of a table with its label."""

    label: str
    label_boxes: tuple[Box, ...]
    body: PlacedText
    is_row: bool
    """Whether the label is the first cell of a row of a list, which says nothing about the kind of value."""
    unit: Unit | None = None
    """The unit of money that the head of its column names."""
    period: tuple[date, date] | None = None
    """The year or period that the first cell of its row names."""


def keys_of(table: Table, lexicon: Lexicon) -> Iterator[str]:
    """Letters of all that may be labels in a table: its heads, and its cells that others stand right of.

    A table with a column of titles or numbers is a list of projects itself: its heads are no labels.
    """
    if not is_list(table, lexicon):
        yield from heads_of(table)
    if table.columns <= _MOST_LABEL_COLUMNS and not table.head_rows:
        for row in range(table.rows):
            for cell in _row(table, row)[:-1]:
                if key := _key(cell):
                    yield key


def is_list(table: Table, lexicon: Lexicon) -> bool:
    """Whether the heads of a table say that each of its rows is a project."""
    return any(
        (known := lexicon.find(cell.text)) is not None and known.kind in ("title", "number")
        for cell in table.cells
        if cell.row < table.head_rows and cell.lines
    )


def heads_of(table: Table) -> list[str]:
    """Letters of its column heads."""
    if not table.head_rows:
        return []
    return [key for cell in table.cells if cell.row < table.head_rows and (key := _key(cell))]


def _row(table: Table, row: int) -> list[TableCell]:
    return [cell for cell in table.row(row) if cell.row == row and cell.lines]


def _key(cell: TableCell) -> str:
    text = " ".join(line.text for line in cell.lines)
    return squeeze(text) if len(text) <= _LONGEST_LABEL and any(map(str.isalpha, text)) else ""


def labelled_values(
    table: Table, common: Collection[str], lexicon: Lexicon, vocabulary: Vocabulary
) -> list[Labelled]:
    """The values of a table with their labels; [] for a table that is text.

    Args:
        table: it stands in a chapter.
        common: letters of the labels that many chapters share.
        lexicon: the names that German reports use.
        vocabulary: the document's words.
    """
    units = _units(table)
    is_common = len(set(heads_of(table)) & set(common)) >= _FEWEST_HEADS
    if is_common and not is_list(table, lexicon):
        return list(_listed(table, units, vocabulary))
    rows = [_row(table, row) for row in range(table.rows)]
    rows = [cells for cells in rows if cells]
    labels = [[_is_label(cell, common, lexicon) for cell in cells] for cells in rows]
    beginning = sum(len(flags) > 1 and flags[0] for flags in labels)
    if beginning < _LABELLED * len(rows):
        return []
    found: list[Labelled] = []
    for cells, flags in zip(rows, labels, strict=True):
        found += _pairs(cells, flags, found, vocabulary)
    return found


def _is_label(cell: TableCell, common: Collection[str], lexicon: Lexicon) -> bool:
    key = _key(cell)
    return bool(key) and (key in common or lexicon.find(cell.text) is not None)


def _pairs(
    cells: Sequence[TableCell], flags: Sequence[bool], before: list[Labelled], vocabulary: Vocabulary
) -> Iterator[Labelled]:
    """Labels of one row with the cells that follow each; a row without label goes on with the one above."""
    place = 0
    if not flags[0] and before and len(cells) == 1:
        last = before.pop()
        body = joined([last.body, _body(cells[0], vocabulary)])
        yield Labelled(last.label, last.label_boxes, body, last.is_row)
        return
    while place < len(cells):
        label = cells[place]
        end = place + 1
        # The cell behind a label is its value, whatever it says.
        while end < len(cells) and (end == place + 1 or not flags[end]):
            end += 1
        values = [_body(cell, vocabulary) for cell in cells[place + 1 : end]]
        if values:
            yield Labelled(
                _flat(label, vocabulary).rstrip(":").rstrip(), _boxes(label), joined(values), is_row=False
            )
        place = end


def _units(table: Table) -> dict[int, Unit | None]:
    """The unit of money that stands in the head of each column."""
    return {
        cell.column: read_unit(cell.text)
        for cell in table.cells
        if cell.row < table.head_rows and cell.lines and cell.column
    }


def _listed(table: Table, units: Mapping[int, Unit | None], vocabulary: Vocabulary) -> Iterator[Labelled]:
    """The rows below a head, each under its first cell; sums in columns of money each for itself."""
    for row in range(table.head_rows, table.rows):
        cells = _row(table, row)
        if len(cells) < 2:
            continue
        label, boxes = _flat(cells[0], vocabulary), _boxes(cells[0])
        period = whole_period([label])
        sums = [cell for cell in cells[1:] if units.get(cell.column)]
        others = [cell for cell in cells[1:] if cell not in sums]
        if others or not sums:
            yield Labelled(label, boxes, joined([_body(cell, vocabulary) for cell in others]), is_row=True)
        for cell in sums:
            body = _body(cell, vocabulary)
            yield Labelled(label, boxes, body, is_row=True, unit=units[cell.column], period=period)


def _body(cell: TableCell, vocabulary: Vocabulary) -> PlacedText:
    return body_of(cell.lines, cell.box.x1, vocabulary, flat=False)


def _flat(cell: TableCell, vocabulary: Vocabulary) -> str:
    return body_of(cell.lines, cell.box.x1, vocabulary, flat=True).text


def _boxes(cell: TableCell) -> tuple[Box, ...]:
    return tuple(line.box for line in cell.lines)
