"""What tests of publication look at: the state that a reader sees, whole or not."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests import builders

from extract.publish.snapshots import current_folder, read_entry, read_manifest
from extract.tables.contract import TABLES
from extract.tables.parquet import prepare
from extract.tables.prepared import PreparedReport
from extract.tables.reading import read_tables_folder


class Clock:
    """A clock that goes one minute further each time it is looked at."""

    def __init__(self) -> None:
        self.time = datetime(2025, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


def prepared(*, year: int = 2024, projects: int = 3, run_id: str = "r", **more: object) -> PreparedReport:
    report = builders.report(year=year, projects=projects, sha256=f"{year:032d}{projects:032d}", **more)
    return prepare(
        report, run_id=run_id, extracted_at=datetime(2025, 1, 1, tzinfo=UTC), extraction_key="version-1"
    )


def seen(output: Path) -> dict[str, int]:
    """Projects per report as a reader sees them now. Fails on any state that is not whole."""
    folder = current_folder(output)
    if folder is None:
        assert not (output / "tables").exists()
        return {}
    assert (output / "tables").resolve() == folder / "tables"
    assert json.loads((output / "current.json").read_bytes())["snapshot"] == folder.name
    manifest = read_manifest(folder)
    for report_id, line in manifest.reports.items():
        entry = read_entry(folder, report_id)
        assert hashlib.sha256(entry.to_json()).hexdigest() == line.entry_sha256
        assert set(entry.files) == set(TABLES)
        for file in entry.files.values():
            assert hashlib.sha256((folder / file.path).read_bytes()).hexdigest() == file.sha256
    named = len(manifest.reports) * len(TABLES)
    assert len(list((folder / "tables").rglob("*.parquet"))) == named
    counts = {}
    projects = read_tables_folder(folder / "tables", "projects").column("report_id").to_pylist()
    for row in read_tables_folder(folder / "tables", "reports").to_pylist():
        counts[row["report_id"]] = row["project_count"]
        assert projects.count(row["report_id"]) == row["project_count"]
    assert set(counts) == set(manifest.reports)
    return counts


def left_over(output: Path) -> list[str]:
    """Names that only an unfinished run leaves behind."""
    found = [path.name for path in output.iterdir() if path.name.startswith(".part-")]
    folder = output / "snapshots"
    if folder.is_dir():
        found += [path.name for path in folder.iterdir() if path.name.startswith(".")]
    return found
