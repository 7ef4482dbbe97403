"""Work shared out to other halves of this process: the same results in the same order, whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial

import pytest

from extract.base import sharing
from extract.base.sharing import Helper, in_order, shared

_SHARES = """
import os, time
from extract.base.sharing import may_share, shared

print(may_share(2), may_share(1))
here = os.getpid()

def work(number):
    if number == 7 and os.getpid() != here:
        os._exit(3)
    if number == 9:
        raise ValueError("nine is the moon")
    time.sleep(0.01)
    return number * number, os.getpid() == here

try:
    found = []
    for one in shared(range(12), work, processes=2):
        found.append(one)
except ValueError as error:
    print(error)
print([square for square, _ in found])
print([number for number, (_, is_here) in enumerate(found) if is_here])
print(any(is_here for _, is_here in shared(range(1), work, processes=2)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process does not divide")
def test_errors_are_those_of_one_process_and_a_death_costs_no_result() -> None:
    done = subprocess.run([sys.executable, "-c", _SHARES], capture_output=True, text=True, timeout=60)
    lines = done.stdout.splitlines()
    assert lines[0] == "True False", done.stderr
    assert lines[1] == "nine is the moon"
    assert lines[2] == str([number * number for number in range(9)])
    # The first item, the one that the other half died over, and at most one more that it had at hand.
    here = set(eval(lines[3]))
    assert {0, 7} <= here
    assert len(here) <= 3
    assert lines[4] == "True"
    assert done.stderr == ""


def test_without_another_process_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "may_fork", lambda light: False)
    assert list(shared(range(4), lambda number: (number, os.getpid()), processes=2)) == [
        (number, os.getpid()) for number in range(4)
    ]
    assert list(shared([], str, processes=2)) == []


class _Gone:
    """A process that died before it began, and its connection."""

    pid = 0
    poll = wait = kill = close = staticmethod(lambda: 0)

    def fileno(self) -> int:
        return os.open(os.devnull, os.O_RDONLY)

    send = recv = staticmethod(lambda *_: (_ for _ in ()).throw(EOFError))


def test_when_no_helper_lives_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "wait", lambda channels: channels)
    start: Callable[[], Helper[int]] = partial(Helper, _Gone(), _Gone())  # type: ignore[arg-type]
    monkeypatch.setattr(_Gone, "send", lambda *_: None)
    assert list(in_order(range(5), start, str, processes=2)) == ["0", "1", "2", "3", "4"]
