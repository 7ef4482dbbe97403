"""Dates of headings and milestones."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from extract.german.dates.finding import find_dates, label_interval
from extract.german.records import DateContext, DateMention, DatePrecision

HEADING_YEAR: Final = re.compile(r"(?<![\d.,])(?:19|20|21)\d\d(?![\d]|[.,]\d)")
OPEN_YEAR: Final = re.compile(
    r"(?:^|\W)(?:[Ff]ür|[Bb]is|[Aa]b|[Ss]eit|[Nn]ach|[Vv]or)(?:\s(?:zum|dem|das|die|den|einschließlich|mindestens|spätestens))?"
    r"(?:\s(?:Jahre?n?))?\s{1,2}\Z"
)
"""A whole year after these words is the year of something else than the milestone's event."""


def year_of_heading(heading: str) -> int | None:
    """The year a heading names: ``Ausblick 2023`` gives 2023; the first one where there are several."""
    match = HEADING_YEAR.search(heading)
    return int(match[0]) if match else None


def milestone_date(
    text: str, *, label: str | None, context: DateContext | None = None
) -> tuple[date | None, date | None, DatePrecision]:
    """When a milestone was or is to be reached: the most specific date that its text states, else its label.

    The shortest interval wins, the first among equals. A whole year after *für, bis, ab, seit, nach, vor*
    dates something else (``Förderung bis 2027``) and does not count.

    Args:
        text: the milestone's text.
        label: the printed year label above it, which also lends its year to year-less dates.
        context: further sources of a year, see `DateContext`; its own label is replaced by ``label``.

    Returns:
        First day, last day and precision; (None, None, "year") where neither text nor label names a date.
    """
    if context is None or context.label != label:
        context = replace(context or DateContext(), label=label)
    best: tuple[int, DateMention] | None = None
    for mention in find_dates(text, context=context):
        if mention.date_start is None or mention.date_end is None:
            continue
        days = (mention.date_end - mention.date_start).days
        if (
            days >= 364
            and mention.modifier is None
            and OPEN_YEAR.search(text[max(0, mention.start - 30) : mention.start])
        ):
            continue
        if best is None or days < best[0]:
            best = days, mention
    if best is not None:
        return best[1].date_start, best[1].date_end, best[1].precision
    return _label_date(label)


def _label_date(label: str | None) -> tuple[date | None, date | None, DatePrecision]:
    span = label_interval(label) if label else None
    if span is None:
        return None, None, "year"
    mentions = find_dates(label or "")
    if len(mentions) == 1 and (mentions[0].date_start, mentions[0].date_end) == span:
        return span[0], span[1], mentions[0].precision
    whole_year = span[0].year == span[1].year and (span[0].month, span[1].month) == (1, 12)
    return span[0], span[1], "year" if whole_year else "range"
