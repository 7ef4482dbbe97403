"""What speaks for parts of a document being projects, and for the document being of another kind."""

from __future__ import annotations

import pytest

from extract.reports.names.evidence import evidence_of, other_document, other_parts
from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import lexicon


@pytest.mark.parametrize(
    ("labels", "are_projects"),
    [
        (["Zuständig", "Kosten"], True),
        (["Träger", "Laufzeit", "Förderung"], True),
        (["Sachstand", "Nächste Schritte"], True),
        (["Datum", "Ort", "Kosten"], False),
        (["Verantwortlich", "Termin"], False),
        (["Beginn", "Frist", "Aufgaben"], False),
        (["Leitung", "Beginn", "Dauer", "Ort", "Kosten"], False),
        (["Modulverantwortliche", "Dauer", "Ziele", "Inhalte", "Zuständig"], False),
    ],
)
def test_labels_speak_by_their_weights(labels: list[str], are_projects: bool) -> None:
    assert evidence_of([squeeze(label) for label in labels], lexicon()).is_enough is are_projects


def test_numbers_of_measures_speak_for_projects() -> None:
    labels = [squeeze(label) for label in ("Laufzeit", "Kosten")]
    assert not evidence_of(labels, lexicon()).is_enough
    assert evidence_of(labels, lexicon(), numbered=True).is_enough


@pytest.mark.parametrize(
    "headings",
    [
        ["Stadt Lohmau", "Niederschrift über die 12. Sitzung des Rates"],
        ["Hauptsatzung der Gemeinde Altenfels"],
        ["Öffentliche Ausschreibung nach VOB/A"],
        ["Häufige Fragen zum Stadtbad"],
        ["Rechnung Nr. 2025-17"],
    ],
)
def test_a_title_says_what_a_document_is(headings: list[str]) -> None:
    assert other_document(headings) == headings[-1]


@pytest.mark.parametrize(
    "headings",
    [
        ["Bericht zur Satzung über das Stadtbad"],
        ["Sachstand der Maßnahmen", "Anlage zur Niederschrift vom 3. Mai 2025"],
        ["Klimaschutz in Lohmau", "Neuordnung der Abfuhr"],
        [],
    ],
)
def test_other_words_do_not(headings: list[str]) -> None:
    assert other_document(headings) is None


def test_parts_of_minutes_are_known_by_two_of_them() -> None:
    assert other_parts(["1. Begrüßung", "2. Haushalt", "3. Radweg", "4. Verschiedenes"]) == "minutes"
    assert other_parts(["1. Radweg", "2. Haushalt", "3. Schule", "4. Verschiedenes"]) is None
