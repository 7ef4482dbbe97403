"""What looks like a date and is none: counts, versions, paragraphs, surnames, years inside names.

A guard looks at a bounded stretch of text beside the expression, through the patterns of `surroundings`.
Counter-examples stand in ``negatives.yaml``.
"""

from __future__ import annotations

from typing import Final

from extract.german.dates import lexicon
from extract.german.dates import surroundings as beside
from extract.german.dates.calendar import Unit
from extract.german.dates.rules import TRIGGERS

_REACH: Final = 48
"""Characters looked at on each side."""


def accept(text: str, start: int, end: int, unit: Unit, trigger: str, *, led: bool, linked: bool) -> bool:
    """Whether the unit at ``text[start:end]`` is a date where it stands.

    Args:
        led: Anfang, Mitte or Ende stands directly before it.
        linked: only a connector lies between it and the date before.
    """
    if not _edges(text, start, end, trigger, linked=linked):
        return False
    before = text[max(0, start - _REACH) : start]
    if led:
        return True
    if beside.RECURRING.search(before):
        return False
    match trigger:
        case "long number" | "apostrophe":
            return unit.kind not in {"year", "years"} or _year(text, start, end, before, unit, trigger)
        case "short number":
            return _short(text, start, end, before, unit, linked=linked)
        case "month":
            return unit.year is not None or unit.kind == "day" or _month(text, start, end, before)
        case "season":
            return unit.year is not None or _season(text, start, end, before)
        case "letter":
            return unit.year is not None or linked or beside.LETTER_LEADS.search(before) is not None
        case _:
            return True


def _edges(text: str, start: int, end: int, trigger: str, *, linked: bool) -> bool:
    """Not inside a longer number, word, address or compound."""
    previous = text[start - 1] if start else " "
    earlier = text[start - 2] if start > 1 else " "
    following = text[end] if end < len(text) else " "
    if previous.isalnum() or previous in "_@#\\" or following in "_@":
        return False
    number = trigger in {"long number", "short number"}
    if earlier.isalnum() and not linked:
        if previous in "/-=&?" or (previous == "." and (number or earlier.islower())):
            return False
        if number and previous in ",:–+" and earlier.isdigit():
            return False
    if previous == "-" and earlier == " " and number and not linked and trigger == "short number":
        return False
    if not number and following == "-" and text[end + 1 : end + 2] in {" ", ","}:
        return False  # "Sommer- und Herbstferien"
    if not number and following in "-." and end + 1 < len(text) and text[end + 1].isalpha():
        word = beside.WORD.match(text, end + 1)
        known = word is not None and word[0] in TRIGGERS
        return known or (following == "." and text[end + 1].isupper())
    return True


def _year(text: str, start: int, end: int, before: str, unit: Unit, trigger: str) -> bool:
    strong = beside.STRONG_YEAR.search(before) is not None
    if trigger == "apostrophe":
        return strong or beside.BEFORE_YEAR.search(before) is not None
    if unit.kind == "years":
        return not beside.NUMBERED.search(before)
    if (
        beside.CLOCK.match(text, end)
        or beside.NAME_BEFORE_YEAR.search(before)
        or _in_quoted_name(text, end, before)
    ):
        return False
    if beside.COUNT.match(text, end):
        return beside.YEAR_LEAD.search(before) is not None
    if beside.DURATION.match(text, end):
        return False
    rounded = beside.ROUND.search(text[start:end]) is not None
    soft = beside.SOFT_COUNT.match(text, end) is not None
    if strong:
        return not (soft and rounded) or beside.YEAR_LEAD.search(before) is not None
    if beside.NUMBERED.search(before) or beside.QUANTITY.search(before) or beside.OTHER_NUMBER.search(before):
        return False
    if beside.EURO_LEAD.search(before):
        return False
    assert unit.year is not None
    if soft:
        usual = 1990 <= unit.year <= 2060 and not rounded
        return usual and beside.WORD_LEAD.search(before) is not None
    if rounded and beside.CAPITAL_WORD.match(text, end):
        return False
    if unit.year % 100 == 0 and beside.ADJECTIVE.match(text, end):
        return False
    return beside.BEFORE_YEAR.search(before) is not None or 1700 <= unit.year <= 2100


def _in_quoted_name(text: str, end: int, before: str) -> bool:
    """``„Innovation im Tal 2030“``: the year closes a quoted name, ``„Bericht für 2022“`` names a year."""
    if text[end : end + 1] not in beside.CLOSING_QUOTES or end >= len(text):
        return False
    quoted = beside.QUOTED_NAME.search(before)
    return quoted is not None and beside.SMALL_WORD.search(quoted[1]) is None


def _short(text: str, start: int, end: int, before: str, unit: Unit, *, linked: bool) -> bool:
    if unit.kind != "day" or unit.year is not None:
        return unit.kind != "month" or not beside.NUMBERED.search(before)
    surface = text[start:end]
    if surface[-1].isalpha() or any(character.isalpha() for character in surface[-4:]):
        return True  # a month's name
    if beside.CLOCK.match(text, end):
        return False
    if "/" in surface and "." not in surface:
        return beside.DAY_LEADS.search(before) is not None or (not before.strip() and not text[end:].strip())
    if not surface.endswith("."):
        leads = beside.UNDOTTED_LEADS if len(surface.replace(" ", "")) == 3 else beside.DAY_LEADS
        return leads.search(before) is not None
    if beside.NUMBERED.search(before):
        return False
    if not beside.UNPADDED.fullmatch(surface):
        return True
    # "3.2." is a heading's number unless something beside it speaks for a date
    alone = not before.strip() and not text[end:].strip()
    led = linked or beside.DAY_LEADS.search(before) or beside.UNPADDED_LEADS.search(before)
    return bool(alone or led or beside.LEADS_ON.match(text, end))


def _lead(before: str) -> str:
    word = beside.LAST_WORD.search(before)
    return word[1] if word else ""


def _month(text: str, start: int, end: int, before: str) -> bool:
    word = text[start:end].rstrip(".")
    if beside.TITLE.search(before) or beside.COMPANY.match(text, end):
        return False
    if word.title() not in lexicon.MONTHS:
        led = beside.ABBREVIATION_LEADS.search(before) or beside.ABBREVIATION_LINK.match(text, end)
        return word[0].isupper() and led is not None
    lead = _lead(before)
    known = lead.lower() in beside.MONTH_LEADS or lead.endswith(
        ("start", "ende", "beginn", "abschluss", "stand", "termin")
    )
    if word in {"Mai", "März", "August"} and lead[:1].isupper() and not known:
        return False
    return not (
        word == "August"
        and not known
        and before[-2:-1] not in {"(", ","}
        and beside.CAPITAL_WORD.match(text, end)
    )


def _season(text: str, start: int, end: int, before: str) -> bool:
    if beside.TITLE.search(before) or beside.COMPANY.match(text, end):
        return False
    lead = _lead(before)
    if lead:
        return lead.lower() in beside.SEASON_LEADS
    last = before.rstrip(" \t")[-1:]
    if last in {"", "\n", "•", "▪"}:
        return beside.STANDS_ALONE.match(text[end : end + 12]) is not None
    return last in {"(", "/", "–", "-", ",", ":", ";"}
