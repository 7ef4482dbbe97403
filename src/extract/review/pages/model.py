"""What a page of a project shows: items with their values, places, changes and doubts. No HTML here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from extract.pdf.page.confidence import DOUBTFUL
from extract.review.amend.notation import as_typed
from extract.review.amend.resting import fingerprint, printed_of
from extract.review.amend.values import correctable, from_text, to_text
from extract.review.editions import Edition, Row
from extract.review.pages.forms import Both, shown
from extract.review.records import Differences, RowChange
from extract.tables.contract import TABLES


@dataclass(frozen=True, slots=True)
class Place:
    """One box on a page, in PDF points."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value of an item."""

    column: str
    text: str
    """The value as files of corrections write it; empty for none."""
    shown: Both
    """The value as people read it."""
    typed: str
    """The value as extracted, as people type it."""
    extracted: str | None
    """The value as extracted, as files of corrections write it; None for no value."""
    printed: str
    correctable: bool
    original: Both | None = None
    """The value as extracted, where a person corrected it."""
    corrected: Both | None = None
    """Who corrected it, when and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to look at: a row, or one field of the project."""

    id: str
    table: str
    project: str | None
    row: int | None
    label: str
    """Name of the field (``col.…``) or of the row's kind, as a key of the texts."""
    heading: str
    cells: tuple[Cell, ...]
    places: tuple[Place, ...]
    changes: tuple[tuple[str, RowChange], ...] = ()
    """(comparison, change): ``edition`` or ``publication``."""
    derived: bool = False
    """Whether its changes merely follow from those of another item."""
    ocr: float | None = None
    """Confidence of OCR, 0..1, where it read the value."""

    @property
    def ocr_doubtful(self) -> bool:
        return self.ocr is not None and self.ocr < DOUBTFUL

    @property
    def corrected(self) -> bool:
        return any(cell.corrected for cell in self.cells)

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages on which it stands."""
        return tuple(dict.fromkeys(place.page for place in self.places))

    def cell(self, column: str) -> Cell | None:
        """The value of a column; None if it is not shown."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A finding of the project."""

    id: str
    severity: str
    code: str
    message: str
    accepted: bool
    source: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView:
    """All that the page of a project shows."""

    key: str
    row: Row
    grade: str
    reasons: str
    pages: tuple[int, ...]
    doubts: tuple[Doubt, ...]
    gone: tuple[tuple[str, RowChange], ...]
    """Rows that the side before had and this one has not."""
    whole: tuple[tuple[str, RowChange], ...]
    """Changes of the project's own row."""
    groups: tuple[tuple[str, tuple[Item, ...]], ...]
    """(table, items), in the order of the page."""

    @property
    def changed(self) -> int:
        """Number of rows that differ from an earlier side."""
        return len(self.gone) + sum(
            bool(item.changes) and not item.derived for _, items in self.groups for item in items
        )

    @property
    def open_doubts(self) -> int:
        """Findings that nobody accepted yet, remarks left out."""
        return sum(not doubt.accepted and doubt.severity != "info" for doubt in self.doubts)


