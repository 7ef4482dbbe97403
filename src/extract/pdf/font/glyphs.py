"""From what a font says a glyph means to text: ligatures, bullets, icons, unknown glyphs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SPACE = " "
UNMAPPED = "\ufffd"
"""Stands for a glyph without a meaning."""

# pdfminer's way of writing a glyph without a Unicode meaning.
_CID = re.compile(r"\(cid:\d+\)")

# Zero-width characters carry no text here; a soft hyphen does (its place decides what it means).
_NOTHING = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])

# NFKC would also turn CO₂ into CO2 and ½ into 1⁄2: only the Latin ligatures are taken apart.
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}

# Some typesetting programs write every hyphen as U+2010; nothing in a report hangs on which one it is.
_HYPHENS = {0x2010: "-", 0x2011: "-"}

_REPLACEMENTS = _LIGATURES | _NOTHING | _HYPHENS

# Bullets as word processors write them with Symbol and Wingdings: by private code or by letter.
_SYMBOL_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf09f": "•",
    "\uf02d": "–",
    "l": "●",
    "n": "■",
    "§": "▪",
    "Ÿ": "•",
    "·": "•",
}
_BULLETS = frozenset("•●○■□▪▫◦‣⁃∙·–—-◆▶►➤➢")

_SYMBOL_FONT = re.compile(
    r"""
      wingdings | webdings | dingbats          # picture fonts of office suites and of PDF itself
    | icons? (?![a-z]) | icomoon | glyphicons  # icon fonts by their usual names
    | font-?\s?awesome | \bsymbolMT\b | ^symbol$
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_symbol_font(font: str) -> bool:
    """True for fonts whose letters are pictures (Wingdings, ZapfDingbats, icon fonts)."""
    return _SYMBOL_FONT.search(font) is not None


def is_private(text: str) -> bool:
    """True when the text starts with a private-use code point."""
    code = ord(text[0])
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


@lru_cache(maxsize=20_000)
def resolve(raw: str, *, symbol_font: bool = False) -> tuple[str, bool]:
    """What a glyph says, and whether it is an icon.

    Args:
        raw: the font's Unicode meaning of the glyph, possibly several characters.
        symbol_font: the font's letters are pictures.

    Returns:
        The text (`SPACE` for any white space, `UNMAPPED` for a glyph without meaning, empty for nothing)
        and True if it is a picture.

    >>> resolve("ﬁ")
    ('fi', False)
    >>> resolve("(cid:12)")
    ('\ufffd', False)
    """
    if not raw or "\ufffd" in raw or _CID.fullmatch(raw):
        return UNMAPPED, False
    if raw.isspace():
        return SPACE, False
    text = raw.translate(_REPLACEMENTS)
    if not text:
        return "", False
    if text.isspace():
        return SPACE, False
    if symbol_font:
        if text in _SYMBOL_BULLETS:
            return _SYMBOL_BULLETS[text], False
        if text in _BULLETS:
            return text, False
        # Letters stand for pictures; the Greek ones and the mathematical signs of the Symbol font are text.
        greek = "\u0370" <= text[0] <= "\u03ff"
        picture = unicodedata.category(text[0]) == "So" or (text[0].isalnum() and not greek)
        return text, picture or is_private(text) or text.isascii()
    if is_private(text):
        return text, True
    if any(unicodedata.category(char) == "Cc" for char in text):
        return UNMAPPED, False
    return unicodedata.normalize("NFC", text), False
