"""Boxed project sheets of a fictional valley, typeset in several designs, with their truth.

``in-box``: label and text in one cell; ``left``, ``above``: the label in a cell of its own; ``cards``: tinted
panels with white space between, the head as plain text; ``open``: no rules at the sides; ``close``: one sheet
after the other on a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

Design = Literal["in-box", "left", "above", "cards", "open", "close"]
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 50.0, 545.0, 790.0, 60.0
PAD = 6.0


@dataclass
class BoxedSheet:
    code: str
    action_field: str
    title: str
    boxes: list[list[tuple[str, str]]]
    """Rows of boxes side by side: label and text; lines of a text are forced."""
    rating: dict[str, int] = field(default_factory=dict)
    cut_after: int | None = None
    """Lines of the first box that still stand on the first page."""


SHEETS = (
    BoxedSheet(
        "ST1",
        "Strom und Speicher",
        "Sonnendächer für das Erlental",
        [
            [
                (
                    "Projektbeschreibung",
                    "Auf den Dächern der Schulen im Erlental entstehen Anlagen, deren Strom die Gebäude "
                    "selbst verbrauchen. Ein Speicher hält den Überschuss bis zum Abend. Die Planung "
                    "beginnt im Mai 2026.",
                )
            ],
            [
                ("Projektträger", "Talwerke Erlen"),
                ("Akteure", "Schulamt, Handwerk (Dach, Elektro)"),
                ("Zeitrahmen", "2026 – 2029"),
            ],
            [
                ("Gesamtkosten", "Insgesamt: 480.000 €\nbzw. jährlich: 120.000 €/a"),
                ("THG-Einsparungen (t/a)", "Insgesamt: 1.240 t/a"),
            ],
            [("Kriterienbewertung", ""), ("Erfolgsindikatoren", "1. Anzahl der Anlagen\n2. Strom je Schule")],
        ],
        {"Priorität": 4, "Nutzen": 2, "Kosten": 0},
    ),
    BoxedSheet(
        "ST 2",
        "Strom und Speicher",
        "Beratung zu Strom- und Wärmefragen in allen Ortsteilen",
        [
            [
                (
                    "Projektbeschreibung",
                    "Eine Stelle im Rathaus berät Haushalte vor Ort. Sie besucht die Ortsteile im Wechsel "
                    "und führt Buch über die Fragen, die gestellt werden. Einmal im Jahr erscheint ein "
                    "Bericht, der die häufigsten Fragen beantwortet und zeigt, was aus den Ratschlägen "
                    "geworden ist. Wer umbauen will, bekommt einen Plan in drei Schritten und eine Liste von "
                    "Betrieben aus dem Tal.",
                )
            ],
            [("Projektträger", "Gemeinde Erlen"), ("Akteure", "Verbraucherrat"), ("Zeitrahmen", "ab 2027")],
            [("Gesamtkosten", "Insgesamt: 90.000 €"), ("THG-Einsparungen (t/a)", "310 t/a")],
        ],
        cut_after=2,
    ),
    BoxedSheet(
        "WV1",
        "Wege und Verkehr",
        "Rufbus am Abend",
        [
            [("Projektbeschreibung", "Nach 20 Uhr fährt ein Bus auf Anruf. Er ersetzt drei leere Linien.")],
            [("Projektträger", "Kreisverkehr Erlen"), ("Zeitrahmen", "2026")],
            [("Gesamtkosten", "Insgesamt: 1,2 Mio. €"), ("THG-Einsparungen (t/a)", "95 t/a")],
            [("Kriterienbewertung", ""), ("Erfolgsindikatoren", "Fahrgäste im Monat")],
        ],
        {"Priorität": 5, "Nutzen": 3, "Kosten": 1},
    ),
)


def typeset(path: Path, design: Design = "in-box") -> Path:
    """Writes the sheets, a cover and a page of prose as a PDF."""
    pen = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    pen.setFont("Helvetica-Bold", 20)
    pen.drawString(LEFT, 600, "Handlungsprogramm Klimaschutz Erlental 2035")
    pen.setFont("Helvetica", 12)
    pen.drawString(LEFT, 560, "Gemeinde Erlen")
    pen.drawString(LEFT, 540, "März 2026")
    pen.showPage()
    pen.setFont("Helvetica", 10)
    for number, line in enumerate(
        simpleSplit(
            "Der Klimaschutz im Tal geht alle an. Im Juni 2025 sagte der Rat ja. " * 6, "Helvetica", 10, 480
        )
    ):
        pen.drawString(LEFT, 760 - 14 * number, line)
    pen.showPage()
    press = _Press(pen, design)
    for number, sheet in enumerate(SHEETS):
        if number and design != "close":
            pen.showPage()
            press.y = TOP
        press.sheet(sheet)
        press.y -= 30
    pen.showPage()
    pen.save()
    return path


class _Press:
    def __init__(self, pen: Canvas, design: Design) -> None:
        self.pen, self.design, self.y = pen, design, TOP

    def sheet(self, sheet: BoxedSheet) -> None:
        self._head(sheet)
        for number, row in enumerate(sheet.boxes):
            cut = sheet.cut_after if number == 0 else None
            if self.design == "left":
                for label, text in row:
                    self._row([(label, text, sheet.rating)], cut)
            else:
                self._row([(label, text, sheet.rating) for label, text in row], cut)

    def _free_head(self, sheet: BoxedSheet) -> None:
        pen = self.pen
        pen.setFillColorRGB(0, 0, 0)
        pen.setFont("Helvetica", 10)
        pen.drawString(LEFT, self.y - 10, f"Handlungsfeld {sheet.action_field}")
        pen.setFont("Helvetica-Bold", 15)
        for number, line in enumerate(simpleSplit(f"{sheet.code} {sheet.title}", "Helvetica-Bold", 15, 400)):
            pen.drawString(LEFT, self.y - 30 - 18 * number, line)
        self.y -= 62.0

    def _head(self, sheet: BoxedSheet) -> None:
        if self.design == "cards":
            self._free_head(sheet)
            return
        pen, height = self.pen, 52.0
        edges = (LEFT, LEFT + 110, RIGHT - 80, RIGHT)
        pen.setFillColorRGB(0.9, 0.94, 0.88)
        if self.design != "open":
            pen.rect(LEFT, self.y - height, RIGHT - LEFT, height, stroke=0, fill=1)
        pen.setFillColorRGB(0, 0, 0)
        self._rules(edges, height)
        pen.setFont("Helvetica", 10)
        for number, line in enumerate(
            ["Handlungsfeld", *simpleSplit(sheet.action_field, "Helvetica", 10, 90)]
        ):
            pen.drawString(LEFT + PAD, self.y - 14 - 12 * number, line)
        pen.setFont("Helvetica-Bold", 15)
        for number, line in enumerate(
            simpleSplit(sheet.title, "Helvetica-Bold", 15, edges[2] - edges[1] - 2 * PAD)
        ):
            pen.drawString(edges[1] + PAD, self.y - 20 - 18 * number, line)
        pen.setFont("Helvetica-Bold", 13)
        pen.drawString(edges[2] + PAD, self.y - 30, sheet.code)
        self.y -= height

    def _rules(self, edges: tuple[float, ...], height: float) -> None:
        """Frames as word processors draw them: a thin filled bar per side and cell."""
        pen = self.pen
        if self.design == "cards":
            pen.setFillColorRGB(0.93, 0.95, 0.9)
            for left, right in pairwise(edges):
                pen.rect(left + 2, self.y - height + 2, right - left - 4, height - 4, stroke=0, fill=1)
            pen.setFillColorRGB(0, 0, 0)
            return
        for x in edges[1:-1] if self.design == "open" else edges:
            pen.rect(x - 0.25, self.y - height, 0.5, height, stroke=0, fill=1)
        for left, right in pairwise(edges):
            for y in (self.y, self.y - height):
                pen.rect(left, y - 0.25, right - left, 0.5, stroke=0, fill=1)

    def _row(self, boxes: list[tuple[str, str, dict[str, int]]], cut: int | None) -> None:
        left = LEFT + 120 if self.design == "left" else LEFT
        step = (RIGHT - left) / len(boxes)
        edges = tuple(left + step * number for number in range(len(boxes) + 1))
        texts = [self._lines(text, step - 2 * PAD) for _, text, _ in boxes]
        if cut is not None:
            self._boxes(boxes, edges, [lines[:cut] for lines in texts], labels=True)
            self.pen.showPage()
            self.y = TOP
            self._boxes(boxes, edges, [lines[cut:] for lines in texts], labels=False)
        else:
            self._boxes(boxes, edges, texts, labels=True)

    def _lines(self, text: str, width: float) -> list[str]:
        return [line for part in text.split("\n") for line in simpleSplit(part, "Helvetica", 10, width)]

    def _boxes(
        self,
        boxes: list[tuple[str, str, dict[str, int]]],
        edges: tuple[float, ...],
        texts: list[list[str]],
        *,
        labels: bool,
    ) -> None:
        dotted = {label: rating for label, text, rating in boxes if not text}
        rows = max([len(lines) for lines in texts] + [len(rating) for rating in dotted.values()])
        label_height = 22.0 if labels and self.design != "left" else 0.0
        if self.design == "above" and labels:
            self._rules(edges, label_height)
            self._labels(boxes, edges)
            self.y -= label_height
            label_height = 0.0
        height = label_height + 14.0 * max(rows, 1) + 12.0
        self._rules((LEFT, *edges) if self.design == "left" else edges, height)
        if self.design == "left" and labels:
            self.pen.setFont("Helvetica-Bold", 11)
            self.pen.drawString(LEFT + PAD, self.y - 16, boxes[0][0])
        elif self.design != "above" and labels:
            self._labels(boxes, edges)
        for (label, _, _), x, lines in zip(boxes, edges, texts, strict=False):
            top = self.y - label_height - 14
            self.pen.setFont("Helvetica", 10)
            for number, line in enumerate(lines):
                self.pen.drawString(x + PAD, top - 14 * number, line)
            for number, (name, dots) in enumerate(dotted.get(label, {}).items()):
                self._dots(x + PAD, top - 14 * number, dots)
                self.pen.drawString(x + 90, top - 14 * number, name)
        self.y -= height

    def _labels(self, boxes: list[tuple[str, str, dict[str, int]]], edges: tuple[float, ...]) -> None:
        self.pen.setFont("Helvetica-Bold", 12)
        for (label, _, _), x in zip(boxes, edges, strict=False):
            self.pen.drawString(x + PAD, self.y - 16, label)

    def _dots(self, x: float, y: float, count: int) -> None:
        for number in range(5):
            if self.design == "cards":
                self.pen.setFillColorRGB(*(0.1, 0.4, 0.2) if number < count else (1, 1, 1))
                self.pen.rect(x + 2 + 14 * number, y, 8, 8, stroke=0, fill=1)
                self.pen.setFillColorRGB(0, 0, 0)
                continue
            self.pen.circle(x + 6 + 14 * number, y + 3.5, 4, stroke=1, fill=int(number < count))
