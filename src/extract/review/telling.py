"""Differences as JSON, as Markdown, as a table: for machines, for the flow's artifact, for files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from extract.review.amend.notation import german_number
from extract.review.amend.values import to_text
from extract.review.records import ColumnChange, Differences, RowChange, Value, WordRun
from extract.review.weighing import Topic, WeighedChange, weighed
from extract.review.words import around
from extract.tables.columns import Column, Table

CHANGES = Table(
    name="changes",
    row="one value that differs between two editions or snapshots; a row added or removed is one line",
    key=("report_old", "report_new", "table", "project_old", "project_new", "position_old", "position_new"),
    columns=(
        Column(name="report_old", type="string", nullable=True, description="Edition before."),
        Column(name="report_new", type="string", nullable=True, description="Edition after."),
        Column(name="snapshot_old", type="string", nullable=True, description="Snapshot before."),
        Column(name="snapshot_new", type="string", nullable=True, description="Snapshot after."),
        Column(name="project_old", type="string", nullable=True, description="project_key before."),
        Column(name="project_new", type="string", nullable=True, description="project_key after."),
        Column(name="table", type="string", description="Table of the row."),
        Column(name="kind", type="string", description="added, removed, changed or moved."),
        Column(name="column", type="string", nullable=True, description="Column; null for whole rows."),
        Column(name="old", type="string", nullable=True, description="Value before, as text."),
        Column(name="new", type="string", nullable=True, description="Value after, as text."),
        Column(name="reason", type="string", description="Why it differs."),
        Column(name="label", type="string", description="Which row it is, for people."),
        Column(name="position_old", type="int32", nullable=True, description="Position before."),
        Column(name="position_new", type="int32", nullable=True, description="Position after."),
        Column(name="page_old", type="int32", nullable=True, description="PDF page before."),
        Column(name="page_new", type="int32", nullable=True, description="PDF page after."),
    ),
)
"""The table ``changes``; it is made on demand and no part of a snapshot, which depends on its files alone."""

_SHOWN = 160
_MARKS = {"added": "+", "removed": "−", "changed": "~", "moved": "→"}


def changes_table(all_differences: Sequence[Differences]) -> pa.Table:
    """The table ``changes`` (see `CHANGES`)."""
    from extract.tables.arrow import arrow_type

    schema = pa.schema(
        [
            pa.field(
                column.name,
                arrow_type(column),
                nullable=column.nullable,
                metadata={"description": column.description},
            )
            for column in CHANGES.columns
        ],
        metadata={"table": CHANGES.name, "row": CHANGES.row},
    )
    return pa.Table.from_pylist(
        [line for differences in all_differences for line in _lines(differences)], schema=schema
    )


def _lines(differences: Differences) -> list[dict[str, Any]]:
    lines = []
    for change in differences.changes:
        whole = {
            "report_old": change.report_old,
            "report_new": change.report_new,
            "snapshot_old": differences.snapshot_old,
            "snapshot_new": differences.snapshot_new,
            "project_old": change.project_old,
            "project_new": change.project_new,
            "table": change.table,
            "kind": change.kind,
            "column": None,
            "old": None,
            "new": None,
            "reason": change.reason,
            "label": change.label,
            "position_old": change.position_old,
            "position_new": change.position_new,
            "page_old": change.page_old,
            "page_new": change.page_new,
        }
        if not change.columns:
            lines.append(whole)
        lines.extend(
            whole
            | {
                "column": column.column,
                "old": to_text(column.old),
                "new": to_text(column.new),
                "reason": column.reason,
            }
            for column in change.columns
        )
    return lines


def to_json(all_differences: Sequence[Differences]) -> str:
    """All differences with their words, as JSON; decimals and dates are text."""
    data = [asdict(differences) for differences in all_differences]
    return json.dumps(data, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date | Decimal):
        return str(to_text(value))
    raise TypeError(f"no JSON for {type(value).__name__}")


def counts(differences: Differences) -> Counter[tuple[str, str]]:
    """(table, kind) of all changes, counted."""
    return Counter((change.table, change.kind) for change in differences.changes)


def heading(differences: Differences) -> str:
    """What is compared with what."""
    old, new = differences.report_old, differences.report_new
    if old != new:
        return f"{old or 'nothing'} → {new or 'nothing'}"
    return f"{new}: {differences.snapshot_old} → {differences.snapshot_new}"


HEADINGS: dict[Topic, str] = {
    "projects": "Projects new or gone",
    "money": "Money",
    "status": "Status",
    "milestones": "Milestones",
    "parties": "Bodies",
    "texts": "Texts",
    "other": "The report and other values",
}
"""Each topic as people read it."""


def by_topic(differences: Differences) -> list[tuple[Topic, list[WeighedChange]]]:
    """Changes one by one, the weightiest topic first (see `weighed`)."""
    groups: dict[Topic, list[WeighedChange]] = {}
    for one in weighed(differences):
        groups.setdefault(one.topic, []).append(one)
    return list(groups.items())


def one_line(one: WeighedChange) -> str:
    """A change in one line without its mark: where it is, what was, what is."""
    change = one.change
    where = one.title or ("the report" if change.table == "reports" else "outside projects")
    if change.table not in ("projects", "reports"):
        what = f"{where}, {change.table}"
        what += f" ({short(change.label)})" if one.columns else f": {short(change.label)}"
    else:
        what = where
    if not one.columns:
        return what
    return f"{what}: " + "; ".join(value_line(column) for column in one.columns)


def value_line(one: ColumnChange) -> str:
    """One value before and after: sums and days as Germans write them, of long texts what differs."""
    if one.words:
        return f"{one.column}: {_around(one.words)}"
    sign = " €" if one.column.endswith("_eur") else ""
    old, new = (short(value) + (sign if value is not None else "") for value in (one.old, one.new))
    return f"{one.column}: {old} → {new}"


def _around(words: Sequence[WordRun]) -> str:
    """What differs between two texts, with a few words around it: ``… bis [-Ende 2022-] {+Mai 2023+} …``."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    said = " ".join(marks[run.kind].format(_cut(run.text)) for run in around(words) if run.text.strip())
    return said.replace(" .", ".").replace(" ,", ",")


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def short(value: Value) -> str:
    """A value in few characters as Germans write it; – for none."""
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        return german_number(value, places=2)
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return _cut(to_text(value) or "–")


