"""Fonts as lookup tables, filled from pdfminer's font objects as glyphs turn up."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable
from typing import Any

from pdfminer.cmapdb import IdentityCMap, IdentityCMapByte
from pdfminer.pdffont import PDFUnicodeNotDefined

from extract.pdf.content.lexer import Unsure, string
from extract.pdf.font.facts import facts_of
from extract.pdf.font.glyphs import resolve
from extract.pdf.font.mending import mends_of

Entry = tuple[str, float, int]
"""Text of a glyph, its width in em, and what is special about it."""
PLAIN, NOTHING, ICON, BEFORE_WORD_SPACE, MENDED = 0, 1, 2, 3, 4
"""Nothing special; no text at all; a picture; word spacing follows (single-byte code 32); from here on
a text other than the one the file gives: the entry of `FontTable.mended` so much further on."""
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
        noted = mends_of(font).noted
        self.mended = sorted(set(noted.values()))
        """What the file says of glyphs, and what is read instead."""
        self._noted = {code: MENDED + self.mended.index(pair) for code, pair in noted.items()}
        self.multibyte: bool = font.is_multibyte()
        # Most files write the same syllables, or single glyphs, again and again.
        self.strings: dict[bytes, tuple[Entry, ...]] = {}
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
        if not 0 <= width < math.inf or not isinstance(raw, str):
            raise Unsure("a glyph without width or meaning")
        text, icon = resolve(raw, symbol_font=self.facts.symbol)
        special = ICON if icon else PLAIN if text else NOTHING
        if code == 32 and not self.multibyte:
            if icon or not text:
                raise Unsure("a space that is none")
            special = BEFORE_WORD_SPACE
        elif special == PLAIN and code in self._noted:
            special = self._noted[code]
        entry = self[code] = (text, width, special)
        return entry

    def glyphs(self, written: bytes) -> tuple[Entry, ...]:
        """The glyphs of a string as it is written in the file; kept for the next time."""
        if len(self.strings) >= _CACHED_STRINGS:
            self.strings.clear()
        found = self.strings[written] = tuple([self[code] for code in self.codes(string(written))])
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
