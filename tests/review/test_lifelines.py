"""Life lines: what became of a project, and of what was announced for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import builders
from tests.review.making_editions import changed_project, edition_of, milestone

from extract.reports.report import Report, Section
from extract.review.lifelines import by_programme, lifelines


def section(name: str, text: str) -> Section:
    return Section(name, name.title(), None, builders.placed(text), (builders.box(2),))


def with_sections(report: Report, *sections: Section, **more: object) -> Report:
    empty = {"dates": (), "links": (), "amounts": (), "shares": (), "milestones": ()}
    return changed_project(report, 0, sections=sections, **{**empty, **more})


OLD = with_sections(
    builders.report(projects=2),
    section("ausblick", "Im Mai wird die Fähre getauft. Ein Steg für Kanus soll entstehen."),
    milestones=(milestone("Anbau der Bootshalle", state="planned"), milestone("Grundstein")),
)
NEW = with_sections(
    builders.report(projects=3, year=2025),
    section("stand", "Die Fähre wurde am 4. Mai von Kindern getauft."),
    section("ausblick", "Ein Steg für Kanus soll entstehen."),
    milestones=(milestone("Anbau der Bootshalle"), milestone("Grundstein"), milestone("Erste Fahrt")),
    status="completed",
)


def test_a_project_through_two_editions() -> None:
    lines = lifelines((edition_of(OLD), edition_of(NEW)))
    assert [len(line.stages) for line in lines] == [2, 2, 1]
    old, new = lines[0].stages
    assert (old.status, new.status) == ("ongoing", "completed")
    assert new.new_milestones == ("Erste Fahrt",)
    assert not old.promises


def test_promises_are_kept_or_open() -> None:
    new = lifelines((edition_of(OLD), edition_of(NEW)))[0].stages[1]
    told = {promise.text: (promise.source, promise.mentioned) for promise in new.promises}
    assert told == {
        "Im Mai wird die Fähre getauft.": ("outlook", True),
        "Ein Steg für Kanus soll entstehen.": ("outlook", False),
        "Anbau der Bootshalle": ("milestone", True),
    }
    (ferry,) = [promise for promise in new.promises if "Fähre" in promise.text]
    assert ferry.found == "Die Fähre wurde am 4. Mai von Kindern getauft."


@pytest.mark.parametrize("name", ["ausblick", "weiteres_vorgehen", "naechste_schritte"])
def test_what_is_to_come_has_many_names(name: str) -> None:
    """Whatever the report calls the section: its heading and its name are looked up in the lexicon."""
    old = with_sections(builders.report(projects=1), section(name, "Ein Steg für Kanus soll entstehen."))
    heading = replace(section("s1", "Ein Steg für Kanus soll entstehen."), heading=name.replace("_", " "))
    new = with_sections(builders.report(projects=1, year=2025), heading)
    (promise,) = lifelines((edition_of(old), edition_of(new)))[0].stages[1].promises
    assert (promise.source, promise.mentioned) == ("outlook", False)


@pytest.mark.parametrize("years", [(2023,), (2024, 2022, 2023)])
def test_editions_of_a_programme_in_order(years: tuple[int, ...]) -> None:
    editions = [edition_of(builders.report(projects=1, year=year)) for year in years]
    other = edition_of(replace(builders.report(projects=1), report_id="bergland-2024"))
    groups = by_programme([*editions, other])
    assert [edition.report["edition_year"] for edition in groups["seenland"]] == sorted(years)
    assert list(groups) == ["seenland", "bergland"]
