"""What the overview shows of each report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extract.review.editions import Edition
from extract.review.pages.charts import STATUSES, field_figures, findings_by_kind, time_line
from extract.review.pages.model import ProjectView, doubts_of
from extract.review.records import KINDS, Differences


@dataclass(frozen=True, slots=True)
class Listed:
    """A project in the list, with the path of its page."""

    report_id: str
    file: str
    title: str
    field: str
    view: ProjectView


def report_view(
    edition: Edition, entries: Sequence[Listed], comparisons: Mapping[str, Differences], *, has_pdf: bool
) -> dict[str, Any]:
    figures = field_figures(edition)
    statuses = {status for field in figures for status, _ in field.statuses}
    return {
        "edition": edition,
        "has_pdf": has_pdf,
        "grade": next(iter(edition.of_project("grades", None)), None),
        "open": sum(
            not row.get("accepted") and row["severity"] != "info" for row in edition.table("findings")
        ),
        "money": sum((field.money for field in figures), Decimal(0)),
        "fields": figures,
        "most": max((field.projects for field in figures), default=1),
        "most_money": max((float(field.money) for field in figures), default=0) or 1.0,
        "statuses": [status for status in STATUSES if status in statuses],
        "line": time_line(edition),
        "files": {entry.view.key: entry.file for entry in entries},
        "kinds": findings_by_kind(edition),
        "doubts": doubts_of(edition, None),
        "comparisons": [(name, _side(one, entries)) for name, one in comparisons.items()],
    }


def _side(differences: Differences, entries: Sequence[Listed]) -> dict[str, Any]:
    files_of = {entry.view.key: entry.file for entry in entries}
    numbers: dict[str, Counter[str]] = {}
    for change in differences.changes:
        numbers.setdefault(change.table, Counter())[change.kind] += 1
    told: list[tuple[str, str, str | None]] = []
    for change in differences.of_table("projects"):
        file = files_of.get(change.project_new or "")
        if change.kind == "added":
            told.append(("new_project", change.label, file))
        elif change.kind == "removed":
            told.append(("dropped", change.label, None))
        for column, label in (("title", "renamed"), ("status", "status"), ("volume_text", "volume")):
            if change.column(column):
                told.append((label, change.label, file))
    order = ("new_project", "dropped", "renamed", "status", "volume")
    return {
        "against": differences.report_old
        if differences.report_old != differences.report_new
        else differences.snapshot_old,
        "total": len(differences.changes),
        "projects": len(
            {change.project_new or change.project_old for change in differences.changes} - {None}
        ),
        "counts": [(table, [count[kind] for kind in KINDS]) for table, count in numbers.items()],
        "told": sorted(told, key=lambda item: order.index(item[0])),
    }
