"""Numbers inside a match: years of two or four digits, ordinals in figures, Roman figures and words."""

from __future__ import annotations

import re
from typing import Final

from extract.german.dates import lexicon

_PIVOT: Final = 50
"""Two-digit years below are of this century, the others of the last."""


def long_year(two_digits: int) -> int:
    """22 → 2022, 89 → 1989."""
    return two_digits + (2000 if two_digits < _PIVOT else 1900)


def year_of(match: re.Match[str]) -> int | None:
    """The year a match captured under any of the names the patterns use; None without one."""
    groups = match.groupdict()
    for key in ("y", "y2", "y3", "yy", "yp", "yc"):
        text = groups.get(key)
        if text:
            return int(text) if len(text) > 2 else long_year(int(text))
    return None


def numbers_of(text: str) -> tuple[int, ...]:
    """All runs of digits."""
    return tuple(int(number) for number in re.findall(r"\d+", text))


def is_closed(text: str) -> bool:
    """Whether a connector in the text makes a span (``bis``, dash, slash) rather than an enumeration."""
    return re.search(r"bis|[-–—/]", text) is not None


def years_of(match: re.Match[str]) -> tuple[int | None, int | None]:
    """First and second year of ``2021/22``."""
    groups = match.groupdict()
    first = groups.get("y") or groups.get("y2") or groups.get("yp")
    second = groups.get("z") or groups.get("z2")
    if not first:
        return None, None
    start = int(first) if len(first) > 2 else long_year(int(first))
    if not second:
        return start, None
    end = int(second) if len(second) > 2 else start // 100 * 100 + int(second)
    return start, end if end >= start else end + 100


def ordinal(text: str) -> int:
    """Number of ``3.``, ``III``, ``dritten``; 0 if it is none."""
    text = text.strip()
    digits = text.rstrip(".")
    if digits.isdigit():
        return int(digits)
    if digits in lexicon.ROMANS:
        return lexicon.ROMANS[digits]
    if text[:1].isdigit():
        return int(re.sub(r"\D+", "", text))
    stem = re.sub(r"e[nrsm]?$", "", text.lower())
    return lexicon.ORDINALS.get(stem, 0)
