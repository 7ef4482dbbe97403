"""Whole runs, killed at every step on the output and at points of time of their own choosing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.publish.states import Clock, left_over, seen

from extract.base.settings import Settings
from extract.publish.disk import Disk
from extract.run.steps import run

OLD = {"seenland-2021": 2}
NEW = {"seenland-2021": 3, "seenland-2022": 1}

SCRIPT = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from extract.run.steps import run
from extract.base.settings import Settings
run([Path(sys.argv[1])], output=Path(sys.argv[2]), settings=Settings(), reader="tests.readers:read",
    clock=lambda: datetime.now(UTC))
"""


def prepare(folder: Path) -> tuple[Path, Path]:
    """An inbox that changed since its publication."""
    inbox, output = folder / "inbox", folder / "output"
    inbox.mkdir(parents=True)
    (inbox / "a.pdf").write_text("2021 2")
    go(inbox, output)
    (inbox / "a.pdf").write_text("2021 3")
    (inbox / "b.pdf").write_text("2022 1")
    (inbox / "c.pdf").write_text("no-text")
    return inbox, output


def go(inbox: Path, output: Path, disk: Disk | None = None) -> None:
    run(
        [inbox],
        output=output,
        settings=Settings(),
        clock=Clock(),
        isolate=False,
        reader="tests.readers:read",
        disk=disk,
    )


@pytest.mark.parametrize("every", [pytest.param(5, marks=pytest.mark.slow), 70])
def test_killed_at_any_step(quick_path: Path, every: int) -> None:
    steps: list[str] = []
    go(*prepare(quick_path / "trial"), disk=Disk(before=lambda step, path: steps.append(step)))
    for number in range(0, len(steps), every):
        inbox, output = prepare(quick_path / str(number))
        count = iter(range(len(steps)))

        def kill(step: str, path: Path, number: int = number, count: object = count) -> None:
            if next(count) == number:  # type: ignore[call-overload]
                os.kill(os.getpid(), signal.SIGKILL)

        child = os.fork()
        if child == 0:
            try:
                go(inbox, output, Disk(before=kill))
            finally:
                os._exit(0)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        assert seen(output) in (OLD, NEW), f"killed at step {number} ({steps[number]})"
        go(inbox, output)
        assert seen(output) == NEW
        assert not left_over(output)
        assert "c.pdf" in (output / "set_aside.md").read_text()


@pytest.mark.slow
def test_killed_at_any_time(quick_path: Path) -> None:
    """The real command line of processes, killed after some milliseconds more each time."""
    inbox, output = prepare(quick_path)
    chance = random.Random(5)
    for _ in range(10):
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(inbox), str(output)], stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.1, 2.5))
        process.kill()
        process.wait()
        assert seen(output) in (OLD, NEW)
    go(inbox, output)
    assert seen(output) == NEW
    assert not left_over(output)
