"""Ligatures that the file's own map leaves out are read from the font program."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name
from tests.pdf.making import pdf_bytes, written

from extract.pdf.reading import open_document

LETTERS = ["O", "e", "n", "H", "a"]


def _program(ligature: str, *, cff: bool, character: int | None) -> bytes:
    """A font of boxes: ``.notdef``, some letters, and a ligature as glyph 6."""
    order = [".notdef", *LETTERS, ligature]
    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder(order)
    mapped = {ord(letter): letter for letter in LETTERS} | ({character: ligature} if character else {})
    builder.setupCharacterMap(mapped)
    if cff:
        pens = {name: T2CharStringPen(500, None) for name in order}
        builder.setupCFF("Boxes", {}, {name: _box(pen).getCharString() for name, pen in pens.items()}, {})
    else:
        builder.setupGlyf({name: _box(TTGlyphPen(None)).glyph() for name in order})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost(keepGlyphNames=True)
    stream = io.BytesIO()
    builder.save(stream)
    return stream.getvalue()


def _box(pen: Any) -> Any:
    pen.moveTo((0, 0))
    for point in ((400, 0), (400, 700), (0, 700)):
        pen.lineTo(point)
    pen.closePath()
    return pen


def _bare(program: bytes) -> bytes:
    """The CFF table alone, as most files embed it."""
    data: bytes = TTFont(io.BytesIO(program)).getTableData("CFF ")
    return data


def _text(folder: Path, program: bytes, *, key: str, subtype: str | None, ligature_line: str) -> str:
    pairs = [f"<{gid:04x}> <{ord(letter):04x}>" for gid, letter in enumerate(LETTERS, start=1)]
    pairs += [ligature_line] if ligature_line else []
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(pairs)} beginbfchar\n" + "\n".join(pairs) + "\nendbfchar endcmap end end"
    )

    def font(pdf: pikepdf.Pdf) -> Dictionary:
        stream = pdf.make_stream(program)
        if subtype:
            stream.Subtype = Name(subtype)
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Boxes, Flags=4, Ascent=800, Descent=-200
        )
        descriptor[key] = stream
        kind = Name.CIDFontType2 if key == "/FontFile2" else Name.CIDFontType0
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=kind,
            BaseFont=Name.Boxes,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            DW=500,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.Boxes,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(cmap.encode()),
        )

    content = "BT /Boxes 12 Tf 72 700 Td <000100060002000300020003> Tj ET"  # O, ligature, e, n, e, n
    path = written(folder, pdf_bytes(content, fonts={"Boxes": font}))
    with open_document(path) as document:
        (page,) = document.pages()
    return " ".join(word.text for word in page.words)


@pytest.mark.parametrize("line", ["<0006> <>", "", "<0006> <0000>", "<0006> <fffd>"])
def test_a_ligature_by_its_character_in_the_program(tmp_path: Path, line: str) -> None:
    program = _program("glyph6", cff=False, character=0xFB00)
    assert _text(tmp_path, program, key="/FontFile2", subtype=None, ligature_line=line) == "Offenen"


@pytest.mark.parametrize("name", ["f_f", "ff", "uniFB00", "f_f.alt", "uni00660066"])
@pytest.mark.parametrize("bare", [True, False], ids=["CFF", "OpenType"])
def test_a_ligature_by_its_name(tmp_path: Path, name: str, bare: bool) -> None:
    program = _program(name, cff=True, character=None)
    program, subtype = (_bare(program), "/CIDFontType0C") if bare else (program, "/OpenType")
    assert _text(tmp_path, program, key="/FontFile3", subtype=subtype, ligature_line="") == "Offenen"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("f_f", "Offenen"),
        ("f.short", "Ofenen"),
        ("f_f.alt", "Offenen"),
        ("plus", "Oenen"),
        ("x_square", "Oenen"),
    ],
)
def test_a_letter_at_a_private_code_point_by_its_name(tmp_path: Path, name: str, text: str) -> None:
    """Text fonts keep ligatures and other shapes there; what is named after no letters is a picture."""
    program = _program(name, cff=True, character=0xE039)
    line = "<0006> <e039>"
    found = _text(tmp_path, program, key="/FontFile3", subtype="/OpenType", ligature_line=line)
    assert found.replace(" ", "") == text


def test_the_map_of_the_file_comes_first(tmp_path: Path) -> None:
    program = _program("f_f", cff=False, character=0xFB00)
    line = "<0006> <00660069>"
    assert _text(tmp_path, program, key="/FontFile2", subtype=None, ligature_line=line) == "Ofienen"


@pytest.mark.parametrize("program", [b"", b"OTTO", b"\x01\x00\x04\x02" + bytes(40)])
def test_a_damaged_program_knows_nothing(tmp_path: Path, program: bytes) -> None:
    text = _text(tmp_path, program, key="/FontFile3", subtype="/CIDFontType0C", ligature_line="")
    assert text.startswith("O")
    assert "ff" not in text
