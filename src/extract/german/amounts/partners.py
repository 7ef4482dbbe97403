"""Numbers that share a unit printed once: ranges ("4 bis 6 Mio. Euro"), lists ("10 und 20 Euro")."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.base.patterns import late
from extract.german.amounts.numbers import Number, half_left, number_left
from extract.german.amounts.raw import RawAmount, raw_amount
from extract.german.payers import ARTICLE, PAYER, PAYS

_RANGE_LEFT = re.compile(
    r"(?P<conn> [^\S\n]? [-–—‒−] \s? (?: (?: ca\. | rund | etwa | circa ) \s )? | \s bis (?: \s (?: zu"
    r" | unter | maximal | höchstens | max\. | etwa | rund | ca\. | circa ) )* \s"
    r" | \s? \.\.\.? \s? ) \Z",
    re.VERBOSE,
)
_THOUSAND_LEFT = re.compile(r"(?<![\d.,])[1-9]\d{0,2}-\sbis\s\Z")
_LIST_LEFT = re.compile(
    r"\s (?P<conn> und | sowie | oder | bzw\. | beziehungsweise | statt | \+ | plus )"
    r" (?: \s (?: rund | ca\. | circa | etwa | bisher | ursprünglich | geplanten? | der | den ) )* \s \Z"
    r" | \s (?P<of> von ) (?: \s (?: rund | ca\. | insgesamt | den | geplanten | bewilligten ) )* \s \Z"
    r" | \s (?P<now> nun | jetzt | künftig | inzwischen | mittlerweile )"
    r" (?: \s (?: rund | ca\. | etwa ) )? \s \Z"
    r" | (?P<comma> , ) \s \Z | (?P<slash> / ) \Z | \s (?P<auf> auf ) (?: \s (?: rund | ca\."
    r" | etwa | künftig | nun | dann | derzeit ) )? \s \Z",
    re.VERBOSE,
)
_BETWEEN_LEFT = re.compile(
    r"\b (?: zwischen | zw\. ) \s (?: (?: rund | ca\. | circa | etwa | jeweils | jährlich ) \s )* \Z",
    re.VERBOSE | re.IGNORECASE,
)
_FROM_LEFT = re.compile(
    r"\b (?: [Vv]o[nm] | [Uu]m ) \s (?: (?: rund | ca\. | circa | etwa | derzeit | bisher"
    r" | weitere ) \s )* \Z",
    re.VERBOSE,
)
# "statt 50 nun 60 Mio. €"
_INSTEAD_LEFT = re.compile(
    r"\b [Ss]tatt \s (?: (?: der | den | bisher(?:igen?)? | geplanten? | ursprünglich(?:en)?"
    r" | rund ) \s )* \Z",
    re.VERBOSE,
)
# "Das Land stellt 140 und der Bund 60 Millionen Euro bereit.", "2025 rund 15 und 2026 rund 16 Mio. Euro"
_YEAR = r"(?: (?: im\sJahr | in | für ) \s )? (?: 19 | 20 ) \d\d"
_PAYER_BETWEEN = late(
    rf"(?: , | \s (?: und | sowie ) ) \s (?: {_YEAR} (?: \s (?: sogar | noch | dann | erst | bei ) ){{0,2}}"
    rf" | {ARTICLE} (?: {PAYER} ) (?: \s (?: {PAYS} ) )? ) \s? :? \s"
    r" (?: (?: rund | ca\. | etwa | weitere ) \s )? \Z",
    re.VERBOSE,
)
_NUMBER_BEFORE = re.compile(r"\d (?: , | \s (?: und | sowie ) ) \s", re.VERBOSE)
_PAYER_LEFT = late(
    rf"(?<! [\w-] ) (?: {_YEAR} | (?: {PAYER} ) (?: \s (?: {PAYS} ) )? ) \s? :? \s"
    r" (?: (?: rund | ca\. | etwa ) \s )? \Z",
    re.VERBOSE,
)
# "Mindestbetrag 50.000, bis zu 100.000 Euro"
_LIMIT_LEFT = re.compile(
    r", \s (?: (?: und | aber | jedoch | jeweils ) \s )? (?: bis\szu | bis\smaximal | bis\shöchstens"
    r" | maximal"
    r" | höchstens | max\. ) \s (?: (?: rund | ca\. ) \s )? \Z",
    re.VERBOSE,
)
_LEAST_LEFT = re.compile(
    r"(?: [Mm]indest (?: ens | [a-zäöüß]+ ) | [Mm]inimum | [Mm]inimal | \b [Aa]b | \b [Vv]on"
    r" | [Uu]ntergrenze )"
    r" \b [^,;.\n\d]{0,40} \Z",
    re.VERBOSE,
)
# A capitalised word right before the first number of a list counts something else ("Phase 1 und 2 Mio. €").
_NOUN_LEFT = re.compile(
    r"(?: [A-ZÄÖÜ] [^\W\d_]{2,} | \b (?: Nr | Kap | Abs | Art | S )\. | § ) \s \Z", re.VERBOSE
)


def distribute(low: Number, high: Number, multiplier: Decimal | None) -> tuple[Decimal, Decimal]:
    """Values of a range whose first number has no multiplier of its own.

    "2,5 bis 3 Mio." gives the million to both; "500.000 bis 1 Mio." does not.
    """
    shared = high.multiplier if high.multiplier is not None else multiplier
    high_value = high.plain * shared if shared is not None else high.plain
    if low.multiplier is not None:
        return low.value, high_value
    if shared is not None and low.plain * shared <= high_value:
        return low.plain * shared, high_value
    if shared is None and low.style == "digits" and 100 <= low.plain < 1000 and high.style == "grouped":
        thousand = Decimal(1000)  # "300 - 700.000": the thousand is spoken once
        if low.plain * thousand < high_value and high_value % thousand == 0:
            return low.plain * thousand, high_value
    return low.plain, high_value


def with_partners(
    text: str, low: int, number: Number, end: int, code: str, factor: Decimal
) -> list[RawAmount]:
    """The amount whose number is `number`, as a range or list with what stands before it."""
    single = raw_amount(number.start, end, number.value, None, code, factor, doubtful=number.doubtful)
    if (ranged := _range_partner(text, low, number)) is not None:
        first, between = ranged
        low_value, high_value = distribute(first, number, None)
        return [
            raw_amount(
                first.start,
                end,
                low_value,
                high_value,
                code,
                factor,
                between=between,
                doubtful=first.doubtful,
            )
        ]
    partners = _list_partners(text, low, number)
    if not partners:
        return [single]
    start = partners[0].start
    items = []
    for partner in partners:
        value, _ = distribute(partner, number, None)
        if partner.multiplier is None and number.multiplier is not None and partner.plain < 1000:
            value = partner.plain * number.multiplier  # "von 12 auf 9 Mio. €", "50/30/20 T€"
        items.append(
            raw_amount(partner.start, partner.end, value, None, code, factor, doubtful=partner.doubtful)
        )
    return [replace(item, group_start=start, group_end=end) for item in [*items, single]]


def _range_partner(text: str, low: int, number: Number) -> tuple[Number, bool] | None:
    limit = _LIMIT_LEFT.search(text, low, number.start)
    if limit is not None and (least := _least(text, low, limit.start(), number)) is not None:
        return least, False
    connector = _RANGE_LEFT.search(text, low, number.start)
    if connector is not None:
        first = number_left(text, low, connector.start())
        if first is None and number.style == "word" and number.multiplier is not None:
            first = half_left(text, low, connector.start())
        if first is None or (first.year_like and number.style == "grouped" and first.style != "grouped"):
            return None
        if first.style == "word" and text[first.end : first.end + 1] == "-":  # "ein- bis zweihundert"
            first = replace(first, plain=first.plain * _shared_tail(text[number.start : number.end]))
        if _THOUSAND_LEFT.search(text, first.start, connector.end()) and number.plain % 1000 == 0:
            first = replace(first, plain=first.plain * 1000)  # "50- bis 60.000"
        low_value, high_value = distribute(first, number, None)
        spaced = " " in connector["conn"]
        dash = "bis" not in connector["conn"]
        if low_value >= high_value or (first.plain <= 0 and dash and spaced):
            return None
        if dash and spaced and first.plain < 100 and high_value >= 1000 * max(low_value, Decimal(1)):
            return None  # "Los 3 – 5.000 €"
        return first, opened_by_between(text, first.start)
    joiner = _LIST_LEFT.search(text, low, number.start)
    if joiner is not None and joiner["conn"] == "und":
        first = number_left(text, low, joiner.start())
        if first is not None and opened_by_between(text, first.start):
            return first, True
    return None


def _least(text: str, low: int, end: int, number: Number) -> Number | None:
    """The lower bound that ends at `end` and leaves its unit to the upper one."""
    first = number_left(text, low, end)
    if first is None or first.end != end or first.year_like:
        return None
    if _LEAST_LEFT.search(text, low, first.start) is None:
        return None
    low_value, high_value = distribute(first, number, None)
    return first if low_value < high_value else None


def _list_partners(text: str, low: int, number: Number) -> list[Number]:
    """Numbers before "und 20.000 Euro" that share its unit, in order of the text."""
    partners: list[Number] = []
    position, risen = number.start, False
    while (joiner := _LIST_LEFT.search(text, low, position)) is not None:
        if joiner["comma"] and not partners:
            break
        first = number_left(text, low, joiner.start())
        if first is None or first.year_like or first.signed or first.end != joiner.start():
            break
        lead = _FROM_LEFT if joiner["auf"] else _INSTEAD_LEFT if joiner["now"] else None
        if joiner["of"] and (partners or not _is_part(first, number)):
            break
        risen = lead is not None
        if lead is not None and lead.search(text, low, first.start) is None:
            break
        partners.insert(0, first)
        position = first.start
        if risen:
            break
    if not partners and number.multiplier is not None:
        return _payers_partners(text, low, number)
    first_plain = bool(partners) and partners[0].style == "digits"
    counts = first_plain and (partners[0].plain < 100 or number.multiplier is not None)
    if counts and not risen and _NOUN_LEFT.search(text, low, partners[0].start) is not None:
        return []
    # "3 und 5.000 Euro": styles differ too much to share a unit
    small = any(partner.style == "digits" and partner.plain < 100 for partner in partners)
    if small and number.style == "grouped" and number.multiplier is None:
        return []
    return partners


def _is_part(part: Number, whole: Number) -> bool:
    """ "3,2 von 4,1 Mio. Euro", "812.000 von 950.000 Euro": both printed alike, the first no larger."""
    alike = part.style == whole.style and (whole.multiplier is not None or part.style == "grouped")
    return alike and part.multiplier in (None, whole.multiplier) and part.plain <= whole.plain


def _payers_partners(text: str, low: int, number: Number) -> list[Number]:
    """The numbers of other payers, or of other years, that leave their unit to the last one's."""
    partners: list[Number] = []
    position = number.start
    if _NUMBER_BEFORE.search(text, low, position) is None:
        return partners
    while (joiner := _PAYER_BETWEEN.search(text, low, position)) is not None:
        first = number_left(text, low, joiner.start())
        if first is None or first.year_like or first.signed or first.end != joiner.start():
            break
        if first.multiplier is not None or first.plain >= 1000:
            break  # read by itself
        if _PAYER_LEFT.search(text, low, first.start) is None:
            break
        partners.insert(0, first)
        position = first.start
    return partners


def _shared_tail(word: str) -> int:
    """What a suspended number word has in common with the one it leans on."""
    tails = (("hunderttausend", 100_000), ("hundert", 100), ("tausend", 1000))
    return next((times for tail, times in tails if word.endswith(tail)), 1)


def opened_by_between(text: str, position: int) -> bool:
    """True when "zwischen" stands before the number at `position`."""
    return _BETWEEN_LEFT.search(text, max(0, position - 40), position) is not None
