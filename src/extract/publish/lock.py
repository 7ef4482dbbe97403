"""One run at a time: the lock on an output folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from extract.publish.disk import Disk
from extract.publish.problems import OutputBusy, OutputProblem, cannot_write

_LOCK_NAME = ".lock"
_HOLDER_NAME = ".lock-holder"
"""The number of the process; not in the locked file, which other systems do not let others read."""


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
        OutputProblem: the file system knows no locks.
    """
    lock = FileLock(output / _LOCK_NAME, mode=0o644)
    try:
        _acquire(lock, output, seconds=seconds, on_wait=on_wait)
    except NotImplementedError as error:
        raise OutputProblem(
            f"{output}: the file system knows no locks. Choose another folder with --output."
        ) from error
    try:
        (output / _HOLDER_NAME).write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        lock.release()


def _acquire(lock: FileLock, output: Path, *, seconds: float, on_wait: Callable[[str], None] | None) -> None:
    try:
        lock.acquire(blocking=False)
    except Timeout:
        if on_wait is not None and seconds > 0:
            on_wait(f"{output}: another run (process {_holder(output)}) is publishing; waiting for it.")
    else:
        return
    try:
        lock.acquire(timeout=seconds, poll_interval=0.1)
    except Timeout as timeout:
        raise OutputBusy(
            f"{output}: another run (process {_holder(output)}) is publishing. Try again later."
        ) from timeout


def _holder(output: Path) -> str:
    try:
        return (output / _HOLDER_NAME).read_text(encoding="ascii", errors="replace").strip() or "unknown"
    except OSError:
        return "unknown"
