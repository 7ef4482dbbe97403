"""Corrections applied to extracted tables. What no longer fits is not applied but becomes a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from extract.base.codes import FINDINGS
from extract.review.amend.files import Acceptance, Correction, CorrectionFile
from extract.review.amend.following import Step, contradictions, follow
from extract.review.amend.resting import fingerprint, printed_of
from extract.review.amend.spans import keep_spans
from extract.review.amend.values import TABLES_CORRECTED, to_text, to_value
from extract.tables.arrays import table_rows
from extract.tables.rows import arrow_table

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Amended:
    """Tables after corrections; ``corrections_applied`` and ``findings`` are among them."""

    tables: dict[str, pa.Table]
    applied: int
    stale: int


def apply_corrections(tables: Mapping[str, pa.Table], given: CorrectionFile) -> Amended:
    """Put corrected values into the tables and mark accepted findings.

    A correction is applied where a row has its printed text and its old value: at the position given, or,
    if rows have moved, at the only other place that has both. Otherwise it is stale.

    Args:
        tables: all tables of one report, as extracted.
        given: what people wrote down for this report.
    """
    rows: dict[str, list[Row]] = {name: table_rows(table) for name, table in tables.items()}
    _accept(rows, given.accepted)
    stale = [_stale_acceptance(rows, one) for one in given.accepted if not _accepted(rows, one)]
    targets = [(correction, *find_target(rows, correction)) for correction in given.corrections]
    stale += [_stale(rows, correction, doubt) for correction, row, doubt in targets if row is None]
    done = apply_steps(rows, [(correction, row) for correction, row, _ in targets if row is not None])
    stale += [_stale(rows, correction, doubt) for correction, doubt in done.refused]
    lines = [(step.row, _line(step, correction)) for step, correction in done.steps]
    lines += [(step.row, _line(step, correction, follows=True)) for step, correction in done.followed]
    _add_findings(rows, [*stale, *done.left_out, *done.contradictions])
    rows["corrections_applied"] = _in_order(rows, lines)
    touched = {*TABLES_CORRECTED, "findings", "corrections_applied"} & tables.keys()
    result = {
        name: arrow_table(name, rows[name]) if name in touched else table for name, table in tables.items()
    }
    return Amended(result, len(done.steps), len(stale))


@dataclass(frozen=True, slots=True)
class Done:
    """What corrections did to the rows of a report."""

    steps: tuple[tuple[Step, Correction], ...]
    followed: tuple[tuple[Step, Correction], ...]
    """What changed with them, and the correction it follows from."""
    refused: tuple[tuple[Correction, str], ...]
    """Corrections that would make their row contradict itself, and how."""
    left_out: tuple[Row, ...]
    """Findings: mentions that no longer stand in a corrected text."""
    contradictions: tuple[Row, ...]
    """Findings: amounts that contradict a corrected volume."""


def apply_steps(rows: dict[str, list[Row]], targets: Sequence[tuple[Correction, Row]]) -> Done:
    """Change the rows that corrections are for, and what follows from them, in place.

    Args:
        rows: all tables of a report, as extracted.
        targets: corrections, each with its row among ``rows``.
    """
    steps: list[tuple[Step, Correction]] = []
    refused: list[tuple[Correction, str]] = []
    for correction, row in targets:
        doubt = _impossible(row, correction)
        if doubt:
            refused.append((correction, doubt))
        else:
            steps.append((_apply(row, correction), correction))
    of_step = {id(step): correction for step, correction in steps}
    alone = [step for step, _ in steps]
    followed = follow(rows, alone)
    left_out = keep_spans(rows) if steps else []
    return Done(
        steps=tuple(steps),
        followed=tuple((step, of_step[id(cause)]) for step, cause in followed),
        refused=tuple(refused),
        left_out=tuple(left_out),
        contradictions=tuple(contradictions(rows, [*alone, *(step for step, _ in followed)])),
    )


def find_target(rows: Mapping[str, Sequence[Row]], correction: Correction) -> tuple[Row | None, str]:
    """The row a correction is for, or why there is none; the reason is empty where there is one."""
    address = correction.address
    column = address.column
    group = [row for row in rows[address.table] if row.get("project_key") == address.project]
    if not group:
        return None, "there is no such row any more"
    old = to_value(address.table, column, correction.old) if correction.old is not None else None
    here = [
        row
        for row in group
        if address.table == "projects" or address.row is None or row["position"] == address.row
    ]
    same_text = [
        row
        for row in group
        if not correction.printed or printed_of(address.table, row, column) == correction.printed
    ]
    fitting = [row for row in same_text if _same(row[column], old)]
    there = [row for row in fitting if any(row is other for other in here)]
    if len(there) == 1:
        return there[0], ""
    if len(fitting) == 1 and (correction.printed or address.row is None):
        return fitting[0], ""
    if fitting:
        return None, f"{len(fitting)} rows fit it; give the row"
    new = to_value(address.table, column, correction.new)
    looked_at = [row for row in here if row in same_text] or same_text or here
    if correction.printed and not same_text:
        now = printed_of(address.table, looked_at[0], column) if looked_at else ""
        return None, f'the printed text is now "{_short(now)}"' if now else "its printed text is gone"
    if any(row[column] == new for row in looked_at):
        return None, "the extractor now reads the same value; it can be removed"
    found = to_text(looked_at[0][column]) if looked_at else None
    return (
        None,
        f'the extractor now reads "{_short(found or "")}" instead of "{_short(correction.old or "")}"',
    )


def _same(one: Any, other: Any) -> bool:
    """Whether two values are one; an empty text is no value."""
    return bool(one == other or (one in (None, "") and other in (None, "")))


_ORDERED = (
    ("date_start", "date_end"),
    ("period_start", "period_end"),
    ("as_of_start", "as_of_end"),
    ("value", "value_to"),
)
"""Columns of which the first is never greater than the second."""


def _impossible(row: Row, correction: Correction) -> str:
    """Why a correction would make its row contradict itself; empty if it does not."""
    address = correction.address
    changed = {**row, address.column: to_value(address.table, address.column, correction.new)}
    for first, last in _ORDERED:
        one, other = changed.get(first), changed.get(last)
        if address.column in (first, last) and one is not None and other is not None and one > other:
            return f"{first} {to_text(one)} would lie after {last} {to_text(other)}"
    return ""


def _apply(row: Row, correction: Correction) -> Step:
    address = correction.address
    old, new = row[address.column], to_value(address.table, address.column, correction.new)
    row[address.column] = new
    row["corrected"] = True
    return Step(address.table, row, address.column, old, new)


def _line(step: Step, correction: Correction, *, follows: bool = False) -> Row:
    """The row of ``corrections_applied`` for a changed value."""
    before = {**step.row, step.column: step.old}
    why = correction.why
    if follows:
        why = f"follows {correction.value}" + (f": {why}" if why else "")
    return {
        "project_key": step.row["project_key"],
        "table": step.table,
        "row": step.row["position"],
        "column": step.column,
        "printed": printed_of(step.table, before, step.column),
        "old": to_text(step.old),
        "new": to_text(step.new) if follows else correction.new,
        "who": correction.who,
        "when": correction.when,
        "why": why,
        "boxes": step.row["boxes"],
    }


def _in_order(rows: Mapping[str, Sequence[Row]], applied: Sequence[tuple[Row, Row]]) -> list[Row]:
    """Rows of ``corrections_applied`` by project, then as written; positions after rows were left out."""
    order: dict[str | None, list[Row]] = {row["project_key"]: [] for row in rows["projects"]}
    order[None] = []
    for row, line in applied:
        line["row"] = row["position"]
        group = order[line["project_key"]]
        line["position"] = len(group)
        group.append(line)
    return [line for group in order.values() for line in group]


def _accept(rows: Mapping[str, Sequence[Row]], accepted: Sequence[Acceptance]) -> None:
    for row in rows["findings"]:
        row["accepted"] = any(_is_of(rows, row, one) for one in accepted)


def _accepted(rows: Mapping[str, Sequence[Row]], one: Acceptance) -> bool:
    return any(_is_of(rows, row, one) for row in rows["findings"])


def _is_of(rows: Mapping[str, Sequence[Row]], row: Row, one: Acceptance) -> bool:
    return (
        row["code"] == one.finding
        and row["project_key"] == one.project
        and row["message"] == one.message
        and (not one.source or fingerprint(rows, row["project_key"], row["table"]) == one.source)
    )


def _stale_acceptance(rows: Mapping[str, Sequence[Row]], one: Acceptance) -> Row:
    again = any(
        row["code"] == one.finding and row["project_key"] == one.project and row["message"] == one.message
        for row in rows["findings"]
    )
    why = "its source has changed" if again else "there is no such finding any more; it can be removed"
    message = f'Accepted finding {one.finding} "{_short(one.message)}": {why}.'
    return _finding("stale-correction", message, _known(rows, one.project), None, ())


def _stale(rows: Mapping[str, Sequence[Row]], correction: Correction, doubt: str) -> Row:
    address = correction.address
    message = f"Correction of {address} by {correction.who} ({correction.when}) was not applied: {doubt}."
    project = _known(rows, address.project)
    near = [
        row
        for row in rows[address.table]
        if row.get("project_key") == project and (address.row is None or row["position"] == address.row)
    ]
    boxes = near[0]["boxes"] if near and project is not None else ()
    return _finding("stale-correction", message, project, address.table, boxes)


def _known(rows: Mapping[str, Sequence[Row]], project: str | None) -> str | None:
    return project if any(row["project_key"] == project for row in rows["projects"]) else None


def _finding(code: str, message: str, project: str | None, table: str | None, boxes: Sequence[Any]) -> Row:
    return {
        "project_key": project,
        "severity": FINDINGS[code].severity,
        "code": code,
        "message": message,
        "table": table,
        "page": boxes[0]["page"] if boxes else None,
        "boxes": list(boxes),
    }


def _add_findings(rows: dict[str, list[Row]], added: Sequence[Row]) -> None:
    groups: dict[str | None, list[Row]] = {row["project_key"]: [] for row in rows["projects"]}
    groups[None] = []
    for row in (*rows["findings"], *added):
        groups.setdefault(row["project_key"], []).append(row)
    rows["findings"] = [
        {**row, "position": position} for group in groups.values() for position, row in enumerate(group)
    ]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79].rstrip() + "…"
