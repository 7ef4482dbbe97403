"""The reference reader: pdfplumber, with the facts it does not pass on written beside each object."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pdfplumber.page import Page as PlumberPage

from extract.pdf.content.actualtext import replaced
from extract.pdf.content.colors import to_rgb
from extract.pdf.content.drawing import Drawing, Shape
from extract.pdf.content.outlines import outline_kind
from extract.pdf.content.styles import StyleBook
from extract.pdf.file.layers import Layers
from extract.pdf.file.limits import Limits, PageLimitError
from extract.pdf.font.glyphs import resolve
from extract.pdf.geometry import Frame, Matrix, Rectangle, apply_rectangle, inverse, multiply
from extract.pdf.reference.device import Device, Replacement, Setting
from extract.pdf.reference.interpreter import Interpreter

_KINDS = ("rect", "line", "curve")


def read(
    plumber: PlumberPage,
    frame: Frame,
    limits: Limits,
    layers: Layers,
    texts: Mapping[int, str] | None = None,
) -> tuple[Drawing, Exception | None]:
    """What pdfplumber sees on a page, and the error at which reading stopped early, if any.

    Args:
        plumber: the page, not yet read.
        frame: how the page is displayed.
        limits: bounds for the page.
        layers: which layers are off.
        texts: replacement texts of the structure tree, by number of the marked content.

    Raises:
        PageLimitError: the page exceeds a limit.
        Exception: whatever pdfminer raises before anything is drawn.
    """
    resources = plumber.pdf.rsrcmgr
    device = Device(resources, pageno=plumber.page_number, laparams=None, limits=limits)
    trouble: Exception | None = None
    try:
        interpreter = Interpreter(resources, device, layers)
        interpreter.texts = texts or {}
        interpreter.process_page(plumber.page_obj)
        plumber._layout = device.get_result()
    except PageLimitError:
        raise
    except Exception as error:
        trouble = error
        plumber._layout = device.drawn()
    to_page = multiply(inverse(_miner_matrix(plumber.page_obj)), frame.matrix)
    reader = _Reader(Drawing(frame.width, frame.height), to_page, float(plumber.mediabox[0]))
    for item in plumber.iter_layout_objects(plumber._layout._objs):
        kind = item["object_type"]
        if kind == "char":
            reader.glyph(item)
        elif kind in _KINDS:
            reader.shape(item, kind)
        elif kind == "image":
            reader.image(item)
    reader.close()
    reader.drawing.mended = device.mended
    return reader.drawing, trouble


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


class _Reader:
    """Turns pdfplumber's objects of one page into a `Drawing`."""

    def __init__(self, drawing: Drawing, to_page: Matrix, shift: float) -> None:
        self.drawing = drawing
        self.to_page = to_page
        # pdfplumber adds the media box's left edge to x but not to y0 and y1.
        self.shift = shift
        self.book = StyleBook()
        self.clips: dict[Rectangle, Rectangle] = {}
        self.replacement: Replacement | None = None
        self.replaced_from = 0

    def _clip(self, clip: Rectangle | None) -> Rectangle | None:
        if clip is None:
            return None
        if clip not in self.clips:
            self.clips[clip] = apply_rectangle(self.to_page, clip)
        return self.clips[clip]

    def _box(self, item: dict[str, Any]) -> Rectangle:
        return apply_rectangle(
            self.to_page, (item["x0"] - self.shift, item["y0"], item["x1"] - self.shift, item["y1"])
        )

    def _replace(self, replacement: Replacement | None) -> None:
        """Mind where glyphs with a replacement text begin and end."""
        if self.replacement is not None:
            replaced(self.drawing.glyphs, self.replaced_from, self.replacement.text)
        self.replacement, self.replaced_from = replacement, len(self.drawing.glyphs)

    def close(self) -> None:
        """There are no more objects."""
        self._replace(None)

    def glyph(self, item: dict[str, Any]) -> None:
        setting: Setting = item["tag"]
        if setting.replacement is not self.replacement:
            self._replace(setting.replacement)
        text, icon = resolve(item["text"], symbol_font=setting.font.symbol)
        if not text:
            return
        a, b, c, d, e, f = multiply(item["matrix"], self.to_page)
        style = self.book.style(
            setting.font,
            (a, b, c, d),
            size=setting.size,
            rise=setting.rise,
            color=to_rgb(item["non_stroking_color"], item.get("ncs")),
            icon=icon,
            visible=setting.visible,
        )
        if style is None:
            self.drawing.clipped += text != " "
            return
        ux, uy = style.ux, style.uy
        u0 = e * ux + f * uy
        u1 = u0 + item["adv"] * (a * ux + b * uy)
        w = e * uy - f * ux
        if not math.isfinite(u0 + u1 + w):
            return
        if u1 < u0:
            u0, u1 = u1, u0
        clip = self._clip(setting.clip)
        if clip is not None and text != " " and not style.inside(clip, u0, u1, w):
            self.drawing.clipped += 1
            return
        if setting.hidden:
            self.drawing.clipped += 1
            return
        self.drawing.glyphs.append((text, u0, u1, w, style))

    def shape(self, item: dict[str, Any], kind: str) -> None:
        box = self._box(item)
        if not all(map(math.isfinite, box)):
            return
        setting: Setting = item["tag"]
        if setting.hidden:
            return
        bent = kind == "curve" and any(segment[0] in "cvy" for segment in item["path"])
        seen = outline_kind(kind, item["pts"], box, bent=bent)
        if seen is None:
            return
        shape = Shape(
            kind=seen,  # type: ignore[arg-type]
            x0=box[0],
            top=box[1],
            x1=box[2],
            bottom=box[3],
            fill=to_rgb(item["non_stroking_color"], setting.fill_space) if item["fill"] else None,
            stroke=to_rgb(item["stroking_color"], setting.stroke_space) if item["stroke"] else None,
            line_width=float(item.get("linewidth") or 0.0) if item["stroke"] else 0.0,
            at=len(self.drawing.glyphs),
        )
        clip = self._clip(setting.clip)
        cut = shape.cut(clip) if clip is not None else shape
        if cut is not None:
            self.drawing.shapes.append(cut)

    def image(self, item: dict[str, Any]) -> None:
        setting: Setting = item["tag"]
        if setting.hidden:
            return
        box = self._box(item)
        clip = self._clip(setting.clip)
        self.drawing.add_image(box, clip)
