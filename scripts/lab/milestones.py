"""Milestones as a list or as cells side by side."""

from __future__ import annotations

from dataclasses import replace

from scripts.lab import fonts
from scripts.lab.blocks import Setter, Slug, Style, stack
from scripts.lab.breaking import Run
from scripts.lab.ink import BLACK, Area, Color, Mark, Region, Text, moved
from scripts.lab.wording import label
from scripts.sample.content import Milestone, Project

LEAST_CELL = 80.0
"""No column of a band is narrower than this, in points."""
HEADING = "Meilensteine seit Projektstart"


def _label_lines(setter: Setter, year_label: str) -> list[str]:
    """The label of some years, over two lines where the column is too narrow for it."""
    first, slash, second = year_label.partition("/")
    return [first + slash, second] if slash and setter.design.year_labels == "broken" else [year_label]


def _item(
    setter: Setter, item: Milestone, width: float, color: Color, ink: Color, region: Region
) -> list[Slug]:
    style = Style(7.4, 9.8, color=ink, region=region)
    runs = [Run(item.body.text)]
    if item.level > 1:
        mark = fonts.printable(setter.design.font, "–")
        return setter.item(mark, "regular", runs, width, style, indent=9, shift=12, above=1)
    sign = fonts.icon(setter.design.font, "tick" if item.state == "done" else "clock")
    return setter.item(sign, "icon", runs, width, style, indent=12, above=2, color=color)


def as_list(
    setter: Setter,
    project: Project,
    width: float,
    color: Color,
    ink: Color,
    region: Region,
    *,
    above: float = 0.0,
) -> list[Slug]:
    """The milestones one under the other, year labels above or beside them."""
    head = Style(9, 11.5, "bold", color, region)
    plain = Setter(replace(setter.design, hyphen="none", align="ragged"))
    heading = plain.paragraph([Run(label(setter.design, HEADING), "bold")], width, head, above=above)
    found = [replace(slug, keep=True) for slug in heading]
    beside = setter.design.milestones == "beside"
    for year_label, items in project.labels():
        year = Style(8, 10.5, "bold", color, region)
        if beside:
            slugs = [slug for item in items for slug in _item(setter, item, width - 46, color, ink, region)]
            block = stack(slugs)
            marks = [moved(mark, 46, 0) for mark in block.marks]
            lines = _label_lines(setter, year_label)
            marks += [
                Text(0, 9.8 * (0.8 + number), line, "bold", 8, color, region)
                for number, line in enumerate(lines)
            ]
            found.append(Slug(block.height, tuple(marks), 5))
            continue
        found += [
            replace(slug, keep=True)
            for number, line in enumerate(_label_lines(setter, year_label))
            for slug in setter.paragraph([Run(line, "bold")], width, year, above=0 if number else 5)
        ]
        for item in items:
            found += _item(setter, item, width, color, ink, region)
    return found


def as_cells(setter: Setter, project: Project, width: float, number: int, color: Color) -> Slug:
    """The milestones as cells, ``number`` side by side where there is room, read row by row."""
    number = max(1, min(number, int(width // LEAST_CELL)))
    head = setter.paragraph(
        [Run(label(setter.design, HEADING), "bold")], width, Style(9, 13, "bold", color, "milestones")
    )
    rows: list[Slug] = list(head)
    cell = (width - 10.0 * (number - 1)) / number
    labels = project.labels()
    for start in range(0, len(labels), number):
        marks: list[Mark] = []
        height = 0.0
        for index, (year_label, items) in enumerate(labels[start : start + number]):
            year = Style(8, 10.5, "bold", color, "milestones")
            slugs = [
                slug
                for line in _label_lines(setter, year_label)
                for slug in setter.paragraph([Run(line, "bold")], cell, year)
            ]
            slugs += [
                slug for item in items for slug in _item(setter, item, cell, color, BLACK, "milestones")
            ]
            block = stack(slugs)
            marks += [moved(mark, index * (cell + 10.0), 0) for mark in block.marks]
            height = max(height, block.height)
        rows.append(Slug(height, tuple(marks), 6))
    inner = stack(rows)
    ground = Area(-6, -4, width + 6, inner.height + 5, (0.95, 0.95, 0.93), None, "ground")
    return Slug(inner.height + 8, (ground, *inner.marks), 4)
