"""The names of headings that a profile knows, and how a printed heading is compared with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from extract.base.squeezed import squeeze as squeeze
from extract.reports.names.comparing import (
    FUZZY,
    FUZZY_ADDED,
    FUZZY_LENGTH,
    NUMBERING_LENGTH,
    likeness,
    may_number,
    readings,
)
from extract.reports.names.comparing import is_number as is_number
from extract.reports.names.comparing import split_year as split_year
from extract.reports.names.comparing import without_number as without_number
from extract.reports.profile.model import Profile

HeadingKind = Literal["section", "party", "milestones", "unknown"]

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
        self._most_letters = longest + FUZZY_ADDED + _YEARS_LENGTH
        # The same lines are looked at several times, by one step after the other.
        self._found = lru_cache(maxsize=_MOST_KEPT)(self._find)
        self._nearly = lru_cache(maxsize=_MOST_KEPT)(self._find_fuzzy)
        self._by_initial: dict[str, list[str]] = {}
        for text in self._names:
            if len(text) > FUZZY_LENGTH:
                self._by_initial.setdefault(text[0], []).append(text)
        self._by_length: dict[int, list[tuple[str, Name]]] = {}
        for text, name in self._names.items():
            if len(text) >= FUZZY_LENGTH:
                for length in range(len(text) - FUZZY_ADDED, len(text) + FUZZY_ADDED + 1):
                    self._by_length.setdefault(length, []).append((text, name))

    def _add(self, headings: Iterable[str], name: Name) -> None:
        for heading in headings:
            self._names.setdefault(squeeze(heading), name)

    def find(self, text: str) -> tuple[Name, int | None] | None:
        """The heading that the text is, with the year at its end if it has one."""
        return self._found(text)

    def _find(self, text: str) -> tuple[Name, int | None] | None:
        if len(squeeze(text)) > self._most_letters and "(" not in text:
            return None
        for letters, year in readings(text):
            if name := self._names.get(letters):
                return name, year
        return None

    def find_fuzzy(self, text: str) -> tuple[Name, int | None] | None:
        """Like `find` for a heading with a slip of the pen."""
        return self._nearly(text)

    def _find_fuzzy(self, text: str) -> tuple[Name, int | None] | None:
        best: tuple[float, Name, int | None] | None = None
        for letters, year in readings(text):
            for candidate, name in self._by_length.get(len(letters), ()):
                score = likeness(candidate, letters)
                if score and (best is None or score > best[0]):
                    best = (score, name, year)
        return None if best is None else best[1:]

    def nearly_starts(self, text: str) -> bool:
        """Whether a heading with a slip of the pen may begin so and go on in the next line."""
        squeezed = squeeze(text)
        count = len(squeezed)
        if count < FUZZY_LENGTH or squeezed[0] not in self._by_initial:
            return False
        return any(
            fuzz.ratio(name[:length], squeezed, score_cutoff=FUZZY)
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
        if not word or word in self._starts or may_number(word):
            return True
        # A slip of the pen is left, in what begins as a heading does: the whole line is the heading, and
        # perhaps its year, or its first words.
        if first[0].islower():
            return False
        if len(word) <= NUMBERING_LENGTH or len(squeeze(text)) <= self._most_letters:
            return True
        return self.nearly_starts(first)

    def starts(self, squeezed: str) -> bool:
        """Whether a name begins with these letters."""
        return squeezed in self._starts
