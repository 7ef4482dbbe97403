"""What values and findings rest on: the printed text whose change makes a correction stale."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from extract.review.amend.values import from_text

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

_PRINTED: dict[str, dict[str, str]] = {
    "projects": {"status": "status_evidence", "volume_eur": "volume_text", "volume_text": "volume_text"},
    "links": {"url": "text"},
    "parties": {"name": "text", "kind": "text"},
    "media": {"credit": "credit", "caption": "caption"},
    "fields": {"number": "text", "unit": "text"},
}
"""Columns that rest on another one. Elsewhere a value rests on its row's ``text``, else on itself."""


def printed_of(table: str, row: Mapping[str, Any], column: str) -> str:
    """The printed text a value rests on; empty where nothing is printed for it."""
    name = _PRINTED.get(table, {}).get(column)
    if name is None:
        name = "text" if "text" in row else column
    value = row.get(name)
    return value if isinstance(value, str) else ""


def as_extracted(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """Published rows with what people corrected set back to what was extracted."""
    back = {name: [dict(row) for row in group] for name, group in rows.items()}
    for line in rows.get("corrections_applied", ()):
        for row in back[line["table"]]:
            place = row["project_key"], row["position"]
            if place == (line["project_key"], line["row"]):
                row[line["column"]] = from_text(line["table"], line["column"], line["old"])
    return back


def fingerprint(rows: Rows, project: str | None, table: str | None) -> str:
    """Fingerprint of the text a finding rests on: the project's rows of its table, else all its text.

    A finding outside projects rests on the names of all projects and on the report's own title.
    """
    if project is None:
        parts = [str(row.get("title")) for name in ("reports", "projects") for row in rows.get(name, ())]
    else:
        known = table is not None and table in rows and table != "findings"
        tables = (str(table),) if known else ("projects", "sections", "milestones")
        parts = [
            str(row[column])
            for name in tables
            for row in rows[name]
            if row.get("project_key") == project
            for column in sorted(row)
            if isinstance(row[column], str)
        ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
