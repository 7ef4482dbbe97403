"""A report by the profile of its family: pages made alike, or sheets of ruled boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from extract.base.codes import RefusedFile
from extract.base.kept import Kept, packed_records
from extract.base.sharing import may_share, shared
from extract.german.hyphenation import Vocabulary
from extract.german.records import DateContext
from extract.layout.records import Line, PageLayout
from extract.layout.text import PlacedText
from extract.pages.store import LayoutStore, files_of
from extract.pdf.page.confidence import ReadPage
from extract.pdf.records import Source
from extract.reports.arrange.arranging import arranged
from extract.reports.arrange.furniture import Edges, LineKey, edges_on, furniture_of
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
_TOGETHER = 16
"""Projects that are built and packed together."""
_WORTHWHILE = 40
"""Fewer projects are built sooner by one process than it divides."""


@dataclass(frozen=True, slots=True)
class _Gist:
    """What is asked of a project before all are there."""

    project_id: str | None
    title: str
    doubts: list[Finding]


def build_report(
    layouts: Sequence[PageLayout],
    source: Source,
    profile: Profile,
    *,
    least_projects: int = 1,
    footnotes: Sequence[Finding] = (),
    ocr_pages: Mapping[int, ReadPage] | None = None,
    processes: int = 1,
) -> Report:
    """The report from its pages' layouts.

    Args:
        layouts: all pages, in order.
        source: the file.
        profile: how its family is made.
        least_projects: with fewer it is a file of another kind.
        footnotes: findings made before.
        ocr_pages: the pages read by OCR, by number.
        processes: so many share the pages and projects of a long file; the result is the same.

    Raises:
        RefusedFile: it holds no project, and the profile expects some.
    """
    index = HeadingIndex(profile)

    def seen(layout: PageLayout) -> tuple[PageLayout, Edges]:
        layout = arranged(layout, index)
        return layout, edges_on(layout, index)

    store = layouts if isinstance(layouts, LayoutStore) else LayoutStore(layouts)
    layouts, edges_of_pages = store.each(seen, processes=processes)
    furniture, usual = furniture_of(edges_of_pages)
    del edges_of_pages
    vocabulary = Vocabulary.from_lines(text for page in layouts.outlines() for text in page.texts)
    found = survey(layouts, profile, furniture, usual, index, processes=processes)
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
    projects, findings = _projects(groups, sheets, found, setting, layouts=layouts, processes=processes)
    findings += repairs(source)
    lengths = LongValues()
    findings += check_report(lengths.seeing(projects), front, layouts, as_of)
    findings += lengths.found()
    findings += footnotes
    if not projects and profile.expects_projects:
        findings.append(Finding("no-projects", "No page looks like a project page."))
    context = DateContext(edition_year=front.edition)
    loose: list[Mentions] = []
    passages = Kept[Passage]()
    for position, body in enumerate(_loose(others, furniture, vocabulary, front)):
        passages.add(Passage(None, None, body, body.boxes()))
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
    groups: Sequence[tuple[Unit, ...]],
    sheets: Sequence[SheetDraft],
    found: Survey,
    setting: Setting,
    *,
    layouts: Sequence[PageLayout],
    processes: int,
) -> tuple[Kept[Project], list[Finding]]:
    """All projects in order of pages, and the doubts about them."""
    profile, fields, vocabulary = setting.profile, setting.front.action_fields, setting.vocabulary
    count = len(groups) + len(sheets)

    def draft_at(position: int) -> Draft:
        if position < len(groups):
            return draft_project(groups[position], found, profile, fields, vocabulary)
        return sheets[position - len(groups)].draft

    # Drafts keep their pages unpacked, so most are made one at a time.
    first = {position: draft_at(position) for position in range(min(count, _TELLING))}
    # Where no milestone takes two lines, running text set alike shows the leading.
    leadings = leadings_of(target.parts for draft in first.values() for target in draft.of_kind("section"))
    leadings |= leadings_of(
        target.parts for draft in first.values() for target in draft.of_kind("milestones")
    )
    reaches = reaches_of(target.parts for draft in first.values() for target in draft.of_kind("milestones"))
    reaches |= open_reaches([on_page for draft in first.values() for on_page in _lists(draft)])
    setting = replace(setting, leadings=leadings, reaches=reaches)
    if sheets:
        # On demand, like the reading of sheets: most families have none.
        from extract.reports.assign.sheet_drafts import sheet_fields

    def build(position: int) -> tuple[Project, list[Finding]]:
        # Let go of as soon as it is done with.
        draft = first.pop(position, None) or draft_at(position)
        project, doubts = build_project(draft, position, setting)
        if sheets:
            project = replace(project, fields=sheet_fields(sheets[position], project.sections, profile))
        return project, doubts

    is_shared = count >= _WORTHWHILE and may_share(processes)

    def build_some(positions: range) -> tuple[Sequence[Project] | bytes, list[_Gist]]:
        made = [build(position) for position in positions]
        projects = [project for project, _ in made]
        gists = [_Gist(project.project_id, project.title, doubts) for project, doubts in made]
        return packed_records(projects) if is_shared else projects, gists

    some = [range(start, min(start + _TOGETHER, count)) for start in range(0, count, _TOGETHER)]
    built = Kept[Project](chunk=_TOGETHER)
    gists: list[_Gist] = []
    for projects, gists_here in shared(
        some, build_some, processes=processes if is_shared else 1, files=files_of(layouts)
    ):
        built.extend(projects, len(gists_here))
        gists += gists_here
    keys = project_keys([one.project_id for one in gists], [one.title for one in gists])
    findings = [
        replace(doubt, project_key=key) for key, one in zip(keys, gists, strict=True) for doubt in one.doubts
    ]
    return built.changed(lambda position, project: replace(project, key=keys[position])), findings


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
