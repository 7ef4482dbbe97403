"""A list of any length: measures of a fictional district, a row each in a ruled table over all pages."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

_HEADS = ("Nr.", "Maßnahme", "Zuständig", "Kosten in Euro", "Stand", "Fertig bis")
_EDGES = (40, 80, 330, 480, 570, 680, 800)
_ROW = 22
_ROWS = 20
_VERBS = ("Ausbau", "Sanierung", "Erneuerung", "Planung", "Eröffnung", "Begrünung", "Beleuchtung")
_THINGS = (
    "Radweg",
    "Schulhof",
    "Brücke",
    "Bücherei",
    "Marktplatz",
    "Sporthalle",
    "Quellgarten",
    "Busbahnhof",
)
_PLACES = (
    "Wieren",
    "Lohfeld",
    "Ostrau",
    "Hagenthal",
    "Birkenau",
    "Steinach",
    "Mühlbeck",
    "Ahlsdorf",
    "Kreyen",
)
_OFFICES = ("Tiefbauamt", "Schulamt", "Amt für Grünflächen", "Stadtplanung", "Kulturbüro")
_STANDS = ("in Planung", "begonnen", "abgeschlossen", "verschoben")


def make_long_table(target: Path, *, pages: int) -> Path:
    """Write a list of so many pages of 20 rows; one that lies there already is kept."""
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(target), pagesize=landscape(A4), invariant=True)
    canvas.setTitle("Sachstandsbericht Maßnahmen im Kreis Wieren 2024")
    numbers = iter(range(1, pages * _ROWS + 1))
    for page in range(1, pages + 1):
        top = landscape(A4)[1] - 60
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(_EDGES[0], top + 15, "Sachstandsbericht Maßnahmen im Kreis Wieren 2024")
        _row(canvas, top, _HEADS, bold=True)
        for at, number in enumerate(islice(numbers, _ROWS), 1):
            _row(canvas, top - at * _ROW, _cells(number))
        for edge in _EDGES:
            canvas.line(edge, top - (_ROWS + 1) * _ROW, edge, top)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(_EDGES[0], 30, f"Seite {page}")
        canvas.showPage()
    canvas.save()
    return target


def _cells(number: int) -> tuple[str, ...]:
    pick = [words[number * step % len(words)] for words, step in ((_VERBS, 3), (_THINGS, 5), (_PLACES, 7))]
    return (
        str(number),
        f"{pick[0]} {pick[1]} {pick[2]}, Abschnitt {number % 9 + 1}",
        _OFFICES[number * 3 % len(_OFFICES)],
        f"{number * 37 % 900 + 10}.000",
        _STANDS[number % len(_STANDS)],
        f"{number % 12 + 1:02d}/{2023 + number % 5}",
    )


def _row(canvas: Canvas, top: float, cells: tuple[str, ...], *, bold: bool = False) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
    canvas.line(_EDGES[0], top, _EDGES[-1], top)
    canvas.line(_EDGES[0], top - _ROW, _EDGES[-1], top - _ROW)
    for edge, text in zip(_EDGES, cells, strict=False):
        canvas.drawString(edge + 4, top - 15, text)
