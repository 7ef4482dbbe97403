"""Accents drawn as glyphs of their own join their letter, whatever the accent and the order."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from tests.pdf.lettering import Lettering
from tests.pdf.making import literal, pdf_bytes, written
from tests.pdf.test_pdf_engines_agree import differences

from extract.pdf.page.accents import COMBINING
from extract.pdf.reading import open_document

LETTERS = {"¨": "ü", "´": "é", "`": "à", "ˆ": "ô", "^": "ô", "˜": "ñ", "~": "ñ", "¸": "ç", "˚": "å", "°": "å"}
LETTERS |= {"ˇ": "š", "˘": "ă", "˙": "ė", "¯": "ū", "˛": "ą", "˝": "ő"}


def words(folder: Path, content: str, lettering: Lettering | None = None) -> list[str]:
    fonts = {} if lettering is None else {"Boxes": lettering.font}
    path = written(folder, pdf_bytes(f"BT /F1 12 Tf 72 700 Td {content} ET", fonts=fonts))
    with open_document(path, engine="fast") as fast, open_document(path, engine="pdfplumber") as reference:
        pages = [next(fast.pages()), next(reference.pages())]
    assert differences(pages[0], pages[1]) == []
    return [word.text for word in pages[0].words]


def test_every_accent_has_a_letter_here() -> None:
    assert set(LETTERS) == set(COMBINING)


@pytest.mark.parametrize("combining", [False, True], ids=["spacing", "combining"])
@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
@pytest.mark.parametrize("accent", LETTERS)
def test_an_accent_over_its_letter(tmp_path: Path, accent: str, before: bool, combining: bool) -> None:
    letter = unicodedata.normalize("NFD", LETTERS[accent])[0]
    sign = COMBINING[accent] if combining else accent
    lettering = Lettering(f"St{letter}r ok{sign}", "nameless", widths={sign: 400})
    shown = lettering.shown
    parts = ["-78", shown(sign), "478", shown(letter)]
    middle = " ".join(parts if before else [*parts[3:], *parts[2:0:-1], "-78"])
    content = f"/Boxes 12 Tf [{shown('St')} {middle} {shown('r ok')}] TJ"
    assert words(tmp_path, content, lettering) == [f"St{LETTERS[accent]}r", "ok"]


def test_pieces_placed_one_by_one_as_converters_do(tmp_path: Path) -> None:
    pieces = [("f", 72.0), ("¨", 76.5), ("u", 75.3), ("r den See", 82.0)]
    content = " ".join(f"1 0 0 1 {x} 700 Tm {literal(piece)} Tj" for piece, x in pieces)
    assert words(tmp_path, content) == ["für", "den", "See"]


def test_a_raised_accent_over_a_capital_without_a_dot(tmp_path: Path) -> None:
    lettering = Lettering("Aı¨¯ ", "nameless", widths={"¨": 400})
    shown = lettering.shown
    content = f"/Boxes 12 Tf [-78 {shown('¨')}] TJ 2 Ts [478 {shown('A')}] TJ "
    content += f"0 Ts [-78 {shown('¨')} 478 {shown('ı')}] TJ"
    assert "".join(words(tmp_path, content, lettering)) == "Äï"


@pytest.mark.parametrize("text", ["gibt´s", "20 °C", "a~b", "x^2", "`so`"])
def test_a_sign_beside_a_letter_stays(tmp_path: Path, text: str) -> None:
    assert words(tmp_path, f"{literal(text)} Tj") == text.split()


def test_two_accents_in_a_word_of_one_string(tmp_path: Path) -> None:
    assert words(tmp_path, f"{literal('M¨uhlenstra¨se')} Tj") == ["Mühlenstra¨se"]
    assert words(tmp_path, f"{literal('¨Uberg¨ange')} Tj") == ["Übergänge"]
