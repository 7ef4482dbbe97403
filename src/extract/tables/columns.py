"""What a table and a column are: the words in which `extract.tables.contract` describes them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ColumnType = Literal[
    "string",
    "category",
    "bool",
    "int8",
    "int16",
    "int32",
    "int64",
    "float64",
    "decimal(5,2)",
    "decimal(18,2)",
    "decimal(18,4)",
    "decimal(20,6)",
    "date",
    "timestamp",
    "boxes",
]
"""``category`` is a string kept as a dictionary; ``boxes`` is a list of (page, x0, top, x1, bottom)."""

MONEY: tuple[ColumnType, ...] = ("decimal(18,2)", "decimal(20,6)")
"""Types of sums: whole cents for totals, and six decimals for prices as printed ("1,437 ct/kWh")."""


_PRICE_PLACES = 6


def decimal_text(value: Decimal) -> str:
    """A number as files hold it: a sum with its cents, fractions of a cent only where it has some."""
    whole, point, decimals = f"{value:f}".partition(".")
    if len(decimals) == _PRICE_PLACES:
        decimals = decimals.rstrip("0").ljust(2, "0")
    return whole + point + decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    values: tuple[str, ...] = ()
    """All values allowed; empty where they are free (or come from the profile)."""

    @property
    def is_money(self) -> bool:
        """Whether the column holds sums."""
        return self.type in MONEY

    @property
    def step(self) -> Decimal:
        """The last decimal that is kept: 0.01 of ``decimal(18,2)``. Of other types ValueError."""
        if not self.type.startswith("decimal"):
            raise ValueError(f"{self.name} is of type {self.type}")
        return Decimal(1).scaleb(-int(self.type.rstrip(")").split(",")[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: a file per report and table."""

    name: str
    row: str
    """What one row is."""
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """Columns that together name one row within a report; ``report_id`` is always part of the key."""
    volatile: tuple[str, ...] = ()
    """Columns that say when and by which run: they differ though the data are the same."""

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")

    @property
    def has_parent_project(self) -> bool:
        """True for tables whose rows belong to a project (or, with a null key, to none)."""
        return self.name not in ("reports", "projects")
