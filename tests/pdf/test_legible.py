"""Text layers that make no sense."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Dictionary, Pdf
from tests.pdf.making import font, pdf_bytes, text, written

from extract.pdf.page.legible import is_garbled
from extract.pdf.reading import open_document

GERMAN = (
    "Die Fähre verbindet wieder beide Ufer des Flusses. Im Frühjahr wurden die Anleger erneuert, im Sommer "
    "begann der Betrieb. Die Gemeinde zahlt den Unterhalt, das Land fördert den Kauf des zweiten Schiffs."
)
ENGLISH = (
    "The ferry connects both banks of the river again. In spring the landing stages were renewed, and in "
    "summer the service began. The municipality pays for maintenance, the state for the second ship."
)
FIGURES = "12.500 13.900 14.200 " * 30


def moved(string: str, by: int) -> str:
    """As a font shows it whose codes are glyph numbers."""
    return "".join(chr(ord(char) - by) if ord(char) - by > 32 else char for char in string)


@pytest.mark.parametrize(
    "readable", [GERMAN, ENGLISH, GERMAN.upper(), FIGURES, "Inhalt", "Отчёт о проекте " * 30]
)
def test_text_is_not_garbled(readable: str) -> None:
    assert not is_garbled(readable.split())


@pytest.mark.parametrize("by", [29, 3, -5])
def test_codes_of_glyphs_are(by: int) -> None:
    assert is_garbled(moved(GERMAN + GERMAN, by).split())


def wrong_meanings(pdf: Pdf) -> Dictionary:
    """A font that draws letters and says they are others."""
    lines = "\n".join(f"<{code:02x}> <{0x61 + (code * 7 + 3) % 26:04x}>" for code in range(0x41, 0x7B))
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{0x7B - 0x41} beginbfchar\n{lines}\nendbfchar endcmap end end"
    )
    return font(ToUnicode=pdf.make_indirect(pdf.make_stream(table.encode("ascii"))))


def garbled_page() -> bytes:
    lines = [GERMAN[start : start + 60] for start in range(0, len(GERMAN), 60)] * 3
    return pdf_bytes(
        "".join(text(line, y=740 - 22 * number) for number, line in enumerate(lines)),
        fonts={"F1": wrong_meanings},
    )


def test_a_page_with_such_a_text_layer_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, garbled_page())
    with open_document(path) as document:
        page = next(iter(document.pages()))
    assert [defect.code for defect in page.defects] == ["garbled-text"]
