"""Lists of a fictional region from the PDF to projects."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.graphics.shapes import Circle, Drawing
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from extract.reports.engine import extract_report

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=11)
BOLD = ParagraphStyle("bold", parent=BODY, fontName="Helvetica-Bold")
TITLE = ParagraphStyle("title", parent=BOLD, fontSize=15, leading=20)
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
LIGHTS = {"im Plan": colors.HexColor("#00a651"), "verzögert": colors.HexColor("#ffc000")}


def write(path: Path, *parts: object) -> Path:
    SimpleDocTemplate(str(path)).build(list(parts))
    return path


def table(rows: list[list[object]], widths: list[float], *style: tuple[object, ...]) -> Table:
    cells = [
        [Paragraph(cell, BOLD if not number else BODY) if isinstance(cell, str) else cell for cell in row]
        for number, row in enumerate(rows)
    ]
    made = Table(cells, colWidths=widths)
    made.setStyle(TableStyle([GRID, TOP, *style]))
    return made


def dot(color: object) -> Drawing:
    drawing = Drawing(8, 8)
    drawing.add(Circle(4, 4, 3.5, fillColor=color, strokeColor=None))
    return drawing


def test_a_list_whose_heads_are_labels_of_a_family_is_no_file_of_the_family(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Nr.", "Maßnahme", "Projektträger", "Zeitrahmen", "Gesamtkosten"]]
    rows += [
        ["1", "Klimaschutz in der Schule", "Schulamt Tannau", "2023–2025", "12.000 €"],
        ["2", "Solarpark am Hang", "Stadtwerke Tannau GmbH", "2024", "950.000 €"],
        ["3", "Radweg zur Mühle", "Bauamt Tannau", "2022–2026", "80.500 €"],
    ]
    path = write(
        tmp_path / "liste.pdf",
        Paragraph("Klimaschutz in Tannau: Stand der Maßnahmen", TITLE),
        table(rows, [30, 150, 130, 70, 80]),
    )
    report = extract_report(path)
    assert [project.title for project in report.projects] == [row[1] for row in rows[1:]]
    assert [project.responsible for project in report.projects] == [row[2] for row in rows[1:]]


def test_pages_with_a_label_of_a_family_but_no_title_are_none_of_its_projects(tmp_path: Path) -> None:
    """One label is the head of a column on each page, and the title of the report says the rest."""
    rows = [["Nr.", "Maßnahme", "Verantwortlich", "Nächste Schritte"]]
    for n in range(1, 40):
        state = "• Die Anlieger wurden gehört<br/>• Der Bau wird geplant"
        rows.append([f"A{n}", f"Uferweg, Abschnitt {n}", "Bauamt Tannau", state])
    cells = [[Paragraph(text, BODY if n else BOLD) for text in row] for n, row in enumerate(rows)]
    made = Table(cells, colWidths=[40, 140, 110, 150], repeatRows=1)
    made.setStyle(TableStyle([TOP]))
    path = write(
        tmp_path / "bericht.pdf",
        Paragraph("<font size=20>Fortschrittsbericht Region am See</font>", TITLE),
        made,
    )
    report = extract_report(path)
    assert [project.project_id for project in report.projects] == [row[0] for row in rows[1:]]


@pytest.mark.parametrize("named", [False, True])
def test_a_light_is_the_word_of_its_legend(tmp_path: Path, named: bool) -> None:
    words = list(LIGHTS)
    rows: list[list[object]] = [["Nr.", "Maßnahme", "Zuständigkeit", "Status"]]
    for number, word in enumerate([*words, words[0]], 1):
        rows.append([str(number), f"Ausbau des Uferwegs, Abschnitt {number}", "Bauamt", dot(LIGHTS[word])])
    colour_of = {"im Plan": "grün", "verzögert": "gelb"}
    legend = Table(
        [
            [dot(color), Paragraph(f"{colour_of[word]} = {word}" if named else word, BODY)]
            for word, color in LIGHTS.items()
        ],
        colWidths=[16, 200],
        hAlign="LEFT",
    )
    path = write(
        tmp_path / "ampel.pdf",
        Paragraph("Monitoring der Maßnahmen", TITLE),
        table(rows, [30, 200, 100, 50]),
        Spacer(1, 12),
        legend,
    )
    found = [
        next(field.text for field in project.fields if field.label == "Status")
        for project in extract_report(path).projects
    ]
    wanted = [colour_of[word] if named else word for word in [*words, words[0]]]
    assert found == wanted


def signs(path: Path, head: str, legend: str, *values: str) -> list[str]:
    """What the projects of a list say below a head, with a legend above it."""
    rows: list[list[object]] = [["Nr.", "Maßnahme", "Zuständigkeit", head]]
    for number, value in enumerate(values, 1):
        rows.append([str(number), f"Ausbau des Uferwegs, Abschnitt {number}", "Bauamt", value])
    write(
        path,
        Paragraph("Stand der Maßnahmen", TITLE),
        Paragraph(legend, BODY),
        Spacer(1, 12),
        table(rows, [30, 200, 100, 60]),
    )
    return [
        next(field.text for field in project.fields if field.label == head)
        for project in extract_report(path).projects
    ]


@pytest.mark.parametrize("legend", ["+ umgesetzt, ~ läuft, ! ruht", "+ = umgesetzt; ~ = läuft; ! = ruht"])
@pytest.mark.parametrize("head", ["Status", "Bewertung"])
def test_a_sign_is_the_word_of_its_legend(head: str, legend: str, tmp_path: Path) -> None:
    found = signs(tmp_path / "zeichen.pdf", head, legend, "+", "~", "!", "+")
    assert found == ["umgesetzt", "läuft", "ruht", "umgesetzt"]


def test_letters_are_signs_of_a_status_where_the_legend_sets_them_equal(tmp_path: Path) -> None:
    legend = "U = umgesetzt, L: läuft"
    assert signs(tmp_path / "status.pdf", "Status", legend, "U", "L", "U") == [
        "umgesetzt",
        "läuft",
        "umgesetzt",
    ]
    assert signs(tmp_path / "klasse.pdf", "Klasse", legend, "U", "L", "U") == ["U", "L", "U"]
    loose = "Gruppe U berät, Gruppe L baut."
    assert signs(tmp_path / "gruppen.pdf", "Status", loose, "U", "L", "U") == ["U", "L", "U"]


def test_one_sign_alone_is_not_explained(tmp_path: Path) -> None:
    assert signs(tmp_path / "eins.pdf", "Status", "+ Hinweise am Ende", "+", "~", "+") == ["+", "~", "+"]


def test_tables_side_by_side_have_each_the_heading_above_it(tmp_path: Path) -> None:
    halves: list[list[object]] = []
    for name, first in (("Teilraum West", 1), ("Teilraum Ost", 4)):
        rows: list[list[object]] = [["Nr.", "Maßnahme", "Kosten in €"]]
        rows += [[str(n), f"Steg am See, Abschnitt {n}", f"{n}.500"] for n in range(first, first + 3)]
        halves.append([Paragraph(f"<b>{name}</b>", BODY), table(rows, [26, 130, 60])])
    path = write(
        tmp_path / "paar.pdf",
        Paragraph("Umsetzung der Maßnahmen", TITLE),
        Table([halves], colWidths=[240, 240]),
    )
    fields = [(project.project_id, project.action_field) for project in extract_report(path).projects]
    assert sorted(fields) == [
        *((str(n), "Teilraum West") for n in range(1, 4)),
        *((str(n), "Teilraum Ost") for n in range(4, 7)),
    ]


def test_an_invoice_on_a_page_holds_no_projects(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Pos.", "Bezeichnung", "Menge", "Einzelpreis", "Gesamtpreis"]]
    rows += [
        [str(number), f"Papier in Kartons der Größe {number}", "2", "4,50 €", "9,00 €"]
        for number in range(1, 7)
    ]
    path = write(tmp_path / "rechnung.pdf", Paragraph("Rechnung", TITLE), table(rows, [40, 200, 50, 80, 80]))
    report = extract_report(path)
    assert not report.projects
    assert {cell.head for cell in report.cells} >= {"Menge", "Einzelpreis"}
    assert len(report.amounts) == 12
