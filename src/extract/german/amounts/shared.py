"""Sums whose currency is printed beside another one: "9 Millionen gibt der Bund, das Land 6 Millionen Euro".

A number with "Mio.", or one in groups of three, is money when the sentence has a sum with its currency, no
noun follows that it could count, and its clause says who pays, what is paid for or that it is a part. A
clause that counts something ("Die Zahl der Fahrgäste stieg auf 3 Millionen") has none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from extract.base.patterns import late
from extract.german.amounts.numbers import Number, number_left
from extract.german.amounts.raw import RawAmount, raw_amount
from extract.german.payers import ARTICLE, PAYER, PAYS
from extract.german.sentences import sentence_spans

# Every alternative begins with a letter or figure of its own, so the engine skips ahead; what must not stand
# to the left is checked apart.
_CANDIDATE = late(
    r"(?: Mio | Mrd | Mill (?! i ) | Tsd ) \b \.? | Milli (?: on | onen | arden? ) \b"
    r" | \d{1,3} (?: \.\d{3} )+ (?! \d | [.,]\d | [^\W\d_] )",
    re.VERBOSE,
)
_ONE = Decimal(1)
REACH = 60
"""Characters in which a number word with its multiplier fits."""

_UNIT = late(
    r"-? \s? (?: t | m | km | kg | l | ha | cm | g | kWh? | MWh? | GWh? | TWh | m[²³23] | qm | °C? | %"
    r" | ‰ | h | € | CO2 | CO₂ )"
    r" (?! \w )",
    re.VERBOSE,
)
_FUNCTION_WORD = (
    r"(?: der | die | das | dem | den | des | ein(?:e[nrm]?)? | vo[nm] | für | aus | i[nm] | zu[mr]?"
    r" | beim? | an | am | auf"
    r" | und | oder | sowie | statt | über | unter | nach | als | davon | durch | bis | mit | je | pro"
    r" | werden"
    r" | wurden? | sind | waren | kommen | stammen | flossen | fließen | tragen | zahlen | geben"
    r" | gehen | entfallen )"
)
_COUNTS_A_NOUN = late(
    rf"\s (?: (?! {_FUNCTION_WORD} \s ) [a-zäöüß]+ (?: e | en | er | es | em ) \s ){{0,2}}"
    rf" (?! (?: {PAYER} ) ) [A-ZÄÖÜ] [^\W\d_]",
    re.VERBOSE,
)
_COUNTED = late(
    r"\b (?: Zahl (?:en)? \b | Anzahl | Menge | Auflage | Reichweite | [^\W\d_]* (?: gäst | gast"
    r" | besuch | einwohner | mensch | person"
    r" | haushalte | übernachtung | kund | nutzer | tonnen | kilometer | stunden | bäume | wohnungen"
    r" | stimmen | mitglied"
    r" | pendler | fahrten | aufrufe | klicks | flaschen | bürger | zuschauer | liter | fläche"
    r" | strecke | bevölkerung"
    r" | auslastung | jahre (?! n? \s \d{4} ) | leser | hörer | downloads | abrufe ) )",
    re.VERBOSE | re.IGNORECASE,
)
_MONEY = late(
    rf"\b (?: {PAYER} ) | \b (?: {PAYS} ) \b"
    r" | [Kk]osten? \b | kostete? \b | [Aa]nsatz | [Ee]tat | [Bb]udget | [Zz]usch[uü]ss | [Zz]uwendung"
    r" | [Ff]örder | [Dd]arlehen | [Kk]redit"
    r" | [Rr]ücklage | [Aa]nteil | [Ss]umme | [Bb]etrag | [Vv]olumen | [Ss]chuld | [Ee]innahme"
    r" | [Aa]usgabe | [Ee]rl[öo]s | [Uu]ms[aä]tz"
    r" | [Hh]aushalt (?! e ) | [Dd]efizit | [Üü]berschuss | [Mm]ittel | [Ii]nvest | [Ff]inanz"
    r" | [Kk]apital | [Ff]onds | [Gg]ewinn | [Vv]erlust"
    r" | (?i: eingeplant | vorgesehen | geplant | veranschlagt | bereitgestellt | ausgegeben"
    r" | ausgezahlt | abgerufen | bewilligt | beantragt | gezahlt | gekostet )",
    re.VERBOSE,
)
_DEGREE = r"(?: (?: rund | ca\. | circa | etwa | knapp | gut | über | bis\szu | nur ) \s )*"
# A part of the sum before it ("8 Mio. Euro, davon 3 Mio."), and what another sum takes the place of.
_PART_LEFT = late(
    r"\b (?: davon | darunter | hiervon | weitere | nochmals | weiteren ) \s"
    rf" (?: (?: im\sJahr\s | in\s )? (?: 19 | 20 ) \d\d \s )? (?: (?: bereits | schon | allein | noch ) \s )?"
    rf" {_DEGREE} \Z",
    re.VERBOSE | re.IGNORECASE,
)
_INSTEAD_LEFT = late(
    r"\b (?: statt | anstatt | zunächst | erst | später | dann | bisher | ursprünglich | zuletzt ) \s"
    rf" {_DEGREE} \Z",
    re.VERBOSE | re.IGNORECASE,
)
# "im Jahr davor waren es noch 388 Millionen"
_WAS_LEFT = late(
    r"\b (?: waren | sind | wären | werden ) \s es \s"
    rf" (?: (?: noch | schon | bereits | erst | sogar ) \s )? {_DEGREE} \Z",
    re.VERBOSE,
)
# "50 Mio. Euro für Straßen, 30 Mio. für Brücken"
_NEXT_LEFT = late(
    rf"(?: [,;:] | \s (?: und | sowie ) ) \s (?: (?: weitere | je | jeweils ) \s )? {_DEGREE} \Z", re.VERBOSE
)
_NEXT_RIGHT = late(r"\s (?: für | in | im | zur | zum | aus | vom | an ) \s", re.VERBOSE)
# "4 Mio. (2023), 6 Mio. (2024) und 7 Mio. Euro"
_LISTED = late(
    r"\s? (?: \( [^()\n]{1,30} \) )? (?: , | ; | \s (?: und | sowie | bzw\. ) ) \s"
    r" (?: (?: im\sJahr\s | in\s | für\s )? (?: 19 | 20 ) \d\d :? \s )? (?: (?: rund | ca\. ) \s )? \Z",
    re.VERBOSE,
)
_PAYER_LEFT = late(
    rf"(?: {PAYER} ) (?: \s (?: {PAYS} ) )? (?: \s (?: rund | ca\. | etwa | weitere ) )? \s \Z", re.VERBOSE
)
_PAYER_RIGHT = late(rf"(?: \s (?: {PAYS} ) )? \s {ARTICLE} (?: {PAYER} )", re.VERBOSE)
_CLAUSE_ENDS = ",;()\n"
# "Aus 5 Mio. Euro wurden 7 Mio."
_BECAME = late(
    r"\s (?: wurden | werden | wird ) \s (?: (?: nun | inzwischen | jetzt"
    r" | rund ) \s )? \Z",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    number: Number
    floor: int
    """End of the sum before it in the sentence."""
    limit: int
    """Start of the next number that is or may be a sum, or the sentence's end."""
    currency: str
    doubtless: bool


