"""Fonts of boxes whose names, characters and maps to Unicode say what a test wants them to say."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pikepdf
from fontTools import agl
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

Kind = Literal["encoding", "truetype", "composite", "cff", "nameless", "unnamed"]
"""How the names of the glyphs can be known: by the encoding of a Type 1 font, by the program of a TrueType
font with codes of its own, of a composite font, of a bare CFF font, or not at all (a composite font, one with
codes of its own)."""
KINDS: tuple[Kind, ...] = ("encoding", "truetype", "composite", "cff")

_FIRST = 33


@dataclass(frozen=True)
class Lettering:
    """A font for the characters of a text, and what is wrong with it."""

    letters: str
    kind: Kind
    given: Mapping[str, str] = field(default_factory=dict)
    """What the map of the file says of a character, where it is wrong."""
    named: Mapping[str, str] = field(default_factory=dict)
    """Names of glyphs, where they are not those of their characters."""
    widths: Mapping[str, int] = field(default_factory=dict)
    shapes: Mapping[str, Sequence[tuple[int, int, int, int]]] = field(default_factory=dict)
    """Rectangles that a letter is drawn by, where it is no box."""

    def order(self) -> list[str]:
        return sorted(set(self.letters))

    def width(self, letter: str) -> int:
        """Thousandths of an em."""
        usual = 250 if letter == " " else 278 if letter in ".,:;" else 556
        return self.widths.get(letter, usual)

    def name(self, letter: str) -> str:
        return self.named.get(letter) or agl.UV2AGL.get(ord(letter), f"uni{ord(letter):04X}")

    def shown(self, text: str) -> str:
        """The text as a string of codes."""
        order = self.order()
        if self.kind in ("encoding", "truetype", "unnamed"):
            return "<" + "".join(f"{_FIRST + order.index(letter):02x}" for letter in text) + ">"
        return "<" + "".join(f"{1 + order.index(letter):04x}" for letter in text) + ">"

    def font(self, pdf: pikepdf.Pdf) -> Dictionary:
        """The font as the resources of a page have it."""
        simple = self.kind in ("encoding", "truetype", "unnamed")
        order = self.order()
        codes = {letter: (_FIRST if simple else 1) + place for place, letter in enumerate(order)}
        wide = 2 if simple else 4
        pairs = [
            f"<{code:0{wide}x}> <{self.given.get(letter, letter).encode('utf-16-be').hex()}>"
            for letter, code in codes.items()
        ]
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            f"1 begincodespacerange <{'00' * (wide // 2)}> <{'ff' * (wide // 2)}> endcodespacerange\n"
            f"{len(pairs)} beginbfchar\n" + "\n".join(pairs) + "\nendbfchar endcmap end end"
        )
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Boxes, Flags=4, Ascent=800, Descent=-200
        )
        program = pdf.make_stream(self._program())
        if self.kind == "cff":
            program.Subtype = Name.CIDFontType0C
            descriptor.FontFile3 = program
        elif self.kind != "encoding":
            descriptor.FontFile2 = program
        made: dict[str, Any] = {
            "Type": Name.Font,
            "BaseFont": Name.Boxes,
            "ToUnicode": pdf.make_stream(cmap.encode()),
        }
        if simple:
            made |= {
                "Subtype": Name.Type1 if self.kind == "encoding" else Name.TrueType,
                "FirstChar": _FIRST,
                "LastChar": _FIRST + len(order) - 1,
                "Widths": Array([self.width(letter) for letter in order]),
                "FontDescriptor": pdf.make_indirect(descriptor),
            }
            if self.kind == "encoding":
                names = [Name("/" + self.name(letter)) for letter in order]
                made["Encoding"] = Dictionary(Type=Name.Encoding, Differences=Array([_FIRST, *names]))
            return Dictionary(**made)
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType0 if self.kind == "cff" else Name.CIDFontType2,
            BaseFont=Name.Boxes,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            W=Array([1, Array([self.width(letter) for letter in order])]),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
        made |= {
            "Subtype": Name.Type0,
            "Encoding": Name("/Identity-H"),
            "DescendantFonts": Array([pdf.make_indirect(descendant)]),
        }
        return Dictionary(**made)

    def _program(self) -> bytes:
        names = [".notdef", *(self.name(letter) for letter in self.order())]
        cff = self.kind == "cff"
        builder = FontBuilder(1000, isTTF=not cff)
        builder.setupGlyphOrder(names)
        shapes = [_BOX, *(self.shapes.get(letter, _BOX) for letter in self.order())]
        drawn = list(zip(names, shapes, strict=True))
        if cff:
            pens = {name: _drawn(T2CharStringPen(500, None), shape) for name, shape in drawn}
            builder.setupCFF("Boxes", {}, {name: pen.getCharString() for name, pen in pens.items()}, {})
        else:
            builder.setupGlyf({name: _drawn(TTGlyphPen(None), shape).glyph() for name, shape in drawn})
        # The codes of the file, and no characters: subsets seldom keep them.
        builder.setupCharacterMap({_FIRST + place: name for place, name in enumerate(names[1:])})
        tables = builder.font["cmap"].tables
        del tables[1:]
        tables[0].platformID, tables[0].platEncID = 1, 0
        widths = [500, *(self.width(letter) for letter in self.order())]
        lefts = [min(x0 for x0, _, _, _ in shape) for shape in shapes]
        builder.setupHorizontalMetrics(dict(zip(names, zip(widths, lefts, strict=True), strict=True)))
        builder.setupHorizontalHeader(ascent=800, descent=-200)
        builder.setupPost(keepGlyphNames=self.kind not in ("nameless", "unnamed"))
        stream = io.BytesIO()
        builder.save(stream)
        data = stream.getvalue()
        return TTFont(io.BytesIO(data)).getTableData("CFF ") if cff else data


_BOX = ((0, 0, 400, 700),)


def _drawn(pen: Any, rectangles: Sequence[tuple[int, int, int, int]]) -> Any:
    for x0, bottom, x1, top in rectangles:
        pen.moveTo((x0, bottom))
        for point in ((x0, top), (x1, top), (x1, bottom)):
            pen.lineTo(point)
        pen.closePath()
    return pen
