"""What people hear of first, and what merely follows from something else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests import builders
from tests.review.making_editions import changed_milestones, changed_project, edition_of, milestone

from extract.reports.report import Parent, Report
from extract.review.differences import compare
from extract.review.telling import one_line
from extract.review.weighing import TOPICS, WeighedChange, weighed

OLD = builders.report(projects=2)


def told(new: Report, old: Report = OLD) -> tuple[WeighedChange, ...]:
    return weighed(compare(edition_of(old), edition_of(new)))


def with_volume(report: Report, text: str, value: int) -> Report:
    volume = f"Gesamtvolumen: {text}"
    fresh = builders.project(0, volume=volume)
    parent = Parent("section", section="projektvolumen")
    return changed_project(
        report,
        0,
        volume_text=volume,
        volume_eur=Decimal(value),
        sections=fresh.sections,
        shares=(),
        amounts=(builders.amount(text, volume, value=str(value), parent=parent, page=2),),
    )


def test_a_new_volume_is_one_change() -> None:
    old = with_volume(OLD, "2.687.000 €", 2_687_000)
    (one,) = told(with_volume(OLD, "3.142.500 €", 3_142_500), old)
    assert one.topic == "money"
    assert one_line(one).startswith("Seerunde 1: volume_eur: 2.687.000 € → 3.142.500 €; volume_text: ")
    assert one.difference == Decimal(455_500)
    (section,) = one.follows
    assert section.change.table == "sections"
    assert [follower.change.table for follower in section.follows] == ["amounts"]


def test_topics_stand_by_weight() -> None:
    new = changed_milestones(
        changed_project(OLD, 1, status="completed", lead=builders.placed("Ein anderer Kurztext am See.")),
        0,
        lambda old: (*old, milestone("Richtfest am Nordufer")),
    )
    new = replace(new, projects=(*new.projects, builders.project(2)))
    found = told(new)
    assert [one.topic for one in found] == sorted(
        (one.topic for one in found), key=lambda topic: TOPICS.index(topic)
    )
    topics = list(dict.fromkeys(one.topic for one in found if one.topic != "other"))
    assert topics == ["projects", "status", "milestones", "texts"]


def test_dates_inside_a_changed_text_follow_it() -> None:
    text = builders.OUTLOOK.replace("Mai 2025", "Juni 2025")
    (section, volume) = OLD.projects[0].sections
    new = changed_project(
        OLD, 0, sections=(replace(section, body=builders.placed(text, page=2)), volume), dates=()
    )
    (one,) = [one for one in told(new) if one.change.project_new == "01-01" and one.topic == "texts"]
    assert one.change.table == "sections"
    assert "[-Mai-] {+Juni+}" in one_line(one)
    assert "dates" in {follower.change.table for follower in one.follows}


def test_years_in_headings_follow_the_edition() -> None:
    later = builders.report(projects=2, year=2025)
    for number in range(2):
        ahead, volume = later.projects[number].sections
        later = changed_project(
            later,
            number,
            sections=(replace(ahead, heading="Ausblick 2026", heading_year=2026), volume),
        )
    found = told(later)
    assert [one.change.table for one in found] == ["reports"]
    assert len(found[0].follows) == 2


def test_the_larger_difference_stands_first() -> None:
    volume = Decimal(1_200_000)
    new = changed_project(changed_project(OLD, 0, volume_eur=volume + 1), 1, volume_eur=volume + 500)
    assert [one.title for one in told(new)] == ["Seerunde 2", "Seerunde 1"]


def test_a_party_follows_the_responsible_body() -> None:
    parties = (replace(OLD.projects[0].parties[0], name="Amt für Wege"),)
    new = changed_project(OLD, 0, responsible="Amt für Wege", parties=parties)
    (one,) = told(new)
    assert one.topic == "parties"
    assert [follower.change.table for follower in one.follows] == ["parties"]
