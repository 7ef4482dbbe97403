"""Sums of rows and columns, checked against what they add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.german.amounts import find_amounts
from extract.german.cells import read_number
from extract.reports.lists.row_cells import Row, RowCell

_ROUNDED = Decimal("0.5")
"""Printed units by which each part may be off, where figures were rounded before they were added."""


@lru_cache(maxsize=16_384)
def figure(text: str) -> Decimal | None:
    """What a cell of money is worth in the unit printed, or in that of its column where it has none."""
    if (number := read_number(text)) is not None:
        return number
    if len(text) > 60 or not text:
        return None
    mentions = find_amounts(text)
    if len(mentions) == 1 and mentions[0].value_to is None:
        return mentions[0].value
    return None


def cell_figure(cell: RowCell | None) -> Decimal | None:
    return None if cell is None else figure(cell.text)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def agree(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether a printed sum is that of its parts, but for what rounding may have lost."""
    difference = abs(total - sum(parts, Decimal(0)))
    decimals = max([_decimals(total), *map(_decimals, parts)])
    if decimals >= 2:
        return difference <= Decimal("0.01")
    step = Decimal(1).scaleb(-decimals)
    return difference <= _ROUNDED * step * max(1, len(parts) // 2)


def adds_up(rows: Iterable[Row], total: int, parts: Sequence[int]) -> tuple[int, int]:
    """In how many rows a column could be the sum of others, and in how many it is.

    Args:
        rows: of the list.
        total: index of the column asked about.
        parts: indices of the columns it may add up.
    """
    tried = held = 0
    for row in rows:
        sum_printed = cell_figure(row.at(total))
        values = [value for index in parts if (value := cell_figure(row.at(index))) is not None]
        if sum_printed is None or not values or not sum_printed:
            continue
        tried += 1
        held += agree(sum_printed, values)
    return tried, held


@dataclass(frozen=True, slots=True)
class Difference:
    """A sum that is not what its parts add up to."""

    row: Row
    column: int
    printed: Decimal
    added: Decimal


def row_differences(rows: Iterable[Row], total: int, parts: Sequence[int]) -> list[Difference]:
    """Rows whose own sum is not that of the other columns."""
    found = []
    for row in rows:
        printed = cell_figure(row.at(total))
        values = [value for index in parts if (value := cell_figure(row.at(index))) is not None]
        if printed is not None and values and not agree(printed, values):
            found.append(Difference(row, total, printed, sum(values, Decimal(0))))
    return found


def column_differences(rows: Sequence[Row], kinds: Sequence[str], columns: Sequence[int]) -> list[Difference]:
    """Sum rows that are not what stands above them adds up to.

    A sum may count the rows since the sum or the group before it, all rows, or the sums above it: one
    of these must hold.

    Args:
        rows: of the list.
        kinds: of each row, of `extract.reports.lists.row_kinds`.
        columns: those of money.
    """
    found: list[Difference] = []
    for column in columns:
        values: list[tuple[str, Decimal]] = []
        for row, kind in zip(rows, kinds, strict=True):
            cell = row.at(column)
            if cell is not None and not row.begins(cell):
                continue  # one amount for several rows counts once
            value = cell_figure(cell)
            if kind == "group":
                values.append(("group", Decimal(0)))
                continue
            if value is None:
                continue
            if kind == "sum":
                spans = _spans(values)
                if spans and not any(agree(value, span) for span in spans):
                    nearest = min(spans, key=lambda span: abs(value - sum(span, Decimal(0))))
                    found.append(Difference(row, column, value, sum(nearest, Decimal(0))))
                values.append(("sum", value))
            elif kind == "project":
                values.append(("project", value))
    return found


def _spans(values: Sequence[tuple[str, Decimal]]) -> list[list[Decimal]]:
    """What a sum at this place may add up."""
    spans: list[list[Decimal]] = []
    run: list[Decimal] = []
    for kind, value in reversed(values):
        if kind == "project":
            run.append(value)
            continue
        if run:
            spans.append(list(run))
    if run:
        spans.append(list(run))
    sums = [value for kind, value in values if kind == "sum"]
    if sums:
        spans.append(sums)
        loose: list[Decimal] = []
        for kind, value in reversed(values):
            if kind == "sum":
                break
            if kind == "project":
                loose.append(value)
        spans.append([*sums, *loose])
    return spans
