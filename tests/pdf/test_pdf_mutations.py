"""Damaged copies of a small report: whatever is changed, a file is refused or its pages come, and what is
found in them makes sound tables."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from tests.pdf.making import form, gray_image, pdf_bytes, text, written
from tests.pdf.mutating import mutated_bytes, mutated_objects, uncompressed

from extract.base.codes import REFUSALS, RefusedFile
from extract.pdf.file.limits import Limits
from extract.pdf.reading import open_document
from extract.reports import extract_report
from extract.tables.parquet import prepare

SAMPLE = Path(__file__).parents[2] / "raw_pdfs" / "aldermark-konferenz-2023.pdf"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def small_report() -> bytes:
    """A report of three pages with everything uncompressed, so that changes hit something."""
    pages = [
        text(f"Projekt {i}: Brücken im Lahetal bis Mai 2023 für 2,5 Mio. Euro")
        + "q 1 0 0 1 50 50 cm /Fm0 Do /Im0 Do Q "
        + text("Ausblick", y=500)
        for i in range(3)
    ]
    return uncompressed(
        pdf_bytes(
            *pages,
            xobjects={"Fm0": form(text("Rand", x=5, y=5)), "Im0": gray_image()},
            info={"Title": "Bericht"},
        )
    )


def part_of_sample() -> bytes:
    """Title, contents and two projects of the sample report, with its fonts and pictures."""
    with pikepdf.open(SAMPLE) as pdf:
        keep = {0, 1, 4, 5, 6}
        for index in reversed(range(len(pdf.pages))):
            if index not in keep:
                del pdf.pages[index]
        pdf.remove_unreferenced_resources()
        target = io.BytesIO()
        pdf.save(target, static_id=True)
    return target.getvalue()


def read(folder: Path, data: bytes) -> str:
    """Read a damaged copy; what became of it."""
    path = written(folder, data)
    try:
        with open_document(path, limits=Limits(seconds_per_page=5)) as document:
            pages = list(document.pages())
            assert len(pages) == document.page_count > 0
    except RefusedFile as error:
        assert error.code in REFUSALS  # noqa: PT017
        return error.code
    for page in pages:
        for word in page.words:
            assert word.text == word.text.strip() != ""
            assert -1 <= (word.box.x0 + word.box.x1) / 2 <= page.width + 1
    return "read"


def tabulate(folder: Path, data: bytes, profile: str) -> str:
    """Make tables of a damaged copy, which checks them; what became of it."""
    path = written(folder, data)
    try:
        report = extract_report(path, profile=profile, limits=Limits(seconds_per_page=5))
    except RefusedFile as error:
        assert error.code in REFUSALS  # noqa: PT017
        return error.code
    prepare(report, run_id="r", extracted_at=NOW)
    return "read"


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_damaged_bytes(tmp_path: Path, start: int) -> None:
    original = small_report()
    outcomes = [read(tmp_path, mutated_bytes(original, number)) for number in range(start, start + 50)]
    assert "read" in outcomes


@pytest.mark.parametrize("start", range(0, 100, 50))
def test_damaged_objects(tmp_path: Path, start: int) -> None:
    original = small_report()
    outcomes = [
        tabulate(tmp_path, mutated_objects(original, number), "prosa") for number in range(start, start + 50)
    ]
    assert outcomes.count("read") > 25


def test_damaged_objects_of_the_sample_report(tmp_path: Path) -> None:
    original = part_of_sample()
    outcomes = [tabulate(tmp_path, mutated_objects(original, number), "auto") for number in range(8)]
    assert "read" in outcomes


@pytest.mark.slow
def test_a_thousand_damaged_copies(tmp_path: Path) -> None:
    original = small_report()
    outcomes = [read(tmp_path, mutated_bytes(original, number)) for number in range(300, 1300)]
    assert outcomes.count("read") > 500
    outcomes = [tabulate(tmp_path, mutated_objects(original, number), "prosa") for number in range(300, 1300)]
    assert outcomes.count("read") > 500
