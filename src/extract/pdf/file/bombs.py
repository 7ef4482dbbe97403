"""Streams with a bound for what they unpack to: a few kilobytes of deflated zeros can be gigabytes.

pdfminer unpacks each stream in one go and has no bound of its own, so ours unpack with a ``zlib`` and with
decoders that have one.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from pdfminer.ascii85 import ascii85decode
from pdfminer.lzw import CorruptDataError, LZWDecoder
from pdfminer.pdftypes import PDFStream, decompress_corrupted
from pdfminer.runlength import rldecode

from extract.pdf.file.limits import Limits, PageLimitError
from extract.pdf.file.renaming import with_names


class _BoundedZlib:
    """Stands in for the module ``zlib``."""

    error = zlib.error

    def __init__(self) -> None:
        self.bound = Limits().stream_bytes
        self.losses = 0

    def decompress(self, data: bytes) -> bytes:
        inflater = zlib.decompressobj()
        try:
            inflated = inflater.decompress(data, self.bound)
        except zlib.error:
            self.losses += _loses(data, self.bound)
            raise
        if inflater.unconsumed_tail:
            raise PageLimitError(f"has a stream of more than {self.bound:,} bytes")
        if not inflater.eof:
            self.losses += _loses(data, self.bound)
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


_CHECK_SUM = 4
"""Bytes behind the data."""


def _loses(data: bytes, bound: int) -> bool:
    """Whether a damaged stream has lost more than its check sum."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        inflater.decompress(data[2:], bound)
    except zlib.error:
        return True
    return not inflater.eof or len(inflater.unused_data) > 2 * _CHECK_SUM


_bounded = _BoundedZlib()


def losses() -> int:
    """How many streams have been read of which a part is lost."""
    return _bounded.losses


class _Unpacker(LZWDecoder):
    """pdfminer's decoder; what comes before a code that stands for nothing counts."""

    def feed(self, code: int) -> bytes:
        try:
            return super().feed(code)
        except (CorruptDataError, IndexError):
            _bounded.losses += 1
            raise CorruptDataError from None


def _lzw(data: bytes) -> bytes:
    left = _bounded.bound
    parts: list[bytes] = []
    for part in _Unpacker(BytesIO(data)).run():
        left -= len(part)
        if left < 0:
            raise PageLimitError(f"has a stream of more than {_bounded.bound:,} bytes")
        parts.append(part)
    return b"".join(parts)


def _at_most(decode: Callable[[bytes], bytes], growth: int) -> Callable[[bytes], bytes]:
    """A decoder that takes no more than can grow to the bound.

    Args:
        decode: pdfminer's.
        growth: how many bytes one byte can become.
    """

    def bounded(data: bytes) -> bytes:
        if len(data) * growth > _bounded.bound:
            raise PageLimitError(f"has a stream that may have more than {_bounded.bound:,} bytes")
        return decode(data)

    return bounded


def _no_picture(data: bytes, parameters: object) -> bytes:
    """Fax pictures are never looked at; where instructions are packed like one, they are none."""
    raise ValueError("a picture in the place of instructions")


_DECODERS: dict[str, Callable[..., bytes]] = {
    "lzwdecode": _lzw,
    # Two bytes say how often a byte is repeated, 128 times at most; a "z" stands for four zeros.
    "rldecode": _at_most(rldecode, 64),
    "ascii85decode": _at_most(ascii85decode, 4),
    "ccittfaxdecode": _no_picture,
}


class Stream(PDFStream):
    """A stream of a file; unpacks to no more than `bound_streams` allows."""

    decode = with_names(
        PDFStream.decode,
        **_DECODERS,
        zlib=_bounded,
        decompress_corrupted=with_names(decompress_corrupted, zlib=_bounded),
    )


def bound_streams(limit: int) -> None:
    """From now on no `Stream` may unpack to more than ``limit`` bytes."""
    _bounded.bound = limit
