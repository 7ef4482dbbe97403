"""What stands in columns and is no table: running text, lists, contents, facts, frames, charts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.layout.paper import PROSE
from tests.layout.tables.test_designs import found
from tests.layout.tables.typesetting import wrapped


def _text(canvas: Canvas, x: float, y: float, width: float, text: str, size: float = 10.0) -> float:
    canvas.setFont("Helvetica", size)
    for line in wrapped(text, width, "Helvetica", size):
        canvas.drawString(x, y, line)
        y -= 1.3 * size
    return y


def two_columns(canvas: Canvas) -> None:
    _text(canvas, 50, 780, 235, PROSE * 3)
    _text(canvas, 310, 780, 235, PROSE * 3)


def lines_drawn_close_together(canvas: Canvas) -> None:
    """Staves: a grid with nothing but thin places in it."""
    _text(canvas, 50, 780, 500, PROSE)
    for x in (50, 545):
        canvas.line(x, 600, x, 612)
    for number in range(5):
        canvas.line(50, 600 + 3 * number, 545, 600 + 3 * number)


def three_columns(canvas: Canvas) -> None:
    for x in (50, 220, 390):
        _text(canvas, x, 780, 155, PROSE * 2, 9)


def three_columns_of_short_texts(canvas: Canvas) -> None:
    """Paragraphs and short lines of small print that begin at other heights in each column."""
    for column, x in enumerate((50, 220, 390)):
        y = 780.0
        for part in range(5):
            y = (
                _text(
                    canvas,
                    x,
                    y,
                    155,
                    PROSE[40 * part : 40 * part + 60 + 31 * ((2 * part + 3 * column) % 5)],
                    9,
                )
                - 4
            )
            for label in ("TRÄGER", "LAUFZEIT")[: (part + 2 * column) % 3]:
                y = _text(canvas, x, y, 155, label, 7) - 1
                y = _text(canvas, x, y, 155, "Gemeinde Ufer", 9) - 5


def contents(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    for number in range(1, 25):
        y = 780 - 16 * number
        canvas.drawString(50, y, f"{number}")
        canvas.drawString(80, y, ("Radverkehr", "Wärme", "Moore und Wälder", "Bildung")[number % 4])
        canvas.drawRightString(545, y, f"{number * 3 + 2}")


def numbered_list(canvas: Canvas) -> None:
    y = 780.0
    for number in range(1, 9):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, y, f"{number}.")
        y = _text(canvas, 75, y, 470, PROSE[: 90 + 37 * number]) - 4


def bullets_in_two_columns(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    for number in range(14):
        for x in (50, 300):
            canvas.drawString(x, 780 - 15 * number, "•")
            canvas.drawString(x + 15, 780 - 15 * number, f"Gemeinde {'ABCDEFGHIJKLMN'[number]}au")


def facts(canvas: Canvas) -> None:
    for number, (label, value) in enumerate(
        (
            ("Gründung:", "2002 als Betrieb der Gemeinde"),
            ("Sitz:", "Steinfurt"),
            ("Kapital:", "25.000 €"),
            ("Beteiligung:", "51 %"),
            ("Beschäftigte:", "17"),
            ("Geschäftsführung:", "Karla Lindner"),
        )
    ):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 780 - 18 * number, label)
        canvas.drawString(200, 780 - 18 * number, value)


def framed_text(canvas: Canvas) -> None:
    canvas.rect(45, 500, 500, 300)
    canvas.line(45, 770, 545, 770)
    _text(canvas, 55, 778, 480, "Das Wichtigste in Kürze", 12)
    _text(canvas, 55, 750, 480, PROSE * 2)


def page_frame(canvas: Canvas) -> None:
    for x in (30, 297, 565):
        canvas.line(x, 20, x, 820)
    for y in (20, 40, 800, 820):
        canvas.line(30, y, 565, y)
    _text(canvas, 40, 780, 240, PROSE * 4)
    _text(canvas, 305, 780, 240, PROSE * 4)


def bar_chart(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 8)
    for number, value in enumerate((40, 90, 130, 60, 170)):
        canvas.setFillColorRGB(0.2, 0.4, 0.6)
        canvas.rect(80 + 70 * number, 500, 40, value, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawCentredString(100 + 70 * number, 488, f"202{number}")
    for step in range(5):
        canvas.line(70, 500 + 40 * step, 430, 500 + 40 * step)
        canvas.drawRightString(66, 497 + 40 * step, f"{step * 40}")


def letter(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    for number, line in enumerate(("Gemeinde Steinfurt", "Am Markt 1", "12345 Steinfurt")):
        canvas.drawString(50, 780 - 13 * number, line)
    for number, (label, value) in enumerate(
        (("Auskunft:", "Frau Lind"), ("Telefon:", "01234 567-8"), ("Datum:", "3.5.2024"))
    ):
        canvas.drawString(380, 780 - 13 * number, label)
        canvas.drawString(450, 780 - 13 * number, value)
    _text(canvas, 50, 680, 495, PROSE * 2)


@pytest.mark.parametrize(
    "draw",
    [
        two_columns,
        three_columns,
        lines_drawn_close_together,
        three_columns_of_short_texts,
        contents,
        numbered_list,
        bullets_in_two_columns,
        facts,
        framed_text,
        page_frame,
        bar_chart,
        letter,
    ],
)
def test_no_table(draw: Callable[[Canvas], None], tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=(595, 842))
    draw(canvas)
    canvas.save()
    assert found(tmp_path / "page.pdf") == [[]]
