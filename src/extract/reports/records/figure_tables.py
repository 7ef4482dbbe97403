"""Tables of figures within a project: what each row costs, year by year or by who pays.

The heads of their columns name a unit of money, a year or what the money is; a unit may also stand in the
line above it. Each figure becomes a value of the project under the first cell of its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extract.german.amounts import find_amounts
from extract.german.cells import read_unit, whole_period
from extract.german.hyphenation import Vocabulary
from extract.german.records import Unit
from extract.layout.geometry import EDGE_EM, shared_width
from extract.layout.records import PageLayout
from extract.layout.tables.records import Table, TableCell
from extract.layout.text import PlacedText
from extract.pdf.records import Box
from extract.reports.names.lexicon import Known, Lexicon
from extract.reports.records.bodies import body_of, joined
from extract.reports.text.bare_figures import bare_figures

_FIGURES = 0.6
"""Part of the cells of a column of money that are figures, at least."""
_FEWEST = 2
"""Figures below one another: labels in a row above their values make no such table, unless they are years."""
_ABOVE_EM = 2.5
"""White space between a table and the line above it that belongs to it, at most."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value of a table with its label."""

    label: str
    label_boxes: tuple[Box, ...]
    body: PlacedText
    is_row: bool
    """Whether the label is the first cell of a row of a list, which says nothing about the kind of value."""
    unit: Unit | None = None
    """The unit of money that the head of its column, or the line above the table, names."""
    period: tuple[date, date] | None = None
    """The year or period that the head of its column or the first cell of its row names."""
    column: Known | None = None
    """What the head of its column stands for, where the lexicon knows it."""


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of money."""

    unit: Unit | None
    """None where each figure has its own."""
    period: tuple[date, date] | None
    known: Known | None


def line_above(layout: PageLayout, box: Box) -> str | None:
    """The line right above a table, where its title and the unit of its figures stand.

    Args:
        layout: its page.
        box: of the table.
    """
    near = [
        line
        for line in layout.lines
        if line.box.bottom <= box.top + EDGE_EM * line.style.size
        and box.top - line.box.bottom <= _ABOVE_EM * line.style.size
        and shared_width(line.box, box) > 0
    ]
    return max(near, key=lambda line: line.box.bottom).text if near else None


def figure_columns(table: Table, lexicon: Lexicon, above: str | None) -> dict[int, FigureColumn]:
    """The columns of money of a table with heads; none where its cells say something else.

    Args:
        table: it stands on a sheet or in a chapter.
        lexicon: the names that German reports use.
        above: the line right above it.
    """
    stated = read_unit(above) if above is not None else None
    found: dict[int, FigureColumn] = {}
    most = 0
    for cell in table.cells:
        if cell.row >= table.head_rows or not cell.lines:
            continue
        known = lexicon.find(cell.text)
        period = whole_period([cell.text])
        unit = read_unit(cell.text)
        is_money = known is not None and known.kind == "money"
        if unit is None and (period is not None or is_money):
            unit = stated
        if unit is None and not is_money:
            continue
        column = FigureColumn(unit, period, known if is_money else None)
        if figures := _figures(table, cell.column, column):
            found[cell.column] = column
            most = max(most, figures)
    alone = len(found) == table.columns and all(column.period for column in found.values())
    return found if most >= _FEWEST or alone else {}


def _figures(table: Table, column: int, money: FigureColumn) -> int:
    """How many figures stand in a column of money; 0 where most of its cells say something else."""
    texts = [cell.text for cell in table.cells if cell.row >= table.head_rows and cell.column == column]
    texts = [text for text in texts if any(map(str.isalnum, text))]
    figures = sum(
        bool(bare_figures(text, money.unit) if money.unit is not None else find_amounts(text))
        for text in texts
    )
    return figures if figures >= _FIGURES * len(texts) else 0


def figure_values(
    table: Table, columns: dict[int, FigureColumn], lexicon: Lexicon, vocabulary: Vocabulary
) -> Iterator[Labelled]:
    """The rows below a head, each under its first cell; sums in columns of money each for itself.

    Args:
        table: it stands on a sheet or in a chapter.
        columns: those of money.
        lexicon: the names that German reports use.
        vocabulary: the document's words.
    """
    heads = {cell.column: cell for cell in table.cells if cell.row == table.head_rows - 1 and cell.lines}
    for row in range(table.head_rows, table.rows):
        cells = row_of(table, row)
        if not cells:
            continue
        first = cells[0]
        named = first.column not in columns
        if named and len(cells) < 2:
            continue
        period = whole_period([_flat(first, vocabulary)]) if named else None
        sums = [cell for cell in cells[named:] if cell.column in columns]
        others = [cell for cell in cells[named:] if cell not in sums]
        party = lexicon.find(heads[first.column].text) if named and first.column in heads else None
        if party is not None and party.kind in ("responsible", "partner"):
            # Who gets or gives the money is a party of the project as well.
            head = heads[first.column]
            yield Labelled(_flat(head, vocabulary), _boxes(head), _body(first, vocabulary), is_row=False)
        if named and (others or not sums):
            body = joined([_body(cell, vocabulary) for cell in others])
            yield Labelled(_flat(first, vocabulary), _boxes(first), body, is_row=True)
        for cell in sums:
            money = columns[cell.column]
            label = first if named else heads.get(cell.column, cell)
            yield Labelled(
                _flat(label, vocabulary),
                _boxes(label),
                _body(cell, vocabulary),
                is_row=True,
                unit=money.unit,
                period=money.period or period,
                column=money.known,
            )


def row_of(table: Table, row: int) -> list[TableCell]:
    """The cells with text that begin in a row."""
    return [cell for cell in table.row(row) if cell.row == row and cell.lines]


def _body(cell: TableCell, vocabulary: Vocabulary) -> PlacedText:
    return body_of(cell.lines, cell.box.x1, vocabulary, flat=False)


def _flat(cell: TableCell, vocabulary: Vocabulary) -> str:
    return body_of(cell.lines, cell.box.x1, vocabulary, flat=True).text


def _boxes(cell: TableCell) -> tuple[Box, ...]:
    return tuple(line.box for line in cell.lines)


def known_of(value: Labelled, lexicon: Lexicon) -> Known:
    """What a value of a table is: by the words of its row, else by the head of its column."""
    known = lexicon.of(value.label)
    if not value.is_row:
        return known
    role = known.role or (value.column.role if value.column is not None else None)
    return Known(known.name, "text", role, is_known=known.is_known)
