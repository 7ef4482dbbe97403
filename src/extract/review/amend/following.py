"""Values that say the same in two places: what a person corrects in one follows in the other.

The volume of a project and the amount that counts toward it, the statement of volume and its section, the
responsible body and its party. Where no single row can follow, a finding says which amounts contradict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extract.base.codes import FINDINGS
from extract.review.amend.notation import german_number
from extract.review.amend.spans import read_anew

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One value that was changed, by a person or because it follows."""

    table: str
    row: Row
    column: str
    old: Any
    new: Any


def follow(rows: Mapping[str, list[Row]], steps: Sequence[Step]) -> list[tuple[Step, Step]]:
    """Change what follows from corrected values, in place.

    Args:
        rows: all tables of a report, with the corrections applied.
        steps: the corrections.

    Returns:
        Pairs of what followed and the correction it follows from. A value that a person corrected as well
        does not follow.
    """
    by_hand = {(step.table, id(step.row), step.column) for step in steps}
    found = _follow(rows, [(step, step) for step in steps], by_hand)
    fresh = []
    for row, said in read_anew(rows):
        cause = _text_step(row, [*((step, step) for step in steps), *found])
        if cause is None:
            continue
        for column, value in said.items():
            if ("amounts", id(row), column) not in by_hand and row[column] != value:
                step = Step("amounts", row, column, row[column], value)
                row[column] = value
                row["corrected"] = True
                if column in _SAID:
                    fresh.append((step, cause))
    return [*found, *fresh, *_follow(rows, fresh, by_hand)]


_SAID = ("text", "value", "value_to", "modifier", "currency")
"""Columns of an amount that speak for themselves; the others say where it stands."""


def _text_step(amount: Row, steps: Sequence[tuple[Step, Step]]) -> Step | None:
    """The correction of the text in which an amount stands."""
    for step, cause in steps:
        if step.row["project_key"] != amount["project_key"]:
            continue
        place = {
            "sections": (step.row.get("section"), "text"),
            "milestones": (step.row.get("position"), "text"),
            "projects": (None, "lead"),
        }.get(step.table)
        named = amount["section"] if step.table == "sections" else amount["milestone_position"]
        if place is not None and place == (named, step.column):
            return cause
    return None


def _follow(
    rows: Mapping[str, Sequence[Row]],
    steps: Sequence[tuple[Step, Step]],
    by_hand: set[tuple[str, int, str]],
) -> list[tuple[Step, Step]]:
    found: list[tuple[Step, Step]] = []
    for step, cause in steps:
        for table, row, column in _partners(rows, step):
            if (table, id(row), column) in by_hand:
                continue
            change = Step(table, row, column, row[column], step.new)
            row[column] = step.new
            row["corrected"] = True
            by_hand.add((table, id(row), column))
            found.append((change, cause))
    return found


def _partners(rows: Mapping[str, Sequence[Row]], step: Step) -> Iterator[tuple[str, Row, str]]:
    """The one row that says the same as a corrected value did, if there is just one."""
    if step.new is None or step.old is None:
        return
    key = step.row["project_key"]
    project = next((row for row in rows["projects"] if row["project_key"] == key), None)
    match step.table, step.column:
        case "projects", "volume_eur":
            counted = counted_amounts(rows, key)
            if len(counted) == 1 and _may_become(counted[0], step):
                yield "amounts", counted[0], "value"
        case "amounts", "value" if project is not None:
            counted = counted_amounts(rows, key)
            if len(counted) == 1 and counted[0] is step.row and project["volume_eur"] == step.old:
                yield "projects", project, "volume_eur"
        case "projects", "volume_text":
            same = [row for row in _of(rows, "sections", key) if row["text"] == step.old]
            if len(same) == 1:
                yield "sections", same[0], "text"
        case "sections", "text" if project is not None and project["volume_text"] == step.old:
            yield "projects", project, "volume_text"
        case "projects", "responsible":
            bodies = [row for row in _of(rows, "parties", key) if row["role"] == "responsible"]
            if len(bodies) == 1 and step.old in (bodies[0]["name"], bodies[0]["text"]):
                yield "parties", bodies[0], "name"
        case "parties", "name" if project is not None and step.row["role"] == "responsible":
            if project["responsible"] in (step.old, step.row["text"]):
                yield "projects", project, "responsible"
        case _:
            return


def _may_become(amount: Row, step: Step) -> bool:
    return bool(amount["value"] == step.old and amount["value_to"] is None)


def counted_amounts(rows: Mapping[str, Sequence[Row]], key: str | None) -> list[Row]:
    """Amounts in euro that count toward the total of a project, as the money views take them."""
    return [
        row
        for row in _of(rows, "amounts", key)
        if row["counts_toward_total"] and row["currency"] == "EUR" and row["frequency"] == "once"
    ]


def _of(rows: Mapping[str, Sequence[Row]], table: str, key: str | None) -> list[Row]:
    return [row for row in rows[table] if row["project_key"] == key]


_MONEY = {
    "projects": ("volume_eur", "volume_text"),
    "sections": ("text",),
    "amounts": ("value", "value_to", "counts_toward_total", "currency", "frequency", "role", "per"),
}


def contradictions(rows: Mapping[str, Sequence[Row]], steps: Sequence[Step]) -> list[Row]:
    """A finding for each project whose money a person touched and whose volume and amounts now disagree."""
    touched = {
        step.row["project_key"]
        for step in steps
        if step.column in _MONEY.get(step.table, ()) and step.row["project_key"] is not None
    }
    found = []
    for project in rows["projects"]:
        volume = project["volume_eur"]
        if project["project_key"] not in touched or volume is None:
            continue
        counted = counted_amounts(rows, project["project_key"])
        total = sum((row["value"] for row in counted), Decimal(0))
        if total != volume:
            found.append(_finding(project, volume, counted, total))
    return found


def _finding(project: Row, volume: Decimal, counted: Sequence[Row], total: Decimal) -> Row:
    stated = f"After a correction the volume is {german_number(volume, places=2)} €, "
    if counted:
        listed = ", ".join(f'"{row["text"]}"' for row in counted[:5])
        message = f"{stated}the amounts that count add up to {german_number(total, places=2)} €: {listed}."
    else:
        message = f"{stated}but no amount of the project counts toward a total."
    boxes = [box for row in counted for box in row["boxes"]] or project["boxes"]
    return {
        "project_key": project["project_key"],
        "severity": FINDINGS["amount-contradiction"].severity,
        "code": "amount-contradiction",
        "message": message,
        "table": "amounts" if counted else "projects",
        "page": boxes[0]["page"] if boxes else None,
        "boxes": list(boxes),
    }
