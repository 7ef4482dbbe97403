"""What a process loads before the first page: each library that is not needed is time that a user waits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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


def _loaded(code: str, folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "dear",
    ["pyarrow", "pandas", "jinja2", "pdfminer", "extract.german.dates", "extract.reports.profile.model"],
)
def test_a_run_looks_at_the_inbox_without(dear: str, tmp_path: Path) -> None:
    assert dear not in _loaded(_PLANNED, tmp_path)


def test_rules_for_unknown_reports_are_loaded_for_these_only(tmp_path: Path) -> None:
    loaded = _loaded("import sys, extract.reports.engine; print(*sys.modules)", tmp_path)
    assert "extract.reports.family" in loaded
    assert not loaded & {
        "extract.reports.general",
        "extract.reports.lists.rows",
        "extract.reports.drafting",
    }
