"""The number before a heading, and what kind of document numbers its headings so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from extract.base.shipped import shipped_yaml
from extract.reports.names.heading_names import squeeze

_NUMBER = re.compile(
    r"""
    [(]? (?P<prefix> (?: [^\W\d_]{1,4} (?: -[^\W\d_]{1,3} )? )? )   # M 1.1  KS-07  E-M12
    [ .\u00ad–-]{0,2}
    (?P<number> \d{1,3} (?: [.\u00ad–-] [^\W\d_]? \d{1,3} ){0,4}  # 1.2.3  07  A-1-B2
    (?: [ ]? [a-z] (?=[ ).:]|$) )? )                              # 5 a)
    [ ]? [.):|•·/–-]{0,2}
    """,
    re.VERBOSE,
)
_LETTER = re.compile(r"(?P<number>[A-Z]|[IVX]{1,5})[.):]")
_WORD = re.compile(r"(?P<word>\D*?[^\W\d_§]|§+)[.]?(?:\s*(?:Nr|No)[.]?)?\s*(?P<rest>\d.*|[A-Z][.):]?)")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The shipped words."""

    projects: frozenset[str]
    numbers: frozenset[str]
    others: frozenset[str]
    other_labels: frozenset[str]
    above: tuple[str, ...]
    things: tuple[str, ...]
    parts: frozenset[str]
    ends: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeadingNumber:
    """What stands before the title of a heading."""

    text: str
    """The number without the word and the signs around it: ``M 1.1``, ``4``, ``5 a)``."""
    words: int
    """So many words of the heading are number."""
    prefix: str
    """Letters of the number: ``M``, ``KS``; empty for a plain one."""
    word: str
    """The word before it: ``Maßnahme``; empty where there is none."""


@cache
def heading_words() -> HeadingWords:
    """The words of ``heading_numbers.yaml``."""
    raw = cast("dict[str, list[str]]", shipped_yaml(__package__, "heading_numbers.yaml"))
    names = {key: frozenset(_key(word) for word in words) for key, words in raw.items()}
    return HeadingWords(
        names["projects"],
        names["numbers"],
        names["others"],
        names["other_labels"],
        tuple(sorted(squeeze(word) for word in raw["above"])),
        tuple(sorted(squeeze(word) for word in raw["things"])),
        names["parts"],
        names["ends"],
    )


def _key(word: str) -> str:
    return word if word.startswith("§") else squeeze(word)


def number_of(words: Sequence[str]) -> HeadingNumber | None:
    """The number that a heading begins with; None where it begins with its title.

    Args:
        words: the printed words of the heading.
    """
    if found := _behind_word(words):
        return found
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        text = " ".join(words[:count])
        if not any(char.isdigit() for char in words[count - 1]) and not _is_tail(words[count - 1]):
            continue
        if found := _number(text, count):
            return found
    if len(words) > 1 and (match := _LETTER.fullmatch(words[0])):
        return HeadingNumber(match.group("number"), 1, "", "")
    return None


_NR = re.compile(r"(?:Nr|No|Nummer)\.?:?", re.IGNORECASE)
_SIGN = re.compile(r"[:–—-]")


def _behind_word(words: Sequence[str]) -> HeadingNumber | None:
    """A number with letters behind a word that names a project: ``Maßnahme KS-01: Titel``."""
    if len(words) < 3 or squeeze(words[0]) not in heading_words().projects:
        return None
    start = 2 if _NR.fullmatch(words[1]) else 1
    for count in (2, 1):
        text = " ".join(words[start : start + count])
        behind = words[start + count :]
        found = _number(text, start + count) if behind else None
        # "Projekt K 46 ausbauen" names a road: a number in two words needs a sign behind it.
        signed = bool(behind) and (text[-1:] in ":–-" or _SIGN.fullmatch(behind[0]) is not None)
        if found is None or found.word or (count == 2 and not signed):
            continue
        if found.prefix or signed:
            more = int(_SIGN.fullmatch(behind[0]) is not None)
            return HeadingNumber(found.text, found.words + more, found.prefix, words[0])
    return None


def _is_tail(word: str) -> bool:
    """Whether a word may end a number: ``5 a)``, ``7 :``."""
    return len(word.strip(").:|•·/–-")) <= 1


def _number(text: str, count: int) -> HeadingNumber | None:
    if match := _NUMBER.fullmatch(text):
        prefix = match.group("prefix")
        if not prefix or (prefix[:1].isupper() and squeeze(prefix) not in heading_words().others):
            if prefix and squeeze(prefix) in heading_words().projects | heading_words().numbers:
                return HeadingNumber(match.group("number"), count, "", prefix)
            bare = text.strip().rstrip(".:|•·/–- ")
            return HeadingNumber(
                bare.strip("()") if bare.strip("()").isdecimal() else bare, count, prefix, ""
            )
    if match := _WORD.fullmatch(text):
        word = match.group("word").strip()
        known = heading_words()
        rest = _NUMBER.fullmatch(match.group("rest")) or _LETTER.fullmatch(match.group("rest"))
        if rest is not None and _key(word) in known.projects | known.numbers | known.others:
            return HeadingNumber(rest.group("number"), count, "", word)
    return None


def is_other(number: HeadingNumber | None) -> bool:
    """Whether a heading is numbered as the parts of a law, of minutes or of a form are."""
    return number is not None and _key(number.word) in heading_words().others and bool(number.word)


def is_project_word(number: HeadingNumber | None) -> bool:
    """Whether the word before the number says that a project follows: ``Maßnahme 4``."""
    return number is not None and bool(number.word) and _key(number.word) in heading_words().projects


def names_projects(heading: str, *, is_title: bool = False) -> bool:
    """Whether a heading says that projects stand below it: ``3 Maßnahmen im Verkehr``.

    Args:
        heading: its words.
        is_title: it is the title of the document, which holds much else below ``Aktionsplan``.
    """
    known = heading_words().things if is_title else heading_words().above
    return any(squeeze(word).endswith(known) for word in re.split(r"[\s/,–-]+", heading))


def is_end(heading: str) -> bool:
    """Whether a heading names what stands behind all projects: ``Impressum``."""
    return squeeze(heading) in heading_words().ends


def is_part(heading: str) -> bool:
    """Whether a heading names a part that every report has: ``Vorwort``."""
    return squeeze(heading) in heading_words().parts
