"""The reference reader: pdfplumber, with the facts it does not pass on written beside each object."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page as PlumberPage
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from extract.pdf.colors import to_rgb
from extract.pdf.drawing import Drawing, Glyph, Shape, Style
from extract.pdf.facts import FontFacts, facts_of
from extract.pdf.geometry import Frame, Matrix, apply_rectangle, inverse, multiply
from extract.pdf.glyphs import resolve
from extract.pdf.limits import Limits


class PageLimitError(Exception):
    """A page is larger or slower than the limits allow; carries a sentence's end."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What pdfminer knows about an object when it is drawn, carried through pdfplumber in ``tag``."""

    font: FontFacts
    size: float
    scaling: float
    rise: float
    visible: bool
    clip: Any


class _Device(PDFPageAggregatorWithMarkedContent):  # type: ignore[misc]
    """pdfplumber's device; writes a `_Mark` into each character's ``tag`` and minds the limits."""

    def __init__(self, *args: Any, limits: Limits, fonts: dict[int, FontFacts], **options: Any) -> None:
        super().__init__(*args, **options)
        self.limits = limits
        self.fonts = fonts
        self.glyphs = 0
        self.shapes = 0
        self.end = time.monotonic() + limits.seconds_per_page
        self.visible = True
        self.marks: dict[tuple[object, ...], _Mark] = {}
        self.keep: list[Any] = []

    def tag_cur_item(self) -> None:
        """Marked content is not needed here: its place in the object carries the mark."""

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.visible = textstate.render not in (3, 7)
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, *rest: Any
    ) -> float:
        self.glyphs += 1
        self._check()
        advance: float = super().render_char(matrix, font, fontsize, scaling, rise, *rest)
        key = (id(font), fontsize, scaling, rise, self.visible)
        mark = self.marks.get(key)
        if mark is None:
            facts = self.fonts.get(id(font))
            if facts is None:
                facts = self.fonts[id(font)] = facts_of(font)
                self.keep.append(font)
            mark = self.marks[key] = _Mark(facts, fontsize, scaling, rise, self.visible, None)
        self.cur_item._objs[-1].tag = mark
        return advance

    def paint_path(self, *args: Any, **options: Any) -> None:
        self.shapes += 1
        self._check()
        super().paint_path(*args, **options)

    def render_image(self, *args: Any, **options: Any) -> None:
        self.shapes += 1
        self._check()
        super().render_image(*args, **options)

    def _check(self) -> None:
        if self.glyphs > self.limits.glyphs_per_page:
            raise PageLimitError(f"has more than {self.limits.glyphs_per_page:,} characters")
        if self.shapes > self.limits.shapes_per_page:
            raise PageLimitError(f"has more than {self.limits.shapes_per_page:,} objects")
        if (self.glyphs + self.shapes) % 256 == 0 and time.monotonic() > self.end:
            raise PageLimitError(f"took longer than {self.limits.seconds_per_page:g} seconds")


def read(plumber: PlumberPage, frame: Frame, limits: Limits) -> Drawing:
    """What pdfplumber sees on a page.

    Args:
        plumber: the page, not yet read.
        frame: how the page is displayed.
        limits: bounds for the page.

    Raises:
        PageLimitError: the page exceeds a limit.
        Exception: whatever pdfminer raises on a broken page.
    """
    device = _Device(plumber.pdf.rsrcmgr, pageno=plumber.page_number, laparams=None, limits=limits, fonts={})
    PDFPageInterpreter(plumber.pdf.rsrcmgr, device).process_page(plumber.page_obj)
    plumber._layout = device.get_result()
    to_page = multiply(inverse(_miner_matrix(plumber.page_obj)), frame.matrix)
    shift = float(plumber.mediabox[0])
    drawing = Drawing(frame.width, frame.height)
    styles: dict[tuple[object, ...], Style | None] = {}
    for item in plumber.iter_layout_objects(plumber._layout._objs):
        kind = item["object_type"]
        if kind == "char":
            _glyph(item, to_page, styles, drawing)
        elif kind in ("rect", "line", "curve"):
            shape = _shape(item, kind, to_page, shift, len(drawing.glyphs))
            if shape is not None:
                drawing.shapes.append(shape)
        elif kind == "image":
            box = apply_rectangle(to_page, (item["x0"] - shift, item["y0"], item["x1"] - shift, item["y1"]))
            if all(map(math.isfinite, box)):
                drawing.images.append(box)
    return drawing


