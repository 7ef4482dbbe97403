"""Bytes put away until they are asked for: some in memory, more in a temporary file without a name."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from typing import IO, TypeAlias

_IN_MEMORY = 2_000_000
"""So many bytes stay in memory: most reports never need a file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes lie in the file."""

    start: int
    length: int


Put: TypeAlias = bytes | Place
"""What was put away, or where it lies."""


class Shelf:
    """Bytes that are only added to; the file is gone with the process, however that ends.

    Where no file can be written, all stays in memory.
    """

    def __init__(self) -> None:
        self._room = _IN_MEMORY
        self._file: IO[bytes] | None = None
        self._end = 0
        self._may_write = True

    def put(self, data: bytes) -> Put:
        """Put bytes away."""
        if len(data) <= self._room:
            self._room -= len(data)
            return data
        try:
            return self._written(data) if self._may_write else data
        except OSError:
            self._may_write = False
            return data

    def get(self, put: Put) -> bytes:
        """The bytes that were put away."""
        if isinstance(put, bytes):
            return put
        assert self._file is not None
        if hasattr(os, "pread"):
            # At a place of its own: other halves of this process read the same file.
            found = os.pread(self._file.fileno(), put.length, put.start)
        else:
            self._file.seek(put.start)
            found = self._file.read(put.length)
        if len(found) != put.length:
            raise OSError(f"a temporary file ends after {put.start + len(found)} bytes")
        return found

    @property
    def files(self) -> tuple[int, ...]:
        """Descriptors of the files that are open."""
        return () if self._file is None else (self._file.fileno(),)

    def _written(self, data: bytes) -> Place:
        if self._file is None:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as the shelf
        self._file.seek(self._end)
        place = Place(self._end, len(data))
        if self._file.write(data) != len(data):
            raise OSError("the disk is full")
        self._end += len(data)
        return place
