"""Values and texts that OCR was not sure of, for people to look at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.pdf.page.confidence import DOUBTFUL, ReadPage, lowest_confidence, words_in
from extract.reports.report import Boxes, Finding, FoundAmount, FoundDate, FoundShare, Link, Project

_SHOWN = 5


def ocr_doubts(
    projects: Sequence[Project],
    pages: Mapping[int, ReadPage],
    *,
    amounts: Sequence[FoundAmount] = (),
    shares: Sequence[FoundShare] = (),
    dates: Sequence[FoundDate] = (),
    links: Sequence[Link] = (),
) -> list[Finding]:
    """One finding per value with a doubtful word, and one per text.

    Args:
        projects: with their values.
        pages: the pages read by OCR; nothing is found without them.
        amounts, shares, dates, links: mentions outside of projects.
    """
    if not pages:
        return []
    findings: list[Finding] = []
    for project in projects:
        findings += _values(project.key, _of_project(project), pages)
        findings += _texts(project, pages)
    findings += _values(None, _mentions(amounts, shares, dates, links), pages)
    return findings


_Value = tuple[str, str, str, Boxes]
"""Table, name of the kind, text, place."""


def _of_project(project: Project) -> Iterator[_Value]:
    yield "projects", "Title", project.title, project.boxes
    for party in project.parties:
        yield "parties", "Party", party.text, party.boxes
    yield from _mentions(project.amounts, project.shares, project.dates, project.links)
    for credit in project.media:
        yield "media", "Credit", credit.credit, credit.boxes
    for field in project.fields:
        yield "fields", "Field", field.text, field.boxes


def _mentions(
    amounts: Iterable[FoundAmount],
    shares: Iterable[FoundShare],
    dates: Iterable[FoundDate],
    links: Iterable[Link],
) -> Iterator[_Value]:
    yield from (("amounts", "Amount", one.mention.text, one.boxes) for one in amounts)
    yield from (("shares", "Share", one.mention.text, one.boxes) for one in shares)
    yield from (("dates", "Date", one.mention.text, one.boxes) for one in dates)
    yield from (("links", "Link", one.text, one.boxes) for one in links)


def _values(key: str | None, values: Iterable[_Value], pages: Mapping[int, ReadPage]) -> Iterator[Finding]:
    for table, name, text, boxes in values:
        lowest = lowest_confidence(boxes, pages)
        if lowest is not None and lowest < DOUBTFUL:
            page = boxes[0].page
            message = f'{name} "{text}" on page {page} was read by OCR with confidence {lowest:.2f}.'
            yield Finding("ocr-doubt", message, key, table, page, boxes)


def _texts(project: Project, pages: Mapping[int, ReadPage]) -> Iterator[Finding]:
    texts: list[tuple[str, str, Boxes]] = []
    if project.lead is not None:
        texts.append(("projects", "Lead", project.lead.boxes()))
    texts += [("sections", f"Section {one.section}", one.boxes) for one in project.sections]
    texts += [
        ("milestones", f"Milestone {number} ({one.year_label})", one.boxes)
        for number, one in enumerate(project.milestones)
    ]
    for table, name, boxes in texts:
        doubtful = [word for word in words_in(boxes, pages) if word.confidence < DOUBTFUL]
        if doubtful:
            doubtful.sort(key=lambda word: (word.confidence, word.text))
            listed = ", ".join(f'"{word.text}" ({word.confidence:.2f})' for word in doubtful[:_SHOWN])
            more = f" and {len(doubtful) - _SHOWN} more words" if len(doubtful) > _SHOWN else ""
            page = boxes[0].page
            message = f"{name}, page {page}: OCR was not sure of {listed}{more}."
            yield Finding("ocr-doubtful-text", message, project.key, table, page, boxes)
