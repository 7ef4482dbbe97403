"""Labels that a profile names and a file has not."""

from __future__ import annotations

from extract.export.german import german_message
from extract.reports.profile.model import LabelRule
from extract.reports.records.never_found import NeverFound, labels_never_found

RULES = [
    LabelRule(labels=["Nr."], name="number", kind="number"),
    LabelRule(labels=["Vorhaben", "Titel des Vorhabens"], name="title", kind="title"),
    LabelRule(labels=["Wassertiefe"], name="tiefe"),
]


def found(*seen: str) -> list[tuple[str, str | None]]:
    return [(one.rule.name, one.nearest) for one in labels_never_found(RULES, seen)]


def test_one_spelling_of_several_is_enough() -> None:
    assert found("Nr.", "Titel des\nVorhabens", "Wassertiefe (in m)") == []


def test_the_label_most_like_it_is_named() -> None:
    assert found("Nr.", "Vorhaben", "Gewässertiefe", "Ort") == [("tiefe", "Gewässertiefe")]


def test_a_label_that_another_rule_knows_is_no_suggestion() -> None:
    assert found("Nr.", "Vorhaben") == [("tiefe", None)]


def test_the_finding_says_so_in_both_languages() -> None:
    finding = NeverFound(RULES[2], "Gewässertiefe").finding
    assert finding.message == (
        'Label "Wassertiefe" of the profile was found nowhere; "Gewässertiefe" is like it.'
    )
    assert "Gewässertiefe" in german_message(finding.code, finding.message)
    alone = NeverFound(RULES[2], None).finding
    assert alone.message == 'Label "Wassertiefe" of the profile was found nowhere.'
