"""A report by the profile of its family: pages made alike, or sheets of ruled boxes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING

from extract.base.codes import RefusedFile
from extract.base.kept import Kept
from extract.german.hyphenation import Vocabulary
from extract.german.records import DateContext
from extract.layout.records import Line, PageLayout
from extract.layout.text import PlacedText
from extract.pages.store import LayoutStore
from extract.pdf.page.confidence import ReadPage
from extract.pdf.records import Source
from extract.reports.arrange.arranging import arranged
from extract.reports.arrange.furniture import FurnitureFinder, LineKey
from extract.reports.assembled import assembled, repairs
from extract.reports.assign.drafts import Draft
from extract.reports.assign.flow import draft_project
from extract.reports.fill.checks import check_counts, check_report
from extract.reports.fill.long_values import LongValues
from extract.reports.fill.milestone_spacing import leadings_of, open_reaches, reaches_of
from extract.reports.fill.projects import Setting, build_project
from extract.reports.front.frontmatter import Front, read_front
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.names.keys import project_keys
from extract.reports.profile.model import Profile
from extract.reports.records.grouping import group_projects
from extract.reports.records.survey import Survey, Unit, survey
from extract.reports.report import Finding, Parent, Passage, Project, Report
from extract.reports.text.mentions import Mentions, find_mentions
from extract.reports.text.passages import Part, passage

if TYPE_CHECKING:
    from extract.reports.assign.sheet_drafts import SheetDraft

_TELLING = 100
"""So many projects show how the milestones of a report are set."""


def build_report(
    layouts: Sequence[PageLayout],
    source: Source,
    profile: Profile,
    *,
    least_projects: int = 1,
    footnotes: Sequence[Finding] = (),
    ocr_pages: Mapping[int, ReadPage] | None = None,
) -> Report:
    """The report from its pages' layouts.

    Args:
        layouts: all pages, in order.
        source: the file.
        profile: how its family is made.
        least_projects: with fewer it is a file of another kind.
        footnotes: findings made before.
        ocr_pages: the pages read by OCR, by number.

    Raises:
        RefusedFile: it holds no project, and the profile expects some.
    """
    index = HeadingIndex(profile)
    finder = FurnitureFinder(index)

    def seen(layout: PageLayout) -> PageLayout:
        layout = arranged(layout, index)
        finder.see(layout)
        return layout

    layouts = (layouts if isinstance(layouts, LayoutStore) else LayoutStore(layouts)).each(seen)
    furniture, usual = finder.found()
    vocabulary = Vocabulary.from_lines(text for page in layouts.outlines() for text in page.texts)
    found = survey(layouts, profile, furniture, usual, index)
    front = read_front(layouts, profile, vocabulary, file_name=source.name, file_title=source.title)
    sheets = _sheets(layouts, found, profile, front, vocabulary) if profile.sheets is not None else ()
    groups, others = group_projects(found, profile) if profile.sheets is None else ([], list(found.units))
    taken = {page for sheet in sheets for page in sheet.pages}
    others = [unit for unit in others if unit.page not in taken]
    if len(groups) + len(sheets) < least_projects and front.programme is None and profile.expects_projects:
        raise RefusedFile(
            "no-project", source.name, f"holds no project as profile {profile.profile} describes them"
        )
    as_of = front.as_of_end or (date(front.edition, 12, 31) if front.edition else None)
    edges = {place: edge for sheet in sheets for place, edge in sheet.edges.items()}
    setting = Setting(profile, front, vocabulary, as_of, edges)
    projects, findings = _projects(groups, sheets, found, setting)
    findings += repairs(source)
    lengths = LongValues()
    findings += check_report(lengths.seeing(projects), front, layouts, as_of)
    findings += lengths.found()
    findings += footnotes
    if not projects and profile.expects_projects:
        findings.append(Finding("no-projects", "No page looks like a project page."))
    context = DateContext(edition_year=front.edition)
    loose: list[Mentions] = []
    passages: list[Passage] = []
    for position, body in enumerate(_loose(others, furniture, vocabulary, front)):
        passages.append(Passage(None, None, body, body.boxes()))
        loose.append(find_mentions(body, Parent("passage", position=position), context))
        findings += loose[-1].doubts
        findings += check_counts(body, projects, front)
    return assembled(
        source,
        profile,
        front,
        projects=projects,
        loose=Mentions.together(loose),
        passages=passages,
        findings=findings,
        ocr_pages=ocr_pages or {},
    )


def _sheets(
    layouts: LayoutStore, found: Survey, profile: Profile, front: Front, vocabulary: Vocabulary
) -> Sequence[SheetDraft]:
    from extract.reports.assign.sheet_drafts import read_sheets

    return read_sheets(layouts, found, profile, front, vocabulary)


def _projects(
    groups: Sequence[tuple[Unit, ...]], sheets: Sequence[SheetDraft], found: Survey, setting: Setting
) -> tuple[Kept[Project], list[Finding]]:
    """All projects in order of pages, and the doubts about them."""
    profile, fields, vocabulary = setting.profile, setting.front.action_fields, setting.vocabulary
    drafts = chain(
        (draft_project(group, found, profile, fields, vocabulary) for group in groups),
        (sheet.draft for sheet in sheets),
    )
    # Drafts keep their pages unpacked, so most are made one at a time.
    first = deque(islice(drafts, _TELLING))
    # Where no milestone takes two lines, running text set alike shows the leading.
    leadings = leadings_of(target.parts for draft in first for target in draft.of_kind("section"))
    leadings |= leadings_of(target.parts for draft in first for target in draft.of_kind("milestones"))
    reaches = reaches_of(target.parts for draft in first for target in draft.of_kind("milestones"))
    reaches |= open_reaches([on_page for draft in first for on_page in _lists(draft)])
    setting = replace(setting, leadings=leadings, reaches=reaches)
    if sheets:
        # On demand, like the reading of sheets: most families have none.
        from extract.reports.assign.sheet_drafts import sheet_fields

    built = Kept[Project]()
    doubts: list[list[Finding]] = []
    ids: list[str | None] = []
    titles: list[str] = []
    for position, draft in enumerate(chain(_taken_out(first), drafts)):
        project, found_here = build_project(draft, position, setting)
        if sheets:
            project = replace(project, fields=sheet_fields(sheets[position], project.sections, profile))
        built.add(project)
        doubts.append(found_here)
        ids.append(project.project_id)
        titles.append(project.title)
    keys = project_keys(ids, titles)
    findings = [
        replace(doubt, project_key=key) for key, own in zip(keys, doubts, strict=True) for doubt in own
    ]
    return built.changed(lambda position, project: replace(project, key=keys[position])), findings


def _taken_out(drafts: deque[Draft]) -> Iterator[Draft]:
    """Drafts that are let go of as soon as they are done with."""
    while drafts:
        yield drafts.popleft()


def _lists(draft: Draft) -> Iterator[tuple[Sequence[Part], Sequence[Line]]]:
    """The lists of milestones of a project, each with all lines of the page that it begins on."""
    for target in draft.of_kind("milestones"):
        for unit in draft.units:
            if target.parts and unit.page == target.parts[0].line.page:
                yield target.parts, [line for region in unit.regions for line in region.lines]


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
