"""Text on its side that is neither a picture credit nor a head in a table: read as passages of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.base.kept import Kept
from extract.german.records import DateContext
from extract.layout.geometry import holds
from extract.layout.text import PlacedText, placed
from extract.pages.reading import Turned
from extract.pdf.records import Box
from extract.reports.report import Finding, Parent, Passage, Report
from extract.reports.text.mentions import find_mentions

_MOST_PAGES = 5
"""Pages that a finding names."""


def with_turned_text(report: Report, turned: Sequence[Turned]) -> Report:
    """The report with text on its side as passages, with a finding for each text.

    Which project such a text belongs to cannot be told: it may be a running head, a note, or the name of a
    part. One that stands on several pages counts once.

    Args:
        report: as read without it.
        turned: the lines that do not read from left to right, in order of pages.
    """
    if not turned:
        return report
    taken = [box for credit in report.media for box in credit.boxes]
    taken += [box for project in report.projects for credit in project.media for box in credit.boxes]
    taken += [box for cell in report.cells if cell.text for box in cell.boxes]
    bodies: dict[str, list[PlacedText]] = {}
    for line in turned:
        body = placed([line.words])
        if any(char.isalnum() for char in body.text) and not _stands_in(body, taken):
            bodies.setdefault(body.text, []).append(body)
    context = DateContext(edition_year=report.edition_year)
    passages = Kept(report.passages)
    findings: list[Finding] = list(report.findings)
    amounts, shares, dates, links = (
        list(report.amounts),
        list(report.shares),
        list(report.dates),
        list(report.links),
    )
    for text, places in bodies.items():
        body = places[0]
        found = find_mentions(body, Parent("passage", position=len(passages)), context)
        passages.add(Passage(None, None, body, body.boxes()))
        amounts += found.amounts
        shares += found.shares
        dates += found.dates
        links += found.links
        findings += found.doubts
        findings.append(_finding(text, places))
    return replace(
        report,
        passages=passages,
        amounts=tuple(amounts),
        shares=tuple(shares),
        dates=tuple(dates),
        links=tuple(links),
        findings=tuple(findings),
    )


def _finding(text: str, places: Sequence[PlacedText]) -> Finding:
    pages = sorted({place.boxes()[0].page for place in places})
    listed = ", ".join(str(page) for page in pages[:_MOST_PAGES])
    where = f"page {listed}" if len(pages) == 1 else f"pages {listed}"
    more = f" and {len(pages) - _MOST_PAGES} more" if len(pages) > _MOST_PAGES else ""
    shown = text if len(text) <= 80 else text[:77] + "..."
    message = f'Text on its side, read outside of projects: "{shown}" ({where}{more}).'
    return Finding("turned-text", message, None, "passages", pages[0], places[0].boxes())


def _stands_in(body: PlacedText, taken: Sequence[Box]) -> bool:
    """Whether the middle of a text lies in a place that has been read."""
    (box, *_) = body.boxes()
    return any(other.page == box.page and holds(other, box) for other in taken)
