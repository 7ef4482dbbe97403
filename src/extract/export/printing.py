"""Answers of queries as text: a table to read, CSV, or JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extract.export.texts import defused
from extract.tables.columns import decimal_text

if TYPE_CHECKING:
    import pyarrow as pa

_WIDEST = 60
"""Characters of a cell in a table to read; the other forms cut nothing."""


def as_table(answer: pa.Table, *, wide: bool = False) -> str:
    """Columns side by side for reading: numbers to the right, nothing for missing values.

    Args:
        answer: the rows.
        wide: whole texts; otherwise long ones are cut.
    """
    names = answer.column_names
    columns = [[_short(value, wide=wide) for value in column.to_pylist()] for column in answer.columns]
    widths = [max([len(name), *map(len, cells)]) for name, cells in zip(names, columns, strict=True)]
    numeric = [_is_number(field.type) for field in answer.schema]

    def line(cells: list[str]) -> str:
        padded = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(cells, widths, numeric, strict=True)
        )
        return "  ".join(padded).rstrip()

    rule = "  ".join("-" * width for width in widths)
    rows = [line(list(cells)) for cells in zip(*columns, strict=True)]
    return "\n".join([line(list(names)), rule, *rows])


def as_csv(answer: pa.Table) -> str:
    """CSV with commas, for programs; `fortschritt export` writes CSV for Excel.

    A text that a spreadsheet would run as a formula has an apostrophe before it here, too.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(defused, answer.column_names))
    writer.writerows([_cell(value) for value in row.values()] for row in answer.to_pylist())
    return text.getvalue().rstrip("\n")


def as_json(answer: pa.Table) -> str:
    """A list of objects; money and dates are strings, so that no digit is lost."""
    rows = [{name: _jsonable(value) for name, value in row.items()} for row in answer.to_pylist()]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str)


def _jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return decimal_text(value)
    return str(value) if isinstance(value, date | datetime) else value


def _cell(value: Any) -> str:
    return defused(value) if isinstance(value, str) else _printed(value)


def _printed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return decimal_text(value) if isinstance(value, Decimal) else str(value)


def _short(value: Any, *, wide: bool) -> str:
    text = " ".join(_printed(value).split())
    return text if wide or len(text) <= _WIDEST else text[: _WIDEST - 1].rstrip() + "…"


def _is_number(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))
