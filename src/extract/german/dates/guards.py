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
from extract.german.dates.years import is_year

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
        case "long number" if unit.kind == "month":
            return not (beside.NUMBERED.search(before) or beside.NORM.search(before))
        case "long number" if unit.kind == "day":
            return beside.NORM.search(before) is None
        case "long number" | "apostrophe":
            return unit.kind not in {"year", "years"} or is_year(text, start, end, before, unit, trigger)
        case "old year":
            return (
                beside.ADJECTIVE.match(text, end) is None and beside.LEADS_TO_NUMBER.match(text, end) is None
            )
        case "short number":
            return _short(text, start, end, before, unit, linked=linked)
        case "ordinal" if "/" in text[start:end]:
            return _roman(text, start, end, before, linked=linked)
        case "month":
            return unit.year is not None or unit.kind == "day" or _month(text, start, end, before)
        case "season":
            return unit.year is not None or _season(text, start, end, before)
        case "letter":
            return unit.year is not None or linked or beside.LETTER_LEADS.search(before) is not None
        case _:
            return True


def may_open(text: str, start: int, end: int, unit: Unit, trigger: str) -> bool:
    """Whether a month or season that is no date by itself is one as the first end of a range.

    ``Bauzeit Mai bis Juli 2025``: after a noun *Mai* may be a name, and the range says that it is none.
    """
    if trigger not in {"month", "season"} or unit.year is not None or unit.kind not in {"month", "season"}:
        return False
    before = text[max(0, start - _REACH) : start]
    if trigger == "month" and text[start:end].rstrip(".").title() not in lexicon.MONTHS:
        return False
    return _edges(text, start, end, trigger, linked=False) and not (
        beside.RECURRING.search(before)
        or beside.TITLE.search(before)
        or beside.COMPANY.match(text, end)
        or _called_out(text, start, end, before)
    )


def _called_out(text: str, start: int, end: int, before: str) -> bool:
    """``April, April!``"""
    word = text[start:end]
    return before.endswith(f"{word}, ") or text.startswith(f", {word}", end)


def _roman(text: str, start: int, end: int, before: str, *, linked: bool) -> bool:
    """``III/2025`` is a quarter, ``Drucksache IV/2019`` a number; ``II/24`` needs a word of time."""
    if beside.NUMBERED.search(before) or beside.NUMBERED_IN_YEAR.search(before):
        return False
    full = text[end - 4 : end].isdigit()
    short = beside.SHORT_ROMAN_RANGE.match(text, end) or beside.SHORT_LEADS.search(before)
    return full or linked or short is not None


def _edges(text: str, start: int, end: int, trigger: str, *, linked: bool) -> bool:
    """Not inside a longer number, word, address or compound."""
    previous = text[start - 1] if start else " "
    earlier = text[start - 2] if start > 1 else " "
    following = text[end] if end < len(text) else " "
    number = trigger in {"long number", "short number"}
    if previous in "_@#\\" or following in "_@":
        return False
    if previous.isalnum() and not (number and beside.GLUED.search(text, max(0, start - 8), start)):
        return False
    if earlier.isalnum() and not linked:
        if previous == "/" and beside.FULL_DAY.fullmatch(text, start, end):
            return beside.DOCUMENT_NUMBER.search(text, max(0, start - 24), start) is not None
        if previous in "/-=&?" or (previous == "." and (number or earlier.islower())):
            return False
        if number and previous in ",:–+" and earlier.isdigit():
            return False
    if previous == "-" and earlier == " " and number and not linked:
        return False  # an extension ("Fax -1900"), a negative number
    if not number and following == "-" and text[end + 1 : end + 2] in {" ", ","}:
        month = beside.WORD.match(text, end + 2)  # "Juni- August"
        return month is not None and TRIGGERS.get(month[0]) == trigger and trigger in {"month", "season"}
    if not number and following in "-." and end + 1 < len(text) and text[end + 1].isalpha():
        word = beside.WORD.match(text, end + 1)
        known = word is not None and word[0] in TRIGGERS
        return known or (following == "." and text[end + 1].isupper())
    return True


