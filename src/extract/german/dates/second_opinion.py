"""A second opinion on a plain date that the grammar has cut out: dateparser's, or the calendar's own.

dateparser never sees free text: in it "mit 12" and "so" become dates, and missing parts are filled from
today. Given one plain expression, with language, order, required parts and base date fixed, it is an
independent reader. It is asked where one date decides much (the date of a report), not for each of
thousands: a call takes as long as reading a page of text, and the first one as long as three. A day or month
written in the one way that leaves nothing to interpret is therefore looked up without it; a test holds
that dateparser reads the same.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime

_BASE = datetime(2000, 1, 1)
"""Fixed, so that the same text gives the same date on any day; no part of it can get into a result."""

_MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905
)
_PLAIN = re.compile(
    rf"""
    (?: (?P<day>\d\d?) \. [ ] )?           # 1. Dezember 2023, or without a day: Dezember 2023
    (?P<name> {"|".join(_MONTHS)} ) [ ]
    (?P<year> (?:19|20)\d\d )
    """,
    re.VERBOSE,
)


def second_opinion(text: str) -> tuple[date, date] | None:
    """First and last day of a plain date or month of a year, as dateparser reads it; None when it cannot.

    Args:
        text: one calendar expression, ``1. Dezember 2023`` or ``Dezember 2023``, and nothing else.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        year, month = int(plain["year"]), 1 + _MONTHS.index(plain["name"])
        last = calendar.monthrange(year, month)[1]
        if plain["day"] is None:
            return date(year, month, 1), date(year, month, last)
        if 1 <= int(plain["day"]) <= last:
            day = date(year, month, int(plain["day"]))
            return day, day
    return ask_dateparser(text)


def ask_dateparser(text: str) -> tuple[date, date] | None:
    """The same as dateparser reads it, in whatever notation."""
    import dateparser  # on demand: loading it takes longer than reading most reports' dates

    settings = {
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": _BASE,
        "PARSERS": ["absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    for parts in (["day", "month", "year"], ["month", "year"]):
        found = dateparser.parse(text, languages=["de"], settings={**settings, "REQUIRE_PARTS": parts})
        if found is None:
            continue
        if "day" in parts:
            return found.date(), found.date()
        last = calendar.monthrange(found.year, found.month)[1]
        return date(found.year, found.month, 1), date(found.year, found.month, last)
    return None
