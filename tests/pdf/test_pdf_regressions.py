"""Odd files are read as they are displayed, and alike by both readers."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.pdf.making import written
from tests.pdf.regressions.odd_files import FILES
from tests.pdf.test_pdf_engines_agree import differences

from extract.pdf.reading import open_document


@pytest.mark.parametrize("name", FILES)
def test_odd_files(tmp_path: Path, name: str) -> None:
    builder, expected = FILES[name]
    path = written(tmp_path, builder())
    start = time.process_time()
    with open_document(path) as mine, open_document(path, engine="pdfplumber") as reference:
        pages, others = list(mine.pages()), list(reference.pages())
    assert time.process_time() - start < 5
    assert [[word.text for word in page.words] for page in pages] == expected
    for page, other in zip(pages, others, strict=True):
        assert differences(page, other) == []
        assert "page-unreadable" not in {defect.code for defect in page.defects}
        assert all(word.box.x0 <= word.box.x1 and word.box.top <= word.box.bottom for word in page.words)


def test_pictures_count_in_every_packing(tmp_path: Path) -> None:
    builder, _ = FILES["pictures in every packing"]
    with open_document(written(tmp_path, builder())) as document:
        assert len(next(document.pages()).pictures) == 5


def test_rules_without_height_are_rules(tmp_path: Path) -> None:
    builder, _ = FILES["rules without height"]
    with open_document(written(tmp_path, builder())) as document:
        panels = next(document.pages()).panels
    assert [(panel.box.width, panel.box.height) for panel in panels] == [(200, 0), (0, 200)]
