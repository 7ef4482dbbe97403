"""The summary of a run: what was found and where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from extract.publish.manifest import Manifest
    from extract.run.steps import RunResult


_MOST_UNCHANGED = 10
"""Unchanged reports that are listed one by one."""


_HEADINGS = ("report", "file", "projects", "errors", "warnings", "infos", "grade", "what")
_NO_COUNTS = ("", "", "", "", "")
"""From projects to grade, of what was not read."""


def print_summary(result: RunResult) -> None:
    """What the run did: reports read, set aside and gone; the tables only where they have changed."""
    reports: list[tuple[str, ...]] = []
    publication = result.publication
    for done in result.done:
        what = "same data" if publication is None or done.report_id in publication.unchanged else "new data"
        counts = [done.rows["projects"], *(done.findings.get(key, 0) for key in ("error", "warning", "info"))]
        reports.append((done.report_id, _name(done.file), *map(str, counts), done.grade or "", what))
    for file, report_id in result.unchanged[:_MOST_UNCHANGED]:
        reports.append((report_id, _name(file), *_NO_COUNTS, "unchanged, not read again"))
    if (more := len(result.unchanged) - _MOST_UNCHANGED) > 0:
        reports.append((f"and {more} more", "", *_NO_COUNTS, "unchanged, not read again"))
    for file in result.withdrawn:
        reports.append(("", _name(file), *_NO_COUNTS, "taken back by a rollback, not read again (--force)"))
    for gone in result.missing:
        what = "no longer in the inbox; its data stay (--prune)"
        reports.append((gone.report_id, _name(gone.file), *_NO_COUNTS, what))
    if publication is not None:
        for report_id in publication.removed:
            reports.append((report_id, "", *_NO_COUNTS, "removed from the tables"))
    for item in result.set_aside:
        reports.append(("", _name(item.file), *_NO_COUNTS, f"set aside: {item.code}"))
    if reports:
        _print_table(_HEADINGS, reports, numbers=range(2, 7))
    manifest = result.manifest
    if manifest is None:
        typer.echo("Nothing is published yet.")
        return
    if publication is not None and publication.changed:
        counted = [(name, str(rows)) for name, rows in manifest.rows.items()]
        _print_table(("table", "rows"), counted, numbers=(1,))
    else:
        typer.echo("Nothing new: the tables are as before.")
    typer.echo(f"Reports published: {len(manifest.reports)}, snapshot {manifest.snapshot}")
    where = result.address or str(result.output)
    inside = "tables" if result.address is None else "current.json"
    typer.echo(f"Tables lie in:     {where}/{inside}")
    if result.set_aside or result.missing:
        typer.echo(f"Set aside:         {where}/set_aside.md")


def _name(file: str) -> str:
    return Path(file).name


def print_snapshots(snapshots: Sequence[Manifest]) -> None:
    """One line per snapshot, the first is the current one."""
    rows: list[tuple[str, ...]] = []
    for number, manifest in enumerate(snapshots):
        changes = [
            f"{sign}{report_id}"
            for sign, names in (("+", manifest.added), ("~", manifest.replaced), ("-", manifest.removed))
            for report_id in names
        ]
        rows.append(
            (
                "current" if number == 0 else "",
                manifest.snapshot,
                manifest.created_at[:16].replace("T", " "),
                str(len(manifest.reports)),
                str(manifest.rows.get("projects", 0)),
                " ".join(changes[:5]) + (f" and {len(changes) - 5} more" if len(changes) > 5 else ""),
                manifest.reason,
            )
        )
    headings = ("", "snapshot", "made (UTC)", "reports", "projects", "what changed", "why")
    _print_table(headings, rows, numbers=(3, 4))


def _print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Iterable[int]) -> None:
    """Rows below their headings, each column as wide as what stands in it.

    Args:
        headings: of the columns.
        rows: as many texts each.
        numbers: columns that are set flush right.
    """
    lines = [headings, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    right = frozenset(numbers)
    for line in (headings, ["-" * width for width in widths], *lines[1:]):
        cells = [
            text.rjust(width) if column in right else text.ljust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        typer.echo(f"  {'  '.join(cells)}".rstrip())
    typer.echo("")
