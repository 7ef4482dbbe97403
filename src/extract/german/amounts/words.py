"""German number words: "fünf", "einundzwanzig", "zweihunderttausend", "anderthalb", "zweieinhalb"."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

_UNITS = {
    "ein": 1, "eins": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eines": 1,
    "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
_TEENS = {
    "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_FRACTIONS = {"einhalb": Decimal("0.5"), "einviertel": Decimal("0.25"), "dreiviertel": Decimal("0.75")}
_ASCII = (("fuenf", "fünf"), ("zwoelf", "zwölf"), ("dreissig", "dreißig"))
LONGEST_NUMBER_WORD = 72
"""Characters; longer words are not looked at."""


@lru_cache(maxsize=4096)
def parse_number_word(word: str) -> Decimal | None:
    """The value of a number word below one million, None when the word is no number.

    >>> parse_number_word("zweihundertfünfzigtausend")
    Decimal('250000')
    """
    if not 2 < len(word) <= LONGEST_NUMBER_WORD:
        return None
    lowered = word.lower()
    for ascii_form, umlaut in _ASCII:
        lowered = lowered.replace(ascii_form, umlaut)
    if lowered == "null":
        return Decimal(0)
    if lowered == "anderthalb":
        return Decimal("1.5")
    for ending, fraction in _FRACTIONS.items():
        if lowered.endswith(ending):
            whole = _below_thousand(lowered.removesuffix(ending))
            return None if whole is None else whole + fraction
    number = _below_million(lowered)
    return None if number is None else Decimal(number)


def _below_million(word: str) -> int | None:
    head, thousand, tail = word.partition("tausend")
    if not thousand:
        return _below_thousand(word)
    thousands = 1 if not head else _below_thousand(head)
    rest = 0 if not tail else _below_thousand(tail.removeprefix("und") or tail)
    return None if thousands is None or rest is None else thousands * 1000 + rest


def _below_thousand(word: str) -> int | None:
    head, hundred, tail = word.partition("hundert")
    if not hundred:
        return _below_hundred(word)
    hundreds = 1 if not head else _below_hundred(head)  # "zwölfhundert" is 1200
    rest = 0 if not tail else _below_hundred(tail.removeprefix("und") or tail)
    return None if hundreds is None or rest is None else hundreds * 100 + rest


def _below_hundred(word: str) -> int | None:
    for table in (_UNITS, _TEENS, _TENS):
        if word in table:
            return table[word]
    unit, joiner, ten = word.partition("und")  # "einundzwanzig"
    if joiner and unit in _UNITS and ten in _TENS:
        return _TENS[ten] + _UNITS[unit]
    return None