def mark(change: RowChange) -> str:
    """The sign of a kind of change."""
    return _MARKS[change.kind]


def to_markdown(all_differences: Sequence[Differences], *, most: int = 200) -> str:
    """A summary in Markdown: counts, then at most ``most`` changes, the weightiest first."""
    parts: list[str] = []
    for differences in all_differences:
        if not differences.changes:
            continue
        parts += [f"## {_escaped(heading(differences))}", "", "| table | kind | number | ", "|---|---|--:|"]
        parts += [f"| {table} | {kind} | {number} |" for (table, kind), number in counts(differences).items()]
        parts.append("")
        left = most
        for topic, group in by_topic(differences):
            if left <= 0:
                parts.append("… and more")
                break
            parts += [f"**{HEADINGS[topic]}** ({len(group)})", ""]
            parts += [f"- {mark(one.change)} {_escaped(one_line(one))}{_follow(one)}" for one in group[:left]]
            parts.append("")
            left -= len(group)
    return "\n".join(parts) if parts else "No differences.\n"


def _follow(one: WeighedChange) -> str:
    return f" (+{len(one.follows)} that follow)" if one.follows else ""


def _escaped(text: str) -> str:
    for sign in "\\`*_{}[]<>#|":
        text = text.replace(sign, {"<": "&lt;", ">": "&gt;"}.get(sign, "\\" + sign))
    return text
