"""Fonts of a document, where a broken one costs its own glyphs and not the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pdfminer.cmapdb import CMap, CMapBase, FileUnicodeMap, IdentityCMap, IdentityCMapByte
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont, PDFUnicodeNotDefined
from pdfminer.pdftypes import PDFStream, resolve1

from extract.pdf.file.limits import PageLimitError
from extract.pdf.font.bounded import BoundedFonts, begin_font
from extract.pdf.font.programs import WithNames, WithProgram

_ONE_BYTE = re.compile(rb"begincodespacerange\s*<[\dA-Fa-f]{2}>\s*<[\dA-Fa-f]{2}>\s*endcodespacerange")


class BrokenFont(PDFFont):
    """Stands in for a font that cannot be read: no glyph has a meaning."""

    def __init__(self) -> None:
        super().__init__({"FontName": "unreadable font"}, {}, default_width=500)

    def to_unichr(self, cid: int) -> str:
        raise PDFUnicodeNotDefined(None, cid)


class Resources(BoundedFonts):
    """pdfminer's resource manager with a font for every case."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        """Fonts within fonts that are being read."""

    def get_font(self, objid: Any, spec: Mapping[str, object]) -> PDFFont:
        if not self._depth:
            begin_font()
        self._depth += 1
        try:
            font: PDFFont = super().get_font(objid, spec)
        except PageLimitError:
            raise
        except Exception:
            font = BrokenFont()
            if objid:
                self._cached_fonts[objid] = font
            return font
        finally:
            self._depth -= 1
        if isinstance(font, PDFCIDFont) and not isinstance(font.unicode_map, WithProgram):
            font.unicode_map = WithProgram(font.unicode_map, spec, font.char_width)
            if isinstance(font.cmap, CMap) and not font.cmap.code2cid:
                font.cmap = _own_codes(spec)
        if isinstance(font, PDFSimpleFont) and isinstance(font.unicode_map, FileUnicodeMap):
            font.unicode_map = WithNames(font, spec)
        return font


def _own_codes(spec: Mapping[str, object]) -> CMapBase:
    """Codes of a font whose encoding stands in the file or is not known, for which pdfminer has no glyph at
    all. They are taken for numbers of glyphs, which is what such files mean nearly always; where it is
    wrong, glyphs without a meaning tell."""
    encoding = resolve1(spec.get("Encoding"))
    data = encoding.get_data() if isinstance(encoding, PDFStream) else b""
    return (IdentityCMapByte if _ONE_BYTE.search(data) else IdentityCMap)(WMode=0)
