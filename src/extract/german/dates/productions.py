"""Productions: from a pattern's match to a `Unit`.

A production returns None where the match is no date, and `INVALID` where it looks like a date that no
calendar has (``31.02.2022``): then the whole surface is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from extract.base.patterns import late
from extract.german.dates import grammar, lexicon
from extract.german.dates.calendar import ANY_DAY, Kind, Unit, exists
from extract.german.dates.numbers import is_closed, long_year, numbers_of, ordinal, year_of, years_of
from extract.german.records import DateModifier

INVALID: Final = Unit(kind="year", year=0)
Production = Callable[[re.Match[str]], "Unit | None"]

_MONTHS = {
    form: number
    for table in (lexicon.MONTHS, lexicon.MONTH_ABBREVIATIONS)
    for word, number in table.items()
    for form in (word, word.lower(), word.upper())
}
_MODIFIERS: Final[dict[str, DateModifier]] = {"start": "start", "mid": "mid", "end": "end"}


def _month_number(match: re.Match[str]) -> int:
    return _MONTHS[match["month"].rstrip(".")]


def _checked(unit: Unit) -> Unit:
    return unit if exists(unit) else INVALID


def read_day(match: re.Match[str]) -> Unit | None:
    groups = match.groupdict()
    month = _month_number(match) if "month" in groups else int(groups["m"])
    days = groups.get("days") or ""
    numbers = (*numbers_of(days), int(groups["d"]))
    if month > 12 or not 0 < max(numbers) <= 31:
        return INVALID if "month" in groups or year_of(match) else None
    if any(a >= b for a, b in pairwise(numbers)):
        return None
    return _checked(
        Unit(kind="day", year=year_of(match), month=month, numbers=numbers, closed=is_closed(days))
    )


def read_day_month(match: re.Match[str]) -> Unit | None:
    month, day = int(match["m"]), int(match["d"])
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return _checked(Unit(kind="day", month=month, numbers=(day,)))


def read_spelt_day(match: re.Match[str]) -> Unit | None:
    number = ordinal(match["o"])
    if number < 1:
        return None
    return _checked(Unit(kind="day", year=year_of(match), month=_month_number(match), numbers=(number,)))


def read_month(match: re.Match[str]) -> Unit | None:
    month = _month_number(match)
    if not match["n"]:
        return Unit(kind="month", month=month, year=year_of(match))
    number = int(match["n"])
    before = match.string[max(0, match.start() - 12) : match.start()]
    # "Nov. 22" and "seit Mai 22" name a year, "Feb 15" names a day
    stated = _STATED.search(before) is not None and not _day_follows_day(match, number)
    stated = stated or "." in match[0] or _YEAR_FOLLOWS.match(match.string, match.end()) is not None
    if number > 31 or (len(match["n"]) == 2 and stated):
        return Unit(kind="month", month=month, year=long_year(number))
    return _checked(Unit(kind="day", month=month, numbers=(number,)))


_STATED = late(
    r"(?:(?:Stand|[Ss]eit|[Bb]is|[Aa]b|[Ii]m|Ende|Anfang|Mitte|[Ff]ür|[–-])[:\s]\s?|[a-zä]\.?[–-])\Z"
)


_SHORT = rf"(?:{grammar.SHORT_MONTH})"
_YEAR_FOLLOWS = late(rf"\s(?:bis|–|-)\s{_SHORT}\s[1-4]\d(?!\w|\.)")
_DAY_BEFORE = late(rf"(?P<month>{_SHORT})\s(?P<d>\d{{1,2}})\s?(?:[–-]|bis)\s?\Z")


def _day_follows_day(match: re.Match[str], number: int) -> bool:
    """``Aug 7 - Aug 11``: days, for as years the two would lie too far apart."""
    before = _DAY_BEFORE.search(match.string[max(0, match.start() - 16) : match.start()])
    if before is None:
        return False
    first, same_month = int(before["d"]), before["month"].rstrip(".") == match["month"].rstrip(".")
    return first <= 31 and (len(before["d"]) == 1 or same_month or not 0 <= number - first <= 4)


def read_month_year(match: re.Match[str]) -> Unit | None:
    month = int(match["m"])
    if not 1 <= month <= 12 or (match["s"] == "." and len(match["m"]) < 2):
        return None
    return Unit(kind="month", month=month, year=int(match["y"]))


def read_month_span(match: re.Match[str]) -> Unit | None:
    first, last = int(match["m"]), int(match["n"])
    if first >= last:
        return None
    return Unit(kind="month", month=first, numbers=(first, last), closed=True, year=year_of(match))


_DAY_LEAD = late(rf"(?:^|\W)(?:[Aa]m|[Vv]om|[Zz]um|[Dd]e[nm]|{lexicon.WEEKDAY},?)\s{{1,2}}\Z")
_EITHER_LEAD = late(r"(?:^|\W)(?:[Aa]b|[Bb]is)\s{1,2}\Z")


def read_short_month_year(match: re.Match[str]) -> Unit | None:
    before = match.string[max(0, match.start() - 16) : match.start()]
    if _DAY_LEAD.search(before) or (int(match["yy"]) <= 12 and _EITHER_LEAD.search(before)):
        return None  # "am 10/12" is a day
    return Unit(kind="month", month=int(match["m"]), year=long_year(int(match["yy"])))


def read_roman_quarter(match: re.Match[str]) -> Unit | None:
    numbers = tuple(lexicon.ROMANS[item] for item in re.findall(r"[IV]+", match["n"]))
    if any(a >= b for a, b in pairwise(numbers)):
        return None
    return Unit(kind="quarter", numbers=numbers, closed=True, year=year_of(match))


def read_season(match: re.Match[str]) -> Unit | None:
    season, part = _SEASONS[match["season"]]
    year, second = years_of(match)
    if second is not None and season < 3:
        year = second  # the spring of "Winter/Frühjahr 2024/25"
    if match["y2"] and not match["z2"] and "'" not in match[0] and "’" not in match[0]:
        return None
    return Unit(kind="season", numbers=(season,), year=year, modifier=_MODIFIERS.get(part or ""))


_SEASONS = {
    form: value for word, value in lexicon.SEASONS.items() for form in (word, word.lower(), word.upper())
}


_ORDINAL_ITEM = late(grammar.ORDINAL)


def read_ordinal_noun(match: re.Match[str]) -> Unit | None:
    text, noun = match["ordinals"], match["noun"].lower()
    numbers = tuple(ordinal(item) for item in _ORDINAL_ITEM.findall(text))
    closed = is_closed(text)
    year, second = years_of(match)
    if any(a >= b for a, b in pairwise(numbers)):
        return None
    top = numbers[-1]
    if noun.startswith("q"):
        return Unit(kind="quarter", numbers=numbers, closed=closed, year=year) if 1 <= top <= 4 else None
    if noun.startswith(("halbjahr", "hj", "jahreshälfte", "hälfte")):
        if not 1 <= top <= 2:
            return None
        if second is not None and noun.startswith(("halbjahr", "hj")):
            return Unit(kind="schoolhalf", numbers=numbers, year=year)
        return Unit(kind="halfyear", numbers=numbers, closed=closed, year=year)
    if noun.startswith("schulhalbjahr"):
        return Unit(kind="schoolhalf", numbers=numbers[:1], year=year) if 1 <= top <= 2 and year else None
    if noun.startswith(("kw", "kalenderwoche", "woche")):
        return (
            _checked(Unit(kind="week", numbers=numbers, closed=closed, year=year)) if 1 <= top <= 53 else None
        )
    return _feast(numbers[0], noun, year)


def read_century(match: re.Match[str]) -> Unit | None:
    numbers = tuple(ordinal(item) for item in _ORDINAL_ITEM.findall(match["ordinals"]))
    if numbers != tuple(sorted(set(numbers))) or not 1 < numbers[0] <= numbers[-1] <= 21:
        return None
    return Unit(
        kind="century", numbers=numbers, closed=is_closed(match["ordinals"]), year=100 * numbers[0] - 100
    )


def _feast(number: int, noun: str, year: int | None) -> Unit | None:
    names = {
        "advent": ("erster Advent", "zweiter Advent", "dritter Advent", "vierter Advent"),
        "weihnacht": ("Weihnachtstag", "Stephanstag"),
        "oster": ("Ostersonntag", "Ostermontag"),
        "pfingst": ("Pfingstsonntag", "Pfingstmontag"),
    }
    for stem, days in names.items():
        if noun.startswith(stem) and 1 <= number <= len(days):
            return Unit(kind="holiday", name=days[number - 1], year=year)
    return None


def read_week_of_month(match: re.Match[str]) -> Unit | None:
    number, what = ordinal(match["o"]), match["what"].title()
    month, year = _month_number(match), year_of(match)
    if not (1 <= number <= 5 or number == -1):
        return None
    if what == "Woche":
        return Unit(kind="monthweek", month=month, numbers=(number,), year=year)
    weekday = lexicon.WEEKDAYS.get(what, ANY_DAY)
    return Unit(kind="monthweekday", month=month, weekday=weekday, numbers=(number,), year=year)


_QUARTER_NUMBER = late(grammar.QUARTER_NUMBER)


def read_quarter_first(match: re.Match[str]) -> Unit | None:
    numbers = tuple(ordinal(item) for item in _QUARTER_NUMBER.findall(match["n"]))
    half = match[0].startswith("H")
    if any(a >= b for a, b in pairwise(numbers)) or (half and numbers[-1] > 2):
        return None
    kind: Kind = "halfyear" if half else "quarter"
    return Unit(kind=kind, numbers=numbers, closed=is_closed(match["n"]), year=year_of(match))


def read_letter(match: re.Match[str]) -> Unit | None:
    numbers = numbers_of(match["n"])
    if len(numbers) > 1 and numbers[0] >= numbers[1]:
        return None
    half, year = match["q"].startswith("H"), year_of(match)
    if half and (numbers[-1] > 2 or year is None):
        return None
    if year is None and match.groupdict().get("gap"):
        return None  # "Q 4" alone
    kind: Kind = "halfyear" if half else "quarter"
    return Unit(kind=kind, numbers=numbers, closed=is_closed(match["n"]), year=year)


def read_week(match: re.Match[str]) -> Unit | None:
    numbers, year, text = numbers_of(match["n"]), year_of(match), match["n"]
    if len(numbers) > 1 and "/" in text and numbers[1] != numbers[0] + 1 and year is None:
        numbers, year = numbers[:1], long_year(numbers[1])  # KW 42/22
    if not all(1 <= number <= 53 for number in numbers) or list(numbers) != sorted(set(numbers)):
        return None
    return _checked(Unit(kind="week", numbers=numbers, closed=is_closed(text), year=year))


def read_school(match: re.Match[str]) -> Unit | None:
    year, second = years_of(match)
    if match["y2"] and second is None:
        return None
    if second is not None and year is not None and second > year + 1:
        return Unit(kind="years", numbers=(year, second), year=year)
    return Unit(kind="schoolyear" if match["school"] else "studyyear", year=year)


def read_school_part(match: re.Match[str]) -> Unit | None:
    year, second = years_of(match)
    word = match["part"].title()
    modifier = _MODIFIERS[lexicon.SCHOOL_YEAR_PARTS[word]]
    if year is None or (match["y2"] and second is None):
        return None
    if second is None and modifier == "end":
        year -= 1  # the school year that ends in this year
    return Unit(kind="schoolyear", year=year, modifier=modifier)


def read_semester(match: re.Match[str]) -> Unit | None:
    year, _ = years_of(match)
    word = match["winter"] or match["summer"]
    if len(word) < 4 and (year is None or (match["y2"] and not match["z2"])):
        return None  # "SS 12" may be anything
    return Unit(kind="semester", numbers=(2 if match["winter"] else 1,), year=year)


def read_turn(match: re.Match[str]) -> Unit | None:
    year, second = years_of(match)
    if year is not None and second is None and re.search(r"\s(?:auf|zu)\s", match[0]):
        year -= 1
    return Unit(kind="turn", year=year)


def read_year_part(match: re.Match[str]) -> Unit | None:
    word = next(part for part in lexicon.YEAR_PARTS if part.lower() == match["part"].lower())
    return Unit(kind="year", year=year_of(match), modifier=_MODIFIERS[lexicon.YEAR_PARTS[word]])


_HOLIDAY_NAMES = {name.lower(): name for name in lexicon.HOLIDAYS}


def read_holiday(match: re.Match[str]) -> Unit | None:
    return Unit(kind="holiday", name=_HOLIDAY_NAMES[match["name"].lower()], year=year_of(match))


def read_decade(match: re.Match[str]) -> Unit | None:
    digits = match["y"]
    start = int(digits) if len(digits) > 2 else 1900 + int(digits)
    full = match["more"] is not None or re.search(r"ern|[Jj]ahr", match[0]) is not None
    if len(digits) == 2 and not full and not _part_of(match):
        return None
    return Unit(kind="decade", year=start) if 1000 <= start < 2200 else None


def _part_of(match: re.Match[str]) -> bool:
    """``Anfang der 80er``: the part makes plain what the number is."""
    before = match.string[max(0, match.start() - 16) : match.start()]
    return re.search(r"(?:Anfang|Beginn|Mitte|Ende)\s+(?:der|den)\s+\Z", before) is not None


def read_word_decade(match: re.Match[str]) -> Unit | None:
    if match["full"] is None and not _part_of(match):
        return None
    return Unit(kind="decade", year=1900 + lexicon.DECADE_WORDS[match["word"].lower()])


def read_year_pair(match: re.Match[str]) -> Unit | None:
    start, connector, second = int(match["y"]), match["c"], match["z"]
    end = int(second) if len(second) == 4 else start // 100 * 100 + int(second)
    if len(second) == 2 and (connector != connector.strip() and "/" not in connector):
        return None  # "2022 - 25 Plätze"
    if len(second) == 2 and end < start and int(second) == (start + 1) % 100:
        end += 100  # 1999/00
    if end == start:
        return Unit(kind="year", year=start)
    if len(second) == 4 and "/" in connector and end != start + 1:
        return None  # "2010/2012" are two years
    if not start < end <= start + 150:
        return None
    return Unit(kind="years", year=start, numbers=(start, end))


def read_single_year(match: re.Match[str]) -> Unit | None:
    return Unit(kind="year", year=int(match["y"] or match["f"]))


def read_old_year(match: re.Match[str]) -> Unit | None:
    return Unit(kind="year", year=int(match["y"]))


def read_iso_month(match: re.Match[str]) -> Unit | None:
    return Unit(kind="month", year=int(match["y"]), month=int(match["m"]))


def read_iso_week(match: re.Match[str]) -> Unit | None:
    return _checked(Unit(kind="week", year=int(match["y"]), numbers=(int(match["n"]),)))


def read_year_quarter(match: re.Match[str]) -> Unit | None:
    return Unit(kind="quarter", year=int(match["y"]), numbers=(int(match["n"]),))


def read_short_year(match: re.Match[str]) -> Unit | None:
    return Unit(kind="year", year=long_year(int(match["y2"])))
