"""Percentages in statements of funding: "65% Förderung durch den Kreis, 35% Eigenanteil".

A percentage is a share when it says how a project is paid for. In a section that states the funding every
percentage is one unless it tells of a change ("um 20 % gestiegen") or a difference; anywhere else the words
right beside it must speak of funding. The ends of a range are judged together ("von 50 auf 75 Prozent"), and
what an enumeration adds to a share is one where it names who pays, what is left over, or makes up the whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.base.patterns import late
from extract.german.amounts.numbers import read_digits
from extract.german.amounts.words import parse_number_word
from extract.german.payers import ARTICLE, PAYER, PAYS
from extract.german.printed import as_printed
from extract.german.records import ShareMention
from extract.german.sentences import sentence_spans

REACH = 200
"""Characters of its sentence that are looked at on each side of a percentage."""

_GAP = r"[^\S\n]?\n?[^\S\n]?"
_SIGN = late(
    r"(?: % (?: -? ige[nrs]? )? | -? [Pp]rozent (?: ige[nrs]? | s )? | v\.\s?H\."
    r" | vom\sHundert ) (?! [^\W_] | [-\s]? [Pp]unkt )",
    re.VERBOSE,
)
_SCAN = late(r"%|Prozent|prozent|v\.\s?H\.|vom\sHundert")
_SIGNS = ("%", "rozent", "H.", "Hundert")
"""A text without these holds no percentage: found sooner than by the pattern."""
_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_DIGITS_LEFT = late(rf"(?<![\w])(?<!\d[.,])({_NUMBER})(?:{_GAP}|-)\Z")
_WORD_LEFT = late(rf"(?<!\w)([^\W\d_]+)(?:{_GAP}|-)\Z")
# "60 und 40 Prozent", "70 bis 80 %", "60/40 %", "von 50 auf 75 %": the sign stands once
_PARTNER = late(
    rf"(?<![\w])(?<!\d[.,])({_NUMBER})\s?(?:und|bis(?:\szu)?|oder|bzw\.|auf|statt|/|–|-|(?P<comma>,))\s?\Z"
)
# Between two percentages that are the ends of a range or a pair.
_PAIRED = late(
    r"\s? (?: um \s [\d.,]+ \s? (?: % | Prozent ) [-\s]? [Pp]unkte \s )?"
    r" (?: bis (?:\szu)? | auf | statt | und | oder | bzw\. | [-–/] ) \s? \Z",
    re.VERBOSE,
)
_CHANGE_LEFT = late(
    r"\b (?: um | plus | minus | Um | Plus | Minus ) \s (?: (?: rund | ca\. | circa | etwa | knapp"
    r" | gut | fast"
    r" | mehr\sals | über"
    r" | mindestens | bis\szu | weitere | jeweils | nur | durchschnittlich ) \s )* \Z",
    re.VERBOSE,
)
_SIGNED_LEFT = late(r"(?P<sign> [-+–−] ) (?P<space> \s? ) \Z", re.VERBOSE)
_CHANGE_RIGHT = late(
    r"\s (?: gegenüber | mehr | weniger | höher | niedriger | über\sdem | unter\sdem | gestiegen | gesunken"
    r" | Steigerung | Rückgang"
    r" | Wachstum | Zuwachs ) \b",
    re.VERBOSE,
)
# Nouns of funding: who pays, what the payment is called.
_FUNDING_NOUN = r"""
(?: [^\W\d_]* -? (?: [Ff]örderung | [Ff]örderanteil | [Ff]örderquote | [Ff]örder (?:höchst)? satz
      | [Ff]ördermittel
      | [Ff]örderhöhe | [Ff]ördersumme
    | [Ee]igenanteil (?: e?[ns]? )? | [Ee]igenleistung (?: en )? | [Ee]igenbeitrag | [Ee]igenbeteiligung
          | [Zz]uschuss
    | [Zz]uschüsse | [Zz]uwendung (?: en )? | [Ff]inanzierung | [Ff]inanzierungs (?: anteil | satz )
          | [Kk]ofinanzierung
          | [Bb]eteiligung (?<! ahlbeteiligung ) (?<! ürgerbeteiligung ) (?<! keitsbeteiligung )
    | [Ll]andesanteil | [Bb]undesanteil | EU-Anteil | [Bb]eihilfe (?: intensität | satz )?
          | [Ii]nterventionssatz )
  | (?: Landes | Bundes | EU- | Eigen | Haushalts | Dritt | Finanz | Kreis | Stadt | Städtebau | Programm
        | EFRE- | ESF- | JTF- | GRW- ) [Mm]itteln?
  | (?: EFRE | ESF | JTF | ELER | GRW | Sponsoring | Spenden | Drittmittel ) ) (?! [^\W\d_] )
