"""Values of columns as people write them, and back: which may be corrected, and what they may be."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from extract.tables.columns import Column, decimal_text
from extract.tables.contract import TABLES

TABLES_CORRECTED = tuple(
    name for name, table in TABLES.items() if any(column.name == "corrected" for column in table.columns)
)
"""Tables whose values people may correct."""

_FIXED = frozenset(
    {
        "project_key",
        "position",
        "boxes",
        "ocr_confidence",
        "corrected",
        "char_start",
        "char_end",
        "milestone_position",
        "parent_position",
        "table",
        "row",
        "column",
        "row_span",
        "column_span",
        "source",
        "page_first",
        "page_last",
    }
)
"""Columns that name a row or tie it to others: a correction of them alone would break the tables."""

_MENTIONS = ("amounts", "shares", "dates", "entities")
_LETTERS = ("string", "category")


class UnfitValue(ValueError):
    """A value that its column cannot hold: what it could, in English (the message) and in German."""

    def __init__(self, english: str, german: str) -> None:
        self.german = german
        super().__init__(english)


def correctable(table: str, column: str) -> bool:
    """Whether people may correct that column."""
    if table not in TABLES_CORRECTED or column in _FIXED:
        return False
    if table in (*_MENTIONS, "sections", "links") and column == "section":
        return False
    if table in _MENTIONS and column == "text":  # it is what stands at its place in its parent's text
        return False
    return any(known.name == column for known in TABLES[table].columns)


def to_value(table: str, column: str, written: Any) -> Any:
    """The value of a column from what a person wrote.

    Args:
        table: name of the table.
        column: name of the column.
        written: text in German notation or that of correction files, or what YAML made of it; None for no
            value.

    Raises:
        UnfitValue: the column cannot hold it, or it can be read in two ways.
    """
    known = TABLES[table].column(column)
    if written is None or (isinstance(written, str) and not written.strip()):
        if not known.nullable:
            raise UnfitValue(f"{table}.{column} must have a value", "Dieses Feld braucht einen Wert.")
        return None if written is None or known.type not in _LETTERS else str(written)
    if known.values and str(written) not in known.values:
        raise UnfitValue(
            f"{table}.{column} is one of {', '.join(known.values)}, not {written!s}",
            f"„{written!s}“ steht hier nicht zur Wahl.",
        )
    if known.type in _LETTERS:
        return str(written)
    # On demand: the rules of German notation take their time to load, and most runs have no corrections.
    from extract.review.amend.notation import Unreadable, read_typed

    try:
        value = written if _is_of_type(known, written) else read_typed(known, str(written))
    except Unreadable as error:
        raise UnfitValue(f"{table}.{column} is of type {known.type}: {error}", error.german) from error
    if isinstance(value, Decimal):
        return value.quantize(known.step)
    return value


def _is_of_type(known: Column, written: Any) -> bool:
    if known.type == "bool":
        return isinstance(written, bool)
    return known.type == "date" and isinstance(written, date) and not isinstance(written, datetime)


def from_text(table: str, column: str, text: str | None) -> Any:
    """The value that `to_text` wrote, whatever it is: it was read, not typed."""
    known = TABLES[table].column(column)
    if text is None or known.type in _LETTERS:
        return text
    if known.type.startswith("decimal"):
        return Decimal(text)
    if known.type.startswith("int"):
        return int(text)
    if known.type == "bool":
        return text == "true"
    return date.fromisoformat(text)


def to_text(value: Any) -> str | None:
    """A value as it is written in correction files and in ``corrections_applied``."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, date) else str(value)