FIELDS = (
    "title",
    "project_id",
    "action_field",
    "responsible",
    "status",
    "volume_text",
    "volume_eur",
    "lead",
)
"""Columns of the table projects, each an item of its own."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sections": ("text", "heading", "heading_year"),
    "milestones": ("text", "year_label", "date_start", "date_end", "state"),
    "amounts": ("text", "value", "value_to", "modifier", "role", "frequency", "period_start", "period_end"),
    "shares": ("text", "percent", "of"),
    "dates": ("text", "date_start", "date_end", "precision", "modifier"),
    "parties": ("name", "role", "kind", "text"),
    "links": ("url", "text"),
    "media": ("credit", "caption"),
    "fields": ("label", "text", "number", "unit"),
}
"""Columns shown of the other tables, the one that speaks for the row first."""

_LEFT_OUT = (
    "project_key",
    "position",
    "boxes",
    "spans",
    "ocr_confidence",
    "corrected",
    "char_start",
    "char_end",
    "milestone_position",
    "parent_position",
)
"""Columns that say where a row is and how it was made."""

_NOT_VALUES = ("reports", "projects", "findings", "corrections_applied", "grades")
"""Tables that are shown elsewhere on the pages."""


def value_tables() -> tuple[str, ...]:
    """All tables whose rows are values with a place: those named above first, then whatever there is."""
    others = [name for name in TABLES if name not in COLUMNS and name not in _NOT_VALUES]
    return (*COLUMNS, *others)


def columns_of(table: str) -> tuple[str, ...]:
    """Columns shown of a table: those chosen above, else all that are values, the text first."""
    if table in COLUMNS:
        known = {column.name for column in TABLES[table].columns}
        return tuple(column for column in COLUMNS[table] if column in known)
    names = [column.name for column in TABLES[table].columns if column.name not in _LEFT_OUT]
    return tuple(sorted(names, key=lambda name: name not in ("text", "name")))


_HEADINGS = {
    "sections": "heading",
    "milestones": "year_label",
    "fields": "label",
    "passages": "heading",
    "cells": "head",
}

_MISSED = ("sections", "milestones", "amounts", "parties", "links", "fields")
"""Tables of which a row that is gone is shown."""

_Changes = Mapping[tuple[str, str | None, int | None], list[tuple[str, RowChange]]]


def view_project(
    edition: Edition,
    key: str,
    comparisons: Mapping[str, Differences],
    *,
    derived: frozenset[int] = frozenset(),
) -> ProjectView:
    """The page of one project.

    Args:
        edition: the edition shown.
        key: project_key.
        comparisons: differences to earlier sides, by name (``edition``, ``publication``).
        derived: the changes that merely follow from others (see `derived_changes`).
    """
    row = edition.projects[key]
    changes, gone = _changes_of(comparisons, key)
    corrections = {
        (line["table"], line["row"], line["column"]): line
        for line in edition.of_project("corrections_applied", key)
    }
    groups: list[tuple[str, tuple[Item, ...]]] = [
        ("projects", tuple(_fields(edition, row, changes, corrections)))
    ]
    for table in value_tables():
        items = tuple(_items(table, edition.of_project(table, key), changes, corrections, derived=derived))
        if items:
            groups.append((table, items))
    grade = next(iter(edition.of_project("grades", key)), {})
    pages = {
        box["page"]
        for table in value_tables()
        for one in edition.of_project(table, key)
        for box in one["boxes"] or ()
    }
    pages |= set(range(row["page_first"], row["page_last"] + 1))
    return ProjectView(
        key=key,
        row=row,
        grade=grade.get("grade") or "",
        reasons=grade.get("reasons") or "",
        pages=tuple(sorted(pages)),
        doubts=doubts_of(edition, key),
        gone=tuple(gone),
        whole=tuple(changes.get(("projects", key, None), ())),
        groups=tuple(groups),
    )


def pages_outside(edition: Edition) -> Mapping[int, int]:
    """PDF pages with values outside projects, and how many there are on each."""
    found: dict[int, int] = {}
    for table in value_tables():
        for row in edition.of_project(table, None):
            page = _first_page(row)
            if page is not None:
                found[page] = found.get(page, 0) + 1
    return dict(sorted(found.items()))


def view_outside(edition: Edition, page: int) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """(table, items) of the values outside projects that begin on a PDF page."""
    corrections = {
        (line["table"], line["row"], line["column"]): line
        for line in edition.of_project("corrections_applied", None)
    }
    groups = []
    for table in value_tables():
        rows = [row for row in edition.of_project(table, None) if _first_page(row) == page]
        if rows:
            groups.append((table, tuple(_items(table, rows, {}, corrections))))
    return tuple(groups)


def _first_page(row: Row) -> int | None:
    boxes = row.get("boxes")
    return boxes[0]["page"] if boxes else None


def doubts_of(edition: Edition, key: str | None) -> tuple[Doubt, ...]:
    """Findings of a project (None: of the report as a whole), open ones and grave ones first."""
    ranks = {"error": 0, "warning": 1, "info": 2}
    doubts = [
        Doubt(
            id=f"{'f' if key is not None else edition.report_id + '-f'}{row['position']}",
            severity=row["severity"],
            code=row["code"],
            message=row["message"],
            accepted=bool(row.get("accepted")),
            source=fingerprint(edition.extracted, key, row["table"]),
            places=_places(row["boxes"]),
        )
        for row in edition.of_project("findings", key)
    ]
    return tuple(sorted(doubts, key=lambda one: (one.accepted, ranks[one.severity])))


def _changes_of(
    comparisons: Mapping[str, Differences], key: str
) -> tuple[_Changes, list[tuple[str, RowChange]]]:
    changes: dict[tuple[str, str | None, int | None], list[tuple[str, RowChange]]] = {}
    gone: list[tuple[str, RowChange]] = []
    for name, differences in comparisons.items():
        origin = next((pair.old for pair in differences.pairs if pair.new == key), None)
        for change in differences.changes:
            if change.project_new == key:
                row = None if change.table == "projects" else change.position_new
                changes.setdefault((change.table, key, row), []).append((name, change))
            elif (
                change.kind == "removed"
                and change.project_old == origin
                and origin is not None
                and change.table in _MISSED
            ):
                gone.append((name, change))
    return changes, gone


def _fields(edition: Edition, row: Row, changes: _Changes, corrections: Mapping[Any, Row]) -> Iterator[Item]:
    changed = changes.get(("projects", row["project_key"], None), [])
    for column in FIELDS:
        value = to_text(row[column])
        # A project that is wholly new is not new in each of its fields.
        mine = tuple((name, one) for name, one in changed if one.column(column))
        if value is None and not mine and column not in ("volume_eur",):
            continue
        yield Item(
            id=f"projects-{column}",
            table="projects",
            project=row["project_key"],
            row=None,
            label=f"col.{column}",
            heading="",
            cells=(_cell("projects", row, column, corrections.get(("projects", row["position"], column))),),
            places=_field_places(edition, row, column),
            changes=mine,
            ocr=row.get("ocr_confidence") if column in ("title", "lead") else None,
        )


def _items(
    table: str,
    rows: Sequence[Row],
    changes: _Changes,
    corrections: Mapping[Any, Row],
    *,
    derived: frozenset[int] = frozenset(),
) -> Iterator[Item]:
    for row in rows:
        heading = _HEADINGS.get(table)
        yield Item(
            id=f"{table}-{row['position']}",
            table=table,
            project=row["project_key"],
            row=row["position"],
            label=f"table.{table}",
            heading=str(row.get(heading) or "") if heading else "",
            cells=tuple(
                _cell(table, row, column, corrections.get((table, row["position"], column)))
                for column in columns_of(table)
            ),
            places=_places(row["boxes"]),
            changes=tuple(mine := changes.get((table, row["project_key"], row["position"]), [])),
            derived=bool(mine) and all(id(change) in derived for _, change in mine),
            ocr=row.get("ocr_confidence"),
        )


def _cell(table: str, row: Row, column: str, line: Row | None) -> Cell:
    value = row.get(column)
    known = TABLES[table].column(column)
    read = value if line is None else from_text(table, column, line["old"])
    may = correctable(table, column)
    return Cell(
        column=column,
        text=to_text(value) or "",
        shown=shown(table, column, value, row=row),
        typed=as_typed(known, read) if may else "",
        extracted=to_text(read) or None,
        printed=printed_of(table, row, column) if line is None else line["printed"],
        correctable=may,
        original=None if line is None else shown(table, column, read, row=row),
        corrected=None if line is None else _corrected_by(line),
    )


def _corrected_by(line: Row) -> Both:
    why = shown("corrections_applied", "why", line["why"])
    when = _day(line["when"])
    if not line["why"]:
        return Both(f"{line['who']}, {when.de}", f"{line['who']}, {when.en}")
    return Both(f"{line['who']}, {when.de}: {why.de}", f"{line['who']}, {when.en}: {why.en}")


def _day(when: str) -> Both:
    try:
        return shown("corrections_applied", "day", date.fromisoformat(when[:10]))
    except ValueError:
        return Both(when, when)


def _field_places(edition: Edition, row: Row, column: str) -> tuple[Place, ...]:
    """Where a field of the project stands: its own place is the title's, the others stand in other rows."""
    key = row["project_key"]
    if column in ("volume_text", "volume_eur"):
        return _first(edition, key, "sections", row["volume_text"], ("text",))
    if column == "responsible":
        boxes = [
            box
            for one in edition.of_project("parties", key)
            if one["role"] == "responsible"
            for box in one["boxes"]
        ]
        return _places(boxes)
    if column == "status":
        evidence = row["status_evidence"]
        return _first(edition, key, "sections", evidence, ("text", "heading")) or _first(
            edition, key, "milestones", evidence, ("text",)
        )
    if column in ("title", "project_id"):
        return _places(row["boxes"])
    return ()


def _first(
    edition: Edition, key: str, table: str, wanted: str | None, columns: tuple[str, ...]
) -> tuple[Place, ...]:
    if not wanted:
        return ()
    for one in edition.of_project(table, key):
        if any(wanted in (one[column] or "") for column in columns):
            return _places(one["boxes"])
    return ()


def _places(boxes: Sequence[Any] | None) -> tuple[Place, ...]:
    return tuple(
        Place(
            box["page"],
            round(box["x0"], 1),
            round(box["top"], 1),
            round(box["x1"] - box["x0"], 1),
            round(box["bottom"] - box["top"], 1),
        )
        for box in boxes or ()
    )
