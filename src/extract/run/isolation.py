"""Reports read in processes of their own, with limits on time and memory.

A process that hangs, grows too large or dies costs one report, never the run. A process does several
reports one after the other, since its start (half a second of imports) is costly.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import connection as channels
from typing import TYPE_CHECKING, Any

from extract.base.children import Child, end_tree, how_it_ended, memory_in_use, start_child
from extract.run.worker import Crashed, Job, PageRead, Refused, Taken

if TYPE_CHECKING:
    from extract.tables.prepared import PreparedReport

_OCR_PAGE = 60.0
"""Seconds more for each page when OCR is on: a page of text takes about seven, and may wait its turn."""
_TICK = 0.2
"""Seconds between two looks at the processes."""
_LOOK = 1.0
"""Seconds between two looks at what they started, which costs more."""

_ADDRESS_SPACE_FACTOR = 4
_ADDRESS_SPACE_EXTRA = 4_000_000_000
"""Libraries reserve far more addresses than they use; the hard limit is only the last resort."""

OnPage = Callable[[Job, int, int], None]


@dataclass(slots=True)
class _Worker:
    process: Child
    channel: Any
    job: Job | None = None
    deadline: float = 0.0
    taken: bool = False
    """The process has the job that it was given."""
    weighed: float = 0.0
    """When its memory was last looked at."""
    looked: float = 0.0
    """When all that it started was last looked at."""
    tried: bool = False
    """It has done a job before, so that the program itself is sound."""


class Spare:
    """Processes that have done their report and wait for another, between calls of `extract_isolated`."""

    def __init__(self) -> None:
        # Its methods are atomic: calls may come from several threads.
        self._idle: deque[_Worker] = deque()

    def take(self) -> _Worker | None:
        """One that is still alive."""
        while self._idle:
            try:
                worker = self._idle.pop()
            except IndexError:
                return None
            if worker.process.poll() is None:
                return worker
            _end(worker)
        return None

    def keep(self, worker: _Worker) -> None:
        self._idle.append(worker)

    def close(self) -> None:
        """End them all."""
        while (worker := self.take()) is not None:
            _end(worker)


_OF_THIS_PROCESS = Spare()


def process_spare() -> Spare:
    """The one of this process, whichever it is: pools and clusters send code from one to another."""
    return _OF_THIS_PROCESS


def extract_isolated(
    jobs: Sequence[Job], *, processes: int, on_page: OnPage | None = None, spare: Spare | None = None
) -> Iterator[tuple[Job, PreparedReport | Refused | Crashed]]:
    """Do jobs in at most so many processes; outcomes in the order in which they come.

    Args:
        jobs: files to extract; the limits are in their settings.
        processes: how many at a time.
        on_page: called after each page with the job, the page and the number of pages.
        spare: processes to take instead of new ones, and where to leave those that are not needed any more;
            None starts new ones and ends them.
    """
    waiting = deque(jobs)
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.job is not None for worker in workers):
            for worker in workers:
                if worker.job is None and waiting:
                    _give(worker, waiting.popleft())
            while waiting and len(workers) < max(1, processes):
                workers.append((spare and spare.take()) or _start(waiting[0]))
                _give(workers[-1], waiting.popleft())
            busy = [worker for worker in workers if worker.job is not None]
            ready = channels.wait([worker.channel for worker in busy], timeout=_TICK)
            for worker in busy:
                job = worker.job
                assert job is not None
                outcome = _listen(worker, on_page) if worker.channel in ready else _over_limit(worker)
                if outcome is None:
                    continue
                worker.job = None
                worker.tried = True
                if worker.process.poll() is not None or isinstance(outcome, (_Ended, _Lost)):
                    _end(worker)
                    workers.remove(worker)
                if isinstance(outcome, _Lost):
                    waiting.appendleft(job)
                    continue
                yield job, outcome.refused if isinstance(outcome, _Ended) else outcome
    finally:
        for worker in workers:
            if spare is not None and worker.job is None:
                spare.keep(worker)
            else:
                _end(worker)


@dataclass(frozen=True, slots=True)
class _Ended:
    """The process is gone or must go."""

    refused: Refused


@dataclass(frozen=True, slots=True)
class _Lost:
    """The process died while it waited, before the job reached it: another one is to do the job."""


def _start(job: Job) -> _Worker:
    # A session of its own: Ctrl+C is for this process, which ends them all.
    process, channel = start_child("extract.run.worker", str(_address_space(job)), own_session=True)
    return _Worker(process, channel, looked=time.monotonic())


def _address_space(job: Job) -> int:
    return job.settings.memory_per_report * 1_000_000 * _ADDRESS_SPACE_FACTOR + _ADDRESS_SPACE_EXTRA


def _give(worker: _Worker, job: Job) -> None:
    worker.job, worker.taken = job, False
    worker.deadline = time.monotonic() + job.settings.seconds_per_report
    try:
        worker.channel.send(job)
    except (BrokenPipeError, ConnectionResetError):
        # It died since its last report; listening to it says so.
        return


def _listen(
    worker: _Worker, on_page: OnPage | None
) -> PreparedReport | Refused | Crashed | _Ended | _Lost | None:
    job = worker.job
    assert job is not None
    try:
        message = worker.channel.recv()
    except (EOFError, ConnectionResetError):
        code = worker.process.wait()
        if worker.tried and not worker.taken:
            return _Lost()
        detail = f"the process that read it ended unexpectedly ({how_it_ended(code)})"
        return _Ended(Refused("failed", str(job.path), detail))
    if isinstance(message, Taken):
        worker.taken = True
        return None
    if isinstance(message, PageRead):
        if job.settings.ocr == "auto":
            worker.deadline += _OCR_PAGE
        if on_page is not None:
            on_page(job, message.page, message.pages)
        return _over_limit(worker)
    outcome: PreparedReport | Refused | Crashed = message
    return outcome


def _over_limit(worker: _Worker) -> _Ended | None:
    job = worker.job
    assert job is not None
    settings = job.settings
    if time.monotonic() > worker.deadline:
        detail = f"it was given up after {settings.seconds_per_report} s"
        return _Ended(Refused("timeout", str(job.path), detail))
    now = time.monotonic()
    if now < worker.weighed + _TICK:
        return None  # pages come by the hundred in a second
    worker.weighed = now
    with_children = now > worker.looked + _LOOK
    if with_children:
        worker.looked = now
    if (
        memory_in_use(worker.process.pid, with_children=with_children)
        > settings.memory_per_report * 1_000_000
    ):
        detail = f"reading it needs more than {settings.memory_per_report} MB of memory"
        return _Ended(Refused("limit-exceeded", str(job.path), detail))
    return None


def _end(worker: _Worker) -> None:
    worker.channel.close()
    if worker.process.poll() is None:
        end_tree(worker.process)
