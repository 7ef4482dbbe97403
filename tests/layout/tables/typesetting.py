"""Sets one and the same table in many designs, so that what is found can be held against what was set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

Rules = Literal["all", "inner", "level", "booktabs", "columns", "frames", "none"]
Align = Literal["left", "right", "center"]

GREY = (0.85, 0.85, 0.85)
PALE = (0.93, 0.96, 0.93)


@dataclass(frozen=True)
class Cell:
    """Text of a cell; a merged one covers places to its right and below it."""

    text: str
    row_span: int = 1
    column_span: int = 1
    dot: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell | None, ...]
    """None where a merged cell reaches over the place."""
    kind: Literal["head", "body", "group", "sum"] = "body"

    @property
    def bold(self) -> bool:
        return self.kind != "body"


@dataclass(frozen=True)
class Design:
    rules: Rules = "all"
    stripes: Literal["none", "rows", "cells"] = "none"
    head_fill: bool = False
    bold_head: bool = True
    valign: Literal["top", "middle", "bottom"] = "top"
    padding: float = 3.0
    """Points above and below the text of a row."""
    side: float = 3.0
    """Points left and right of it."""
    size: float = 8.0
    leading: float = 1.2
    repeat_head: bool = True
    landscape: bool = True
    turned: Literal["no", "rotate", "text"] = "no"
    thin_fills: bool = False
    """Rules are drawn as thin filled rectangles."""
    double: bool = False
    font: str = "Helvetica"


@dataclass
class Sheet:
    """Rows to be set, with the widths of the columns in points."""

    rows: Sequence[Row]
    widths: Sequence[float]
    aligns: Sequence[Align]
    caption: Sequence[str] = ()
    notes: Sequence[str] = ()
    pages: list[list[Row]] = field(default_factory=list)
    """Filled in: the rows on each page."""


def wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and stringWidth(f"{lines[-1]} {word}", font, size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def typeset(sheet: Sheet, design: Design, path: Path) -> Path:
    """Sets a table over as many pages as it takes."""
    wide, high = (842.0, 595.0) if design.landscape else (595.0, 842.0)
    page = (high, wide) if design.turned == "text" else (wide, high)
    canvas = Canvas(str(path), pagesize=page)
    heads = [row for row in sheet.rows if row.kind == "head"]
    waiting = [row for row in sheet.rows if row.kind != "head"]
    first = True
    while waiting:
        if design.turned == "rotate":  # the page is turned with its rotation
            canvas.setPageRotation(90)
        if design.turned != "no":
            canvas.translate(high, 0)
            canvas.rotate(90)
        y = high - 60.0
        canvas.setFont(_font(design, bold=False), 9)
        if first:
            for line in sheet.caption:
                canvas.drawString(50, y, line)
                y -= 13
            y -= 4
        rows = list(heads) if first or design.repeat_head else []
        while waiting:
            heights = _heights([*rows, waiting[0]], sheet, design)
            if y - sum(heights) < 60 and any(row.kind != "head" for row in rows):
                break
            rows.append(waiting.pop(0))
        bottom = _draw(canvas, rows, sheet, design, y)
        if not waiting:
            canvas.setFont(_font(design, bold=False), 6.5)
            for number, line in enumerate(sheet.notes):
                canvas.drawString(50, bottom - 12 - 8 * number, line)
        canvas.setFont(_font(design, bold=False), 7)
        canvas.drawString(50, 30, "Landkreis Auental, Stand der Umsetzung")
        canvas.drawRightString(wide - 50, 30, f"Seite {len(sheet.pages) + 1}")
        sheet.pages.append(rows)
        canvas.showPage()
        first = False
    canvas.save()
    return path


def _span_width(widths: Sequence[float], column: int, cell: Cell) -> float:
    return sum(widths[column : column + cell.column_span])


def _lines(cell: Cell, column: int, row: Row, sheet: Sheet, design: Design) -> list[str]:
    font = _font(design, bold=_is_bold(row, design))
    width = _span_width(sheet.widths, column, cell) - 2 * design.side
    return wrapped(cell.text, width, font, design.size)


def _font(design: Design, *, bold: bool) -> str:
    if design.font == "Times":
        return "Times-Bold" if bold else "Times-Roman"
    return f"{design.font}-Bold" if bold else design.font


def _is_bold(row: Row, design: Design) -> bool:
    return row.bold and (row.kind != "head" or design.bold_head)


def _heights(rows: Sequence[Row], sheet: Sheet, design: Design) -> list[float]:
    heights: list[float] = []
    for row in rows:
        most = 1
        for column, cell in enumerate(row.cells):
            if cell is not None and cell.row_span == 1:
                most = max(most, len(_lines(cell, column, row, sheet, design)))
        heights.append(most * design.size * design.leading + 2 * design.padding)
    return heights


def _draw(canvas: Canvas, rows: Sequence[Row], sheet: Sheet, design: Design, top: float) -> float:
    heights = _heights(rows, sheet, design)
    ys = [top]
    for height in heights:
        ys.append(ys[-1] - height)
    xs = [50.0]
    for width in sheet.widths:
        xs.append(xs[-1] + width)
    body = 0
    for index, row in enumerate(rows):
        body += row.kind == "body"
        shade = GREY if row.kind == "head" and design.head_fill else None
        if design.stripes != "none" and row.kind != "head" and body % 2 == 0:
            shade = PALE
        if shade is not None:
            canvas.setFillColorRGB(*shade)
            edges = list(pairwise(xs)) if design.stripes == "cells" else [(xs[0], xs[-1])]
            for x0, x1 in edges:
                canvas.rect(x0, ys[index + 1], x1 - x0, heights[index], stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    for index, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if cell is not None:
                low = ys[index + cell.row_span]
                _draw_cell(canvas, cell, column, row, sheet, design, (xs, ys[index], low))
    _draw_rules(canvas, rows, design, xs, ys)
    return ys[-1]


def _draw_cell(
    canvas: Canvas,
    cell: Cell,
    column: int,
    row: Row,
    sheet: Sheet,
    design: Design,
    place: tuple[Sequence[float], float, float],
) -> None:
    xs, top, low = place
    lines = _lines(cell, column, row, sheet, design)
    font = _font(design, bold=_is_bold(row, design))
    canvas.setFont(font, design.size)
    pitch = design.size * design.leading
    free = top - low - 2 * design.padding - len(lines) * pitch
    down = {"top": 0.0, "middle": free / 2, "bottom": free}[design.valign]
    y = top - design.padding - down - design.size * 0.95
    x0, x1 = xs[column], xs[column + cell.column_span]
    align = sheet.aligns[column] if cell.column_span == 1 or row.kind != "head" else "center"
    for line in lines:
        if align == "right":
            canvas.drawRightString(x1 - design.side, y, line)
        elif align == "center":
            canvas.drawCentredString((x0 + x1) / 2, y, line)
        else:
            canvas.drawString(x0 + design.side, y, line)
        y -= pitch
    if cell.dot is not None:
        canvas.setFillColorRGB(*cell.dot)
        canvas.circle((x0 + x1) / 2, (top + low) / 2, 3.5, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)


def _draw_rules(
    canvas: Canvas, rows: Sequence[Row], design: Design, xs: Sequence[float], ys: Sequence[float]
) -> None:
    heads = sum(row.kind == "head" for row in rows)

    def rule(x0: float, y0: float, x1: float, y1: float) -> None:
        if design.thin_fills:
            canvas.rect(min(x0, x1), min(y0, y1), abs(x1 - x0) or 0.6, abs(y1 - y0) or 0.6, stroke=0, fill=1)
        else:
            canvas.line(x0, y0, x1, y1)
        if design.double:
            canvas.line(
                x0 + (x0 == x1) * 1.6, y0 - (y0 == y1) * 1.6, x1 + (x0 == x1) * 1.6, y1 - (y0 == y1) * 1.6
            )

    canvas.setLineWidth(0.5)
    if design.rules == "booktabs":
        for y in {ys[0], ys[heads], ys[-1]}:
            rule(xs[0], y, xs[-1], y)
    elif design.rules == "level":
        for y in ys:
            rule(xs[0], y, xs[-1], y)
    elif design.rules == "columns":
        for y in (ys[0], ys[heads], ys[-1]):
            rule(xs[0], y, xs[-1], y)
        for x in xs:
            rule(x, ys[0], x, ys[-1])
    elif design.rules in ("all", "inner", "frames"):
        for index, row in enumerate(rows):
            for column, cell in enumerate(row.cells):
                if cell is None:
                    continue
                x0, x1 = xs[column], xs[column + cell.column_span]
                top, low = ys[index], ys[index + cell.row_span]
                if design.rules == "frames":
                    canvas.rect(x0, low, x1 - x0, top - low, stroke=1, fill=0)
                    continue
                outer = design.rules == "all"
                if outer or index:
                    rule(x0, top, x1, top)
                if outer or column:
                    rule(x0, low, x0, top)
                if outer and column + cell.column_span == len(xs) - 1:
                    rule(x1, low, x1, top)
                if outer and index + cell.row_span == len(rows):
                    rule(x0, low, x1, low)
