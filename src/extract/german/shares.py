"""Percentages in statements of funding: "65% Förderung durch den Kreis, 35% Eigenanteil".

A percentage is a share when it says how a project is paid for. In a section that states the funding every
percentage is one unless it tells of a change ("um 20 % gestiegen") or a difference; anywhere else the words
right beside it must speak of funding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.german.amounts.numbers import read_digits
from extract.german.amounts.words import parse_number_word
from extract.german.records import ShareMention
from extract.german.sentences import sentence_spans

_GAP = r"[^\S\n]?\n?[^\S\n]?"
_SIGN = re.compile(
    r"(?: % (?: -? ige[nrs]? )? | -? [Pp]rozent (?: ige[nrs]? | s )? | v\.\s?H\."
    r" | vom\sHundert ) (?! [^\W_] )",
    re.VERBOSE,
)
_SCAN = re.compile(r"%|Prozent|prozent|v\.\s?H\.|vom\sHundert")
_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_DIGITS_LEFT = re.compile(rf"(?<![\w])(?<!\d[.,])({_NUMBER})(?:{_GAP}|-)\Z")
_WORD_LEFT = re.compile(rf"(?<!\w)([^\W\d_]+)(?:{_GAP}|-)\Z")
# "60 und 40 Prozent", "70 bis 80 %", "60/40 %": the sign stands once
_PARTNER = re.compile(rf"(?<![\w])(?<!\d[.,])({_NUMBER})\s?(?:und|bis|oder|bzw\.|/|–|-|,)\s?\Z")
_CHANGE_LEFT = re.compile(
    r"\b (?: um | plus | minus | Um ) \s (?: (?: rund | ca\. | circa | etwa | knapp | gut | fast"
    r" | mehr\sals | über"
    r" | mindestens | bis\szu | weitere | jeweils | nur | durchschnittlich ) \s )* \Z | [-+–−] \s? \Z",
    re.VERBOSE,
)
_CHANGE_RIGHT = re.compile(
    r"\s (?: mehr | weniger | höher | niedriger | über\sdem | unter\sdem | gestiegen | gesunken"
    r" | Steigerung | Rückgang"
    r" | Wachstum | Zuwachs ) \b",
    re.VERBOSE,
)
# Nouns of funding: who pays, what the payment is called.
_FUNDING_NOUN = r"""
(?: [^\W\d_]* -? (?: [Ff]örderung | [Ff]örderanteil | [Ff]örderquote | [Ff]ördersatz | [Ff]ördermittel
      | [Ff]örderhöhe | [Ff]ördersumme
    | [Ee]igenanteil (?: e?[ns]? )? | [Ee]igenleistung (?: en )? | [Ee]igenbeitrag | [Ee]igenbeteiligung
          | [Zz]uschuss
    | [Zz]uschüsse | [Zz]uwendung (?: en )? | [Ff]inanzierung | [Ff]inanzierungsanteil | [Kk]ofinanzierung
          | [Bb]eteiligung
    | [Ll]andesanteil | [Bb]undesanteil | EU-Anteil | [Bb]eihilfe )
  | (?: Landes | Bundes | EU- | Eigen | Haushalts | Dritt | Finanz | Kreis | Stadt | Städtebau | Programm
        | EFRE- | ESF- | JTF- | GRW- ) [Mm]itteln?
  | (?: EFRE | ESF | JTF | ELER | GRW | Sponsoring | Spenden | Drittmittel ) ) (?! [^\W\d_] )
