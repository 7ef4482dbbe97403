"""Page numbers in running heads and feet."""

from __future__ import annotations

import pytest

from extract.reports.front.feet import PageNumbers


@pytest.mark.parametrize(
    "foot",
    [
        "Seenland | {}",
        "Seenland {}",
        "Seenland – Seite {}",
        "Seenland · Seite {} von 40",
        "{} | Seenland",
        "Seite {} – Seenland",
        "- {} - Seenland",
    ],
)
def test_a_number_that_counts_the_pages_is_taken_off(foot: str) -> None:
    numbers = PageNumbers([[foot.format(page + 4)] for page in range(1, 4)])
    assert numbers.taken_off(foot.format(6), page=2) == "Seenland"


@pytest.mark.parametrize("line", ["Fortschrittsbericht 2023", "Seenland – Fortschrittsbericht 2023"])
def test_a_year_on_every_page_stays(line: str) -> None:
    numbers = PageNumbers([[line], [line], [line]])
    assert numbers.taken_off(line, page=2) == line


def test_a_number_that_does_not_count_the_pages_stays() -> None:
    numbers = PageNumbers([["Aktionsplan 2"], ["Text"], ["Aktionsplan 7"]])
    assert numbers.taken_off("Aktionsplan 2", page=1) == "Aktionsplan 2"
    assert numbers.taken_off("Aktionsplan 7", page=3) == "Aktionsplan 7"
