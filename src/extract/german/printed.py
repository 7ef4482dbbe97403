"""Characters beside dates and sums that stand for others, read as those; no place in the text changes.

A superior figure behind a year, a sum or a percentage is the mark of a note (``31.12.2023¹``, ``5 Mio. €²``)
and would make the number another word; behind a letter it is part of a unit (``m²``).
"""

from __future__ import annotations

import re
from typing import Final

_ODD: Final = re.compile("[¹²³⁰⁴-⁹\u2010-\u2012]")
_NOTE_MARK: Final = re.compile(r"(?:(?<=[\d€$£%.)])|(?<=Euro)|(?<=EUR)|(?<=Prozent))[¹²³⁰⁴-⁹]{1,3}(?!\w)")
_HYPHENS: Final = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "–"})
"""Hyphen, no-break hyphen and figure dash."""


def as_printed(text: str) -> str:
    """The text with ``*`` for the marks of notes and with hyphens and dashes of one code each.

    It is as long as the text given, so that offsets are those of the text.
    """
    if _ODD.search(text) is None:
        return text
    return _NOTE_MARK.sub(lambda mark: "*" * len(mark[0]), text).translate(_HYPHENS)
