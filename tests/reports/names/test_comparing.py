"""A name is known wherever it stands, with all that may be printed around it."""

from __future__ import annotations

import pytest
from tests.reports.brochure import INDEX, SEENLAND

from extract.reports.names.comparing import likeness, readings
from extract.reports.names.labels import LabelIndex

LABELS = LabelIndex(SEENLAND)


@pytest.mark.parametrize(
    ("printed", "section", "year"),
    [
        ("Ausblick", "ausblick", None),
        ("AUSBLICK:", "ausblick", None),
        ("Ausblick 2023", "ausblick", 2023),
        ("3. Ausblick", "ausblick", None),
        ("3. Ausblick 2023", "ausblick", 2023),
        ("Ausblick (in Stichworten)", "ausblick", None),
        ("b) Ausblick (nächste Schritte):", "ausblick", None),
    ],
)
def test_heading_and_label_are_found_alike(printed: str, section: str, year: int | None) -> None:
    found = INDEX.find(printed)
    assert found is not None
    assert (found[0].key, found[1]) == (section, year)
    assert LABELS.find(printed) == ("section", section)


@pytest.mark.parametrize("printed", ["Ausblicke auf den See", "Ein Ausblick", "12 Ausblicke"])
def test_other_words_are_no_heading(printed: str) -> None:
    assert INDEX.find(printed) is None
    assert LABELS.find(printed) is None


def test_a_slip_is_found_in_both() -> None:
    printed = "2. Aktueller Stnd (Herbst)"
    assert INDEX.find(printed) is None
    found = INDEX.find_fuzzy(printed)
    assert found is not None
    assert LABELS.find_fuzzy(printed) == ("section", found[0].key)


def test_short_names_differ_by_other_words() -> None:
    assert likeness("ziele", "ziel") == 0.0
    assert likeness("aktuellerstand", "aktuellerstnd") > 0


def test_readings_of_a_year_alone() -> None:
    assert [letters for letters, _ in readings("2023")] == ["2023"]