def _short(text: str, start: int, end: int, before: str, unit: Unit, *, linked: bool) -> bool:
    surface = text[start:end]
    if unit.kind == "month":
        if beside.NUMBERED.search(before) or beside.NUMBERED_IN_YEAR.search(before):
            return False
        full = surface[-4:].isdigit()
        return full or linked or _short_month(text, end, before)
    if unit.kind != "day":
        return True
    if unit.year is None and beside.STREET.search(before):
        return False
    if surface[-1].isalpha() or any(character.isalpha() for character in surface[-4:]):
        return unit.year is not None or not _name_in_list(text, start, end, before, unit)
    if unit.year is not None:
        return not (_classified(surface, before) or _section(text, end, surface, before))
    if beside.CLOCK.match(text, end):
        return False
    if "/" in surface and "." not in surface:
        return beside.DAY_LEADS.search(before) is not None or (not before.strip() and not text[end:].strip())
    if not surface.endswith("."):
        leads = beside.UNDOTTED_LEADS if len(surface.replace(" ", "")) == 3 else beside.DAY_LEADS
        return leads.search(before) is not None or beside.UNDOTTED_RANGE.match(text, end) is not None
    if beside.NUMBERED.search(before):
        return False
    if not beside.UNPADDED.fullmatch(surface):
        return True
    # "3.2." is a heading's number unless something beside it speaks for a date
    alone = not before.strip() and not text[end:].strip()
    led = linked or beside.DAY_LEADS.search(before) or beside.UNPADDED_LEADS.search(before)
    near = text.startswith(")", end) and beside.DAY_NEAR.search(before)
    return bool(alone or led or near or beside.LEADS_ON.match(text, end))


def _short_month(text: str, end: int, before: str) -> bool:
    """``Stand 8/23``, ``04/21 – 03/24``; anything else of this form may be a number."""
    following = beside.SHORT_MONTH_RANGE.match(text, end)
    return following is not None or beside.SHORT_LEADS.search(before) is not None


def _classified(surface: str, before: str) -> bool:
    """``Kostenstelle 05.2.03``: three groups of figures that are a plan's number."""
    if not beside.TWO_DIGIT_YEAR.search(surface):
        return False
    return beside.NUMBERED.search(before) is not None or (
        beside.HALF_PADDED.fullmatch(surface) is not None and beside.DAY_LEADS.search(before) is None
    )


def _section(text: str, end: int, surface: str, before: str) -> bool:
    """``3.1.12 Radverkehr``: the number of a section opens a line, and the section's name follows it."""
    opens = not before.strip() or before.rstrip(" \t")[-1:] == "\n"
    heading = (
        beside.SECTION.fullmatch(surface) is not None and beside.HEADING_RIGHT.match(text, end) is not None
    )
    return opens and heading


def _name_in_list(text: str, start: int, end: int, before: str, unit: Unit) -> bool:
    """``8. Ute Berg, 9. Jan Kuppel``: a place in a list and a first name."""
    if beside.CAPITAL_WORD.match(text, end) is None or beside.DAY_LEADS.search(before):
        return False
    if text[start:end].endswith("Jan"):
        return True
    ranks = (beside.RANK_BEFORE.search(before), beside.RANK_BEHIND.match(text, end))
    numbers = [
        int(match["n"]) for match in ranks if match is not None and match["word"] not in lexicon.MONTHS
    ]
    return any(abs(number - unit.numbers[0]) == 1 for number in numbers)


def _lead(before: str) -> str:
    word = beside.LAST_WORD.search(before)
    return word[1] if word else ""


def _month(text: str, start: int, end: int, before: str) -> bool:
    word = text[start:end].rstrip(".")
    if (
        beside.TITLE.search(before)
        or beside.COMPANY.match(text, end)
        or _called_out(text, start, end, before)
    ):
        return False
    if word.title() not in lexicon.MONTHS:
        led = beside.ABBREVIATION_LEADS.search(before) or beside.ABBREVIATION_LINK.match(text, end)
        return word[0].isupper() and led is not None
    lead = _lead(before)
    known = lead.lower() in beside.MONTH_LEADS or beside.TIME_NOUN.search(before) is not None
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
    if lead and before.rstrip()[-1] != ":":
        return lead.lower() in beside.SEASON_LEADS
    if lead:
        return beside.STANDS_ALONE.match(text[end : end + 12]) is not None
    last = before.rstrip(" \t")[-1:]
    if last in {"", "\n", "•", "▪"}:
        return beside.STANDS_ALONE.match(text[end : end + 12]) is not None
    return last in {"(", "/", "–", "-", ",", ":", ";"}
