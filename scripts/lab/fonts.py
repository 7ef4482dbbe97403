"""The laboratory's fonts.

Bitstream Vera comes with reportlab; it gets the few characters it lacks (thin spaces, U+2010) as further
names of glyphs it has. Helvetica and Times are named only, not embedded, in WinAnsi encoding and without
a ToUnicode map.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import reportlab
from fontTools.ttLib import TTFont as FontFile
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from scripts.lab.ink import Face
from scripts.sample.icons import CODES

ALIASES = {0x2009: "space", 0x202F: "space", 0x2010: "hyphen", 0x2082: "twosuperior"}
STANDARD: dict[str, dict[Face, str]] = {
    "helvetica": {"regular": "Helvetica", "bold": "Helvetica-Bold"},
    "times": {"regular": "Times-Roman", "bold": "Times-Bold"},
    "type3": {"regular": "Helvetica", "bold": "Helvetica-Bold"},
}
ZAPF = {"tick": "4", "clock": "m", "plus": "\u002b"}
"""Bytes of ZapfDingbats that stand for icons where the standard fonts are used."""
NOT_IN_WINANSI = str.maketrans({"₂": "2", "\u202f": "\u00a0", "\u2009": "\u00a0", "\u2010": "-"})


@cache
def prepare() -> None:
    """Make the fonts known to reportlab; done once."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("LabSans", "Vera.ttf"), ("LabSans-Bold", "VeraBd.ttf")):
        font = FontFile(folder / file, recalcTimestamp=False)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap.update(
                    {code: glyph for code, glyph in ALIASES.items() if glyph in font.getGlyphSet()}
                )
        stream = io.BytesIO()
        font.save(stream)
        stream.seek(0)
        pdfmetrics.registerFont(TTFont(name, stream))
    symbols = Path(__file__).parents[1] / "sample" / "fonts" / "symbole.ttf"
    pdfmetrics.registerFont(TTFont("LabIcons", str(symbols)))


def font_name(family: str, face: Face) -> str:
    """The name reportlab knows the face by."""
    prepare()
    if face == "icon":
        return "LabIcons" if family == "truetype" else "ZapfDingbats"
    return (
        STANDARD[family][face] if family in STANDARD else {"regular": "LabSans", "bold": "LabSans-Bold"}[face]
    )


def icon(family: str, name: str) -> str:
    """The character that shows an icon in the family's icon font."""
    return CODES[name] if family == "truetype" else ZAPF.get(name, "l")


def printable(family: str, text: str) -> str:
    """The text with what the family cannot show replaced by the nearest it can."""
    return text if family == "truetype" else text.translate(NOT_IN_WINANSI)


def width(family: str, face: Face, text: str, size: float) -> float:
    """Advance width in points."""
    return float(pdfmetrics.stringWidth(text, font_name(family, face), size))
