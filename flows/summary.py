"""The summary of a run as Markdown, and its findings as rows. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.review.editions import Edition
from extract.review.records import REASONS, Differences
from extract.run.steps import RunResult

_SEVERITIES = ("error", "warning", "info")
_MOST_FINDINGS = 500
"""Rows of the table of findings; the data base of Prefect is no place for more."""

_MOST_REPORTS = 100
"""Reports that the summary lists one by one."""

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#+!|~]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding as shown."""

    report_id: str
    project: str
    severity: str
    code: str
    page: int | None
    message: str

    def shown(self) -> dict[str, str | int | None]:
        return {
            "report": self.report_id,
            "project": self.project,
            "severity": self.severity,
            "code": self.code,
            "page": self.page,
            "message": self.message,
        }


def finding_rows(editions: Iterable[Edition]) -> tuple[FindingRow, ...]:
    """Findings of these editions, the gravest first, at most `_MOST_FINDINGS`."""
    rows = [
        FindingRow(
            report_id=edition.report_id,
            project=row["project_key"] or "",
            severity=row["severity"],
            code=row["code"],
            page=row["page"],
            message=row["message"],
        )
        for edition in editions
        for row in edition.table("findings")
    ]
    rows.sort(key=lambda row: (_SEVERITIES.index(row.severity), row.report_id, row.page or 0))
    return tuple(rows[:_MOST_FINDINGS])


def summary(
    result: RunResult, *, differences: Sequence[Differences], previous: str | None, review: str | None
) -> str:
    """The summary of a run.

    Args:
        result: what the run did.
        differences: of the reports that this run replaced, against the publication before.
        previous: name of the snapshot before.
        review: address of the review pages; None if there are none.
    """
    parts = [
        _head(result),
        _set_aside(result),
        _missing(result),
        _reports(result),
        _changes(result, differences, previous),
        _tables(result),
        [] if review is None else [f"[Review pages]({review})"],
    ]
    return "\n".join("\n".join([*part, ""]) for part in parts if part)


def _head(result: RunResult) -> list[str]:
    findings: Counter[str] = Counter()
    for done in result.done:
        findings.update(done.findings)
    projects = sum(done.rows.get("projects", 0) for done in result.done)
    counted = ", ".join(f"{findings[level]} {level}" for level in _SEVERITIES)
    publication, manifest = result.publication, result.manifest
    if manifest is None:
        state = "Nothing is published yet."
    elif publication is None or not publication.changed:
        state = f"Nothing new to publish; snapshot `{manifest.snapshot}` stays."
    else:
        state = f"Published as snapshot `{manifest.snapshot}`, {publication.files_written} files written."
    return [
        "# Run of ingest_reports",
        "",
        f"- Reports extracted: **{len(result.done)}** ({projects} projects; findings: {counted})",
        f"- Reports unchanged: **{len(result.unchanged) + len(result.withdrawn)}**",
        f"- Files set aside: **{len(result.set_aside)}**",
        f"- {state}",
    ]


def _set_aside(result: RunResult) -> list[str]:
    if not result.set_aside:
        return []
    lines = [
        f"- **{plain(Path(item.file).name)}** `{item.code}`: {plain(item.sentence)}"
        for item in result.set_aside
    ]
    return ["## Files set aside", "", *lines]


def _missing(result: RunResult) -> list[str]:
    if not result.missing:
        return []
    lines = [f"- {plain(item.sentence)}" for item in result.missing[:_MOST_REPORTS]]
    if len(result.missing) > _MOST_REPORTS:
        lines.append(f"- and {len(result.missing) - _MOST_REPORTS} more")
    return ["## No longer in the inbox", "", *lines]


def _reports(result: RunResult) -> list[str]:
    if not result.done:
        return []
    publication = result.publication
    lines = [
        "| report | file | projects | errors | warnings | infos | what |",
        "|---|---|--:|--:|--:|--:|---|",
    ]
    for done in result.done[:_MOST_REPORTS]:
        counts = " | ".join(str(done.findings.get(level, 0)) for level in _SEVERITIES)
        what = "same data" if publication is None or done.report_id in publication.unchanged else "new data"
        name = plain(Path(done.file).name)
        lines.append(f"| {done.report_id} | {name} | {done.rows.get('projects', 0)} | {counts} | {what} |")
    if len(result.done) > _MOST_REPORTS:
        lines += ["", f"and {len(result.done) - _MOST_REPORTS} more"]
    return ["## Reports of this run", "", *lines]


def _changes(result: RunResult, differences: Sequence[Differences], previous: str | None) -> list[str]:
    publication = result.publication
    if publication is None or not publication.changed:
        return []
    lines = [
        f"- {what}: {', '.join(names[:_MOST_REPORTS])}" + (" …" if len(names) > _MOST_REPORTS else "")
        for what, names in (
            ("New", publication.added),
            ("Replaced", publication.replaced),
            ("Removed", publication.removed),
        )
        if names
    ]
    for one in differences:
        lines.append(f"- {one.report_new or one.report_old}: {'; '.join(_counted(one))}")
    heading = "## What changed" if previous is None else f"## What changed since `{previous}`"
    return [heading, "", *lines]


def _counted(one: Differences) -> Iterator[str]:
    """``projects 1 added; milestones 3 changed (the PDF itself is another one)``."""
    counts = Counter((change.table, change.kind) for change in one.changes)
    for (table, kind), count in counts.items():
        yield f"{table} {count} {kind}"
    reasons = sorted({REASONS[change.reason] for change in one.changes})
    yield f"because {', '.join(reasons)}"


def _tables(result: RunResult) -> list[str]:
    manifest = result.manifest
    if manifest is None:
        return []
    lines = [f"| {table} | {rows} |" for table, rows in manifest.rows.items()]
    return [f"## Tables ({len(manifest.reports)} reports)", "", "| table | rows |", "|---|--:|", *lines]


def plain(text: str) -> str:
    """Text of a file name or message that Markdown and HTML leave alone."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))
