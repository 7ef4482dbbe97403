"""The year of a date that prints none.

Order (output contract): the milestone's year label, the other end of the range, a date earlier in the same
sentence, the section heading, the edition year; without any of them the occurrence nearest to the reference
date. The other end of a range and the later members of an enumeration are printed in the expression itself
and therefore win over the label wherever they stand.

A label that spans several years (``2020/2021``) decides only where one of its years fits; otherwise the
date stays without an interval and its EDTF names the choice: ``[2020-03,2021-03]``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from extract.german.dates import edtf, lexicon
from extract.german.dates.calendar import Interval
from extract.german.dates.joining import Item, distance
from extract.german.records import DateContext, DateMention, DateModifier
from extract.german.sentences import sentence_spans

OPEN_LEAD = re.compile(r"(?:[Ss]eit|[Bb]is)(?:\s(?:dem|zum))?(?:\s(?:Jahre?|Ende|Anfang|Mitte))?\s{1,2}\Z")
"""A far end (``seit 2012``, ``bis 2030``) says little about the year of another date in the sentence."""
NEWS_LEAD = re.compile(
    r"(?:[Ss]eit|[Bb]is|[Aa]b|[Vv]on|[Vv]or|[Nn]ach|[Ff]ür|[Uu]m)(?:\s(?:dem|zum|das))?"
    r"(?:\s(?:Jahre?|Ende|Anfang|Mitte))?\s{1,2}\Z"
)
"""The same where only the day of writing is known: news speak of other years beside the dates of the day."""

THIS_YEAR = re.compile(
    r"\s{1,2}(?:dieses\s{1,2}Jahres|diesen\s{1,2}Jahres|des\s{1,2}laufenden\s{1,2}Jahres|d\.\s?J\.)"
)
LAST_YEAR = re.compile(
    r"\s{1,2}(?:(?:des\s{1,2})?(?:vergangenen|letzten|vorigen|vorangegangenen)\s{1,2}Jahres|des\s{1,2}Vorjahres|letztes\s{1,2}Jahr)"
)
NEXT_YEAR = re.compile(
    r"\s{1,2}(?:(?:des\s{1,2})?(?:nächsten|kommenden|folgenden)\s{1,2}Jahres|nächstes\s{1,2}Jahr)"
)
OTHER_YEAR_BEFORE = re.compile(
    r"(?:^|\W)(?:(?P<next>[Nn]ächste[ns]|[Kk]ommende[ns])|[Ll]etzte[ns]|[Vv]ergangene[ns]|[Vv]orige[ns])\sJahr,?"
    r"(?:\s(?:im|am|ab|bis|zum|zu|vom|de[nm]|schon|bereits|erst)){1,2}\s\Z"
)
"""``nächstes Jahr im April``"""
WEEKDAY_BEFORE = re.compile(rf"({lexicon.WEEKDAY}),?\s{{1,2}}(?:de[nm]\s{{1,2}})?\Z")
_WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
PAST = re.compile(r"(?:[Vv]ergangene|[Ll]etzte|[Vv]orige)[nmrs]?\s{1,2}\Z")
COMING = re.compile(r"(?:[Kk]ommende|[Nn]ächste)[nmrs]?\s{1,2}\Z")
APPROXIMATE = re.compile(
    r"(?:^|\W)(?:ca\.|circa|zirka|etwa|ungefähr|gegen|[Uu]m)\s{1,2}(?:das\s{1,2}Jahr\s{1,2}|de[nmr]\s{1,2})?\Z"
)


def resolve(
    text: str, items: list[Item], context: DateContext, label: Interval | None
) -> tuple[DateMention, ...]:
    """Mentions with their intervals.

    Args:
        items: expressions in rising order.
        label: the interval that the context's label names.
    """
    mentions: list[DateMention] = []
    sentence: tuple[Interval, bool] | None = None
    starts = _sentence_starts(text, items)
    only_reference = context.heading_year is None and context.edition_year is None
    lead = NEWS_LEAD if only_reference else OPEN_LEAD
    number = 0
    for item in items:
        last_number, number = number, bisect_right(starts, item.start)
        if number != last_number:
            sentence = None
        choice: tuple[int, ...] = ()
        year = item.shared_year
        inferred = item.elliptic
        if item.year is None:
            inferred = True
            if year is None:
                year = _stated(text, item, context)
            if year is None:
                year, choice = _from_context(text, item, context, label, sentence)
        mentions.append(_mention(text, item, year, choice, inferred=inferred))
        printed = item.year if item.year is not None else item.shared_year
        if printed is not None:
            span = item.span(printed)
            if span is not None:
                before = text[max(0, item.start - 24) : item.start]
                weak = item.left.kind == "year" and lead.search(before) is not None
                sentence = span, weak
    return tuple(mentions)


def _sentence_starts(text: str, items: list[Item]) -> list[int]:
    """Where sentences begin; nothing when no date can lend its year to another."""
    lent = any(item.year is not None or item.shared_year is not None for item in items)
    missing = any(item.year is None for item in items)
    return [start for start, _ in sentence_spans(text)] if lent and missing else []


def _stated(text: str, item: Item, context: DateContext) -> int | None:
    """``im Mai dieses Jahres``, ``im vergangenen Herbst``: counted from the reference date."""
    reference = context.reference_date
    base = reference.year if reference else context.edition_year or context.heading_year
    if base is None:
        return None
    for pattern, shift in ((THIS_YEAR, 0), (LAST_YEAR, -1), (NEXT_YEAR, 1)):
        if pattern.match(text, item.end):
            return base + shift
    before = text[max(0, item.start - 40) : item.start]
    other = OTHER_YEAR_BEFORE.search(before)
    if other is not None:
        return base + (1 if other["next"] else -1)
    if reference is None:
        return None
    if PAST.search(before):
        return _nearest(item, reference, past=True)
    return _nearest(item, reference, past=False) if COMING.search(before) else None


def _from_context(
    text: str,
    item: Item,
    context: DateContext,
    label: Interval | None,
    sentence: tuple[Interval, bool] | None,
) -> tuple[int | None, tuple[int, ...]]:
    """The year, or the several years between which the label leaves the choice."""
    if label is not None:
        years = _fitting(item, label)
        if len(years) == 1:
            return years[0], ()
        if sentence is not None:
            confirmed = [year for year in _fitting(item, sentence[0]) if year in years]
            if len(confirmed) == 1:
                return confirmed[0], ()
        return None, tuple(years)
    others = (context.heading_year, context.edition_year, context.reference_date)
    if sentence is not None and not (sentence[1] and any(other is not None for other in others)):
        years = _fitting(item, sentence[0])
        if len(years) == 1:
            return years[0], ()
    if context.heading_year is not None:
        return context.heading_year, ()
    if context.edition_year is not None:
        return context.edition_year, ()
    if context.reference_date is not None:
        return _nearest(item, context.reference_date, weekday=_weekday(text, item)), ()
    return None, ()


def _fitting(item: Item, span: Interval) -> list[int]:
    """Years in which the item begins within the span; else the span's own year if it lies in one."""
    first, last = span[0].year, span[1].year
    if last - first > 3:
        return []
    fitting = []
    for year in range(first, last + 1):
        found = item.span(year)
        if found is not None and span[0] <= found[0] <= span[1]:
            fitting.append(year)
    if not fitting and first == last:
        fitting = [first]
    return fitting


