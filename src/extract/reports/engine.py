"""The whole way from a file to a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from extract.codes import RefusedFile
from extract.collecting import rare_collections
from extract.german.hyphenation import Vocabulary
from extract.german.records import DateContext
from extract.layout.analysis import analyse
from extract.layout.footnotes import Footnote, take_footnotes
from extract.layout.records import Line, PageLayout
from extract.layout.text import PlacedText
from extract.pdf.limits import Limits
from extract.pdf.reading import open_document
from extract.pdf.records import Box, Page, Source
from extract.reports.checks import check_counts, check_report
from extract.reports.choice import choose_profile
from extract.reports.flow import draft_project
from extract.reports.frontmatter import Front, joined, read_front
from extract.reports.furniture import find_furniture
from extract.reports.grouping import group_projects
from extract.reports.headings import HeadingIndex
from extract.reports.keys import project_keys, report_id
from extract.reports.margins import merge_margins
from extract.reports.mentions import find_mentions
from extract.reports.milestones import leadings_of
from extract.reports.passages import Part, passage
from extract.reports.profile import Profile
from extract.reports.projects import Setting, build_project
from extract.reports.records import Finding, Parent, Project, Report
from extract.reports.sheet_drafts import read_sheets, sheet_fields
from extract.reports.survey import LineKey, Unit, survey

Engine = Literal["auto", "fast", "pdfplumber"]


@rare_collections()
def extract_report(
    path: str | Path,
    *,
    profile: str = "auto",
    profiles_folder: Path | None = None,
    password: str | None = None,
    limits: Limits | None = None,
    engine: Engine = "auto",
    ocr: Literal["off", "auto"] = "off",
    on_page: Callable[[int, int], None] | None = None,
) -> Report:
    """Extracts one report.

    Args:
        path: the PDF.
        profile: name or path of a layout profile; ``auto`` lets the file decide.
        profiles_folder: folder with further profiles.
        password: for encrypted files.
        limits: what is too much to read.
        engine: reading engine.
        ocr: ``auto`` reads pages without a usable text layer by OCR, where Tesseract is installed.
        on_page: called after each page with its number and the number of pages.

    Raises:
        RefusedFile: the file cannot be read or holds no report.
        ProfileError: the profile named does not exist or is not valid.
    """
    with open_document(path, password=password, limits=limits or Limits(), engine=engine) as document:
        source = document.source
        recognise, missing = _ocr(path, password) if ocr == "auto" else (None, None)
        layouts: list[PageLayout] = []
        footnotes: list[Finding] = []
        for page in document.pages():
            if recognise is not None:
                page = recognise(page)
            layout, notes = take_footnotes(analyse(page))
            layouts.append(layout)
            footnotes += [
                Finding("footnote", _note_text(note), None, None, layout.number, _boxes(note))
                for note in notes
            ]
            if on_page is not None:
                on_page(page.number, source.page_count)
    if not any(layout.lines for layout in layouts):
        raise RefusedFile("no-text", source.name, f"has no text layer, and {missing}" if missing else None)
    chosen = choose_profile(profile, layouts, folder=profiles_folder)
    return build_report(layouts, source, chosen, footnotes=footnotes)


def _ocr(path: str | Path, password: str | None) -> tuple[Callable[[Page], Page] | None, str | None]:
    """How a page without text is read, or None and what is not installed."""
    # On demand: few reports are scans, and the picture libraries take their time to load.
    from extract.pdf.ocr import missing_tool, needs_ocr, read_by_ocr

    missing = missing_tool()
    if missing is not None:
        return None, missing
    return lambda page: read_by_ocr(path, page, password=password) if needs_ocr(page) else page, None


def _note_text(note: Footnote) -> str:
    text = " ".join(line.text for line in note.lines)
    return f'Footnote left out of the text: "{text}"'


def _boxes(note: Footnote) -> tuple[Box, ...]:
    return tuple(line.box for line in note.lines)


def build_report(
    layouts: Sequence[PageLayout], source: Source, profile: Profile, *, footnotes: Sequence[Finding] = ()
) -> Report:
    """The report from its pages' layouts."""
    index = HeadingIndex(profile)
    layouts = [merge_margins(layout, index) for layout in layouts]
    vocabulary = Vocabulary.from_lines(line.text for layout in layouts for line in layout.lines)
    furniture = find_furniture(layouts, index)
    found = survey(layouts, profile, furniture)
    front = read_front(layouts, profile, vocabulary, file_name=source.name, file_title=source.title)
    sheets = read_sheets(layouts, found, profile, front, vocabulary) if profile.sheets is not None else ()
    groups, others = group_projects(found, profile) if profile.sheets is None else ([], list(found.units))
    taken = {page for sheet in sheets for page in sheet.pages}
    others = [unit for unit in others if unit.page not in taken]
    if not groups and not sheets and front.programme is None and profile.expects_projects:
        raise RefusedFile(
            "no-project", source.name, f"holds no project as profile {profile.profile} describes them"
        )
    drafts = [
        *(draft_project(group, found, profile, front.action_fields, vocabulary) for group in groups),
        *(sheet.draft for sheet in sheets),
    ]
    keys = project_keys(
        [draft.ids[0] if draft.ids else None for draft in drafts],
        [joined(draft.title, vocabulary) for draft in drafts],
    )
    as_of = front.as_of_end or (date(front.edition, 12, 31) if front.edition else None)
    edges = {place: edge for sheet in sheets for place, edge in sheet.edges.items()}
    leadings = leadings_of(target.parts for draft in drafts for target in draft.of_kind("milestones"))
    setting = Setting(profile, front, vocabulary, as_of, edges, leadings)
    projects: list[Project] = []
    findings: list[Finding] = []
    if source.repaired:
        sentence = f"The file is damaged ({source.repaired}); a repaired copy was read."
        findings.append(Finding("file-repaired", sentence))
    for position, (draft, key) in enumerate(zip(drafts, keys, strict=True)):
        project, doubts = build_project(draft, key, position, setting)
        fields = sheet_fields(sheets[position], project.sections, profile) if sheets else ()
        projects.append(replace(project, fields=fields) if fields else project)
        findings += doubts
    findings += check_report(projects, front, layouts, as_of)
    findings += footnotes
    if not projects:
        findings.append(Finding("no-projects", "No page looks like a project page."))
    bodies = list(_loose(others, furniture, vocabulary, front))
    context = DateContext(edition_year=front.edition)
    loose = [find_mentions(body, Parent("other"), context) for body in bodies]
    findings += check_counts(bodies, projects, front)
    return Report(
        report_id=report_id(
            profile.report.report_id, programme=front.programme, edition=front.edition, file_name=source.name
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
        projects=tuple(projects),
        amounts=tuple(item for one in loose for item in one.amounts),
        shares=tuple(item for one in loose for item in one.shares),
        dates=tuple(item for one in loose for item in one.dates),
        links=tuple(item for one in loose for item in one.links),
        findings=tuple(findings),
    )


def _loose(
    units: Sequence[Unit], furniture: frozenset[LineKey], vocabulary: Vocabulary, front: Front
) -> Iterable[PlacedText]:
    """The text of pages that belong to no project, region by region."""
    contents = {entry.page for entry in front.contents}
    for unit in units:
        if unit.page in contents:
            continue
        for region in unit.regions:
            lines: list[Line] = [
                line
                for index, line in enumerate(region.lines)
                if (unit.page, region.index, index) not in furniture
            ]
            if lines:
                yield passage([Part(line) for line in lines], vocabulary)
