"""Fewer rounds of the garbage collector while much is made that is all kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (200_000, 20, 100)
"""Words and boxes are made by the hundred thousand and hold no cycles; what does is small."""


def collect_rarely() -> None:
    """Collect rarely from now on: for processes of our own, in which all that is loaded is kept."""
    if gc.get_threshold()[0]:
        gc.set_threshold(*_THRESHOLDS)


def collect_no_more() -> None:
    """Let all that is there now be, at the end of a process: to look for cycles once more takes longer than
    some whole commands."""
    gc.freeze()


@contextmanager
def rare_collections() -> Iterator[None]:
    """Collect rarely until the block ends; a tenth of the time of a report goes there otherwise."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
