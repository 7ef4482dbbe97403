"""The status rests on the first rule of the profile that fits, and on a sentence to show."""

from __future__ import annotations

import pytest
from tests.builders import placed

from extract.reports.fill.status import tell_status
from extract.reports.profile.model import Profile, profiles
from extract.reports.report import Section, Status

SEENLAND = Profile.model_validate(
    {
        "profile": "seenland",
        "status": [
            {"status": "on_hold", "section": ["stand", "ausblick"], "pattern": r"(?i)\bruht\b"},
            {"status": "completed", "section": ["ergebnis"]},
            {"status": "ongoing", "section": ["stand"]},
        ],
    }
)


def section(name: str, text: str) -> Section:
    return Section(name, name.title(), None, placed(text), ())


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ([("stand", "Der Steg wächst.")], ("ongoing", "Der Steg wächst.")),
        ([("ergebnis", "Der Steg steht. Er trägt.")], ("completed", "Der Steg steht.")),
        ([("stand", "Alles ruht."), ("ergebnis", "Der Steg steht.")], ("on_hold", "Alles ruht.")),
        ([("stand", "Wir bauen."), ("ausblick", "Nun ruht der Bau.")], ("on_hold", "Nun ruht der Bau.")),
        ([("stand", "In der Fischtruhe liegt Eis.")], ("ongoing", "In der Fischtruhe liegt Eis.")),
        ([("ziel", "Der Bau ruht.")], ("unknown", None)),
        ([], ("unknown", None)),
    ],
)
def test_first_rule_that_fits(sections: list[tuple[str, str]], expected: tuple[Status, str | None]) -> None:
    assert tell_status([section(*one) for one in sections], SEENLAND) == expected


def test_evidence_is_the_sentence_that_says_so() -> None:
    text = "Der Plan ist fertig. Das Vorhaben ruht seit Mai. Danach sehen wir weiter."
    assert tell_status([section("stand", text)], SEENLAND)[1] == "Das Vorhaben ruht seit Mai."


def test_empty_section_shows_its_heading() -> None:
    assert tell_status([section("ergebnis", "")], SEENLAND) == ("completed", "Ergebnis")


RULES = [
    # What happened to the project, not what is written about something else that ended or stopped.
    ("aktueller_stand", "Der Bau am Ufer hat begonnen.", "ongoing"),
    ("aktueller_stand", "Das Projekt wurde im Mai eingestellt.", "discontinued"),
    ("aktueller_stand", "Das Vorhaben wird nicht weiterverfolgt.", "discontinued"),
    ("aktueller_stand", "Im Mai wurden drei Fachleute eingestellt.", "ongoing"),
    ("aktueller_stand", "Das Projekt ruht, bis die Brücke steht.", "on_hold"),
    ("aktueller_stand", "Die Arbeiten sind unterbrochen.", "on_hold"),
    ("aktueller_stand", "Der Projektstart ist für den Herbst geplant.", "planned"),
    ("aktueller_stand", "Der Bau hat noch nicht begonnen.", "planned"),
    ("projektergebnis", "Der Weg ist fertig und wird viel begangen.", "completed"),
    ("juengste_entwicklung", "Das Projekt ist seit Juni abgeschlossen.", "completed"),
    ("juengste_entwicklung", "Der Vertrag mit dem Verein ist abgeschlossen.", "ongoing"),
    ("ausblick", "Im nächsten Jahr folgt der zweite Abschnitt.", "ongoing"),
    ("mehrwert", "Alle haben etwas davon.", "unknown"),
]


@pytest.mark.parametrize(("name", "text", "expected"), RULES)
def test_rules_of_the_first_profile(name: str, text: str, expected: Status) -> None:
    """Status by what happened to the project."""
    assert tell_status([section(name, text)], profiles()["ruhr-konferenz"])[0] == expected
