"""Whole editions against truths annotated by people; skipped where the shared folder is not at hand.

It is looked for where ``FORTSCHRITT_SHARED`` says, else in ``shared`` beside the repository.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.reports import extract_report
from extract.reports.report import Report
from extract.tables.checks import check_tables
from extract.tables.evaluate import judge
from extract.tables.rows import report_tables

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", ROOT.parent / "shared"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reports are not at hand"),
]


@dataclass(frozen=True, slots=True)
class Edition:
    pdf: str
    truth: str


PUBLISHED = Edition("ruhr-konferenz-fortschrittsbericht-2022.pdf", "gold-ruhr-konferenz-2022.json")
FICTIONAL = Edition("fortschrittsbericht-2023-fiktiv.pdf", "gold-fortschrittsbericht-2023-fiktiv.json")

LEAST = {
    "projects_f1": 1.0,
    "field_project_id": 0.98,
    "field_action_field": 0.98,
    "field_title": 0.97,
    "field_lead": 0.95,
    "field_responsible": 0.95,
    "sections_f1": 0.99,
    "section_text_f1": 0.99,
    "section_char_accuracy": 0.998,
    "milestones_f1": 0.95,
    "milestone_dates_f1": 0.98,
    "amounts_f1": 0.99,
    "amounts_full_f1": 0.95,
    "dates_f1": 0.99,
    "shares_f1": 1.0,
    "links_f1": 0.9,
    "media_f1": 0.9,
    "parties_f1": 0.9,
    "rows_with_boxes": 1.0,
}
"""What each measure must reach at least, on every edition."""


@cache
def report(edition: Edition) -> Report:
    path = SHARED / "reports" / edition.pdf
    if not path.is_file():
        pytest.skip(f"{path.name} is not at hand")
    return extract_report(path)


@cache
def measured(edition: Edition) -> dict[str, float]:
    truth: dict[str, Any] = json.loads((SHARED / "evaluation" / edition.truth).read_text(encoding="utf-8"))
    made = report_tables(report(edition), run_id="shared", extracted_at=datetime(2024, 1, 1, tzinfo=UTC))
    check_tables(report(edition).report_id, made)
    rows = {name: table.to_pylist() for name, table in made.items()}
    return {measure.name: measure.value for measure in judge(truth, rows)}


@pytest.mark.parametrize("edition", [PUBLISHED, FICTIONAL], ids=["published", "fictional"])
def test_measures(edition: Edition) -> None:
    found = measured(edition)
    assert set(LEAST) <= set(found)
    low = {name: found[name] for name, least in LEAST.items() if found[name] < least}
    assert not low


@pytest.mark.parametrize("edition", [PUBLISHED, FICTIONAL], ids=["published", "fictional"])
def test_no_project_has_an_unknown_heading(edition: Edition) -> None:
    """These reports keep to the headings of their profile."""
    assert not [item for item in report(edition).findings if item.code == "unknown-heading"]


def test_time_and_memory() -> None:
    """A brochure of some ninety pages in a process of its own: under 30 seconds and 600 MB."""
    path = SHARED / "reports" / PUBLISHED.pdf
    if not path.is_file():
        pytest.skip(f"{path.name} is not at hand")
    code = (
        "import re, time\n"
        "from pathlib import Path\n"
        "from extract.reports import extract_report\n"
        "begin = time.process_time()\n"
        f"found = extract_report({str(path)!r})\n"
        "assert found.projects\n"
        # Not ru_maxrss: a process inherits it from the one that started it, here a test runner.
        "status = Path('/proc/self/status').read_text()\n"
        "print(time.process_time() - begin, int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) / 1024)\n"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    seconds, megabytes = map(float, output.split()[-2:])
    assert seconds < 30
    assert megabytes < 600
