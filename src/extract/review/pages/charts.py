"""Figures of an edition for charts: numbers only, drawn by the templates as SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extract.review.editions import Edition

_LEVELS, _BESIDE = 7, 0.0065
"""Milestones of one time below each other in a lane, and how far beside them the next stand (0 to 1)."""

STATUSES = ("planned", "ongoing", "completed", "on_hold", "discontinued", "unknown")


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """One Handlungsfeld."""

    name: str
    projects: int
    money: Decimal
    """Sum of the amounts that may be added up, in euro."""
    without_money: int
    """Projects that state none that may be added up."""
    statuses: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One milestone on the time line; ``x`` and ``y`` are 0 to 1."""

    x: float
    y: float
    done: bool
    title: str
    key: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """All milestones of an edition with a date."""

    years: tuple[tuple[int, float], ...]
    """(year, x of its first day)."""
    now: float | None
    """x of the report's date."""
    dots: tuple[Dot, ...]
    undated: int
    lanes: tuple[str, ...]
    """Names of the action fields, top to bottom."""


def field_figures(edition: Edition) -> tuple[FieldFigures, ...]:
    """Figures per Handlungsfeld in printed order."""
    fields: dict[str, list[str]] = {}
    for row in edition.table("projects"):
        fields.setdefault(field_name(row), []).append(row["project_key"])
    result = []
    for name, keys in fields.items():
        sums = [_money(edition, key) for key in keys]
        statuses = Counter(edition.projects[key]["status"] for key in keys)
        result.append(
            FieldFigures(
                name,
                len(keys),
                sum((value for value in sums if value is not None), Decimal(0)),
                sum(value is None for value in sums),
                tuple((status, statuses[status]) for status in STATUSES if statuses[status]),
            )
        )
    return tuple(result)


def field_name(row: object) -> str:
    """The Handlungsfeld of a project as it is shown."""
    assert isinstance(row, dict)
    number, name = row["action_field_no"], row["action_field"]
    return " ".join(str(part) for part in (f"{number}." if number is not None else None, name) if part) or "–"


def _money(edition: Edition, key: str) -> Decimal | None:
    counted = [
        row["value"]
        for row in edition.of_project("amounts", key)
        if row["counts_toward_total"] and row["currency"] == "EUR"
    ]
    return sum(counted, Decimal(0)) if counted else None


def time_line(edition: Edition) -> TimeLine:
    """All milestones by date: one lane per Handlungsfeld, those near in time below each other."""
    lanes = list(dict.fromkeys(field_name(row) for row in edition.table("projects")))
    dated = []
    undated = 0
    for row in edition.table("milestones"):
        if row["date_start"] is None or row["date_end"] is None:
            undated += 1
            continue
        project = edition.projects[row["project_key"]]
        middle = row["date_start"] + (row["date_end"] - row["date_start"]) / 2
        dated.append((middle, lanes.index(field_name(project)), row, project))
    if not dated:
        return TimeLine((), None, (), undated, tuple(lanes))
    first = date(min(item[0] for item in dated).year, 1, 1)
    last = date(max(item[0] for item in dated).year + 1, 1, 1)
    whole = (last - first).days

    def x_of(day: date) -> float:
        return round((day - first).days / whole, 4)

    dots: list[Dot] = []
    used: Counter[tuple[int, int]] = Counter()
    for middle, lane, row, project in sorted(dated, key=lambda item: (item[0], item[1])):
        slot = (lane, int(x_of(middle) * 110))
        column, level = divmod(used[slot], _LEVELS)
        used[slot] += 1
        y = (lane + 0.36 + level * 0.09) / len(lanes)
        dots.append(
            Dot(
                min(1.0, round(x_of(middle) + column * _BESIDE, 4)),
                round(y, 4),
                row["state"] == "done",
                f"{row['year_label']} · {project['title']}: {row['text']}",
                row["project_key"],
            )
        )
    as_of = edition.report["as_of_end"]
    now = x_of(as_of) if as_of is not None and first <= as_of <= last else None
    years = tuple((year, x_of(date(year, 1, 1))) for year in range(first.year, last.year))
    return TimeLine(years, now, tuple(dots), undated, tuple(lanes))


def findings_by_kind(edition: Edition) -> Sequence[tuple[str, str, int, int]]:
    """(code, severity, open, accepted), grave ones first."""
    rank = {"error": 0, "warning": 1, "info": 2}
    opened: Counter[tuple[str, str]] = Counter()
    accepted: Counter[tuple[str, str]] = Counter()
    for row in edition.table("findings"):
        (accepted if row.get("accepted") else opened)[row["code"], row["severity"]] += 1
    keys = sorted(opened.keys() | accepted.keys(), key=lambda item: (rank[item[1]], item[0]))
    return [(code, severity, opened[code, severity], accepted[code, severity]) for code, severity in keys]
