"""Tables of one make side by side, without rules."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from tests.layout.tables.test_designs import found, texts_of

from extract.layout.tables import Table

PLACES = ("Lindenau", "Tannau", "Seeheim", "Moorbach", "Auental", "Steinfurt")
Block = list[tuple[str, str, str]]


def block(canvas: Canvas, x: float, y: float, rows: Block) -> float:
    """Sets one table of three columns; the second one is of two lines in every other row."""
    for number, (place, title, sum_) in enumerate(rows):
        canvas.setFont("Helvetica-Bold" if not number else "Helvetica", 8)
        canvas.drawString(x, y, place)
        for line in title.split("|"):
            canvas.drawString(x + 55, y, line)
            y -= 10
        canvas.drawRightString(x + 235, y + 10 * (title.count("|") + 1), sum_)
        y -= 5
    return y


def measures(first: int) -> Block:
    rows = [("Ort", "Vorhaben", "Zuschuss")]
    for number, place in enumerate(PLACES):
        long = (number + first) % 2
        rows.append(
            (place, f"Steg am See{'|mit Bänken und Tafeln' if long else ''}", f"{number + first}.400 €")
        )
    return rows


def pair(path: Path, *, below: str = "") -> list[Table]:
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 8)
    y = min(block(canvas, 50, 740, measures(1)), block(canvas, 305, 740, measures(2)))
    canvas.drawString(50, y - 10, below)
    canvas.save()
    (tables,) = found(path)
    return tables


def test_rows_of_one_are_level_with_no_rows_of_the_other(tmp_path: Path) -> None:
    left, right = pair(tmp_path / "pair.pdf")
    for table, first in ((left, 1), (right, 2)):
        wanted = [[text.replace("|", " ") for text in row] for row in measures(first)]
        assert texts_of(table) == wanted
        assert table.head_rows == 1


def test_text_below_both_is_of_neither(tmp_path: Path) -> None:
    text = "Die Zuschüsse wurden im Berichtsjahr an die Gemeinden am See ausgezahlt und dort verwendet."
    tables = pair(tmp_path / "text.pdf", below=text)
    assert [table.rows for table in tables] == [7, 7]


def test_heads_that_repeat_beside_labels_are_those_of_one_table(tmp_path: Path) -> None:
    """Planned and spent in two years: the labels of the rows stand once."""
    path = tmp_path / "years.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for number, place in enumerate(("", *PLACES)):
        y = 740 - 14 * number
        canvas.setFont("Helvetica-Bold" if not number else "Helvetica", 8)
        canvas.drawString(50, y, f"Steg in {place}" if place else "")
        for column, head in enumerate(("Ansatz", "Ist", "Ansatz", "Ist")):
            canvas.drawRightString(240 + 80 * column, y, f"{number}{column}.500" if number else head)
    canvas.save()
    ((table,),) = found(path)
    assert table.columns == 5
