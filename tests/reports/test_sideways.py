"""Pages that lie on their side or on their head say the same as upright ones, in their own places."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat
from tests.pdf.making import pdf_bytes, written

from extract.authoring.inspect import inspect_page
from extract.pdf.page.sideways import upright
from extract.pdf.reading import open_document
from extract.pdf.records import Box, Turn
from extract.reports import extract_report
from extract.tables.rows import report_tables

SAMPLE = Path(__file__).parents[2] / "raw_pdfs" / "aldermark-konferenz-2023.pdf"
PAGES = (6, 8, 9)
COMPARED = ("sections", "milestones", "amounts", "dates", "parties", "links")


def part(target: Path, rotate: int) -> Path:
    """Some pages of the sample, displayed turned clockwise."""
    with pikepdf.open(SAMPLE) as pdf:
        for index in reversed(range(len(pdf.pages))):
            if index + 1 not in PAGES:
                del pdf.pages[index]
        for page in pdf.pages:
            page.Rotate = rotate
        pdf.save(target)
    return target


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    report = extract_report(path, profile="ruhr-konferenz")
    tables = report_tables(report, run_id="run", extracted_at=datetime(2025, 1, 1, tzinfo=UTC))
    return {name: tables[name].to_pylist() for name in COMPARED}


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_pages_give_the_same_tables_in_their_own_places(tmp_path: Path, rotate: int) -> None:
    straight, turned = rows(part(tmp_path / "a.pdf", 0)), rows(part(tmp_path / "b.pdf", rotate))
    with open_document(tmp_path / "b.pdf") as document:
        page = next(document.pages())
    turn = Turn(4 - rotate // 90, 0.0, page.width, page.height)
    for name in COMPARED:
        for one, other in zip(straight[name], turned[name], strict=True):
            expected = [edges(turn.back(Box(**box))) for box in one.pop("boxes")]
            for place, box in zip(expected, other.pop("boxes"), strict=True):
                assert edges(Box(**box)) == pytest.approx(place, abs=0.1)
            assert one == other


def edges(box: Box) -> tuple[float, ...]:
    return box.page, box.x0, box.top, box.x1, box.bottom


def test_inspect_draws_a_page_on_its_side_upright(tmp_path: Path) -> None:
    for rotate in (0, 90):
        inspect_page(
            part(tmp_path / "a.pdf", rotate), 1, tmp_path / f"{rotate}.png", profile="ruhr-konferenz"
        )
    with Image.open(tmp_path / "0.png") as one, Image.open(tmp_path / "90.png") as other:
        assert one.size == other.size
        assert ImageStat.Stat(ImageChops.difference(one, other).convert("L")).mean[0] < 4


def test_words_come_where_they_are_on_the_upright_page(tmp_path: Path) -> None:
    with (
        open_document(part(tmp_path / "a.pdf", 0)) as one,
        open_document(part(tmp_path / "b.pdf", 270)) as other,
    ):
        straight, turned = next(one.pages()), upright(next(other.pages()))
    assert (turned.width, turned.height) == pytest.approx((straight.width, straight.height))
    places = {(word.text, round(word.box.x0), round(word.box.top)) for word in straight.words}
    assert places == {(word.text, round(word.box.x0), round(word.box.top)) for word in turned.words}


def test_a_photo_with_its_credit_at_the_edge_stays(tmp_path: Path) -> None:
    path = written(tmp_path, pdf_bytes("BT /F1 7 Tf 0 1 -1 0 590 9 Tm (Foto: Ilka Borchert, Sarntal) Tj ET"))
    with open_document(path) as document:
        page = next(document.pages())
    assert page.words
    assert upright(page) is page
