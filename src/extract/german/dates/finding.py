"""The engine: scan for triggers, read units, join ranges, fill in years.

One pass over the tokens looks each word up in a table; patterns run only at triggers. The work is linear in
the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from extract.german.dates import guards
from extract.german.dates.calendar import Interval, Unit
from extract.german.dates.grammar import PART, compiled
from extract.german.dates.joining import ENUMERATED, SLASH, TO, Item, join, separate_days, without_weak
from extract.german.dates.lexicon import PARTS
from extract.german.dates.productions import INVALID
from extract.german.dates.resolving import resolve
from extract.german.dates.rules import TRIGGERS, read_unit
from extract.german.dates.surroundings import URL
from extract.german.printed import as_printed
from extract.german.records import DateContext, DateMention, DateModifier

TOKEN: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_MODIFIERS: Final[dict[str, DateModifier]] = {"start": "start", "mid": "mid", "end": "end"}
_PARTS = {form: value for word, value in PARTS.items() for form in (word, word.lower(), word.upper())}
_YEAR_WORD = re.compile(r"(?:[Ii]m|[Dd]as|[Dd]em|[Dd]es)\sJahre?s?\s\Z")
_FEW = compiled(r"\s?[-–—/]\s?")
_NOWHERE = DateContext()


def find_dates(text: str, *, context: DateContext | None = None) -> tuple[DateMention, ...]:
    """Calendar expressions of a German text, in rising order, not overlapping.

    Args:
        text: any text; offsets of the result count its characters.
        context: where the year of a year-less date may come from; without it such dates keep empty intervals.

    Returns:
        Mentions. Durations, ages, clock times and deictic words (heute, derzeit, jährlich) are none.
    """
    return _found(text, context or _NOWHERE)


@lru_cache(maxsize=256)
def _found(text: str, context: DateContext) -> tuple[DateMention, ...]:
    """Kept for a while: the dates of a milestone are asked for twice, for its own date and as mentions."""
    plain = as_printed(text)
    items = join(plain, scan(plain))
    if not items:
        return ()
    label = label_interval(context.label) if context.label else None
    mentions = resolve(plain, items, context, label)
    if plain is text:
        return mentions
    return tuple(replace(mention, text=text[mention.start : mention.end]) for mention in mentions)


def scan(text: str) -> list[Item]:
    """Single units in rising order."""
    items: list[Item] = []
    triggers, done = TRIGGERS, 0
    addresses = _addresses(text)
    address = 0
    for token in TOKEN.finditer(text):
        position = token.start()
        if position < done:
            continue
        word = token.group()
        if word[0] <= "9":
            trigger = {1: "short number", 2: "short number", 4: "long number"}.get(len(word), "")
            if len(word) == 3 and _YEAR_WORD.search(text, max(0, position - 10), position):
                trigger = "old year"
            if not trigger:
                continue
            if len(word) == 2 and position and text[position - 1] in "'’‘":
                trigger, position = "apostrophe", position - 1
        else:
            found = triggers.get(word)
            if found is None:
                continue
            trigger = found
        while address < len(addresses) and addresses[address][1] <= position:
            address += 1
        if address < len(addresses) and addresses[address][0] <= position:
            continue
        previous = items[-1] if items else None
        item, end = _read(text, position, trigger, previous)
        if item is not None:
            items.extend(separate_days(text, item))
        done = max(done, end)
    return without_weak(text, items)


def _addresses(text: str) -> list[tuple[int, int]]:
    if "www." not in text and "://" not in text and "@" not in text:
        return []
    return [match.span() for match in URL.finditer(text)]


def _read(text: str, position: int, trigger: str, previous: Item | None) -> tuple[Item | None, int]:
    """The item at the position or None, and where to go on."""
    if trigger == "part":
        return _read_part(text, position)
    linked = previous is not None and _linked(text[previous.end : position])
    read = read_unit(text, position, trigger)
    if read is None:
        return None, position
    unit, end, _ = read
    if unit is INVALID:
        return None, end
    if guards.accept(text, position, end, unit, trigger, led=False, linked=linked):
        return Item(position, end, unit), end
    if trigger == "short number" and unit.kind == "day" and text[end - 1].isalpha():
        return None, end  # "3. Mai Linden": no day, so no month either
    if guards.may_open(text, position, end, unit, trigger):
        return Item(position, end, unit, weak=True), end
    return None, position


def _linked(gap: str) -> bool:
    return len(gap) < 24 and bool(
        TO.fullmatch(gap) or SLASH.fullmatch(gap) or _FEW.fullmatch(gap) or ENUMERATED.fullmatch(gap)
    )


def _read_part(text: str, position: int) -> tuple[Item | None, int]:
    """``Anfang Mai 2021``, ``Ende des Schuljahres 2022/23``, ``Beginn des Jahres``."""
    match = PART.match(text, position)
    if match is None or (position and (text[position - 1].isalnum() or text[position - 1] == "-")):
        return None, position
    modifier = _MODIFIERS[_PARTS[match["part"]]]
    token = TOKEN.match(text, match.end())
    unit, end = None, match.end()
    if token is not None:
        word = token.group()
        number = {1: "short number", 2: "short number", 4: "long number"}.get(len(word), "")
        trigger = number if word[0] <= "9" else TRIGGERS.get(word, "")
        if trigger and trigger != "part":
            read = read_unit(text, token.start(), trigger)
            if read is not None and read[0] is not INVALID:
                if read[0].kind in {"day", "holiday", "turn", "monthweekday"}:
                    return None, match.end()
                if guards.accept(text, token.start(), read[1], read[0], trigger, led=True, linked=False):
                    unit, end = read[0], read[1]
    if unit is None and match["jahr"]:
        unit, end = Unit(kind="year"), match.end("jahr")
    if unit is None:
        return None, position
    led = Unit(
        kind=unit.kind, year=unit.year, month=unit.month, numbers=unit.numbers, closed=unit.closed,
        weekday=unit.weekday, name=unit.name, modifier=modifier,
    )  # fmt: skip
    return Item(position, end, led), end


@lru_cache(maxsize=1024)
def label_interval(label: str) -> Interval | None:
    """The days a printed label names: ``2021``, ``2020/2021``, ``bis 2022``, ``1. Halbjahr 2021``; None if
    it names none.

    One-sided labels (``ab 2023``) give the date they name. Several dates give the span around them.
    """
    spans = [span for item in join(label, scan(label)) if (span := item.span(item.shared_year)) is not None]
    if not spans:
        years = [int(year) for year in re.findall(r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)", label)]
        spans = [(date(year, 1, 1), date(year, 12, 31)) for year in years]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None
