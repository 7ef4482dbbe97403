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

from extract.review.amend.values import to_text
from extract.review.records import Differences, RowChange, Value
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

TOLD_FIRST = ("projects", "sections", "milestones", "amounts", "parties", "shares", "links", "fields")
"""Tables whose changes are told one by one; those of the others are counted."""

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


def by_project(differences: Differences) -> list[tuple[str, list[RowChange]]]:
    """Changes told one by one, grouped by project under its title; those of no project under ''."""
    pairs = [(pair.old, pair.new) for pair in differences.pairs]
    titles = {(pair.old, pair.new): pair.title for pair in differences.pairs}
    by_old = {old: (old, new) for old, new in pairs if old is not None}
    by_new = {new: (old, new) for old, new in pairs if new is not None}
    groups: dict[tuple[str | None, str | None], list[RowChange]] = {}
    for change in differences.changes:
        if change.table not in (*TOLD_FIRST, "reports"):
            continue
        none = (None, None)
        pair = by_new.get(change.project_new or "") or by_old.get(change.project_old or "") or none
        groups.setdefault(pair, []).append(change)
    return [(titles.get(key, ""), group) for key, group in groups.items()]


def one_line(change: RowChange) -> str:
    """A change in one line without its mark."""
    if not change.columns:
        return f"{change.table}: {change.label}"
    parts = [f"{one.column}: {short(one.old)} → {short(one.new)}" for one in change.columns]
    which = "" if change.table in ("projects", "reports") else f" ({change.label})"
    return f"{change.table}{which}: " + "; ".join(parts)


def short(value: Value) -> str:
    """A value in few characters; – for none."""
    text = to_text(value)
    if text is None:
        return "–"
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def mark(change: RowChange) -> str:
    """The sign of a kind of change."""
    return _MARKS[change.kind]


def to_markdown(all_differences: Sequence[Differences], *, most: int = 200) -> str:
    """A summary in Markdown: counts, then at most ``most`` changes, project by project."""
    parts: list[str] = []
    for differences in all_differences:
        if not differences.changes:
            continue
        parts += [f"## {_escaped(heading(differences))}", "", "| table | kind | number | ", "|---|---|--:|"]
        parts += [f"| {table} | {kind} | {number} |" for (table, kind), number in counts(differences).items()]
        parts.append("")
        left = most
        for title, changes in by_project(differences):
            if left <= 0:
                parts.append("… and more")
                break
            parts.append(f"**{_escaped(title or 'Report')}**")
            parts.append("")
            parts += [f"- {mark(change)} {_escaped(one_line(change))}" for change in changes[:left]]
            parts.append("")
            left -= len(changes)
    return "\n".join(parts) if parts else "No differences.\n"


def _escaped(text: str) -> str:
    for sign in "\\`*_{}[]<>#|":
        text = text.replace(sign, {"<": "&lt;", ">": "&gt;"}.get(sign, "\\" + sign))
    return text
