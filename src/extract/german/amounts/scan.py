"""From currency anchors to spans of money with their values: what stands there, not yet what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.german.amounts.currencies import Currency, by_adjective, currency_table
from extract.german.amounts.numbers import (
    GAP,
    Number,
    bare_multiplier_left,
    number_left,
    number_right,
)
from extract.german.amounts.partners import distribute, opened_by_between, with_partners
from extract.german.amounts.raw import RawAmount

DOLLARS = frozenset(["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "ZAR"])
"""Currencies of a hundred cents; a bare "Cent" is the euro's unless one of them stands before it."""
MINOR = ("cent", "ct", "rappen", "pfennig", "pfennige", "pence", "penny", "kopeken", "groschen")
LONGEST_ROW = 40
"""Sums in one row of a table that are looked at to tell on which side of the number the currency stands."""
REACH = 90
"""Characters looked at to the left of an anchor: more than the longest number word with a range."""

# Compounds in which the money is only a thing's name: ticket, note, coin, norm.
_NAMED_THING = re.compile(
    r"[-‑]\s?(?: und\s )? (?: \d | Ticket | Schein | Note | Banknote | Münze | Stück | Norm | Job | Shop"
    r" | Laden"
    r" | Marke | Zone | Raum | Kurs | Krise | Lex | Pool | Abo | Pass | Bond | Fighter | Palette | Tarif"
    r" | Land | Länder | Staat | Gruppe )",
    re.VERBOSE | re.IGNORECASE,
)
# Between two sums with their units; the first may carry its rhythm: "20.000 €/a bis 45.000 €/a".
_RHYTHM = r"(?: \s? / \s? [^\W\d_]+ | \s p\.\s?a\. | \s (?: pro | je ) \s [^\W\d_]+ )?"
_RANGE_BETWEEN = re.compile(
    rf"{_RHYTHM} (?: [^\S\n]* [-–—‒] \s* | \s* bis (?: \s (?: zu | maximal | höchstens | max\. | etwa"
    rf" | rund | ca\. | circa ) )* \s* ) \Z",
    re.VERBOSE,
)
_AND_BETWEEN = re.compile(r"\s+ und (?: \s (?: rund | ca\. | circa | etwa ) )* \s+ \Z", re.VERBOSE)
_CENT_BETWEEN = re.compile(r"\s+ (?: und \s+ )? \Z", re.VERBOSE)
_ADJECTIVE_LEFT = re.compile(r"(?P<adjective> [^\W\d_]+ (?: - [^\W\d_]+ )? ) \s \Z", re.VERBOSE)
_PREFIX_GAP = re.compile(GAP)
_ANGABEN_IN = re.compile(r"(?: \b in | Beträge | Angaben ) \s \Z", re.VERBOSE)


def scan(text: str) -> list[RawAmount]:
    """All amounts of a text in order, ranges merged, lists taken apart."""
    found: list[RawAmount] = []
    for raw in _singles(text):
        if found and (merged := _merge(text, found[-1], raw)) is not None:
            found[-1] = merged
        else:
            found.append(raw)
    return found


def _singles(text: str) -> Iterator[RawAmount]:
    table = currency_table()
    done = 0  # nothing is read twice
    for match in table.scan.finditer(text):
        if match.start() < done:
            continue
        anchor = table.anchors[match.group().replace("\n", " ").replace("\u00a0", " ")]
        left_end = match.start()
        if anchor.kind != "sign" and left_end and _letter_before(text, left_end):
            continue
        low = max(done, left_end - REACH)
        code, left_end = _resolve(text, low, left_end, match.group(), anchor)
        left = number_left(text, low, left_end)
        if left is not None and left.year_like and left.start >= low:
            right = _prefixed(text, match, anchor, code, low)
            if right is not None:  # "im Jahr 2022 EUR 5.000"
                yield right
                done = right.end
                continue
        if left is not None and code is not None:
            thing = _NAMED_THING.match(text, match.end())
            if thing is not None and left.multiplier is None:
                continue
            if anchor.code is None and not _guarded_means_money(text, match, left, low, left_end):
                continue
            parts = with_partners(text, low, left, match.end(), code, anchor.factor)
            done = match.end()
            yield from parts
            continue
        if left is None and code is not None and anchor.kind in ("sign", "code", "word"):
            right = _prefixed(text, match, anchor, code, low)
            if right is not None:
                yield right
                done = right.end


def _guarded_means_money(text: str, match: re.Match[str], number: Number, low: int, end: int) -> bool:
    """ "5 Mio. Pfund" and "100 Mark" are money; "5 Pfund Mehl", "3 Mark Brandenburger" are not."""
    if end < match.start() or number.multiplier is not None:
        return True  # an adjective names the currency
    following = text[match.end() : match.end() + 2]
    return (
        match.group() == "Mark"
        and not number.year_like
        and not (following[:1].isspace() and following[1:].isupper())
    )


def _letter_before(text: str, position: int) -> bool:
    """True when the word anchor is the end of another word; "500TEUR" and "Mio.Euro" are fine."""
    before = text[position - 1]
    if before.isdigit() or not (before.isalpha() or before == "_"):
        return False
    return not (before in "TkM" and (position < 2 or not text[position - 2].isalpha()))


