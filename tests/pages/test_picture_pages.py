"""Pages that are pictures in a report of text are named, whatever way the report is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pdf.making import gray_image, pdf_bytes, text, written

from extract.reports import extract_report

PROSE = "".join(
    text(f"Zeile {row}: Der Weg am See wird in diesem Jahr von der Gemeinde gebaut und kostet nichts.", y=y)
    for row, y in enumerate(range(500, 740, 16))
)
PICTURE = "q 560 0 0 800 20 20 cm /Im0 Do Q "
FOOT = text("Bericht 2024 | 12", y=30)
VIGNETTE = "q 90 0 0 60 400 60 cm /Im0 Do Q "


def findings(folder: Path, *pages: str) -> list[tuple[int | None, str]]:
    data = pdf_bytes(*pages, xobjects={"Im0": gray_image()})
    report = extract_report(written(folder, data))
    return [(found.page, found.message) for found in report.findings if found.code == "picture-page"]


def test_a_page_that_is_a_picture_among_pages_of_text(tmp_path: Path) -> None:
    ((page, message),) = findings(tmp_path, PROSE, PROSE + VIGNETTE, PICTURE + FOOT, PROSE)
    assert page == 3
    assert message == (
        "Page 3 is a picture (89% of it) with 4 words of text; what the picture says was not read."
    )


def test_many_in_a_row_are_one_finding(tmp_path: Path) -> None:
    ((page, message),) = findings(tmp_path, PROSE, *[PICTURE + FOOT] * 5, PROSE, PROSE)
    assert page == 2
    assert message.startswith("Pages 2 to 6 are pictures")


def test_two_rows_are_two(tmp_path: Path) -> None:
    found = findings(tmp_path, PROSE, PICTURE + FOOT, PROSE, PICTURE + FOOT, PICTURE + FOOT, PROSE)
    assert [page for page, _ in found] == [2, 4]


@pytest.mark.parametrize("place", [0, 3])
def test_the_title_on_the_photo_of_a_cover_is_none(tmp_path: Path, place: int) -> None:
    pages = [PROSE] * 4
    pages[place] = PICTURE + FOOT
    assert findings(tmp_path, *pages) == []
