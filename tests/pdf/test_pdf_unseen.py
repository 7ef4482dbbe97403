"""Text that is drawn and yet not seen: left out, or read and pointed at."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pdf.making import form, gray_image, pdf_bytes, text, written

from extract.pdf.reading import open_document
from extract.pdf.records import Page

ENGINES = ("fast", "pdfplumber")
WHITE = "1 1 1 rg "


def read(folder: Path, content: str, engine: str) -> Page:
    data = pdf_bytes(content, xobjects={"Im0": gray_image(), "Fm0": form("0 0 300 90 re f")})
    with open_document(written(folder, data), engine=engine) as document:
        return next(document.pages())


def words(page: Page) -> list[str]:
    return [word.text for word in page.words]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("under", "seen"),
    [
        ("", False),
        (WHITE + "60 690 200 30 re f ", False),
        ("0 0 1 rg 60 300 200 30 re f ", False),
        ("0 0 1 rg 60 690 200 30 re f ", True),
        ("0 0 1 RG 30 w 60 705 m 260 705 l S ", True),
        ("q 200 0 0 30 60 690 cm /Im0 Do Q ", True),
        ("q 60 690 200 30 re W n /Sh0 sh Q ", True),
        ("q 1 0 0 1 60 680 cm /Fm0 Do Q ", True),
    ],
)
def test_white_text_is_read_and_pointed_at_where_nothing_is_under_it(
    tmp_path: Path, engine: str, under: str, seen: bool
) -> None:
    page = read(tmp_path, under + WHITE + text("weiss"), engine)
    assert words(page) == ["weiss"]
    assert [defect.code for defect in page.defects] == ([] if seen else ["hidden-text"])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("", []),
        ("60 690 200 30 re S ", []),
        ("q 595 0 0 842 0 0 cm /Im0 Do Q ", ["unsichtbar"]),
        ("10 10 m 10 20 20 20 20 10 c f ", ["unsichtbar"]),
        (text("sichtbar", y=600), ["sichtbar"]),
    ],
)
def test_invisible_text_counts_as_the_text_of_a_scan_only(
    tmp_path: Path, engine: str, around: str, expected: list[str]
) -> None:
    page = read(tmp_path, around + "3 Tr " + text("unsichtbar"), engine)
    assert words(page) == expected
    assert [defect.code for defect in page.defects] == ["hidden-text"]


@pytest.mark.parametrize("engine", ENGINES)
def test_text_off_the_crop_box_is_not_on_the_page(tmp_path: Path, engine: str) -> None:
    data = pdf_bytes(text("drin") + text("rand", y=820) + text("links", x=5), cropbox=(50, 50, 500, 800))
    with open_document(written(tmp_path, data), engine=engine) as document:
        page = next(document.pages())
    assert words(page) == ["drin"]
    assert [defect.code for defect in page.defects] == ["hidden-text"]
