"""A bound for pdfminer's inflating: a few kilobytes of deflated zeros can be gigabytes.

pdfminer inflates each stream in one go and has no bound of its own, so its module gets a ``zlib`` that
has one. Reading in other parts of the programme is not affected.
"""

from __future__ import annotations

import zlib
from typing import Any

import pdfminer.pdftypes

from extract.pdf.limits import Limits, PageLimitError


class _BoundedZlib:
    """Stands in for the module ``zlib`` within pdfminer."""

    error = zlib.error

    def __init__(self) -> None:
        self.bound = Limits().stream_bytes

    def decompress(self, data: bytes) -> bytes:
        inflater = zlib.decompressobj()
        inflated = inflater.decompress(data, self.bound)
        if inflater.unconsumed_tail:
            raise PageLimitError(f"has a stream of more than {self.bound:,} bytes")
        if not inflater.eof:
            raise zlib.error("incomplete stream")
        return inflated

    def decompressobj(self, *args: Any) -> Any:
        return _BoundedInflater(self.bound)


class _BoundedInflater:
    """Inflates piece by piece, for damaged streams; pdfminer takes whatever comes before the damage."""

    def __init__(self, bound: int) -> None:
        self._inflater = zlib.decompressobj()
        self._left = bound

    def decompress(self, data: bytes) -> bytes:
        inflated = self._inflater.decompress(data)
        self._left -= len(inflated)
        if self._left < 0:
            raise PageLimitError("has a damaged stream that is too long")
        return inflated


_bounded = _BoundedZlib()


def bound_streams(limit: int) -> None:
    """From now on no stream may inflate to more than ``limit`` bytes."""
    _bounded.bound = limit
    vars(pdfminer.pdftypes)["zlib"] = _bounded
