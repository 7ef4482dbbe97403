"""Decoded drawing instructions, within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1, stream_value

from extract.pdf.file.limits import PageLimitError

_FLATE = ("FlateDecode", "Fl")


def decoded(stream: PDFStream, limit: int) -> bytes:
    """The content of a stream.

    Args:
        stream: not changed where possible, so that it need not stay in memory.
        limit: largest length, in bytes.

    Raises:
        PageLimitError: it is longer.
    """
    filters = stream.get_filters()
    raw = stream.rawdata
    if raw is not None and stream.decipher is None:
        if not filters:
            return bytes(raw)
        kind, parameters = filters[0]
        if len(filters) == 1 and getattr(kind, "name", "") in _FLATE and not parameters:
            data = _inflate(raw, limit)
            if data is not None:
                return data
    data = stream.get_data()
    if len(data) > limit:
        raise PageLimitError(f"has drawing instructions of more than {limit:,} bytes")
    return data


def _inflate(raw: bytes, limit: int) -> bytes | None:
    """Inflated data; None when damaged (pdfminer then saves what it can)."""
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(raw, limit)
    except zlib.error:
        return None
    if inflater.unconsumed_tail:
        raise PageLimitError(f"has drawing instructions of more than {limit:,} bytes")
    return data if inflater.eof else None


def lacks_contents(page: Any) -> bool:
    """Whether a page names drawing instructions that are not in the file: it was cut off before them."""
    named = page.attrs.get("Contents")
    parts = resolve1(named)
    if named is None or isinstance(parts, PDFStream):
        return False
    if isinstance(parts, list):
        return any(
            isinstance(part, PDFObjRef) and not isinstance(resolve1(part), PDFStream) for part in parts
        )
    return isinstance(named, PDFObjRef)


def joined(contents: Sequence[Any], limit: int) -> bytes:
    """All content streams of a page, with a line break between (ISO 32000-1, 7.8.2).

    Raises:
        PageLimitError: together they are longer than ``limit``.
    """
    parts: list[bytes] = []
    for item in contents:
        part = decoded(stream_value(item), limit)
        limit -= len(part)
        if limit < 0:
            raise PageLimitError("has too long drawing instructions")
        parts.append(part)
    return b"\n".join(parts)
