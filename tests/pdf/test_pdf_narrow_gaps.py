"""Word gaps as narrow as 0.10 em, without space glyphs: told by the other gaps of the line, or a finding."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from tests.pdf.making import literal, pdf_bytes, written
from tests.pdf.test_pdf_engines_agree import differences

from extract.pdf.reading import open_document
from extract.pdf.records import Page

LINE = "Drei von vier Wegen am See sind seit dem 11. August 2022 für 2.687.000 € fertig."


def shown(text: str, gap: float, *, kerning: tuple[float, ...] = (0.0,)) -> str:
    """The words of a text with gaps between them and kerning between their letters, in em."""
    kerns = cycle(kerning)
    parts: list[str] = []
    for word in text.split():
        for letter in word:
            parts += [literal(letter), f"{-1000 * next(kerns):.1f}"]
        parts[-1] = f"{-1000 * gap:.1f}"
    return f"[{' '.join(parts[:-1])}] TJ"


def page_of(folder: Path, *lines: str) -> Page:
    content = " ".join(f"BT /F1 10 Tf 72 {700 - 14 * place} Td {line} ET" for place, line in enumerate(lines))
    path = written(folder, pdf_bytes(content))
    with open_document(path, engine="fast") as fast, open_document(path, engine="pdfplumber") as reference:
        pages = [next(fast.pages()), next(reference.pages())]
    assert differences(pages[0], pages[1]) == []
    return pages[0]


def read(page: Page) -> str:
    return "".join(("" if word.glued else " ") + word.text for word in page.words).strip()


def doubts(page: Page) -> list[int]:
    return [defect.count for defect in page.defects if defect.code == "doubtful-gaps"]


@pytest.mark.parametrize("kerning", [(0.0,), (0.0, -0.04, 0.02, 0.0, 0.05)], ids=["even", "kerned"])
@pytest.mark.parametrize("gap", [0.1, 0.11, 0.12, 0.14, 0.16, 0.18, 0.28])
def test_the_spacing_of_the_line_tells(tmp_path: Path, gap: float, kerning: tuple[float, ...]) -> None:
    page = page_of(tmp_path, shown(LINE, gap, kerning=kerning))
    assert read(page) == LINE
    assert not page.defects


def test_a_bold_word_in_a_tight_line(tmp_path: Path) -> None:
    line = shown("Der Weg am See ist", 0.12)
    page = page_of(
        tmp_path, f"{line} /F2 10 Tf [-120 (bald) -120] TJ /F1 10 Tf {shown('fertig gebaut', 0.12)}"
    )
    assert read(page) == "Der Weg am See ist bald fertig gebaut"


def test_a_short_line_is_told_by_the_others(tmp_path: Path) -> None:
    page = page_of(tmp_path, shown(LINE, 0.12), shown("zum Ufer", 0.12))
    assert read(page) == f"{LINE} zum Ufer"
    assert not page.defects


def test_a_short_line_by_itself_is_a_doubt(tmp_path: Path) -> None:
    page = page_of(tmp_path, shown("zum Ufer", 0.12))
    assert read(page) == "zumUfer"
    assert doubts(page) == [1]


def test_letters_as_far_apart_as_words_are_a_doubt(tmp_path: Path) -> None:
    page = page_of(tmp_path, shown(LINE, 0.12, kerning=(0.0, 0.09, 0.02)))
    assert doubts(page) == [LINE.count(" ")]


@pytest.mark.parametrize("kerning", [(0.0, 0.0, 0.0, 0.13, *[0.0] * 20), (0.12,), (0.3,)])
def test_one_kerned_pair_and_letters_set_apart_are_one_word(
    tmp_path: Path, kerning: tuple[float, ...]
) -> None:
    page = page_of(tmp_path, shown("Wegbewertung", 0.0, kerning=kerning))
    assert read(page) == "Wegbewertung"
    assert not page.defects


def test_thin_gaps_in_a_line_with_space_glyphs_are_none(tmp_path: Path) -> None:
    page = page_of(tmp_path, "[(Ein Weg, z.) -120 (B. am See, d.) -120 (h. nah)] TJ")
    assert read(page) == "Ein Weg, z.B. am See, d.h. nah"
    assert not page.defects