def with_shared_units(text: str, raws: list[RawAmount]) -> list[RawAmount]:
    """The amounts together with those of their sentences that leave their currency to them.

    Args:
        raws: the amounts that have their currency beside them, in order.
    """
    candidates = _candidates(text, raws)
    if not candidates:
        return raws
    found = {candidate.number.start: candidate for candidate in candidates if candidate.doubtless}
    following = {raw.group_start for raw in raws} | found.keys()
    for candidate in reversed(candidates):
        if candidate.limit in following and _listed(text, candidate.number, candidate.limit):
            found[candidate.number.start] = candidate
            following.add(candidate.number.start)
    more = [
        raw_amount(
            start,
            candidate.number.end,
            candidate.number.value,
            None,
            candidate.currency,
            _ONE,
            doubtful=candidate.number.doubtful,
        )
        for start, candidate in found.items()
    ]
    return sorted([*raws, *more], key=lambda raw: raw.start)


def _listed(text: str, number: Number, following: int) -> bool:
    return number.multiplier is not None and _LISTED.fullmatch(text, number.end, following) is not None


def _candidates(text: str, raws: list[RawAmount]) -> list[_Candidate]:
    """Numbers of the sentences of `raws` that no noun claims, with what surrounds them."""
    free: list[tuple[Number, int, int, list[RawAmount]]] = []
    spans: tuple[tuple[int, int], ...] | None = None
    starts: list[int] = []
    index = 0
    for match in _CANDIDATE.finditer(text):
        while index < len(raws) and raws[index].group_end <= match.start():
            index += 1
        if index < len(raws) and raws[index].group_start < match.end():
            continue
        if _within_another(text, match):
            continue
        if spans is None:
            spans = sentence_spans(text)
            starts = [start for start, _ in spans]
        low, high = spans[max(0, bisect_right(starts, match.start()) - 1)]
        near = [raw for raw in raws[max(0, index - 1) : index + 1] if low <= raw.start < high]
        if not near:
            continue
        before = raws[index - 1].group_end if index else 0
        floor = max(low, before, free[-1][0].end if free else 0)
        number = number_left(text, max(floor, match.end() - REACH), match.end())
        if number is None or number.end != match.end() or number.signed or number.year_like:
            continue
        if _UNIT.match(text, number.end) or _COUNTS_A_NOUN.match(text, number.end):
            continue
        limit = min(high, raws[index].group_start if index < len(raws) else high)
        free.append((number, floor, limit, near))
    candidates = []
    for place, (number, floor, limit, near) in enumerate(free):
        following = free[place + 1][0].start if place + 1 < len(free) else limit
        limit = min(limit, following)
        candidates.append(
            _Candidate(
                number=number,
                floor=floor,
                limit=limit,
                currency=near[-1].currency,
                doubtless=_is_money(
                    text, number, floor=floor, limit=limit, whole=near[0].end <= number.start
                ),
            )
        )
    return candidates