def _nearest(item: Item, day: date, *, past: bool | None = None, weekday: int | None = None) -> int | None:
    """The year whose occurrence lies nearest to the day; among equals the earlier one.

    A printed weekday (``Freitag, 13. Mai``) that fits only some of the years next to it leaves only those.
    """
    found: list[tuple[bool, int, int]] = []
    for year in range(day.year - 2, day.year + 3):
        span = item.span(year)
        if span is None or (past is not None and (span[1] >= day if past else span[0] <= day)):
            continue
        other_weekday = weekday is not None and abs(year - day.year) < 2 and span[0].weekday() != weekday
        far = weekday is not None and abs(year - day.year) == 2
        found.append((other_weekday or far, distance(span, day), year))
    return min(found)[2] if found else None


def _weekday(text: str, item: Item) -> int | None:
    """The weekday printed before a day: Monday is 0."""
    if item.left.kind != "day":
        return None
    match = WEEKDAY_BEFORE.search(text[max(0, item.start - 24) : item.start])
    return _WEEKDAYS.index(match[1][:2]) if match else None


def _mention(
    text: str, item: Item, year: int | None, choice: tuple[int, ...], *, inferred: bool
) -> DateMention:
    span = item.span(year)
    left_year, right_year = item.years(year)
    if span is None:
        left_year, right_year = item.years(None)
    modifier: DateModifier | None = item.left.modifier if item.right is None else None
    left = item.left
    plain = modifier is None and item.right is None and left.kind != "day"
    if plain and APPROXIMATE.search(text[max(0, item.start - 24) : item.start]):
        modifier = "approx"
    if item.right is not None:
        written = edtf.of_range(left, left_year, item.right, right_year)
    elif span is None and len(choice) > 1:
        written = "[" + ",".join(edtf.of_unit(left, option) for option in choice) + "]"
        if left.kind not in {"day", "month"} or left.several:  # other members of a set have no EDTF
            written = edtf.of_unit(left, None)
    else:
        written = edtf.of_unit(left, left_year if span is not None else left.year)
    if modifier == "approx" and left.kind in {"year", "month"} and not written.startswith("["):
        written += "~"
    return DateMention(
        start=item.start,
        end=item.end,
        text=text[item.start : item.end],
        date_start=span[0] if span else None,
        date_end=span[1] if span else None,
        precision="range" if item.right is not None else left.precision,
        modifier=modifier,
        edtf=written,
        year_inferred=inferred,
    )
