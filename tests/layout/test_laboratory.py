"""The same content in other layouts gives the same tables.

A few designs run with the fast tests; every trait alone and seeded combinations with the slow ones.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("reportlab", reason="the laboratory needs the development dependencies")
pytest.importorskip("pikepdf", reason="the laboratory needs the development dependencies")

from scripts.lab.designs import COUNT, FOUND, SEED, Design, designs
from scripts.lab.typesetting import Typeset, excerpt, typeset
from scripts.sample.content import Report, load

from extract.reports import extract_report
from extract.tables.checks import check_tables
from extract.tables.evaluate import Measure, judge
from extract.tables.rows import report_tables

LEAST = 0.97
FEW = (
    Design(),
    Design(sidebar="inner", sidebar_style="framed", order="shuffled"),
    Design(sidebar="right", sidebar_style="dark", heading="icon_before", align="justified"),
    Design(sidebar_style="indented", heading="icon_behind", hyphen="u2010", ligatures="yes"),
    Design(heading="bar", heading_letters="spaced_capitals", glyphs="characters"),
    Design(photo="banner", project_id="edge", page_box="cropped", rotate="90"),
    Design(sheet="spread", font="helvetica", order="by_row"),
    Design(length="two_pages", glyphs="kerned_spaces", spaces="thin", bold="twice"),
    Design(font="type3", objects="nested_forms", furniture="running_head"),
    Design(scan="ocr_layer", rotate="270", project_id="missing"),
)


@pytest.fixture(scope="module")
def report() -> Report:
    return excerpt(load())


def measured(made: Typeset, folder: Path) -> tuple[Measure, ...]:
    """The brochure's tables, as the public way makes and checks them, measured against its truth."""
    path = folder / "report.pdf"
    path.write_bytes(made.pdf)
    found = extract_report(path)
    tables = report_tables(found, run_id="laboratory", extracted_at=datetime(2024, 1, 1, tzinfo=UTC))
    check_tables(found.report_id, tables)
    return judge(made.truth, {name: table.to_pylist() for name, table in tables.items()})


def check(report: Report, design: Design, folder: Path) -> None:
    """Every measure reaches the least value; what does not is shown with its first differences."""
    low = [item for item in measured(typeset(report, design), folder) if item.value < LEAST]
    lines = [f"{item.name} {item.value:.3f}: " + " / ".join(item.misses[:4]) for item in low]
    assert not low, "\n".join([design.name, *lines])


@pytest.mark.parametrize("design", FEW, ids=lambda design: design.name)
def test_a_few_designs(report: Report, design: Design, tmp_path: Path) -> None:
    check(report, design.settled(), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "design",
    designs(SEED, COUNT),
    ids=lambda design: design.name,
)
def test_every_trait_and_combinations(report: Report, design: Design, tmp_path: Path) -> None:
    check(report, design, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("design", FOUND, ids=lambda design: design.name)
def test_what_fell_short_before(report: Report, design: Design, tmp_path: Path) -> None:
    check(report, design.settled(), tmp_path)


def test_a_wrong_truth_is_noticed(report: Report, tmp_path: Path) -> None:
    """The measures of this test can fall: one project too many in the truth is seen."""
    made = typeset(report, Design())
    made.truth["projects"].append({**made.truth["projects"][0], "title": "Ein Vorhaben, das es nicht gibt"})
    assert min(item.value for item in measured(made, tmp_path)) < LEAST
