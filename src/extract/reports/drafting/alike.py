"""Pages made alike, read without a profile: one is drafted from the headings or labels that repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.base.codes import RefusedFile
from extract.layout.records import PageLayout
from extract.pdf.page.confidence import ReadPage
from extract.pdf.records import Source
from extract.reports.drafting.draft import draft_text
from extract.reports.drafting.induced import NAME, profile_name
from extract.reports.drafting.sightings import Sightings, look
from extract.reports.family import build_report
from extract.reports.names.evidence import evidence_of
from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import Lexicon
from extract.reports.profile.model import Profile
from extract.reports.profile.reading import parse_profile
from extract.reports.records.entries import Reads, RecordForm
from extract.reports.report import Finding, Project, Report

_FEWEST_PROJECTS = 3
"""Pages alike once or twice are no report made of them."""
_FEWEST_PARTS = 2
"""Sections, parties and lists that most of the projects have, at least."""
_FEWEST_KNOWN = 2
"""Labels that the lexicon knows: pages alike without any of them are forms, menus or tables of figures."""
_DISTINCT = 0.8
"""Titles that only one project has, as a part of the projects, at least: a label that repeats is none."""
_MANY = 10.0
_PER_LABEL = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike(Reads):
    """The report as pages made alike give it."""

    form: RecordForm = "page"
    report: Report
    yaml: str


def read_alike(
    layouts: Sequence[PageLayout],
    source: Source,
    base: Profile,
    lexicon: Lexicon,
    *,
    footnotes: Sequence[Finding] = (),
    ocr_pages: Mapping[int, ReadPage] | None = None,
) -> Alike | None:
    """Reads pages made alike by a drafted profile; None where the pages are no projects.

    Args:
        layouts: all pages.
        source: the file.
        base: what holds for any report: how edition and date are printed.
        lexicon: labels that German reports use: pages that have none of them are no projects.
        footnotes: findings made before.
        ocr_pages: the pages read by OCR, by number.
    """
    seen = look(layouts)
    drafts = [
        _read(seen, layouts, source, base, lexicon, boxed=boxed, footnotes=footnotes, ocr_pages=ocr_pages)
        for boxed, found in ((True, seen.labels), (False, seen.headings))
        if sum(lexicon.find(one.text) is not None for one in found) >= _FEWEST_KNOWN
    ]
    found = [draft for draft in drafts if draft is not None]
    # Boxes come first: a label in a box is one more surely than a line set apart.
    return max(found, key=lambda one: one.score, default=None)


def _read(
    seen: Sightings,
    layouts: Sequence[PageLayout],
    source: Source,
    base: Profile,
    lexicon: Lexicon,
    *,
    boxed: bool,
    footnotes: Sequence[Finding],
    ocr_pages: Mapping[int, ReadPage] | None,
) -> Alike | None:
    # Whose programme it is, a cover alone does not prove: the report goes by the name of its file.
    yaml = draft_text(seen, profile_name(source.name), source.name, boxed=boxed, base=base)
    profile = parse_profile(yaml, "draft", Profile)
    try:
        report = build_report(layouts, source, profile, footnotes=footnotes, ocr_pages=ocr_pages)
    except RefusedFile:
        return None
    projects = report.projects
    if len(projects) < _FEWEST_PROJECTS or median(map(_parts, projects)) < _FEWEST_PARTS:
        return None
    titles = {squeeze(project.title) for project in projects}
    if len(titles) < _DISTINCT * len(projects):
        return None
    labels = {section.heading for project in projects for section in project.sections}
    known = sorted({found.name for label in labels if (found := lexicon.find(label))})
    labels |= {heading for party in profile.parties for heading in party.headings}
    if len(known) < _FEWEST_KNOWN or not evidence_of(set(map(squeeze, labels)), lexicon).is_enough:
        return None
    score = min(1.0, 0.4 + _PER_LABEL * len(known) + 0.2 * min(1.0, len(projects) / _MANY))
    what = "sheets of boxes" if boxed else "pages made alike"
    reasons = (f"{len(projects)} {what} share the labels {', '.join(known[:8])}",)
    return Alike(
        report=replace(report, profile=NAME),
        yaml=yaml,
        score=score,
        reasons=reasons,
        letters=sum(map(_letters, projects)),
    )


def _parts(project: Project) -> int:
    return len(project.sections) + len(project.parties) + bool(project.milestones) + bool(project.fields)


def _letters(project: Project) -> int:
    sections = [section.body.text for section in project.sections]
    texts = [
        *sections,
        *(milestone.body.text for milestone in project.milestones),
        # A party named in a section is one of its words.
        *(party.text for party in project.parties if not any(party.text in text for text in sections)),
        project.lead.text if project.lead is not None else "",
    ]
    return sum(map(len, texts))
