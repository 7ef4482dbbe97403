"""The form in which names are compared: letters and digits, nothing else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=8_192)
def squeeze(text: str) -> str:
    """Letters and digits only, case folded.

    >>> squeeze("Aktueller  STAND:")
    'aktuellerstand'
    """
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())
