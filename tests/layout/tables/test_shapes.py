"""Tables of other shapes: merged cells, lights, heads on two levels, years, money without rules, pairs."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.layout.tables.test_designs import (
    ALIGNS,
    OFFICES,
    STATES,
    TITLES,
    WIDTHS,
    check,
    found,
    measures,
    texts_of,
    truth_of,
)
from tests.layout.tables.typesetting import Align, Cell, Design, Row, Rules, Sheet, typeset

GREEN, RED = (0.1, 0.6, 0.2), (0.8, 0.1, 0.1)


def row(*texts: str) -> Row:
    return Row(tuple(Cell(text) for text in texts))


def head(*texts: str) -> Row:
    return Row(tuple(Cell(text) for text in texts), "head")


@pytest.mark.parametrize("rules", ["all", "inner", "frames"])
def test_merged_cells_reach_over_rows_and_columns(rules: Rules, tmp_path: Path) -> None:
    rows = [
        head("Nr.", "Maßnahme", "Zuständig", "Beginn", "Ende"),
        Row(
            (
                Cell("1"),
                Cell("Radweg"),
                Cell("Amt für Verkehr und Straßen", row_span=2),
                Cell("2021"),
                Cell("2024"),
            )
        ),
        Row((Cell("2"), Cell("Fährsteg"), None, Cell("laufend", column_span=2), None)),
        row("3", "Moor", "Forst", "2022", "2030"),
    ]
    aligns: tuple[Align, ...] = ("left",) * 5
    ((table,),) = check(
        Sheet(rows, (30, 150, 100, 60, 60), aligns),
        Design(rules=rules),
        tmp_path,
    )
    spans = {(cell.text.replace("\n", " "), cell.row_span, cell.column_span) for cell in table.cells}
    assert ("Amt für Verkehr und Straßen", 2, 1) in spans
    assert ("laufend", 1, 2) in spans
    assert [cell.text.replace("\n", " ") for cell in table.row(2)] == [
        "2",
        "Fährsteg",
        "Amt für Verkehr und Straßen",
        "laufend",
    ]


@pytest.mark.parametrize(
    "design",
    [
        Design(),
        Design(rules="level"),
        Design(rules="none", stripes="rows", head_fill=True),
        Design(rules="none", padding=4),
    ],
    ids=repr,
)
def test_lights_are_marks_of_their_cells(design: Design, tmp_path: Path) -> None:
    rows = [head("Nr.", "Maßnahme", "Status", "Kosten")]
    for number, title in enumerate(
        ("Radweg am Ufer", "Fährsteg", "Moor im Ried", "Ladepunkte", "Gründächer"), 1
    ):
        dot = RED if number == 3 else GREEN
        rows.append(Row((Cell(str(number)), Cell(title), Cell("", dot=dot), Cell(f"{number}2.500,00"))))
    ((table,),) = check(Sheet(rows, (30, 200, 60, 80), ("left", "left", "center", "right")), design, tmp_path)
    lights = {cell.row: cell.marks[0].fill for cell in table.cells if cell.marks}
    assert set(lights) == {1, 2, 3, 4, 5}
    red = lights[3]
    assert red is not None
    assert red[0] > 0.7
    assert all(cell.column == 2 for cell in table.cells if cell.marks)


@pytest.mark.parametrize(
    "design",
    [
        Design(),
        Design(rules="inner"),
        Design(rules="level"),
        Design(rules="booktabs", padding=4),
        Design(rules="none", padding=4),
        Design(rules="none", stripes="rows", head_fill=True),
    ],
    ids=repr,
)
def test_a_head_on_two_levels(design: Design, tmp_path: Path) -> None:
    rows = [
        Row((Cell(""), Cell(""), Cell("Öffentliche Mittel", column_span=2), None, Cell("")), "head"),
        head("Begünstigter", "Vorhaben", "bewilligt", "ausgezahlt", "Jahr"),
    ]
    for number in range(9):
        rows.append(
            row(
                ("Auentaler Fähren GmbH", "Gemeinde Steinfurt", "Moorverein e. V.")[number % 3],
                ("Fährsteg am Nordufer erneuern", "Heizung der Schule", "Gräben im Ried schließen")[
                    number % 3
                ],
                f"{number + 3}.400,00" if number % 2 else "",
                "" if number % 2 else f"1{number}.250,50",
                f"20{10 + number}",
            )
        )
    sheet = Sheet(rows, (140, 170, 80, 80, 50), ("left", "left", "right", "right", "center"))
    path = typeset(sheet, design, tmp_path / "t.pdf")
    ((table,),) = found(path)
    assert table.head_rows == 2
    assert table.columns == 5
    assert texts_of(table)[2:] == truth_of(sheet.pages[0])[2:]
    over = next(cell for cell in table.cells if cell.text == "Öffentliche Mittel")
    assert (over.row, over.column, over.column_span) == (0, 2, 2)


@pytest.mark.parametrize("rules", ["all", "level", "booktabs", "columns", "none"])
def test_years_as_heads(rules: Rules, tmp_path: Path) -> None:
    rows = [head("Bereich", "2021", "2022", "2023", "Summe")]
    for name, values in (
        ("Wärme", ("1.200", "–", "340", "1.540")),
        ("Verkehr", ("", "12.000", "3.000", "15.000")),
        ("Gebäude und Liegenschaften", ("5", "6", "7", "18")),
        ("Natur", ("-120", "0", "20", "-100")),
    ):
        rows.append(row(name, *values))
    sheet = Sheet(rows, (160, 60, 60, 60, 70), ("left", "right", "right", "right", "right"))
    check(sheet, Design(rules=rules, landscape=False), tmp_path)


@pytest.mark.parametrize("rules", ["all", "level", "none"])
def test_columns_that_touch(rules: Rules, tmp_path: Path) -> None:
    rows = [head("Nr.", "Maßnahme", "Kosten", "Bemerkung")]
    for number in range(1, 13):
        rows.append(
            row(
                f"{number}",
                ("Radweg am Ufer ausbauen", "Fährsteg", "Moor im Ried vernässen", "Ladepunkte")[number % 4],
                f"{number * 13}.500",
                ("läuft", "Antrag gestellt", "im Herbst fertig", "wartet auf Strom")[number % 4],
            )
        )
    widths = (22, 106, 34, 120)
    sheet = Sheet(rows, widths, ("left", "left", "right", "left"))
    check(sheet, Design(rules=rules, side=1.2, padding=2, landscape=False), tmp_path)


@pytest.mark.parametrize("rules", ["all", "level"])
def test_two_tables_side_by_side(rules: Rules, tmp_path: Path) -> None:
    """Each has rules of its own."""
    path = tmp_path / "pair.pdf"
    canvas = Canvas(str(path), pagesize=(842, 595))
    canvas.setLineWidth(0.5)
    for x, names in ((50, ("Steuern", "Gebühren", "Zuweisungen")), (450, ("Löhne", "Zinsen", "Umlagen"))):
        y = 500.0
        for number, name in enumerate(("Posten", *names)):
            canvas.setFont("Helvetica-Bold" if not number else "Helvetica", 9)
            canvas.drawString(x + 4, y + 4, name)
            canvas.drawRightString(x + 296, y + 4, "in €" if not number else f"{number}7.000,00")
            canvas.line(x, y + 15, x + 300, y + 15)
            if rules == "all":
                for edge in (x, x + 150, x + 300):
                    canvas.line(edge, y, edge, y + 15)
            y -= 15
        canvas.line(x, y + 15, x + 300, y + 15)
    canvas.save()
    ((left, right),) = found(path)
    assert texts_of(left)[1:] == [
        ["Steuern", "17.000,00"],
        ["Gebühren", "27.000,00"],
        ["Zuweisungen", "37.000,00"],
    ]
    assert texts_of(right)[1:] == [["Löhne", "17.000,00"], ["Zinsen", "27.000,00"], ["Umlagen", "37.000,00"]]


def test_upright_heads(tmp_path: Path) -> None:
    path = tmp_path / "upright.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    xs = (50, 80, 300, 330, 360, 390)
    ys = (700, 620, 604, 588, 572)
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    canvas.setFont("Helvetica-Bold", 8)
    canvas.drawString(54, 624, "Nr.")
    canvas.drawString(84, 624, "Maßnahme")
    for x, text in ((318, "Wirkung"), (348, "Aufwand"), (378, "Dauer der Arbeit")):
        canvas.saveState()
        canvas.translate(x, 624)
        canvas.rotate(90)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
    canvas.setFont("Helvetica", 8)
    for number in range(3):
        y = ys[number + 2] + 4
        for x, text in ((54, f"{number + 1}"), (84, "Radweg"), (310, "3"), (340, "5"), (370, "1")):
            canvas.drawString(x, y, text)
    canvas.save()
    ((table,),) = found(path)
    assert texts_of(table)[0] == ["Nr.", "Maßnahme", "Wirkung", "Aufwand", "Dauer der Arbeit"]
    assert table.head_rows == 1
    assert (table.rows, table.columns) == (4, 5)


def test_a_table_within_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "nested.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 9)
    for y in (700, 680, 560, 540):
        canvas.line(50, y, 545, y)
    for x in (50, 150, 545):
        canvas.line(x, 700, x, 540)
    canvas.drawString(54, 686, "Titel")
    canvas.drawString(154, 686, "Fährsteg am Nordufer")
    canvas.drawString(54, 666, "Kosten")
    canvas.drawString(54, 546, "Stand")
    canvas.drawString(154, 546, "läuft")
    for y in (660, 640, 620, 600):
        canvas.line(170, y, 470, y)
    for x in (170, 320, 470):
        canvas.line(x, 660, x, 600)
    for number, (name, value) in enumerate((("Jahr", "Betrag"), ("2021", "5.000 €"), ("2022", "7.000 €"))):
        canvas.drawString(174, 646 - 20 * number, name)
        canvas.drawString(324, 646 - 20 * number, value)
    canvas.save()
    ((outer, inner),) = found(path)
    assert texts_of(inner) == [["Jahr", "Betrag"], ["2021", "5.000 €"], ["2022", "7.000 €"]]
    assert texts_of(outer) == [["Titel", "Fährsteg am Nordufer"], ["Kosten", ""], ["Stand", "läuft"]]


def test_what_stands_right_above_and_below_is_no_row(tmp_path: Path) -> None:
    rows = [head("Bereich", "bewilligt", "gezahlt")]
    rows += [row(name, "5.000,00", "4.100,50") for name in ("Wärme", "Verkehr", "Natur")]
    sheet = Sheet(
        rows,
        (200, 80, 80),
        ("left", "right", "right"),
        caption=("Mittel nach Bereichen", "Alle Angaben in T€"),
        notes=("1) vorläufig", "Quelle: Kämmerei"),
    )
    ((table,),) = check(sheet, Design(landscape=False), tmp_path)
    assert table.rows == len(rows)


def test_rows_are_counted_once_where_rules_part_columns_only(tmp_path: Path) -> None:
    rows = [head("Nr.", "Posten", "Plan", "Ist")]
    rows += [
        row(str(number), f"Posten {'abcdefgh'[number - 1]}", f"{number}.000", f"{number}.500")
        for number in range(1, 9)
    ]
    sheet = Sheet(rows, (30, 200, 60, 60), ("left", "left", "right", "right"))
    ((table,),) = check(sheet, Design(rules="columns", padding=1, landscape=False), tmp_path)
    assert table.rows == 9


@pytest.mark.parametrize("beside", [4, 12, 30])
def test_rules_beside_the_text_are_no_edges_between_its_columns(beside: float, tmp_path: Path) -> None:
    """An upright rules beyond the text once made a column that ended left of where it began."""
    path = tmp_path / "rules.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 9)
    names = ("Radweg am Ufer", "Fährsteg", "Moor im Ried", "Ladepunkte", "Gründächer", "Uferpark")
    left, right = 80.0, 420.0
    for number, name in enumerate(names):
        y = 700 - 16 * number
        canvas.drawString(left, y, name)
        canvas.drawString(260, y, f"{2021 + number}")
        canvas.drawRightString(right, y, f"{number + 1}2.500,00")
    for y in range(612, 713, 16):
        canvas.line(left - 40, y - 4, right + 40, y - 4)
    for x in (left - beside, right + beside):
        canvas.line(x, 712, x, 600)
    canvas.save()
    ((table,),) = found(path)
    assert all(cell.box.x0 < cell.box.x1 for cell in table.cells)
    assert texts_of(table)[1] == ["Fährsteg", "2022", "22.500,00"]


@pytest.mark.parametrize("valign", ["middle", "bottom"])
def test_lines_above_the_first_figures_overleaf_are_no_head(valign: str, tmp_path: Path) -> None:
    rows = [head("Nr.", "Vorhaben", "Antragsteller", "Mittel")]
    for number in range(1, 41):
        name = f"Umbau der Halle {number} mit neuen Fenstern und einem Dach aus Holz"
        rows.append(row(str(number), name, "Verein am See", f"{number}.500,00"))
    sheet = Sheet(rows, (30, 170, 120, 80), ("left", "left", "left", "right"))
    design = Design(rules="none", valign=valign, padding=5, repeat_head=False, landscape=False)  # type: ignore[arg-type]
    assert len(check(sheet, design, tmp_path)) == 2


def test_a_unit_that_stands_behind_each_figure_is_no_column(tmp_path: Path) -> None:
    rows = [head("Vorhaben", "Träger", "Bewilligte Mittel")]
    places = ("Lindenau", "Tannau", "Seeheim", "Moorbach", "Auental", "Oberfeld")
    rows += [
        row(f"Steg in {place}", f"Gemeinde {place}", f"{3 * number}.{200 + 7 * number},00 €")
        for number, place in enumerate(places, start=1)
    ]
    sheet = Sheet(rows, (150, 150, 90), ("left", "left", "right"))
    check(sheet, Design(rules="none", landscape=False), tmp_path)


@pytest.mark.parametrize("lines", [1, 2])
def test_heads_above_cells_that_are_painted_are_of_the_table(lines: int, tmp_path: Path) -> None:
    path = tmp_path / "painted.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 14)
    canvas.drawString(50, 760, "Maßnahmen im Seenland und wie weit sie sind")
    canvas.setFont("Helvetica", 9)
    edges = (50, 210, 350, 440, 540)
    heads = ("Maßnahme", "Zuständiges", "Status", "Ergebnis")
    for x, text in zip(edges, heads, strict=False):
        canvas.drawString(x + 4, 716 + 11 * (lines - 1), text)
    if lines == 2:
        canvas.drawString(214, 716, "Amt")
    for number in range(5):
        y = 690 - 22 * number
        texts = (f"Steg {number + 1}", "Bauamt", "läuft", "geplant")
        for left, right, text in zip(edges, edges[1:], texts, strict=False):
            canvas.setFillColorRGB(0.92, 0.92, 0.92)
            canvas.rect(left, y, right - left, 19, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            canvas.drawString(left + 4, y + 6, text)
    canvas.save()
    ((table,),) = found(path)
    assert table.head_rows == 1
    assert texts_of(table)[0] == [
        "Maßnahme",
        "Zuständiges Amt" if lines == 2 else "Zuständiges",
        "Status",
        "Ergebnis",
    ]
    assert texts_of(table)[1] == ["Steg 1", "Bauamt", "läuft", "geplant"]


def test_two_figures_in_a_cell_between_rules_are_of_one_row(tmp_path: Path) -> None:
    rows = [head("Projekt", "Träger", "Laufzeit", "Kosten")]
    for number, place in enumerate(("Lindenau", "Tannau", "Seeheim", "Moorbach", "Auental"), start=1):
        name = f"Steg in {place}" + (" mit Bänken, Tafeln und einem Weg zum Ufer" if number == 3 else "")
        money = f"{number}40.000 € {number}20.000 €"
        rows.append(row(name, f"Gemeinde {place}", f"01.0{number}.2023 31.12.2024", money))
    sheet = Sheet(rows, (150, 120, 60, 60), ("left", "left", "left", "right"))
    check(sheet, Design(rules="level", landscape=False), tmp_path)


def test_a_bold_cell_of_two_lines_between_rules_is_no_group(tmp_path: Path) -> None:
    rows = [head("Projekt", "Träger", "Kosten")]
    for number, place in enumerate(("Lindenau", "Tannau", "Seeheim", "Moorbach", "Auental"), start=1):
        cells = (Cell(f"Steg in {place} mit Bänken, Tafeln und Weg"), Cell("Gemeinde"), Cell(f"{number}.500"))
        rows.append(Row(cells, "sum" if number == 3 else "body"))
    sheet = Sheet(rows, (110, 120, 60), ("left", "left", "right"))
    check(sheet, Design(rules="level", landscape=False), tmp_path)


def test_tables_in_frames_of_their_own_are_as_many_tables(tmp_path: Path) -> None:
    path = tmp_path / "frames.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    rows = (("Träger", "Gemeinde Tannau", "Ort", "Tannau"), ("Zeitraum", "2023", "Summe", "4.500 €"))
    for number, places in enumerate(((60, 160, 330, 400), (60, 150, 300, 390), (60, 170, 340, 420))):
        top = 740.0 - 120 * number
        canvas.rect(50, top - 84, 490, 96)
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(60, top - 6, f"Steg {number + 1} am Lindensee")
        canvas.setFont("Helvetica", 9)
        for index, texts in enumerate((*rows, ("Beschreibung", "Der Steg wird erneuert.", "", ""))):
            y = top - 20 - 20 * index
            canvas.line(58, y, 532, y)
            for x, text in zip(places, texts, strict=True):
                canvas.drawString(x, y - 13, text)
    canvas.save()
    (tables,) = found(path)
    assert [texts_of(table)[-2] for table in tables] == [list(rows[1])] * 3


def test_heading_of_a_group_at_the_foot_of_a_page_is_a_row(tmp_path: Path) -> None:
    """Its rows stand overleaf; without rules nothing else says that the table has not ended before it."""
    rows = measures(8, groups=True)
    rows.append(Row((Cell("Handlungsfeld C: Energie", column_span=6), *(None,) * 5), "group"))
    check(Sheet(rows, WIDTHS, ALIGNS), Design(rules="none", padding=4.0), tmp_path)


def test_a_period_over_two_lines_parts_no_text_between_rules(tmp_path: Path) -> None:
    """Its years stand below each other, as the figures of two rows do, but the text beside them runs on."""
    rows = [head("Maßnahme", "Amt", "Zeitraum", "Sachstand")]
    for number, (title, state) in enumerate(zip(TITLES, STATES * 3, strict=False)):
        rows.append(row(title, "Bauhof", f"202{number % 4} bis 202{number % 4 + 3}", state + " " + STATES[0]))
    sheet = Sheet(rows, (150, 60, 44, 140), ("left",) * 4)
    check(sheet, Design(rules="level", landscape=False), tmp_path)


@pytest.mark.parametrize("valign", ["top", "middle", "bottom"])
def test_columns_nearer_than_a_gap_whose_cells_are_level_with_no_others(valign: str, tmp_path: Path) -> None:
    """Half a line up or down, and less white space than between cells: what begins below each other tells."""
    rows = [head("Nr.", "Maßnahme", "Zuständig", "Ziel", "Sachstand")]
    for number in range(12):
        offices = f"{OFFICES[number % 6]} mit {OFFICES[(number + 2) % 6]}"
        aim = STATES[(number + 2) % 5]
        key = f"{number // 5 + 1}.{number % 5 + 1}"
        rows.append(row(key, TITLES[number], offices, aim, STATES[number % 5]))
    sheet = Sheet(rows, (15, 130, 90, 130, 160), ("left",) * 5)
    check(sheet, Design(rules="none", side=1.5, valign=valign, landscape=False), tmp_path)  # type: ignore[arg-type]


def test_rest_of_a_row_at_the_top_of_a_page_is_no_part_of_the_next_one(tmp_path: Path) -> None:
    """Its number stands on the page before, and those of the others stand in the middle of their lines."""
    rows = [head("Nr.", "Maßnahme", "Zuständig", "Sachstand")]
    rows += [
        row(str(number + 1), TITLES[number % 12], "Gemeindewerke", STATES[number % 5]) for number in range(20)
    ]
    rows.insert(-1, row("", "", "", STATES[4]))
    sheet = Sheet(rows, (30, 130, 100, 110), ("left",) * 4)
    check(sheet, Design(rules="none", valign="middle", landscape=False), tmp_path)
    assert len(sheet.pages[1]) == 3