def _resolve(text: str, low: int, end: int, printed: str, anchor: Currency) -> tuple[str | None, int]:
    """Currency code and where the currency begins, an adjective before it included."""
    if anchor.kind in ("word", "shared") and (match := _ADJECTIVE_LEFT.search(text, low, end)) is not None:
        code = by_adjective(match["adjective"])
        if code is not None and (
            anchor.kind == "shared"
            or code == anchor.code
            or printed.startswith(("Dollar", "Peso", "Franken", "Rupie"))
        ):
            return code, match.start("adjective")
    if anchor.code is None:
        return currency_table().guarded.get(printed), end
    return anchor.code, end


def _prefixed(
    text: str, match: re.Match[str], anchor: Currency, code: str | None, low: int
) -> RawAmount | None:
    """ "EUR 5.000", "€ 5.000,-", "T€ 500", "Mio. € 5,3": the number follows the currency."""
    if code is None or anchor.kind in ("minor", "shared"):
        return None
    number = number_right(text, match.end())
    if number is None or not _plausible_after(text, match, anchor, number):
        return None
    gap = _PREFIX_GAP.match(text, number.end)
    follower = currency_table().scan.match(text, gap.end() if gap is not None else number.end)
    if follower is not None and not _numbers_come_last(text, number, follower):
        return None  # "… EUR 5.000 €": the number belongs to what follows it
    start, multiplier = match.start(), number.multiplier
    if (bare := bare_multiplier_left(text, low, match.start())) is not None:
        start = bare[0]
        multiplier = bare[1] if multiplier is None else multiplier
    if start and text[start - 1] in "-–−" and (start == 1 or text[start - 2].isspace()):
        start, number = start - 1, replace(number, plain=-number.plain)
    value = number.plain if multiplier is None else number.plain * multiplier
    end, value_to = number.end, None
    if (connector := _RANGE_RIGHT.match(text, end)) is not None:
        upper = number_right(text, connector.end() - 1)
        if upper is not None and not upper.year_like and not upper.signed:
            low_value, high_value = distribute(number, upper, multiplier)
            if low_value < high_value:
                value, value_to, end = low_value, high_value, upper.end
    return RawAmount(
        start=start,
        end=end,
        value=value * anchor.factor,
        value_to=None if value_to is None else value_to * anchor.factor,
        currency=code,
        group_start=start,
        group_end=end,
        between=False,
        doubtful=number.doubtful,
    )


_RANGE_RIGHT = re.compile(r"\s? [-–—‒] \s? (?=\d) (?<=.) | \s bis \s (?=\d)", re.VERBOSE)


def _plausible_after(text: str, match: re.Match[str], anchor: Currency, number: Number) -> bool:
    """Keeps "Euro 6", "Euro 2024", "in EUR 2022 2023", "INR 3" out."""
    if number.style == "grouped" or number.multiplier is not None:
        return True
    if number.year_like and (anchor.kind == "word" or _ANGABEN_IN.search(text, 0, match.start()) is not None):
        return False
    if anchor.kind == "word":
        return abs(number.plain) >= 100 and text[match.end()] != "-"
    if anchor.kind == "code" and anchor.code not in ("EUR", "USD", "CHF", "GBP"):
        return abs(number.plain) >= 100 and not number.year_like
    return True


def _numbers_come_last(text: str, number: Number, follower: re.Match[str]) -> bool:
    """In "€ 5 € 6" the sign stands before its number, in "– € 5 € 6 €" behind it: the row's end tells."""
    scan = currency_table().scan
    for _ in range(LONGEST_ROW):
        following = number_right(text, follower.end())
        if following is None:
            return False
        gap = _PREFIX_GAP.match(text, following.end)
        after = scan.match(text, gap.end() if gap is not None else following.end)
        if after is None:
            return True
        follower = after
    return False


def _merge(text: str, first: RawAmount, second: RawAmount) -> RawAmount | None:
    """One range of "500 € bis 1.000 €"; one amount of "5 Euro 20 Cent"."""
    if second.start - first.end > 24 or second.start < first.end:
        return None
    if first.currency != second.currency and not (first.currency in DOLLARS and _is_minor(text, second)):
        return None
    if first.value_to is not None or second.value_to is not None or first.group_end != first.end:
        return None
    gap = text[first.end : second.start]
    if (
        _CENT_BETWEEN.fullmatch(gap)
        and _is_minor(text, second)
        and not _is_minor(text, first)
        and 0 < second.value < 1
    ):
        return replace(first, end=second.end, group_end=second.end, value=first.value + second.value)
    if first.value >= second.value or first.currency != second.currency:
        return None
    between = opened_by_between(text, first.start)
    if _RANGE_BETWEEN.fullmatch(gap) or (between and _AND_BETWEEN.fullmatch(gap)):
        return replace(first, end=second.end, group_end=second.end, value_to=second.value, between=between)
    return None


def _is_minor(text: str, amount: RawAmount) -> bool:
    return text[amount.start : amount.end].rstrip("s").lower().endswith(MINOR)
