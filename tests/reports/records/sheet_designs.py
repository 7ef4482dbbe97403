"""Sets sheets of labels and values in many designs, so that what is read can be held against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportlab.pdfgen.canvas import Canvas
from tests.layout.tables.typesetting import wrapped

Place = Literal["left", "above", "below", "lead", "colon", "mixed"]
"""Where a label stands: left of, above or below its value, as first line in its cell, before a colon; mixed:
left of short values, over the whole width above texts."""


@dataclass(frozen=True)
class Project:
    number: str
    title: str
    field: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SheetDesign:
    place: Place = "left"
    lines: Literal["rules", "frames", "stripes", "none"] = "rules"
    head: Literal["cell", "bar", "named", "labelled", "outside"] = "cell"
    """Title and number in cells of their own, in one bar over the sheet (named: behind the word "Maßnahme"),
    with labels, or above the sheet."""
    bold: bool = True
    """Labels are bold."""
    columns: int = 1
    """So many pairs of label and value stand beside each other."""
    per_page: int = 1
    split: bool = False
    """The lower half of a sheet stands on the next page."""
    document: bool = False
    """The title of the document stands above the first sheet."""
    intro: bool = False
    """Text without label below the title."""
    centred: bool = False
    """Labels stand at half the height of their values."""
    colons: bool = False
    """Labels in cells of their own end with colons."""


LABELS = ("Beschreibung", "Zuständigkeit", "Beteiligte", "Zeitraum", "Gesamtkosten", "Umsetzungsstand")
INTRO = "Ein Vorhaben der Gemeinden am See, das der Kreistag im Frühjahr beschlossen hat."
_TEXTS = (
    "Der Weg am Ufer wird breiter und bekommt eine Decke, auf der auch Kinderwagen gut rollen. "
    "Bänke und Tafeln kommen hinzu.",
    "Auf drei Dächern entstehen Anlagen, deren Strom in den Schulen selbst verbraucht wird.",
    "Gräben im Ried werden geschlossen, damit das Wasser im Moor bleibt; Landwirte werden entschädigt. "
    "Eine Messstelle zeigt, wie sich der Stand verändert.",
    "Betriebe erhalten Beratung zu Abwärme und Speichern.",
)
_TITLES = (
    "Uferweg am Lindensee ausbauen",
    "Photovoltaik auf Schuldächern",
    "Moor im Auener Ried wiedervernässen und seine Entwicklung über zehn Jahre beobachten",
    "Abwärme der Betriebe nutzen",
    "Fährsteg erneuern",
)
_OFFICES = ("Amt für Verkehr", "Gebäudewirtschaft", "Untere Naturschutzbehörde", "Wirtschaftsförderung")
_PARTNERS = ("Gemeinde Steinfurt", "Stadtwerke Auental", "Forstamt, Landwirte", "Kammern")
_STATES = ("in Umsetzung", "abgeschlossen", "geplant", "in Umsetzung")


def projects(count: int) -> list[Project]:
    made: list[Project] = []
    for index in range(count):
        values = (
            _TEXTS[index % 4],
            _OFFICES[index % 4],
            _PARTNERS[index % 4],
            f"20{20 + index % 4}–20{25 + index % 3}",
            f"{index + 1}25.000 €",
            _STATES[index % 4],
        )
        title = _TITLES[index % 5] + ("" if index < 5 else f" im Abschnitt {'ABCDE'[index // 5]}")
        field = ("Mobilität", "Gebäude", "Natur")[index % 3]
        made.append(Project(f"M{index + 1}", title, field, tuple(zip(LABELS, values, strict=True))))
    return made


@dataclass(frozen=True)
class _Box:
    x0: float
    x1: float
    parts: tuple[tuple[str, bool, float], ...]
    """Texts one below the other: text, bold, size."""


_Row = list[_Box]


def _rows(project: Project, design: SheetDesign) -> list[_Row]:
    rows: list[_Row] = []
    sign = ":" if design.colons else ""
    pairs = list(project.values)
    if design.head == "labelled":
        pairs = [
            ("Nr.", project.number),
            ("Maßnahme", project.title),
            ("Handlungsfeld", project.field),
            *pairs,
        ]
    elif design.head in ("bar", "named"):
        named = f"Maßnahme {project.number}: " if design.head == "named" else f"{project.number} "
        rows.append([_Box(50, 545, ((named + project.title, True, 13),))])
        pairs = [("Handlungsfeld", project.field), *pairs]
    elif design.head == "cell":
        rows.append(
            [
                _Box(50, 460, ((project.title, True, 13),)),
                _Box(460, 545, ((project.number, True, 13),)),
            ]
        )
        pairs = [("Handlungsfeld", project.field), *pairs]
    else:
        pairs = [("Handlungsfeld", project.field), *pairs]
    if design.intro and design.head in ("cell", "bar"):
        rows.append([_Box(50, 545, ((INTRO, False, 9),))])
    if design.place == "mixed":
        texts = [pair for pair in pairs if pair[0] in ("Beschreibung", "Umsetzungsstand")]
        for label, value in (pair for pair in pairs if pair not in texts):
            name = label + sign
            rows.append([_Box(50, 180, ((name, design.bold, 9),)), _Box(180, 545, ((value, False, 9),))])
        for label, value in texts:
            rows += [
                [_Box(50, 545, ((label + sign, design.bold, 9),))],
                [_Box(50, 545, ((value, False, 9),))],
            ]
        return rows
    wide = 495 / design.columns
    for start in range(0, len(pairs), design.columns):
        group = pairs[start : start + design.columns]
        upper: _Row = []
        lower: _Row = []
        step = 495 / len(group)
        for place, (label, value) in enumerate(group):
            x0 = 50 + step * place
            x1 = x0 + step
            if design.place == "left":
                middle = x0 + min(130, 0.4 * wide)
                upper.append(_Box(x0, middle, ((label + sign, design.bold, 9),)))
                upper.append(_Box(middle, x1, ((value, False, 9),)))
            elif design.place in ("above", "below"):
                upper.append(_Box(x0, x1, ((label, design.bold, 9),)))
                lower.append(_Box(x0, x1, ((value, False, 9),)))
            elif design.place == "lead":
                upper.append(_Box(x0, x1, ((label, design.bold, 9), (value, False, 9))))
            else:
                upper.append(_Box(x0, x1, ((f"{label}: {value}", False, 9),)))
        rows += [lower, upper] if design.place == "below" else [row for row in (upper, lower) if row]
    return rows


def _set(box: _Box) -> list[tuple[str, str, float]]:
    lines: list[tuple[str, str, float]] = []
    for text, bold, size in box.parts:
        font = "Helvetica-Bold" if bold else "Helvetica"
        lines += [(line, font, size) for line in wrapped(text, box.x1 - box.x0 - 8, font, size)]
    return lines


def typeset_sheets(found: Sequence[Project], design: SheetDesign, path: Path) -> Path:
    """Sets the sheets; returns the path."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    y = 780.0
    if design.document:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(50, y, "Maßnahmen im Seenland")
        y -= 30
    for index, project in enumerate(found):
        if index and index % design.per_page == 0:
            canvas.showPage()
            y = 780.0
        if design.head == "outside":
            canvas.setFont("Helvetica-Bold", 14)
            for line in wrapped(f"{project.number} {project.title}", 480, "Helvetica-Bold", 14):
                canvas.drawString(50, y, line)
                y -= 18
            y -= 4
        rows = _rows(project, design)
        half = (len(rows) + 1) // 2
        if design.place in ("above", "below") and half % 2 != len(rows) % 2:
            half += 1
        for number, row in enumerate(rows):
            if design.split and number == half:
                canvas.showPage()
                y = 780.0
            y = _draw(canvas, row, design, y, shaded=number % 2 == 0)
        y -= 40
    canvas.save()
    return path


def _draw(canvas: Canvas, row: _Row, design: SheetDesign, y: float, *, shaded: bool) -> float:
    texts = [_set(box) for box in row]
    height = max(sum(1.25 * size for _, _, size in lines) for lines in texts) + 8
    canvas.setLineWidth(0.6)
    if design.lines == "stripes" and shaded:
        canvas.setFillColorRGB(0.92, 0.94, 0.97)
        canvas.rect(50, y - height, 495, height, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
    for box, lines in zip(row, texts, strict=True):
        if design.lines == "frames":
            canvas.rect(box.x0, y - height, box.x1 - box.x0, height, stroke=1, fill=0)
        elif design.lines == "rules":
            for x in (box.x0, box.x1):
                canvas.line(x, y, x, y - height)
            for level in (y, y - height):
                canvas.line(box.x0, level, box.x1, level)
        at = y - 4
        if design.centred:
            at -= (height - 8 - sum(1.25 * size for _, _, size in lines)) / 2
        for text, font, size in lines:
            at -= 1.25 * size
            canvas.setFont(font, size)
            canvas.drawString(box.x0 + 4, at + 0.3 * size, text)
    return y - height
