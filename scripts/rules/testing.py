"""The tests of the rooms: in which of them a rule says something, and which fail without it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from itertools import takewhile
from multiprocessing import get_context
from pathlib import Path

import pytest

from scripts.rules.documents import ROOT
from scripts.rules.switches import Rule

_TESTS = ("tests/layout", "tests/reports", "tests/pages", "tests/tables")
_PLAIN = (
    "-q",
    "-p",
    "no:xdist",
    "-p",
    "no:cacheprovider",
    "-p",
    "scripts.rules.plugin",
    "-m",
    "not slow",
    "--tb=no",
)
_MOST = 60
"""Tests to run for a rule."""

Runs = Mapping[str, Sequence[str]]
"""For each rule the tests in which it says something: those of its own room first, then quick ones."""


def runs_of_tests(only: Sequence[str] = ()) -> Runs:
    """All tests run once, with all rules watched whose names have one of the texts in them; none for all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fired.json"
        options = ["--watch-rules", str(path), *(f"--rules-named={text}" for text in only)]
        command = [sys.executable, "-m", "pytest", *_PLAIN, *options, *_TESTS]
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        found: dict[str, list[tuple[float, str]]] = json.loads(path.read_text(encoding="utf-8"))
    return {
        rule: [test for _, test in sorted(tests, key=lambda item: (-_nearness(rule, item[1]), item[0]))]
        for rule, tests in found.items()
    }


def _nearness(rule: str, test: str) -> int:
    """How many folders the place of a test shares with that of a rule: tests mirror the package."""
    places = zip(rule.split(".")[1:], test.partition("::")[0].split("/")[1:], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[1] in (pair[0], f"test_{pair[0]}.py"), places))


def test_that_needs(rule: Rule, runs: Runs) -> str:
    """The first test that fails without a rule; empty for none."""
    tests = runs.get(rule.name, ())[:_MOST]
    if not tests:
        return ""
    # In a process of its own that begins as a copy of this one: nothing has to be imported again.
    context = get_context("fork")
    answer, ours = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(rule.name, tests, ours))
    process.start()
    ours.close()
    try:
        failed: str = answer.recv()
    except EOFError:
        failed = f"{tests[0]} and the process ended"
    process.join()
    return failed


class _FirstFailure:
    """A plugin that keeps the name of the first test that fails."""

    def __init__(self) -> None:
        self.test = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.test:
            self.test = report.nodeid


def _run(rule: str, tests: Sequence[str], answer: object) -> None:
    import contextlib
    import os

    first = _FirstFailure()
    with Path(os.devnull).open("w") as nothing, contextlib.redirect_stdout(nothing):
        pytest.main([*_PLAIN, "-x", "--rootdir", str(ROOT), "--switch-off", rule, *tests], plugins=[first])
    answer.send(first.test)  # type: ignore[attr-defined]
