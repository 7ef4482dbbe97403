"""Doubts that only the report as a whole shows become findings, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import builders
from tests.layout.paper import Paper
from tests.reports.brochure import Sheet, contents, cover, imprint, layouts, report

from extract.base.codes import FINDINGS
from extract.layout.records import PageLayout
from extract.pdf.records import Defect
from extract.reports.fill.checks import check_report
from extract.reports.front.contents import ContentsEntry
from extract.reports.front.frontmatter import Front
from extract.reports.report import Finding, Milestone, Project

FRONT = Front(
    title="Fortschrittsbericht 2024 Seenland",
    programme="Seenland",
    edition=2024,
    as_of_text="Dezember 2024",
    as_of_start=date(2024, 12, 1),
    as_of_end=date(2024, 12, 31),
    publisher=None,
    action_fields=(),
    contents=(),
)
AS_OF = date(2024, 12, 31)


def found(
    projects: list[Project],
    *,
    front: Front = FRONT,
    pages: list[PageLayout] | None = None,
    as_of: date | None = AS_OF,
) -> list[Finding]:
    return check_report(projects, front, pages or [], as_of)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def project(number: int = 0, **more: object) -> Project:
    return builders.project(number, **({"dates": (), "milestones": ()} | more))


def milestone(state: str, marks: str, year: int) -> Milestone:
    body = builders.placed("Bau")
    day = date(year, 1, 1)
    return Milestone(str(year), 1, body, day, day, "year", state, (builders.box(),), marks)  # type: ignore[arg-type]


def test_a_sound_report_has_none() -> None:
    assert found([project(number) for number in range(6)]) == []


def test_id_printed_twice() -> None:
    twice = [project(0, project_id="A-1", key="a-1-x"), project(1, project_id="A-1", key="a-1-y"), project(2)]
    findings = found(twice)
    assert codes(findings) == ["duplicate-project-id"] * 2
    assert [finding.project_key for finding in findings] == ["a-1-x", "a-1-y"]
    assert "2, 3" in findings[0].message


def test_missing_ids_are_no_double_ones() -> None:
    assert found([project(0, project_id=None), project(1, project_id=None)]) == []


def test_section_that_nearly_all_have() -> None:
    projects = [project(number) for number in range(6)]
    bare = replace(projects[3], sections=projects[3].sections[:1])
    projects[3] = bare
    (finding,) = found(projects)
    assert (finding.code, finding.project_key) == ("missing-heading", bare.key)
    assert "projektvolumen" in finding.message


def test_section_that_half_of_them_have() -> None:
    projects = [project(number) for number in range(6)]
    projects = [replace(one, sections=one.sections[: 1 + number % 2]) for number, one in enumerate(projects)]
    assert found(projects) == []


def test_few_projects_say_nothing_about_what_is_usual() -> None:
    projects = [project(number) for number in range(4)]
    projects[0] = replace(projects[0], sections=())
    assert found(projects) == []


def contents_front(*entries: tuple[str, int]) -> Front:
    return replace(FRONT, contents=tuple(ContentsEntry(title, page, 2) for title, page in entries))


def pages(*titles: str) -> list[PageLayout]:
    papers = [Sheet(title=title).set(number) for number, title in enumerate(titles, start=3)]
    return layouts([cover(), contents(2, [(title, 1) for title in titles]), *papers])


def test_contents_agree_with_pages_that_are_counted_otherwise() -> None:
    """Printed page 1 is the third of the file: the shift is told from the pages."""
    front = contents_front(("Uferweg", 1), ("Mühle im Wald", 2), ("Hafenfest", 3))
    assert found([], front=front, pages=pages("Uferweg", "Mühle im Wald", "Hafenfest")) == []


def test_contents_that_name_a_wrong_page() -> None:
    front = contents_front(("Uferweg", 1), ("Mühle im Wald", 2), ("Hafenfest", 5))
    named = pages("Uferweg", "Mühle im Wald", "Hafenfest")
    (finding,) = found([], front=front, pages=named)
    assert finding.code == "contents-mismatch"
    assert "Hafenfest" in finding.message
    assert finding.page == 2


def test_contents_that_name_what_is_not_there() -> None:
    front = contents_front(("Uferweg", 1), ("Mühle im Wald", 2), ("Inselbahn", 3))
    assert codes(found([], front=front, pages=pages("Uferweg", "Mühle im Wald", "Hafen"))) == [
        "contents-mismatch"
    ]


def test_future_milestone_that_is_marked_like_those_done() -> None:
    ticked = [milestone("done", "\ue001", 2023), milestone("done", "\ue001", 2024)]
    future = milestone("planned", "\ue001", 2026)
    (finding,) = found([project(milestones=(*ticked, future))])
    assert (finding.code, finding.table) == ("future-milestone-done", "milestones")
    assert finding.boxes == future.boxes


def test_future_milestone_with_a_mark_of_its_own() -> None:
    items = (milestone("done", "\ue001", 2023), milestone("planned", "\ue002", 2026))
    assert found([project(milestones=items)]) == []


def test_milestones_without_marks_say_nothing() -> None:
    items = (milestone("done", "", 2023), milestone("planned", "", 2026))
    assert found([project(milestones=items)]) == []


def test_year_taken_from_context() -> None:
    (plain,) = builders.project().dates[:1]
    guessed = replace(plain, mention=replace(plain.mention, year_inferred=True))
    (finding,) = found([project(dates=(plain, guessed))])
    assert finding.code == "year-inferred"
    assert "1 dates" in finding.message
    assert finding.boxes == guessed.boxes


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"edition": None}, "edition-guessed"), ({"as_of_start": None}, "report-date-missing")],
)
def test_report_without_year_or_date(changes: dict[str, None], code: str) -> None:
    assert codes(found([], front=replace(FRONT, **changes))) == [code]


def test_defects_of_pages_are_handed_on() -> None:
    paper = Paper(4)
    paper.defects.append(Defect("image-only-page", "Page 4 is a picture."))
    (finding,) = found([], pages=[paper.read()])
    assert (finding.code, finding.page) == ("image-only-page", 4)


def test_all_codes_are_described() -> None:
    """Findings of a report with many flaws: each code is in the list that the docs are made of."""
    flawed = report(
        cover(),
        Sheet(project_id=None, lead=None, responsible=None, sections={"Zeil": "x", "Ausblick": "y"}).set(2),
        Sheet(sections={"Zielsetzung": "Ein Weg.", "Geschichte": "Alt.", "Projektvolmen": "1 Euro"}).set(3),
        imprint(4, stand=None),
    )
    given = {finding.code for finding in flawed.findings}
    assert len(given) >= 3
    assert given <= set(FINDINGS)
