"""Pages without text layer, read by Tesseract where it is installed."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from extract.codes import RefusedFile
from extract.pdf.ocr import missing_tool, needs_ocr, read_by_ocr
from extract.pdf.reading import open_document
from extract.reports import extract_report

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "raw_pdfs" / "aldermark-konferenz-2023.pdf"
TRUTH = ROOT / "raw_pdfs" / "aldermark-konferenz-2023.truth.json"
DPI = 200

needs_tesseract = pytest.mark.skipif(missing_tool() is not None, reason=str(missing_tool()))


def rasterised(pages: list[int], path: Path) -> Path:
    """The pages as pictures, as a scanner would give them."""
    source = pypdfium2.PdfDocument(SAMPLE)
    sheet = canvas.Canvas(str(path), invariant=1)
    for number in pages:
        page = source[number - 1]
        buffer = io.BytesIO()
        page.render(scale=DPI / 72).to_pil().convert("RGB").save(buffer, "JPEG", quality=80)
        width, height = page.get_size()
        sheet.setPageSize((width, height))
        sheet.drawImage(ImageReader(buffer), 0, 0, width, height)
        sheet.showPage()
    sheet.save()
    return path


def test_pages_with_text_are_left_alone() -> None:
    with open_document(SAMPLE) as document:
        assert not any(needs_ocr(page) for page in document.pages([1, 3, 6]))


def test_a_scan_is_recognised_as_one(tmp_path: Path) -> None:
    with open_document(rasterised([6], tmp_path / "scan.pdf")) as document:
        assert needs_ocr(next(iter(document.pages([1]))))


def test_without_tesseract_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = rasterised([6], tmp_path / "scan.pdf")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("tesseract") is None
    with pytest.raises(RefusedFile) as refused:
        extract_report(scan, ocr="auto")
    assert refused.value.code == "no-text"
    assert "tesseract-ocr-deu" in refused.value.sentence


@pytest.mark.slow
@needs_tesseract
def test_words_come_with_place_confidence_and_setting(tmp_path: Path) -> None:
    scan = rasterised([6], tmp_path / "scan.pdf")
    with open_document(scan) as document:
        page = read_by_ocr(scan, next(iter(document.pages([1]))))
    with open_document(SAMPLE) as document:
        printed = next(iter(document.pages([6])))
    assert page.engine == "ocr"
    assert all(word.confidence is not None and 0 <= word.confidence <= 1 for word in page.words)
    heading = next(word for word in page.words if word.text == "Vorgehen")
    original = next(word for word in printed.words if word.text == "Vorgehen")
    assert heading.bold
    assert heading.color is not None
    assert original.color is not None
    assert max(abs(a - b) for a, b in zip(heading.color, original.color, strict=True)) < 0.2
    assert abs(heading.box.x0 - original.box.x0) < 2
    assert abs(heading.box.top - original.box.top) < 4
    assert abs(heading.size - original.size) < 0.25 * original.size


@pytest.mark.slow
@needs_tesseract
def test_a_scanned_report_gives_its_projects_and_sections(tmp_path: Path) -> None:
    scan = rasterised([1, 3, 5, 6, 8], tmp_path / "scan.pdf")
    report = extract_report(scan, ocr="auto")
    truth = {
        project["title"]: {section["section"]: section["text"] for section in project["sections"]}
        for project in json.loads(TRUTH.read_text(encoding="utf-8"))["projects"]
    }
    assert [project.title for project in report.projects] == ["Taktbus Sarntal", "Fähre Groß-Wieren"]
    for project in report.projects:
        wanted = truth[project.title]
        assert {section.section for section in project.sections} == set(wanted)
        for section in project.sections:
            letters = sum(char.isalnum() for char in wanted[section.section])
            found = sum(char.isalnum() for char in section.body.text)
            assert abs(letters - found) <= 0.05 * letters + 1
    assert sum(finding.code == "ocr-text" for finding in report.findings) == 5
