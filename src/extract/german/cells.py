"""Cells of tables and values of labels whose unit stands elsewhere: figures, and units and periods of heads.

Running text goes to `find_amounts` and `find_dates`. Here a whole cell is a figure ("– 1,4", "1.234,56-",
"(1.234)") or none, a head names one unit of money ("in T€", "2020 EUR") or none, and a head stands for one
period ("Ansatz 2021", "31.12.2023") or for none. What can be read in two ways is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from extract.german.amounts.currencies import Currency, currency_table
from extract.german.amounts.frequency import rhythm_right
from extract.german.amounts.numbers import multiplier_value, read_digits
from extract.german.dates import find_dates
from extract.german.records import Unit

DecimalMark = Literal[",", "."]

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_CELL = re.compile(
    rf"""
    (?P<open> \( {_SPACE}* )?
    (?P<sign> [-–—−‐‑] | \+ | ±? \./\. ) ? {_SPACE}*      # a dash of any length; "./." as in book-keeping
    (?P<digits>
        [1-9]\d{{0,2}} (?: \.\d{{3}} )+ (?: ,\d+ )?       # 1.234.567,89
      | [1-9]\d{{0,2}} (?: ,\d{{3}} )+ (?: \.\d+ )?       # 1,234,567.89
      | [1-9]\d{{0,2}} (?: {_SPACE}\d{{3}} )+ (?: [.,]\d+ )?
      | [1-9]\d{{0,2}} (?: ['’]\d{{3}} )+ (?: [.,]\d+ )?
      | (?: 0 | [1-9]\d* ) (?: [.,]\d+ )?
      | ,\d+                                              # ,89
    )
    (?: [.,]{_SPACE}?[-–—]{{1,2}} )?                      # 25,– for no cents
    (?P<behind> {_SPACE}?[-–−] )?                         # 1.234,56-
    (?P<close> {_SPACE}* \) )?
    (?: {_SPACE}* (?: \*{{1,3}} | [¹²³⁴-⁹]+\)? | (?<= [ \u00a0] ) \d\) ) )?   # the mark of a footnote
    """,
    re.VERBOSE,
)
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def read_number(text: str, *, decimal_mark: DecimalMark = ",") -> Decimal | None:
    """The figure that a cell prints, with its sign; None when the cell prints anything else.

    Args:
        text: the whole cell.
        decimal_mark: how "1,234" and "1.234" are read, which alone say nothing: the habit of the document.
            Figures that show their grouping themselves ("1,234.50", "1.234,50", "85'000") do not need it.

    Returns:
        The figure in the unit of its column. Negative with a dash before it, a minus behind it or in
        brackets. None for words, ranges, dates, percentages, sums with their unit, a bare dash (no figure)
        and numbers with leading zeros (identifiers).
    """
    match = _CELL.fullmatch(text.strip())
    if match is None or (match["open"] is None) != (match["close"] is None):
        return None
    minus = [match["sign"] not in (None, "+"), match["behind"] is not None, match["open"] is not None]
    if sum(minus) > 1 or (match["sign"] == "+" and any(minus)):
        return None
    value = _value(match["digits"], decimal_mark)
    return -value if any(minus) and value else value


def _value(digits: str, decimal_mark: DecimalMark) -> Decimal:
    if _ONE_GROUP.fullmatch(digits) is not None:
        grouping = digits[-4] != decimal_mark
        return Decimal(digits[:-4] + ("" if grouping else ".") + digits[-3:])
    if digits.startswith(","):
        return Decimal(f"0.{digits[1:]}")
    return read_digits(digits, multiplied=True)[0]


_SHORT_FACTOR = r"[TkKM]"
_FACTOR = rf"""
(?: (?i: hunderttausend | tausend | tsd | tds | td | millionen | million | mill | mio
       | milliarden | milliarde | mrd | mia ) \b \.?
  | (?: {_SHORT_FACTOR} ) (?! [a-zäöü] ) )"""
_THOUSAND = rf"1 (?: [.'’] | {_SPACE} )? 000 (?! [\d.,] )"
_IN = re.compile(r"(?: \b [Ii]n | \b [Jj]e | ^ ) \s+ \Z", re.VERBOSE)
_FACTOR_LEFT = re.compile(
    rf"(?<! \w ) (?: (?P<word> {_FACTOR} ) | (?P<figure> {_THOUSAND} ) ) \s? -? \Z", re.VERBOSE
)
_FACTOR_RIGHT = re.compile(
    rf"\s? (?: in \s | \( )? (?: (?P<word> {_FACTOR} ) | (?P<figure> {_THOUSAND} ) ) (?! \w )", re.VERBOSE
)
_FIGURE_LEFT = re.compile(r"(?P<number> \d [\d.,'’]* ) \s? \Z", re.VERBOSE)
_YEAR = re.compile(r"(?<! [\d.,] ) (?: 19 | 20 ) \d\d (?! \d | [.,]\d )", re.VERBOSE)
# What a unit stands behind: a bracket, a line's end, a sign that closes the head's own words.
_OPENED = re.compile(
    r"(?: [(\[/|–—:,\n] | (?<! \w ) - | \b (?: Angaben? | Beträge | Werte ) ) \s* \Z", re.VERBOSE
)
_CLOSED = re.compile(r"\s* (?: [)\]] | \Z | \n | [/|–—:,;] | - (?! \w ) )", re.VERBOSE)
_OPENED_SURELY = re.compile(r"(?: [(\[] | \b [Ii]n ) \s* \Z", re.VERBOSE)
_AFTER_IN = re.compile(r"\b [Ii]n \s+ \Z", re.VERBOSE)
# No compound ("Euro-Raum"), no norm ("Euro 6").
_STANDS_FREE = re.compile(r"(?! -? \w | \s? \d{1,3} (?! \d ) )", re.VERBOSE)
_RUNS_ON = re.compile(
    r"""\s+ (?! (?: netto | brutto | inkl | inklusive | einschließlich | ohne | zu | nominal | real
      | oder | und | bzw ) \b ) [a-zäöü]""",
    re.VERBOSE,
)
_NAME_RIGHT = re.compile(r"\s+ (?: (?: 19 | 20 ) \d\d (?! \d | [.,]\d ) | [^\W\d_] )", re.VERBOSE)
# A noun, a year or a mark before the unit at the end of a head; articles and prepositions make a sentence.
_NAME_LEFT = re.compile(r"(?: [^\W\d_] [.)\]]? | (?<! \d ) \d{4} | [%*] ) \s+ \Z", re.VERBOSE)
_SENTENCE_WORD = re.compile(
    r"""
    \b (?: (?i: der | dem | den | des | die | das | ein | eine[mnrs]? | zum | zur | vom | von | mit | ohne
          | pro | um | über | unter | ab | bis | mehr | weniger | mindestens | höchstens | rund | ca\.
          | wird | wurden? | ist | sind | und | oder | bzw\. )
      | (?! gesamt | insgesamt ) [a-zäöüß]+ (?: en | t | te | ten | em ) ) \s+ \Z
    """,
    re.VERBOSE,
)


def read_unit(head_text: str) -> Unit | None:
    """The unit of money that a column head, a row's label or a title gives to the bare figures it governs.

    Args:
        head_text: the whole head, lines joined by a space or a line break.

    Returns:
        Currency, factor and what the head says beside them (per what, how often, the one year). None when
        the head names no unit of money, names two that differ, or speaks of money in running words
        ("Vorhaben über 1 Mio. Euro", "der Euro").
    """
    table = currency_table()
    found: set[tuple[str, Decimal, str | None, Literal["once", "yearly", "monthly"]]] = set()
    done = 0
    for match in table.scan.finditer(head_text):
        if match.start() < done:
            continue
        anchor = table.anchors[" ".join(match.group().split())]
        unit = _unit_at(head_text, match, anchor)
        if unit is None:
            continue
        code, factor, end = unit
        rhythm = rhythm_right(head_text, end=end, high=len(head_text))
        if rhythm.per in table.anchors:
            return None  # "EUR / CHF"
        done = max(end, rhythm.end)
        found.add((code, factor, rhythm.per, rhythm.frequency or "once"))
    if len(found) != 1:
        return None
    (currency, factor, per, frequency) = found.pop()
    years = {int(year) for year in _YEAR.findall(head_text)}
    year = years.pop() if len(years) == 1 else None
    return Unit(currency=currency, factor=factor, per=per, frequency=frequency, year=year)


def _unit_at(text: str, match: re.Match[str], anchor: Currency) -> tuple[str, Decimal, int] | None:
    """Currency, factor and end of the unit whose currency is `match`; None when it is no unit of a head."""
    if anchor.code is None:
        return None
    start, end = match.span()
    factor = anchor.factor
    before = _FACTOR_LEFT.search(text, max(0, start - 20), start)
    if before is not None and before["figure"] and _IN.search(text, 0, before.start()) is None:
        return None  # "1.000 Euro" is a sum, "in 1.000 Euro" a unit
    if before is not None:
        factor *= _factor(before)
        start = before.start()
    elif start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return None
    elif (behind := _FACTOR_RIGHT.match(text, end)) is not None:
        factor *= _factor(behind)
        end = behind.end()
    if _STANDS_FREE.match(text, end) is None:
        return None
    if anchor.kind == "abbreviation" and factor == 1 and _OPENED_SURELY.search(text, 0, start) is None:
        return None  # "Fr." is a weekday too
    number = _FIGURE_LEFT.search(text, 0, start)
    if number is not None and _YEAR.fullmatch(number["number"]) is None:
        return None  # a sum
    rhythm = rhythm_right(text, end=end, high=len(text)).end > end
    closed = rhythm or _CLOSED.match(text, end) is not None
    if _AFTER_IN.search(text, 0, start) is not None:
        heads = closed or _RUNS_ON.match(text, end) is None
    elif not text[:start].strip() or _OPENED.search(text, 0, start) is not None:
        plain_word = anchor.kind == "word" and factor == 1  # "Euro 2024" is a tournament
        heads = closed or (not plain_word and _NAME_RIGHT.match(text, end) is not None)
    else:
        named = _NAME_LEFT.search(text, 0, start) is not None
        heads = closed and named and _SENTENCE_WORD.search(text, 0, start) is None
    return (anchor.code, factor, end) if heads else None


def _factor(match: re.Match[str]) -> Decimal:
    return Decimal(1000) if match["figure"] else multiplier_value(match["word"])


_WORD = re.compile(r"[^\W\d_]+")
_PERIOD_WORDS = 5
"""Words that a head may have beside its period; more make a sentence that mentions one."""
_FROM = re.compile(r"\b (?: [Aa]b | [Ss]eit | [Bb]eginnend ) \s (?: dem \s | Jahr \s )* \Z", re.VERBOSE)
_TO = re.compile(r"\b [Bb]is \s (?: zum \s | einschließlich \s | Ende \s | Jahr \s )* \Z", re.VERBOSE)
_ON = re.compile(r"\s? (?: ff\b\.? | und \s später | und \s Folgejahre )", re.VERBOSE)
_BESIDE = re.compile(
    r"\b (?: vor | nach | gegenüber | zu | gegen ) \s (?: dem \s | Jahr \s )* \Z", re.VERBOSE | re.IGNORECASE
)


def read_period(head_text: str) -> tuple[date | None, date | None] | None:
    """First and last day of the time that a column head or label stands for.

    Args:
        head_text: the whole head; a unit of money in it ("2020 EUR") is passed over.

    Returns:
        First and last day, None at a side that the head leaves open ("ab 2025", "2026 ff."). None when the
        head names no time, names several ("2020 / 2021 im Vergleich"), names one that it is compared with
        ("gegenüber 2020") or mentions one in running words.
    """
    text = _without_units(head_text)
    mentions = find_dates(text)
    if len(mentions) != 1 or mentions[0].date_start is None:
        return None
    mention = mentions[0]
    before, behind = text[: mention.start], text[mention.end :]
    if len(_WORD.findall(before + behind)) > _PERIOD_WORDS or "," in before or _BESIDE.search(before):
        return None
    if _YEAR.search(before) or _YEAR.search(behind):
        return None
    start: date | None = mention.date_start
    end = mention.date_end
    if _FROM.search(before) or _ON.match(behind):
        end = None
    elif _TO.search(before):
        start = None
    return start, end


def whole_period(head_texts: Iterable[str]) -> tuple[date, date] | None:
    """First and last day of the first head to name a time; None where that one leaves a side open."""
    found = next(filter(None, map(read_period, head_texts)), None)
    if found is None or found[0] is None or found[1] is None:
        return None
    return found[0], found[1]


def _without_units(text: str) -> str:
    """The head with its units of money blanked, so that the year of "2020 EUR" is no sum."""
    table = currency_table()
    for match in table.scan.finditer(text):
        unit = _unit_at(text, match, table.anchors[" ".join(match.group().split())])
        if unit is not None:
            before = _FACTOR_LEFT.search(text, max(0, match.start() - 20), match.start())
            start = match.start() if before is None else before.start()
            text = text[:start] + "\n".ljust(unit[2] - start) + text[unit[2] :]
    return text
