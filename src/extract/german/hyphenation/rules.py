"""What becomes of a hyphen at a line's end: rules in a fixed order, the first that speaks decides.

Each rule is a function from `LineEnd` to a `Verdict` or None. The order of `RULES` is the order of
evidence: what the text itself forces, what the document shows elsewhere, what dictionaries know, and at
last that a hyphen at a German line's end is nearly always a mere break.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from extract.german.hyphenation.addresses import completes_address, in_address
from extract.german.hyphenation.lexicon import is_known, is_legal_break
from extract.german.hyphenation.vocabulary import Vocabulary
from extract.german.hyphenation.words import word_lists

Action = Literal["join", "keep", "space"]
"""Hyphen dropped, hyphen kept, hyphen kept with a space after it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do and the rule's name for why, which may be left for later to find out."""

    action: Action
    reason: str | Callable[[], str]


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A hyphen at a line's end with what stands around it.

    Attributes:
        left: text since the last space before the hyphen, without it: ``Start``, ``CO₂``,
            ``Schüler/``, or empty.
        before: the token before that, or empty.
        right: the next line up to its first space: ``up``, ``und``, ``Lintfort,``.
        after: the rest of the next line.
        vocabulary: the document's words.
        dash: the mark is an en or em dash, which breaks a word only on evidence.
    """

    left: str
    before: str
    right: str
    after: str
    vocabulary: Vocabulary
    dash: bool = False

    @property
    def left_word(self) -> str:
        """Last run of letters and digits of the left half: ``Level`` of ``(Multi-Level``."""
        return _LAST_WORD.search(self.left)[0]  # type: ignore[index]  # matches the empty string

    @property
    def right_word(self) -> str:
        """First run of letters and digits of the right half."""
        return _FIRST_WORD.match(self.right)[0]  # type: ignore[index]  # matches the empty string


_LAST_WORD = re.compile(r"[^\W_]*$")
_FIRST_WORD = re.compile(r"[^\W_]*")
_PHRASE = re.compile(r"(?P<word>[a-zäöü]{1,5}|'n)-[^\W\d_]")
_NUMBERED_WORD = re.compile(r"\d+(?P<letters>[a-zäöüß]+)")
_SUM_WITHOUT_CENTS = re.compile(r"\d[.,]$")
_ENDING = re.compile(r"e[nmrs]?$")
_DOMAIN_STYLE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+\.(?:NRW|RUHR|Ruhr|EU|DE)\b")
_ACRONYM = re.compile(r"(?=.*[A-ZÄÖÜ].*[A-ZÄÖÜ])[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*[A-ZÄÖÜ]s?")


def _bare_mark(end: LineEnd) -> Verdict | None:
    """``Parks und -|wege``, ``Schüler/-|innen`` keep the hyphen with what follows; a lone ``-`` is a dash."""
    if end.left == "":
        mirrored = end.before.lower() in word_lists().coordinators or end.before.endswith((",", "/"))
        if mirrored and end.right[:1].islower() and not end.dash:
            return Verdict("keep", "rest-of-compound")
        return Verdict("space", "dash")
    if end.left.endswith("/"):
        return Verdict("keep", "short-form")
    if end.left.endswith("("):
        return Verdict("keep", "rest-of-compound")
    return None


def _gender_mark(end: LineEnd) -> Verdict | None:
    """``Akteur*-|innen``: the star already holds the word together, the hyphen is a break."""
    if end.left.endswith(("*", ":", "_")) and re.match(r"in(?:nen)?\b", end.right):
        return Verdict("join", "gender-mark")
    return None


def _address(end: LineEnd) -> Verdict | None:
    """An address keeps its hyphen, also when only the second half shows that it is one."""
    if in_address(end.left):
        return Verdict("keep", "address")
    if completes_address(end.left, end.right):
        return _elsewhere(end) or Verdict("keep", "address")
    return None


def _no_cents(end: LineEnd) -> Verdict | None:
    """``35,-|Euro``: the dash stands for the cents."""
    if _SUM_WITHOUT_CENTS.search(end.left) and (end.right[:1].isalpha() or end.right[:1] in "€$£"):
        return Verdict("space", "no-cents")
    return None


def _phrase(end: LineEnd) -> Verdict | None:
    """``Freiherr-|vom-Stein-Straße``, ``Power-|to-Gas``; but ``Kin-|der-Treff`` is broken within a word."""
    match = _PHRASE.match(end.right)
    if match is None or match["word"] not in word_lists().phrase_words:
        return None
    ending = match["word"] in word_lists().word_endings or not is_known(end.left_word)
    if ending and _is_word(end, match["word"]):
        return None
    return Verdict("keep", "phrase")


def _number_word(end: LineEnd) -> Verdict | None:
    """``40fa-|cher``: a word that begins with figures is broken like any other."""
    match = _NUMBERED_WORD.fullmatch(end.left_word)
    if match is None or not end.right[:1].islower():
        return None
    word = match["letters"] + end.right_word
    return Verdict("join", "number-word") if word.startswith(word_lists().number_endings) else None


def _next_is_sign(end: LineEnd) -> Verdict | None:
    """``Energie-|, Wasser-``, ``Sport-|/Kultur-``: nothing to join with."""
    if end.right == "":
        return Verdict("keep", "nothing-follows")
    if end.right[0] in ",;.:/)]}!?“”»'’":
        return Verdict("keep", "sign-follows")
    if end.right[0] in "([{„«‚&+–—=<>|•":
        return Verdict("space", "coordination" if end.right[0] in "(&+" else "sign-follows")
    if end.right[0] == "-":
        return Verdict("space", "dash")
    return None


def _coordination(end: LineEnd) -> Verdict | None:
    """``Sport-|und Bürgerpark``: the hyphen stands for the rest of a word still to come."""
    first = end.right.rstrip(",").lower()
    lists = word_lists()
    if first in lists.coordinators:
        return Verdict("space", "coordination")
    if first in lists.weak_coordinators and not _is_word(end, first):
        return Verdict("space", "coordination")
    if first.partition("/")[0] in lists.coordinators and "/" in first:
        return Verdict("space", "coordination")
    return None


def _inner_capital(end: LineEnd) -> Verdict | None:
    """``You-|Tube``: a name with a capital inside, on the document's or the list's word.

    A name set like a web domain (``Digi-|Hub.NRW``) has capitals in place of hyphens.
    """
    if not end.right_word[:1].isupper() or not end.left_word or _all_capitals(end):
        return None
    joined = end.left_word + end.right_word
    if joined in word_lists().inner_capitals:
        return Verdict("join", "inner-capital")
    seen = end.vocabulary.joined(end.left_word, end.right_word, exact=True)
    if seen and seen > end.vocabulary.hyphened(end.left_word, end.right_word):
        return Verdict("join", "same-word-elsewhere")
    if _DOMAIN_STYLE.match(end.right) and not _is_acronym(end.left_word):
        return Verdict("join", "inner-capital")
    return None


def _short_or_sign(end: LineEnd) -> Verdict | None:
    """``U-|Bahn``, ``20-|jährige``, ``CO₂-|neutral``, ``IT-|gestützt``: no syllable, so no break."""
    word = end.left_word
    if word == "" or not word[-1].isalpha() or any(char.isnumeric() for char in word):
        # A name with a number in it (``jobs4|you``) is joined where the document writes it so elsewhere.
        named = word[:1].isalpha() and end.vocabulary.joined(word, end.right_word)
        if named and named > end.vocabulary.hyphened(word, end.right_word):
            return Verdict("join", "same-word-elsewhere")
        return Verdict("keep", "digit-or-sign-before")
    if len(word) == 1:
        return Verdict("keep", "single-letter")
    if _all_capitals(end):
        return None
    if _is_acronym(word):
        return Verdict("keep", "acronym")
    return None


def _digit_after(end: LineEnd) -> Verdict | None:
    if end.right_word[:1].isnumeric():
        return Verdict("keep", "digit-after")
    if end.right_word == "":
        return Verdict("keep", "sign-follows")
    return None


def _capital_after(end: LineEnd) -> Verdict | None:
    if end.right_word[:1].isupper() and not _all_capitals(end):
        return Verdict("keep", "capital-after")
    return None


def _elsewhere(end: LineEnd) -> Verdict | None:
    """The document's own spelling; with a hyphen wins only if it is the more frequent one."""
    together = end.vocabulary.joined(end.left_word, end.right_word)
    apart = end.vocabulary.hyphened(end.left_word, end.right_word)
    if apart > together:
        return Verdict("keep", "same-word-elsewhere")
    if together > 0:
        return Verdict("join", "same-word-elsewhere")
    return None


def _kept_pair(end: LineEnd) -> Verdict | None:
    left, right = end.left_word.lower(), end.right_word.lower()
    lists = word_lists()
    for form in (right, _ENDING.sub("", right)):
        if f"{left}-{form}" in lists.kept_pairs or (left in lists.colours and form in lists.colours):
            return Verdict("keep", "kept-pair")
    return None


def _pair_of_adjectives(end: LineEnd) -> Verdict | None:
    lists = word_lists()
    left = end.left_word.lower()
    right = _ENDING.sub("", end.right_word.lower())
    if (
        left.endswith(lists.pair_adjective_left)
        and right.endswith(lists.pair_adjective_right)
        and not right.endswith(lists.pair_adjective_not)
        and not is_known(end.left_word + end.right_word)
        and is_known(left)
        and is_known(end.right_word)
    ):
        return Verdict("keep", "pair-of-adjectives")
    return None


def _mere_break(end: LineEnd) -> Verdict | None:
    """A plain hyphen goes, whatever the dictionaries say: they take long to load and give but the reason."""
    return None if end.dash else Verdict("join", partial(_reason_to_join, end))


def _reason_to_join(end: LineEnd) -> str:
    if is_known(end.left_word + end.right_word):
        return "known-word"
    if is_legal_break(end.left_word + end.right_word, len(end.left_word)):
        return "legal-break"
    return "default"


def _known_word(end: LineEnd) -> Verdict | None:
    if is_known(end.left_word + end.right_word):
        return Verdict("join", "known-word")
    return None


Rule = Callable[[LineEnd], Verdict | None]

RULES: tuple[Rule, ...] = (
    _bare_mark,
    _gender_mark,
    _address,
    _no_cents,
    _next_is_sign,
    _coordination,
    _inner_capital,
    _number_word,
    _digit_after,
    _short_or_sign,
    _capital_after,
    _elsewhere,
    _kept_pair,
    _phrase,
    _pair_of_adjectives,
    _mere_break,
    _known_word,
)


def decide(end: LineEnd) -> Verdict:
    """The first rule's verdict.

    Without any, the mark is a dash that touches the word before it and breaks no known word, which stays as
    printed: ``2020–|2022``.
    """
    for rule in RULES:
        verdict = rule(end)
        if verdict is not None:
            return verdict
    return Verdict("keep", "dash-attached")


def _is_word(end: LineEnd, right: str) -> bool:
    """Whether both halves are one word: the document is asked first, as the lexicon takes long to load."""
    left = end.left_word.lower()
    if end.vocabulary.joined(left, right) or right in word_lists().adverbs.get(left, ()):
        return True
    return is_known(end.left_word + right)


def _is_acronym(word: str) -> bool:
    """``IT``, ``NRW``, ``KMUs``, ``GmbH``: begins and ends with a capital."""
    return bool(_ACRONYM.fullmatch(word))


def _all_capitals(end: LineEnd) -> bool:
    """Text set in capitals, where a capital after the hyphen says nothing: ``FORTSCHRITTS-|BERICHT``."""
    left, right = end.left_word, end.right_word
    if len(left) < 2 or len(right) < 2 or not (left.isupper() and right.isupper()):
        return False
    # A short half may be an abbreviation: "EU-|PROJEKTE", but "UM-|BAU".
    if len(left) > 3 or is_known(left + right):
        return True
    return left in word_lists().capital_beginnings and is_legal_break(left + right, len(left))
