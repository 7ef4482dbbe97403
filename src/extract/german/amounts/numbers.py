"""Numbers as German texts print them, read leftwards and rightwards from a currency anchor.

German reading first: a full stop groups, a comma is the decimal sign. It gives way only where the print
itself says otherwise: groups that are not of three digits ("3.5 Mio."), several commas ("1,000,000").
One case stays open: "1,500 €" with exactly three decimals and no multiplier. Money has two decimals, so it
is read as 1500 unless a unit price is at hand (fuel at "1,549 €/l"); such mentions are marked `doubtful`.
Decimal arithmetic only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extract.base.patterns import late
from extract.german.amounts.words import parse_number_word

SPACES = "[ \u00a0\u2007\u2009\u202f]"
GAP = r"[^\S\n]{0,3}\n?[^\S\n]{0,3}"
"""At most one line break; a blank line separates."""

DIGITS = rf"""
(?: \d{{1,3}} (?: \.\d{{3}} )+ (?: ,\d{{1,4}} )?              # 2.687.000 or 27.000.000,00
  | \d{{1,3}} (?: {SPACES}\d{{3}} )+ (?: ,\d{{1,4}} )?        # 5 000 000
  | \d{{1,3}} (?: ['’]\d{{3}} )+ (?: [.,]\d{{1,2}} )?         # 5'000 as the Swiss write
  | \d{{1,3}} (?: ,\d{{3}} )+ \.\d{{1,2}}                     # 1,500.00 as the English write
  | \d{{1,3}} (?: ,\d{{3}} ){{2,}}                            # 1,000,000
  | \d{{1,3}} (?: \.\d{{3}} )+ (?: {SPACES}000 )+             # 1.200 000: noughts are no number of their own
  | \d+ (?: [.,]\d+ )?                                        # 500 or 11,5 or 3.5
)
(?: [.,]{SPACES}? (?: [-–—]{{1,2}} ) (?! \d)                  # ,– for no cents
  | (?<= ,\d\d ) [-–] (?= \s? (?: € | EUR | \Z ) ) )?          # 1.500,00- with the bookkeeper's minus
"""
# Not inside a word, a longer number, a date or an account number.
LEFT_EDGE = r"(?: (?<! \w ) | (?<= \d[x×] ) ) (?<! \d[.,'’] )"
RIGHT_EDGE = r"(?! \d | [.,'’]\d | [^\W\d_] )"
# A sign touches its number and nothing touches the sign; "– 5 €" with a space is a bullet or a dash.
SIGN = r"""(?: (?<! [^\s(\[„“"':;=|] ) [-–−‐+] | (?<! [^\s(] ) −\s | \b [Mm]inus \s )"""

MULTIPLIERS: dict[str, Decimal] = {
    "hundert": Decimal(10**2),
    "t": Decimal(10**3),
    "k": Decimal(10**3),
    "td": Decimal(10**3),
    "tds": Decimal(10**3),
    "tsd": Decimal(10**3),
    "tausend": Decimal(10**3),
    "hunderttausend": Decimal(10**5),
    "m": Decimal(10**6),
    "mio": Decimal(10**6),
    "mill": Decimal(10**6),
    "million": Decimal(10**6),
    "millionen": Decimal(10**6),
    "mrd": Decimal(10**9),
    "mia": Decimal(10**9),
    "md": Decimal(10**9),
    "milliarde": Decimal(10**9),
    "milliarden": Decimal(10**9),
    "bio": Decimal(10**12),
    "billion": Decimal(10**12),
    "billionen": Decimal(10**12),
}
# "Mio." with or without full stop, in any case; the one-letter forms only as printed.
_MULTIPLIER = r"""
(?: (?i: hunderttausend | hundert | tausend | tsd | tds | td
       | millionen | million | mill | mio
       | milliarden | milliarde | mrd | mia | md
       | billionen | billion | bio ) \.?
  | [TkM] )
"""
_HALF = r"(?: (?: (?i: ein(?:e[nrm]?)? ) \s )? (?P<half> halbe[nr]? | dreiviertel | viertel ) )"
_HALVES = {"halb": Decimal("0.5"), "drei": Decimal("0.75"), "vier": Decimal("0.25")}
# "eine gute Million Euro", "eine weitere Milliarde"
_ADJECTIVE_MILLION_LEFT = late(
    rf"(?<! \w ) (?i: eine[rn]? ) \s (?: gute[nr]? | knappe[nr]? | runde[nr]? | ganze[nr]? | weitere[nr]?"
    rf" | zusätzliche[nr]? ) \s (?P<multiplier> Million | Milliarde ) (?: {GAP} | - ) \Z",
    re.VERBOSE,
)
# "eine Viertelmillion Euro"
_FRACTION_COMPOUND_LEFT = late(
    rf"(?: \b (?i: ein(?:e[nrm]?)? ) \s )? (?<! \w ) (?P<half> [Hh]alb | [Dd]reiviertel"
    rf" | [Vv]iertel ) (?P<multiplier> million | milliarde )"
    rf" (?: {GAP} | - ) \Z",
    re.VERBOSE,
)

_FRACTIONS = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3,
    "1/2": Decimal("0.5"), "1/4": Decimal("0.25"), "3/4": Decimal("0.75"), "1/3": Decimal(1) / 3,
    "2/3": Decimal(2) / 3,
}  # fmt: skip
# "3/4 Mio.", "2 ½ Millionen", "1½ Euro"; without a multiplier "6/4 Euro" are two sums
_FRACTION_LEFT = late(
    rf"""
    {LEFT_EDGE} (?<! [\d/] ) (?<! \d\s )
    (?: (?P<whole> \d{{1,3}} ) (?: {SPACES} | (?= [½¼¾⅓⅔] ) ) )?
    (?P<fraction> [½¼¾⅓⅔] | (?: 1/2 | 1/3 | 2/3 | 1/4 | 3/4 ) (?= {GAP} -? [^\W\d_] ) )
    (?: (?: {GAP} | - ) (?P<multiplier> {_MULTIPLIER} ) )?
    (?: {GAP} | - ) \Z
    """,
    re.VERBOSE,
)
_FRACTION_HINT = late(r"[½¼¾⅓⅔] | [123]/[234] (?! \d )", re.VERBOSE)
# "1, 8 Mio. €": a space behind the decimal comma; "Los 1, 8 Mio. €" counts lots
_COMMA_LEFT = late(r"(?<! [\w.,'’] ) (?<! \d\s ) (?P<whole> \d{1,3} ),\s \Z", re.VERBOSE)
_COUNTED_LEFT = late(
    r"(?: Los | Lose | Phase | Stufe | Teil | Abschnitt | Bauabschnitt | Maßnahme | Projekt | Modul | Paket"
    r" | Kapitel | Nummer | Nr\. | Ziffer | Position | Pos\. | Nrn\. | Seite | S\. | Abb\. | Tabelle | Punkt"
    r" | Handlungsfeld | Halle | Haus | Linie | Schule | Phasen | Jahr ) \s \Z",
    re.VERBOSE,
)
# ",15 €", "–,50 €", ",5 Mio. €", "1 ,5 Mio. €"
_NO_WHOLE_LEFT = late(
    r"(?: (?<! [\w.,'’] ) (?P<whole> \d{1,3} ) \s | (?<! \S ) (?<! \d\s ) [-–—]? ) , \Z", re.VERBOSE
)
_DECIMALS = late(r"\d+")

_DIGITS_LEFT = late(
    rf"""
    (?P<sign> {SIGN} )?
    {LEFT_EDGE} (?P<digits> {DIGITS} )
    (?: (?: {GAP} | - ) (?<! [^\W\d_] ) (?P<multiplier> {_MULTIPLIER} ) )?
    (?P<gap> {GAP} | - ) \Z
    """,
    re.VERBOSE,
)
_MULTIPLIER_LEFT = late(rf"(?<! \w ) (?P<multiplier> {_MULTIPLIER} ) (?: {GAP} | - ) \Z", re.VERBOSE)
_HALF_LEFT = late(rf"(?<! \w ) {_HALF} (?: \s | - )? \Z", re.VERBOSE)
_WORD_LEFT = late(
    rf"(?: (?P<minus> \b [Mm]inus ) \s )? (?<! \w ) (?P<word> [^\W\d_]+ ) (?: {GAP} | - ) \Z", re.VERBOSE
)
_NUMBER_RIGHT = late(
    rf"""
    (?: {GAP} | - )
    (?P<number> (?P<sign> [-–−+] )? (?P<digits> {DIGITS} ) {RIGHT_EDGE}
      (?: {GAP} (?P<multiplier> {_MULTIPLIER} )
          (?! [^\W_] | {SPACES}? (?: [€$£] | EUR ) ) )? )                 # not "T€ 5 T€ 6"
    """,
    re.VERBOSE,
)
# "mehrere hundert Millionen", "wenige Tausend": how many is not said.
_INDEFINITE_LEFT = late(
    r"(?i: \b (?: mehrere[nr]? | einige[nr]? | viele[nr]? | wenige[nr]? | etliche[nr]? | ein\spaar | paar"
    r" | zig"
    r" | diverse[nr]? | zahlreiche[nr]? | hunderte[nr]? | tausende[nr]? | millionen | x )"
    r" (?: \s (?: hundert | tausend | hunderttausend ) )? ) [\s-] \Z",
    re.VERBOSE,
)
_KOMMA_LEFT = late(r"(?<! \w ) (?P<whole> [^\W\d_]+ ) \s [Kk]omma \s \Z", re.VERBOSE)

_NOUGHTS = late(rf"\.\d{{3}}{SPACES}000")
_SPELLED = frozenset(["hundert", "tausend", "hunderttausend"])
_BOOKED_MINUS = late(r",\d\d[-–]\Z")

Style = Literal["digits", "grouped", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number found beside an anchor.

    `start`/`end` span number and multiplier; `plain` is the value before the multiplier.
    """

    start: int
    end: int
    plain: Decimal
    multiplier: Decimal | None
    style: Style
    year_like: bool
    signed: bool
    doubtful: bool

    @property
    def value(self) -> Decimal:
        """Plain value times multiplier."""
        return self.plain if self.multiplier is None else self.plain * self.multiplier


def read_digits(digits: str, *, multiplied: bool, unit_price: bool = False) -> tuple[Decimal, bool]:
    """Value of a printed number without sign, and whether another reading is as likely.

    Args:
        digits: as printed, with grouping, decimals and "no cents" dash.
        multiplied: a multiplier follows, so three decimals are nothing odd ("1,147 Mrd.").
        unit_price: a price per unit, which may have three decimals ("1,549 €/l").
    """
    number = re.sub(r"[-–—]+\Z", "", digits).rstrip()
    if "000" in number and _NOUGHTS.search(number):
        number = number.replace(".", "")  # "1.200 000"
    number = re.sub(rf"{SPACES}|['’]", "", number)
    number = number.rstrip(".,") if number != digits else number
    commas, stops = number.count(","), number.count(".")
    if commas > 1 or (commas == 1 and stops == 1 and number.rindex(".") > number.rindex(",")):
        return Decimal(number.replace(",", "")), False  # English grouping
    if stops > 1 or (stops and commas):
        return Decimal(number.replace(".", "").replace(",", ".")), False
    if commas:
        whole, _, decimals = number.partition(",")
        odd = len(decimals) == 3 and 0 < len(whole) <= 3 and not whole.startswith("0") and not multiplied
        if odd and not unit_price:
            return Decimal(whole + decimals), True
        return Decimal(f"{whole}.{decimals}"), odd
    if stops:
        whole, _, decimals = number.partition(".")
        if len(decimals) == 3 and 0 < len(whole) <= 3 and not whole.startswith("0"):
            return Decimal(whole + decimals), False
        return Decimal(number), False
    return Decimal(number), False


def multiplier_value(printed: str) -> Decimal:
    """10**6 for "Mio.", "Mill", "Millionen"; KeyError never happens for what the patterns match."""
    return MULTIPLIERS[printed.rstrip(".").lower()]


def number_left(text: str, low: int, end: int, *, multiplier: Decimal | None = None) -> Number | None:
    """The number that ends at `end`, not reaching further left than `low`.

    Args:
        text: the text.
        low: first position looked at.
        end: where the currency (or the connector of a range) begins.
        multiplier: already known multiplier of an elliptic number ("2 bis 3 Mio.": that of the 3).
    """
    near = max(low, end - _NEAR)
    if _FRACTION_HINT.search(text, near, end) and (match := _FRACTION_LEFT.search(text, near, end)):
        fraction = _fraction(match)
        if fraction is not None:
            return fraction
    if (match := _DIGITS_LEFT.search(text, near, end)) is not None:
        if match["digits"].startswith("00"):
            return None  # the end of a number that is printed in no known way
        return _completed(text, low, _from_match(match, multiplier))
    return _word_left(text, low, end)


_NEAR = 40
"""Characters in which a number of figures with its multiplier fits."""


def _fraction(match: re.Match[str]) -> Number | None:
    printed = match["multiplier"]
    if printed is None and "/" in match["fraction"]:
        return None
    return Number(
        start=match.start("whole") if match["whole"] else match.start("fraction"),
        end=match.end("multiplier") if printed else match.end("fraction"),
        plain=Decimal(match["whole"] or 0) + _FRACTIONS[match["fraction"]],
        multiplier=multiplier_value(printed) if printed else None,
        style="grouped",
        year_like=False,
        signed=False,
        doubtful=False,
    )


def _completed(text: str, low: int, number: Number) -> Number:
    """The number with what stands before its comma: "1, 8 Mio." and ",15 €"."""
    if number.style != "digits" or number.signed or number.plain >= 100:
        return number
    if number.multiplier is not None and text[number.start - 1 : number.start].isspace():
        whole = _COMMA_LEFT.search(text, max(low, number.start - 6), number.start)
        if whole is None or _COUNTED_LEFT.search(text, max(low, whole.start() - 14), whole.start()):
            return number
        plain = Decimal(f"{whole['whole']}.{number.plain}")
        return replace(number, start=whole.start(), plain=plain, style="grouped")
    if text[number.start - 1 : number.start] == "," and (printed := _DECIMALS.match(text, number.start)):
        bare = _NO_WHOLE_LEFT.search(text, max(low, number.start - 6), number.start)
        if bare is not None and (len(printed[0]) == 2 or number.multiplier is not None):
            plain = Decimal(f"{bare['whole'] or 0}.{printed[0]}")
            return replace(number, start=bare.start(), plain=plain, style="grouped")
    return number


def number_right(text: str, start: int) -> Number | None:
    """The number that begins at `start` after an optional gap ("EUR 5.000", "T€ 500", "€ 5 Mio.")."""
    match = _NUMBER_RIGHT.match(text, start)
    return None if match is None else _from_match(match, None)


def half_left(text: str, low: int, end: int) -> Number | None:
    """The "eine halbe" of "eine halbe bis eine Million Euro", which leaves its noun to what follows."""
    match = _HALF_LEFT.search(text, low, end)
    if match is None:
        return None
    plain = _HALVES[match["half"][:4]]
    return _word_number(text, low, match.start(), match.end(), plain, None, signed=False)


def bare_multiplier_left(text: str, low: int, end: int) -> tuple[int, Decimal] | None:
    """Start and value of a multiplier without number before the currency: "T€ 500", "Mio. € 5,3"."""
    match = _MULTIPLIER_LEFT.search(text, low, end)
    return None if match is None else (match.start("multiplier"), multiplier_value(match["multiplier"]))


def _from_match(match: re.Match[str], multiplier: Decimal | None) -> Number:
    digits, sign = match["digits"], match["sign"]
    if match["multiplier"]:
        multiplier = multiplier_value(match["multiplier"])
    plain, doubtful = read_digits(digits, multiplied=multiplier is not None)
    if (sign and sign.strip() != "+") or _BOOKED_MINUS.search(digits):
        plain = -plain
    end = match.end("multiplier") if match["multiplier"] else match.end("digits")
    return Number(
        start=match.start("sign") if sign else match.start("digits"),
        end=end,
        plain=plain,
        multiplier=multiplier,
        style="digits" if digits.isdigit() else "grouped",
        year_like=is_year_like(digits) and not match["multiplier"],
        signed=bool(sign),
        doubtful=doubtful,
    )


def is_year_like(digits: str) -> bool:
    """Four bare digits of the years 1900 to 2099."""
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20")


def _word_left(text: str, low: int, end: int) -> Number | None:
    stop, multiplier, begin = end, None, end
    if (match := _MULTIPLIER_LEFT.search(text, low, end)) is not None and len(match["multiplier"]) > 1:
        multiplier, stop = multiplier_value(match["multiplier"]), match.start("multiplier")
        begin = stop
    if (rounded := _ADJECTIVE_MILLION_LEFT.search(text, low, end)) is not None:
        times = multiplier_value(rounded["multiplier"])
        return _word_number(
            text, low, rounded.start(), rounded.end("multiplier"), Decimal(1), times, signed=False
        )
    if (compound := _FRACTION_COMPOUND_LEFT.search(text, low, end)) is not None:
        fraction = _HALVES[compound["half"][:4].lower()]
        times = multiplier_value(compound["multiplier"])
        return _word_number(
            text, low, compound.start(), compound.end("multiplier"), fraction, times, signed=False
        )
    finish = match.end("multiplier") if multiplier is not None and match is not None else None
    if multiplier is not None and (half := _HALF_LEFT.search(text, low, stop)) is not None:
        plain = _HALVES[half["half"][:4]]
        return _word_number(text, low, half.start(), finish or stop, plain, multiplier, signed=False)
    word = _WORD_LEFT.search(text, low, stop)
    value = None if word is None else parse_number_word(word["word"])
    if word is None or value is None:
        if (
            finish is not None and match is not None and match["multiplier"].lower() in _SPELLED
        ):  # "tausend Euro"
            assert multiplier is not None
            return _word_number(text, low, begin, finish or stop, multiplier, None, signed=False)
        return None
    start = word.start("word")
    if (komma := _KOMMA_LEFT.search(text, low, start)) is not None:  # "zwei Komma fünf Millionen"
        whole = parse_number_word(komma["whole"])
        if whole is not None and value < 10:
            value, start = whole + value / 10, komma.start("whole")
    signed = word["minus"] is not None
    if signed:
        value, start = -value, word.start("minus")
    if finish is None:
        finish = word.end("word")
        if (higher := _higher_words(text, low, start)) is not None:
            value, start = value + higher[1], higher[0]
    return _word_number(text, low, start, finish, value, multiplier, signed=signed)


def _higher_words(text: str, low: int, end: int) -> tuple[int, Decimal] | None:
    """ "zwei Millionen" before "fünfhunderttausend Euro"."""
    match = _MULTIPLIER_LEFT.search(text, low, end)
    if match is None or multiplier_value(match["multiplier"]) < 10**6:
        return None
    word = _WORD_LEFT.search(text, low, match.start("multiplier"))
    value = None if word is None else parse_number_word(word["word"])
    if word is None or value is None:
        return None
    return word.start("word"), value * multiplier_value(match["multiplier"])


def _word_number(
    text: str, low: int, start: int, end: int, plain: Decimal, multiplier: Decimal | None, *, signed: bool
) -> Number | None:
    if _INDEFINITE_LEFT.search(text, low, start) is not None:
        return None
    return Number(
        start=start,
        end=end,
        plain=plain,
        multiplier=multiplier,
        style="word",
        year_like=False,
        signed=signed,
        doubtful=False,
    )