def _within_another(text: str, match: re.Match[str]) -> bool:
    """Whether the candidate is the end of a word or of a longer number."""
    before = text[match.start() - 1 : match.start()]
    if match.group()[0].isdigit():
        return before.isalnum() or before in (".", ",", "/")
    return before.isalpha()


def _is_money(text: str, number: Number, *, floor: int, limit: int, whole: bool) -> bool:
    """Whether the words of its clause make a number money; `whole`: a sum stands before it."""
    start, end = _clause(text, number, floor, limit)
    if _BECAME.fullmatch(text, floor, number.start):
        return True
    if _COUNTED.search(text, start, end):
        return False
    if whole and _PART_LEFT.search(text, floor, number.start):
        return True
    if number.multiplier is None:
        return (
            _PAYER_LEFT.search(text, max(floor, number.start - 40), number.start) is not None
            or _PAYER_RIGHT.match(text, number.end, limit) is not None
        )
    if whole and _WAS_LEFT.search(text, floor, number.start):
        return True
    if whole and _NEXT_RIGHT.match(text, number.end) and _NEXT_LEFT.search(text, floor, number.start):
        return True
    instead = _INSTEAD_LEFT.search(text, floor, number.start) is not None
    return instead or _MONEY.search(text, start, end) is not None


def _clause(text: str, number: Number, low: int, limit: int) -> tuple[int, int]:
    """The clause the number stands in, up to the next sum."""
    start = max([low, *(text.rfind(mark, low, number.start) + 1 for mark in _CLAUSE_ENDS)])
    ends = [at for mark in _CLAUSE_ENDS if (at := text.find(mark, number.end, limit)) >= 0]
    return start, min([limit, *ends])
