"""Pages without a usable text layer, read by Tesseract where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image
from tests.pdf.making import gray_image, pdf_bytes, text, written
from tests.pdf.scanning import Scan, scanned
from tests.pdf.test_legible import garbled_page

from extract.authoring.inspect import inspect_page
from extract.base.codes import RefusedFile
from extract.pdf.ocr import missing_tool, needs_ocr, read_by_ocr, tool
from extract.pdf.ocr.slips import corrected
from extract.pdf.ocr.slots import SLOTS, slot
from extract.pdf.ocr.tints import tinted
from extract.pdf.ocr.upright import turn_of
from extract.pdf.page.confidence import DOUBTFUL
from extract.pdf.reading import open_document
from extract.pdf.records import Page
from extract.pdf.render import render_page
from extract.reports import extract_report
from extract.reports.report import Report
from extract.tables.checks import check_tables
from extract.tables.evaluate import judge
from extract.tables.rows import report_tables

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "raw_pdfs" / "aldermark-konferenz-2023.pdf"
TRUTH = ROOT / "raw_pdfs" / "aldermark-konferenz-2023.truth.json"
SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", ROOT.parent / "shared"))
PUBLISHED = SHARED / "reports" / "ruhr-konferenz-fortschrittsbericht-2022.pdf"
PUBLISHED_TRUTH = SHARED / "evaluation" / "gold-ruhr-konferenz-2022.json"
WHEN = datetime(2025, 1, 1, tzinfo=UTC)

needs_tesseract = pytest.mark.skipif(missing_tool() is not None, reason=str(missing_tool()))


def first_page(path: Path) -> Page:
    with open_document(path) as document:
        return next(iter(document.pages([1])))


def judged(report: Report, truth: Path, pages: Sequence[int]) -> dict[str, float]:
    """The measures of the projects on these pages of the printed report, in the order of the scan."""
    tables = report_tables(report, run_id="run", extracted_at=WHEN)
    check_tables(report.report_id, tables)
    gold: dict[str, Any] = json.loads(truth.read_text(encoding="utf-8"))
    place = {number: index for index, number in enumerate(pages, start=1)}
    gold["projects"] = [
        project | {"page": place[project["page"]]} for project in gold["projects"] if project["page"] in place
    ]
    gold["partial"] = True
    rows = {name: table.to_pylist() for name, table in tables.items()}
    return {measure.name: measure.value for measure in judge(gold, rows)}


# What needs OCR


def test_pages_with_text_are_left_alone() -> None:
    with open_document(SAMPLE) as document:
        assert not any(needs_ocr(page) for page in document.pages([1, 3, 6]))


def test_a_scan_is_recognised_as_one(tmp_path: Path) -> None:
    assert needs_ocr(first_page(scanned(SAMPLE, [6], tmp_path / "scan.pdf", Scan(dpi=72))))


def test_a_scan_with_a_stamp_in_letters_is_one_too(tmp_path: Path) -> None:
    stamped = Scan(dpi=72, own_text="Archiv der Region, Akte 12, Blatt 6, erfasst am 3. Mai 2024")
    assert needs_ocr(first_page(scanned(SAMPLE, [6], tmp_path / "scan.pdf", stamped)))


def test_a_page_whose_letters_make_no_sense_needs_it(tmp_path: Path) -> None:
    assert needs_ocr(first_page(written(tmp_path, garbled_page())))


def test_a_small_picture_beside_a_line_is_no_scan(tmp_path: Path) -> None:
    content = text("Radweg am Hochufer") + "q 100 0 0 100 72 400 cm /I Do Q"
    assert not needs_ocr(first_page(written(tmp_path, pdf_bytes(content, xobjects={"I": gray_image()}))))


# Without Tesseract, or with one that hangs


def test_without_tesseract_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = scanned(SAMPLE, [6], tmp_path / "scan.pdf", Scan(dpi=72))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("tesseract") is None
    with pytest.raises(RefusedFile) as refused:
        extract_report(scan, ocr="auto")
    assert refused.value.code == "no-text"
    assert "apt-get install ocrmypdf tesseract-ocr-deu" in refused.value.sentence


def test_without_tesseract_each_scanned_page_of_a_report_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed = with_scanned_page(tmp_path, Scan(dpi=72))
    monkeypatch.setenv("PATH", str(tmp_path))
    report = extract_report(mixed, ocr="auto")
    told = [finding for finding in report.findings if finding.code == "page-without-text"]
    assert [finding.page for finding in told] == [2]
    assert "apt-get install ocrmypdf tesseract-ocr-deu" in told[0].message


def test_a_programme_that_hangs_costs_its_page_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = scanned(SAMPLE, [6], tmp_path / "scan.pdf", Scan(dpi=72))
    programme = tmp_path / "tesseract"
    programme.write_text("#!/bin/sh\nexec /bin/sleep 60\n", encoding="ascii")
    programme.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tool, "_SECONDS", 0.3)
    page = read_by_ocr(scan, first_page(scan))
    assert page.words == ()
    assert page.defects[-1].code == "page-without-text"
    assert "took longer than 0.3 seconds" in page.defects[-1].message


def test_no_more_than_two_programmes_run_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    entered = threading.Event()

    def third() -> None:
        with slot():
            entered.set()

    waiting = threading.Thread(target=third)
    assert SLOTS == 2
    with slot():
        with slot():
            waiting.start()
            assert not entered.wait(0.3)
        assert entered.wait(5)
    waiting.join(5)


def test_results_depend_on_the_programme_that_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programme = tmp_path / "tesseract"
    programme.write_text('#!/bin/sh\nprintf "tesseract 7.8.9\\ndeu\\n"\n', encoding="ascii")
    programme.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tool.tool_version() == "tesseract 7.8.9"
    programme.unlink()
    assert tool.tool_version() == ""


# Upright


@pytest.mark.parametrize("askew", [-4.0, -1.0, 0.0, 1.5, 5.0])
def test_pages_askew_are_measured(tmp_path: Path, askew: float) -> None:
    scan = scanned(SAMPLE, [8], tmp_path / "scan.pdf", Scan(dpi=100, askew=askew))
    image = render_page(scan, 1, scale=300 / 72).convert("RGB")
    turn = turn_of(image, 595.0, 842.0)
    if askew:
        assert turn is not None
        assert (turn.quarters, round(turn.degrees - askew)) == (0, 0)
        assert abs(turn.degrees - askew) < 0.25
    else:
        assert turn is None


def test_an_empty_page_and_a_photo_lie_straight() -> None:
    empty = Image.new("RGB", (2480, 3508), "white")
    assert turn_of(empty, 595.0, 842.0) is None
    photo = Image.radial_gradient("L").resize((2480, 3508)).convert("RGB")
    assert turn_of(photo, 595.0, 842.0) is None


def test_tinted_panels_are_seen_and_photos_are_not(tmp_path: Path) -> None:
    scan = scanned(SAMPLE, [8], tmp_path / "scan.pdf", Scan(dpi=150))
    seen = tinted(np.asarray(render_page(scan, 1, scale=300 / 72).convert("RGB")))
    assert len(seen) == 1
    left, top, right, bottom, color = seen[0]
    # A sidebar on the left under a photo.
    assert (left, round(right * 0.24 / 10)) == (0, 18)
    assert 100 < top * 0.24 < 200
    assert bottom * 0.24 > 830
    assert min(color) > 200
    assert max(color) - min(color) > 5
    photo = Image.effect_noise((2480, 3508), 60).convert("RGB")
    assert tinted(np.asarray(photo)) == []
    assert tinted(np.full((3508, 2480, 3), 255, dtype=np.uint8)) == []


# Slips


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Abschnitt Il und Ill", "Abschnitt II und III"),
        ("der CO,-Preis", "der CO₂-Preis"),
        ("11. — 14.04.", "11. – 14.04."),
        ("„Fluss”", "„Fluss“"),
        ("500 TE für", "500 T€ für"),
        ("rund 2,50 E je", "rund 2,50 € je"),
        ("1,5 Mio. E", "1,5 Mio. €"),
        # Counter-examples
        ("Illerbrücke und Ilse", "Illerbrücke und Ilse"),
        ("TE Connect", "TE Connect"),
        ("Halle 5 E", "Halle 5 E"),
        ("CO, Wasser", "CO, Wasser"),
    ],
)
def test_slips_with_one_possible_reading_are_undone(read: str, meant: str) -> None:
    assert " ".join(corrected(read.split())) == meant


# Reading


@pytest.mark.slow
@needs_tesseract
def test_words_come_with_place_confidence_and_setting(tmp_path: Path) -> None:
    scan = scanned(SAMPLE, [6], tmp_path / "scan.pdf")
    page = read_by_ocr(scan, first_page(scan))
    with open_document(SAMPLE) as document:
        printed = next(iter(document.pages([6])))
    assert page.engine == "ocr"
    assert all(word.confidence is not None and 0 <= word.confidence <= 1 for word in page.words)
    for text_, bold in (("Vorgehen", True), ("Fahrgastinformationssystem", False)):
        read = next(word for word in page.words if word.text == text_)
        original = next(word for word in printed.words if word.text == text_)
        assert read.bold is bold
        assert read.color is not None
        assert original.color is not None
        assert max(abs(a - b) for a, b in zip(read.color, original.color, strict=True)) < 0.2
        assert abs(read.box.x0 - original.box.x0) < 2
        assert abs(read.box.top - original.box.top) < 4
        assert abs(read.size - original.size) < 0.12 * original.size
    years = [word for word in page.words if word.text in ("2020", "2021", "2022") and word.bold]
    assert len({(word.size, word.color) for word in years}) == 1
    assert abs(len(page.icons) - len(printed.icons)) <= 1


@pytest.mark.slow
@needs_tesseract
def test_the_same_page_gives_the_same_words_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = scanned(SAMPLE, [9], tmp_path / "scan.pdf", Scan(mode="gray", askew=1.0))
    rest = tmp_path / "temporary"
    rest.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(rest))
    page = first_page(scan)
    assert read_by_ocr(scan, page) == read_by_ocr(scan, page)
    assert {path.suffix for path in rest.iterdir()} <= {".lock"}


@pytest.mark.slow
@needs_tesseract
def test_text_behind_a_broken_encoding_is_read_from_the_picture(tmp_path: Path) -> None:
    path = written(tmp_path, garbled_page())
    page = read_by_ocr(path, first_page(path))
    assert [defect.code for defect in page.defects] == ["ocr-text"]
    words = {word.text for word in page.words}
    assert {"verbindet", "Frühjahr", "Unterhalt,"} & words


def with_scanned_page(folder: Path, scan: Scan) -> Path:
    """A project as printed, then one as scanned."""
    source = pikepdf.open(SAMPLE)
    picture = pikepdf.open(scanned(SAMPLE, [8], folder / "picture.pdf", scan))
    mixed = pikepdf.new()
    mixed.pages.append(source.pages[5])
    mixed.pages.append(picture.pages[0])
    mixed.save(folder / "mixed.pdf")
    return folder / "mixed.pdf"


@pytest.mark.slow
@needs_tesseract
def test_printed_and_scanned_pages_in_one_file(tmp_path: Path) -> None:
    mixed = with_scanned_page(tmp_path, Scan(own_text="Archiv der Region, Akte 12, Blatt 8, 3. Mai 2024"))
    report = extract_report(mixed, ocr="auto")
    assert [project.title for project in report.projects] == ["Taktbus Sarntal", "Fähre Groß-Wieren"]
    assert [finding.page for finding in report.findings if finding.code == "ocr-text"] == [2]
    tables = report_tables(report, run_id="run", extracted_at=WHEN)
    confidences = {row["project_key"]: row["ocr_confidence"] for row in tables["projects"].to_pylist()}
    assert list(confidences) == [project.key for project in report.projects]
    first, second = confidences.values()
    assert first is None
    assert 0 < second <= 1


@pytest.mark.slow
@needs_tesseract
def test_what_was_read_badly_is_named(tmp_path: Path) -> None:
    coarse = scanned(SAMPLE, [6, 8], tmp_path / "scan.pdf", Scan(dpi=100, quality=40))
    report = extract_report(coarse, ocr="auto", profile="ruhr-konferenz")
    rows = report_tables(report, run_id="run", extracted_at=WHEN)
    doubtful = [
        row
        for name in ("amounts", "dates", "shares", "links", "parties", "media", "projects")
        for row in rows[name].to_pylist()
        if row["ocr_confidence"] is not None and row["ocr_confidence"] < DOUBTFUL
    ]
    named = [finding for finding in report.findings if finding.code == "ocr-doubt"]
    assert doubtful
    assert len(named) >= len([row for row in doubtful if "title" not in row])
    assert all("with confidence 0." in finding.message and finding.boxes for finding in named)


PAGES = (1, 3, 5, 6, 7, 8)
"""Cover, contents, a divider, and projects with sidebar right and left."""
FEW = (3, 5, 6, 8)


@pytest.mark.slow
@needs_tesseract
@pytest.mark.parametrize(
    ("scan", "pages"),
    [
        pytest.param(Scan(), PAGES, id="200 dpi"),
        pytest.param(Scan(dpi=300), FEW, id="300 dpi"),
        pytest.param(Scan(dpi=150), FEW, id="150 dpi"),
        pytest.param(Scan(dpi=300, mode="bits"), FEW, id="300 dpi, black and white"),
        pytest.param(Scan(mode="gray", quality=50, askew=-3.0), FEW, id="gray, coarse JPEG, askew"),
        pytest.param(Scan(turned=90, askew=1.5), FEW, id="on its side and askew"),
        pytest.param(Scan(turned=180), FEW, id="on its head"),
    ],
)
def test_scanned_pages_give_the_same_tables(tmp_path: Path, scan: Scan, pages: tuple[int, ...]) -> None:
    report = extract_report(
        scanned(SAMPLE, pages, tmp_path / "scan.pdf", scan), ocr="auto", profile="ruhr-konferenz"
    )
    measures = judged(report, TRUTH, pages)
    least = {
        "projects_f1": 1.0,
        "sections_f1": 1.0,
        "section_char_accuracy": 0.99,
        "milestones_f1": 0.93,
        "amounts_f1": 0.97,
        "dates_f1": 0.95,
        "parties_f1": 0.9,
    }
    assert {name: value for name, value in measures.items() if value < least.get(name, 0.0)} == {}
    assert sum(finding.code == "ocr-text" for finding in report.findings) == len(pages)


@pytest.mark.slow
@needs_tesseract
@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the shared reports are not at hand")
def test_scanned_pages_of_a_published_report(tmp_path: Path) -> None:
    pages = (1, 3, 9, 10, 12, 14)
    report = extract_report(
        scanned(PUBLISHED, pages, tmp_path / "scan.pdf"), ocr="auto", profile="ruhr-konferenz"
    )
    measures = judged(report, PUBLISHED_TRUTH, pages)
    assert measures["projects_f1"] == 1.0
    assert measures["section_char_accuracy"] >= 0.99
    assert measures["milestones_f1"] >= 0.93
    assert measures["dates_f1"] >= 0.95


@pytest.mark.slow
@needs_tesseract
def test_marks_before_lines_are_no_letters(tmp_path: Path) -> None:
    scan = scanned(SAMPLE, [8], tmp_path / "scan.pdf", Scan(dpi=150))
    page = read_by_ocr(scan, first_page(scan))
    assert not any(word.text in ("v", "V", "y", "©", "/", "%") for word in page.words)
    numbered = [word.text for word in page.words if word.text in ("1.", "2.", "3.")]
    assert numbered == ["1.", "2.", "3."]
    assert len({icon.text for icon in page.icons}) > 1


@needs_tesseract
def test_inspect_draws_a_scan_on_its_side_upright(tmp_path: Path) -> None:
    scan = scanned(SAMPLE, [6], tmp_path / "scan.pdf", Scan(dpi=150, turned=90))
    inspect_page(scan, 1, tmp_path / "scan.png", profile="ruhr-konferenz", ocr="auto")
    printed = render_page(SAMPLE, 6, scale=2.0).convert("RGB")
    with Image.open(tmp_path / "scan.png") as drawn:
        colors = {color for _, color in drawn.getcolors(drawn.width * drawn.height) or []}
        page = drawn.crop((0, 0, *printed.size))
        pages = [np.asarray(one.convert("L").resize((60, 85)), dtype=float) for one in (page, printed)]
    assert np.abs(pages[0] - pages[1]).mean() < 16
    assert {(0, 114, 178), (0, 158, 115), (230, 159, 0)} <= colors  # title, sections, milestones


@needs_tesseract
def test_where_ocr_finds_nothing_nobody_is_told_to_install_it(tmp_path: Path) -> None:
    content = "q 595 0 0 842 0 0 cm /I Do Q"
    blank = written(tmp_path, pdf_bytes(content, xobjects={"I": gray_image()}))
    with pytest.raises(RefusedFile) as refused:
        extract_report(blank, ocr="auto")
    assert refused.value.code == "nothing-to-read"
    assert "nstall" not in refused.value.sentence
