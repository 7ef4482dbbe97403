"""The pages that are no projects: cover, contents, dividers, imprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scripts.lab.blocks import Setter, Style, place
from scripts.lab.breaking import Run
from scripts.lab.ink import BLACK, WHITE, Area, Face, Picture, Sheet, Text, color_of
from scripts.sample.content import Field


def cover(setter: Setter, sheet: Sheet, frame: Mapping[str, Any]) -> None:
    """The title page."""
    sheet.marks.append(Area(0, 0, sheet.width, sheet.height, color_of("#123a5a")))
    sheet.marks.append(Picture(0, 0, sheet.width, 0.57 * sheet.height, "hills"))
    big = Style(24, 30, "bold", WHITE, "main")
    y = place(
        sheet,
        setter.paragraph([Run(frame["title"], "bold")], sheet.width - 115, big),
        60,
        0.63 * sheet.height,
    )
    place(
        sheet,
        setter.paragraph([Run(frame["claim"])], sheet.width - 115, Style(11, 14, color=WHITE)),
        60,
        y + 30,
    )


def contents(setter: Setter, sheet: Sheet, entries: Sequence[tuple[str, int, bool]]) -> None:
    """The table of contents: title, page number, and whether it is an action field."""
    y = place(sheet, setter.paragraph([Run("Inhalt", "bold")], 400, Style(20, 26, "bold")), 60, 60) + 20
    for title, page, strong in entries:
        face: Face = "bold" if strong else "regular"
        style = Style(10, 15, face)
        line = setter.paragraph([Run(title, face)], sheet.width - 175, style)
        sheet.marks.append(Text(sheet.width - 75, y + 12, str(page), face, 10, BLACK, "main"))
        y = place(sheet, line, 60 if strong else 75, y) + 4


def divider(setter: Setter, sheet: Sheet, field: Field) -> None:
    """The page before the projects of an action field."""
    color = color_of(field.color)
    sheet.marks.append(Area(0, 0, sheet.width, sheet.height, color))
    sheet.marks.append(Picture(0, 0, sheet.width, 0.48 * sheet.height, "city"))
    width = min(400.0, sheet.width - 120)
    small, big = Style(11, 15, color=WHITE), Style(22, 28, "bold", WHITE)
    y = place(
        sheet, setter.paragraph([Run(f"Handlungsfeld {field.number}")], width, small), 60, 0.56 * sheet.height
    )
    place(sheet, setter.paragraph([Run(field.name, "bold")], width, big), 60, y + 8)


def imprint(setter: Setter, sheet: Sheet, frame: Mapping[str, Any]) -> None:
    """Publisher and date of the report."""
    parts = frame["imprint"]
    y = place(sheet, setter.paragraph([Run("Impressum", "bold")], 400, Style(20, 26, "bold")), 60, 60)
    publisher = parts["publisher"].strip().splitlines()
    for heading, lines in (("Herausgeber", publisher), ("Stand", [parts["as_of"]])):
        y = place(sheet, setter.paragraph([Run(heading, "bold")], 400, Style(9, 13, "bold")), 60, y + 14)
        for line in lines:
            y = place(sheet, setter.paragraph([Run(line)], 400, Style()), 60, y)
