"""What a page of a project shows: items with their values, places, changes and doubts. No HTML here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.pdf.page.confidence import DOUBTFUL
from extract.review.amend.resting import fingerprint, printed_of
from extract.review.amend.values import correctable, to_text
from extract.review.editions import Edition, Row
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
    printed: str
    correctable: bool
    original: str | None = None
    """The value as extracted, where a person corrected it."""
    corrected: str | None = None
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
    ocr: float | None = None
    """Confidence of OCR, 0..1, where it read the value."""

    @property
    def ocr_doubtful(self) -> bool:
        return self.ocr is not None and self.ocr < DOUBTFUL

    @property
    def corrected(self) -> bool:
        return any(cell.corrected for cell in self.cells)


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
        return len(self.gone) + sum(bool(item.changes) for _, items in self.groups for item in items)

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

_HEADINGS = {"sections": "heading", "milestones": "year_label", "fields": "label"}

_MISSED = ("sections", "milestones", "amounts", "parties", "links", "fields")
"""Tables of which a row that is gone is shown."""

_Changes = Mapping[tuple[str, str | None, int | None], list[tuple[str, RowChange]]]


def view_project(edition: Edition, key: str, comparisons: Mapping[str, Differences]) -> ProjectView:
    """The page of one project.

    Args:
        edition: the edition shown.
        key: project_key.
        comparisons: differences to earlier sides, by name (``edition``, ``publication``).
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
    for table in COLUMNS:
        items = tuple(_items(table, edition.of_project(table, key), changes, corrections))
        if items:
            groups.append((table, items))
    grade = next(iter(edition.of_project("grades", key)), {})
    pages = {
        box["page"] for table in COLUMNS for one in edition.of_project(table, key) for box in one["boxes"]
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
    told = changes.get(("projects", row["project_key"], None), [])
    for column in FIELDS:
        value = to_text(row[column])
        # A project that is wholly new is not new in each of its fields.
        mine = tuple((name, one) for name, one in told if one.column(column))
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
    table: str, rows: Sequence[Row], changes: _Changes, corrections: Mapping[Any, Row]
) -> Iterator[Item]:
    for row in rows:
        heading = _HEADINGS.get(table)
        yield Item(
            id=f"{table}-{row['position']}",
            table=table,
            project=row["project_key"],
            row=row["position"],
            label=f"table.{table}",
            heading=str(row[heading]) if heading else "",
            cells=tuple(
                _cell(table, row, column, corrections.get((table, row["position"], column)))
                for column in COLUMNS[table]
                if any(known.name == column for known in TABLES[table].columns)
            ),
            places=_places(row["boxes"]),
            changes=tuple(changes.get((table, row["project_key"], row["position"]), ())),
            ocr=row.get("ocr_confidence"),
        )


def _cell(table: str, row: Row, column: str, line: Row | None) -> Cell:
    told = None
    if line is not None:
        told = f"{line['who']}, {line['when']}" + (f": {line['why']}" if line["why"] else "")
    return Cell(
        column=column,
        text=to_text(row[column]) or "",
        printed=printed_of(table, row, column) if line is None else line["printed"],
        correctable=correctable(table, column),
        original=None if line is None else (line["old"] or "–"),
        corrected=told,
    )


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
