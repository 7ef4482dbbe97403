"""What the review room hands on: differences, life lines, grades. Plain values, no tables inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

ChangeKind = Literal["added", "removed", "changed", "moved"]
Reason = Literal["new-edition", "new-input", "new-extractor", "new-profile", "correction", "unknown"]
Value = str | int | float | bool | Decimal | date | datetime | None
WordKind = Literal["same", "gone", "new"]

KINDS: tuple[ChangeKind, ...] = ("added", "removed", "changed", "moved")
REASONS: dict[Reason, str] = {
    "new-edition": "another edition of the report",
    "new-input": "the PDF itself is another one",
    "new-extractor": "the extractor or its settings changed",
    "new-profile": "the layout profile changed",
    "correction": "a person corrected the value",
    "unknown": "the tables do not say",
}
"""Each reason with its meaning, for people."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of words that both texts have, only the old one, or only the new one."""

    kind: WordKind
    text: str


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """One value before and after. ``words`` is empty unless both are text of several words."""

    column: str
    old: Value
    new: Value
    reason: Reason
    words: tuple[WordRun, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row that differs.

    ``position_old`` and ``position_new`` are the row's position within its project (for projects: within
    the report); None where the row is missing on that side. ``label`` says in a few words which row it is.
    """

    table: str
    kind: ChangeKind
    reason: Reason
    label: str
    report_old: str | None
    report_new: str | None
    project_old: str | None = None
    project_new: str | None = None
    position_old: int | None = None
    position_new: int | None = None
    page_old: int | None = None
    page_new: int | None = None
    place_old: str | None = None
    """The text it is or stands in: ``section/ausblick``, ``milestone/3``, ``lead``; None for others."""
    place_new: str | None = None
    columns: tuple[ColumnChange, ...] = ()

    def column(self, name: str) -> ColumnChange | None:
        """The change of that column; None if it did not change."""
        return next((change for change in self.columns if change.column == name), None)


@dataclass(frozen=True, slots=True)
class ProjectPair:
    """The same project on both sides; None where it is missing."""

    old: str | None
    new: str | None
    title: str
    """The title on the new side, or the old one where it is missing there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """All differences between two editions, or of one report between two snapshots."""

    report_old: str | None
    report_new: str | None
    snapshot_old: str | None
    snapshot_new: str | None
    changes: tuple[RowChange, ...]
    pairs: tuple[ProjectPair, ...] = ()

    def of_table(self, table: str, *kinds: ChangeKind) -> tuple[RowChange, ...]:
        """Changes of one table, of the kinds given or of all."""
        return tuple(
            change for change in self.changes if change.table == table and (not kinds or change.kind in kinds)
        )
