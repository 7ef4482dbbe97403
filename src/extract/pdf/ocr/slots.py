"""At most two OCR programmes at a time on a machine, however many reports are read."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SLOTS = 2
_PAUSE = 0.05
"""Seconds between two tries."""


@contextmanager
def slot() -> Iterator[None]:
    """Waits for one of the places and holds it; the system frees it however the process ends."""
    handles = [_open(number) for number in range(SLOTS)]
    try:
        while not any(_try(handle) for handle in handles):
            time.sleep(_PAUSE)
        yield
    finally:
        for handle in handles:
            os.close(handle)


def _open(number: int) -> int:
    path = Path(tempfile.gettempdir()) / f"fortschritt-ocr-{os.getuid()}-{number}.lock"
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
