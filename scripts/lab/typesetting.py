"""The laboratory's door: content and design in, PDF and truth out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2

from scripts.lab.designs import Design
from scripts.lab.finishing import finish
from scripts.lab.ink import Sheet, moved, scaled
from scripts.lab.pages import Brochure, scale_of
from scripts.lab.wording import renamed
from scripts.lab.writing import write
from scripts.sample.content import Project, Report, truth

TITLES = (
    "Taktbus Sarntal",
    "Fähre Groß-Wieren",
    "Mitfahrbank und Dorfmobil",
    "Wärmenetz Hammerstedt",
    "Wasserstoff für den Güterverkehr",
    "Lernort Speicher",
    "Offene Theaterhäuser",
)
"""The projects that are set by default: those with the most notations and oddities."""
SCAN_SCALE = 1.5


@dataclass(frozen=True, slots=True)
class Typeset:
    """A brochure and what is in it."""

    design: Design
    pdf: bytes
    truth: dict[str, Any]


def excerpt(report: Report, titles: Sequence[str] = TITLES) -> Report:
    """The report with some of its projects only."""
    return replace(report, projects=tuple(project for project in report.projects if project.title in titles))


def typeset(report: Report, design: Design, *, seed: int = 0) -> Typeset:
    """Set the report in a design.

    Args:
        report: the content; all its projects are set.
        design: settled here if it is not.
        seed: decides what a design leaves to chance (the order of a shuffled content stream).

    Returns:
        The PDF, and the truth in the format of the evaluation's gold files. The same arguments give the
        same bytes.
    """
    design = design.settled()
    built = Brochure(report, report.projects, design).build()
    sheets_drawn = [scaled(sheet, scale_of(design)) for sheet in built.sheets]
    sheets, page_of = (
        _impose(sheets_drawn) if design.sheet == "spread" else (sheets_drawn, range(1, len(sheets_drawn) + 1))
    )
    if design.scan == "ocr_layer":
        plain = finish(
            write(sheets, replace(design, page_box="plain"), seed),
            replace(design, page_box="plain", rotate="0"),
        )
        document = pypdfium2.PdfDocument(plain)
        scans = [page.render(scale=SCAN_SCALE, grayscale=True).to_pil() for page in document]
        pdf = write(sheets, design, seed, scans=scans)
    else:
        pdf = write(sheets, design, seed)
    shown = tuple(_worded(project, design) for project in report.projects)
    if design.project_id == "missing":
        shown = tuple(replace(project, project_id=None) for project in shown)
    found = truth(replace(report, projects=shown), [page_of[start] for start in built.starts])
    return Typeset(design, finish(pdf, design), found)


def _worded(project: Project, design: Design) -> Project:
    """The project with its headings as the design prints them."""
    sections = tuple(renamed(design, item) for item in project.sections)
    return replace(project, sections=sections)


def _impose(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[int]]:
    """Two pages side by side, the cover alone; also the 1-based sheet of each page."""
    found = [sheets[0]]
    page_of = [1]
    for start in range(1, len(sheets), 2):
        pair = sheets[start : start + 2]
        spread = Sheet(sum(sheet.width for sheet in pair), pair[0].height)
        x = 0.0
        for sheet in pair:
            spread.marks += [moved(mark, x, 0.0) for mark in sheet.marks]
            x += sheet.width
            page_of.append(len(found) + 1)
        found.append(spread)
    return found, page_of
