"""What time a sum is for, and as of when it is stated.

A date belongs to a sum when grammar ties it there, not because it is near:

- a label: "2020-2022: 297.000 €", "bis April 2023: 610.000 €", "Stand Nov. 2022: 47.900 €";
- after the sum, in its clause, with a preposition: "8,1 Mio. € bis 2025", "für die Jahre 2023 und 2024";
- before it, in its clause, with a preposition: "ab 2023 jährlich etwa 150.000 €", "Im Jahr 2020 flossen …".

A single day, month or quarter with "am", "zum", "im" tells when something happened, not what time the money
is for. Between two sums a date belongs to the side that no comma, "und", bracket or semicolon cuts off.
A part ("davon 5 Mio. €") has the period of its whole; a coordinated sum that of the sum before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from extract.german.amounts.carry import Surroundings
from extract.german.amounts.context import AmountContext
from extract.german.amounts.raw import RawAmount
from extract.german.amounts.ties import TiedDate, covers_years, tied_dates
from extract.german.records import Frequency

REACH = 110
"""How far, in characters, a date before or after the sum may stand."""
PART_REACH = 300
"""How far before a part ("davon …") its whole may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Interval the money is for and days as of which it is stated; None where not stated."""

    start: date | None = None
    end: date | None = None
    as_of_start: date | None = None
    as_of_end: date | None = None
    frequency: Frequency | None = None
    scope: Literal["none", "left", "right"] = "none"
    """Side the period was found on; one found before the sum reaches coordinated sums after it."""


@dataclass(frozen=True, slots=True)
class _Times:
    """The dates of one sentence in order, the day as of which it speaks apart from the others."""

    all: list[TiedDate]
    as_of: TiedDate | None
    others: list[TiedDate]

    @classmethod
    def of(cls, dates: list[TiedDate]) -> _Times:
        as_of = next((tied for tied in dates if tied.tie == "as_of"), None)
        return cls(dates, as_of, [tied for tied in dates if tied.tie != "as_of"])

    def between(self, low: int, high: int) -> list[TiedDate]:
        """The others that begin between two positions."""
        first = bisect_left(self.others, low, key=lambda tied: tied.start)
        return self.others[first : bisect_left(self.others, high, lo=first, key=lambda tied: tied.start)]


_OPEN_AFTER = re.compile(
    r"\s* (?: ff?\b\.? | und \s (?: in \s | für \s )? (?: den \s | die \s )? (?: Folgejahren?"
    r" | folgenden? \s Jahren? | Folgezeit | danach )"
    r" | und \s (?: folgende | später ) | fortlaufend | an \b )",
    re.VERBOSE,
)
# A label: nothing but the colon and words of degree between date and sum.
_LABEL_GAP = re.compile(
    r"\s* (?: \) )? \s? (?: : | – | - | = )? \s* (?: (?: [^\W\d]+ \.? \s* | p\.\s?a\.\s | ~ | ≈ | >"
    r" | < ){0,3} )? \Z",
    re.VERBOSE,
)
_COLON = re.compile(r"\s* \)? \s? :", re.VERBOSE)
_ADJACENT_GAP = re.compile(
    r"\s* (?: (?: insgesamt | rund | ca\. | circa | etwa | jährlich | jeweils | je | voraussichtlich"
    r" | noch | bis\szu | über"
    r" | mindestens | maximal | weitere ) \s+ )* \Z",
    re.VERBOSE,
)
# Ends the reach of a sum to its right, and of what stands before it.
_CLAUSE_END = re.compile(
    r",(?!\d)|;|:|\n|[()]|\s[–—-]\s"
    # "… und läuft bis 2027": a predicate of its own
    r"|\bund\s(?!(?:für|in|im|den|dem|die|das|der|ab|bis|von|vom|zu|rund|ca|etwa|weitere|noch|pro|je)\b)[a-zäöüß]"
)
_SEPARATOR = re.compile(r",(?!\d)|;|\n|[()]|\s[–—-]\s|\b(?:und|sowie|bzw\.|davon|hiervon)\s")
_PARENTHESIS_RIGHT = re.compile(r"\s? \( \s? (?P<inside> [^()\n]{1,60} ) \)", re.VERBOSE)
# "1.000.000 €, Förderzeitraum 2020 bis 2023"
_TERM_RIGHT = re.compile(r"\s (?: [^\W\d_]*[Zz]eitraum | [^\W\d_]*[Ll]aufzeit ) \b", re.VERBOSE)
# "erzielte 2023 einen Umsatz von", "wurden 2021 bewilligt": a bare year right after a verb is an adverbial
_VERB_LEFT = re.compile(
    r"(?<! [^\s] ) (?! und | oder | bis | vom? ) [a-zäöüß]{2,} (?: t | te | ten | en | sind | wurde ) \s \Z",
    re.VERBOSE,
)
# "Laufzeit 2021-2024, Fördersumme: 3 Mio. €"
_TERM = re.compile(r"(?: [Ll]aufzeit | [Zz]eitraum )", re.VERBOSE)
_PART_LEFT = re.compile(
    r"\b (?: davon | hiervon | darunter | darin | daraus | wovon | von\sdenen ) \b [^;\n)]* \Z",
    re.VERBOSE | re.IGNORECASE,
)
_AND_GAP = re.compile(r"[^,;:\n()]* \b (?: und | sowie | bzw\. ) \b [^,;:\n()]* \Z", re.VERBOSE)
_EACH_RIGHT = re.compile(r"\s jeweils \b", re.VERBOSE)
_EACH_LEFT = re.compile(
    r"\b (?: je | jeweils ) \s (?: (?: rund | ca\. | circa | etwa | bis\szu | maximal ) \s )? \Z", re.VERBOSE
)


def periods_of(
    text: str,
    raws: list[RawAmount],
    places: list[tuple[int, int]],
    around: list[Surroundings],
    *,
    context: AmountContext,
) -> list[Period]:
    """The period of each amount, in the order of `raws`.

    Args:
        text: the text the amounts were found in.
        raws: the amounts.
        places: span of the sentence of each.
        around: neighbours and rhythm of each.
        context: dates at hand, or the context to look for them with.
    """
    tied: dict[tuple[int, int], _Times] = {}
    result: list[Period] = []
    starts = [raw.start for raw in raws]
    for index, (raw, place) in enumerate(zip(raws, places, strict=True)):
        if place not in tied:
            inside = raws[index : bisect_left(starts, place[1])]
            tied[place] = _Times.of(tied_dates(text, place, inside, context))
        times = tied[place]
        if not times.all:
            period = Period()
        else:
            zone = _zone(text, raw, around[index], place, times.all)
            period = _period(text, raw, times, zone, around[index].end, place[0])
        earlier = result[-1] if index and places[index - 1] == place else None
        result.append(_inherit(text, raws, index, period, earlier, place, times))
    return result


def _zone(
    text: str, raw: RawAmount, near: Surroundings, place: tuple[int, int], dates: list[TiedDate]
) -> tuple[int, int]:
    """Where dates may belong to the amount: up to the separators between it and its neighbours."""
    left, right = place
    if near.low > left:
        left = _first_separator(text, near.low, raw.group_start, dates)
    if near.high < right:
        right = _first_separator(text, raw.group_end, near.high, dates)
    return left, right


def _first_separator(text: str, low: int, high: int, dates: list[TiedDate]) -> int:
    """Position of the first separator between two sums outside dates; none: all of it belongs left."""
    for match in _SEPARATOR.finditer(text, low, high):
        opens_year = match.group() == "(" and _PARENTHESIS_RIGHT.match(text, match.start()) is not None
        if opens_year or match.group() == ")":
            continue
        if not _inside_date(dates, match.start()):
            return match.start()
    return high


def _inside_date(dates: list[TiedDate], position: int) -> bool:
    at = bisect_right(dates, position, key=lambda tied: tied.mention.start) - 1
    return at >= 0 and position < dates[at].mention.end


def _period(
    text: str, raw: RawAmount, times: _Times, zone: tuple[int, int], rhythm_end: int, sentence: int
) -> Period:
    as_of = times.as_of
    period = Period()
    if as_of is not None:
        period = Period(as_of_start=as_of.mention.date_start, as_of_end=as_of.mention.date_end)
    left, right = zone
    after = _after(text, raw, rhythm_end, times.between(raw.group_end, right), right)
    preceding = [d for d in times.between(left, raw.group_start) if d.end <= raw.group_start]
    before = _before(text, raw, sentence, preceding)
    chosen = before if before and _is_label(text, raw, before[-1]) else after or before
    if not chosen:
        return period
    start, end = _hull(text, chosen)
    each = _EACH_LEFT.search(text, max(0, raw.group_start - 30), raw.group_start) is not None
    each = each or _EACH_RIGHT.match(text, raw.group_end) is not None
    years = sum(1 for d in chosen if d.coarse)
    several = years > 1 or any(d.mention.precision == "range" and covers_years(d.mention) for d in chosen)
    return replace(
        period,
        start=start,
        end=end,
        frequency="yearly" if each and several else None,
        scope="right" if chosen is after else "left",
    )


def _is_label(text: str, raw: RawAmount, tied: TiedDate) -> bool:
    gap = text[tied.end : raw.group_start]
    return _COLON.match(gap) is not None and _LABEL_GAP.fullmatch(gap) is not None


def _before(text: str, raw: RawAmount, low: int, dates: list[TiedDate]) -> list[TiedDate]:
    """The dates before the sum that are tied to it: the nearest one, with those coordinated with it."""
    if not dates or raw.group_start - dates[-1].end > REACH:
        return []
    nearest = dates[-1]
    gap = text[nearest.end : raw.group_start]
    chosen = [nearest]
    if not _is_label(text, raw, nearest):
        term = _TERM.search(text, nearest.start, nearest.mention.start) is not None and len(gap) <= 40
        if _CLAUSE_END.search(gap) is not None and not term and not _ADJACENT_GAP.fullmatch(gap.lstrip(" )")):
            return []
        if nearest.tie == "bare":
            opens = nearest.start == low or _starts_clause(text, nearest.start)
            opens = (
                opens or _VERB_LEFT.search(text, max(low, nearest.start - REACH), nearest.start) is not None
            )
            if not (nearest.coarse and (opens or _ADJACENT_GAP.fullmatch(gap))) or _signed(text, raw):
                return []
        elif nearest.tie == "during" and not (nearest.coarse or nearest.interval):
            return []
    for earlier in reversed(dates[:-1]):
        joined = text[earlier.end : chosen[0].start]
        if (
            re.fullmatch(r"\s*(?:,|und|sowie|bis|/|–|-)\s*", joined) is None
            or earlier.coarse != nearest.coarse
        ):
            break
        chosen.insert(0, earlier)
    return chosen


def _starts_clause(text: str, position: int) -> bool:
    before = text[max(0, position - 12) : position].rstrip(" \t")
    return not before or before[-1] in "\n;,(:•" or before.endswith((" und", " sowie"))


def _signed(text: str, raw: RawAmount) -> bool:
    return text[raw.start] in "+-–−"


def _after(text: str, raw: RawAmount, rhythm_end: int, dates: list[TiedDate], right: int) -> list[TiedDate]:
    """The dates after the sum that are tied to it."""
    inside = _PARENTHESIS_RIGHT.match(text, rhythm_end, right + 1)
    if inside is not None and dates and dates[0].end <= inside.end():
        first = dates[0]
        if (
            not text[inside.start("inside") : first.start].strip(" :,")
            and not text[first.end : inside.end() - 1].strip()
        ):
            return [first]
    clause = _CLAUSE_END.search(text, raw.group_end, right)
    if clause is not None and clause.group() == "," and _TERM_RIGHT.match(text, clause.end()) is not None:
        clause = _CLAUSE_END.search(text, clause.end(), right)
    while clause is not None and _inside_date(dates, clause.start()):
        clause = _CLAUSE_END.search(text, clause.end(), right)
    limit = min(right, raw.group_end + REACH, clause.start() if clause is not None else right)
    chosen: list[TiedDate] = []
    for tied in dates:
        if tied.start >= limit and not chosen:
            break
        if chosen:
            joined = text[chosen[-1].end : tied.start]
            if re.fullmatch(r"\s*(?:,|und|sowie|bis)\s*", joined) is None:
                continue
            chosen.append(tied)
            continue
        if tied.tie == "bare" and not (tied.coarse and not text[raw.group_end : tied.start].strip(" *")):
            continue
        if tied.tie == "during" and not (tied.coarse or tied.interval):
            continue
        chosen.append(tied)
    return chosen


def _hull(text: str, dates: list[TiedDate]) -> tuple[date | None, date | None]:
    """First and last day of what the dates span together; None at a side that is open."""
    first, last = dates[0], dates[-1]
    start = None if first.tie == "to" and len(dates) == 1 else first.mention.date_start
    end = None if last.tie == "from" else last.mention.date_end
    if first.tie == "to" and len(dates) > 1:
        start = None
    if _OPEN_AFTER.match(text, last.end) is not None and last.tie != "to":
        end = None
    return start, end


def _inherit(
    text: str,
    raws: list[RawAmount],
    index: int,
    period: Period,
    earlier: Period | None,
    place: tuple[int, int],
    times: _Times,
) -> Period:
    """What a part has from its whole, and a coordinated sum from the one before it."""
    if earlier is None or period.scope != "none" or (earlier.start is None and earlier.end is None):
        return period
    raw, before = raws[index], raws[index - 1]
    same_group = raw.group_start == before.group_start
    gap = text[before.group_end : raw.group_start]
    dated = bool(times.between(before.group_end, raw.group_start))
    part = _PART_LEFT.search(text, max(place[0], raw.group_start - PART_REACH), raw.group_start) is not None
    coordinated = earlier.scope == "left" and not dated and _AND_GAP.fullmatch(gap) is not None
    if same_group or coordinated or (part and ")" not in gap.replace("(", "", 1).rstrip(")")):
        return replace(period, start=earlier.start, end=earlier.end, frequency=None, scope=earlier.scope)
    return period
