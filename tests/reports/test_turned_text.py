"""Text on its side is read, with a finding; so is a page of nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pikepdf import Dictionary, Pdf
from tests.layout.paper import BODY
from tests.pdf.making import literal, pdf_bytes, written
from tests.reports.brochure import SEENLAND, SOURCE, Sheet, cover

from extract.base.codes import RefusedFile
from extract.layout.analysis import analyse
from extract.pages.reading import Turned
from extract.pdf.reading import open_document
from extract.reports import extract_report
from extract.reports.family import build_report
from extract.reports.fill.turned_text import with_turned_text
from extract.reports.report import Report


def read(*turned: str, sheets: int = 2) -> Report:
    """A report of some sheets with texts on their side in the margin of each."""
    papers = [cover()]
    for number in range(2, 2 + sheets):
        paper = Sheet(project_id=f"01-0{number}").set(number)
        for place, text in enumerate(turned):
            paper.turned(15 + 12 * place, 600, text, BODY)
        papers.append(paper)
    layouts = [paper.read() for paper in papers]
    lines = [
        Turned(tuple((word.text, word.box, word.glued) for word in line.words))
        for layout in layouts
        for line in layout.rotated
    ]
    return with_turned_text(build_report(layouts, SOURCE, SEENLAND), lines)


def test_a_text_in_the_margin_is_a_passage_with_its_amounts() -> None:
    found = read("Handlungsfeld 3: Wege und Ufer, 9.400.000 € bis 2027")
    assert found.passages[-1].body.text == "Handlungsfeld 3: Wege und Ufer, 9.400.000 € bis 2027"
    (amount,) = found.amounts
    assert amount.mention.value == 9_400_000
    assert amount.parent.position == len(found.passages) - 1
    assert found.dates[-1].mention.text == "2027"
    messages = [finding.message for finding in found.findings if finding.code == "turned-text"]
    assert len(messages) == 1
    assert messages[0].endswith('bis 2027" (pages 2, 3).')


def test_a_picture_credit_on_its_side_stays_one() -> None:
    found = read("Foto: Amt für Wege", sheets=1)
    assert [credit.credit for credit in found.projects[0].media][-1].endswith("Amt für Wege")
    assert not any(finding.code == "turned-text" for finding in found.findings)


def test_ornaments_are_no_text() -> None:
    assert not any(finding.code == "turned-text" for finding in read("• – •").findings)


def turned_page(rotate: int, *, picture: bool = False) -> bytes:
    content = f"BT /F1 20 Tf 200 400 Td {literal('Gehweg am See')} Tj ET"
    if picture:
        content += " q 300 0 0 200 100 100 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x01ab\x03 EI Q"
    return pdf_bytes(content, rotate=rotate)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_of_few_words_on_their_side_is_turned(tmp_path: Path, rotate: int) -> None:
    with open_document(written(tmp_path, turned_page(rotate))) as document:
        layout = analyse(next(document.pages()))
    assert [line.text for line in layout.lines] == ["Gehweg am See"]


def test_the_credit_of_a_photo_turns_no_page(tmp_path: Path) -> None:
    with open_document(written(tmp_path, turned_page(90, picture=True))) as document:
        layout = analyse(next(document.pages()))
    assert not layout.lines
    assert [line.text for line in layout.rotated] == ["Gehweg am See"]


def without_contents(folder: Path, *, lost: int, pages: int = 3) -> Path:
    """A file whose last pages have lost their drawing instructions."""
    data = pdf_bytes(*(f"BT /F1 12 Tf 72 700 Td (Seite {page}) Tj ET" for page in range(pages)))
    with Pdf.open(io.BytesIO(data)) as pdf:
        for page in list(pdf.pages)[pages - lost :]:
            number = page.obj.Contents.objgen[0]
            target = io.BytesIO()
            page.obj.Contents = pdf.make_indirect(Dictionary(Lost=number))
        pdf.save(target, static_id=True)
    return written(folder, target.getvalue())


def test_pages_cut_off_are_named(tmp_path: Path) -> None:
    with open_document(without_contents(tmp_path, lost=1)) as document:
        codes = [[defect.code for defect in page.defects] for page in document.pages()]
    assert codes == [[], [], ["page-unreadable"]]


def test_a_file_cut_off_before_its_pages_is_damaged_and_needs_no_ocr(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile) as refused:
        extract_report(without_contents(tmp_path, lost=3))
    assert refused.value.code == "damaged"


def test_the_first_part_of_a_file_is_damaged(tmp_path: Path) -> None:
    """Objects of pages at the beginning, contents and the rest lost with the end of the file."""
    data = pdf_bytes("BT /F1 12 Tf 72 700 Td (Seite) Tj ET")
    with pytest.raises(RefusedFile) as refused:
        extract_report(written(tmp_path, data[: data.index(b"4 0 obj")]))
    assert refused.value.code == "damaged"
