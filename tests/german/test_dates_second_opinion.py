"""dateparser on plain expressions that were cut out: independent of the grammar, and of today."""

from __future__ import annotations

from datetime import date

import pytest

from extract.german.dates import find_dates
from extract.german.dates.second_opinion import second_opinion


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
