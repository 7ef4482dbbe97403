"""Sheets to a PDF: the order of the content stream and the way glyphs are positioned."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from functools import cache

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from scripts.lab import fonts
from scripts.lab.designs import Design
from scripts.lab.ink import Area, Color, Mark, Picture, Sheet, Text
from scripts.sample import photos

MARGIN = 28.0
"""Paper around the trimmed page where a design has any, in points."""
SLUG = "aldermark_bericht_innen.indd   Bogen 3   15.12.23   09:12"
REGIONS = {
    "natural": ("ground", "header", "sidebar", "main", "milestones", "furniture"),
    "main_first": ("ground", "main", "milestones", "header", "furniture", "sidebar"),
}
KERNS = (14, -14, 22, -22, 8, -8, 0, 0)


def write(
    sheets: Sequence[Sheet], design: Design, seed: int, *, scans: Sequence[Image.Image] | None = None
) -> bytes:
    """Write the sheets.

    Args:
        sheets: the pages.
        design: a settled design.
        seed: decides the order of a shuffled content stream.
        scans: a picture of each page; the text is then written invisibly over it.
    """
    stream = io.BytesIO()
    canvas = Canvas(stream, pageCompression=1, invariant=1)
    canvas.setTitle("Fortschrittsbericht")
    around = MARGIN if design.page_box in ("cropped", "bleed") else 0.0
    source = random.Random(seed)
    for place, sheet in enumerate(sheets):
        canvas.setPageSize((sheet.width + 2 * around, sheet.height + 2 * around))
        pen = Pen(canvas, design, around, sheet.height + around, invisible=scans is not None)
        if scans is not None:
            canvas.drawImage(ImageReader(scans[place]), around, around, sheet.width, sheet.height)
        for mark in ordered(sheet.marks, design, source):
            if isinstance(mark, Text):
                pen.text(mark)
            elif scans is None:
                pen.shape(mark)
        if around:
            pen.text(Text(-MARGIN / 2, -MARGIN / 2, SLUG, "regular", 6, (0.0, 0.0, 0.0), "furniture"))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def ordered(marks: Sequence[Mark], design: Design, source: random.Random) -> list[Mark]:
    """Marks in the order in which the design draws them: areas and pictures always under the text."""
    shapes = [mark for mark in marks if not isinstance(mark, Text)]
    texts = [mark for mark in marks if isinstance(mark, Text)]
    shapes.sort(key=lambda mark: (mark.region != "ground", isinstance(mark, Picture)))
    if design.order in REGIONS:
        ranks = REGIONS[design.order]
        texts.sort(key=lambda mark: ranks.index(mark.region))
    elif design.order == "reversed":
        texts.reverse()
    elif design.order == "shuffled":
        source.shuffle(texts)
    elif design.order == "by_row":
        texts.sort(key=lambda mark: (round(mark.y), mark.x))
    elif design.order == "by_font":
        texts.sort(key=lambda mark: (mark.face, mark.size))
    pale = [mark for mark in texts if mark.region == "ground"]
    return [*shapes, *pale, *(mark for mark in texts if mark.region != "ground")]


class Pen:
    """Writes marks to a canvas as content stream operators.

    Args:
        canvas: where to.
        design: a settled design.
        left: x of the trimmed page's left edge on the paper.
        top: y of its top edge, from the paper's bottom.
        invisible: text is written for searching only.
    """

    def __init__(self, canvas: Canvas, design: Design, left: float, top: float, *, invisible: bool) -> None:
        self.canvas = canvas
        self.design = design
        self.left = left
        self.top = top
        self.invisible = invisible

    def shape(self, mark: Area | Picture) -> None:
        x, y = self.left + mark.x0, self.top - mark.bottom
        width, height = mark.x1 - mark.x0, mark.bottom - mark.top
        if isinstance(mark, Picture):
            self.canvas.drawImage(_scene(mark.scene), x, y, width, height)
            return
        for color, setter in (
            (mark.fill, self.canvas.setFillColorRGB),
            (mark.stroke, self.canvas.setStrokeColorRGB),
        ):
            if color is not None:
                setter(*color)
        self.canvas.setLineWidth(0.8)
        self.canvas.rect(
            x, y, width, height, stroke=int(mark.stroke is not None), fill=int(mark.fill is not None)
        )

    def text(self, mark: Text) -> None:
        """Write one run, twice and slightly shifted where the design makes text bold that way."""
        self._write(mark, 0.0)
        if self.design.bold == "twice" and mark.face == "bold":
            self._write(mark, 0.3)

    def _write(self, mark: Text, shift: float) -> None:
        x, y = self.left + mark.x + shift, self.top - mark.y
        turn = {0: "1 0 0 1", 90: "0 1 -1 0", 45: ".7071 .7071 -.7071 .7071"}[mark.angle]
        glyphs = self._glyphs(mark)
        mode = "runs" if mark.angle else self.design.glyphs
        out = ["BT", self._color(mark.color), "3 Tr" if self.invisible else "0 Tr"]
        tracking = 0.0 if mode == "characters" else mark.tracking
        out.append(f"{tracking:.3f} Tc")
        current = ""
        for chunk, offset in self._chunks(glyphs, mark, mode):
            font = chunk[0][0]
            if font != current:
                out.append(f"{font} {mark.size:.3f} Tf")
                current = font
            out.append(f"{turn} {x + offset:.3f} {y:.3f} Tm")
            out.append(self._show(chunk, mark, mode))
        out += ["0 Tc", "ET"]
        self.canvas._code.append("\n".join(out))

    def _chunks(self, glyphs: list[Glyph], mark: Text, mode: str) -> list[tuple[list[Glyph], float]]:
        """Runs of glyphs of one font that are positioned on their own, with their offset in points."""
        found: list[tuple[list[Glyph], float]] = []
        x = 0.0
        fresh = True
        for glyph in glyphs:
            space = glyph[3]
            if space and mode == "words":
                fresh = True
            else:
                if fresh or mode == "characters" or found[-1][0][0][0] != glyph[0]:
                    found.append(([], x))
                found[-1][0].append(glyph)
                fresh = False
            x += glyph[2] + mark.tracking + (mark.gap if space else 0.0)
        return found

    def _show(self, chunk: list[Glyph], mark: Text, mode: str) -> str:
        parts: list[str] = []
        pending = ""
        for place, (_, code, width, space) in enumerate(chunk):
            if space and mode == "kerned_spaces":
                parts.append(f"({pending}){-(width + mark.gap + mark.tracking) * 1000 / mark.size:.1f}")
                pending = ""
                continue
            pending += code
            kern = KERNS[place % len(KERNS)] if mode.startswith("kerned") and place < len(chunk) - 1 else 0
            push = -mark.gap * 1000 / mark.size if space else 0.0
            if kern + push:
                parts.append(f"({pending}){kern + push:.1f}")
                pending = ""
        if not parts:
            return f"({pending}) Tj"
        return "[" + "".join(parts) + (f"({pending})" if pending else "") + "] TJ"

    def _glyphs(self, mark: Text) -> list[Glyph]:
        name = fonts.font_name(self.design.font, mark.face)
        font = pdfmetrics.getFont(name)
        found: list[Glyph] = []
        for char in mark.text:
            width = float(pdfmetrics.stringWidth(char, name, mark.size))
            if isinstance(font, TTFont):
                ((subset, code),) = font.splitString(char, self.canvas._doc)
                inner = font.getSubsetInternalName(subset, self.canvas._doc)
                text = code.decode("latin-1") if isinstance(code, bytes) else code
            else:
                inner = self.canvas._doc.getInternalFontName(name)
                text = char if name == "ZapfDingbats" else char.encode("cp1252").decode("latin-1")
            found.append((inner, _escaped(text), width, char == " "))
        return found

    @staticmethod
    def _color(color: Color) -> str:
        return " ".join(f"{part:.3f}" for part in color) + " rg"


Glyph = tuple[str, str, float, bool]
"""Font resource, escaped byte, width in points, whether it is a space."""


def _escaped(text: str) -> str:
    return "".join(
        f"\\{ord(char):03o}" if char in "()\\" or not 32 <= ord(char) < 127 else char for char in text
    )


@cache
def _scene(name: str) -> ImageReader:
    return ImageReader(Image.frombytes("RGB", (photos.WIDTH, photos.HEIGHT), photos.pixels(name)))
