"""Fonts as Type 3: every glyph a little content stream, as old converters write them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pikepdf
import reportlab
from fontTools.agl import UV2AGL
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont as FontFile
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase import pdfmetrics


class _StreamPen(BasePen):  # type: ignore[misc]
    """Outlines as path operators, scaled."""

    def __init__(self, glyphs: object, across: float, up: float) -> None:
        super().__init__(glyphs)
        self.across, self.up = across, up
        self.out: list[str] = []

    def _at(self, *points: tuple[float, float]) -> str:
        return " ".join(f"{x * self.across:.0f} {y * self.up:.0f}" for x, y in points)

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.out.append(self._at(point) + " m")

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.out.append(self._at(point) + " l")

    def _curveToOne(self, a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:  # noqa: N802
        self.out.append(self._at(a, b, c) + " c")

    def _closePath(self) -> None:  # noqa: N802
        self.out.append("h")


@cache
def _procedures(base: str) -> dict[str, tuple[int, float, bytes]]:
    """Glyph name → code, width in thousandths, content stream; widths of the standard font ``base``."""
    folder = Path(reportlab.__file__).parent / "fonts"
    file = FontFile(folder / ("VeraBd.ttf" if "Bold" in base else "Vera.ttf"))
    glyphs, cmap, metrics = file.getGlyphSet(), file.getBestCmap(), file["hmtx"].metrics
    found = {}
    for code in range(32, 256):
        try:
            char = bytes([code]).decode("cp1252")
        except UnicodeDecodeError:
            continue
        name = "sfthyphen" if code == 0xAD else UV2AGL.get(ord(char))
        drawn = ord("-") if code == 0xAD else ord(char)
        if drawn not in cmap or name is None or code == 0xA0:
            continue
        width = float(pdfmetrics.stringWidth(char, base, 1000))
        own = metrics[cmap[drawn]][0]
        pen = _StreamPen(glyphs, width / own, 1000 / file["head"].unitsPerEm)
        glyphs[cmap[drawn]].draw(pen)
        body = f"{width:.0f} 0 0 -250 {width:.0f} 950 d1\n" + "\n".join(pen.out) + "\nf"
        found[name] = (code, width, body.encode())
    return found


def replace_fonts(pdf: pikepdf.Pdf) -> None:
    """Turn the named Helvetica fonts of a file into Type 3 fonts."""
    for item in list(pdf.objects):
        if not isinstance(item, Dictionary) or item.get("/Type") != Name.Font:
            continue
        base = str(item.get("/BaseFont", ""))[1:]
        if not base.startswith("Helvetica"):
            continue
        procedures = _procedures(base)
        differences = Array()
        widths = [0.0] * 224
        streams = Dictionary()
        for name, (code, width, body) in procedures.items():
            differences.append(code)
            differences.append(Name("/" + name))
            widths[code - 32] = width
            streams["/" + name] = pdf.make_stream(body)
        for key in ("/BaseFont",):
            del item[key]
        item["/Subtype"] = Name.Type3
        item["/FontBBox"] = Array([0, -250, 1100, 950])
        item["/FontMatrix"] = Array([0.001, 0, 0, 0.001, 0, 0])
        item["/CharProcs"] = streams
        item["/Encoding"] = Dictionary(Type=Name.Encoding, Differences=differences)
        item["/FirstChar"] = 32
        item["/LastChar"] = 255
        item["/Widths"] = Array(widths)
        item["/Resources"] = Dictionary()
