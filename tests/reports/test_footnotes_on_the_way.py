"""Footnotes in any place of a page: no step from the page to the report meets a region without lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.layout.paper import BODY, SMALL, Paper
from tests.reports.brochure import MAIN, SEENLAND, SIDE, SOURCE, Sheet, cover

from extract.layout.footnotes import take_footnotes
from extract.layout.records import PageLayout, Region, lines_of
from extract.reports.family import build_report

PLACES = st.tuples(
    st.sampled_from([20.0, MAIN, 230.0, SIDE, 520.0]),
    st.sampled_from([430.0, 470.0, 560.0, 640.0, 700.0, 760.0, 815.0]),
)
NOTES = st.lists(st.tuples(PLACES, st.integers(1, 3)), min_size=1, max_size=4)


def noted(paper: Paper, notes: list[tuple[tuple[float, float], int]]) -> Paper:
    """The page with notes in these places, and a mark for each in its text."""
    for number, ((x, top), lines) in enumerate(notes, 1):
        paper.line(MAIN + 180 + 20 * number, 149, str(number), BODY.sized(6))
        texts = [f"{number} Nach Angaben der Gemeinde am See,", "ohne die Insel und", "ohne den Hafen."]
        paper.lines(x, top, texts[:lines], SMALL)
    return paper


@settings(max_examples=60, deadline=None)
@given(NOTES, st.booleans(), st.booleans())
def test_every_step_with_footnotes(
    notes: list[tuple[tuple[float, float], int]], panel: bool, bare: bool
) -> None:
    sheet = Sheet(milestones=None, credit=None) if bare else Sheet()
    papers = [cover()]
    for number in (2, 3):
        paper = noted(replace(sheet, project_id=f"01-0{number}").set(number), notes)
        if panel:
            (x, top), _ = notes[0]
            paper.panel(x - 5, top - 8, x + 190, top + 40)
        papers.append(paper)
    layouts = [take_footnotes(paper.read())[0] for paper in papers]
    for layout in layouts:
        assert all(region.lines for region in layout.regions)
        assert [region.index for region in layout.regions] == list(range(len(layout.regions)))
        assert all(line.region == region.index for region in layout.regions for line in region.lines)
    found = build_report(layouts, SOURCE, SEENLAND)
    assert [project.project_id for project in found.projects] == ["01-02", "01-03"]


def test_a_region_of_nothing_but_a_note_is_gone() -> None:
    paper = noted(Sheet().set(1), [((SIDE, 640.0), 3)])
    paper.panel(SIDE - 5, 630, SIDE + 180, 680)
    before = paper.read()
    layout, notes = take_footnotes(before)
    assert len(layout.regions) == len(before.regions) - 1
    assert len(notes) == 1


def test_a_region_without_lines_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        lines_of([])
    region: Region = layout_of_one_line().regions[0]
    with pytest.raises(ValueError, match="not enough values"):
        region.with_lines([])


def layout_of_one_line() -> PageLayout:
    paper = Paper()
    paper.line(60, 100, "Der Weg ist fertig.")
    return paper.read()
