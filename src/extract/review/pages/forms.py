"""Values as people read them, in both languages of the pages: numbers, days, words of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from extract.export.german import (
    german_column,
    german_finding,
    german_message,
    german_reasons,
    german_table,
    german_word,
)
from extract.review.amend.notation import german_number
from extract.review.pages.texts import texts
from extract.tables.columns import Column
from extract.tables.contract import REPORT_ID, TABLES

_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIZES = (
    (Decimal(10) ** 9, "Mrd.", "bn"),
    (Decimal(10) ** 6, "Mio.", "m"),
    (Decimal(1000), "Tsd.", "k"),
)
_FREE = ("printed", "old", "new", "text", "title", "name", "heading", "label", "url", "why", "who", "when")
"""Columns whose texts are the report's or people's own, whatever words they use."""


@dataclass(frozen=True, slots=True)
class Both:
    """The same in German and in English."""

    de: str
    en: str

    def __html__(self) -> str:
        if self.de == self.en:
            return str(escape(self.de))
        return str(Markup('<span data-en="{}">{}</span>').format(self.en, self.de))


def shown(
    table: str, column: str, value: Any, *, row: Mapping[str, Any] | None = None, known: Column | None = None
) -> Both:
    """A value of a table or view.

    Args:
        table: its name.
        column: name of the column.
        value: as Arrow gives it, or as text of a correction file; None for no value.
        row: the row it is from; tells the currency and the code of a finding.
        known: the column's description, where the contract has none.
    """
    if value is None or value == "":
        return Both("–", "–")
    if isinstance(value, bool):
        return Both("ja", "yes") if value else Both("nein", "no")
    if isinstance(value, datetime):
        return Both(f"{value:%d.%m.%Y %H:%M}", f"{value.day} {_month(value)} {value:%Y %H:%M}")
    if isinstance(value, date):
        return Both(f"{value:%d.%m.%Y}", f"{value.day} {_month(value)} {value.year}")
    if isinstance(value, Decimal):
        return _number(column, value, row)
    if isinstance(value, float):
        return _number(column, round(Decimal(repr(value)), 3), row)
    if isinstance(value, str):
        return _text(table, column, value, row or {})
    return Both(str(value), str(value))


def column_title(table: str, column: str) -> Both:
    """The header of a column."""
    key = f"col.{column}"
    known = german_column(table, column)
    english = column.replace("_", " ")
    if key in texts() and table in TABLES:
        return Both(*texts()[key])
    return Both(known.title if known else english, english)


def column_meaning(table: str, column: str, *, fallback: str = "") -> Both:
    """What a column means; ``fallback`` in English where the contract does not know it."""
    known = german_column(table, column)
    described = {one.name: one for one in (REPORT_ID, *TABLES[table].columns)} if table in TABLES else {}
    english = described[column].description if column in described else fallback
    return Both(known.meaning if known else "", english)


def table_title(name: str) -> Both:
    """The title of a table or ready view."""
    known = german_table(name)
    english = name.replace("_", " ").capitalize()
    return Both(known.title if known else english, english)


def euro(value: Decimal | None, *, short: bool = False) -> Both:
    """A sum in euro; short: 1,2 Mio. €."""
    if value is None:
        return Both("–", "–")
    if short:
        for limit, german, english in _SIZES:
            if abs(value) >= limit:
                figure = f"{value / limit:.1f}"
                return Both(f"{figure.replace('.', ',')} {german} €", f"€{figure}{english}")
    return _number("value", value, {"currency": "EUR"})


def finding_message(code: str, message: str) -> Both:
    """What a finding says."""
    return Both(german_message(code, message), message)


def finding_title(code: str) -> Both:
    """The kind of a finding in a few words."""
    known = german_finding(code)
    return Both(known.title if known else "Hinweis", code.replace("-", " "))


def finding_meaning(code: str, english: str) -> Both:
    """What a kind of finding means."""
    known = german_finding(code)
    return Both(known.meaning if known else "", english)


def grade_reasons(reasons: str) -> Both:
    """Why a grade is no A."""
    return Both(german_reasons(reasons), reasons.replace("-", " "))


def _month(day: date) -> str:
    return _ENGLISH_MONTHS[day.month - 1]


def _number(column: str, value: Decimal, row: Mapping[str, Any] | None) -> Both:
    currency = (row or {}).get("currency")
    money = column.endswith("_eur") or (column in ("value", "value_to") and currency is not None)
    german = german_number(value, places=2 if money else None)
    english = german.replace(",", " ").replace(".", ",").replace(" ", ".")
    if money:
        sign = "€" if currency in (None, "EUR") else str(currency)
        return Both(f"{german} {sign}", f"{'€' if sign == '€' else sign + ' '}{english}")
    if column in ("percent", "share_percent"):
        return Both(f"{german} %", f"{english}%")
    return Both(german, english)


def _text(table: str, column: str, value: str, row: Mapping[str, Any]) -> Both:
    if column == "message" and isinstance(row.get("code"), str):
        return finding_message(row["code"], value)
    if column == "code" and german_finding(value):
        return finding_title(value)
    if column == "reasons":
        return grade_reasons(value)
    if column == "why" and value.startswith("follows "):
        return Both("folgt aus " + value.removeprefix("follows "), value)
    if column == "table":
        return table_title(value)
    if column == "column":
        return column_title(str(row.get("table", "")), value)
    if column in _FREE:
        return Both(value, value)
    german = german_word(value)
    if german is None:
        return Both(value, value)
    return Both(german, value.replace("_", " "))
