"""Maps to Unicode that cannot be right: each figure is read whole, and a finding says what was mended."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.pdf.lettering import KINDS, Kind, Lettering
from tests.pdf.making import pdf_bytes, written
from tests.pdf.test_pdf_engines_agree import differences

from extract.pdf.font.glyphs import resolve
from extract.pdf.reading import open_document
from extract.pdf.records import Page

LINE = "Am 27.03.2021 kostete das Amt 1.460.857,39 €: alles aus Landesmitteln"
CLASSES = {"digit": "7", "dot": ".", "comma": ",", "euro": "€", "letter": "a"}


def page_of(folder: Path, lettering: Lettering, text: str) -> Page:
    """The page as both readers see it."""
    content = f"BT /Boxes 12 Tf 50 700 Td {lettering.shown(text)} Tj ET"
    path = written(folder, pdf_bytes(content, fonts={"Boxes": lettering.font}))
    with open_document(path, engine="fast") as fast, open_document(path, engine="pdfplumber") as reference:
        pages = [next(fast.pages()), next(reference.pages())]
    assert differences(pages[0], pages[1]) == []
    return pages[0]


def read(page: Page) -> str:
    return "".join(("" if word.glued else " ") + word.text for word in page.words).strip()


def mended(page: Page) -> list[str]:
    return [defect.message for defect in page.defects if defect.code == "mended-glyphs"]


def is_read(folder: Path, kind: Kind, given: Mapping[str, str], text: str = LINE) -> Page:
    page = page_of(folder, Lettering(text, kind, given), text)
    assert read(page) == text
    return page


@pytest.mark.parametrize("kind", [*KINDS, "nameless"])
@pytest.mark.parametrize("char", CLASSES.values(), ids=CLASSES.keys())
@pytest.mark.parametrize("pattern", [" {}", "{} ", "\u00a0{}", " {}\u2009"])
def test_white_space_around_a_glyph(tmp_path: Path, kind: Kind, char: str, pattern: str) -> None:
    page = is_read(tmp_path, kind, {char: pattern.format(char)})
    (message,) = mended(page)
    assert f'"{char}" (Boxes; the file says "' in message


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("char", CLASSES.values(), ids=CLASSES.keys())
@pytest.mark.parametrize("given", ["\x00", "\ufffd"])
def test_a_glyph_without_a_text_has_a_name(tmp_path: Path, kind: Kind, char: str, given: str) -> None:
    page = is_read(tmp_path, kind, {char: given})
    assert not page.defects


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("char", "given"), [("7", "1"), (".", ","), (",", "."), ("€", "$"), ("a", "o")])
def test_a_map_against_the_names(tmp_path: Path, kind: Kind, char: str, given: str) -> None:
    page = is_read(tmp_path, kind, {char: given})
    (message,) = mended(page)
    assert f'"{char}" (Boxes; the file says "{given}")' in message


@pytest.mark.parametrize("kind", [*KINDS, "nameless"])
@pytest.mark.parametrize(
    ("char", "given"), [("7", "70"), ("7", "27"), (".", ".0"), (",", ", 5"), ("€", "€2")]
)
def test_several_characters_for_one_glyph(tmp_path: Path, kind: Kind, char: str, given: str) -> None:
    """Without names, the one that no other glyph stands for."""
    assert mended(is_read(tmp_path, kind, {char: given}))


def test_the_right_one_of_several_by_width(tmp_path: Path) -> None:
    """A second full stop, for which the map has a digit as well."""
    text = "1.460·857"
    lettering = Lettering(text, "nameless", {"·": "0."}, widths={"·": 278})
    assert read(page_of(tmp_path, lettering, text)) == "1.460.857"


@pytest.mark.parametrize(
    ("given", "width"), [("½", 800), ("10", 1112), ("...", 1000), ("fi", 500), ("°C", 900)]
)
def test_several_characters_that_are_meant(tmp_path: Path, given: str, width: int) -> None:
    text = "Um 01§ und mehr"
    lettering = Lettering(text, "nameless", {"§": given}, widths={"§": width})
    page = page_of(tmp_path, lettering, text)
    assert read(page) == text.replace("§", given)
    assert not page.defects


@pytest.mark.parametrize("kind", KINDS)
def test_names_that_say_nothing(tmp_path: Path, kind: Kind) -> None:
    """A font whose names belong to other glyphs: its map is right."""
    from fontTools import agl

    order = sorted(set(LINE))
    named = {one: agl.UV2AGL[ord(other)] for one, other in zip(order, [*order[5:], *order[:5]], strict=True)}
    page = page_of(tmp_path, Lettering(LINE, kind, named=named), LINE)
    assert read(page) == LINE
    assert not page.defects


@pytest.mark.parametrize("kind", KINDS)
def test_capitals_by_style_keep_the_text_as_typed(tmp_path: Path, kind: Kind) -> None:
    """The map has what was typed, which is no error."""
    page = page_of(tmp_path, Lettering(LINE, kind, {"A": "a"}), LINE)
    assert read(page) == LINE.replace("A", "a")
    assert not page.defects


SHAPES = {
    "f": [(80, 0, 160, 760), (20, 460, 280, 530), (160, 690, 300, 760)],
    "i": [(90, 0, 180, 540), (90, 640, 180, 740)],
    "l": [(90, 0, 180, 760)],
    "n": [(70, 0, 150, 540), (150, 470, 380, 540), (380, 0, 460, 540)],
}
LETTER_WIDTHS = {"f": 300, "i": 270, "l": 270, "n": 540, "ﬁ": 570, "ﬂ": 570, "ﬀ": 600}


def joined(letters: str) -> list[tuple[int, int, int, int]]:
    """A ligature: its letters side by side, a bar between them."""
    found: list[tuple[int, int, int, int]] = []
    x = 0
    for letter in letters:
        found += [(x0 + x, bottom, x1 + x, top) for x0, bottom, x1, top in SHAPES[letter]]
        x += LETTER_WIDTHS[letter]
    return [*found, (280, 470, 330, 530)]


@pytest.mark.parametrize("kind", ["nameless", "unnamed"])
@pytest.mark.parametrize(("sign", "letters"), [("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff")])
def test_a_ligature_without_text_or_name_by_its_outline(
    tmp_path: Path, kind: Kind, sign: str, letters: str
) -> None:
    shapes = SHAPES | {sign: joined(letters)}
    lettering = Lettering(f"f i l n{sign}", kind, {sign: "\x00"}, widths=LETTER_WIDTHS, shapes=shapes)
    page = page_of(tmp_path, lettering, f"n{sign}n in nil")
    assert read(page) == f"n{letters}n in nil"
    (message,) = mended(page)
    assert f'"{letters}" (Boxes; the file says nothing)' in message


@pytest.mark.parametrize("kind", ["nameless", "unnamed"])
def test_a_sign_like_no_letters_stays_unknown(tmp_path: Path, kind: Kind) -> None:
    shapes = SHAPES | {"ﬁ": [(0, 300, 570, 420)]}
    lettering = Lettering("f i l nﬁ", kind, {"ﬁ": "\x00"}, widths=LETTER_WIDTHS, shapes=shapes)
    page = page_of(tmp_path, lettering, "nﬁn in nil")
    assert [defect.code for defect in page.defects] == ["unmapped-glyphs"]


@pytest.mark.parametrize("raw", ["\u200b ", " \u200b", "\u200b\u00a0", "\u00a0", "\u2009", "\u202f"])
def test_white_space_with_signs_of_no_width_is_a_space(raw: str) -> None:
    assert resolve(raw) == (" ", False)
