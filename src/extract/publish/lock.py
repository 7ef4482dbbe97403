"""One run at a time: the lock on an output folder."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.publish.disk import Disk
from extract.publish.problems import OutputBusy, cannot_write

_LOCK_NAME = ".lock"
_PAUSE = 0.1
"""Seconds between two tries."""


def ensure_writable(output: Path, disk: Disk) -> None:
    """Make the output folder and see that it can be written, before hours of work depend on it.

    Raises:
        OutputProblem: it cannot.
    """
    try:
        disk.make_folder(output)
        os.close(os.open(output / _LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644))
    except OSError as error:
        raise cannot_write(output, error) from error


@contextmanager
def locked(output: Path, *, seconds: float, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the lock of the output folder; the system frees it when the process ends, however it ends.

    Args:
        output: the folder; it must exist.
        seconds: how long to wait for another run.
        on_wait: called once with a sentence when another run holds the lock.

    Raises:
        OutputBusy: another run held the lock longer than that.
    """
    handle = os.open(output / _LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + seconds
        told = False
        while not _try_lock(handle):
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            if time.monotonic() >= deadline:
                raise OutputBusy(f"{output}: another run (process {holder}) is publishing. Try again later.")
            if on_wait is not None and not told:
                on_wait(f"{output}: another run (process {holder}) is publishing; waiting for it.")
                told = True
            time.sleep(_PAUSE)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode("ascii"), 0)
        yield
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
