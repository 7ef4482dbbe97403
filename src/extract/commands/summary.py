"""The summary of a run: what was found and where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console

    from extract.publish.manifest import Manifest
    from extract.run.steps import RunResult


_LOG_WIDTH = 140
"""Characters per line where the output is no terminal, so that file names stay whole in logs."""


_MOST_UNCHANGED = 10
"""Unchanged reports that are listed one by one."""


def print_summary(result: RunResult) -> None:
    """What the run did: reports read, set aside and gone; the tables only where they have changed."""
    from rich import box
    from rich.table import Table

    console = _console()
    reports = Table(box=box.SIMPLE)
    for heading in ("report", "file", "projects", "errors", "warnings", "infos", "grade", "what"):
        justify: Literal["left", "right"] = "left" if heading in ("report", "file", "what") else "right"
        reports.add_column(heading, justify=justify, overflow="fold")
    publication = result.publication
    for done in result.done:
        what = "same data" if publication is None or done.report_id in publication.unchanged else "new data"
        counts = [done.rows["projects"], *(done.findings.get(key, 0) for key in ("error", "warning", "info"))]
        reports.add_row(done.report_id, _name(done.file), *map(str, counts), done.grade or "", what)
    for file, report_id in result.unchanged[:_MOST_UNCHANGED]:
        reports.add_row(report_id, _name(file), "", "", "", "", "", "unchanged, not read again")
    if (more := len(result.unchanged) - _MOST_UNCHANGED) > 0:
        reports.add_row(f"and {more} more", "", "", "", "", "", "", "unchanged, not read again")
    for file in result.withdrawn:
        reports.add_row(
            "", _name(file), "", "", "", "", "", "taken back by a rollback, not read again (--force)"
        )
    for gone in result.missing:
        what = "no longer in the inbox; its data stay (--prune)"
        reports.add_row(gone.report_id, _name(gone.file), "", "", "", "", "", what)
    if publication is not None:
        for report_id in publication.removed:
            reports.add_row(report_id, "", "", "", "", "", "", "removed from the tables")
    for item in result.set_aside:
        reports.add_row("", _name(item.file), "", "", "", "", "", f"set aside: {item.code}")
    if reports.row_count:
        console.print(reports)
    manifest = result.manifest
    if manifest is None:
        console.print("Nothing is published yet.")
        return
    if publication is not None and publication.changed:
        tables = Table(box=box.SIMPLE)
        tables.add_column("table")
        tables.add_column("rows", justify="right")
        for name, rows in manifest.rows.items():
            tables.add_row(name, str(rows))
        console.print(tables)
    else:
        console.print("Nothing new: the tables are as before.")
    console.print(f"Reports published: {len(manifest.reports)}, snapshot {manifest.snapshot}", soft_wrap=True)
    where = result.address or str(result.output)
    inside = "tables" if result.address is None else "current.json"
    console.print(f"Tables lie in:     {where}/{inside}", soft_wrap=True)
    if result.set_aside or result.missing:
        console.print(f"Set aside:         {where}/set_aside.md", soft_wrap=True)


def _name(file: str) -> str:
    return Path(file).name


def print_snapshots(snapshots: Sequence[Manifest]) -> None:
    """One line per snapshot, the first is the current one."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE)
    for heading in ("", "snapshot", "made (UTC)", "reports", "projects", "what changed", "why"):
        table.add_column(heading, justify="right" if heading in ("reports", "projects") else "left")
    for number, manifest in enumerate(snapshots):
        changes = [
            f"{sign}{report_id}"
            for sign, names in (("+", manifest.added), ("~", manifest.replaced), ("-", manifest.removed))
            for report_id in names
        ]
        table.add_row(
            "current" if number == 0 else "",
            manifest.snapshot,
            manifest.created_at[:16].replace("T", " "),
            str(len(manifest.reports)),
            str(manifest.rows.get("projects", 0)),
            " ".join(changes[:5]) + (f" and {len(changes) - 5} more" if len(changes) > 5 else ""),
            manifest.reason,
        )
    _console().print(table)


def _console() -> Console:
    from rich.console import Console

    # File names may hold square brackets and what else Rich takes for markup.
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = max(console.width, _LOG_WIDTH)
    return console
