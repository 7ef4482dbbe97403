"""At most two OCR programmes at a time on a machine, however many reports are read."""

from __future__ import annotations

import getpass
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

SLOTS = 2
_PAUSE = 0.05
"""Seconds between two tries."""


@contextmanager
def slot() -> Iterator[None]:
    """Waits for one of the places and holds it; the system frees it however the process ends."""
    locks = [FileLock(_path(number), mode=0o600) for number in range(SLOTS)]
    while (taken := next(filter(_try, locks), None)) is None:
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        taken.release()


def _path(number: int) -> Path:
    # Each user has places of their own: nobody can keep others from reading.
    user = re.sub(r"\W", "_", getpass.getuser())
    return Path(tempfile.gettempdir()) / f"fortschritt-ocr-{user}-{number}.lock"


def _try(lock: FileLock) -> bool:
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return False
    return True
