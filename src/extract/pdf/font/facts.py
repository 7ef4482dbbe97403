"""Facts about fonts that both readers take from pdfminer's font objects."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import Any

from pdfminer.pdffont import PDFType3Font

from extract.pdf.font.fonts import is_bold, is_italic, plain_name
from extract.pdf.font.glyphs import is_symbol_font


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What the file says about a font."""

    name: str
    bold: bool
    italic: bool
    symbol: bool
    descent: float
    """Bottom of the glyph boxes as a fraction of the font size (pdfminer's convention)."""
    height: float
    """Height of the glyph boxes as a fraction of the font size: 1 but for Type 3 fonts."""


def number(value: Any, default: float = 0.0) -> float:
    """A finite number or the default: files write nonsense here."""
    if isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    return default


def _nameless(font: Any) -> str:
    """A name for a font without one. Type 3 fonts seldom have any: their widths tell bold from regular."""
    if not isinstance(font, PDFType3Font):
        return "unknown"
    widths = sorted((str(code), number(width)) for code, width in font.widths.items())
    return f"Type3-{zlib.crc32(repr((font.matrix, font.bbox, widths)).encode()):08x}"


def facts_of(font: Any) -> FontFacts:
    """The facts of a pdfminer font."""
    height = 1.0
    if isinstance(font, PDFType3Font):
        # The size of a Type 3 font is in units of its own; the letters are as high as its box.
        height = number((font.bbox[3] - font.bbox[1]) * font.vscale) or 1.0
    name = plain_name(font.fontname)
    if name in ("", "unknown"):
        name = plain_name(getattr(font, "basefont", "")) or _nameless(font)
    flags = font.flags if isinstance(font.flags, int) else 0
    descriptor = font.descriptor if isinstance(font.descriptor, dict) else {}
    return FontFacts(
        name=name,
        bold=is_bold(name, flags=flags, weight=number(descriptor.get("FontWeight"))),
        italic=is_italic(name, flags=flags, angle=number(font.italic_angle)),
        symbol=is_symbol_font(name),
        descent=number(font.get_descent()),
        height=abs(height),
    )
