"""What the overview shows of each report, and the list of changes."""

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
from extract.review.weighing import TOPICS, Topic, WeighedChange, weighed


@dataclass(frozen=True, slots=True)
class Listed:
    """A project in the list, with the path of its page."""

    report_id: str
    file: str
    title: str
    field: str
    view: ProjectView


@dataclass(frozen=True, slots=True)
class Side:
    """What differs from one earlier side, as the pages show it."""

    name: str
    """``edition`` or ``publication``."""
    report_id: str
    title: str
    against: str
    total: int
    projects: int
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    """(table, number of each kind)."""
    topics: tuple[tuple[Topic, tuple[WeighedChange, ...]], ...]
    files: Mapping[str, str]
    """Page of each project by its key."""

    @property
    def listed(self) -> int:
        """Number of changes listed one by one."""
        return sum(len(group) for _, group in self.topics)


def report_view(
    edition: Edition,
    entries: Sequence[Listed],
    comparisons: Mapping[str, Differences],
    *,
    has_pdf: bool,
    outside: Sequence[tuple[int, str, int]] = (),
) -> dict[str, Any]:
    """All that the overview shows of an edition.

    Args:
        edition: the edition.
        entries: its projects.
        comparisons: differences to earlier sides.
        has_pdf: whether its PDF was found.
        outside: (PDF page, file, number of values) of values outside projects.
    """
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
        "sides": [side_of(name, edition, one, entries) for name, one in comparisons.items()],
        "outside": outside,
    }


def change_pages(
    editions: Sequence[Edition],
    comparisons: Mapping[str, Mapping[str, Differences]],
    entries: Mapping[str, Sequence[Listed]],
) -> list[Side]:
    """All comparisons of all editions, newest edition first."""
    return [
        side_of(name, edition, one, entries[edition.report_id])
        for edition in editions
        for name, one in comparisons[edition.report_id].items()
    ]


def side_of(name: str, edition: Edition, differences: Differences, entries: Sequence[Listed]) -> Side:
    """What differs from an earlier side, the weighty changes first."""
    numbers: dict[str, Counter[str]] = {}
    for change in differences.changes:
        numbers.setdefault(change.table, Counter())[change.kind] += 1
    changes = weighed(differences)
    same = differences.report_old == differences.report_new
    return Side(
        name=name,
        report_id=edition.report_id,
        title=edition.report["title"],
        against=(differences.snapshot_old if same else differences.report_old) or "",
        total=len(differences.changes),
        projects=len({change.project_new or change.project_old for change in differences.changes} - {None}),
        counts=tuple((table, tuple(count[kind] for kind in KINDS)) for table, count in numbers.items()),
        topics=tuple(
            (topic, group)
            for topic in TOPICS
            if (group := tuple(one for one in changes if one.topic == topic))
        ),
        files={entry.view.key: entry.file for entry in entries},
    )
