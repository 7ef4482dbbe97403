"""Amounts beyond the corpus: properties that hold for every sum, contexts, totals and contradictions."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.german.amounts import AmountContext, contradictions, doubts, find_amounts, total_of
from extract.german.amounts.numbers import read_digits
from extract.german.amounts.totals import printed
from extract.german.amounts.words import parse_number_word
from extract.german.records import DateMention

VOLUME = AmountContext(volume_statement=True)


def grouped(whole: int, separator: str) -> str:
    return f"{whole:,}".replace(",", separator)


# Ways to print whole euros and cents; each is a notation of its own.
NOTATIONS = {
    "stops": lambda whole, cents: f"{grouped(whole, '.')},{cents:02d} €",
    "plain": lambda whole, cents: f"{whole},{cents:02d} Euro",
    "no-break": lambda whole, cents: f"{grouped(whole, chr(0xA0))},{cents:02d}{chr(0xA0)}€",
    "narrow": lambda whole, cents: f"{grouped(whole, chr(0x202F))},{cents:02d}{chr(0x202F)}EUR",
    "swiss": lambda whole, cents: f"{grouped(whole, chr(39))}.{cents:02d} €",
    "first": lambda whole, cents: f"EUR {grouped(whole, '.')},{cents:02d}",
    "touching": lambda whole, cents: f"{grouped(whole, '.')},{cents:02d}€",
    "broken": lambda whole, cents: f"{grouped(whole, '.')},{cents:02d}\nEuro",
    "minus": lambda whole, cents: f"-{grouped(whole, '.')},{cents:02d} €",
    "minus word": lambda whole, cents: f"minus {grouped(whole, '.')},{cents:02d} Euro",
}
MULTIPLIERS = {
    "Tsd. Euro": 10**3, "T€": 10**3, "TEUR": 10**3, "Tausend Euro": 10**3, "Mio. €": 10**6, "Mio €": 10**6,
    "Millionen Euro": 10**6, "Mrd. EUR": 10**9, "Milliarden Euro": 10**9,
}  # fmt: skip
FRAMES = (
    "{}",
    "Der Steg kostet {}.",
    "Zuschuss ({}) für Bojen",
    "Kosten: {}; mehr nicht",
    "• {}\n• Sonstiges",
)


@given(
    whole=st.integers(1, 10**9),
    cents=st.integers(0, 99),
    notation=st.sampled_from(sorted(NOTATIONS)),
    frame=st.sampled_from(FRAMES),
)
@settings(max_examples=300, deadline=None)
def test_any_sum_in_any_notation_is_found_with_its_value(
    whole: int, cents: int, notation: str, frame: str
) -> None:
    surface = NOTATIONS[notation](whole, cents)
    value = whole + Decimal(cents) / 100
    text = frame.format(surface)
    (mention,) = find_amounts(text)
    assert mention.text == surface
    assert mention.value == (-value if notation.startswith("minus") else value)


@given(
    tenths=st.integers(1, 99_999), unit=st.sampled_from(sorted(MULTIPLIERS)), frame=st.sampled_from(FRAMES)
)
@settings(max_examples=200, deadline=None)
def test_any_multiplied_sum_is_found_with_its_value(tenths: int, unit: str, frame: str) -> None:
    figure = f"{grouped(tenths // 10, '.')},{tenths % 10}" if tenths % 10 else grouped(tenths // 10, ".")
    (mention,) = find_amounts(frame.format(f"{figure} {unit}"))
    assert mention.value == Decimal(tenths) / 10 * MULTIPLIERS[unit]


@given(
    low=st.integers(1, 400), step=st.integers(1, 400), connector=st.sampled_from([" bis ", "–", "-", " – "])
)
@settings(max_examples=100, deadline=None)
def test_any_range_gives_both_ends(low: int, step: int, connector: str) -> None:
    (mention,) = find_amounts(f"Das kostet {low}{connector}{low + step} Mio. Euro.")
    assert (mention.value, mention.value_to) == (low * 10**6, (low + step) * 10**6)
    assert mention.modifier == "range"


@given(number=st.integers(0, 999_999))
@settings(max_examples=300)
def test_number_words_are_read_back(number: int) -> None:
    assert parse_number_word(spell(number)) == number


def spell(number: int) -> str:
    """The German number word, written the long way."""
    ones = [
        "null",
        "ein",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
    ]
    tens = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
    if number >= 1000:
        return spell(number // 1000) + "tausend" + (spell(number % 1000) if number % 1000 else "")
    if number >= 100:
        return ones[number // 100] + "hundert" + (spell(number % 100) if number % 100 else "")
    if number >= 20:
        return (ones[number % 10] + "und" if number % 10 else "") + tens[number // 10 - 2]
    return ones[number] if number < 17 else {17: "siebzehn", 18: "achtzehn", 19: "neunzehn"}[number]


# Texts made of what sums are made of: more likely to go wrong than random letters.
PIECES = st.sampled_from(
    [
        "€",
        "Euro",
        "EUR",
        "T€",
        "Mio.",
        "Mrd",
        "Tsd.",
        "1",
        "2.000",
        "3,5",
        "0",
        "-",
        "–",
        " ",
        "\n",
        ",",
        ".",
        "bis",
        "und",
        "zwischen",
        "zwei",
        "halbe",
        "Million",
        "(",
        ")",
        ":",
        ";",
        "2022",
        "davon",
        "jährlich",
        "pro",
        "Jahr",
        "/",
        "t",
        "%",
        "ca.",
        "über",
        "ct",
        "$",
        "minus",
        "Stand",
        "ab",
        "'",
        "\xa0",
        "je",
        "Pfund",
        "einen",
    ]
)


@given(
    text=st.one_of(
        st.text(max_size=120),
        st.lists(PIECES, max_size=40).map("".join),
        st.lists(PIECES, max_size=40).map(" ".join),
    )
)
@settings(max_examples=500, deadline=None)
def test_no_text_raises_and_spans_lie_inside_in_order(text: str) -> None:
    for context in (None, VOLUME):
        found = find_amounts(text, context=context)
        end = 0
        for mention in found:
            assert end <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.text
            assert mention.sentence_start <= mention.start
            assert mention.end <= mention.sentence_end <= len(text)
            assert mention.value_to is None or mention.value_to > mention.value
            end = mention.end
        total_of(found)
        contradictions(found)
        doubts(found)


@pytest.mark.parametrize(
    ("digits", "multiplied", "value", "doubtful"),
    [
        ("94.000", False, "94000", False),
        ("1.147", True, "1147", False),
        ("3.5", True, "3.5", False),
        ("1,500", False, "1500", True),
        ("1,500", True, "1.500", False),
        ("0,285", False, "0.285", False),
        ("0.285", False, "0.285", False),
        ("1,000,000", False, "1000000", False),
        ("1,500.75", False, "1500.75", False),
        ("25,–", False, "25", False),
        ("1 250 000,50", False, "1250000.50", False),
    ],
)
def test_reading_of_digits(digits: str, multiplied: bool, value: str, doubtful: bool) -> None:
    assert read_digits(digits, multiplied=multiplied) == (Decimal(value), doubtful)


def test_dates_at_hand_are_used_and_not_looked_for_again() -> None:
    text = "2031: 5.000 €"
    mention = DateMention(
        start=0,
        end=4,
        text="2031",
        date_start=date(1999, 1, 1),
        date_end=date(1999, 12, 31),
        precision="year",
        modifier=None,
        edtf="1999",
        year_inferred=False,
    )
    (given_dates,) = find_amounts(text, context=AmountContext(dates=(mention,)))
    (no_dates,) = find_amounts(text, context=AmountContext(dates=()))
    assert given_dates.period_start == date(1999, 1, 1)
    assert no_dates.period_start is None


def test_sentence_of_an_amount() -> None:
    text = "Der Steg ist fertig. Er kostete ca. 5 Mio. Euro. Nun ruht er."
    (mention,) = find_amounts(text)
    assert text[mention.sentence_start : mention.sentence_end] == "Er kostete ca. 5 Mio. Euro."


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("985.000 €", 985000),
        ("rund 4 Mio. € (davon 1 Mio. € Landesmittel)", 4000000),
        ("Gesamtkosten: 500.000 €. Die Gesamtkosten von 500.000 € trägt der Kreis.", 500000),
        ("6 Mio. € Landesmittel", None),
        ("2.000.000 € p. a.", None),
        ("4,5 bis 6 Mio. Euro", None),
        ("2021: 419.000 €\n2022: 350.000 €", None),
        ("Gesamtkosten 2 Mio. €, Gesamtvolumen 3 Mio. €", None),
        ("Gesamtkosten: 2 Mio. US-Dollar", None),
        ("steht noch nicht fest", None),
    ],
)
def test_total(text: str, total: int | None) -> None:
    assert total_of(find_amounts(text, context=VOLUME)) == total


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Gesamtvolumen: 900.000 € (davon 800.000 € Landesmittel und 300.000 € Eigenanteil)",
            "Total 900.000 € is less than its parts (1.100.000 €).",
        ),
        (
            "Insgesamt: 222.000 €\n3.1) 100.000 €\n3.2) 60.000 €",
            "Total 222.000 € does not match the sum of its parts (160.000 €).",
        ),
    ],
)
def test_contradictions_are_said(text: str, message: str) -> None:
    assert contradictions(find_amounts(text, context=VOLUME)) == (message,)


@pytest.mark.parametrize(
    "text",
    [
        "Gesamtvolumen: 900.000 € (davon 600.000 € Landesmittel und 300.000 € Eigenanteil)",
        "900.000 € (davon 300.000 € Landesmittel)",
        "Gesamtbudget etwa 5,1 Mio. €; Landesförderung etwa 5,12 Mio. €",
        "Insgesamt: 90.000 €\nbzw. pro Jahr: 9.000 €",
        "12.000 € pro Boot, insgesamt höchstens 9 TEUR",
        "985.000 €",
    ],
)
def test_no_contradiction_where_there_is_none(text: str) -> None:
    assert contradictions(find_amounts(text, context=VOLUME)) == ()


def test_doubtful_readings_are_said() -> None:
    assert doubts(find_amounts("Kosten 1,500 €")) == ('"1,500 €" was read as 1.500 €.',)
    assert doubts(find_amounts("200 - 600.000 Euro")) == (
        '"200 - 600.000 Euro" was read as 200.000 € to 600.000 €.',
    )
    assert doubts(find_amounts("1,547 Mio. € und 1.500 € und 1,50 €")) == ()


def test_printed() -> None:
    assert printed(Decimal("1234567.5")) == "1.234.567,50 €"
    assert printed(Decimal(900), "USD") == "900 USD"


@pytest.mark.parametrize(
    ("piece", "end"),
    [
        ("1 ", "€"),
        ("1 und ", "2 €"),
        ("1 bis ", "5 €"),
        ("zwei", " Euro"),
        ("Euro ", ""),
        ("(", "5 €"),
        ("123 456 ", "€"),
        ("1.", "€"),
        ("5 € ", ""),
        ("- € 5,00 ", ""),
    ],
    ids=["ones", "and", "to", "word", "euros", "brackets", "groups", "stops", "table", "row"],
)
def test_time_grows_with_the_text_not_with_its_square(piece: str, end: str) -> None:
    find_amounts("5 €")

    def seconds(count: int) -> float:
        begin = time.process_time()
        find_amounts(piece * count + end, context=AmountContext(dates=()))
        return time.process_time() - begin

    # Eight times the text takes eight times as long; were it the square, 64 times.
    short = min(seconds(500) for _ in range(3))
    long = min(seconds(4000) for _ in range(2))
    assert long < 32 * max(short, 0.001)
