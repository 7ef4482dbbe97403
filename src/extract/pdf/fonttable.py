"""Fonts as lookup tables, filled from pdfminer's font objects as glyphs turn up."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable
from typing import Any

from pdfminer.cmapdb import IdentityCMap, IdentityCMapByte
from pdfminer.pdffont import PDFUnicodeNotDefined

from extract.pdf.facts import facts_of
from extract.pdf.glyphs import resolve
from extract.pdf.lexer import Unsure


class FontTable(dict[int, tuple[str, bool, float]]):
    """Character code → text, whether it is an icon, width in em. Codes are added when first asked for."""

    def __init__(self, font: Any) -> None:
        """
        Args:
            font: a pdfminer font; kept, so that its identity stays its own.

        Raises:
            Unsure: the font writes downwards.
        """
        super().__init__()
        if font.is_vertical():
            raise Unsure("text that runs downwards")
        self.font = font
        self.facts = facts_of(font)
        self.multibyte: bool = font.is_multibyte()
        cmap = getattr(font, "cmap", None)
        self.wide = (
            self.multibyte and isinstance(cmap, IdentityCMap) and not isinstance(cmap, IdentityCMapByte)
        )

    def __missing__(self, code: int) -> tuple[str, bool, float]:
        try:
            raw = self.font.to_unichr(code)
        except PDFUnicodeNotDefined:
            raw = f"(cid:{code})"
        width = float(self.font.char_width(code))
        if not math.isfinite(width) or not isinstance(raw, str):
            raise Unsure("a glyph without width or meaning")
        text, icon = resolve(raw, symbol_font=self.facts.symbol)
        entry = self[code] = (text, icon, width)
        return entry

    def codes(self, string: bytes) -> Iterable[int]:
        """Character codes of a string."""
        if self.wide:
            count = len(string) // 2
            return struct.unpack(f">{count}H", string[: 2 * count])
        if not self.multibyte:
            return string
        codes: Iterable[int] = self.font.decode(string)
        return codes
