"""From a calendar unit and a year to an interval of days.

Conventions (output contract, ``dates``): spring 1 Mar-31 May, summer Jun-Aug, autumn Sep-Nov, winter 1 Dec
to the end of February of the next year; school year 1 Aug-31 Jul; winter semester 1 Oct-31 Mar, summer
semester 1 Apr-30 Sep; KW is the ISO week. Centuries are those of ISO 8601 (the 20th is 1900-1999, EDTF
``19XX``).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from extract.german.dates import lexicon
from extract.german.records import DateModifier, DatePrecision

Interval = tuple[date, date]

Kind = Literal[
    "day", "month", "quarter", "season", "halfyear", "year", "years", "schoolyear", "studyyear", "schoolhalf",
    "semester", "week", "monthweek", "monthweekday", "decade", "century", "turn", "holiday",
]  # fmt: skip

ANY_DAY = 7
"""Weekday of ``letzter Tag im Oktober``."""

PRECISION: dict[Kind, DatePrecision] = {
    "day": "day", "month": "month", "quarter": "quarter", "season": "season", "halfyear": "halfyear",
    "year": "year", "years": "range", "schoolyear": "schoolyear", "studyyear": "range",
    "schoolhalf": "halfyear",
    "semester": "semester", "week": "week", "monthweek": "week", "monthweekday": "day", "decade": "range",
    "century": "range", "turn": "range", "holiday": "day",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A calendar unit as read, its year perhaps unknown."""

    kind: Kind
    year: int | None = None
    """Year in which the unit starts; decades and centuries carry their first year."""
    month: int = 0
    numbers: tuple[int, ...] = ()
    """Days, months' weeks, quarters, half-years, seasons, weeks; two or more when several were named."""
    closed: bool = False
    """The numbers are the ends of a span (``11. bis 14.``), not an enumeration."""
    weekday: int = 0
    name: str = ""
    """A holiday's key in the lexicon."""
    modifier: DateModifier | None = None

    @property
    def several(self) -> bool:
        """More than one day, week or quarter was named."""
        return len(self.numbers) > 1

    @property
    def precision(self) -> DatePrecision:
        """Precision as the contract names it."""
        return "range" if self.several else PRECISION[self.kind]


def interval(unit: Unit, year: int) -> Interval | None:
    """First and last day of the unit in the year, or None where the calendar has no such day."""
    try:
        return _interval(unit, year)
    except (ValueError, OverflowError):  # 31.04., 53rd week of a short year, years out of range
        return None


def _interval(unit: Unit, year: int) -> Interval | None:
    low, high = (unit.numbers[0], unit.numbers[-1]) if unit.numbers else (0, 0)
    if low > high:
        return None
    match unit.kind:
        case "day":
            return date(year, unit.month, low), date(year, unit.month, high)
        case "month":
            return months(year, low or unit.month, high or unit.month)
        case "quarter":
            return months(year, 3 * low - 2, 3 * high)
        case "season":
            return months(year, 3 * low, 3 * high + 2)
        case "halfyear":
            return months(year, 6 * low - 5, 6 * high)
        case "year":
            return months(year, 1, 12)
        case "years":
            return date(low, 1, 1), date(high, 12, 31)
        case "schoolyear":
            return months(year, 8, 19)
        case "studyyear":
            return months(year, 10, 21)
        case "schoolhalf":
            return months(year, 8, 13) if low == 1 else months(year, 14, 19)
        case "semester":
            return months(year, 4, 9) if low == 1 else months(year, 10, 15)
        case "week":
            return date.fromisocalendar(year, low, 1), date.fromisocalendar(year, high, 7)
        case "monthweek":
            return week_of_month(year, unit.month, low)
        case "monthweekday":
            day = weekday_of_month(year, unit.month, unit.weekday, low)
            return day, day
        case "decade":
            return date(year, 1, 1), date(year + 9, 12, 31)
        case "century":
            return date(100 * low - 100, 1, 1), date(100 * high - 1, 12, 31)
        case "turn":
            return date(year, 12, 31), date(year + 1, 1, 1)
        case "holiday":
            day = holiday(unit.name, year)
            return day, day


def months(year: int, first: int, last: int) -> Interval:
    """Whole months; month 13 is January of the next year."""
    start_year, start_month = year + (first - 1) // 12, (first - 1) % 12 + 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(start_year, start_month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def weekday_of_month(year: int, month: int, weekday: int, number: int) -> date:
    """The n-th such weekday of a month; -1 is the last. Raises ValueError if the month has no n-th."""
    if weekday == ANY_DAY:
        return date(year, month, number if number > 0 else monthrange(year, month)[1])
    if number < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return date(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (number - 1))


def week_of_month(year: int, month: int, number: int) -> Interval:
    """The n-th week, Monday to Sunday, that begins in the month; the last one lies wholly in it."""
    if number < 0:
        sunday = weekday_of_month(year, month, 6, -1)
        return sunday - timedelta(days=6), sunday
    monday = weekday_of_month(year, month, 0, number)
    return monday, monday + timedelta(days=6)


@lru_cache(maxsize=512)
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def holiday(name: str, year: int) -> date:
    """Day of a holiday by its name in the lexicon. Raises KeyError for an unknown one."""
    if name in lexicon.FIXED_HOLIDAYS:
        month, day = lexicon.FIXED_HOLIDAYS[name]
        return date(year, month, day)
    if name in lexicon.EASTER_HOLIDAYS:
        return easter(year) + timedelta(days=lexicon.EASTER_HOLIDAYS[name])
    if name in lexicon.SUNDAY_HOLIDAYS:
        christmas = date(year, 12, 25)
        first_advent = christmas - timedelta(days=22 + christmas.weekday())
        return first_advent + timedelta(days=lexicon.SUNDAY_HOLIDAYS[name])
    month, weekday, number = lexicon.MOVABLE_SUNDAYS[name]
    return weekday_of_month(year, month, weekday, number)


def exists(unit: Unit) -> bool:
    """Whether the unit exists in its year, or in any year when none is known."""
    if unit.year is not None:
        return interval(unit, unit.year) is not None
    return any(interval(unit, year) is not None for year in (2020, 2021))  # 2020: leap year with 53 weeks
