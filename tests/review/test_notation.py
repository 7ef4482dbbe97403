"""Typed values are read as Germans write them; what could be two things, or nothing, is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extract.review.amend.notation import as_typed
from extract.review.amend.values import UnfitValue, to_value
from extract.tables.contract import TABLES


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("716.386", "716386"),  # once saved as 716.39 without a word
        ("716.386,50", "716386.50"),
        ("3,2 Mio", "3200000"),
        ("3,2 Mio. €", "3200000"),
        ("850 Tsd. Euro", "850000"),
        ("3.200.000,00 €", "3200000"),
        ("€ 500", "500"),
        ("1.500,- €", "1500"),
        ("2 687 000", "2687000"),
        ("1500", "1500"),
        ("1,5", "1.50"),
        ("2687000.00", "2687000"),  # as in files of corrections
        ("716386.5", "716386.50"),
    ],
)
def test_sums_of_money(typed: str, value: str) -> None:
    assert to_value("projects", "volume_eur", typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1,500", "nicht eindeutig"),
        ("1,500,000", "nicht eindeutig"),
        ("-5", "negativ"),
        ("−3 Mio. €", "negativ"),
        ("1e7", "kein einzelner Betrag"),
        ("rund 3 Mio. €", "kein einzelner Betrag"),
        ("2 bis 3 Mio. €", "kein einzelner Betrag"),
        ("3 Mio. Dollar", "kein einzelner Betrag"),
        ("viel", "kein einzelner Betrag"),
        ("3.2.1", "keine Zahl"),
        ("12,345.67", "nicht eindeutig"),
        ("NaN", "kein einzelner Betrag"),
        ("99999999999999", "zu groß"),
        ("3,255 €", "nicht eindeutig"),
    ],
)
def test_what_is_no_single_volume_is_refused_with_a_german_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(UnfitValue) as caught:
        to_value("projects", "volume_eur", typed)
    assert sentence in caught.value.german
    assert typed in caught.value.german


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("31.05.2023", date(2023, 5, 31), date(2023, 5, 31)),
        ("3. Quartal 2024", date(2024, 7, 1), date(2024, 9, 30)),
        ("Mai 2023", date(2023, 5, 1), date(2023, 5, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2023-05-31", date(2023, 5, 31), date(2023, 5, 31)),
    ],
)
def test_days_begin_or_end_the_time_that_is_typed(typed: str, first: date, last: date) -> None:
    assert to_value("milestones", "date_start", typed) == first
    assert to_value("milestones", "date_end", typed) == last


@pytest.mark.parametrize("typed", ["31.02.2023", "12.13.2023", "27.04.", "morgen", "Mai"])
def test_days_that_do_not_exist_or_have_no_year_are_refused(typed: str) -> None:
    with pytest.raises(UnfitValue) as caught:
        to_value("milestones", "date_end", typed)
    assert f"„{typed}“" in caught.value.german


def test_other_numbers() -> None:
    assert to_value("shares", "percent", "60,5 %") == Decimal("60.50")
    assert to_value("fields", "number", "716.386") == Decimal(716_386)
    assert to_value("fields", "number", "716.3860") == Decimal("716.386"), "four decimals as in the files"
    assert to_value("amounts", "counts_toward_total", "ja") is True
    for table, column, typed in (
        ("sections", "heading_year", "20233"),
        ("milestones", "level", "-1"),
        ("amounts", "counts_toward_total", "vielleicht"),
        ("amounts", "value", ""),
        ("projects", "status", "fertig"),
    ):
        with pytest.raises(UnfitValue):
            to_value(table, column, typed)


@pytest.mark.parametrize(
    ("table", "column", "value", "typed"),
    [
        ("projects", "volume_eur", Decimal("2687000.00"), "2.687.000"),
        ("projects", "volume_eur", Decimal("0.50"), "0,50"),
        ("fields", "number", Decimal("716.3860"), "716,386"),
        ("milestones", "date_end", date(2023, 5, 31), "31.05.2023"),
        ("amounts", "counts_toward_total", True, "ja"),
        ("projects", "title", "Seerunde", "Seerunde"),
    ],
)
def test_what_the_form_offers_is_read_back_as_the_same(
    table: str, column: str, value: object, typed: str
) -> None:
    assert as_typed(TABLES[table].column(column), value) == typed
    assert to_value(table, column, typed) == value
