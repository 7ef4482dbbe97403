"""The file as a whole: is it a PDF at all, its hash, its own account of itself."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from pdfminer.utils import PDFDocEncoding

from extract.base.codes import RefusedFile
from extract.pdf.file.limits import Limits

_DATE = re.compile(
    r"""^\s*(?:D:)?
    (?P<year>\d{4}) (?P<month>\d\d)? (?P<day>\d\d)?
    (?P<hour>\d\d)? (?P<minute>\d\d)? (?P<second>\d\d)?
    (?: (?P<utc>Z) | (?P<sign>[+-]) (?P<zh>\d\d) '? (?P<zm>\d\d)? )?
    """,
    re.VERBOSE,
)


def examine(path: Path, limits: Limits) -> tuple[str, int]:
    """SHA-256 and length of a file that looks like a PDF.

    Raises:
        RefusedFile: unreadable, empty, too large or no PDF.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise RefusedFile("unreadable-file", path.name, "is a folder, not a file")
        if size == 0:
            raise RefusedFile("empty-file", path.name)
        if size > limits.file_bytes:
            raise RefusedFile(
                "limit-exceeded", path.name, f"has {size:,} bytes, the limit is {limits.file_bytes:,}"
            )
        with path.open("rb") as stream:
            head = stream.read(1024)
            # Readers accept the header anywhere in the first kilobyte (ISO 32000-1, annex H, note 13).
            if b"%PDF" not in head:
                start = head[:4].decode("latin-1").encode("ascii", "backslashreplace").decode()
                raise RefusedFile("not-a-pdf", path.name, f"is not a PDF (it starts with {start!r})")
            stream.seek(0)
            return hashlib.file_digest(stream, "sha256").hexdigest(), size
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RefusedFile("unreadable-file", path.name, f"cannot be opened: {reason}") from error


def decode_text(value: bytes) -> str:
    """A text string of the file: UTF-16 or UTF-8 by its mark, else PDFDocEncoding (ISO 32000-1, D.3)."""
    if value.startswith((b"\xfe\xff", b"\xff\xfe")):
        return value.decode("utf-16", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value.decode("utf-8-sig", "replace")
    return "".join(PDFDocEncoding[byte] for byte in value)


def text_of(value: Any, *, limit: int = 1000) -> str | None:
    """A text string of the file as plain text: control characters dropped, cut to ``limit``."""
    if isinstance(value, bytes):
        value = decode_text(value)
    if not isinstance(value, str):
        return None
    text = " ".join("".join(char if char.isprintable() else " " for char in value[: 4 * limit]).split())
    return text[:limit] or None


def date_of(value: Any) -> str | None:
    """A PDF date (``D:20221205093000+01'00'``) in ISO 8601, as exact as it is given."""
    match = _DATE.match(text_of(value) or "")
    if match is None or not match["month"]:
        return match["year"] if match else None
    text = f"{match['year']}-{match['month']}"
    if not match["day"]:
        return text
    text += f"-{match['day']}"
    if match["hour"] and match["minute"]:
        text += f"T{match['hour']}:{match['minute']}:{match['second'] or '00'}"
        if match["utc"]:
            text += "Z"
        elif match["sign"]:
            text += f"{match['sign']}{match['zh']}:{match['zm'] or '00'}"
    return text
