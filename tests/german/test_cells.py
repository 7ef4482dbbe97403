"""Cells and heads: figures without a unit, units without a figure, periods of columns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extract.german.cells import read_number, read_period, read_unit

FIGURES = [
    ("0", "0"),
    ("7", "7"),
    ("0,00", "0"),
    ("2021", "2021"),
    ("1.234,56", "1234.56"),
    ("12.345.678", "12345678"),
    ("1.234", "1234"),
    ("3,412", "3.412"),
    ("12,5", "12.5"),
    ("12.5", "12.5"),
    (",89", "0.89"),
    # signs
    ("– 1,4", "-1.4"),
    ("-1.234,56", "-1234.56"),
    ("−9,6", "-9.6"),
    ("— 9,6", "-9.6"),
    ("1.234,56-", "-1234.56"),
    ("1.234,56 -", "-1234.56"),
    ("(1.234)", "-1234"),
    ("( 1.234,5 )", "-1234.5"),
    ("./. 500", "-500"),
    ("+ 340", "340"),
    ("+1,1", "1.1"),
    ("-0", "0"),
    # Swiss and English
    ("85'000", "85000"),
    ("1’234’567.85", "1234567.85"),
    ("1,234.50", "1234.5"),
    ("1,234,567", "1234567"),
    # groups set off by white space
    ("1 234 567", "1234567"),
    ("1\u202f234,5", "1234.5"),
    ("12\u00a0345", "12345"),
    # no cents, footnotes, white space around
    ("25,–", "25"),
    ("1.480,-", "1480"),
    ("1.234*", "1234"),
    ("1.234 1)", "1234"),
    ("1.234²", "1234"),
    (" 1.234\n", "1234"),
]
NO_FIGURES = [
    "", "–", "-", "k. A.", "1.234 €", "12 %", "3-5", "3 – 5", "2020-2022", "2020/21", "01.02.2023", "1.2.3",
    "05.2.03", "0815", "12:30", "1,23,456", "10 20", "2013 2014", "1.23.456", "ca. 5", "5 Mio.", "(5", "5)",
    "-5-", "(-5)", "+5-", "1)", "²", "zwölf", "1.234.56",
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), FIGURES)
def test_a_cell_that_is_a_figure(cell: str, value: str) -> None:
    assert read_number(cell) == Decimal(value)


@pytest.mark.parametrize("cell", NO_FIGURES)
def test_a_cell_that_is_none(cell: str) -> None:
    assert read_number(cell) is None


def test_the_habit_of_the_document_decides_where_the_figure_does_not() -> None:
    assert read_number("4,000", decimal_mark=".") == Decimal(4000)
    assert read_number("4.125", decimal_mark=".") == Decimal("4.125")
    assert read_number("20.111.500", decimal_mark=".") == Decimal(20111500)
    assert read_number("4,00", decimal_mark=".") == Decimal(4)


UNITS = [
    ("€", "EUR", 1),
    ("Euro", "EUR", 1),
    ("T€", "EUR", 1000),
    ("TEUR", "EUR", 1000),
    ("in T€", "EUR", 1000),
    ("in T €", "EUR", 1000),
    ("(in EUR)", "EUR", 1),
    ("Mio. €", "EUR", 10**6),
    ("in Tsd. Euro", "EUR", 1000),
    ("in Tausend Euro", "EUR", 1000),
    ("in Millionen Euro", "EUR", 10**6),
    ("Mrd. EUR", "EUR", 10**9),
    ("CHF", "CHF", 1),
    ("in 1'000 CHF", "CHF", 1000),
    ("Beträge in 1.000 €", "EUR", 1000),
    ("in 1000 EUR", "EUR", 1000),
    ("EUR in Tsd.", "EUR", 1000),
    ("€ (Tsd.)", "EUR", 1000),
    ("Gesamtkosten in T€", "EUR", 1000),
    ("Gesamtkosten [T€]", "EUR", 1000),
    ("Kosten (Mio. Euro)", "EUR", 10**6),
    ("Kosten €", "EUR", 1),
    ("Bewilligte Mittel\nEUR", "EUR", 1),
    ("Zuschuss des Kreises / TEUR", "EUR", 1000),
    ("- T€ -", "EUR", 1000),
    ("Angaben in Euro, soweit nicht anders vermerkt", "EUR", 1),
    ("Eigenmittel (in €) 2)", "EUR", 1),
    ("Investition in US-Dollar", "USD", 1),
    ("Wirtschaftsplan der Talwerke (Beträge in T€)", "EUR", 1000),
    ("Mittelbedarf in Euro netto", "EUR", 1),
    ("Mittelbedarf gesamt Euro", "EUR", 1),
    ("€ bewilligt", "EUR", 1),
    ("Beträge in Euro und Cent", "EUR", 1),
    ("KEUR", "EUR", 1000),
    ("Gebühr in Cent", "EUR", "0.01"),
]  # fmt: skip
NO_UNITS = [
    "", "%", "in %", "Euro und Franken", "Anteil in %", "THG-Einsparung in t", "Einsparung (MWh)", "Nr.",
    "Fläche in ha", "Mio.", "in Tsd.", "Einwohner in Tsd.", "Der Euro", "Umstellung auf den Euro",
    "Maßnahmen über 1 Mio. Euro", "500 Euro", "1.000 Euro", "Vorhaben ab 50.000 €", "Euro 6",
    "Busse der Norm Euro 6", "Euro-Raum", "Anlagen in Euro-Anleihen", "Kosten in Euro oder in Mio. Euro",
    "Kosten (EUR / CHF)", "mit Euro geförderte Vorhaben", "Euro gibt es seit 2002", "Was bringt der Euro?",
    "Neuro", "Termin", "Freitag, Fr.", "T", "kEURA", "Euro 2024",
]  # fmt: skip


@pytest.mark.parametrize(("head", "currency", "factor"), UNITS)
def test_a_head_with_a_unit_of_money(head: str, currency: str, factor: int | str) -> None:
    unit = read_unit(head)
    assert unit is not None
    assert (unit.currency, unit.factor) == (currency, Decimal(factor))
    assert (unit.per, unit.frequency) == (None, "once")


@pytest.mark.parametrize("head", NO_UNITS)
def test_a_head_without_one(head: str) -> None:
    assert read_unit(head) is None


@pytest.mark.parametrize(
    ("head", "year", "factor"),
    [
        ("2020 EUR", 2020, 1),
        ("Ansatz 2021\nin T€", 2021, 1000),
        ("EUR 2022", 2022, 1),
        ("T€ Plan 2023", 2023, 1000),
        ("Euro\n2024", 2024, 1),
        ("Ergebnis 2020 in EUR", 2020, 1),
        ("2020 und 2021 in T€", None, 1000),
    ],
)
def test_the_year_beside_the_unit(head: str, year: int | None, factor: int) -> None:
    unit = read_unit(head)
    assert unit is not None
    assert (unit.year, unit.factor) == (year, Decimal(factor))


@pytest.mark.parametrize(
    ("head", "per", "frequency"),
    [
        ("€/kWh", "kWh", "once"),
        ("Preis in Euro je Einwohner", "Einwohner", "once"),
        ("Kosten (€/m²)", "m²", "once"),
        ("Aufwand in T€ p. a.", None, "yearly"),
        ("Miete in Euro pro Monat", None, "monthly"),
        ("Mio. €/a", None, "yearly"),
    ],
)
def test_what_the_unit_is_per(head: str, per: str | None, frequency: str) -> None:
    unit = read_unit(head)
    assert unit is not None
    assert (unit.currency, unit.per, unit.frequency) == ("EUR", per, frequency)


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("2013", year(2013)),
        ("Plan 2022", year(2022)),
        ("Ansatz 2021", year(2021)),
        ("Ansatz\n2021", year(2021)),
        ("Ergebnis 2020", year(2020)),
        ("Ist 2000", year(2000)),
        ("2020 EUR", year(2020)),
        ("Ansatz 2021 in T€", year(2021)),
        ("T€\n2022", year(2022)),
        ("2024 (Plan)", year(2024)),
        ("Haushaltsjahr 2025", year(2025)),
        ("Vorläufiges Ergebnis 2021", year(2021)),
        ("Mittelabfluss im Jahr 2022", year(2022)),
        ("31.12.2023", (date(2023, 12, 31), date(2023, 12, 31))),
        ("Stand 30.06.2024", (date(2024, 6, 30), date(2024, 6, 30))),
        ("1. Quartal 2024", (date(2024, 1, 1), date(2024, 3, 31))),
        ("2022-2024", (date(2022, 1, 1), date(2024, 12, 31))),
        ("Mai 2023", (date(2023, 5, 1), date(2023, 5, 31))),
        ("Schuljahr 2022/23", (date(2022, 8, 1), date(2023, 7, 31))),
        ("ab 2025", (date(2025, 1, 1), None)),
        ("2026 ff.", (date(2026, 1, 1), None)),
        ("bis 2021", (None, date(2021, 12, 31))),
    ],
)
def test_a_head_that_stands_for_a_time(head: str, period: tuple[date | None, date | None]) -> None:
    assert read_period(head) == period


@pytest.mark.parametrize(
    "head",
    [
        "", "Maßnahme", "Ansatz", "Plan 2022 / Ist 2021", "2020 2021", "Veränderung gegenüber 2020", "Mai",
        "Nr. 2021",
        "Vorhaben, die schon 2019 begonnen wurden", "2.000 EUR", "Raum 2013", "Abweichung 2021 zu 2020",
        "Masterplan 2030", "Vorhaben, das im Rat bis zum Jahr 2020 beraten und beschlossen wurde", "12,5",
    ],
)  # fmt: skip
def test_a_head_that_stands_for_none(head: str) -> None:
    assert read_period(head) is None
