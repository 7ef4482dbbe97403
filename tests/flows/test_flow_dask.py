"""The flow on a Dask cluster: processes that read reports are used again, and the log stays calm."""

from __future__ import annotations

import time
from pathlib import Path

import psutil
import pytest
from tests.flows.runs import end, start
from tests.pdf.making import pdf_bytes, text

from extract.publish.snapshots import current_manifest

pytest.importorskip("prefect_dask", reason="the extra dask is not installed")

REPORTS, WORKERS, MOST = 60, 2, 6
ENDING_SECONDS = 15


def reading(process: psutil.Process) -> set[psutil.Process]:
    """Processes below this one that read reports."""
    found = set()
    for child in process.children(recursive=True):
        try:
            if "extract.run.worker" in child.cmdline():
                found.add(child)
        except psutil.Error:
            continue
    return found


def alive(process: psutil.Process) -> bool:
    """Whether a process still does something.

    One whose parent went first is left to the system's first process. Where that one does not collect
    the dead, as in many containers, it stays listed though nothing of it is left.
    """
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_sixty_reports_need_few_processes(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(REPORTS):
        page = text(f"Bericht {number + 1}: Stand der Arbeit vom {number % 28 + 1}. Mai 2021")
        (inbox / f"bericht-{number + 1}.pdf").write_bytes(pdf_bytes(page))
    run = start(
        *("flow", str(inbox), "--output", str(tmp_path / "output"), "--profile", "prosa"),
        *("--runner", "dask", "--jobs", str(WORKERS)),
        home=tmp_path / "home",
    )
    watched, seen, most = psutil.Process(run.pid), set[psutil.Process](), 0
    while run.poll() is None and watched.status() != psutil.STATUS_ZOMBIE:
        now = reading(watched)
        seen |= now
        most = max(most, len(now))
        time.sleep(0.1)
    code, _, said = end(run, seconds=30)
    assert code == 0, said[-2_000:]
    manifest = current_manifest(tmp_path / "output")
    assert manifest is not None
    assert len(manifest.reports) == REPORTS
    assert 0 < most <= MOST
    assert len(seen) <= MOST
    patience = time.monotonic() + ENDING_SECONDS
    while any(map(alive, seen)) and time.monotonic() < patience:
        time.sleep(0.1)
    assert not any(map(alive, seen))
    assert "| distributed." not in said
    assert said.count("Starting temporary server") == 1