"""
_FUNDING_RIGHT = re.compile(
    rf"\s* (?: \( \s* )? (?: (?: [^\W\d_]+ [.]? \s ){{0,4}}? {_FUNDING_NOUN}"
    r" | (?: der | dieser | aller | von"
    r" | d\. ) \s (?: [a-zäöüß]+ -? (?: und \s )? \s? ){0,3} (?: [^\W\d_]* [Kk]osten | [Aa]usgaben"
    r" | [Aa]ufwendungen ) )"
    r" | \s* (?: gefördert | finanziert | bezuschusst | kofinanziert ) \b",
    re.VERBOSE,
)
_FUNDING_LEFT = re.compile(
    rf"(?: {_FUNDING_NOUN} | \b (?: fördert | fördern | gefördert | förderte[n]? | finanziert"
    rf" | finanzieren | bezuschusst | übernimmt | übernehmen"
    r" | trägt | tragen | beteiligt\ssich ) ) (?: \s [^\W\d]+ [.]? ){0,8}? [\s:(,]* (?: bis\szu \s"
    r" | maximal \s | rund \s | ca\. \s | mit \s )* \Z",
    re.VERBOSE,
)
_COST_PAID = re.compile(
    r"förder | finanzier | bezuschuss | übernimmt | übernommen | übernehmen | trägt | getragen | tragen"
    r" | erstatte | zuwendung | zuschuss"
    r" | beteilig",
    re.VERBOSE | re.IGNORECASE,
)
# "Die Kosten werden zu 80 Prozent vom Land übernommen."
_COSTS_LEFT = re.compile(
    r"(?: [Kk]osten | [Aa]usgaben | [Aa]ufwendungen ) \b [^,;\d]* \b zu \s (?: rund \s | ca\. \s )? \Z",
    re.VERBOSE,
)
_LABEL_LEFT = re.compile(
    rf"(?P<label> (?: [A-ZÄÖÜ][^\W\d_]* - )? {_FUNDING_NOUN} (?: \s (?: des | der"
    rf" | durch\s(?:das|den|die) ) (?: \s [^\W\d]+ ){{1,3}}? )? )"
    r" \s? (?: : | \( | \b von | \b in\sHöhe\svon | \b beträgt | \b betragen | \b liegt\sbei )?"
    r" (?: \s (?: bis\szu | maximal | max\. | rund | ca\. | mindestens | insgesamt ) )* \s? \Z",
    re.VERBOSE,
)
_OF_RIGHT = re.compile(r"\s* (?: \( )? (?P<of> [^\d,;:()\n%]* )", re.VERBOSE)
_OF_ENDS = re.compile(
    r"\s+ (?: und | sowie | bzw\. | durch \s (?= \d ) | werden | wird | wurde[n]? | ist | sind | beträgt"
    r" | gefördert | finanziert"
    r" | übernommen | getragen | übernimmt | trägt | trug | bereitgestellt ) (?! [^\W\d_] ) .* \Z",
    re.VERBOSE | re.DOTALL,
)
_OF_ARTICLE = re.compile(
    r"\A (?: der | des | die | das | von | vom | an | aus | als | am | d\. ) \s+", re.VERBOSE
)
# What follows says no more than that it is paid.
_NOT_OF = re.compile(
    r"(?: werden | wird | und | bzw\.? | sowie | gefördert | finanziert | sind | ist ) \s", re.VERBOSE
)
_PHRASE = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareContext:
    """What the caller knows about the text."""

    funding_statement: bool = False
    """The text is the section or box that states the project's volume or funding."""


def find_shares(text: str, *, context: ShareContext | None = None) -> tuple[ShareMention, ...]:
    """Percentages that say how something is funded, in order.

    Args:
        text: running German text.
        context: whether the text is a statement of funding as a whole.

    `of` is the phrase the percentage is tied to: what follows it ("Förderung durch den Kreis",
    "anerkannten Kosten"), else the label before it ("Eigenanteil: 10 %"), else None.
    """
    if _SCAN.search(text) is None:
        return ()
    stated = context is not None and context.funding_statement
    spans = sentence_spans(text)
    starts = [start for start, _ in spans]
    mentions: list[ShareMention] = []
    for start, end, sign_end, percent in _percentages(text):
        low, high = spans[max(0, bisect_right(starts, start) - 1)]
        if _CHANGE_LEFT.search(text, low, start) or _CHANGE_RIGHT.match(text, sign_end):
            continue
        if not stated and not _speaks_of_funding(text, low, start, sign_end, max(high, sign_end)):
            continue
        mentions.append(
            ShareMention(
                start=start,
                end=end,
                text=text[start:end],
                percent=percent,
                of=_of(text, low=low, start=start, end=sign_end, high=max(high, sign_end)),
            )
        )
    return tuple(mentions)


def _percentages(text: str) -> Iterator[tuple[int, int, int, Decimal]]:
    """Start, end, end of the percent sign it belongs to, value."""
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
        if (partner := _PARTNER.search(text, low, start)) is not None:
            first = read_digits(partner[1], multiplied=True)[0]
            if first <= 100:
                yield partner.start(1), partner.end(1), sign.end(), first
        yield start, sign.end(), sign.end(), percent


def _speaks_of_funding(text: str, low: int, start: int, end: int, high: int) -> bool:
    right = _FUNDING_RIGHT.match(text, end, high)
    if right is not None:
        if re.search(r"[Kk]osten|usgaben|ufwendungen", right.group()) is None:
            return True
        return _COST_PAID.search(text, low, high) is not None
    if _FUNDING_LEFT.search(text, max(low, start - 120), start) is not None:
        return True
    return _COSTS_LEFT.search(text, low, start) is not None and _COST_PAID.search(text, end, high) is not None


def _of(text: str, *, low: int, start: int, end: int, high: int) -> str | None:
    label = _LABEL_LEFT.search(text, max(low, start - 80), start)
    right = _OF_RIGHT.match(text, end, high)
    phrase = "" if right is None else _OF_ARTICLE.sub("", _OF_ENDS.sub("", " " + right["of"]).strip())
    phrase = phrase.strip(" .!?–-\n")
    if label is not None and (not phrase or phrase[0].islower()):
        return " ".join(label["label"].split())
    named = _PHRASE.match(phrase) is not None and _NOT_OF.match(phrase + " ") is None
    return phrase if named else None