"""
_FUNDING_RIGHT = late(
    rf"\s* (?: \( \s* )? (?: (?: [^\W\d_]+ [.]? \s ){{0,4}}? {_FUNDING_NOUN}"
    r" | (?: der | dieser | aller | von"
    r" | d\. ) \s (?: [a-zäöüß]+ -? (?: und \s )? \s? ){0,3} (?: [^\W\d_]* [Kk]osten | [Aa]usgaben"
    r" | [Aa]ufwendungen ) )"
    r" | \s* (?: gefördert | finanziert | bezuschusst | kofinanziert ) \b",
    re.VERBOSE,
)
# "zu 80 Prozent vom Land getragen"
_PAID_BY_PAYER_RIGHT = late(
    rf"\s (?: vo[nm] | durch | aus ) \s (?: de[rmn] \s )? (?: {PAYER} ) \s"
    r" (?: gefördert | finanziert | bezuschusst | bezahlt | getragen | übernommen ) \b",
    re.VERBOSE,
)
_FUNDING_LEFT = late(
    rf"(?: {_FUNDING_NOUN} | \b (?: fördert | fördern | gefördert | förderte[n]? | finanziert"
    rf" | finanzieren | bezuschusst | übernimmt | übernehmen"
    r" | trägt | tragen | beteiligt\ssich ) ) (?: \s [^\W\d]+ [.]? ){0,8}? [\s:(,–-]* (?: bis\szu \s"
    r" | maximal \s | max\. \s | höchstens \s | mindestens \s | rund \s | ca\. \s | mit \s | zu \s )* \Z",
    re.VERBOSE,
)
# "80 % der Kosten, maximal 20.000 €": a sum caps the share
_CAPPED_RIGHT = late(
    r"[^.;:\n€%]{0,60}? , \s (?: jedoch \s | aber \s )?"
    r" (?: maximal | max\. | höchstens | bis\szu ) \s (?: jedoch \s )? [\d.,]+"
    r" \s? (?: € | EUR | Euro | T€ | Mio )",
    re.VERBOSE,
)
# "davon Bund 2,1 Mio. Euro (60 %)"
_PAYERS_SUM_LEFT = late(
    rf"(?: {PAYER} ) (?: \s (?: {PAYS} ) )? \s? :? \s [\d.,]+ \s? (?: (?: Mio | Mrd | Tsd )\.? \s? | T \s? )?"
    r" (?: € | EUR | Euro ) \s? \( \s? (?: rund \s | ca\. \s | = \s )? \Z",
    re.VERBOSE,
)
_COST_PAID = late(
    r"förder | finanzier | bezuschuss | übernimmt | übernommen | übernehmen | trägt | getragen | tragen"
    r" | erstatte | zuwendung | zuschuss"
    r" | beteilig",
    re.VERBOSE | re.IGNORECASE,
)
# "Die Kosten werden zu 80 Prozent vom Land übernommen."
_COSTS_LEFT = late(
    r"(?: [Kk]osten | [Aa]usgaben | [Aa]ufwendungen ) \b [^,;\d]* \b zu \s (?: rund \s | ca\. \s )? \Z",
    re.VERBOSE,
)
_NOUN_LEFT = late(rf"{_FUNDING_NOUN} \s? \Z", re.VERBOSE)
_PAYER_PAYS_LEFT = late(
    rf"(?: {PAYER} ) (?: \s [^\W\d_]+ )? \s (?: {PAYS} ) (?: \s [^\W\d]+ [.]? ){{0,3}} \s \Z"
    rf" | (?: {PAYS} ) \s {ARTICLE} (?: {PAYER} ) (?: \s [^\W\d]+ ){{0,2}} \s \Z"
    rf" | (?: {_FUNDING_NOUN} | [Mm]ittelherkunft | [Ff]inanzierungsplan"
    rf" | [Kk]ostenteilung ) \s? : \s? {ARTICLE} (?: {PAYER} )"
    r" (?: \s [^\W\d]+ ){0,2} \s? :? \s \Z",
    re.VERBOSE,
)
_PAID_BY_RIGHT = late(
    rf"\s der \s (?: [a-zäöüß]+ \s )? [^\W\d_]* [Mm]ittel \s (?: stammen | kommen ) \s {ARTICLE}"
    rf" (?: {PAYER} )"
    r" | \s (?: zahlt | trägt | übernimmt | finanziert | schultert | bezahlt | steuert ) \s (?: der | die"
    r" | das ) \s"
    rf" (?: {PAYER} )",
    re.VERBOSE,
)
_REST_LEFT = late(
    r"\b (?: übrig | restlich | verbleibend | verbliebend | fehlend ) e[nrs]? \s \Z", re.VERBOSE
)
_FROM_RIGHT = late(rf"\s (?: {PAYS} ) \s {ARTICLE} (?: {PAYER} )", re.VERBOSE)
# Members of an enumeration: noun phrases, no clause of their own.
_SEPARATED = late(r"[,;/\n()] | \b (?: und | sowie | bzw\. ) \b", re.VERBOSE)
_NO_PHRASE = late(r"[.!?] \s (?= [A-ZÄÖÜ] ) | \d | \n \s* \n", re.VERBOSE)
_LOWER = late(r"(?<! [\w-] ) [a-zäöüß]+ (?: \s (?= [A-ZÄÖÜ] ) )?", re.VERBOSE)
_ALLOWED = late(
    rf"(?: der | die | das | dem | den | des | vo[nm] | durch | aus | für | i[nm] | bei | beim | und"
    rf" | je | zu[mr]? | an | am | auf"
    rf" | mit | sowie | bzw | rund | ca | etwa | davon | ab | bis | jeweils | übrige[nr]?"
    rf" | restliche[nr]? | weitere[nr]?"
    rf" | verbleibende[nr]? | {PAYS} ) \s? | [a-zäöüß]+ (?: e | en | er | es | em ) \s",
    re.VERBOSE,
)
_PAYER_RIGHT = late(
    rf"(?: \s (?: {PAYS} ) )? \s? {ARTICLE} (?: [a-zäöüß]+ e[nrsm]? \s )?"
    rf" (?: {PAYER} )",
    re.VERBOSE,
)
_PAYER_LEFT = late(
    rf"(?: \A | [\s,;(:/\n–-] ) (?: {PAYER} ) (?: \s [A-ZÄÖÜ][^\W\d_]+ (?: -[^\W\d_]+ )? ){{0,3}}"
    rf" (?: \s (?: {PAYS} | beträgt | liegt\sbei ) )?"
    r" (?: \s (?: zu | mit | rund | ca\. ) )* \s? [:(–-]? \s? \Z",
    re.VERBOSE,
)
# "14 % der Haushalte": a part of something that is no cost.
_PARTITIVE = late(
    rf"\s (?: der | aller | dieser | des ) \s (?! (?: {PAYER} )"
    rf" | (?: [a-zäöüß]+ \s )? [^\W\d_]* (?: [Kk]osten | [Aa]usgaben"
    r" | [Aa]ufwendungen | [Ff]örder | [Zz]uwend | [Ii]nvest | [Ff]inanz | [Mm]ittel | [Ss]umme"
    r" | [Bb]etrag ) ) [^\W\d_]",
    re.VERBOSE,
)
# "75 % (Kommunen in Haushaltsnot: 90 %)", "75 %, in Härtefällen 90 %": another rate of the same funding.
_VARIANT = late(
    r"\s? \( [^()\d%]{2,60} :? \s? \Z | \s? , \s (?: in | bei | für | ab | im | maximal | höchstens"
    r" | bis\szu | mindestens )"
    r" \b [^()\d%,;:]{0,60} \s \Z",
    re.VERBOSE,
)
# "Frauenanteil 40 %": a figure of another kind, unless it names a payer
_INDICATOR_LEFT = late(
    r"(?: [Aa]nteil | [Qq]uote | [Gg]rad | [Rr]ate | [Ss]atz | [Ii]ndex ) (?: \s (?: der | des | an"
    r" | am | von )"
    r" (?: \s [^\W\d]+ ){1,3}? )? (?: \s (?: bei | von | mit ) )? \s? :? \s \Z",
    re.VERBOSE,
)
_SURE_PAYER = late(
    r"\b (?: Bund (?:es)? | EU | EFRE | ESF | Eigenmittel | Eigenanteil ) \b"
    r" | \b [^\W\d_]+ (?: mitteln? | -Mitteln? ) \b",
    re.VERBOSE,
)
_ABOUT_MONEY = late(
    r"[Ff]örder | [Ff]inanz | [Kk]osten | [Zz]uschuss | [Zz]uwend | [Bb]udget | [Mm]ittel (?! alter"
    r" | schul | stand )"
    r" | [Ii]nvest | volumen | [Aa]nteile? \s (?: des | der | vo[nm] ) \b | Euro\b | € | EUR\b | trägt"
    r" | tragen | zahl(?:t|en)\b | übernimmt",
    re.VERBOSE,
)
_LABEL_LEFT = late(
    rf"(?P<label> (?: [A-ZÄÖÜ][^\W\d_]* - )? {_FUNDING_NOUN} (?: \s (?: des | der"
    rf" | durch\s(?:das|den|die) ) (?: \s [^\W\d]+ ){{1,3}}? )? )"
    r" \s? (?: : | \( | \b von | \b in\sHöhe\svon | \b beträgt | \b betragen | \b liegt\sbei )?"
    r" (?: \s (?: bis\szu | maximal | max\. | rund | ca\. | mindestens | insgesamt ) )* \s? \Z",
    re.VERBOSE,
)
_OF_RIGHT = late(r"\s* (?: \( )? (?P<of> [^\d,;:()\n%]* )", re.VERBOSE)
_OF_ENDS = late(
    r"\s+ (?: und | sowie | bzw\. | stammen | kommen"
    r" | durch \s (?= \d ) | werden | wird | wurde[n]? | ist | sind | beträgt"
    r" | gefördert | finanziert"
    r" | übernommen | getragen | übernimmt | trägt | trug | bereitgestellt ) (?! [^\W\d_] ) .* \Z",
    re.VERBOSE | re.DOTALL,
)
_OF_ARTICLE = late(r"\A (?: der | des | die | das | von | vom | an | aus | als | am | d\. ) \s+", re.VERBOSE)
# What follows says no more than that it is paid.
_NOT_OF = late(
    r"(?: auf | bis | um | entfallen | entfällt | stammen | stammt | fließen | kommen | kommt | zahlt"
    r" | zahlen | trägt | tragen | werden | wird | und"
    r" | bzw\.? | sowie | gefördert | finanziert | sind | ist ) \s",
    re.VERBOSE,
)
_PHRASE = late(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareContext:
    """What the caller knows about the text."""

    funding_statement: bool = False
    """The text is the section or box that states the project's volume or funding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Percentage:
    start: int
    end: int
    sign_end: int
    """End of the percent sign it belongs to."""
    low: int
    high: int
    """The stretch of its sentence that is looked at."""
    percent: Decimal


