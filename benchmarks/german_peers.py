"""Finders of other libraries on German text, for comparison; each is used where it is installed.

A library that names one moment is taken to mean the day it names; missing days and months are asked to be the
first, so that "Mai 2022" can be right by its first day. Libraries that read one string, and do not look for
mentions in a text, are not here (price-parser, ctparse).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.util import find_spec
from typing import Any

from extract.german.records import DateContext

Find = tuple[int, int, Any]
"""Start, end, value: first and last day, or amount."""
Finder = Callable[[str, DateContext], list[Find]]


def _base(context: DateContext) -> datetime:
    day = context.reference_date or date(context.heading_year or context.edition_year or 2022, 7, 1)
    return datetime.combine(day, datetime.min.time())


def dateparser_dates(text: str, context: DateContext) -> list[Find]:
    """``dateparser.search`` with German, day before month, and the first day of a month or year."""
    from dateparser.search import search_dates

    settings = {
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": _base(context),
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
    }
    found: list[Find] = []
    position = 0
    for surface, moment in search_dates(text, languages=["de"], settings=settings) or []:
        start = text.find(surface, position)
        position = max(start, position)
        found.append((start, start + len(surface), (moment.date(), moment.date())))
    return found


@cache
def _timexy() -> Any:
    import spacy
    from timexy import Timexy  # noqa: F401 - its import makes the component known

    nlp = spacy.blank("de")
    nlp.add_pipe("timexy", config={"kb_id_type": "timestamp", "label": "timexy", "overwrite": False})
    return nlp


def timexy_dates(text: str, context: DateContext) -> list[Find]:
    """timexy's spaCy component for German."""
    found: list[Find] = []
    for span in _timexy()(text).ents:
        try:
            day = datetime.utcfromtimestamp(float(span.kb_id_)).date()
        except ValueError:
            continue  # a duration
        found.append((span.start_char, span.end_char, (day, day)))
    return found


def recognizers_dates(text: str, context: DateContext) -> list[Find]:
    """Microsoft's recognizers with the culture de-de."""
    from recognizers_date_time import recognize_datetime

    found: list[Find] = []
    for result in recognize_datetime(text, "de-de", reference=_base(context)):
        values = (result.resolution or {}).get("values") or []
        days = [days for value in values if (days := _recognized(value)) is not None]
        if days:
            found.append((result.start, result.end + 1, days[-1]))
    return found


def _recognized(value: dict[str, str]) -> tuple[date, date] | None:
    try:
        if "start" in value and "end" in value:
            after = date.fromisoformat(value["end"][:10])  # the day after the last one
            return date.fromisoformat(value["start"][:10]), date.fromordinal(after.toordinal() - 1)
        day = date.fromisoformat(value["value"][:10])
    except (KeyError, ValueError):
        return None
    return day, day


def recognizers_amounts(text: str, context: DateContext) -> list[Find]:
    """Microsoft's recognizers of currencies with the culture de-de."""
    from recognizers_number_with_unit import recognize_currency

    found: list[Find] = []
    for result in recognize_currency(text, "de-de"):
        try:
            value = Decimal(result.resolution["value"])
        except (InvalidOperation, TypeError):
            continue
        found.append((result.start, result.end + 1, (value, None)))
    return found


def date_finders() -> dict[str, Finder]:
    """The finders of dates whose library is installed."""
    known: dict[str, tuple[str, Finder]] = {
        "dateparser.search": ("dateparser", dateparser_dates),
        "timexy": ("timexy", timexy_dates),
        "recognizers-text": ("recognizers_date_time", recognizers_dates),
    }
    return {name: finder for name, (module, finder) in known.items() if find_spec(module) is not None}


def amount_finders() -> dict[str, Finder]:
    """The finders of sums whose library is installed."""
    installed = find_spec("recognizers_number_with_unit") is not None
    return {"recognizers-text": recognizers_amounts} if installed else {}


MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
PLAIN_DATE = re.compile(
    r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b"
    rf"|\b(?:(?P<wd>\d{{1,2}})\.\s?)?(?P<name>{'|'.join(MONTHS)})\s(?P<wy>\d{{4}})\b|\b(?P<year>(?:19|20)\d\d)\b"
)


def plain_dates(text: str, context: DateContext) -> list[Find]:
    """A regular expression of four lines, as one would write it first."""
    found: list[Find] = []
    for match in PLAIN_DATE.finditer(text):
        try:
            found.append((match.start(), match.end(), _plain_days(match)))
        except ValueError:
            continue
    return found


def _plain_days(match: re.Match[str]) -> tuple[date, date]:
    if match["year"]:
        return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)
    year = int(match["y"] or match["wy"])
    month = int(match["m"]) if match["m"] else MONTHS.index(match["name"]) + 1
    first = date(year, month, int(match["d"] or match["wd"] or 1))
    if match["d"] or match["wd"]:
        return first, first
    following = date(year + month // 12, month % 12 + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)


PLAIN_AMOUNT = re.compile(r"(?P<n>\d{1,3}(?:\.\d{3})*(?:,\d+)?)\s?(?P<k>Mio\.?|Mrd\.?)?\s?(?:€|Euro|EUR)")


def plain_amounts(text: str, context: DateContext) -> list[Find]:
    """A regular expression, as one would write it first."""
    factors = {"": 1, "Mio": 10**6, "Mrd": 10**9}
    return [
        (
            match.start(),
            match.end(),
            (
                Decimal(match["n"].replace(".", "").replace(",", "."))
                * factors[(match["k"] or "").rstrip(".")],
                None,
            ),
        )
        for match in PLAIN_AMOUNT.finditer(text)
    ]
