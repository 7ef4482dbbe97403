"""What a process loads before the first page: each library that is not needed is time that a user waits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
"""Where the readers of the tests are found."""

_PLANNED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from extract.base.settings import Settings
from extract.run.steps import plan_run

inbox = Path("inbox")
inbox.mkdir()
(inbox / "bericht.pdf").write_bytes(b"%PDF-1.7 of the Wieren valley %%EOF")
plan = plan_run(
    [inbox], output=Path("output"), settings=Settings(settle_seconds=0), clock=lambda: datetime.now(UTC)
)
assert len(plan.jobs) == 1
print(*sys.modules)
"""


_PUBLISHED = """
import sys
from pathlib import Path
from extract.cli import call
from extract.run import steps, worker

worker.READER = steps.READER = "tests.readers:read"
steps.run.__kwdefaults__["reader"] = worker.READER
Path("inbox").mkdir()
Path("inbox/bericht.pdf").write_text("2024 3")
assert call(["run", "inbox", "--quiet"]) == 0
assert len(list(Path("output/tables/projects").glob("*/*.parquet"))) == 1
print(*sys.modules)
"""


def _loaded(code: str, folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "heavy",
    [
        *("pyarrow", "numpy", "pandas", "jinja2", "pdfminer", "psutil", "pydantic_settings", "rich"),
        *("extract.german.dates", "extract.reports.profile.model"),
    ],
)
def test_a_run_looks_at_the_inbox_without(heavy: str, tmp_path: Path) -> None:
    assert heavy not in _loaded(_PLANNED, tmp_path)


def test_a_run_publishes_without_what_only_the_reading_process_needs(tmp_path: Path) -> None:
    loaded = _loaded(_PUBLISHED, tmp_path)
    assert "extract.publish.publication" in loaded
    assert not loaded & {"pyarrow", "numpy", "pandas", "psutil", "pdfminer", "rich"}


def test_rules_for_unknown_reports_are_loaded_for_these_only(tmp_path: Path) -> None:
    loaded = _loaded("import sys, extract.reports.engine; print(*sys.modules)", tmp_path)
    assert "extract.reports.family" in loaded
    assert not loaded & {
        "extract.reports.general",
        "extract.reports.lists.rows",
        "extract.reports.drafting",
    }
