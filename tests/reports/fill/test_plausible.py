"""Doubts about one project: wording and date, shares and their sum, a field that no divider names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.reports.brochure import Sheet, cover, divider, imprint, report

from extract.reports.fill.plausible import planned_but_past, unknown_field
from extract.reports.front.field_names import ActionField
from extract.reports.report import Finding, Report


def codes(found: Report, code: str) -> list[Finding]:
    return [one for one in found.findings if one.code == code]


def with_volume(text: str) -> Report:
    sections = {"Zielsetzung": "Der Weg wird frei.", "Ausblick": "Die Mühle folgt.", "Projektvolumen": text}
    return report(cover(), Sheet(sections=sections).set(2))


def test_shares_that_miss_a_hundred() -> None:
    (doubt,) = codes(
        with_volume("60 % Förderung durch das Land, 30 % Eigenanteil der Gemeinden"), "share-sum"
    )
    assert doubt.message == "60 % + 30 % = 90 %."
    assert doubt.boxes


@pytest.mark.parametrize(
    "text",
    [
        "60 % Förderung durch das Land, 40 % Eigenanteil der Gemeinden",
        "33 % Förderung durch das Land, 33 % durch den Bund, 33 % Eigenanteil",
        "60 % Förderung durch das Land",
    ],
)
def test_shares_of_a_whole(text: str) -> None:
    assert not codes(with_volume(text), "share-sum")


def test_milestone_worded_as_planned_whose_time_is_over() -> None:
    found = report(
        cover(), Sheet(milestones={"2022": ["Bau der Stege geplant"], "2023": ["Fest"]}).set(2), imprint(3)
    )
    (project,) = found.projects
    doubts = list(planned_but_past(project.milestones, date(2024, 12, 31), r"(?i)\bgeplant\b"))
    assert [one.message for one in doubts] == ["Milestone 0 (2022) is worded as planned."]
    assert not list(planned_but_past(project.milestones, date(2022, 6, 30), r"(?i)\bgeplant\b"))
    assert not list(planned_but_past(project.milestones, None, r"(?i)\bgeplant\b"))


def test_field_that_no_divider_names() -> None:
    known = (ActionField(1, "Mobilität und Verkehr", (2, 0)),)
    (doubt,) = unknown_field(ActionField(3, "Bildung am See", None), known, 7)
    assert doubt.code == "unknown-action-field"
    assert doubt.page == 7
    assert not list(unknown_field(known[0], known, 7))
    assert not list(unknown_field(replace(known[0], name="Mobilität & Verkehr"), (), 7))
    assert not list(unknown_field(None, known, 7))


def test_a_divider_line_that_is_no_name() -> None:
    paper = divider(2, no=1, name="Wege und Wasser")
    found = report(cover(), paper, Sheet().set(3))
    assert found.projects[0].action_field == "Wege und Wasser"
