"""The fast reader and the reference reader see the same on every page of every PDF at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.pdf.making import font, form, gray_image, pdf_bytes, text, written

from extract.pdf.reading import open_document
from extract.pdf.records import Box, Page

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", ROOT.parent / "shared"))
SHARED_REPORTS = sorted((SHARED / "reports").rglob("*.pdf")) if SHARED.is_dir() else []
OWN_REPORTS = sorted((ROOT / "raw_pdfs").glob("*.pdf"))

NEAR = 0.05
"""Points by which places may differ: rounding of two ways to the same number."""


def near(first: Box, second: Box) -> bool:
    return all(
        abs(a - b) < NEAR
        for a, b in zip(
            (first.x0, first.top, first.x1, first.bottom),
            (second.x0, second.top, second.x1, second.bottom),
            strict=True,
        )
    )


def differences(fast: Page, reference: Page) -> list[str]:
    """What two readings of a page do not agree on."""
    found = []
    for kind in ("words", "icons", "panels", "pictures", "marks", "hyperlinks"):
        mine, theirs = getattr(fast, kind), getattr(reference, kind)
        if len(mine) != len(theirs):
            found.append(f"{len(mine)} and {len(theirs)} {kind}")
        for one, other in zip(mine, theirs, strict=False):
            rest = [name for name in type(one).__dataclass_fields__ if name not in ("box", "line_width")]
            if not near(one.box, other.box) or any(getattr(one, n) != getattr(other, n) for n in rest):
                found.append(f"{one} and {other}")
                break
    if (fast.width, fast.height, fast.label) != (reference.width, reference.height, reference.label):
        found.append("size or label")
    if fast.defects != reference.defects:
        found.append(f"{fast.defects} and {reference.defects}")
    return found


def disagreements(path: Path, *, every: int = 1) -> tuple[dict[int, list[str]], int]:
    """Pages on which the readers differ, with what, and how many pages the fast reader read by itself."""
    differing: dict[int, list[str]] = {}
    by_itself = 0
    with open_document(path) as fast, open_document(path, engine="pdfplumber") as reference:
        numbers = range(1, fast.page_count + 1, every)
        for one, other in zip(fast.pages(numbers), reference.pages(numbers), strict=True):
            by_itself += one.engine == "fast"
            if found := differences(one, other):
                differing[one.number] = found
    return differing, by_itself


@pytest.mark.parametrize("path", OWN_REPORTS, ids=lambda path: path.name)
def test_own_reports(path: Path) -> None:
    differing, by_itself = disagreements(path, every=3)
    assert not differing
    assert by_itself


@pytest.mark.parametrize("path", SHARED_REPORTS, ids=lambda path: path.name)
def test_a_few_pages_of_shared_reports(path: Path) -> None:
    differing, by_itself = disagreements(path, every=11)
    assert not differing
    assert by_itself


@pytest.mark.slow
@pytest.mark.parametrize("path", OWN_REPORTS + SHARED_REPORTS, ids=lambda path: path.name)
def test_all_pages(path: Path) -> None:
    differing, by_itself = disagreements(path)
    assert not differing
    assert by_itself


ODDITIES = {
    "kerning and spacing": (
        "BT /F1 11 Tf 90 Tz 0.3 Tc 1.5 Tw 3 Ts 72 700 Td [(Ver) 40 (kehrs) -20 (wende im) -300 (Tal)] TJ "
        "14 TL T* (naechste Zeile) Tj [-250 (mit) 100 ( Einzug)] TJ 1 0.2 (und mehr) \" (weiter) ' ET"
    ),
    "turned and slanted": (
        "BT /F1 12 Tf 0.5 0.866 -0.866 0.5 200 300 Tm (ein schraeger Satz) Tj "
        "1 0 0.3 1 72 500 Tm (kursiv gestellt) Tj 0 1 -1 0 50 400 Tm (am Rand) Tj "
        "-1 0 0 -1 500 100 Tm (kopf) Tj ET"
    ),
    "clipped and nested": (
        "q 60 600 200 120 re W n " + text("drinnen", y=650) + text("draussen", y=500) + "q 2 0 0 2 0 0 cm "
        "/Fm0 Do Q Q " + text("danach", y=400) + "q 100 0 0 50 300 300 cm /Im0 Do Q"
    ),
    "colours": (
        "0.2 0.4 0.6 rg 0 1 1 0 K 3 w 50 50 100 100 re B /DeviceCMYK cs 0 0 0 0.5 sc "
        + text("grau")
        + "/Cs1 cs 0.7 scn "
        + text("Sonderfarbe", y=600)
        + "/Pattern cs /P0 scn 200 50 80 80 re f "
        + text("Muster", y=500)
    ),
    "drawn twice": text("zweimal gesetzt") + text("zweimal gesetzt", x=72.3) + "3 Tr " + text("nie", y=300),
    "shapes": (
        "10 10 m 100 10 l 100 60 l 10 60 l h f 200 10 m 300 10 l S 300 100 m 350 150 l 400 100 l b* "
        "q 0.7 0.7 -0.7 0.7 300 300 cm 0 0 50 50 re s Q "
        "400 400 m 420 440 460 440 480 400 c 480 400 500 380 v "
        "470 370 450 360 y f* 5 5 0 0 re f 20 700 40 40 re 80 700 40 40 re W n /Sh0 sh"
    ),
    "fonts in turn": "BT 72 700 Td " + "/F1 12 Tf (a) Tj /F2 12 Tf (a) Tj " * 3 + "ET",
    "unknown glyphs": r"BT /F9 12 Tf 72 700 Td (a\001b\002 \003) Tj ET",
    "text too small to be seen": (
        "BT /F1 11 Tf 72 700 Td (vor) Tj /F1 0.01 Tf 2 Tc [(und) -90000 ( )] TJ 0 Tc /F1 11 Tf (nach) Tj "
        "/F1 0 Tf (nichts) Tj /F1 11 Tf ( allem) Tj ET"
    ),
    "inline image": "q 40 0 0 40 100 100 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x01EI\x03 EI Q" + text("danach"),
}


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("oddity", ODDITIES)
def test_odd_pages(tmp_path: Path, oddity: str, rotate: int) -> None:
    from pikepdf import Array, Dictionary, Name

    odd = font()
    odd.Encoding = Dictionary(
        Type=Name.Encoding, Differences=Array([1, Name.unbekannt, Name("/uniE0AA"), Name.fl])
    )
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0, 0]), N=1
    )
    path = written(
        tmp_path,
        pdf_bytes(
            ODDITIES[oddity],
            mediabox=(-10, -20, 595, 842),
            cropbox=(5, 7, 590, 800),
            rotate=rotate,
            fonts={"F9": odd},
            xobjects={
                "Fm0": form(text("Formular", x=40, y=310) + "0 0 500 500 re f", bbox=(30, 300, 90, 330)),
                "Im0": gray_image(),
            },
            resources={
                "ColorSpace": Dictionary(Cs1=Array([Name.Separation, Name.Rot, Name.DeviceCMYK, tint]))
            },
        ),
    )
    with open_document(path, engine="fast") as fast, open_document(path, engine="pdfplumber") as reference:
        one, other = next(fast.pages()), next(reference.pages())
    assert differences(one, other) == []
    assert one.engine == "fast"
    assert one.words or oddity == "shapes"
    if oddity == "colours":
        assert {word.text: word.color for word in one.words}["Sonderfarbe"] == (1.0, 0.3, 1.0)
