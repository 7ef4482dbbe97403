"""pdfminer's fonts with a bound for their tables, of which one entry may say that it has 2⁴⁰ glyphs, and with
the soft hyphen that it takes for a space."""

from __future__ import annotations

from pdfminer.cmapdb import CMapParser
from pdfminer.encodingdb import EncodingDB
from pdfminer.pdffont import (
    PDFCIDFont,
    PDFSimpleFont,
    PDFTrueTypeFont,
    PDFType1Font,
    PDFType3Font,
    TrueTypeFont,
    get_widths,
    get_widths2,
)
from pdfminer.pdfinterp import PDFResourceManager

from extract.pdf.file.renaming import with_names

_GLYPHS = 0x10000
"""A font has no more (OpenType and ISO 32000-1, annex C)."""
_ENTRIES = 2_000_000


class _Ranges:
    """Stands in for ``range`` where tables of fonts are filled."""

    def __init__(self) -> None:
        self.left = _ENTRIES

    def __call__(self, *bounds: int) -> range:
        glyphs = range(*bounds)[:_GLYPHS]
        self.left -= len(glyphs)
        if self.left < 0:
            raise ValueError("a font with more entries than a font can have")
        return glyphs


_ranges = _Ranges()


def begin_font() -> None:
    """The tables of another font are going to be filled."""
    _ranges.left = _ENTRIES


class FontProgram(TrueTypeFont):
    """A TrueType program, for its table of characters."""

    parse_cmap_format_2 = with_names(TrueTypeFont.parse_cmap_format_2, range=_ranges)
    parse_cmap_format_4 = with_names(TrueTypeFont.parse_cmap_format_4, range=_ranges)
    parse_cmap_format_6 = with_names(TrueTypeFont.parse_cmap_format_6, range=_ranges)
    parse_cmap_format_10 = with_names(TrueTypeFont.parse_cmap_format_10, range=_ranges)
    parse_cmap_format_12 = with_names(TrueTypeFont.parse_cmap_format_12, range=_ranges)


class _Codes(CMapParser):
    do_keyword = with_names(CMapParser.do_keyword, range=_ranges)


_WIN = EncodingDB.win2unicode | {173: "\u00ad"}
"""WinAnsiEncoding shows a hyphen at 173 (ISO 32000-1, D.2, note 6), and writers put soft hyphens there."""


class _Encodings(EncodingDB):
    encodings = EncodingDB.encodings | {"WinAnsiEncoding": _WIN}


class _SimpleFont(PDFSimpleFont):
    __init__ = with_names(PDFSimpleFont.__init__, CMapParser=_Codes, EncodingDB=_Encodings)


class _Type1Font(PDFType1Font):
    __init__ = with_names(PDFType1Font.__init__, PDFSimpleFont=_SimpleFont)


class _TrueTypeFont(PDFTrueTypeFont):
    __init__ = _Type1Font.__init__


class _Type3Font(PDFType3Font):
    __init__ = with_names(PDFType3Font.__init__, PDFSimpleFont=_SimpleFont)


class _CIDFont(PDFCIDFont):
    __init__ = with_names(
        PDFCIDFont.__init__,
        CMapParser=_Codes,
        TrueTypeFont=FontProgram,
        get_widths=with_names(get_widths, range=_ranges),
        get_widths2=with_names(get_widths2, range=_ranges),
    )


class BoundedFonts(PDFResourceManager):
    """pdfminer's resource manager, whose fonts are those of this module."""

    get_font = with_names(
        PDFResourceManager.get_font,
        PDFType1Font=_Type1Font,
        PDFTrueTypeFont=_TrueTypeFont,
        PDFType3Font=_Type3Font,
        PDFCIDFont=_CIDFont,
    )
