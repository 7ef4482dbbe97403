"""Tables within chapters: labels with their values, lists that each chapter has, and tables that are text.

A table whose cells at the left are labels gives a value a label. One whose heads stand again in most chapters
gives a value a row, under the words of the row's first cell. Any other is part of the text around it, a row a
line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from extract.german.hyphenation import Vocabulary
from extract.layout.tables.records import Table, TableCell
from extract.layout.text import PlacedText
from extract.pdf.records import Box
from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import Lexicon
from extract.reports.records.bodies import body_of, joined
from extract.reports.records.figure_tables import Labelled, figure_columns, figure_values, row_of

_MOST_LABEL_COLUMNS = 6
"""Columns of a table of labels and values, at most: three pairs."""
_LONGEST_LABEL = 70
_LABELLED = 0.5
"""Part of the rows of a table of labels that begin with one, at least."""
_FEWEST_HEADS = 2


def keys_of(table: Table, lexicon: Lexicon) -> Iterator[str]:
    """Letters of all that may be labels in a table: its heads, and its cells that others stand right of.

    A table with a column of titles or numbers is a list of projects itself: its heads are no labels.
    """
    if not is_list(table, lexicon):
        yield from heads_of(table)
    if table.columns <= _MOST_LABEL_COLUMNS and not table.head_rows:
        for row in range(table.rows):
            for cell in row_of(table, row)[:-1]:
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


def _key(cell: TableCell) -> str:
    text = " ".join(line.text for line in cell.lines)
    return squeeze(text) if len(text) <= _LONGEST_LABEL and any(map(str.isalpha, text)) else ""


def labelled_values(
    table: Table,
    common: Collection[str],
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    *,
    above: str | None = None,
) -> list[Labelled]:
    """The values of a table with their labels; [] for a table that is text.

    Args:
        table: it stands in a chapter.
        common: letters of the labels that many chapters share.
        lexicon: the names that German reports use.
        vocabulary: the document's words.
        above: the line right above it, which may name the unit of its figures.
    """
    columns = figure_columns(table, lexicon, above)
    is_common = len(set(heads_of(table)) & set(common)) >= _FEWEST_HEADS
    if (is_common or columns) and not is_list(table, lexicon):
        return list(figure_values(table, columns, lexicon, vocabulary))
    rows = [row_of(table, row) for row in range(table.rows)]
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


def _body(cell: TableCell, vocabulary: Vocabulary) -> PlacedText:
    return body_of(cell.lines, cell.box.x1, vocabulary, flat=False)


def _flat(cell: TableCell, vocabulary: Vocabulary) -> str:
    return body_of(cell.lines, cell.box.x1, vocabulary, flat=True).text


def _boxes(cell: TableCell) -> tuple[Box, ...]:
    return tuple(line.box for line in cell.lines)
