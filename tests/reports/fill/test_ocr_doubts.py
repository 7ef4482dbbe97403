"""Findings about what OCR was not sure of."""

from __future__ import annotations

from dataclasses import replace

from tests import builders

from extract.reports.fill.ocr_doubts import ocr_doubts

LINE = builders.box(2)


def test_a_report_with_its_own_text_has_no_such_doubts() -> None:
    assert ocr_doubts([builders.project()], {}) == []


def test_doubtful_values_are_named_with_page_and_confidence() -> None:
    page = builders.read_page(2, ("1.200.000", LINE, 0.41))
    found = [one for one in ocr_doubts([builders.project()], {2: page}) if one.table == "amounts"]
    assert [one.message for one in found] == [
        'Amount "1.200.000 €" on page 2 was read by OCR with confidence 0.41.'
    ]
    assert found[0].code == "ocr-doubt"
    assert found[0].project_key == "01-01"
    assert found[0].boxes == (LINE,)


def test_values_read_well_are_no_doubt() -> None:
    page = builders.read_page(2, ("1.200.000", LINE, 0.93))
    assert ocr_doubts([builders.project()], {2: page}) == []


def test_of_a_text_the_doubtful_words_are_named() -> None:
    outlook = replace(LINE, top=200.0, bottom=212.0)
    words = [
        (f"wort{number}", replace(outlook, x0=60.0 + 20 * number, x1=75.0 + 20 * number))
        for number in range(7)
    ]
    page = builders.read_page(2, *((text, place, 0.5 + 0.01 * n) for n, (text, place) in enumerate(words)))
    found = [one for one in ocr_doubts([builders.project()], {2: page}) if one.table == "sections"]
    assert [one.code for one in found] == ["ocr-doubtful-text"]
    assert '"wort0" (0.50)' in found[0].message
    assert found[0].message.endswith("and 2 more words.")


def test_mentions_outside_of_projects_count_too() -> None:
    mention = builders.project().amounts[0]
    page = builders.read_page(2, ("1.200.000", LINE, 0.41))
    assert [one.project_key for one in ocr_doubts([], {2: page}, amounts=[mention])] == [None]
