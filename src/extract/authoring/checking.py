"""How well a profile fits a file: what matched, what did not, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.authoring.inspect import draw_page, picture_of
from extract.layout.analysis import analyse
from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.pdf.reading import open_document
from extract.reports.engine import extract_report
from extract.reports.profile.model import Profile
from extract.reports.report import Finding, Project, Report


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What a page of the file gave."""

    page: int
    project: Project | None
    """The project that the page belongs to, if any."""
    sections: tuple[str, ...]
    """Sections with text on the page."""
    doubts: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ProfileCheck:
    """What a profile found in a file, and what it did not."""

    report: Report
    pages: tuple[PageCheck, ...]
    idle_headings: tuple[str, ...]
    """Sections, parties and fields of the profile that no project has."""
    idle_patterns: tuple[str, ...]
    """Patterns for IDs that match nowhere in the file."""
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    """Project and the sections it lacks that most of the others have."""


def check_profile(
    path: Path,
    profile: Profile,
    source: str,
    *,
    folder: Path | None = None,
    password: str | None = None,
) -> ProfileCheck:
    """Reads a file with a profile and compares what the profile promises with what was found.

    Args:
        path: the PDF.
        profile: the profile.
        source: its name or path.
        folder: folder with further profiles.
        password: for encrypted files.

    Raises:
        RefusedFile: the file cannot be read, or holds no project as the profile describes them.
    """
    report = extract_report(path, profile=source, profiles_folder=folder, password=password)
    lines = [
        line.text
        for layout in read_layouts(How(path=path, password=password)).layouts
        for line in (*layout.lines, *layout.rotated)
    ]
    return ProfileCheck(
        report=report,
        pages=tuple(_pages(report)),
        idle_headings=tuple(_idle(report, profile)),
        idle_patterns=tuple(
            pattern
            for pattern in profile.project.id_patterns
            if not any(re.search(pattern, line) for line in lines)
        ),
        missing=tuple(_missing(report.projects)),
    )


def _pages(report: Report) -> Iterator[PageCheck]:
    for page in range(1, report.source.page_count + 1):
        project = next((one for one in report.projects if one.page_first <= page <= one.page_last), None)
        here = (
            ()
            if project is None
            else tuple(
                section.section
                for section in project.sections
                if any(box.page == page for box in section.boxes)
            )
        )
        doubts = tuple(one for one in report.findings if one.page == page and one.code != "year-inferred")
        yield PageCheck(page, project, here, doubts)


def _idle(report: Report, profile: Profile) -> Iterator[str]:
    sections = {section.section for project in report.projects for section in project.sections}
    fields = {field.field for project in report.projects for field in project.fields}
    roles = {party.role for project in report.projects for party in project.parties}
    yield from (f"section {rule.section}" for rule in profile.sections if rule.section not in sections)
    yield from (
        f"field {rule.field}"
        for rule in profile.fields
        if not any(name.startswith(rule.field) for name in fields)
    )
    yield from (f"party {rule.role}" for rule in profile.parties if rule.role not in roles)
    if profile.milestones.headings and not any(project.milestones for project in report.projects):
        yield "milestones"


def _missing(projects: Sequence[Project]) -> Iterator[tuple[str, tuple[str, ...]]]:
    has = [{section.section for section in project.sections} for project in projects]
    usual = [name for name in dict.fromkeys(n for one in has for n in sorted(one)) if _share(name, has) > 0.5]
    for project, own in zip(projects, has, strict=True):
        lacking = tuple(name for name in usual if name not in own)
        if lacking:
            yield project.key, lacking


def _share(name: str, has: Sequence[set[str]]) -> float:
    return sum(name in one for one in has) / len(has)


def write_pictures(
    path: Path, report: Report, pages: Sequence[int], folder: Path, *, password: str | None = None
) -> list[Path]:
    """Draws pages with everything that was found on them.

    Args:
        path: the PDF.
        report: what was found.
        pages: numbers of the pages, from 1.
        folder: where the pictures go; made when it is not there.
        password: for encrypted files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with open_document(path, password=password) as document:
        layouts = [analyse(page) for page in document.pages(pages)]
    for layout in layouts:
        image = picture_of(path, layout.page, password)
        out = folder / f"page-{layout.number:03d}.png"
        draw_page(image, layout, report, layout.number).save(out)
        written.append(out)
    return written
