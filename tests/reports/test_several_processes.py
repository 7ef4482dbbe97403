"""Pages and projects shared out to several processes: the report is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

_READS = """
import os, sys
from collections import Counter
from pathlib import Path
from extract.base import sharing
from extract.pages import store, workers
from extract.reports import family
from extract.reports.engine import extract_report

path = Path(sys.argv[1])
alone = extract_report(path)
store._WORTHWHILE = workers.WORTHWHILE = 4
family._WORTHWHILE, family._TOGETHER, store.RANGE = 2, 2, 3
store._OPEN_WORDS = 500
started = Counter()
start_half = sharing.start_half

def counting(*given, **named):
    started["halves"] += 1
    child, channel = start_half(*given, **named)
    if sys.argv[2] == "dying":
        child.kill()
    return child, channel

sharing.start_half = counting
shared = extract_report(path, processes=2)
print(started["halves"])
print(shared == alone, len(shared.projects))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process does not divide")
@pytest.mark.parametrize("fate", ["living", "dying"])
def test_the_report_is_the_same(fate: str) -> None:
    (sample,) = (ROOT / "raw_pdfs").glob("*.pdf")
    done = subprocess.run(
        [sys.executable, "-c", _READS, sample, fate],
        capture_output=True,
        text=True,
        timeout=300,
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
    )
    # Pages arranged, pages looked at, projects built: two halves for each.
    assert done.stdout.splitlines()[0] == "6", done.stderr
    assert done.stdout.splitlines()[1].startswith("True "), done.stdout
    assert int(done.stdout.split()[-1]) > 4
