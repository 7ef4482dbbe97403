"""Replacement text of marked content: taken where it tells more than the glyphs, ignored elsewhere."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from tests.pdf.making import font, pdf_bytes, written
from tests.pdf.test_pdf_engines_agree import differences

from extract.pdf.reading import Engine, open_document


def marked(shown: str, text: str) -> str:
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex()}>>> BDC {shown} EMC "


def words(folder: Path, content: str) -> list[str]:
    """The words as both readers see them."""
    odd = font()
    odd.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([1, Name.g001, Name.g002]))
    content = f"BT /F1 12 Tf 72 700 Td {content} ET"
    path = written(folder, pdf_bytes(content, fonts={"F9": odd}))
    with open_document(path, engine="fast") as fast, open_document(path, engine="pdfplumber") as reference:
        pages = [next(fast.pages()), next(reference.pages())]
    assert differences(pages[0], pages[1]) == []
    return [word.text for word in pages[0].words]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # a hyphen that the typesetter put in, and one that belongs to the word
        ("(Bewilli) Tj " + marked("(-) Tj", "\u00ad"), ["Bewilli\u00ad"]),
        ("(Lahn) Tj " + marked("(-) Tj", "-"), ["Lahn-"]),
        # a letter and its accent
        ("(f) Tj " + marked(r"(u\250) Tj", "u\u0308") + "(r) Tj", ["für"]),
        ("(f) Tj " + marked(r"(\250u) Tj", "ü") + "(r) Tj", ["für"]),
        # glyphs without a meaning of their own
        ("/F9 12 Tf " + marked(r"(\001) Tj", "ffi"), ["ffi"]),
        ("/F9 12 Tf " + marked(r"(\001\002) Tj", "Tal"), ["Tal"]),
        # nothing to gain: other words, white space, empty, longer than the glyphs can be
        (marked("(Kanal) Tj", "Bach"), ["Kanal"]),
        (marked("(Kanal) Tj", "\t"), ["Kanal"]),
        (marked("(Kanal) Tj", ""), ["Kanal"]),
        ("/F9 12 Tf " + marked(r"(\001) Tj", "ein ganzer Satz"), []),
        (marked("(2021) Tj", "2022"), ["2021"]),
        # as a literal string, of an outer and an inner span, without an end
        ("(Bewilli) Tj /Span <</ActualText (\\376\\377\\000\\255)>> BDC (-) Tj EMC", ["Bewilli\u00ad"]),
        ("(Bewilli) Tj " + marked(marked("(-) Tj", "\u00ad"), "x"), ["Bewilli-"]),
        ("(Bewilli) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj", ["Bewilli\u00ad"]),
        ("EMC EMC (Tal) Tj", ["Tal"]),
    ],
)
def test_replacement_text(tmp_path: Path, content: str, expected: list[str]) -> None:
    assert words(tmp_path, content) == expected


def test_a_property_list_of_any_depth_does_no_harm(tmp_path: Path) -> None:
    content = "/P <</A <</B [(x) <41>] /ActualText (innen)>> /MCID 3>> BDC (Tal) Tj EMC"
    assert words(tmp_path, content) == ["Tal"]


@pytest.mark.parametrize("engine", ["fast", "pdfplumber"])
def test_replacement_text_in_the_structure_tree(tmp_path: Path, engine: Engine) -> None:
    odd = font()
    odd.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([1, Name.g001, Name.g002]))
    content = "BT /F9 12 Tf 72 700 Td /Span <</MCID 0>> BDC (\\001) Tj EMC (nung ) Tj "
    content += "/Span <</MCID 1>> BDC (\\002) Tj EMC /Span <</MCID 2>> BDC ( Weg) Tj EMC "
    content += "/Span <</MCID 3>> BDC ( \\002) Tj EMC ET"
    with Pdf.open(io.BytesIO(pdf_bytes(content, fonts={"F9": odd}))) as pdf:

        def element(text: str, kids: object) -> Object:
            entries = {"Type": Name.StructElem, "S": Name.Span, "ActualText": String(text), "K": kids}
            return pdf.make_indirect(Dictionary(**entries))

        both = element("nie", Array([3, 4]))
        elements = [
            element("Öff", 0),
            element("ffi", Array([Dictionary(Type=Name.MCR, MCID=1)])),
            element("Bahn", 2),
            both,
            Name.Nichts,
        ]
        pdf.pages[0].obj.StructParents = 7
        numbers = Dictionary(Nums=Array([7, Array(elements)]))
        pdf.Root.StructTreeRoot = Dictionary(
            Type=Name.StructTreeRoot, ParentTree=Dictionary(Kids=Array([pdf.make_indirect(numbers)]))
        )
        target = io.BytesIO()
        pdf.save(target)
    with open_document(written(tmp_path, target.getvalue()), engine=engine) as document:
        page = next(document.pages())
    assert [word.text for word in page.words] == ["Öffnung", "ffi", "Weg"]
    assert [defect.count for defect in page.defects if defect.code == "unmapped-glyphs"] == [1]
