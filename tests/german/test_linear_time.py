"""Every finder's work grows with the text only, whatever short pattern the text repeats.

Four times the text may take about four times as long; where something looks at the rest of the text for each
mention it takes sixteen times as long. Lengths are 4, 16 and 64 thousand characters; times are compared with
each other, never with a clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from extract.german.amounts import AmountContext, find_amounts
from extract.german.counts import find_counts
from extract.german.dates import find_dates, finding
from extract.german.hyphenation import join_lines
from extract.german.links import find_links
from extract.german.organisations import find_organisations
from extract.german.sentences import sentence_spans
from extract.german.shares import ShareContext, find_shares

Finder = Callable[[str], object]


def find_amounts_of_a_statement(text: str) -> object:
    return find_amounts(text, context=AmountContext(volume_statement=True))


def find_shares_of_a_statement(text: str) -> object:
    return find_shares(text, context=ShareContext(funding_statement=True))


def join_words(text: str) -> object:
    return join_lines(text.split(" "))


PLAIN_FINDERS: tuple[Finder, ...] = (
    find_dates,
    find_amounts,
    find_shares,
    find_organisations,
    find_links,
    find_counts,
    sentence_spans,
    join_words,
)
FINDERS = (*PLAIN_FINDERS, find_amounts_of_a_statement, find_shares_of_a_statement)
PATTERNS = (
    # dates
    "1 ", "1.", "1. ", "1.2.", "1. und ", "1., 3. und 5. Mai, ", "Mai ", "Mai, ", "Mai/", "Mai bis ", "1/",
    "Q1-", "2022 ", "2022-", "2022, ", "2022/", "2022 und ", "2000 auf ", "erste und zweite ", "KW 1 ",
    "Anfang ", "Sommer/", "III/2025 ", "7/22 – ", "12.10-16.10. ", "4711/01.02.2023 ", "im Jahr 643 ",
    "06–08/2024 ", "Quartale I bis III ", "4., bis Freitag, ", "60er- und ", "KW 1, 2, ", "Q 4/2026 ",
    "1540 ein ", "davon 1700 im Jahr 2022 und ", "2021 kamen 1850, 2022 kamen 2050 Gäste, ",
    # amounts, alone and among dates
    "1 € ", "€ ", "€ 1 ", "1 Euro ", "TEUR ", "Mio. ", "3 Mio., 1 Mio. € ", "500.000 vom Land, 1 € ",
    "1/2 ", "½ ", "Kosten T€ 1 2 3 ", "1 € bis 2 € ", "zwischen 1 und ", "von 1 auf ",
    "mindestens 5, bis zu 9 € ", "jährlich ", "je 5 € im Monat ", "2022 1 € ", "im Mai 2 €, ",
    "bis 2022 5 Mio. € und ", "2022: 1 €; ", "fünf ", "Fr. ", "$ ", "1 €, davon 1 € im Jahr 2022 ",
    "Land 5, Bund 6 Mio. € ", "2024 5, 2025 6 Mio. €, ", "5 von 6 Mio. € ", "60 statt 50 Mio. € ",
    "3 Mio. für Brücken und ", "1 €¹ ", "Kosten/Jahr: ", "davon Land 5 €, ", "Gesamtkosten 5 € ",
    # shares
    "1 % ", "1% ", "50 Prozent ", "(1 %) ", "- 1 % \n", "50–70 % ", "Land 60 %, Bund 40 %; ",
    "60 % Land 40 % ", "übrigen 5 % ", "5 % der Kosten ", "Förderung: 5 % (x: 6 %) ", "Förderung ",
    "Kosten ", "trägt ",
    # names, addresses, counts, anything
    "Landesamt für Umwelt, ", "Amt für A und B ", "Sächsisches ", "Jobcenter ",
    "GmbH ", "e. V. ", "Ministerium für Bau und ", "Anna Berg, ", "der Stadt und ", "www.a.de ", "http://",
    "a.b", "info@a.de ", "64 Projekte ", "5 Projekte sind abgeschlossen ", "a ", "aA", "ä. ", "„", "(", "-",
    "- ", "a- ", "\n", "\u00a0", "''",
)  # fmt: skip


def seconds(finder: Finder, text: str) -> float:
    """Processor time of one call that finds nothing kept from an earlier one."""
    finding._found.cache_clear()
    sentence_spans.cache_clear()
    start = time.process_time()
    finder(text)
    return time.process_time() - start


def of_length(pattern: str, length: int) -> str:
    return pattern * (length // len(pattern))


def grows_too_fast(finder: Finder, pattern: str, short: int, long: int) -> bool:
    """Whether the longer text takes more than two and a half times what its length alone would give."""
    limit = 2.5 * long / short
    for _ in range(3):  # a busy machine may slow one measurement, hardly three
        before = max(seconds(finder, of_length(pattern, short)), 0.002)
        if seconds(finder, of_length(pattern, long)) < limit * before:
            return False
    return True


def test_there_are_enough_patterns() -> None:
    assert len(set(PATTERNS)) == len(PATTERNS) >= 60


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.__name__)
def test_time_grows_with_the_text(finder: Finder) -> None:
    assert [pattern for pattern in PATTERNS if grows_too_fast(finder, pattern, 4_000, 16_000)] == []


@pytest.mark.slow
@pytest.mark.parametrize("finder", PLAIN_FINDERS, ids=lambda finder: finder.__name__)
def test_time_grows_with_long_texts(finder: Finder) -> None:
    assert [pattern for pattern in PATTERNS if grows_too_fast(finder, pattern, 4_000, 64_000)] == []
