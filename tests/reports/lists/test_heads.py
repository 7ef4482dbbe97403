"""Heads of columns of figures."""

from __future__ import annotations

import pytest

from extract.reports.lists.head_texts import head_unit, is_bare


@pytest.mark.parametrize(
    "text",
    ["Ansatz 2025 EUR", "Ergebnis 2023", "Plan 2027 in T€", "Stand 01.01.2024 EUR", "2024 €", "31.12.2024"],
)
def test_a_year_with_what_its_figures_are_is_a_head_and_no_sum(text: str) -> None:
    assert is_bare(text)


@pytest.mark.parametrize("text", ["Sanierung 2025 EUR", "Bau der Schule 2024"])
def test_other_words_before_a_year_are_names(text: str) -> None:
    assert not is_bare(text)


def test_the_unit_stands_behind_the_year() -> None:
    unit = head_unit("Ansatz 2025 EUR")
    assert unit is not None
    assert unit.currency == "EUR"
