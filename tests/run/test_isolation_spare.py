"""Processes that wait for the next report."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from extract.base.settings import Settings
from extract.run.isolation import Spare, extract_isolated
from extract.run.worker import Job
from extract.tables.prepared import PreparedReport


def job(folder: Path, year: int) -> Job:
    path = folder / f"{year}.pdf"
    path.write_text(f"{year} 2")
    return Job(
        path=path,
        settings=Settings(),
        run_id="r",
        extracted_at=datetime(2025, 1, 1, tzinfo=UTC),
        extraction_key="k",
        reader="tests.readers:read",
    )


def workers() -> set[int]:
    children = psutil.Process().children()
    return {child.pid for child in children if "extract.run.worker" in child.cmdline()}


def test_one_process_does_reports_of_several_calls_and_ends_when_told(tmp_path: Path) -> None:
    before, spare = workers(), Spare()
    found = []
    for year in (2021, 2022, 2023):
        ((_, outcome),) = extract_isolated([job(tmp_path, year)], processes=1, spare=spare)
        assert isinstance(outcome, PreparedReport)
        found.append((outcome.report_id, frozenset(workers() - before)))
    assert [report_id for report_id, _ in found] == ["seenland-2021", "seenland-2022", "seenland-2023"]
    assert len({pids for _, pids in found}) == 1
    spare.close()
    assert workers() == before


def test_a_process_that_died_while_it_waited_is_replaced(tmp_path: Path) -> None:
    before, spare = workers(), Spare()
    list(extract_isolated([job(tmp_path, 2021)], processes=1, spare=spare))
    (pid,) = workers() - before
    process = psutil.Process(pid)
    process.kill()
    # The signal takes a moment; the death is noticed before the job is sent, or by the silence after.
    while process.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    ((_, outcome),) = extract_isolated([job(tmp_path, 2022)], processes=1, spare=spare)
    assert isinstance(outcome, PreparedReport)
    assert workers() - before
    assert pid not in workers()
    spare.close()
    assert workers() == before


def test_a_process_that_nobody_needs_ends_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The child finds another measure of patience.
    (tmp_path / "sitecustomize.py").write_text(
        "import extract.run.worker as worker\nworker._PATIENCE = 0.5\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    before, spare = workers(), Spare()
    list(extract_isolated([job(tmp_path, 2021)], processes=1, spare=spare))
    (pid,) = workers() - before
    deadline = time.monotonic() + 20
    while psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    ((_, outcome),) = extract_isolated([job(tmp_path, 2022)], processes=1, spare=spare)
    assert isinstance(outcome, PreparedReport)
    spare.close()
