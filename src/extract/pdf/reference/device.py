"""pdfplumber's device, with what it leaves out: clipping, rendering mode, character spacing as the standard
has it, and limits."""

from __future__ import annotations

import math
import time
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pdfminer.layout import LTPage, LTRect
from pdfminer.utils import mult_matrix, translate_matrix
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from extract.pdf.file.limits import Limits, PageLimitError
from extract.pdf.font.facts import FontFacts, facts_of
from extract.pdf.font.mending import mends_of
from extract.pdf.geometry import Rectangle, apply_rectangle, meet


@dataclass(frozen=True, slots=True, eq=False)
class Replacement:
    """The text that a file gives for some of its glyphs; each occurrence is one of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known about an object when it is drawn, carried through pdfplumber in its ``tag``."""

    font: FontFacts
    size: float
    rise: float
    visible: bool
    clip: Rectangle | None
    """In pdfminer's coordinates of the page; None when nothing is clipped."""
    fill_space: str | None
    stroke_space: str | None
    hidden: bool = False
    """In a layer that is off."""
    replacement: Replacement | None = None


_NO_FONT = FontFacts("", False, False, False, 0.0, 1.0)


class Device(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device; writes a `Setting` into each object's ``tag`` and minds the limits."""

    def __init__(self, *args: Any, limits: Limits, **options: Any) -> None:
        super().__init__(*args, **options)
        self.limits = limits
        self.fonts: dict[int, tuple[FontFacts, Any]] = {}
        self.clip: Rectangle | None = None
        self.glyphs = self.operands = 0
        self.shapes = 0
        self.hidden = 0
        self.mended: Counter[tuple[str, str, str]] = Counter()
        self.replacement: Replacement | None = None
        self._end = time.monotonic() + limits.seconds_per_page
        self._clips: list[Rectangle | None] = []
        self._setting = Setting(_NO_FONT, 0.0, 0.0, True, None, None, None)

    def tag_cur_item(self) -> None:
        """Marked content is not needed here: its place in the object carries the setting."""

    def _tag(self, first: int) -> None:
        """Write the setting on the objects from ``first`` on."""
        setting = self._setting
        if self.hidden or self.replacement:
            setting = replace(setting, hidden=self.hidden > 0, replacement=self.replacement)
        for item in self.cur_item._objs[first:]:
            item.tag = setting  # type: ignore[attr-defined]

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        font = textstate.font
        if id(font) not in self.fonts:
            # The font is kept beside its facts so that its identity is not given to another one.
            self.fonts[id(font)] = (facts_of(font), font)
        facts, _ = self.fonts[id(font)]
        self._setting = Setting(
            facts, textstate.fontsize, textstate.rise, textstate.render != 3, self.clip, None, None
        )
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_string_horizontal(
        self,
        seq: Any,
        matrix: Any,
        pos: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: Any,
        graphicstate: Any,
    ) -> tuple[float, float]:
        """As pdfminer's, but character spacing follows each glyph (ISO 32000-1, 9.4.4): pdfminer adds it
        between the glyphs of one string, which crowds headings that are set glyph by glyph."""
        x, y = pos
        for part in seq:
            if isinstance(part, int | float):
                x -= part * dxscale
            elif isinstance(part, bytes):
                for cid in font.decode(part):
                    x += charspace + self.render_char(
                        translate_matrix(matrix, (x, y)),
                        font,
                        fontsize,
                        scaling,
                        rise,
                        cid,
                        ncs,
                        graphicstate,
                    )
                    if cid == 32:
                        x += wordspace
        return (x, y)

    def render_char(self, *args: Any, **options: Any) -> float:
        self.glyphs += 1
        self.check()
        advance = super().render_char(*args, **options)
        font, code = args[1], args[5]
        noted = mends_of(font).noted.get(code)
        if noted is not None:
            self.mended[facts_of(font).name, *noted] += 1
        self._tag(-1)
        return advance

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        self.shapes += 1
        self.check()
        before = len(self.cur_item._objs)
        self._setting = Setting(_NO_FONT, 0.0, 0.0, True, self.clip, gstate.ncs.name, gstate.scs.name)
        super().paint_path(gstate, stroke, fill, evenodd, path)
        self._tag(before)

    def paint_area(self) -> None:
        """Note that all within the clipping path is painted, in no one colour: a panel of its own kind."""
        self.shapes += 1
        self.check()
        area = self.clip or self.page
        self._setting = Setting(_NO_FONT, 0.0, 0.0, True, self.clip, "Pattern", "Pattern")
        self.cur_item.add(LTRect(0.0, area, stroke=False, fill=True, original_path=[]))
        self._tag(-1)

    def begin_page(self, page: Any, ctm: Any) -> None:
        super().begin_page(page, ctm)
        self.page = (self.cur_item.x0, self.cur_item.y0, self.cur_item.x1, self.cur_item.y1)

    def render_image(self, *args: Any, **options: Any) -> None:
        self.shapes += 1
        self.check()
        self._setting = Setting(_NO_FONT, 0.0, 0.0, True, self.clip, None, None)
        super().render_image(*args, **options)
        self._tag(-1)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self._clips.append(self.clip)
        area = apply_rectangle(mult_matrix(matrix, self.ctm), bbox)
        if all(map(math.isfinite, area)):
            self.clip = meet(self.clip, area)
        super().begin_figure(name, bbox, matrix)

    def end_figure(self, name: str) -> None:
        super().end_figure(name)
        self.clip = self._clips.pop()

    def drawn(self) -> LTPage:
        """The page as far as it has been drawn."""
        unfinished = [*self._stack, self.cur_item]
        for outer, inner in pairwise(unfinished):
            outer.add(inner)
        page = unfinished[0]
        assert isinstance(page, LTPage)
        return page

    def check(self) -> None:
        """Raise when the page is too large or too slow."""
        if self.glyphs > self.limits.glyphs_per_page:
            raise PageLimitError(f"has more than {self.limits.glyphs_per_page:,} characters")
        if self.shapes > self.limits.shapes_per_page:
            raise PageLimitError(f"has more than {self.limits.shapes_per_page:,} objects")
        if (self.glyphs + self.shapes + self.operands) & 63 == 0 and time.monotonic() > self._end:
            raise PageLimitError(f"took longer than {self.limits.seconds_per_page:g} seconds")
