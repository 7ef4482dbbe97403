"""What is ticked of the choices in one value."""

from __future__ import annotations

import pytest
from tests.reports.lists.lists import Sheet, fields, projects

from extract.layout.text import placed
from extract.reports.text.choices import ticked


@pytest.mark.parametrize(
    ("printed", "expected", "status"),
    [
        ("☒ geplant ☐ laufend ☐ abgeschlossen", "geplant", "planned"),
        ("☐ geplant ☐ laufend ☑ abgeschlossen", "abgeschlossen", "completed"),
        ("geplant ☐, laufend ☒, abgeschlossen ☐", "laufend", "ongoing"),
        ("☐ geplant ☐ laufend ☐ abgeschlossen", "☐ geplant ☐ laufend ☐ abgeschlossen", "unknown"),
        ("abgeschlossen", "abgeschlossen", "completed"),
    ],
)
def test_the_choice_that_is_ticked_is_the_value(printed: str, expected: str, status: str) -> None:
    sheet = Sheet([30, 150, 110, 220]).add("Nr.", "Maßnahme", "Amt", "Status")
    sheet.add("1", "Steg am Lindensee", "Bauamt", printed).add("2", "Uferweg bauen", "Bauamt", "geplant")
    one, _ = projects(sheet.table(head_rows=1))
    assert (fields(one)["Status"], one.status) == (expected, status)


def test_all_ticked_choices_are_values() -> None:
    line = Sheet([10]).line("☒ Kinder ☐ Betriebe ☒ Familien", 10, 10)
    body = placed([[(word.text, word.box, False) for word in line.words]])
    assert [choice.text for choice in ticked(body)] == ["Kinder", "Familien"]
