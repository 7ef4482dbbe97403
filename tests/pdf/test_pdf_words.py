"""Words of small pages, read by both readers: what is one word, what is a space, what is no text."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name
from tests.pdf.making import font, form, gray_image, literal, pdf_bytes, text, written

from extract.pdf.reading import open_document
from extract.pdf.records import Page

ENGINES = ("fast", "pdfplumber")


def read(folder: Path, engine: Any, *contents: str, **options: Any) -> Page:
    """The first page of a PDF made for the occasion."""
    path = written(folder, pdf_bytes(*contents, **options))
    with open_document(path, engine=engine) as document:
        return next(document.pages())


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


def char_wise(string: str, *, x: float = 72, y: float = 700, size: float = 12, step: dict[str, float]) -> str:
    """Each glyph placed on its own."""
    parts = [f"BT /F1 {size} Tf"]
    for char in string:
        if char != " ":
            parts.append(f"1 0 0 1 {x:.3f} {y} Tm {literal(char)} Tj")
        x += step[char] * size
    return " ".join(parts) + " ET\n"


# Widths of Helvetica's glyphs in em, for placing glyphs by hand.
WIDTHS = {"M": 0.833, "e": 0.556, "h": 0.556, "r": 0.333, "w": 0.722, "t": 0.278, "n": 0.556, "u": 0.556}
WIDTHS |= {"z": 0.5, "f": 0.278, "ü": 0.556, " ": 0.278, "a": 0.556, "l": 0.222, "s": 0.5, "d": 0.556}

CASES = [
    # Plain text with space glyphs; umlauts of a Western encoding.
    (text("Die Brücke über die Lahe"), ["Die", "Brücke", "über", "die", "Lahe"]),
    # Kerning in a TJ array is no space, a wide displacement is one.
    ("BT /F1 12 Tf 72 700 Td [(V) 80 (er) -20 (kehr) -300 (im) 15 ( Tal)] TJ ET", ["Verkehr", "im", "Tal"]),
    # Every glyph placed on its own, spaces left out.
    (char_wise("Mehrwert nutzen", step=WIDTHS), ["Mehrwert", "nutzen"]),
    # A space glyph that the next glyph starts on, as browsers write an unseen soft hyphen; and a true one.
    ("BT /F1 12 Tf 72 700 Td [(Br) ( ) 278 (\\374ck) ( ) 278 (en ) (bau)] TJ ET", ["Brücken", "bau"]),
    # Dots from a tab stop to the next with no space before or behind them; an ellipsis is part of its word.
    (text("2021..........Baubeginn und so..."), ["2021", "..........", "Baubeginn", "und", "so..."]),
    # Tracking by character spacing, with a space glyph between the words.
    ("BT /F1 12 Tf 4 Tc 72 700 Td (MEHRWERT AM FLUSS) Tj ET", ["MEHRWERT", "AM", "FLUSS"]),
    # Tracking glyph by glyph: the spacing stands behind each glyph, in a string or not.
    ("BT /F1 12 Tf 5 Tc 72 700 Td (M) Tj (E) Tj (H) Tj (R) Tj (W) Tj (E) Tj (R) Tj (T) Tj ET", ["MEHRWERT"]),
    # Tracking by displacements, words apart by a wider one.
    (
        r"BT /F1 12 Tf 72 700 Td [(N)-300(U)-300(T)-300(Z)-300(E)-300(N)-700(F)(\334)-300(R)]TJ ET",
        ["NUTZEN", "FÜR"],
    ),
    # One word letter-spaced for emphasis in an ordinary line.
    (
        "BT /F1 12 Tf 72 700 Td [(sehr w)-250(i)-250(c)-250(h)-250(t)-250(i)-250(g heute)] TJ ET",
        ["sehr", "wichtig", "heute"],
    ),
    # Figures in columns stand apart as evenly as tracked letters, and are no word.
    ("BT /F1 12 Tf 72 700 Td [(1) -600 (2) -600 (3) -600 (4)] TJ ET", ["1", "2", "3", "4"]),
    # Word spacing in justified text, condensed and widened text.
    ("BT /F1 12 Tf 3 Tw 72 700 Td (Wege zur Arbeit) Tj ET", ["Wege", "zur", "Arbeit"]),
    ("BT /F1 12 Tf 60 Tz 72 700 Td (Wege zur Arbeit) Tj ET", ["Wege", "zur", "Arbeit"]),
    ("BT /F1 12 Tf 140 Tz 72 700 Td [(We) -20 (ge) -278 (zur)] TJ ET", ["Wege", "zur"]),
    # All ways of moving to a new line.
    (
        "BT /F1 12 Tf 14 TL 72 700 Td (eins) Tj T* (zwei) Tj (drei) ' 1 0 (vier) \" 0 -20 TD (acht) Tj ET",
        ["eins", "zwei", "drei", "vier", "acht"],
    ),
    # Escapes, nested parentheses, hexadecimal strings.
    (
        r"BT /F1 12 Tf 72 700 Td (a\(b\)c) Tj 80 0 Td ((innen)) Tj 80 0 Td <4142> Tj ET",
        ["a(b)c", "(innen)", "AB"],
    ),
    # A word drawn twice for boldness is one word.
    (text("Fett") + text("Fett", x=72.3), ["Fett"]),
    # Letters of the same kind beside each other are not.
    (text("Schifffahrt"), ["Schifffahrt"]),
    # In WinAnsiEncoding code 173 is a hyphen, too.
    (text("Ufer\u00ad") + text("weg", y=686), ["Ufer\u00ad", "weg"]),
    # No-break and other spaces split; nothing of them is left.
    (text("25\u00a0000 Euro"), ["25", "000", "Euro"]),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("content", "expected"), CASES)
def test_words(tmp_path: Path, engine: str, content: str, expected: list[str]) -> None:
    page = read(tmp_path, engine, content)
    assert texts(page) == expected
    assert page.engine == engine
    assert not page.defects


@pytest.mark.parametrize("engine", ENGINES)
def test_style_changes_split_words_and_say_that_they_hang_together(tmp_path: Path, engine: str) -> None:
    content = (
        "BT 72 700 Td /F2 12 Tf (Ziel:) Tj /F1 12 Tf (Ausbau) Tj 0 0 1 rg ( des) Tj (Netzes) Tj"
        " 5 Ts /F1 6 Tf (2) Tj ET"
    )
    page = read(tmp_path, engine, content)
    found = [(word.text, word.bold, word.glued, word.color) for word in page.words]
    black, blue = (0.0, 0.0, 0.0), (0.0, 0.0, 1.0)
    assert found == [
        ("Ziel:", True, False, black),
        ("Ausbau", False, True, black),
        ("desNetzes", False, False, blue),
        ("2", False, True, blue),
    ]
    assert page.words[-1].box.bottom < page.words[0].box.bottom - 3


@pytest.mark.parametrize("engine", ENGINES)
def test_dots_of_a_table_of_contents_are_compared_with_those_near(tmp_path: Path, engine: str) -> None:
    def dots(count: int, shift: float) -> str:
        places = ((72 + 15 * (i % 30) + shift, 800 - 0.4 * (i // 30)) for i in range(count))
        return "BT /F1 1 Tf " + "".join(f"1 0 0 1 {x:.2f} {y:.1f} Tm (.) Tj " for x, y in places) + "ET "

    start = time.process_time()
    page = read(tmp_path, engine, dots(15_000, 0.0) + dots(60, 0.05))
    assert time.process_time() - start < 6
    assert len(page.words) == 15_000
    assert sum(word.bold for word in page.words) == 60


@pytest.mark.parametrize("engine", ENGINES)
def test_drawn_twice_in_the_same_colour_is_bold_and_a_shadow_is_not(tmp_path: Path, engine: str) -> None:
    twice = read(tmp_path, engine, text("Fett gesetzt") + text("Fett gesetzt", x=72.25))
    shadow = read(tmp_path, engine, "0.7 g " + text("Licht") + "1 g " + text("Licht", x=72.6, y=700.6))
    glyphs = "".join(
        f"BT /F1 12 Tf {72 + i * 8 + d} 700 Td ({c}) Tj ET " for i, c in enumerate("Wege") for d in (0, 0.3)
    )
    interleaved = read(tmp_path, engine, glyphs)
    assert [(word.text, word.bold) for word in twice.words] == [("Fett", True), ("gesetzt", True)]
    assert [(word.text, word.bold, word.color) for word in shadow.words] == [
        ("Licht", False, (1.0, 1.0, 1.0))
    ]
    assert [(word.text, word.bold) for word in interleaved.words] == [("Wege", True)]


@pytest.mark.parametrize("engine", ENGINES)
def test_ligatures_are_resolved_and_unknown_glyphs_counted(tmp_path: Path, engine: str) -> None:
    differences = Array(
        [1, Name.fi, Name.ffi, Name.unbekannt, Name("/uniE012"), Name.onehalf, Name.twoinferior]
    )
    odd = font("Helvetica")
    odd.Encoding = Dictionary(Type=Name.Encoding, Differences=differences)
    lines = [r"\001nden O\002z", r"a\003\003b", r"\004", r"\005 CO\006"]
    content = "BT /F9 12 Tf 72 700 Td " + " 0 -20 Td ".join(f"({line}) Tj" for line in lines) + " ET"
    page = read(tmp_path, engine, content, fonts={"F9": odd})
    assert texts(page) == ["finden", "Offiz", "a", "b", "½", "CO₂"]
    assert [icon.text for icon in page.icons] == ["\ue012"]
    assert [defect.code for defect in page.defects] == ["unmapped-glyphs"]
    assert "2 glyphs" in page.defects[0].message


@pytest.mark.parametrize("engine", ENGINES)
def test_letters_of_a_symbol_font_are_icons_but_bullets_are_text(tmp_path: Path, engine: str) -> None:
    page = read(
        tmp_path,
        engine,
        "BT /F9 12 Tf 72 700 Td (l) Tj 20 0 Td (J) Tj ET" + text("Punkt", x=120),
        fonts={"F9": font("Wingdings")},
    )
    assert texts(page) == ["●", "Punkt"]
    assert [icon.text for icon in page.icons] == ["J"]


@pytest.mark.parametrize("engine", ENGINES)
def test_text_off_the_page_clipped_or_invisible_is_ignored_with_a_word(tmp_path: Path, engine: str) -> None:
    content = (
        text("sichtbar")
        + text("draussen", x=700)
        + "BT 3 Tr /F1 12 Tf 72 600 Td (unsichtbar) Tj 0 Tr ET "
        + "q 72 500 20 20 re W n "
        + text("weggeschnitten", y=400)
        + "Q"
    )
    page = read(tmp_path, engine, content)
    assert texts(page) == ["sichtbar"]
    assert {defect.code for defect in page.defects} == {"hidden-text"}


@pytest.mark.parametrize("engine", ENGINES)
def test_invisible_text_over_a_scan_is_kept(tmp_path: Path, engine: str) -> None:
    content = "q 595 0 0 842 0 0 cm /Im0 Do Q BT 3 Tr /F1 12 Tf 72 600 Td (gescannter Text) Tj ET"
    page = read(tmp_path, engine, content, xobjects={"Im0": gray_image()})
    assert texts(page) == ["gescannter", "Text"]
    assert [defect.code for defect in page.defects] == ["hidden-text"]
    assert len(page.pictures) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_picture_without_text_may_be_a_scan(tmp_path: Path, engine: str) -> None:
    page = read(tmp_path, engine, "q 595 0 0 842 0 0 cm /Im0 Do Q", xobjects={"Im0": gray_image()})
    assert not page.words
    assert [defect.code for defect in page.defects] == ["page-without-text"]


@pytest.mark.parametrize("engine", ENGINES)
def test_forms_are_read_where_they_are_placed_and_cut_at_their_box(tmp_path: Path, engine: str) -> None:
    inner = form(
        text("innen", x=0, y=0) + text("abseits", x=300, y=0),
        bbox=(-5, -5, 100, 30),
        matrix=(2, 0, 0, 2, 10, 10),
    )
    page = read(tmp_path, engine, "q 1 0 0 1 100 200 cm /Fm0 Do Q " + text("danach"), xobjects={"Fm0": inner})
    assert texts(page) == ["innen", "danach"]
    word = page.words[0]
    assert word.size == pytest.approx(24, abs=0.1)
    assert word.box.x0 == pytest.approx(110, abs=0.5)


@pytest.mark.parametrize("engine", ENGINES)
def test_glyphs_of_a_type_3_font_are_words(tmp_path: Path, engine: str) -> None:
    def type3(pdf: Any) -> Dictionary:
        square = pdf.make_stream(b"750 0 0 0 750 750 d1 0 0 750 750 re f")
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, -200, 750, 800]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=square, b=square),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a, Name.b])),
            FirstChar=97,
            LastChar=98,
            Widths=Array([750, 750]),
        )

    page = read(tmp_path, engine, "BT /F9 20 Tf 72 700 Td (abba) Tj ET", fonts={"F9": type3})
    assert texts(page) == ["abba"]
    assert page.words[0].box.width == pytest.approx(60, abs=0.5)


@pytest.mark.parametrize("engine", ENGINES)
def test_nameless_type_3_fonts_are_told_apart(tmp_path: Path, engine: str) -> None:
    def type3(width: int) -> Callable[[Any], Dictionary]:
        def made(pdf: Any) -> Dictionary:
            square = pdf.make_stream(f"{width} 0 0 0 {width} 750 d1 0 0 {width} 750 re f".encode())
            return Dictionary(
                Type=Name.Font,
                Subtype=Name.Type3,
                FontBBox=Array([0, -200, 750, 800]),
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
                CharProcs=Dictionary(a=square),
                Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
                FirstChar=97,
                LastChar=97,
                Widths=Array([width]),
            )

        return made

    fonts = {"F7": type3(600), "F8": type3(680), "F9": type3(600)}
    page = read(tmp_path, engine, *["".join(text("aa", face=face, y=700 - 20 * row)
                                            for row, face in enumerate(fonts))], fonts=fonts)  # fmt: skip
    first, bold, again = (word.font for word in page.words)
    assert first == again != bold


@pytest.mark.parametrize("engine", ENGINES)
def test_order_rises_as_the_file_draws(tmp_path: Path, engine: str) -> None:
    content = (
        "1 0 0 rg 50 50 200 100 re f 0 g "
        + text("unten", y=60)
        + "0 0 1 rg 50 300 200 100 re f 0 g "
        + text("oben", y=320)
    )
    page = read(tmp_path, engine, content)
    things = sorted([(w.order, w.text) for w in page.words] + [(p.order, p.fill) for p in page.panels])
    assert [thing for _, thing in things] == [(1.0, 0.0, 0.0), "unten", (0.0, 0.0, 1.0), "oben"]


def test_what_the_fast_reader_is_not_sure_of_goes_to_pdfplumber(tmp_path: Path) -> None:
    path = written(tmp_path, pdf_bytes("% ein Kommentar\n" + text("gelesen"), text("schnell")))
    with open_document(path) as document:
        pages = list(document.pages())
        assert [texts(page) for page in pages] == [["gelesen"], ["schnell"]]
        assert [page.engine for page in pages] == ["pdfplumber", "fast"]
        assert list(document.unsure) == [1]


@pytest.mark.parametrize("engine", ENGINES)
def test_two_subsets_of_a_font_are_one_font(tmp_path: Path, engine: str) -> None:
    def subset(prefix: str, descent: int, stem: int) -> Dictionary:
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name(f"/{prefix}+Muster"), Flags=4, Descent=descent, StemV=stem
        )
        return font(f"{prefix}+Muster", FontDescriptor=descriptor, FirstChar=0, Widths=Array([500] * 256))

    page = read(
        tmp_path,
        engine,
        r"BT /F8 12 Tf 72 700 Td (Mobilit) Tj /F9 12 Tf (\344) Tj /F8 12 Tf (t im Tal) Tj ET",
        fonts={"F8": subset("AAAAAA", -200, 90), "F9": subset("BBBBBB", -320, 210)},
    )
    assert [(word.text, word.font, word.bold) for word in page.words] == [
        ("Mobilität", "Muster", False),
        ("im", "Muster", False),
        ("Tal", "Muster", False),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_private_glyph_as_narrow_as_a_hyphen_after_a_letter_is_one(tmp_path: Path, engine: str) -> None:
    differences = Array([1, Name("/uniE001"), Name("/uniE002")])
    odd = font("Muster", FirstChar=0, Widths=Array([330, 330, 900, *[500] * 253]))
    odd.Encoding = Dictionary(Type=Name.Encoding, Differences=differences)
    lines = [r"Bewilli\001", r"gung \001 und\002", r"Ende"]
    content = "BT /F9 12 Tf 72 700 Td " + " 0 -20 Td ".join(f"({line}) Tj" for line in lines) + " ET"
    page = read(tmp_path, engine, content, fonts={"F9": odd})
    assert texts(page) == ["Bewilli\u00ad", "gung", "und", "Ende"]
    assert [icon.text for icon in page.icons] == ["\ue001", "\ue002"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_whose_glyphs_have_no_meaning_has_no_text(tmp_path: Path, engine: str) -> None:
    odd = font()
    odd.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([1, Name.unbekannt, Name.fremd]))
    page = read(tmp_path, engine, r"BT /F9 12 Tf 72 700 Td (\001\002\002\001) Tj ET", fonts={"F9": odd})
    assert [defect.code for defect in page.defects] == ["unmapped-glyphs", "page-without-text"]
