"""CSV for Excel: UTF-8 with BOM, semicolons, one file per table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from extract.export.flat import Cell, flat_columns, flat_rows
from extract.export.texts import defused
from extract.tables.columns import decimal_text

if TYPE_CHECKING:
    import pyarrow as pa


def write_csv_files(
    folder: Path, read: Callable[[str], pa.Table], tables: Iterable[str], *, decimal_comma: bool = False
) -> tuple[Path, ...]:
    """One file per table, ``<table>.csv``.

    UTF-8 with BOM (so that Excel sees umlauts), semicolon, CRLF; dates as ISO 8601, true and false in lower
    case, nothing where a value is missing. A text that a spreadsheet would run as a formula (it begins with
    ``=``, ``+``, ``-``, ``@``, a tab or a carriage return) gets an apostrophe before it.

    Args:
        folder: where to; it is made if missing.
        read: gives a table by name.
        tables: names of the tables.
        decimal_comma: numbers with a comma ("1500,00") instead of a point.

    Returns:
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in tables:
        path = folder / f"{name}.csv"
        header = [column.name for column in flat_columns(name)]
        write_rows(path, header, flat_rows(name, read(name)), decimal_comma=decimal_comma)
        written.append(path)
    return tuple(written)


def write_rows(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, decimal_comma: bool = False
) -> None:
    """One CSV file in the form of `write_csv_files`."""
    part = path.with_name(f".part-{path.name}")
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows([printed(cell, decimal_comma=decimal_comma) for cell in row] for row in rows)
    part.replace(path)


def printed(cell: Cell, *, decimal_comma: bool = False) -> str:
    """A value as it stands in a CSV cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return defused(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal | float):
        text = decimal_text(cell) if isinstance(cell, Decimal) else repr(cell)
        return text.replace(".", ",") if decimal_comma else text
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)
