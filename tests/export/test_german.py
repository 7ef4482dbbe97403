"""German names: of all tables, views, columns and words that are described, and of what findings say."""

from __future__ import annotations

import re

import pytest

from extract.base.codes import FINDINGS
from extract.export.catalogue import views
from extract.export.german import (
    german_column,
    german_finding,
    german_message,
    german_reasons,
    german_table,
    german_word,
)
from extract.tables import money
from extract.tables.contract import TABLES
from extract.tables.money import Counting

ENGLISH = re.compile(r"\b(the|was|of|not|read|with|page|milestone|section|found|and)\b", re.IGNORECASE)


def test_tables_views_and_their_words_have_german_names() -> None:
    for name in (*TABLES, *(view.name for view in views())):
        known = german_table(name)
        assert known is not None, name
        assert known.title, name
        assert known.meaning, name
    named = [german_column(table.name, column.name) for table in TABLES.values() for column in table.columns]
    assert sum(one is None for one in named) <= len(named) // 50, "new columns get their name soon"
    for table in TABLES.values():
        for column in table.columns:
            assert [word for word in column.values if len(word) > 1 and german_word(word) is None] == []


def test_reasons_for_counting_have_german_words() -> None:
    reasons = [one.reason for one in vars(money).values() if isinstance(one, Counting)]
    assert len(reasons) > 10
    assert [reason for reason in reasons if german_word(reason) is None] == []


@pytest.mark.parametrize(
    ("code", "message", "german"),
    [
        ("missing-project-id", "No project ID on page 15.", "Auf Seite 15 steht keine Projektnummer."),
        (
            "duplicate-project-id",
            'ID "UN-NEU" is printed on pages 28, 62.',
            "Die Projektnummer „UN-NEU“ steht auf den Seiten 28, 62.",
        ),
        (
            "report-date-doubt",
            '"1.2.2023" was read as 2023-02-01 to 2023-02-01; it may mean 2023-01-02 to 2023-01-02.',
            "„1.2.2023“ wurde als 01.02.2023 bis 01.02.2023 gelesen; "
            "gemeint sein kann 02.01.2023 bis 02.01.2023.",
        ),
        (
            "ocr-doubt",
            'Amount "2.687.000 €" on page 5 was read by OCR with confidence 0.41.',
            "Betrag „2.687.000 €“ auf Seite 5: Sicherheit der Texterkennung 0,41.",
        ),
    ],
)
def test_messages(code: str, message: str, german: str) -> None:
    assert german_message(code, message) == german


def test_a_sentence_that_no_pattern_knows_is_said_by_its_meaning_and_what_it_quotes() -> None:
    said = german_message("unclaimed-text", 'A quite new sentence about "Stand der Technik".')
    assert said == (
        "Ein Text auf einer Projektseite gehört zu keinem Feld und keinem Abschnitt. („Stand der Technik“)"
    )
    assert german_message("code-of-tomorrow", 'About "this" and "that".') == "„this“, „that“"


@pytest.mark.parametrize("code", FINDINGS)
def test_every_known_code_has_a_title_without_english(code: str) -> None:
    known = german_finding(code)
    if known is None:
        pytest.skip("a code without a German title yet; pages show what it quotes")
    assert not ENGLISH.search(re.sub(r"„.*?“", "", known.title + known.meaning).replace("was ", ""))


def test_grades_name_their_reasons() -> None:
    assert german_reasons("duplicate-project-id (2); year-inferred (3)") == (
        "Projektnummer doppelt (2); Jahr erschlossen (3)"
    )