def find_shares(text: str, *, context: ShareContext | None = None) -> tuple[ShareMention, ...]:
    """Percentages that say how something is funded, in order.

    Args:
        text: running German text.
        context: whether the text is a statement of funding as a whole.

    `of` is the phrase the percentage is tied to: what follows it ("Förderung durch den Kreis",
    "anerkannten Kosten"), else the label before it ("Eigenanteil: 10 %"), else None.
    """
    if not any(sign in text for sign in _SIGNS) or _SCAN.search(text) is None:
        return ()
    given, text = text, as_printed(text)
    stated = context is not None and context.funding_statement
    found = list(_percentages(text))
    changes = [_tells_of_change(text, item) for item in found]
    funded = [
        not change and (stated or _speaks_of_funding(text, item.low, item.start, item.sign_end, item.high))
        for item, change in zip(found, changes, strict=True)
    ]
    _judge_pairs(text, found, changes, funded)
    if not stated:
        _extend_enumerations(text, found, changes, funded)
    return tuple(
        ShareMention(
            start=item.start,
            end=item.end,
            text=given[item.start : item.end],
            percent=item.percent,
            of=_of(text, low=item.low, start=item.start, end=item.sign_end, high=item.high),
        )
        for item, share in zip(found, funded, strict=True)
        if share
    )


