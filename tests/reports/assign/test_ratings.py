"""Ratings are dots, drawn or typed, in the row of their label."""

from __future__ import annotations

from decimal import Decimal

from tests.layout.paper import Paper

from extract.pdf.records import Box
from extract.reports.assign.ratings import ratings
from extract.reports.profile.model import FieldRule
from extract.reports.records.sheets import SheetCell

RULE = FieldRule(field="bewertung", kind="rating", headings=["Bewertung"])
BOX = Box(1, 50, 90, 400, 140)


def rated(*rows: tuple[str, str]) -> list[tuple[str, str, Decimal | None, str | None]]:
    """A box whose rows each have a label and typed dots."""
    paper = Paper()
    for number, (label, dots) in enumerate(rows):
        paper.line(60, 100 + 14 * number, label)
        paper.line(200, 100 + 14 * number, dots)
    inner = SheetCell(1, BOX, BOX, tuple(paper.words), (), (), [], 1)
    cell = SheetCell(1, BOX, BOX, (), (), (), [], 0, nested=[inner])
    return [(one.field, one.text, one.number, one.unit) for one in ratings(RULE, cell)]


def test_typed_dots_are_counted_one_by_one() -> None:
    assert rated(("Wirkung", "●●●○○"), ("Aufwand", "●○○○○"), ("Dauer", "●●●●●")) == [
        ("bewertung_wirkung", "●●●○○", Decimal(3), "von 5"),
        ("bewertung_aufwand", "●○○○○", Decimal(1), "von 5"),
        ("bewertung_dauer", "●●●●●", Decimal(5), None),
    ]


def test_a_box_without_dots_rates_nothing() -> None:
    assert rated(("Wirkung", "hoch")) == []
