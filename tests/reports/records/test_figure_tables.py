"""Tables of figures on sheets: years side by side, kinds of costs, who pays how much."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from extract.reports.engine import extract_report
from extract.reports.report import Project

TITLES = ("Uferweg am Lindensee", "Fährsteg erneuern", "Moor im Ried")
STYLES = getSampleStyleSheet()
LABELS = [
    ["Federführung", "Amt für Wege"],
    ["Ziel", "Der Weg am Ufer wird breiter."],
    ["Laufzeit", "2023 bis 2026"],
]
Rows = Sequence[Sequence[str]]


def grid(rows: Rows, spans: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (), *, bold: bool) -> Table:
    style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.6, "black")]
    style += [("SPAN", *span) for span in spans]
    if bold:
        style.append(("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"))
    return Table([list(row) for row in rows], style=style, hAlign="LEFT")


def sheets(path: Path, rows: Rows, caption: str | None = None) -> list[Project]:
    """Sheets with a table of figures below the labels of each."""
    flow: list[Flowable] = []
    for number, title in enumerate(TITLES):
        flow += [Paragraph(f"M{number + 1} {title}", STYLES["Heading2"]), grid(LABELS, bold=False)]
        flow.append(Paragraph(caption or "&nbsp;", STYLES["Normal"]))
        flow += [grid(rows, bold=True), PageBreak()]
    SimpleDocTemplate(str(path), pagesize=A4).build(flow)
    return list(extract_report(path).projects)


def amounts(project: Project) -> list[tuple[str | None, int, int | None, str]]:
    return [
        (
            found.label,
            int(found.mention.value),
            found.mention.period_start.year if found.mention.period_start else None,
            found.mention.role,
        )
        for found in project.amounts
    ]


@pytest.mark.parametrize("caption", ["Kosten (in T€)", None])
def test_years_as_heads(caption: str | None, tmp_path: Path) -> None:
    unit = "" if caption else " (T€)"
    rows = [
        ["", f"2024{unit}", f"2025{unit}"],
        ["Eigenmittel", "12", "1.030,5"],
        ["Fördermittel", "36", "90"],
    ]
    found = sheets(tmp_path / "years.pdf", rows, caption)
    assert [project.title for project in found] == list(TITLES)
    for project in found:
        assert amounts(project) == [
            ("Eigenmittel", 12_000, 2024, "own"),
            ("Eigenmittel", 1_030_500, 2025, "own"),
            ("Fördermittel", 36_000, 2024, "granted"),
            ("Fördermittel", 90_000, 2025, "granted"),
        ]


def test_years_alone_above_one_row(tmp_path: Path) -> None:
    rows = [["2024", "2025", "2026"], ["12", "30", "5"]]
    for project in sheets(tmp_path / "row.pdf", rows, "Kosten in T€"):
        assert [found[1:3] for found in amounts(project)] == [(12_000, 2024), (30_000, 2025), (5_000, 2026)]


def test_each_partner_has_its_own_sum(tmp_path: Path) -> None:
    partners = [["Hochschule Auental", "412.300 €"], ["Stadtwerke Seenland", "87.950 €"]]
    for project in sheets(tmp_path / "partners.pdf", [["Partner", "Fördersumme"], *partners]):
        assert [party.name for party in project.parties if party.role == "partner"] == [
            name for name, _ in partners
        ]
        assert amounts(project) == [
            ("Hochschule Auental", 412_300, None, "granted"),
            ("Stadtwerke Seenland", 87_950, None, "granted"),
        ]


def test_labels_in_a_row_above_their_values_are_none_of_figures(tmp_path: Path) -> None:
    for project in sheets(tmp_path / "strip.pdf", [["Zielgruppe", "Gesamtkosten"], ["Familien", "9.000 €"]]):
        assert {(field.label, field.text) for field in project.fields} >= {
            ("Zielgruppe", "Familien"),
            ("Gesamtkosten", "9.000 €"),
        }


def test_rows_beside_one_label_are_lines(tmp_path: Path) -> None:
    costs = [["Kosten", "Planung", "1.200 €"], ["", "Bau", "36.000 €"], ["", "Begleitung", "800 €"]]
    flow: list[Flowable] = []
    wide = [((1, row), (2, row)) for row in range(len(LABELS))]
    tall = ((0, len(LABELS)), (0, len(LABELS) + 2))
    for number, title in enumerate(TITLES):
        rows = [*([*row, ""] for row in LABELS), *costs]
        flow += [
            Paragraph(f"M{number + 1} {title}", STYLES["Heading2"]),
            grid(rows, [*wide, tall], bold=False),
        ]
        flow.append(PageBreak())
    path = tmp_path / "kinds.pdf"
    SimpleDocTemplate(str(path), pagesize=A4).build(flow)
    for project in extract_report(path).projects:
        value = next(field for field in project.fields if field.label == "Kosten")
        assert value.text == "Planung 1.200 €\nBau 36.000 €\nBegleitung 800 €"
        assert sum(found.mention.value for found in project.amounts) == Decimal(38_000)