def _miner_matrix(page: Any) -> Matrix:
    """The matrix with which pdfminer turns the page upright (pdfminer.pdfinterp, ``process_page``)."""
    x0, y0, x1, y1 = page.mediabox
    if page.rotate == 90:
        return (0, -1, 1, 0, -y0, x1)
    if page.rotate == 180:
        return (-1, 0, 0, -1, x1, y1)
    if page.rotate == 270:
        return (0, 1, -1, 0, y1, -x0)
    return (1, 0, 0, 1, -x0, -y0)


def _glyph(
    item: dict[str, Any], to_page: Matrix, styles: dict[tuple[object, ...], Style | None], drawing: Drawing
) -> None:
    mark: _Mark = item["tag"]
    text, icon = resolve(item["text"], symbol_font=mark.font.symbol)
    if not text:
        return
    a, b, c, d, e, f = multiply(item["matrix"], to_page)
    color_key = (item["non_stroking_color"], item.get("ncs"))
    key = (mark, a, b, c, d, color_key, icon)
    style = (
        styles[key]
        if key in styles
        else styles.setdefault(
            key,
            style_of(
                mark.font,
                (a, b, c, d),
                size=mark.size,
                rise=mark.rise,
                color=to_rgb(*color_key),
                icon=icon,
                visible=mark.visible,
            ),
        )
    )
    if style is None:
        return
    ux, uy = style.ux, style.uy
    along = e * ux + f * uy
    advance = item["adv"] * math.hypot(a, b)
    if not math.isfinite(along + advance):
        return
    across = e * uy - f * ux
    u0, u1 = (along, along + advance) if advance >= 0 else (along + advance, along)
    drawing.glyphs.append(Glyph(text, u0, u1, across, style))


def style_of(
    font: FontFacts,
    matrix: tuple[float, float, float, float],
    *,
    size: float,
    rise: float,
    color: tuple[float, float, float] | None,
    icon: bool,
    visible: bool,
) -> Style | None:
    """The style of glyphs set with a text matrix (text space to the page as displayed, y down).

    None for text that has no size or is beyond any page.
    """
    a, b, c, d = matrix
    scale = math.hypot(a, b)
    # Height of the letters across the baseline: what is left of (c, d) without its part along it.
    if not (math.isfinite(scale) and scale > 0 and math.isfinite(size)):
        return None
    ux, uy = a / scale, b / scale
    if abs(uy) < 1e-6:
        ux, uy = math.copysign(1.0, ux), 0.0
    elif abs(ux) < 1e-6:
        ux, uy = 0.0, math.copysign(1.0, uy)
    height = c * uy - d * ux
    low, high = (font.descent * size + rise) * height, (font.descent * size + rise + size) * height
    if low > high:
        low, high = high, low
    points = abs(size * height)
    if not 0.01 < points < 20_000:
        return None
    return Style(
        font=font.name,
        size=round(points, 3),
        color=color,
        bold=font.bold,
        italic=font.italic,
        icon=icon,
        visible=visible,
        ux=ux,
        uy=uy,
        low=low,
        high=high,
    )


def _shape(item: dict[str, Any], kind: str, to_page: Matrix, shift: float, at: int) -> Shape | None:
    box = apply_rectangle(to_page, (item["x0"] - shift, item["y0"], item["x1"] - shift, item["y1"]))
    if not all(map(math.isfinite, box)):
        return None
    width = float(item.get("linewidth") or 0.0)
    fill = to_rgb(item.get("non_stroking_color")) if item.get("fill") else None
    stroke = to_rgb(item.get("stroking_color")) if item.get("stroke") else None
    if kind == "curve" and _is_boxlike(item["pts"], box):
        kind = "rect"
    return Shape(kind, *box, fill, stroke, width, at)  # type: ignore[arg-type]


def _is_boxlike(points: list[tuple[float, float]], box: tuple[float, float, float, float]) -> bool:
    """A closed outline that fills most of its bounding box: a rectangle, perhaps with round corners."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    if len(points) < 4 or area <= 0:
        return False
    outline = 0.0
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        outline += x0 * y1 - x1 * y0
    return abs(outline) / 2 > 0.85 * area
