"""From currency anchors to spans of money with their values: what stands there, not yet what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.base.patterns import late
from extract.german.amounts.currencies import Currency, by_adjective, currency_table
from extract.german.amounts.numbers import (
    GAP,
    Number,
    bare_multiplier_left,
    is_year_like,
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
    rf"{_RHYTHM} (?: [^\S\n]* [-–—‒] \s* | \s* bis (?: \s (?: zu | unter | maximal | höchstens | max\. | etwa"
    rf" | rund | ca\. | circa ) )* \s* ) \Z",
    re.VERBOSE,
)
_AND_BETWEEN = re.compile(r"\s+ und (?: \s (?: rund | ca\. | circa | etwa ) )* \s+ \Z", re.VERBOSE)
_CENT_BETWEEN = re.compile(r"\s+ (?: und \s+ )? \Z", re.VERBOSE)
_ADJECTIVE_LEFT = re.compile(r"(?P<adjective> [^\W\d_]+ (?: - [^\W\d_]+ )? ) \s \Z", re.VERBOSE)
_DOLLAR_LEFT = re.compile(r"(?<! [^\W_] ) (?P<letters> [A-Za-z]{1,3} ) \s? \Z", re.VERBOSE)
_PREFIX_GAP = re.compile(GAP)
# "(in 1.000 €)", "Angaben in 1.000 €": the unit of other figures
_UNIT_OF_THOUSANDS = re.compile(r"1(?:[. ’']?000)")
_UNIT_LEAD = re.compile(
    r"(?: [(\[] | \b (?: Angaben? | Beträge | Werte | Zahlen | Summen | Kosten | Mittel | Ansatz"
    r" | Ansätze ) \s ) (?: jeweils \s )? in \s \Z",
    re.VERBOSE,
)
# "2024 T€ 2025 T€", "T€ 2024 T€ 2025": heads of columns
_YEAR = r"(?: 19 | 20 ) \d\d"
_HEAD_UNIT = r"(?: (?: T | Tsd\.? | Mio\.? ) \s? )? (?: € | EUR | Euro )"
_HEADS_RIGHT = late(
    rf"\s (?P<unit> {_HEAD_UNIT} \s )? (?P<year> {_YEAR} ) (?! [\d.,]*\d ) (?P<more> \s {_HEAD_UNIT} )?",
    re.VERBOSE,
)
_HEADS_LEFT = late(rf"(?<! \d ) (?P<year> {_YEAR} ) \s {_HEAD_UNIT} \s \Z", re.VERBOSE)
_UNIT_ENDS = late(rf"{_HEAD_UNIT} \s \Z", re.VERBOSE)
# "DM 556-A", "EUR2024-B": types and numbers of articles
_TYPE_RIGHT = re.compile(r"-[A-Z](?![a-zäöüß])")
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
        if anchor.kind == "abbreviation":
            left = None if left is None or not _franks(text, left, match.end()) else left
        elif left is not None and anchor.kind == "word" and _in_index(text, left, match.end()):
            continue
        if left is not None and (_is_unit(text, left, low) or _heads_years(text, left, match.end())):
            done = match.end()
            continue
        if left is not None and left.year_like and left.start >= low:
            right = _prefixed(text, match, anchor, code, low, start=left_end)
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
            no_cents = _NO_CENTS.match(text, match.end())
            done = match.end() if no_cents is None else no_cents.end()
            parts = with_partners(text, low, left, done, code, anchor.factor)
            yield from parts
            continue
        if left is None and code is not None and anchor.kind in ("sign", "code", "abbreviation", "word"):
            right = _prefixed(text, match, anchor, code, low, start=left_end)
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


def _is_unit(text: str, number: Number, low: int) -> bool:
    """The thousand of "(in 1.000 €)" is no sum but what other figures are counted in."""
    return (
        number.plain == 1000
        and _UNIT_OF_THOUSANDS.fullmatch(text, number.start, number.end) is not None
        and _UNIT_LEAD.search(text, max(low, number.start - 24), number.start) is not None
    )


def _heads_years(text: str, number: Number, end: int) -> bool:
    """A year with the unit of its column, beside the next or the last year with its own."""
    digits = text[number.start : number.start + 4]
    if number.style != "digits" or not is_year_like(digits):
        return False
    before = max(0, number.start - 16)
    neighbours = [_HEADS_LEFT.search(text, before, number.start)]
    right = _HEADS_RIGHT.match(text, end)
    if right is not None and (
        right["more"] or right["unit"] or _UNIT_ENDS.search(text, before, number.start)
    ):
        neighbours.append(right)
    return any(match is not None and abs(int(match["year"]) - int(digits)) == 1 for match in neighbours)


def _letter_before(text: str, position: int) -> bool:
    """True when the word anchor is the end of another word; "500TEUR" and "Mio.Euro" are fine."""
    before = text[position - 1]
    if before.isdigit() or not (before.isalpha() or before == "_"):
        return False
    return not (before in "TkM" and (position < 2 or not text[position - 2].isalpha()))


# "60€,-": the dash for no cents behind the sign
_NO_CENTS = re.compile(r",[-–—]{1,2}(?!\w)")
# The short form of another word too ("Fr., 12.05.2023"): only beside what is plainly money.
_FRANKS = re.compile(
    r"\s? (?: \d{1,3} (?: ['’]\d{3} )+ (?: \.\d\d )? | \d{1,3} (?: \.\d{3} )+ | \d+ [.,] [-–—]{1,2}"
    r" | \d{3,} (?: \.\d\d )?"
    r" | (?: 3[2-9] | [4-9]\d ) (?: \.\d\d )? | \d{1,2} \. (?: [6-9]\d | [1-5][05] ) ) (?! \d | [.:]\d"
    r" | \s?Uhr | \.? \s?[-–] \s? \d )",
    re.VERBOSE,
)
_FRANKS_LEFT = re.compile(r"(?! \s? \d | , \s? \d )", re.VERBOSE)
# "Deich 98f., 140 / Euro 21–27 / Fähre 33": an index with its pages
_PAGES_LEFT = re.compile(r"\d (?: ff?\.? )? , \s? \Z", re.VERBOSE)
_PAGES_RIGHT = re.compile(
    r"\s \d{1,4} (?: ff?\.? | \s?[-–]\s?\d{1,4} )? (?: , \s? \d{1,4} (?: ff?\.?"
    r" | [-–]\d{1,4} )? )* (?= \s [A-ZÄÖÜ] | [;.]? \s* \Z | \n )",
    re.VERBOSE,
)


def _franks(text: str, number: Number, end: int) -> bool:
    money = number.style == "grouped" or number.multiplier is not None or number.plain > 31
    return money and not number.year_like and _FRANKS_LEFT.match(text, end) is not None


def _in_index(text: str, number: Number, end: int) -> bool:
    """The number is the last page of the entry before, and the word begins the next one."""
    return (
        number.style == "digits"
        and number.multiplier is None
        and _PAGES_LEFT.search(text, max(0, number.start - 8), number.start) is not None
        and _PAGES_RIGHT.match(text, end) is not None
    )


def _resolve(text: str, low: int, end: int, printed: str, anchor: Currency) -> tuple[str | None, int]:
    """Currency code and where the currency begins, an adjective or the letters before a dollar included."""
    if printed == "$" and (letters := _DOLLAR_LEFT.search(text, low, end)) is not None:
        code = currency_table().dollars.get(letters["letters"].lower())
        if code is not None:
            return code, letters.start("letters")
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
    text: str, match: re.Match[str], anchor: Currency, code: str | None, low: int, *, start: int
) -> RawAmount | None:
    """ "EUR 5.000", "€ 5.000,-", "T€ 500", "Mio. € 5,3": the number follows the currency."""
    if code is None or anchor.kind in ("minor", "shared"):
        return None
    number = number_right(text, match.end())
    if number is None or not _plausible_after(text, match, anchor, number):
        return None
    if number.year_like and _heads_years(text, number, number.end):
        return None
    if _heads_row(text, low, start, match.end(), number):
        return None
    gap = _PREFIX_GAP.match(text, number.end)
    follower = currency_table().scan.match(text, gap.end() if gap is not None else number.end)
    if follower is not None and not _numbers_come_last(text, number, follower):
        return None  # "… EUR 5.000 €": the number belongs to what follows it
    multiplier = number.multiplier
    if (bare := bare_multiplier_left(text, low, start)) is not None:
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


# Figures of a row under a unit: "Zuschussbedarf in Mio. € 3,41 3,80 4,12"
_FURTHER = re.compile(r"(?P<gap> \s{1,3} ) [-–−+]? (?P<figure> \d [\d.,]* ) (?= \s | \Z )", re.VERBOSE)
_UNIT_LEFT = re.compile(
    r"\b (?: in | Angaben | Beträge ) \s"
    r" (?: (?: (?: Mio | Mrd | Mill | Tsd ) \.? | Tausend | Millionen | Milliarden | T ) \s? )? \Z",
    re.VERBOSE,
)


def _heads_row(text: str, low: int, start: int, end: int, number: Number) -> bool:
    """The currency is the unit of a row of figures, not of the first one alone."""
    if number.multiplier is not None:
        return False
    # "T€ 500 620 710" are three figures, however like groups of one they look
    further, position = len(text[end : number.end].split()) - 1, number.end
    if bare_multiplier_left(text, low, start) is None and _UNIT_LEFT.search(text, low, start) is None:
        further = 0
    while further < 2 and (match := _FURTHER.match(text, position)) is not None:
        if is_year_like(match["figure"]) or currency_table().scan.match(text, match.end() + 1):
            break
        further, position = further + 1, match.end()
    return further >= (1 if _UNIT_LEFT.search(text, low, start) is not None else 2)


def _plausible_after(text: str, match: re.Match[str], anchor: Currency, number: Number) -> bool:
    """Keeps "Euro 6", "Euro 2024", "in EUR 2022 2023", "INR 3" out."""
    if anchor.kind == "abbreviation":
        return _FRANKS.match(text, match.end()) is not None
    if anchor.kind == "code" and _TYPE_RIGHT.match(text, number.end):
        return False
    if number.style == "grouped" or number.multiplier is not None:
        return True
    if number.year_like and (anchor.kind == "word" or _ANGABEN_IN.search(text, 0, match.start()) is not None):
        return False
    if anchor.kind == "word":
        return abs(number.plain) >= 100 and text[match.end()] != "-"
    if anchor.kind == "code" and text[match.end()] == "-":
        return False  # "EUR-45001" is an article
    if anchor.kind == "code" and anchor.code not in ("EUR", "USD", "CHF", "GBP"):
        # "DM556" is a type, "DM 556" was a price
        return abs(number.plain) >= 100 and not number.year_like and not text[match.end()].isdigit()
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
