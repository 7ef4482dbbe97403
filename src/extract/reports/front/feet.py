"""Running heads and feet without their page numbers, as far as they tell what the report is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

_DIGIT = re.compile(r"\d")
_NUMBERED = (
    re.compile(
        r"""
        ^ (?P<text> .*? [^\s|·•–—-] ) [\s|·•–—-]+                    # what is the same on each page
        (?: (?:Seite|S\.) \s* )?
        (?P<number> \d{1,4} )
        (?: \s* (?:von|/) \s* \d{1,4} )?
        [\s|·•–—-]* $
        """,
        re.VERBOSE,
    ),
    re.compile(
        r"""
        ^ [\s|·•–—-]* (?: (?:Seite|S\.) \s* )?
        (?P<number> \d{1,4} )
        (?: \s* (?:von|/) \s* \d{1,4} )?
        [\s|·•–—-]+ (?P<text> \S.* )
        """,
        re.VERBOSE,
    ),
)
"""Examples: ``Seenlandplan | 12``, ``Seite 3 von 40 - Seenlandplan``; a year at the end looks the same."""


class PageNumbers:
    """Tells the page number in a running head or foot from the words beside it.

    A number is that of the page if it counts up with the pages, beside the same words; ``Fortschrittsbericht
    2023`` on every page keeps its year.

    >>> numbers = PageNumbers([["Seenland 2023 | 9"], ["Seenland 2023 | 10", "Fortschrittsbericht 2023"]])
    >>> numbers.taken_off("Seenland 2023 | 10", page=2)
    'Seenland 2023'
    >>> numbers.taken_off("Fortschrittsbericht 2023", page=2)
    'Fortschrittsbericht 2023'

    Args:
        pages: the lines of each page of the file, in order.
    """

    def __init__(self, pages: Iterable[Sequence[str]]) -> None:
        # How far a number is ahead of its page, for each form and its words, and on which pages.
        self._ahead: dict[tuple[int, str, int], set[int]] = defaultdict(set)
        for page, lines in enumerate(pages, start=1):
            for line in lines:
                for form, words, number in _split(line):
                    self._ahead[form, words, number - page].add(page)

    def taken_off(self, text: str, *, page: int) -> str:
        """A line of that page (from 1) without the number of the page, if it is a running head or foot."""
        for form, words, number in _split(text):
            if len(self._ahead.get((form, words, number - page), ())) > 1:
                return words
        return text


def _split(text: str) -> list[tuple[int, str, int]]:
    """Words and number of a line, for each place where its number may stand."""
    if not _DIGIT.search(text):
        return []
    found = [(form, pattern.search(text)) for form, pattern in enumerate(_NUMBERED)]
    return [(form, match["text"], int(match["number"])) for form, match in found if match is not None]
