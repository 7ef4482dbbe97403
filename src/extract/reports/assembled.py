"""A report put together: its projects, what stands outside them, and what its front says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.pdf.page.confidence import ReadPage
from extract.pdf.records import Source
from extract.reports.fill.ocr_doubts import ocr_doubts
from extract.reports.front.frontmatter import Front
from extract.reports.names.keys import report_id
from extract.reports.profile.model import Profile
from extract.reports.report import Finding, Passage, Project, Report
from extract.reports.text.mentions import Mentions


def repairs(source: Source) -> list[Finding]:
    """A finding where the file is damaged."""
    if not source.repaired:
        return []
    return [Finding("file-repaired", f"The file is damaged ({source.repaired}); a repaired copy was read.")]


def assembled(
    source: Source,
    profile: Profile,
    front: Front,
    *,
    projects: Sequence[Project],
    loose: Mentions,
    passages: Sequence[Passage],
    findings: Sequence[Finding],
    ocr_pages: Mapping[int, ReadPage],
) -> Report:
    """The report, with the doubts of OCR behind the other findings.

    Args:
        source: the file.
        profile: by which it was read.
        front: title, edition and date.
        projects: in order of the report.
        loose: values outside projects.
        passages: texts outside projects.
        findings: so far.
        ocr_pages: how sure OCR was of the pages it read.
    """
    doubts = ocr_doubts(
        projects,
        ocr_pages,
        amounts=loose.amounts,
        shares=loose.shares,
        dates=loose.dates,
        links=loose.links,
    )
    return Report(
        report_id=report_id(
            profile.report.report_id,
            programme=front.programme,
            edition=front.edition,
            file_name=source.name,
            projects=len(projects),
        ),
        title=front.title or source.title or source.name,
        publisher=front.publisher,
        edition_year=front.edition,
        as_of_text=front.as_of_text,
        as_of_start=front.as_of_start,
        as_of_end=front.as_of_end,
        language=profile.language,
        profile=profile.profile,
        profile_sha256=profile.sha256,
        source=source,
        projects=projects,
        amounts=loose.amounts,
        shares=loose.shares,
        dates=loose.dates,
        links=loose.links,
        passages=passages,
        findings=(*findings, *doubts),
        ocr_pages=ocr_pages,
    )
