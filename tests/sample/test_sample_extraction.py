"""The sample report of the repository is extracted completely: every measure is 1 against its truth."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.pdf.reading import open_document
from extract.reports import extract_report
from extract.reports.report import Report
from extract.tables.checks import check_tables
from extract.tables.evaluate import Measure, judge
from extract.tables.rows import report_tables

INBOX = Path(__file__).parents[2] / "raw_pdfs"
SAMPLE = INBOX / "aldermark-konferenz-2023.pdf"


@cache
def truth() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SAMPLE.with_suffix(".truth.json").read_text(encoding="utf-8"))
    return loaded


@cache
def report() -> Report:
    return extract_report(SAMPLE)


@cache
def tables() -> dict[str, list[dict[str, Any]]]:
    made = report_tables(report(), run_id="sample", extracted_at=datetime(2024, 1, 1, tzinfo=UTC))
    check_tables(report().report_id, made)
    return {name: table.to_pylist() for name, table in made.items()}


@cache
def measures() -> dict[str, Measure]:
    return {measure.name: measure for measure in judge(truth(), tables())}


def test_every_measure_is_one() -> None:
    low = {name: found.misses[:3] for name, found in measures().items() if found.value < 1.0}
    assert not low


def test_everything_that_can_be_measured_is() -> None:
    """The truth leaves nothing out: each kind of value is wanted at least a few times."""
    wanted = {name: found.counts[-1] for name, found in measures().items()}
    assert {name for name in wanted if name.endswith("_f1")} >= {
        "projects_f1",
        "sections_f1",
        "milestones_f1",
        "amounts_f1",
        "dates_f1",
        "shares_f1",
        "links_f1",
        "parties_f1",
        "media_f1",
    }
    assert all(count >= 5 for count in wanted.values()), wanted
    assert wanted["projects_f1"] >= 14


def test_report_as_a_whole() -> None:
    found = report()
    assert found.report_id == truth()["report_id"]
    assert found.as_of_start is not None
    assert found.publisher
    assert found.edition_year == int(SAMPLE.stem[-4:])


def test_double_and_missing_ids_are_told() -> None:
    """Two projects carry one ID, one carries none: all have keys of their own, and findings say so."""
    keys = [project.key for project in report().projects]
    assert len(keys) == len(set(keys))
    codes = {finding.code for finding in report().findings}
    assert {"duplicate-project-id", "missing-project-id"} <= codes


def test_nothing_printed_is_lost() -> None:
    """Every word of a project page stands in a box of some value, or in a finding, or is page furniture.

    What remains are running heads and page numbers, headings of parties and years of milestones: they repeat.
    """
    boxes: dict[int, list[dict[str, float]]] = {}
    for table in ("projects", "sections", "milestones", "parties", "media", "links", "findings"):
        for row in tables()[table]:
            for box in row["boxes"] or ():
                boxes.setdefault(box["page"], []).append(box)
    for project in report().projects:
        for place in project.lead.boxes() if project.lead else ():
            boxes.setdefault(place.page, []).append(
                {"x0": place.x0, "x1": place.x1, "top": place.top, "bottom": place.bottom}
            )
    project_pages = {
        number for one in report().projects for number in range(one.page_first, one.page_last + 1)
    }
    free: dict[str, set[int]] = {}
    count = 0
    with open_document(SAMPLE) as document:
        for page in document.pages():
            if page.number not in project_pages:
                continue
            for word in page.words:
                count += 1
                x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
                around = boxes.get(page.number, ())
                if not any(
                    one["x0"] - 1 <= x <= one["x1"] + 1 and one["top"] - 1 <= y <= one["bottom"] + 1
                    for one in around
                ):
                    free.setdefault(word.text, set()).add(page.number)
    assert count > 1500
    once = {text for text, pages in free.items() if len(pages) == 1 and not any(c.isdigit() for c in text)}
    assert not once


@pytest.mark.slow
def test_both_readers_give_the_same_report() -> None:
    other = extract_report(SAMPLE, engine="pdfplumber")
    one, two = (
        [(p.key, p.title, [(s.section, s.body.text) for s in p.sections]) for p in found.projects]
        for found in (report(), other)
    )
    assert one == two
    assert [m.body.text for p in other.projects for m in p.milestones] == [
        m.body.text for p in report().projects for m in p.milestones
    ]
