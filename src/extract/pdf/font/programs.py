"""What glyphs mean by the font program in the file, where its ``/ToUnicode`` map does not say.

Typesetting programs leave ligatures out of that map, or give them an empty text. The program itself knows
them: as characters (U+FB00 stands for a glyph) or by name (``f_f``, ``uni0066``). Where a font keeps such
glyphs at private code points, as many text fonts do, the map repeats these, and the name alone tells that
they are letters.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pdfminer.cmapdb import UnicodeMap
from pdfminer.pdffont import TrueTypeFont
from pdfminer.pdftypes import PDFStream, resolve1

from extract.pdf.file.bombs import begin_font
from extract.pdf.font.glyphs import is_private

_SFNT = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_GLYPHS = 0x10000
"""A font has no more (OpenType and ISO 32000-1, annex C)."""
_NOTHING = ("", "\ufffd", "\x00")
_LETTERS = frozenset("aen")
"""Names that the glyphs of every text font have, and those of fonts with pictures have not."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """What a font program says about its glyphs, by their numbers."""

    texts: Mapping[int, str] = field(default_factory=dict)
    variants: Mapping[int, str] = field(default_factory=dict)
    """Letters and digits by a name made of theirs: ligatures (``f_t``) and other shapes (``f.short``)."""


class WithProgram(UnicodeMap):
    """Stands in for the map of a composite font: asks the font program where the map has no text."""

    def __init__(self, given: Any, descendant: Mapping[str, Any]) -> None:
        """
        Args:
            given: pdfminer's map, or None where the file has none.
            descendant: dictionary of the CIDFont.
        """
        super().__init__()
        self._given = given
        self._descendant = descendant
        self._program: Meanings | None = None
        self._text: bool | None = None

    def get_unichr(self, cid: int) -> str:
        """The text of a glyph; empty if the map of the file says so and the program knows no better.

        Raises:
            KeyError: nobody knows.
        """
        try:
            given = self._given.get_unichr(cid) if self._given else None
        except KeyError:
            given = None
        private = isinstance(given, str) and given not in _NOTHING and is_private(given)
        if isinstance(given, str) and given not in _NOTHING and not private:
            return given
        if private and not self._sets_text():
            return str(given)
        if self._program is None:
            self._program = meanings(self._descendant)
        text = self._program.variants.get(cid) if private else self._program.texts.get(cid)
        if text:
            return text
        if given is None:
            raise KeyError(cid)
        return str(given)

    def _sets_text(self) -> bool:
        """Whether the map has letters as well: a font of pictures only need not be looked into."""
        if self._text is None:
            texts = getattr(self._given, "cid2unichr", {}).values()
            self._text = any(
                isinstance(text, str) and text.isalpha() and not is_private(text) for text in texts
            )
        return self._text


def meanings(descendant: Mapping[str, Any]) -> Meanings:
    """Texts by CID as the embedded font program gives them; empty where it is missing or damaged."""
    places = resolve1(descendant.get("CIDToGIDMap"))
    if isinstance(places, PDFStream):
        return Meanings()  # a map between the two: rare, and never seen with a gap in the text
    descriptor = resolve1(descendant.get("FontDescriptor"))
    if not isinstance(descriptor, dict):
        return Meanings()
    stream = resolve1(descriptor.get("FontFile2") or descriptor.get("FontFile3"))
    if not isinstance(stream, PDFStream):
        return Meanings()
    try:
        return _of_program(stream.get_data())
    except Exception:  # a library reading what may be any bytes
        return Meanings()


def _of_program(data: bytes) -> Meanings:
    # Imported where a font needs it: few files have one.
    from fontTools import agl

    names = _names(data)
    if names is None:
        return Meanings()
    texts = {gid: agl.toUnicode(name) for gid, name in enumerate(names[:_GLYPHS])}
    variants = {gid: texts[gid] for gid, name in enumerate(names[:_GLYPHS]) if _is_variant(name)}
    if not _LETTERS.issubset(names):
        variants = {}
    if data[:4] in _SFNT:
        begin_font()
        with contextlib.suppress(TrueTypeFont.CMapNotFound):
            texts |= TrueTypeFont("", BytesIO(data)).create_unicode_map().cid2unichr
    return Meanings({gid: text for gid, text in texts.items() if text}, variants)


def _is_variant(name: str) -> bool:
    """True for names made of those of letters and digits, such as ``f_t`` and ``f.short``."""
    from fontTools import agl

    base, dot, _ = name.partition(".")
    parts = [agl.toUnicode(part) for part in base.split("_")]
    made = len(parts) > 1 or bool(dot)
    return made and all(part.isalnum() and not is_private(part) for part in parts)


def _names(data: bytes) -> Sequence[str] | None:
    """Names of the glyphs, maybe none; None for a program whose glyphs have other numbers than the CIDs.

    fontTools reads nothing but names here, which are as many as there are bytes for them: its tables of
    characters have no bound.
    """
    from fontTools.cffLib import CFFFontSet
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    if data[:4] not in _SFNT:
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(data), None)
    else:
        program = TTFont(BytesIO(data), lazy=True)
        if "CFF " not in program:
            post = program.get("post")
            return getattr(post, "glyphOrder", None) or ()
        fonts = program["CFF "].cff
    names: Sequence[str] | None = None if hasattr(fonts[0], "ROS") else fonts[0].charset
    return names
