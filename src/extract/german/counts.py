"""Counts that a report states of itself: "64 Projekte", "fünf der sechs Vorhaben sind abgeschlossen".

They are control sums: what was extracted must add up to them. Only whole statements count, none that is
rounded ("rund 60 Projekte"), bounded ("mehr als 60"), or about something smaller ("zwei Projekte je Kreis").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extract.base.patterns import late

Counted = Literal["projects", "milestones", "action_fields"]
CountedStatus = Literal["planned", "ongoing", "completed", "on_hold", "discontinued"]


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of things stated in a text; ``start`` and ``end`` count its characters."""

    start: int
    end: int
    text: str
    number: int
    counted: Counted
    status: CountedStatus | None
    """The status of those counted; None for all of them."""
    whole: bool
    """True if the statement speaks of the report as a whole ("insgesamt", "alle")."""


REACH = 300
"""Characters of its sentence that are looked at on each side of a count."""

_UNITS = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TEENS = (
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
)
_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")


def _words() -> dict[str, int]:
    words = {word: number for number, word in enumerate((*_UNITS, *_TEENS))}
    for place, tens in enumerate(_TENS):
        words[tens] = 20 + 10 * place
        words |= {
            f"{unit}und{tens}": 20 + 10 * place + number for number, unit in enumerate(_UNITS) if number
        }
    words["hundert"] = words["einhundert"] = 100
    # A single thing is no control sum, and "ein" is an article.
    return {word: number for word, number in words.items() if number >= 2}


WORDS = _words()

THINGS: dict[Counted, str] = {
    "projects": r"(?: Einzel | Leit )? (?: [Pp]rojekte n? | [Vv]orhaben )",
    "milestones": r"Meilensteine n?",
    "action_fields": r"Handlungsfelder n?",
}

STATUSES: dict[CountedStatus, str] = {
    "completed": r"abgeschlossen | beendet | fertiggestellt",
    "ongoing": r"laufend | in \s Umsetzung | werden \s umgesetzt",
    "planned": r"geplant | in \s Planung",
    "on_hold": r"ruhen | ruhend | pausiert",
    "discontinued": r"eingestellt | nicht \s weitergeführt",
}

_NUMBER = rf"(?: \d{{1,3}} | {'|'.join(sorted(WORDS, key=len, reverse=True))} )"

_LOOSE = late(
    r"""
    \b (?: rund | ca\. | circa | etwa | über | mehr \s als | weniger \s als | mindestens | bis \s zu | fast
         | knapp | gut | jeweils | je | pro | weitere | weiteren | anderen | zwischen | oder | bis | von | –
         | Stufe | Phase | Seite | Nr\. | erste n? | ersten )
    \s* $
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words before the number that make it no control sum: rounded, bounded, a part, a rank."""

_PART = late(
    r"^ \s* (?: je | pro | aus | im \s Bereich | des \s Handlungsfelds? | in \s Handlungsfeld ) \b",
    re.VERBOSE,
)
"""Words behind the thing that make it a part of the whole."""

_STATEMENT = late(
    rf"""
    \b (?P<number> {_NUMBER} ) \b
    (?: \s der \s (?: insgesamt \s )? {_NUMBER} )?      # fünf der 16 Projekte: the first number counts
    (?P<state> \s (?: bereits \s | derzeit \s | aktuell \s )?
       (?: abgeschlossen | laufend | geplant | eingestellt | ruhend | beendet ) en? )?
    \s (?: {"|".join(f"(?P<{name}> {pattern} )" for name, pattern in THINGS.items())} ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)

_WHOLE = late(
    r"\b (?: insgesamt | alle | sämtliche | Gesamtzahl | umfasst | bündelt | zählt ) \b",
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND = late(
    rf"""
    ^ [^.;,:]{{0,40}}?                                  # in the same clause
    \b (?: {"|".join(f"(?P<{name}> {pattern} )" for name, pattern in STATUSES.items())} ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_counts(text: str) -> tuple[CountMention, ...]:
    """All counts that a text states of the report itself.

    Args:
        text: cleaned text of one paragraph outside the projects.
    """
    found = []
    for match in _STATEMENT.finditer(text):
        before = text[max(0, match.start() - REACH) : match.start()]
        behind = text[match.end() : match.end() + REACH]
        if _LOOSE.search(before[-24:]) or _PART.search(behind):
            continue
        number = _number(match["number"])
        if number is None:
            continue
        sentence = _clause_before(before)
        counted = next(name for name in THINGS if match[name])
        status = _status(match["state"], behind)
        found.append(
            CountMention(
                match.start(),
                match.end(),
                match.group(),
                number,
                counted,
                status,
                bool(_WHOLE.search(sentence) or _WHOLE.search(_clause_behind(behind))),
            )
        )
    return tuple(found)


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else WORDS.get(word.lower())


def _status(adjective: str | None, behind: str) -> CountedStatus | None:
    if adjective:
        for name, pattern in STATUSES.items():
            if re.search(pattern, adjective, re.VERBOSE | re.IGNORECASE):
                return name
    match = _BEHIND.match(behind)
    return None if match is None else next(name for name in STATUSES if match[name])


def _clause_before(text: str) -> str:
    return re.split(r"[.;:!?]\s", text)[-1]


def _clause_behind(text: str) -> str:
    return re.split(r"[.;:!?](?:\s|$)", text)[0]
