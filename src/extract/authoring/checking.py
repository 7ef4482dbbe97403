"""How well a profile fits a file: what matched, what did not, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from extract.authoring.inspect import draw_page, picture_of
from extract.layout.analysis import analyse
from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.pdf.reading import open_document
from extract.reports.engine import extract_report
from extract.reports.names.heading_names import squeeze
from extract.reports.profile.model import Profile
from extract.reports.report import Finding, Project, Report

_LEAST_LABELS = 2
"""Labels on a page that make it look like one with a project, where the profile names no number."""
_LONGEST_LABEL = 80
"""Characters of a line that may be the label that is meant."""
_LIKE = 66.0
"""Labels less like one another (0..100) are other labels, not other spellings."""


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What a page of the file gave."""

    page: int
    projects: tuple[Project, ...]
    """The projects that stand on the page, or go on there."""
    sections: tuple[str, ...]
    """Sections and fields of them with text on the page."""
    doubts: tuple[Finding, ...]
    near: tuple[str, ...] = ()
    """Labels of the profile on a page without a project, where they are nearly enough for one."""

    @property
    def project(self) -> Project | None:
        """The first project of the page, if any."""
        return self.projects[0] if self.projects else None


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
    """Project and the sections or fields it lacks that most of the others have."""
    errors: tuple[str, ...]
    """Labels that match nothing in the file, each with the line or label of the file most like it."""


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
    pages = {
        layout.number: [line.text for line in (*layout.lines, *layout.rotated)]
        for layout in read_layouts(How(path=path, password=password)).layouts
    }
    lines = [line for found in pages.values() for line in found]
    return ProfileCheck(
        report=report,
        pages=tuple(_pages(report, profile, pages)),
        idle_headings=tuple(_idle(report, profile)),
        idle_patterns=tuple(
            pattern
            for pattern in profile.project.id_patterns
            if not any(re.search(pattern, line) for line in lines)
        ),
        missing=tuple(_missing(report.projects)),
        errors=tuple(_errors(report, profile, lines)),
    )


def _pages(report: Report, profile: Profile, pages: Mapping[int, Sequence[str]]) -> Iterator[PageCheck]:
    least = profile.project.least_sections - 1 if profile.records is None else _LEAST_LABELS
    labels = {squeeze(label): label for names in _labels(profile).values() for label in names}
    starts: dict[int, list[Project]] = {}
    for project in report.projects:
        for page in range(project.page_first, project.page_last + 1):
            starts.setdefault(page, []).append(project)
    for page in range(1, report.source.page_count + 1):
        here = tuple(starts.get(page, ()))
        parts = [
            (name, boxes)
            for project in here
            for name, boxes in (
                *((section.section, section.boxes) for section in project.sections),
                *((field.field, field.boxes) for field in project.fields),
            )
        ]
        names = dict.fromkeys(name for name, boxes in parts if any(box.page == page for box in boxes))
        doubts = tuple(one for one in report.findings if one.page == page and one.code != "year-inferred")
        near = () if here else _on_page(labels, pages.get(page, ()))
        yield PageCheck(page, here, tuple(names), doubts, near if len(near) >= max(1, least) else ())


def _on_page(labels: Mapping[str, str], lines: Sequence[str]) -> tuple[str, ...]:
    squeezed = {squeeze(line.split(":")[0]) for line in lines}
    return tuple(label for key, label in labels.items() if key in squeezed)


def _labels(profile: Profile) -> dict[str, Sequence[str]]:
    """Labels and headings of all that should be found, by what they are for."""
    found: dict[str, Sequence[str]] = {f"section {rule.section}": rule.headings for rule in profile.sections}
    found |= {f"field {rule.field}": rule.headings for rule in profile.fields if rule.headings}
    for rule in profile.parties:
        found[f"party {rule.role}"] = [*found.get(f"party {rule.role}", ()), *rule.headings]
    if profile.milestones.headings:
        found["milestones"] = profile.milestones.headings
    if profile.records is not None:
        found |= {f"label {rule.labels[0]}": rule.labels for rule in profile.records.labels}
    return found


def _errors(report: Report, profile: Profile, lines: Sequence[str]) -> Iterator[str]:
    """Labels that match nothing, in sentences."""
    yield from (one.message for one in report.findings if one.code == "label-never-found")
    labels = _labels(profile)
    known = {squeeze(label) for names in labels.values() for label in names}
    heads = {squeeze(line): line for line in lines if len(line) <= _LONGEST_LABEL}
    others = [key for key in heads if key and key not in known]
    for what in _idle(report, profile):
        names = labels.get(what, ())
        near = [
            found
            for name in names
            if (found := process.extractOne(squeeze(name), others, scorer=fuzz.ratio, score_cutoff=_LIKE))
        ]
        best = max(near, key=lambda found: found[1], default=None)
        like = f'; the file has "{heads[best[0]]}"' if best is not None else ""
        if names:
            yield f'{what}: no project has "{names[0]}"{like}.'


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
    yield from dict.fromkeys(f"party {rule.role}" for rule in profile.parties if rule.role not in roles)
    if profile.milestones.headings and not any(project.milestones for project in report.projects):
        yield "milestones"


def _missing(projects: Sequence[Project]) -> Iterator[tuple[str, tuple[str, ...]]]:
    has = [
        {*(section.section for section in project.sections), *(field.field for field in project.fields)}
        for project in projects
    ]
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
