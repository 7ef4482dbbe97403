"""The column ocr_confidence: how sure OCR was of the words of a row's place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests import builders

from extract.pdf.page.confidence import ReadPage
from extract.pdf.records import Box, Page, Turn, Word
from extract.reports.report import Report
from extract.tables.checks import check_tables
from extract.tables.contract import TABLES
from extract.tables.rows import report_tables

WHEN = datetime(2025, 1, 1, tzinfo=UTC)
LINE = builders.box(2)
HALF = LINE.x0 + LINE.width / 2


def tables_of(report: Report) -> dict[str, list[dict[str, object]]]:
    tables = report_tables(report, run_id="run", extracted_at=WHEN)
    check_tables(report.report_id, tables)
    return {name: table.to_pylist() for name, table in tables.items()}


def test_every_table_of_values_has_it() -> None:
    with_it = {
        name for name, table in TABLES.items() if any(c.name == "ocr_confidence" for c in table.columns)
    }
    assert with_it == set(TABLES) - {"reports", "findings", "corrections_applied", "grades"}


def test_it_is_null_where_the_file_has_its_own_text() -> None:
    rows = tables_of(builders.report())
    assert all(row["ocr_confidence"] is None for row in rows["amounts"] + rows["projects"])


def test_it_is_that_of_the_least_sure_word_of_the_place() -> None:
    page = builders.read_page(
        2,
        ("1.200.000", replace(LINE, x1=HALF - 2), 0.91),
        ("€", replace(LINE, x0=HALF + 2), 0.42),
        ("daneben", replace(LINE, x0=LINE.x1 + 3, x1=LINE.x1 + 60), 0.1),
        ("darunter", replace(LINE, top=LINE.bottom + 1, bottom=LINE.bottom + 12), 0.1),
    )
    rows = tables_of(builders.report(ocr_pages={2: page}))
    by_key = {row["project_key"]: row["ocr_confidence"] for row in rows["amounts"]}
    assert by_key == {"01-01": 0.42, "02-01": None, "03-01": None}


def test_words_of_the_file_itself_do_not_count_on_a_page_read_in_part() -> None:
    own = Word("Seerunde", LINE, "Helvetica", 10.0, None, False, False, 0, 0)
    page = ReadPage(Page(2, 595.0, 842.0, (own,), engine="ocr"))
    assert tables_of(builders.report(ocr_pages={2: page}))["projects"][0]["ocr_confidence"] is None


def test_boxes_of_a_turned_page_stand_on_the_page_as_displayed() -> None:
    turn = Turn(1, 0.0, 842.0, 595.0)
    page = ReadPage(Page(2, 595.0, 842.0, (), engine="ocr", turn=turn))
    boxes = tables_of(builders.report(ocr_pages={2: page}))["projects"][0]["boxes"]
    # Upright, the title is 100 points below the top; on its side, 100 points from the left.
    assert boxes == [{"page": 2, "x0": 100.0, "top": 295.0, "x1": 112.0, "bottom": 545.0}]


def test_a_turn_leads_there_and_back() -> None:
    inner = Box(1, 200.0, 300.0, 260.0, 312.0)
    for quarters in range(4):
        turn = Turn(quarters, 0.0, 595.0, 842.0)
        there = turn.forth(inner)
        assert abs(there.width - (12.0 if quarters % 2 else 60.0)) < 1e-6
        again = turn.back(there)
        assert max(abs(again.x0 - 200), abs(again.top - 300), abs(again.x1 - 260)) < 1e-6
    askew = Turn(0, 3.0, 595.0, 842.0)
    around = askew.back(askew.forth(inner))
    assert around.x0 <= inner.x0
    assert around.bottom >= inner.bottom
    assert around.width < inner.width + 10
