"""File names as they may be shown and stored: a file system takes bytes that no text can hold."""

from __future__ import annotations

import unicodedata
from pathlib import Path

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing, and with it the end of a name: ``berichtfdp.exe``."""


def printable(name: str | Path) -> str:
    """A name of a file as text of one line; what is no text in it becomes U+FFFD.

    >>> printable("Lage\\n2024\\udcff.pdf") == "Lage\\ufffd2024\\ufffd.pdf"
    True
    """
    text = str(name)
    if text.isprintable():
        return text
    odd = {char for char in text if unicodedata.category(char) in ("Cc", "Cs") or char in _TURNING}
    return "".join("\ufffd" if char in odd else char for char in text)
