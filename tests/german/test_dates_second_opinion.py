"""dateparser on plain expressions that were cut out: independent of the grammar, and of today."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest

from extract.german.dates import find_dates
from extract.german.dates.second_opinion import ask_dateparser, second_opinion


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Dezember 2023", date(2023, 12, 1), date(2023, 12, 31)),
        ("Februar 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("1. März 2022", date(2022, 3, 1), date(2022, 3, 1)),
        ("01.02.2023", date(2023, 2, 1), date(2023, 2, 1)),
        ("Okt. 2021", date(2021, 10, 1), date(2021, 10, 31)),
    ],
)
def test_both_readers_agree_on_plain_dates(text: str, first: date, last: date) -> None:
    assert second_opinion(text) == (first, last)
    (mention,) = find_dates(text)
    assert (mention.date_start, mention.date_end) == (first, last)


@pytest.mark.parametrize("text", ["Ende 2023", "3. Quartal 2022", "2022", "mit 12", "so", "März", ""])
def test_what_is_no_plain_date_is_left_to_the_grammar(text: str) -> None:
    assert second_opinion(text) is None


def test_what_is_looked_up_without_dateparser_is_what_dateparser_reads() -> None:
    """Every month and, at a step that meets each day of each month, the days of many years."""
    months = {
        1: "Januar", 2: "Februar", 3: "März", 4: "April", 5: "Mai", 6: "Juni",
        7: "Juli", 8: "August", 9: "September", 10: "Oktober", 11: "November", 12: "Dezember",
    }  # fmt: skip
    day = date(1999, 1, 1)
    seen = set()
    while day < date(2031, 1, 1):
        text = f"{day.day}. {months[day.month]} {day.year}"
        assert second_opinion(text) == ask_dateparser(text) == (day, day)
        month = f"{months[day.month]} {day.year}"
        assert second_opinion(month) == ask_dateparser(month)
        seen.add((day.month, day.day))
        day += timedelta(days=29)
    assert {month for month, _ in seen} == set(months)
    assert {number for _, number in seen} == set(range(1, 32))


@pytest.mark.parametrize("text", ["31. Februar 2023", "0. Mai 2023", "32. Mai 2023"])
def test_days_that_are_not_in_the_calendar(text: str) -> None:
    assert second_opinion(text) == ask_dateparser(text)


def test_a_plain_date_loads_no_dateparser() -> None:
    code = (
        "import sys; from extract.german.dates.second_opinion import second_opinion as ask;"
        "print(ask('1. Mai 2023'), 'dateparser' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.endswith("False\n"), out
