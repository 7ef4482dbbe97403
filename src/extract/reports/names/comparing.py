"""How a printed heading or label is compared with a name, wherever it stands: one way for all indexes.

Case, spaces, hyphens and colons do not matter. A name is known with a number before it, with a year or a
remark in brackets behind it, and with a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from extract.base.squeezed import squeeze

FUZZY = 88.0
"""How alike two names are, of a hundred, that differ by a slip."""
FUZZY_LENGTH = 7
"""Shorter names differ by other words, not by slips."""
FUZZY_ADDED = 2
"""Letters that a slip of the pen adds or leaves out, at most."""
NUMBERING_LENGTH = 5
"""Letters and digits of the number before a heading, at most."""
_YEAR = re.compile(r"(?:(?:19|20)\d{2})(?:[/–-](?:\d{4}|\d{2}))?$")
_TAIL = re.compile(r"[\W_]+$")
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*:?\s*$")
_NUMBERING = re.compile(
    r"""^\s*
    (?: \(? \d{1,2} (?:\.\d{1,2}){0,2} [.)]?   # 3  3.  2.1  (3)
    |   \(? [A-Za-z] [.)]                       # A.  b)
    |   [IVX]{1,5} [.)]                         # II.
    ) \s+ (?=[^\W\d_])""",
    re.VERBOSE,
)
_ROMAN = "ivx"
_LONE_NUMBER = re.compile(r"\d{1,2}[.)]?$")


def readings(text: str) -> Iterator[tuple[str, int | None]]:
    """The letters of a text as printed, then without what may stand around a name, and the year left out.

    >>> list(readings("3. Ausblick 2023"))
    [('3ausblick2023', None), ('ausblick2023', None), ('ausblick', 2023)]
    """
    seen: set[str] = set()
    plain = without_remark(text)
    for form in (text, plain, without_number(text), without_number(plain)):
        letters = squeeze(form)
        if letters and letters not in seen:
            seen.add(letters)
            yield letters, None
        if letters[-1:].isdigit():
            bare, year = split_year(form)
            letters = squeeze(without_number(bare))
            if year is not None and letters and letters not in seen:
                seen.add(letters)
                yield letters, year


def without_remark(text: str) -> str:
    """``Kosten (in Euro)`` gives ``Kosten``, also where the remark goes on in the line below."""
    return _REMARK.sub("", text) if "(" in text or "[" in text else text


def without_number(text: str) -> str:
    """A heading without the number or letter before it: ``3. Ausblick``, ``B) Ausblick``."""
    if text[: NUMBERING_LENGTH + 1].isalpha():
        return text  # a word
    return _NUMBERING.sub("", text, count=1)


def is_number(text: str) -> bool:
    """Whether nothing but the number of a heading stands there: ``3``, ``3.``."""
    return _LONE_NUMBER.match(text) is not None


def may_number(letters: str) -> bool:
    """Whether the letters of a word may be the number of a heading, or have a year at their end.

    >>> [may_number(letters) for letters in ("21", "a", "iv", "ziele2023", "ziele")]
    [True, True, True, True, False]
    """
    return len(letters) == 1 or letters[-1].isdigit() or not letters.strip(_ROMAN)


def split_year(text: str) -> tuple[str, int | None]:
    """``Ausblick 2023:`` gives ``Ausblick`` and 2023."""
    # Letters and digits end nearly every text; the pattern looks at each place of it.
    stripped = text.strip()
    if not stripped[-1:].isalnum():
        stripped = _TAIL.sub("", stripped)
    match = _YEAR.search(stripped) if stripped[-1:].isdigit() else None
    if match is None:
        return stripped, None
    return stripped[: match.start()].rstrip(), int(match.group()[:4])


def likeness(name: str, letters: str) -> float:
    """How alike a name and the letters of a label are, of a hundred; 0 for more than a slip."""
    if min(len(name), len(letters)) < FUZZY_LENGTH or abs(len(name) - len(letters)) > FUZZY_ADDED:
        return 0.0
    return fuzz.ratio(name, letters, score_cutoff=FUZZY)