def _percentages(text: str) -> Iterator[_Percentage]:
    """All percentages in order, the one that leaves its sign to the next included."""
    spans = sentence_spans(text)
    starts = [start for start, _ in spans]
    done = 0
    for anchor in _SCAN.finditer(text):
        begin = anchor.start() - (1 if text[anchor.start() - 1 : anchor.start()] == "-" else 0)
        sign = _SIGN.match(text, begin)
        if sign is None:
            continue
        low = max(done, begin - 60)
        if (digits := _DIGITS_LEFT.search(text, low, begin)) is not None:
            start, percent = digits.start(1), read_digits(digits[1], multiplied=True)[0]
        else:
            word = _WORD_LEFT.search(text, low, begin)
            value = None if word is None else parse_number_word(word[1])
            if word is None or value is None:
                continue
            start, percent = word.start(1), value
        done = sign.end()
        if percent > 100:
            continue
        sentence, stop = spans[max(0, bisect_right(starts, start) - 1)]
        floor, ceiling = max(sentence, start - REACH), max(min(stop, done + REACH), done)
        partners: list[_Percentage] = []
        position = start
        while (partner := _PARTNER.search(text, max(low, position - 16), position)) is not None:
            first = read_digits(partner[1], multiplied=True)[0]
            if first > 100 or (not partners and partner["comma"]):
                break  # "Punkt 3, 60 %"; of "50, 60 oder 70 %" all are one enumeration
            position = partner.start(1)
            partners.insert(
                0,
                _Percentage(
                    start=position,
                    end=partner.end(1),
                    sign_end=done,
                    low=floor,
                    high=ceiling,
                    percent=first,
                ),
            )
        yield from partners
        yield _Percentage(start=start, end=done, sign_end=done, low=floor, high=ceiling, percent=percent)


