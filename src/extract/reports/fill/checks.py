"""Doubts that only the report as a whole shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extract.german.counts import find_counts
from extract.german.dates.second_opinion import second_opinion
from extract.layout.records import PageLayout
from extract.layout.text import PlacedText
from extract.pages.store import outlines
from extract.reports.front.frontmatter import Front
from extract.reports.names.heading_names import squeeze
from extract.reports.report import Finding, Project

_USUAL = 0.8
"""A section that this share of the projects has is expected in each."""


def check_report(
    projects: Iterable[Project], front: Front, layouts: Sequence[PageLayout], as_of: date | None
) -> list[Finding]:
    """Findings about IDs, missing sections, contents, milestones, dates and pages, in that order.

    Projects are asked for once, one after the other, as those of a long report are kept packed.
    """
    briefs: list[_Brief] = []
    milestones: list[Finding] = []
    inferred: list[Finding] = []
    for project in projects:
        names = tuple(dict.fromkeys(section.section for section in project.sections))
        briefs.append(_Brief(project.key, project.project_id, project.page_first, names))
        milestones += _milestones(project, as_of)
        inferred += _inferred(project)
    return [
        *_double_ids(briefs),
        *_missing_sections(briefs),
        *_contents(front, layouts),
        *milestones,
        *inferred,
        *_front(front),
        *page_defects(layouts),
    ]


@dataclass(frozen=True, slots=True)
class _Brief:
    """What is compared among projects."""

    key: str
    project_id: str | None
    page: int
    sections: tuple[str, ...]


def _double_ids(projects: Sequence[_Brief]) -> list[Finding]:
    pages: dict[str, list[_Brief]] = defaultdict(list)
    for project in projects:
        if project.project_id:
            pages[project.project_id].append(project)
    findings: list[Finding] = []
    for printed, group in pages.items():
        if len(group) > 1:
            listed = ", ".join(str(project.page) for project in group)
            message = f'ID "{printed}" is printed on pages {listed}.'
            findings += [
                Finding("duplicate-project-id", message, one.key, "projects", one.page) for one in group
            ]
    return findings


def _missing_sections(projects: Sequence[_Brief]) -> list[Finding]:
    if len(projects) < 5:
        return []
    count = Counter(name for project in projects for name in project.sections)
    usual = [name for name, number in count.items() if number >= _USUAL * len(projects)]
    return [
        Finding("missing-heading", f"No section {name}.", project.key, "sections", project.page)
        for project in projects
        for name in usual
        if name not in project.sections
    ]


def _contents(front: Front, layouts: Sequence[PageLayout]) -> list[Finding]:
    if not front.contents or any(page.leaves == 2 and not page.stacked for page in outlines(layouts)):
        return []
    texts = {page.number: squeeze(" ".join(page.texts)) for page in outlines(layouts)}
    names = {entry: squeeze(entry.title.split(":", 1)[-1]) for entry in front.contents}
    contents_pages = {entry.page for entry in front.contents}
    shifts = Counter(
        page - entry.printed_page
        for entry, name in names.items()
        for page, text in texts.items()
        if name and name in text and page not in contents_pages and abs(page - entry.printed_page) <= 20
    )
    if not shifts:
        return []
    shift = max(shifts, key=lambda value: (shifts[value], -abs(value)))
    findings: list[Finding] = []
    for entry, name in names.items():
        page = entry.printed_page + shift
        # A divider may stand a page before the first page of its part.
        near = [texts.get(number, "") for number in (page - 1, page, page + 1)]
        if name and not any(name in text for text in near):
            message = f'Contents say "{entry.title}" is on page {entry.printed_page}; it was not found there.'
            findings.append(Finding("contents-mismatch", message, None, None, entry.page))
    return findings


def _milestones(project: Project, as_of: date | None) -> Iterator[Finding]:
    if as_of is None:
        return
    done = Counter(milestone.marks for milestone in project.milestones if milestone.state == "done")
    usual = done.most_common(1)[0][0] if done else None
    for position, milestone in enumerate(project.milestones):
        if milestone.state == "planned" and usual and milestone.marks == usual:
            message = (
                f"Milestone {position} ({milestone.year_label}) is marked like those done, "
                f"the report is of {as_of:%d.%m.%Y}."
            )
            page = milestone.boxes[0].page if milestone.boxes else None
            yield Finding("future-milestone-done", message, project.key, "milestones", page, milestone.boxes)


def _inferred(project: Project) -> Iterator[Finding]:
    guessed = [found for found in project.dates if found.mention.year_inferred]
    if guessed:
        sample = ", ".join(f'"{found.mention.text}"' for found in guessed[:3])
        message = f"The year of {len(guessed)} dates was taken from their context: {sample}."
        boxes = tuple(box for found in guessed for box in found.boxes)
        yield Finding("year-inferred", message, project.key, "dates", boxes[0].page if boxes else None, boxes)


def check_counts(body: PlacedText, projects: Sequence[Project], front: Front) -> list[Finding]:
    """Control sums that the report states of itself ("insgesamt 64 Projekte") against what was found.

    Args:
        body: prose outside of projects.
        projects: what was found.
        front: for the number of action fields.
    """
    found = {"projects": len(projects), "action_fields": len(front.action_fields)}
    names = {"projects": "projects", "action_fields": "action fields"}
    findings: list[Finding] = []
    for count in find_counts(body.text):
        if not count.whole or count.status is not None or not found.get(count.counted):
            continue
        number = found[count.counted]
        # A much smaller number counts a part of the report, whatever its wording.
        if number != count.number and 2 * count.number > number:
            boxes = body.boxes(count.start, count.end)
            message = f'The text says "{count.text}"; {number} {names[count.counted]} were found.'
            findings.append(
                Finding("count-mismatch", message, None, None, boxes[0].page if boxes else None, boxes)
            )
    return findings


def _front(front: Front) -> list[Finding]:
    findings: list[Finding] = []
    if front.edition is None:
        findings.append(
            Finding("edition-guessed", "No edition year was found in the report.", None, "reports")
        )
    if front.as_of_start is None:
        findings.append(Finding("report-date-missing", "No date of the report was found.", None, "reports"))
    elif front.as_of_text is not None:
        # This one date decides which milestones are done: two independent readers must agree on it.
        other = second_opinion(front.as_of_text)
        if other is not None and other != (front.as_of_start, front.as_of_end):
            read = f"{front.as_of_start} to {front.as_of_end}"
            message = f'"{front.as_of_text}" was read as {read}; it may mean {other[0]} to {other[1]}.'
            findings.append(Finding("report-date-doubt", message, None, "reports"))
    return findings


def page_defects(layouts: Sequence[PageLayout]) -> list[Finding]:
    """What could not be read on the pages, or was read against what the file says."""
    findings: list[Finding] = []
    run: list[int] = []
    for page in outlines(layouts):
        for defect in page.defects:
            found = Finding(defect.code, defect.message, None, None, page.number)
            if defect.code != "picture-page":
                findings.append(found)
            elif run and run[-1] == page.number - 1:
                # A hundred scanned sheets in a row are one doubt.
                run.append(page.number)
                findings[-1] = _pictures(run)
            else:
                run = [page.number]
                findings.append(found)
    return findings


def _pictures(pages: Sequence[int]) -> Finding:
    where = f"Pages {pages[0]} to {pages[-1]}"
    message = f"{where} are pictures with hardly any text; what the pictures say was not read."
    return Finding("picture-page", message, None, None, pages[0])
