"""Counts that a report states of itself, and what only looks like one."""

from __future__ import annotations

import pytest

from extract.german.counts import find_counts

CASES = {
    # a plain statement
    "Der Bericht stellt 16 Projekte vor.": [(16, "projects", None, False)],
    "Insgesamt umfasst das Programm zweiunddreißig Vorhaben.": [(32, "projects", None, True)],
    "Die drei Handlungsfelder bündeln sechzehn Projekte.": [
        (3, "action_fields", None, False),
        (16, "projects", None, False),
    ],
    # with a status, before or behind
    "Fünf Projekte sind abgeschlossen, zwölf Projekte werden umgesetzt.": [
        (5, "projects", "completed", False),
        (12, "projects", "ongoing", False),
    ],
    "Fünf der 16 Projekte sind inzwischen abgeschlossen.": [(5, "projects", "completed", False)],
    "Neun laufende Projekte stehen vier geplanten Projekten gegenüber.": [
        (9, "projects", "ongoing", False),
        (4, "projects", "planned", False),
    ],
    "Zwei Projekte wurden eingestellt.": [(2, "projects", "discontinued", False)],
    "Erreicht wurden 69 Meilensteine.": [(69, "milestones", None, False)],
    # rounded, bounded, parts, ranks, articles
    "Rund 60 Projekte sind in Arbeit.": [],
    "Mehr als 20 Vorhaben laufen.": [],
    "Ein Projekt ruht.": [],
    "Zwei Projekte je Landkreis werden gefördert.": [],
    "Hinzu kommen weitere drei Projekte.": [],
    "Das Projekt 12 läuft.": [],
    "Drei Projektleiterinnen berichten.": [],
    "Im Jahr 2023 liefen Projekte an.": [],
}


@pytest.mark.parametrize("text", CASES)
def test_counts(text: str) -> None:
    found = find_counts(text)
    assert [(one.number, one.counted, one.status, one.whole) for one in found] == CASES[text]
    assert all(text[one.start : one.end] == one.text for one in found)
