"""Silence of pdfminer and pdfplumber while a file is read.

They warn once per odd glyph or colour; what matters of it becomes a defect of the page.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_LOGGERS = ("pdfminer", "pdfplumber")
_lock = Lock()
_levels: list[list[int]] = []
"""For each file that is open now the levels found when it was opened."""


@contextmanager
def quietly() -> Iterator[None]:
    """Both libraries log nothing until the last of such blocks ends."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    with _lock:
        _levels.append([logger.level for logger in loggers] if not _levels else _levels[0])
        for logger in loggers:
            logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        with _lock:
            found = _levels.pop()
            if not _levels:
                for logger, level in zip(loggers, found, strict=True):
                    logger.setLevel(level)
