"""What glyphs mean by the font program in the file, where its ``/ToUnicode`` map does not say, or says what
cannot be right.

Typesetting programs leave ligatures out of that map, or give them an empty text. The program itself knows
them: as characters (U+FB00 stands for a glyph) or by name (``f_f``, ``uni0066``). Where a font keeps such
glyphs at private code points, as many text fonts do, the map repeats these, and the name alone shows that
they are letters.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pdfminer.cmapdb import FileUnicodeMap, UnicodeMap
from pdfminer.pdftypes import PDFStream, resolve1

from extract.pdf.font.bounded import FontProgram, begin_font
from extract.pdf.font.glyphs import is_private
from extract.pdf.font.mending import Mends, is_plain, mends

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


class WithNames(UnicodeMap):
    """Stands in for the map of a font with single-byte codes: what is wrong in it by the names is mended."""

    def __init__(self, font: Any, spec: Mapping[str, Any]) -> None:
        """
        Args:
            font: pdfminer's, with a map.
            spec: dictionary of the font.
        """
        super().__init__()
        self._given: Mapping[int, str] = font.unicode_map.cid2unichr
        names = names_by_code(font, spec, doubtful=is_doubtful(self._given.values()))
        self.mends = mends(self._given, names=names, width=font.char_width)
        if "Encoding" not in spec:
            self.mends = _with_drawn(self.mends, self._given, font.descriptor, _glyphs_by_code)

    def get_unichr(self, cid: int) -> str:
        """The text of a code.

        Raises:
            KeyError: the map does not say; pdfminer goes on to the encoding.
        """
        taken = self.mends.texts.get(cid)
        return self._given[cid] if taken is None else taken


class WithProgram(UnicodeMap):
    """Stands in for the map of a composite font: asks the font program where the map has no text or one
    that cannot be right."""

    def __init__(self, given: Any, descendant: Mapping[str, Any], width: Callable[[int], float]) -> None:
        """
        Args:
            given: pdfminer's map, or None where the file has none.
            descendant: dictionary of the CIDFont.
            width: width of a glyph in em.
        """
        super().__init__()
        self._given = given
        self._descendant = descendant
        self._program: Meanings | None = None
        self._text: bool | None = None
        texts = getattr(given, "cid2unichr", None)
        self.mends = Mends()
        # A map of pdfminer's own collections is right.
        if isinstance(given, FileUnicodeMap) and texts:
            doubtful = is_doubtful(texts.values())
            names = meanings(descendant, characters=doubtful).texts
            self.mends = mends(texts, names=names, width=width)
            if not isinstance(resolve1(descendant.get("CIDToGIDMap")), PDFStream):
                descriptor = resolve1(descendant.get("FontDescriptor"))
                self.mends = _with_drawn(self.mends, texts, descriptor, _glyphs_by_number)

    def get_unichr(self, cid: int) -> str:
        """The text of a glyph; empty if the map of the file says so and the program knows no better.

        Raises:
            KeyError: nobody knows.
        """
        taken = self.mends.texts.get(cid)
        if taken is not None:
            return taken
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


def _with_drawn(
    known: Mends, given: Mapping[int, str], descriptor: Any, glyphs_of: Callable[[Any], Mapping[int, str]]
) -> Mends:
    """Together with ligatures recognised by their outlines, where the map gives nothing and no name helps.

    Args:
        known: what else is mended.
        given: the map of the file.
        descriptor: of the font.
        glyphs_of: names of the glyphs of a program by the codes of the map.
    """
    unknown = [code for code, text in given.items() if text in _NOTHING and code not in known.texts]
    if not unknown or not isinstance(descriptor, dict):
        return known
    try:
        data = _data(descriptor)
        if data is None or data[:4] not in _SFNT:
            return known
        from fontTools.ttLib import TTFont

        from extract.pdf.font.drawn import drawn_ligatures

        begin_font()
        glyphs = glyphs_of(TTFont(BytesIO(data), lazy=True))
        letters = {text: code for code, text in given.items() if len(text) == 1}
        found = drawn_ligatures(data, glyphs=glyphs, letters=letters, unknown=unknown)
    except Exception:  # a library reading what may be any bytes
        return known
    noted = {code: (given[code], text) for code, text in found.items()}
    return Mends({**known.texts, **found}, {**known.noted, **noted})


def _glyphs_by_code(program: Any) -> Mapping[int, str]:
    """Names of glyphs by the code that the program's own table gives them."""
    found: dict[int, str] = {}
    for platform, encoding in ((3, 0), (1, 0)):
        table = program["cmap"].getcmap(platform, encoding)
        for code, name in (table.cmap if table is not None else {}).items():
            found.setdefault(code & 0xFF, name)
    return found


def _glyphs_by_number(program: Any) -> Mapping[int, str]:
    return dict(enumerate(program.getGlyphOrder()[:_GLYPHS]))


