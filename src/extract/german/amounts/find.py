"""`find_amounts`: spans and values from `scan`, and around each of them modifier, rhythm, period and role."""

from __future__ import annotations

import re
from bisect import bisect_right

from extract.german.amounts.carry import Surroundings, carry_over
from extract.german.amounts.context import AmountContext
from extract.german.amounts.frequency import rhythm_left, rhythm_right
from extract.german.amounts.modifiers import modifier_of
from extract.german.amounts.periods import periods_of
from extract.german.amounts.raw import RawAmount
from extract.german.amounts.roles import roles_of
from extract.german.amounts.scan import scan
from extract.german.amounts.shared import with_shared_units
from extract.german.printed import as_printed
from extract.german.records import AmountMention
from extract.german.sentences import sentence_spans

_SOLD_BY_MEASURE = re.compile(
    r"\b(?:Liter|Kilowattstunde|kWh|Kubikmeter|Benzin|Diesel|Super|Strompreis|Gaspreis)\b"
)


def find_amounts(text: str, *, context: AmountContext | None = None) -> tuple[AmountMention, ...]:
    """All mentions of money in `text`, in order, never overlapping.

    Args:
        text: running German text; offsets of the mentions count its characters.
        context: what the caller knows; without it the text is not a statement of volume.

    Conventions are those of ``amounts`` in the output contract: the span is number and currency with a sign
    directly attached; a range is one mention; of an enumeration with the unit at its end ("10.000 und 20.000
    Euro") each number is a mention of its own, the first spanning its number only.
    """
    given, text = text, as_printed(text)
    raws = scan(text)
    if not raws:
        return ()
    raws = with_shared_units(text, raws)
    context = context or AmountContext()
    spans = sentence_spans(text)
    starts = [start for start, _ in spans]
    places = [spans[bisect_right(starts, raw.start) - 1] for raw in raws]
    # A sentence ends after the amount at the earliest ("… 5 Mio. €" is no end).
    places = [(low, max(high, raw.end)) for raw, (low, high) in zip(raws, places, strict=True)]
    around = _surroundings(text, raws, places)
    periods = periods_of(text, raws, places, around, context=context)
    roles = roles_of(text, raws, places, around, periods, context=context)
    return tuple(
        AmountMention(
            start=raw.start,
            end=raw.end,
            text=given[raw.start : raw.end],
            value=raw.value / 1000 if raw.doubtful and _unit_price(text, near, place) else raw.value,
            value_to=raw.value_to,
            currency=raw.currency,
            per=near.per,
            modifier="range" if raw.value_to is not None else near.bound,
            frequency=period.frequency or near.frequency or "once",
            role=role,
            period_start=period.start,
            period_end=period.end,
            as_of_start=period.as_of_start,
            as_of_end=period.as_of_end,
            sentence_start=place[0],
            sentence_end=place[1],
        )
        for raw, place, near, period, role in zip(raws, places, around, periods, roles, strict=True)
    )


def _unit_price(text: str, near: Surroundings, place: tuple[int, int]) -> bool:
    """Three decimals are usual there: "1,549 €/l", "Der Liter Diesel kostet 1,549 €"."""
    return near.per is not None or _SOLD_BY_MEASURE.search(text, *place) is not None


def _surroundings(text: str, raws: list[RawAmount], places: list[tuple[int, int]]) -> list[Surroundings]:
    """Modifier and rhythm of each amount, looking no further than its neighbours in the sentence."""
    result: list[Surroundings] = []
    lefts, rights = _neighbours(raws, places)
    for raw, left, right in zip(raws, lefts, rights, strict=True):
        bound = modifier_of(text, start=raw.group_start, end=raw.group_end, low=left, high=right)
        after = rhythm_right(text, end=raw.group_end, high=right)
        if after.end > raw.group_end and bound == "exact":
            bound = modifier_of(text, start=raw.group_start, end=after.end, low=left, high=right)
        # What follows the sum before ("95 Euro je Tonne …") is spent on it.
        spent = result[-1].end if result and left <= result[-1].end <= raw.group_start else left
        before = rhythm_left(text, low=spent, start=raw.group_start)
        result.append(
            Surroundings(
                low=left,
                high=right,
                bound=bound,
                frequency=after.frequency or before.frequency,
                own_frequency=after.frequency,
                per=after.per or before.per,
                end=after.end,
            )
        )
    return carry_over(text, raws, result)


def _neighbours(raws: list[RawAmount], places: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """End of the amount before and start of the one after each, or the ends of its sentence."""
    lefts = [low for low, _ in places]
    rights = [high for _, high in places]
    for index in range(1, len(raws)):
        before, raw = raws[index - 1], raws[index]
        if places[index - 1] != places[index]:
            continue
        same = before.group_start == raw.group_start
        lefts[index] = lefts[index - 1] if same else before.group_end
    for index in range(len(raws) - 2, -1, -1):
        raw, after = raws[index], raws[index + 1]
        if places[index] != places[index + 1]:
            continue
        same = after.group_start == raw.group_start
        rights[index] = rights[index + 1] if same else after.group_start
    return lefts, rights
