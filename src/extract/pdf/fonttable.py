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
from extract.pdf.lexer import Unsure, string

Entry = tuple[str, bool, float, bool]
"""Text of a glyph, whether it is an icon, its width in em, whether word spacing follows it."""
_CACHED_STRINGS = 20_000


class FontTable(dict[int, Entry]):
    """Character code → glyph. Codes are added when first asked for."""

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
        # Most files write the same syllables, or single glyphs, again and again.
        self._literal: dict[bytes, tuple[Entry, ...]] = {}
        self._hexadecimal: dict[bytes, tuple[Entry, ...]] = {}
        cmap = getattr(font, "cmap", None)
        self.wide = (
            self.multibyte and isinstance(cmap, IdentityCMap) and not isinstance(cmap, IdentityCMapByte)
        )

    def __missing__(self, code: int) -> Entry:
        try:
            raw = self.font.to_unichr(code)
        except PDFUnicodeNotDefined:
            raw = f"(cid:{code})"
        width = float(self.font.char_width(code))
        if not math.isfinite(width) or not isinstance(raw, str):
            raise Unsure("a glyph without width or meaning")
        text, icon = resolve(raw, symbol_font=self.facts.symbol)
        entry = self[code] = (text, icon, width, code == 32)
        return entry

    def glyphs(self, hexadecimal: bytes, literal: bytes) -> tuple[Entry, ...]:
        """The glyphs of a string as it is written in the file, in one of two ways."""
        strings, key = (self._literal, literal) if literal else (self._hexadecimal, hexadecimal)
        found = strings.get(key)
        if found is None:
            if len(strings) >= _CACHED_STRINGS:
                strings.clear()
            found = strings[key] = tuple(self[code] for code in self.codes(string(hexadecimal, literal)))
        return found

    def codes(self, text: bytes) -> Iterable[int]:
        """Character codes of the bytes of a string."""
        if self.wide:
            count = len(text) // 2
            return struct.unpack(f">{count}H", text[: 2 * count])
        if not self.multibyte:
            return text
        codes: Iterable[int] = self.font.decode(text)
        return codes