def is_doubtful(texts: Iterable[str]) -> bool:
    """Whether a map gives nothing or white space to glyphs, or one letter, digit or sign to several."""
    seen: set[str] = set()
    for text in texts:
        if text in _NOTHING or ((text[0].isspace() or text[-1].isspace()) and not text.isspace()):
            return True
        if is_plain(text):
            if text in seen:
                return True
            seen.add(text)
    return False


_SYMBOLIC = 4
"""Flag of fonts whose encoding does not count where the program is TrueType (ISO 32000-1, 9.6.6.4)."""


def names_by_code(font: Any, spec: Mapping[str, Any], *, doubtful: bool) -> Mapping[int, str]:
    """What the names of the glyphs of a font with single-byte codes say.

    Args:
        font: pdfminer's.
        spec: dictionary of the font.
        doubtful: whether the characters of the program are worth looking at.
    """
    descriptor = font.descriptor if isinstance(font.descriptor, dict) else {}
    flags = resolve1(descriptor.get("Flags"))
    symbolic = isinstance(flags, int) and bool(flags & _SYMBOLIC)
    if ("Encoding" in spec and not (symbolic and "FontFile2" in descriptor)) or "FontFile" in descriptor:
        names: Mapping[int, str] = font.cid2unicode
        return names
    data = _data(descriptor)
    if data is None:
        return {}
    try:
        return _by_code(data, doubtful=doubtful)
    except Exception:  # a library reading what may be any bytes
        return {}


def _by_code(data: bytes, *, doubtful: bool) -> Mapping[int, str]:
    """Texts by the code that a program's own table gives to its glyphs."""
    from fontTools import agl

    if data[:4] not in _SFNT:
        from fontTools.cffLib import CFFFontSet

        fonts = CFFFontSet()
        fonts.decompile(BytesIO(data), None)
        coded = fonts[0].Encoding
        if not isinstance(coded, list):
            return {}
        return {code: agl.toUnicode(name) for code, name in enumerate(coded) if name != ".notdef"}
    from fontTools.ttLib import TTFont

    if not (_has_names(data) or doubtful):
        return {}
    texts = _of_program(data, characters=doubtful).texts
    if not texts:
        return {}
    begin_font()
    program = TTFont(BytesIO(data), lazy=True)
    places = program.getReverseGlyphMap()
    named = {code: texts.get(places.get(name, -1)) for code, name in _glyphs_by_code(program).items()}
    return {code: text for code, text in named.items() if text}


def meanings(descendant: Mapping[str, Any], *, characters: bool = True) -> Meanings:
    """Texts by CID as the embedded font program gives them; empty where it is missing or damaged.

    Args:
        descendant: dictionary of the CIDFont.
        characters: whether its table of characters counts beside the names of its glyphs.
    """
    places = resolve1(descendant.get("CIDToGIDMap"))
    if isinstance(places, PDFStream):
        return Meanings()  # a map between the two: rare, and never seen with a gap in the text
    descriptor = resolve1(descendant.get("FontDescriptor"))
    if not isinstance(descriptor, dict):
        return Meanings()
    try:
        data = _data(descriptor)
        if data is None or not (characters or _has_names(data)):
            return Meanings()
        return _of_program(data, characters=characters)
    except Exception:  # a library reading what may be any bytes
        return Meanings()


def _data(descriptor: Mapping[str, Any]) -> bytes | None:
    """The embedded font program."""
    stream = resolve1(descriptor.get("FontFile2") or descriptor.get("FontFile3"))
    if not isinstance(stream, PDFStream):
        return None
    data: bytes = stream.get_data()
    return data


_POST_HEAD = 32
"""Length of the table of names without names (OpenType, table ``post``)."""
_CFF_HEAD = 1024


def _has_names(data: bytes) -> bool:
    """Whether a program names its glyphs, as far as that can be seen without a library."""
    if data[:4] not in _SFNT:
        # Programs with numbered glyphs name a registry and an ordering at their beginning.
        return b"Identity" not in data[:_CFF_HEAD]
    count = int.from_bytes(data[4:6], "big")
    entries = [data[12 + 16 * place : 28 + 16 * place] for place in range(count)]
    return any(
        entry[:4] == b"CFF " or (entry[:4] == b"post" and int.from_bytes(entry[12:16], "big") > _POST_HEAD)
        for entry in entries
    )


def _of_program(data: bytes, *, characters: bool) -> Meanings:
    # Imported where a font needs it: few files have one.
    from fontTools import agl

    names = _names(data)
    if names is None:
        return Meanings()
    texts = {gid: agl.toUnicode(name) for gid, name in enumerate(names[:_GLYPHS])}
    variants = {gid: texts[gid] for gid, name in enumerate(names[:_GLYPHS]) if _is_variant(name)}
    if not _LETTERS.issubset(names):
        variants = {}
    if characters and data[:4] in _SFNT:
        begin_font()
        with contextlib.suppress(FontProgram.CMapNotFound):
            texts |= FontProgram("", BytesIO(data)).create_unicode_map().cid2unichr
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
