"""Values as people in Germany write them: ``716.386``, ``3,2 Mio``, ``31.05.2023``, ``3. Quartal 2024``.

What is typed is read by the rules of the reports themselves. What could mean two things, or nothing, is
refused with a sentence in both languages; nothing is rounded and nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from extract.german.amounts import find_amounts
from extract.german.dates import find_dates
from extract.tables.columns import Column

_GROUPED = re.compile(
    r"""
      \d{1,3} (?: (?: \.\d{3} )+ | (?: [ ']\d{3} )+ )   # thousands: 716.386, 2 687 000, 2'687'000
      (?: ,\d+ )?                                        # and decimals: 2.687.000,50
    | \d+ (?: ,\d+ )?                                    # 1500, 1500,5
    """,
    re.VERBOSE,
)
_MACHINE = re.compile(r"\d+\.(?!\d{3}$)\d{1,4}")
"""2687000.00: a point before one, two or four digits can part no thousands."""

_EITHER_WAY = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
"""1,500: one and a half in German, fifteen hundred in English."""

_CURRENCY = re.compile(r"(?i)\s*(?:€|euro|eur)\s*")
_EURO_LIMIT = Decimal(10) ** 13

_YES, _NO = ("true", "ja", "wahr"), ("false", "nein", "falsch")


class Unreadable(ValueError):
    """A typed value that means nothing, or more than one thing: why, in both languages."""

    def __init__(self, english: str, german: str) -> None:
        self.german = german
        super().__init__(english)


def read_typed(column: Column, typed: str) -> Decimal | int | bool | date | str:
    """The value that somebody means who types this into a column.

    Args:
        column: of the contract; its type decides how the text is read.
        typed: German notation, or the notation of correction files (``2687000.00``, ``2023-05-31``).

    Raises:
        Unreadable: it is no such value, or could be two.
    """
    text = " ".join(typed.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'").split())
    if column.type in ("string", "category"):
        return typed
    if column.is_money:
        return _money(column, text)
    if column.type.startswith("decimal"):
        return _number(column, text.removesuffix("%").strip() if column.type == "decimal(5,2)" else text)
    if column.type.startswith("int"):
        return _whole(column, text)
    if column.type == "bool":
        return _truth(text)
    if column.type == "date":
        return _day(column, text)
    raise Unreadable(f"{column.name} is not to be corrected", f"„{column.name}“ lässt sich nicht ändern.")


def as_typed(column: Column, value: object) -> str:
    """A value in the notation in which people type it: `read_typed` gives the value back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return german_number(value, places=2 if column.is_money else None)
    return str(value)


def german_number(value: Decimal, *, places: int | None = None) -> str:
    """1.234.567,5: thousands by points, decimals by a comma, no zeros at the end.

    Args:
        value: any number.
        places: decimals shown at least where there are any; None for as many as there are.
    """
    sign, whole, decimals = "", *f"{abs(value):f}".partition(".")[::2]
    sign = "-" if value < 0 else ""
    decimals = decimals.rstrip("0")
    if decimals and places is not None:
        decimals = decimals.ljust(places, "0")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def _money(column: Column, text: str) -> Decimal:
    negative = text.startswith(("-", "−"))
    bare = text.lstrip("-−+ ")
    plain = re.sub(r",[-–]{1,2}$", "", _CURRENCY.sub("", bare))
    value = _worded_money(bare) if re.search(r"[A-Za-zÄÖÜäöü]", plain) else _parsed(column, plain, typed=text)
    if negative:
        value = -value
    if negative and column.name.startswith("volume"):
        raise Unreadable(
            f'"{text}" is negative, a volume is not', f"„{text}“ ist negativ; ein Volumen ist nie negativ."
        )
    if abs(value) >= _EURO_LIMIT:
        raise Unreadable(f'"{text}" is too large', f"„{text}“ ist zu groß für einen Betrag.")
    return value


def _worded_money(text: str) -> Decimal:
    """3,2 Mio, 850 Tsd. Euro: read as the reports are read."""
    for written in (text, f"{text} Euro"):
        found = find_amounts(written)
        if len(found) != 1 or found[0].text.strip() not in (written, text):
            continue
        (mention,) = found
        if mention.value_to is not None or mention.modifier != "exact" or mention.currency != "EUR":
            break
        return mention.value
    raise Unreadable(
        f'"{text}" is no single sum in euro',
        f"„{text}“ ist kein einzelner Betrag in Euro. Gemeint ist etwas wie „3.200.000 €“ oder „3,2 Mio. €“; "
        "„rund“, „bis zu“ und Spannen stehen in eigenen Feldern.",
    )


def _number(column: Column, text: str) -> Decimal:
    value = _parsed(column, text.lstrip("-−+ "), typed=text)
    return -value if text.startswith(("-", "−")) else value


def _parsed(column: Column, text: str, *, typed: str) -> Decimal:
    places = int(column.type.rstrip(")").split(",")[1])
    whole_digits = int(column.type[8:].split(",")[0]) - places
    if _GROUPED.fullmatch(text) and not (places == 2 and _EITHER_WAY.fullmatch(text)):
        value = Decimal(re.sub(r"[. ']", "", text).replace(",", "."))
    elif _MACHINE.fullmatch(text):
        value = Decimal(text)
    elif _EITHER_WAY.fullmatch(text):
        english = re.sub(",", "", text)
        raise Unreadable(
            f'"{typed}" can be read in two ways',
            f"„{typed}“ ist nicht eindeutig: {german_number(Decimal(english))} oder mit Komma als "
            "Dezimalzeichen? Tausender trennt ein Punkt.",
        )
    else:
        raise Unreadable(
            f'"{typed}" is no number',
            f"„{typed}“ ist keine Zahl in deutscher Schreibweise. Tausender trennt ein Punkt, "
            "Dezimalstellen ein Komma, zum Beispiel „716.386,50“.",
        )
    if value != round(value, places):
        raise Unreadable(
            f'"{typed}" has more than {places} decimals',
            f"„{typed}“ hat mehr als {places} Dezimalstellen.",
        )
    if value >= Decimal(10) ** whole_digits:
        raise Unreadable(f'"{typed}" is too large', f"„{typed}“ ist zu groß.")
    return value


def _whole(column: Column, text: str) -> int:
    limit = 1 << (int(column.type[3:]) - 1)
    if not re.fullmatch(r"\d{1,10}", text) or int(text) >= limit:
        raise Unreadable(f'"{text}" is no whole number', f"„{text}“ ist keine ganze Zahl, die hier passt.")
    number = int(text)
    if column.name.endswith("year") and not 1900 <= number <= 2199:
        raise Unreadable(f'"{text}" is no year', f"„{text}“ ist kein Jahr.")
    return number


def _truth(text: str) -> bool:
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Unreadable(f'"{text}" is neither true nor false', f"„{text}“ ist weder „ja“ noch „nein“.")


def _day(column: Column, text: str) -> date:
    found = find_dates(text)
    (mention,) = found if len(found) == 1 else (None,)
    if mention is not None and mention.text == text and not mention.year_inferred:
        day = mention.date_end if column.name.endswith("_end") else mention.date_start
        if day is not None:
            return day
    if mention is not None and mention.text == text:
        raise Unreadable(f'"{text}" names no year', f"„{text}“ nennt kein Jahr.")
    raise Unreadable(
        f'"{text}" is no date',
        f"„{text}“ ist kein Datum, das es gibt. Gemeint ist etwas wie „31.05.2023“, „Mai 2023“ oder "
        "„3. Quartal 2024“.",
    )
