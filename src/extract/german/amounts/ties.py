"""Dates of a sentence with the preposition that ties them to something: from, until, during, as of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.base.patterns import late
from extract.german.amounts.context import AmountContext
from extract.german.amounts.raw import RawAmount
from extract.german.records import DateMention

Tie = Literal["from", "to", "during", "as_of", "bare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedDate:
    """A date with the preposition before it."""

    start: int
    """Where the preposition begins."""
    end: int
    tie: Tie
    coarse: bool
    """A year, several years, a school year: what budgets are made for."""
    interval: bool
    """It has two ends in the text ("Mai bis Juli 2022")."""
    mention: DateMention


_NOUN = r"""(?: (?: dem | den | das | die | der | zum ) \s )?
(?: (?: laufende[nrs]? | beiden | gesamte[nrs]? ) \s )?
(?: (?: [^\W\d_]*jahr (?: e?[ns]? )? | [^\W\d_]*Jahr(?:e|en|es|s)? | [^\W\d_]*[Zz]eitraum(?:s|es)?
      | [^\W\d_]*[Ll]aufzeit | [^\W\d_]*[Pp]eriode | [^\W\d_]*[Pp]hase | [^\W\d_]*[Hh]aushalt )
    \s (?: von \s )? )?"""
_TIE = late(
    rf"""
    (?: (?P<as_of> \b (?: Sach | Daten | Planungs | Kosten )? [Ss]tand \s? :? \s (?: vo[mn] \s | zum \s
          | per \s )?
          | \b Stichtag \s? :? \s | \b per \s )
      | (?P<to> \b [Bb]is \s (?: einschließlich \s | inklusive \s | inkl\. \s | spätestens \s
            | voraussichtlich \s )? (?: zu[mr] \s | ins \s )? {_NOUN} )
      | (?P<from> \b (?: [Aa]b | [Ss]eit | [Bb]eginnend\s (?: mit | ab )
            | [Vv]on ) \s (?: voraussichtlich \s )? {_NOUN} )
      | (?P<during> (?: \b (?: [Ii]m | [Ii]n | [Ff]ür | [Zz]wischen | [Vv]o[nm] | [Ww]ährend ) \s {_NOUN}
          | \b (?: Haushaltsjahr(?:e|en)? | Förderzeitraum | Zeitraum | Laufzeit | Förderphase
                | Projektlaufzeit ) :? \s (?: von \s )? ) )
    ) \Z""",
    re.VERBOSE,
)
_COARSE = frozenset(["year", "schoolyear", "semester", "halfyear"])


def tied_dates(
    text: str, place: tuple[int, int], raws: Sequence[RawAmount], context: AmountContext
) -> list[TiedDate]:
    """The dates of the sentence at `place` outside the sums `raws`, each with its tie."""
    low, high = place
    if context.dates is not None:
        first = bisect_left(context.dates, low, key=lambda mention: mention.start)
        last = bisect_left(context.dates, high, key=lambda mention: mention.start)
        mentions: Sequence[DateMention] = context.dates[first:last]
    else:
        mentions = _look_for_dates(text[low:high], low, context)
    found = []
    starts = [raw.start for raw in raws]
    for mention in mentions:
        last = (
            bisect_left(starts, mention.end) - 1
        )  # sums do not overlap, so the last one before its end decides
        if last >= 0 and mention.start < raws[last].end:
            continue
        match = _TIE.search(text, max(low, mention.start - 50), mention.start)
        interval = mention.precision == "range" and not covers_years(mention)
        tie: Tie = "bare" if match is None else match.lastgroup  # type: ignore[assignment]
        if tie == "from" and mention.precision == "range":
            tie = "during"  # "von 2020 bis 2024"
        found.append(
            TiedDate(
                start=mention.start if match is None else match.start(),
                end=mention.end,
                tie=tie,
                coarse=mention.precision in _COARSE or covers_years(mention),
                interval=interval,
                mention=mention,
            )
        )
    return found


def covers_years(mention: DateMention) -> bool:
    """A range that covers whole years ("2020-2022")."""
    first, last = mention.date_start, mention.date_end
    return (
        first is not None
        and last is not None
        and (first.month, first.day) == (1, 1)
        and (last.month, last.day) == (12, 31)
    )


def _look_for_dates(sentence: str, offset: int, context: AmountContext) -> list[DateMention]:
    from extract.german.dates import find_dates  # the two look at each other's surroundings: not at import

    find: Callable[..., tuple[DateMention, ...]] = find_dates
    return [
        replace(mention, start=mention.start + offset, end=mention.end + offset)
        for mention in find(sentence, context=context.date_context)
    ]
