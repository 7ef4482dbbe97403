"""The names of headings that a profile knows, and how a printed heading is compared with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from extract.base.squeezed import squeeze as squeeze
from extract.reports.profile.model import Profile

HeadingKind = Literal["section", "party", "milestones", "unknown"]

_YEAR = re.compile(r"(?:(?:19|20)\d{2})(?:[/–-](?:\d{4}|\d{2}))?$")
_TAIL = re.compile(r"[\W_]+$")
_NUMBERING = re.compile(
    r"""^\s*
    (?: \(? \d{1,2} (?:\.\d{1,2}){0,2} [.)]?   # 3  3.  2.1  (3)
    |   \(? [A-Za-z] [.)]                       # A.  b)
    |   [IVX]{1,5} [.)]                         # II.
    ) \s+ (?=[^\W\d_])""",
    re.VERBOSE,
)
_LONE_NUMBER = re.compile(r"\d{1,2}[.)]?$")
_FUZZY = 88.0
_FUZZY_LENGTH = 7
_FUZZY_ADDED = 2
"""Letters that a slip of the pen adds or leaves out, at most."""
_NUMBERING_LENGTH = 5
"""Letters and digits of the number before a heading, at most."""
_MOST_KEPT = 8_000
"""Texts remembered at a time."""
_YEARS_LENGTH = 8
"""Digits of the years behind one, at most: ``2021/2022``."""


@dataclass(frozen=True, slots=True)
class Name:
    kind: HeadingKind
    key: str
    """Section slug, party role, or ``milestones``."""


class HeadingIndex:
    """The headings of a profile, ready for look-up."""

    def __init__(self, profile: Profile) -> None:
        self._names: dict[str, Name] = {}
        for section in profile.sections:
            self._add(section.headings, Name("section", section.section))
        for party in profile.parties:
            self._add(party.headings, Name("party", party.role))
        self._add(profile.milestones.headings, Name("milestones", "milestones"))
        self._starts = {name[:end] for name in self._names for end in range(len(name) + 1)}
        longest = max((len(name) for name in self._names), default=0)
        self._most_letters = longest + _FUZZY_ADDED + _YEARS_LENGTH
        # The same lines are looked at several times, by one step after the other.
        self._found = lru_cache(maxsize=_MOST_KEPT)(self._find)
        self._nearly = lru_cache(maxsize=_MOST_KEPT)(self._find_fuzzy)
        self._by_initial: dict[str, list[str]] = {}
        for text in self._names:
            if len(text) > _FUZZY_LENGTH:
                self._by_initial.setdefault(text[0], []).append(text)
        self._by_length: dict[int, list[tuple[str, Name]]] = {}
        for text, name in self._names.items():
            if len(text) >= _FUZZY_LENGTH:
                for length in range(len(text) - _FUZZY_ADDED, len(text) + _FUZZY_ADDED + 1):
                    self._by_length.setdefault(length, []).append((text, name))

    def _add(self, headings: Iterable[str], name: Name) -> None:
        for heading in headings:
            self._names.setdefault(squeeze(heading), name)

    def find(self, text: str) -> tuple[Name, int | None] | None:
        """The heading that the text is, with the year at its end if it has one."""
        return self._found(text)

    def _find(self, text: str) -> tuple[Name, int | None] | None:
        squeezed = squeeze(text)
        if not squeezed or len(squeezed) > self._most_letters:
            return None
        if name := self._names.get(squeezed):
            return name, None
        if not squeezed[-1].isdigit():
            return None
        bare, year = split_year(text)
        if year is not None and (name := self._names.get(squeeze(bare))):
            return name, year
        return None

    def find_fuzzy(self, text: str) -> tuple[Name, int | None] | None:
        """Like `find` for a heading with a slip of the pen."""
        return self._nearly(text)

    def _find_fuzzy(self, text: str) -> tuple[Name, int | None] | None:
        bare, year = split_year(text)
        squeezed = squeeze(text) if year is None else squeeze(bare)
        if len(squeezed) < _FUZZY_LENGTH:
            return None
        best: tuple[float, Name] | None = None
        for candidate, name in self._by_length.get(len(squeezed), ()):
            score = fuzz.ratio(candidate, squeezed, score_cutoff=_FUZZY)
            if score >= _FUZZY and (best is None or score > best[0]):
                best = (score, name)
        return None if best is None else (best[1], year)

    def nearly_starts(self, text: str) -> bool:
        """Whether a heading with a slip of the pen may begin so and go on in the next line."""
        squeezed = squeeze(text)
        count = len(squeezed)
        if count < _FUZZY_LENGTH or squeezed[0] not in self._by_initial:
            return False
        return any(
            fuzz.ratio(name[:length], squeezed, score_cutoff=_FUZZY)
            for name in self._by_initial[squeezed[0]]
            for length in range(count - 1, min(count + 2, len(name) + 1))
        )

    def may_open(self, text: str, first: str) -> bool:
        """Whether a line may be, or begin with, a heading: a cheap look before the full ones.

        Args:
            text: the line.
            first: its first word.
        """
        word = squeeze(first)
        # A number or letter before the heading, letters set apart, a year right behind it.
        if len(word) <= _NUMBERING_LENGTH or word in self._starts or word[-1].isdigit():
            return True
        # A slip of the pen is left: the whole line is the heading, and perhaps its year, or its first words.
        if len(squeeze(text)) <= self._most_letters:
            return True
        return first[0].isupper() and self.nearly_starts(first)

    def starts(self, squeezed: str) -> bool:
        """Whether a name begins with these letters."""
        return squeezed in self._starts


def without_number(text: str) -> str:
    """A heading without the number or letter before it: ``3. Ausblick``, ``B) Ausblick``."""
    if text[: _NUMBERING_LENGTH + 1].isalpha():
        return text  # a word
    return _NUMBERING.sub("", text, count=1)


def is_number(text: str) -> bool:
    """Whether nothing but the number of a heading stands there: ``3``, ``3.``."""
    return _LONE_NUMBER.match(text) is not None


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
