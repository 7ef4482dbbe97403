"""Brochures for tests, set with the tiny typesetter: cover, contents, dividers, project pages, imprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.layout.paper import BODY, BOLD, LEAD, SMALL, TITLE, Paper

from extract.german.hyphenation import Vocabulary
from extract.layout.records import PageLayout
from extract.pdf.records import Source
from extract.reports.arrange.furniture import find_furniture
from extract.reports.family import build_report
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.profile.model import Profile, read_profile
from extract.reports.records.survey import Survey, survey
from extract.reports.report import Report

SEENLAND: Profile = read_profile(Path(__file__).parent / "seenland.yaml")
INDEX = HeadingIndex(SEENLAND)
MAIN, SIDE = 60.0, 400.0
"""Left edges of the main column and of the sidebar, in points."""

SECTIONS = {
    "Zielsetzung": "Der Weg um den See wird für alle\nfrei und schön.",
    "Aktueller Stand": "Der erste Abschnitt ist fertig.",
    "Projektvolumen": "Gesamtvolumen: 1.200.000 Euro",
}
MILESTONES = {"2022": ["Messung am Ufer"], "2023": ["Bau der Stege"]}


@dataclass(slots=True)
class Sheet:
    """What stands on a project page; None leaves it out."""

    title: str | None = "Uferweg am Lindensee"
    project_id: str | None = "01-02"
    lead: str | None = "Ein Weg verbindet drei Orte."
    responsible: str | None = "Amt für Wege und Ufer"
    sections: dict[str, str] = field(default_factory=lambda: dict(SECTIONS))
    milestones: dict[str, list[str]] | None = field(default_factory=lambda: dict(MILESTONES))
    credit: str | None = "Foto: Archiv Lindensee"
    field_name: str | None = None
    foot: str | None = "Fortschrittsbericht 2024 Seenland"

    def set(self, number: int) -> Paper:
        paper = Paper(number)
        top = 60.0
        if self.field_name:
            paper.line(MAIN, 40, self.field_name, SMALL)
        if self.project_id:
            paper.line(MAIN, top, f"Projekt-Nr. {self.project_id}", SMALL)
            top += 14
        if self.title:
            top = paper.lines(MAIN, top, self.title, TITLE) + 4
        if self.lead:
            top = paper.lines(MAIN, top, self.lead, LEAD) + 8
        self._main(paper, max(top, 150.0))
        self._side(paper, 150.0)
        if self.foot:
            paper.line(MAIN, 800, f"{self.foot} {number}", SMALL)
        return paper

    def _main(self, paper: Paper, top: float) -> None:
        for heading, text in self.sections.items():
            paper.line(MAIN, top, heading, BOLD)
            top = paper.lines(MAIN, top + 15, text) + 12

    def _side(self, paper: Paper, top: float) -> None:
        if self.credit:
            paper.picture(SIDE, top - 10, SIDE + 130, top + 60)
            paper.line(SIDE, top + 66, self.credit, SMALL)
            top += 90
        if self.responsible:
            paper.line(SIDE, top, "Verantwortlich", BOLD)
            top = paper.lines(SIDE, top + 14, self.responsible) + 10
        if self.milestones is not None:
            paper.line(SIDE, top, "Etappen", BOLD)
            top += 16
            for year, items in self.milestones.items():
                paper.line(SIDE, top, year, BOLD)
                top += 14
                for item in items:
                    paper.icon(SIDE, top, size=8)
                    top = paper.lines(SIDE + 12, top, item)


def cover(number: int = 1, *, title: str = "Fortschrittsbericht 2024 Seenland") -> Paper:
    paper = Paper(number)
    paper.line(60, 300, title, TITLE)
    paper.line(60, 400, "Wege, Wasser, Wald")
    return paper


def contents(number: int, entries: Sequence[tuple[str, int]]) -> Paper:
    paper = Paper(number)
    paper.line(60, 60, "Inhalt", TITLE)
    for row, (title, page) in enumerate(entries):
        paper.line(60, 110 + 20 * row, title)
        paper.line(480, 110 + 20 * row, str(page))
    return paper


def divider(number: int, *, no: int, name: str) -> Paper:
    paper = Paper(number)
    paper.line(60, 300, f"Handlungsfeld {no}", BOLD.sized(14))
    paper.line(60, 340, name, TITLE)
    return paper


def imprint(
    number: int, *, stand: str | None = "Dezember 2024", publisher: str | None = "Landesamt Seenland"
) -> Paper:
    paper = Paper(number)
    paper.line(60, 500, "Impressum", BOLD)
    top = 530.0
    if publisher:
        paper.line(60, top, "Herausgeber", BOLD)
        top = paper.lines(60, top + 13, [publisher, "Uferstraße 1", "12345 Neuhafen"]) + 15
    if stand:
        paper.line(60, top, "Stand", BOLD)
        paper.line(60, top + 13, stand)
    return paper


def prose_page(number: int) -> Paper:
    """A page of running text that is no project."""
    paper = Paper(number)
    paper.line(60, 60, "Vorwort", TITLE)
    paper.prose(60, 110, 470, 25, BODY)
    return paper


SOURCE = Source(
    path="raw_pdfs/bericht.pdf",
    name="bericht.pdf",
    sha256="0" * 64,
    bytes=1,
    page_count=1,
    title=None,
    author=None,
    created=None,
    producer=None,
)


def layouts(papers: Sequence[Paper]) -> list[PageLayout]:
    return [paper.read() for paper in papers]


def surveyed(papers: Sequence[Paper]) -> Survey:
    pages = layouts(papers)
    return survey(pages, SEENLAND, *find_furniture(pages, INDEX), INDEX)


def vocabulary(pages: Sequence[PageLayout]) -> Vocabulary:
    return Vocabulary.from_lines(line.text for page in pages for line in page.lines)


def report(*papers: Paper) -> Report:
    """The report that the pages make."""
    return build_report(layouts(papers), SOURCE, SEENLAND)


def projects(*sheets: Sheet, first: int = 2) -> Report:
    """A cover and project pages."""
    return report(cover(), *(sheet.set(first + index) for index, sheet in enumerate(sheets)))
