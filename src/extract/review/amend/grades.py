"""Grades: how far the data of a project and of a report can be relied on, and why: functions on tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from extract.tables.rows import arrow_table

POINTS = {"error": 20, "warning": 5, "info": 1}
"""What a finding takes off, by severity."""

WEIGHTS = {
    # Guesses that are right nearly always, and absences that are the report's own.
    "missing-project-id": 0,
    "missing-heading": 0,
    "footnote": 0,
    "corrected-text": 0,
    # Text or values that may be wrong as they stand.
    "unclaimed-text": 6,
    "ocr-doubt": 3,
    "amount-contradiction": 8,
    "several-totals": 2,
    "status-unclear": 3,
    "missing-field": 8,
}
"""What findings of these codes take off instead."""

_NEEDED = {
    "projects": ["project_key", "boxes"],
    "findings": ["project_key", "code", "severity", "accepted"],
}
"""Columns that grades are made from; a long list has many others."""

LIMITS = (("A", 0), ("B", 5), ("C", 15))
"""Most points of each grade; beyond the last it is D."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of one project, or of the report (``project_key`` None)."""

    project_key: str | None
    grade: str
    points: int
    reasons: tuple[tuple[str, int], ...]
    """(code, number of findings), the weightiest first."""

    @property
    def said(self) -> str | None:
        """The reasons in one line."""
        return "; ".join(f"{code} ({number})" for code, number in self.reasons) or None


def grades(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[Grade, ...]:
    """Grades of all projects in their order, then of the report.

    Accepted findings do not count. The report's points are the mean of its projects' points, rounded up,
    and what its own findings take off.

    Args:
        rows: rows of the tables ``projects`` and ``findings``.
    """
    found: dict[str | None, Counter[tuple[str, str]]] = {}
    for row in rows["findings"]:
        if not row.get("accepted"):
            found.setdefault(row["project_key"], Counter())[row["code"], row["severity"]] += 1
    result = [
        _grade(row["project_key"], found.get(row["project_key"], Counter())) for row in rows["projects"]
    ]
    own = found.get(None, Counter())
    mean = -(-sum(one.points for one in result) // len(result)) if result else 0
    everywhere: Counter[tuple[str, str]] = sum(found.values(), Counter())
    points = mean + _points(own)
    whole = Grade(None, _letter(points), points, _reasons(everywhere))
    return (*result, whole)


def grade_tables(tables: Mapping[str, pa.Table]) -> pa.Table:
    """The table ``grades`` from the tables ``projects`` and ``findings``."""
    rows = {name: tables[name].select(columns).to_pylist() for name, columns in _NEEDED.items()}
    boxes = {row["project_key"]: row.pop("boxes") for row in rows["projects"]}
    return arrow_table(
        "grades",
        [
            {
                "project_key": one.project_key,
                "position": 0,
                "grade": one.grade,
                "points": one.points,
                "reasons": one.said,
                "boxes": boxes.get(one.project_key, []),
            }
            for one in grades(rows)
        ],
    )


def _grade(key: str | None, found: Counter[tuple[str, str]]) -> Grade:
    points = _points(found)
    return Grade(key, _letter(points), points, _reasons(found))


def _weight(code: str, severity: str) -> int:
    return WEIGHTS.get(code, POINTS[severity])


def _points(found: Counter[tuple[str, str]]) -> int:
    return sum(_weight(code, severity) * number for (code, severity), number in found.items())


def _letter(points: int) -> str:
    return next((letter for letter, most in LIMITS if points <= most), "D")


def _reasons(found: Counter[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    weighty = [
        (code, severity, number) for (code, severity), number in found.items() if _weight(code, severity)
    ]
    weighty.sort(key=lambda item: (-_weight(item[0], item[1]) * item[2], item[0]))
    return tuple((code, number) for code, _, number in weighty)
