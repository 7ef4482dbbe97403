"""dateparser as a second opinion on a plain date that the grammar has cut out.

dateparser never sees free text: in it "mit 12" and "so" become dates, and missing parts are filled from
today. Given one plain expression, with language, order, required parts and base date fixed, it is an
independent reader. It is asked where one date decides much (the date of a report), not for each of
thousands: a call takes as long as reading a page of text.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime

_BASE = datetime(2000, 1, 1)
"""Fixed, so that the same text gives the same date on any day; no part of it can get into a result."""


def second_opinion(text: str) -> tuple[date, date] | None:
    """First and last day of a plain date or month of a year, as dateparser reads it; None when it cannot.

    Args:
        text: one calendar expression, ``1. Dezember 2023`` or ``Dezember 2023``, and nothing else.
    """
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
