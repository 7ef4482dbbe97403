"""Values of columns as people write them, and back: which may be corrected, and what they may be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from extract.tables.columns import Column
from extract.tables.contract import TABLES

TABLES_CORRECTED = (
    "projects",
    "sections",
    "milestones",
    "amounts",
    "shares",
    "dates",
    "parties",
    "links",
    "media",
    "fields",
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
        "source",
        "page_first",
        "page_last",
    }
)
"""Columns that name a row or tie it to others: a correction of them alone would break the tables."""

_MENTIONS = ("amounts", "shares", "dates")
_LETTERS = ("string", "category")


class UnfitValue(ValueError):
    """A value that its column cannot hold; the message says what it could."""


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
        written: text, or what YAML made of it; None for no value.

    Raises:
        UnfitValue: the column cannot hold it.
    """
    known = TABLES[table].column(column)
    if written is None:
        if not known.nullable:
            raise UnfitValue(f"{table}.{column} must have a value")
        return None
    if known.values and str(written) not in known.values:
        raise UnfitValue(f"{table}.{column} is one of {', '.join(known.values)}, not {written!s}")
    if known.type in _LETTERS:
        return str(written)
    try:
        return _typed(known, written)
    except (ValueError, InvalidOperation, ArithmeticError) as error:
        raise UnfitValue(f"{table}.{column} is of type {known.type}, {written!s} is not") from error


def _typed(known: Column, written: Any) -> Any:
    if known.type.startswith("decimal"):
        places = int(known.type.rstrip(")").split(",")[1])
        value = Decimal(str(written).strip())
        if not value.is_finite():
            raise ValueError("not a number")
        return value.quantize(Decimal(1).scaleb(-places))
    if known.type.startswith("int"):
        whole = int(str(written))
        limit = 1 << (int(known.type[3:]) - 1)
        if not -limit <= whole < limit:
            raise ValueError("too large")
        return whole
    if known.type == "bool":
        if str(written).casefold() not in ("true", "false"):
            raise ValueError("neither true nor false")
        return str(written).casefold() == "true"
    if known.type == "date":
        return written if isinstance(written, date) else date.fromisoformat(str(written).strip())
    raise ValueError("not to be corrected")


def to_text(value: Any) -> str | None:
    """A value as it is written in correction files and in ``corrections_applied``."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