def _tells_of_change(text: str, item: _Percentage) -> bool:
    if _CHANGE_RIGHT.match(text, item.sign_end) or _CHANGE_LEFT.search(
        text, max(item.low, item.start - 60), item.start
    ):
        return True
    signed = _SIGNED_LEFT.search(text, max(0, item.start - 2), item.start)
    if signed is None:
        return False
    if signed["sign"] in "+−":
        return True
    before = text[max(0, signed.start() - 2) : signed.start()]
    if not before.strip(" \t") or before.rstrip(" \t").endswith("\n"):
        return not signed["space"]  # with a space behind it, the dash begins an item of a list
    if before.rstrip()[-1] in "0123456789%t":
        return False  # a range: "50–70 %"
    spaced = before[-1].isspace() and signed["space"] != ""
    return not (spaced and _NOUN_LEFT.search(text, max(item.low, item.start - 60), signed.start()))


def _judge_pairs(text: str, found: list[_Percentage], changes: list[bool], funded: list[bool]) -> None:
    """The ends of a range are shares, or tell of a change, together."""
    for index in range(1, len(found)):
        first, second = found[index - 1], found[index]
        gap = text[first.end : second.start]
        if len(gap) > 40 or not (second.sign_end == first.sign_end or _PAIRED.fullmatch(gap)):
            continue
        rises = gap.rstrip().endswith("auf")
        if changes[index - 1] and not rises:
            changes[index], funded[index] = True, False
        elif funded[index - 1] or funded[index]:
            funded[index] = not changes[index]
            funded[index - 1] = not changes[index - 1]


def _extend_enumerations(
    text: str, found: list[_Percentage], changes: list[bool], funded: list[bool]
) -> None:
    """Shares that an enumeration adds: "Finanzierung: 60 % Bund, 25 % Land, 15 % Stadt"."""
    first = 0
    for index in range(1, len(found) + 1):
        plain = index < len(found) and not changes[index] and not changes[index - 1]
        if plain and _enumerated(text, found[index - 1], found[index]):
            continue
        if index - first > 1:
            _extend_run(text, found[first:index], funded, first)
        first = index


