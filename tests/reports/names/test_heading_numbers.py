"""Numbers before headings, and the words that go with them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from extract.reports.names.heading_numbers import is_other, is_project_word, names_projects, number_of

CASES = yaml.safe_load((Path(__file__).parent / "heading_numbers_cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["heading"])
def test_number_and_word_before_a_heading(case: dict[str, object]) -> None:
    found = number_of(str(case["heading"]).split())
    assert (found.text if found else None) == case["number"]
    assert is_project_word(found) == case.get("projects", False)
    assert is_other(found) == case.get("others", False)


@pytest.mark.parametrize(
    "heading", ["3 Maßnahmen im Verkehr", "Klimaschutzmaßnahmen", "Unsere Projekte", "Aktionsplan"]
)
def test_headings_that_say_projects_follow(heading: str) -> None:
    assert names_projects(heading)


@pytest.mark.parametrize("heading", ["Vorwort", "Projektleitung", "Das Projektgebiet", "Maßnahmenbeginn"])
def test_headings_that_do_not(heading: str) -> None:
    assert not names_projects(heading)
