"""Replacement text (``/ActualText``, ISO 32000-1, 14.9.4), where it says more than the glyphs do.

Producers write all kinds of things there, so it counts only where the glyphs leave no doubt about what
it is for: hyphens that are no part of a word, letters put together from letter and accent, glyphs
without a meaning of their own, and the same letters large or small. Where text is set in capitals by style,
maps to Unicode mix the letters as typed with those shown, and this text says how they were typed.
"""

from __future__ import annotations

import re
import unicodedata

from extract.pdf.content.drawing import Glyph
from extract.pdf.content.lexer import string
from extract.pdf.file.source import decode_text
from extract.pdf.font.glyphs import UNMAPPED

SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset("-\u2010\u2011")
_LONGEST = 4
"""Letters that one glyph may stand for."""

_ENTRY = re.compile(
    rb"""
    /ActualText [\s\x00]*+
    ( < [\dA-Fa-f\s]*+ > | \( (?: [^()\\]++ | \\. )*+ \) )
    """,
    re.VERBOSE | re.DOTALL,
)


def actual_text(operands: bytes) -> str | None:
    """The replacement text among the operands of a ``BDC`` as they are written."""
    found = _ENTRY.search(operands)
    return None if found is None else decode_text(string(found[1]))


_MARK = re.compile(rb"/MCID[\s\x00]*+(\d{1,9})(?!\d)")


def mark_number(operands: bytes) -> int | None:
    """The number of the marked content among the operands of a ``BDC`` as they are written."""
    found = _MARK.search(operands)
    return None if found is None else int(found[1])


def replaced(glyphs: list[Glyph], start: int, text: str) -> None:
    """Put the replacement text in the place of the glyphs from ``start`` on, where it is of use.

    Args:
        glyphs: changed in place.
        start: index of the first glyph that the text stands for.
        text: as the file has it.
    """
    covered = glyphs[start:]
    if not covered:
        return
    first = covered[0]
    if text == SOFT_HYPHEN:
        if len(covered) == 1 and first[0] in _HYPHENS:
            glyphs[start] = (text, *first[1:])
        return
    text = unicodedata.normalize("NFC", text)
    if _same_letters(covered, text):
        for place, letter in enumerate(text, start):
            glyphs[place] = (letter, *glyphs[place][1:])
        return
    if not text.isalnum() or any(glyph[4] is not first[4] or glyph[3] != first[3] for glyph in covered):
        return
    unknown = all(glyph[0] == UNMAPPED for glyph in covered) and len(text) <= _LONGEST * len(covered)
    if unknown or _puts_together([glyph[0] for glyph in covered], text):
        ends = (min(glyph[1] for glyph in covered), max(glyph[2] for glyph in covered))
        glyphs[start:] = [(text, *ends, *first[3:])]


def _same_letters(covered: list[Glyph], text: str) -> bool:
    """The letters of the glyphs, one each, of which some are large in the one and small in the other."""
    shown = "".join(glyph[0] for glyph in covered)
    return len(shown) == len(covered) == len(text) and shown != text and shown.lower() == text.lower()


def _puts_together(parts: list[str], letter: str) -> bool:
    """A letter and an accent, in any order, as two glyphs."""
    base = unicodedata.normalize("NFD", letter)[0]
    if len(parts) != 2 or len(letter) != 1 or base == letter or base not in parts:
        return False
    accent = parts[1 - parts.index(base)]
    return len(accent) == 1 and unicodedata.category(accent) in ("Mn", "Sk", "Lm", "Po")