def _enumerated(text: str, first: _Percentage, second: _Percentage) -> bool:
    gap = text[first.sign_end : second.start]
    if len(gap) > 90 or _SEPARATED.search(gap) is None or _NO_PHRASE.search(gap) is not None:
        return False
    return all(_ALLOWED.fullmatch(word) is not None for word in _LOWER.findall(gap))


def _extend_run(text: str, run: list[_Percentage], funded: list[bool], offset: int) -> None:
    whole = sum((item.percent for item in run), Decimal(0)) == 100
    payers = [_names_payer(text, run, place) for place in range(len(run))]
    partitive = [_PARTITIVE.match(text, item.sign_end) is not None for item in run]
    known = any(funded[offset : offset + len(run)])
    if not known:
        before = text[max(0, run[0].start - REACH) : run[-1].high]
        money = _ABOUT_MONEY.search(before) or _SURE_PAYER.search(text, run[0].low, run[-1].high)
        if whole and all(payers) and not any(partitive) and money is not None:
            funded[offset : offset + len(run)] = [True] * len(run)
        return
    for place, item in enumerate(run):
        if funded[offset + place] or partitive[place]:
            continue
        gap = text[run[place - 1].sign_end : item.start] if place else ""
        rest = _REST_LEFT.search(text, max(0, item.start - 40), item.start) is not None
        variant = place > 0 and funded[offset + place - 1] and _VARIANT.fullmatch(gap) is not None
        other = _INDICATOR_LEFT.search(text, max(0, item.start - 50), item.start) is not None
        funded[offset + place] = payers[place] or rest or variant or (whole and not other)


def _names_payer(text: str, run: list[_Percentage], place: int) -> bool:
    """Whether the phrase of one member of an enumeration names who pays."""
    item = run[place]
    if _PAYER_RIGHT.match(text, item.sign_end, item.high) is not None:
        return True
    low = run[place - 1].sign_end if place else item.low
    return _PAYER_LEFT.search(text, max(low, item.start - 70), item.start) is not None


def _speaks_of_funding(text: str, low: int, start: int, end: int, high: int) -> bool:
    if _PARTITIVE.match(text, end, high) is not None:
        return False
    right = _FUNDING_RIGHT.match(text, end, high)
    if right is not None and (
        re.search(r"[Kk]osten|usgaben|ufwendungen", right.group()) is None
        or _COST_PAID.search(text, low, high) is not None
        or _CAPPED_RIGHT.match(text, end, high) is not None
    ):
        return True
    if "(" in text[max(low, start - 8) : start] and _PAYERS_SUM_LEFT.search(
        text, max(low, start - 80), start
    ):
        return True
    if _FUNDING_LEFT.search(text, max(low, start - 120), start) is not None:
        return True
    if _PAYER_PAYS_LEFT.search(text, max(low, start - 80), start) is not None:
        return True
    if _PAID_BY_RIGHT.match(text, end, high) or _PAID_BY_PAYER_RIGHT.match(text, end, high):
        return True
    rest = _REST_LEFT.search(text, max(low, start - 40), start) is not None
    if rest and _FROM_RIGHT.match(text, end, high) is not None:
        return True
    return _COSTS_LEFT.search(text, low, start) is not None and _COST_PAID.search(text, end, high) is not None


def _of(text: str, *, low: int, start: int, end: int, high: int) -> str | None:
    label = _LABEL_LEFT.search(text, max(low, start - 80), start)
    right = _OF_RIGHT.match(text, end, high)
    phrase = "" if right is None else _OF_ARTICLE.sub("", _OF_ENDS.sub("", " " + right["of"]).strip())
    phrase = phrase.strip(" .!?/–-\n")
    if right is not None and text[right.end() : right.end() + 1] == ":":
        phrase = ""  # the label of what follows
    if label is not None and (not phrase or phrase[0].islower()):
        return " ".join(label["label"].split())
    named = _PHRASE.match(phrase) is not None and _NOT_OF.match(phrase + " ") is None
    return phrase if named else None
