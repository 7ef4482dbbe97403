"""The fast reader: drawing instructions read by one regular expression, glyphs placed at once.

It uses pdfminer's document and font objects, so codes, widths and meanings of glyphs are those of the
reference reader by construction; what it does not read is pdfminer's token stream and one object per
character. Whatever is out of the ordinary raises `Unsure`, and the page goes to the reference reader.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import literal_name

from extract.pdf.content.canvas import Canvas, Graphics
from extract.pdf.content.drawing import Drawing, Shape
from extract.pdf.content.fonttable import FontTable
from extract.pdf.content.inks import Inks
from extract.pdf.content.lexer import Unsure, name, numbers, operations
from extract.pdf.content.marked import Marked
from extract.pdf.content.paths import Path
from extract.pdf.content.showing import Text
from extract.pdf.content.streams import decoded, joined
from extract.pdf.file.annotations import appearances
from extract.pdf.file.layers import Layers
from extract.pdf.file.limits import Limits
from extract.pdf.geometry import IDENTITY, Frame, Rectangle, apply_rectangle, meet, multiply

_MAX_DEPTH = 24

_IGNORED = frozenset(b"J j M d ri i gs ET BX EX MP DP BMC BDC EMC BI EI d0 d1".split())


class FastReader:
    """Reads pages of one document; keeps its fonts as tables."""

    def __init__(self, resources: PDFResourceManager, limits: Limits, layers: Layers) -> None:
        self._resources = resources
        self.layers = layers
        self._limits = limits
        self._tables: dict[int, FontTable] = {}

    def read(self, page: Any, frame: Frame, texts: Mapping[int, str] | None = None) -> Drawing:
        """What is drawn on a page.

        Args:
            page: a pdfminer page.
            frame: how it is displayed.
            texts: replacement texts of the structure tree, by number of the marked content.

        Raises:
            Unsure: something this reader does not vouch for.
            PageLimitError: the page exceeds a limit.
        """
        canvas = Canvas(Drawing(frame.width, frame.height), self._limits)
        data = joined(page.contents, self._limits.content_bytes_per_page)
        streams = frozenset(item.objid for item in page.contents if isinstance(item, PDFObjRef))
        resources = dict_value(page.resources or {})
        _Interpreter(self, canvas, resources, Graphics(frame.matrix, None), streams).run(data, texts)
        for form, matrix in appearances(page, self.layers, self._limits.hyperlinks_per_page):
            graphics = Graphics(multiply(matrix, frame.matrix), None)
            _Interpreter(self, canvas, resources, graphics, streams).form(form)
        return canvas.drawing

    def table(self, reference: Any) -> FontTable:
        """The table of a font resource."""
        objid = reference.objid if isinstance(reference, PDFObjRef) else None
        if objid is not None and objid in self._tables:
            return self._tables[objid]
        table = FontTable(self._resources.get_font(objid, dict_value(reference)))
        if objid is not None:
            self._tables[objid] = table
        return table


class _Interpreter:
    """Graphics state and operators of one content stream, a page's or a form's."""

    def __init__(
        self,
        reader: FastReader,
        canvas: Canvas,
        resources: dict[Any, Any],
        graphics: Graphics,
        streams: frozenset[int],
    ) -> None:
        self.reader = reader
        self.canvas = canvas
        self.drawing = canvas.drawing
        self.resources = resources
        self.streams = streams
        self.graphics = graphics
        self.inks = Inks(resources)
        self.text = Text(canvas, graphics, self.inks, resources, reader.table)
        self.path = Path()
        self.pending: Rectangle | None = None
        self.saved: list[tuple[Any, ...]] = []

    def run(self, data: bytes, texts: Mapping[int, str] | None = None) -> None:
        # Not kept: methods that their own object holds would keep all glyphs until the garbage is collected.
        operators = self._operators()
        if not self.reader.layers and not texts and b"/ActualText" not in data:
            self._run(data, operators)
            return
        marked = Marked(self.canvas, self.resources, self.reader.layers, texts)
        self._run(data, operators | marked.operators())
        marked.finish()

    def _run(self, data: bytes, operators: dict[bytes, Callable[[bytes], None]]) -> None:
        for count, (operator, operands) in enumerate(operations(data)):
            do = operators.get(operator)
            if do is not None:
                do(operands)
            elif operator not in _IGNORED:
                raise Unsure(f"operator {operator[:8]!r}")
            if not count & 1023:
                self.canvas.check()
        self.canvas.check()

    # -- graphics state ------------------------------------------------------------------------------

    def save(self, _: bytes) -> None:
        graphics = self.graphics
        shared = (graphics.ctm, graphics.clip, graphics.line_width)
        self.saved.append((shared, self.inks.state(), self.text.state()))

    def restore(self, _: bytes) -> None:
        if self.saved:
            shared, inks, text = self.saved.pop()
            self.graphics.ctm, self.graphics.clip, self.graphics.line_width = shared
            self.inks.set_state(inks)
            self.text.set_state(text)

    def concatenate(self, operands: bytes) -> None:
        a, b, c, d, e, f = numbers(operands, 6)
        self.graphics.ctm = multiply((a, b, c, d, e, f), self.graphics.ctm)

    def set_line_width(self, operands: bytes) -> None:
        (width,) = numbers(operands, 1)
        self.graphics.line_width = width * math.hypot(self.graphics.ctm[0], self.graphics.ctm[1])

    # -- paths -----------------------------------------------------------------------------------------

    def paint(self, *, stroke: bool, fill: bool, close: bool = False) -> Callable[[bytes], None]:
        def do(_: bytes) -> None:
            if close:
                self.path.segments.append(("h", []))
            for shape in self.path.shapes(
                self.graphics.ctm,
                fill=self.inks.fill() if fill else None,
                stroke=self.inks.stroke() if stroke else None,
                line_width=self.graphics.line_width if stroke else 0.0,
                at=len(self.drawing.glyphs),
            ):
                cut = shape.cut(self.graphics.clip) if self.graphics.clip is not None else shape
                if cut is not None:
                    self.drawing.shapes.append(cut)
                self.canvas.shapes += 1
            self.end_path(b"")

        return do

    def end_path(self, _: bytes) -> None:
        self.path.clear()
        if self.pending is not None:
            self.graphics.clip = meet(self.graphics.clip, self.pending)
            self.pending = None

    def clip_path(self, _: bytes) -> None:
        self.pending = self.path.bounds(self.graphics.ctm) or self.pending

    def shade(self, _: bytes) -> None:
        """A gradient fills what the clipping path leaves."""
        area = self.graphics.clip or (0.0, 0.0, self.drawing.width, self.drawing.height)
        self.drawing.shapes.append(Shape("rect", *area, None, None, 0.0, len(self.drawing.glyphs)))
        self.canvas.shapes += 1

    # -- images and forms --------------------------------------------------------------------------------

    def image(self, _: bytes = b"") -> None:
        self.drawing.add_image(apply_rectangle(self.graphics.ctm, (0.0, 0.0, 1.0, 1.0)), self.graphics.clip)
        self.canvas.shapes += 1

    def inline_image(self, operands: bytes) -> None:
        if b"/W" in operands and b"/H" in operands:
            self.image()

    def draw_object(self, operands: bytes) -> None:
        objects = dict_value(self.resources.get("XObject", {}))
        key = name(operands)
        if key not in objects:
            return
        thing = stream_value(objects[key])
        if "OC" in thing and self.reader.layers.hides(thing["OC"]):
            marked = Marked(self.canvas, self.resources, self.reader.layers)
            mark = marked.mark()
            self._draw(thing)
            marked.forget(mark)
        else:
            self._draw(thing)

    def _draw(self, thing: Any) -> None:
        kind = thing.get("Subtype")
        kind = literal_name(kind) if kind is not None else None
        if kind == "Image" and "Width" in thing and "Height" in thing:
            self.image()
        elif kind == "Form" and "BBox" in thing:
            self.form(thing)

    def form(self, form: Any) -> None:
        """Draw a form; it begins with the state in which it is drawn (ISO 32000-1, 8.10.1)."""
        if form.objid is None or form.objid in self.streams:
            return
        if len(self.streams) > _MAX_DEPTH:
            raise Unsure("forms within forms")
        matrix = _floats(form.get("Matrix", IDENTITY), 6)
        box = _floats(form["BBox"], 4)
        resources = form.get("Resources")
        ctm = multiply(matrix, self.graphics.ctm)  # type: ignore[arg-type]
        clip = meet(self.graphics.clip, apply_rectangle(ctm, box))  # type: ignore[arg-type]
        inner = _Interpreter(
            self.reader,
            self.canvas,
            dict_value(resources) if resources else self.resources,
            Graphics(ctm, clip, self.graphics.line_width),
            self.streams | {form.objid},
        )
        inner.inks.set_state(self.inks.state())
        inner.text.set_state(self.text.state())
        inner.text.begin_text(b"")
        inner.run(decoded(form, self.canvas.limits.content_bytes_per_page))

    def _operators(self) -> dict[bytes, Callable[[bytes], None]]:
        return {
            **self.path.operators(),
            **self.inks.operators(),
            **self.text.operators(),
            b"q": self.save,
            b"Q": self.restore,
            b"cm": self.concatenate,
            b"w": self.set_line_width,
            b"S": self.paint(stroke=True, fill=False),
            b"s": self.paint(stroke=True, fill=False, close=True),
            b"f": self.paint(stroke=False, fill=True),
            b"F": self.paint(stroke=False, fill=True),
            b"f*": self.paint(stroke=False, fill=True),
            b"B": self.paint(stroke=True, fill=True),
            b"B*": self.paint(stroke=True, fill=True),
            b"b": self.paint(stroke=True, fill=True, close=True),
            b"b*": self.paint(stroke=True, fill=True, close=True),
            b"n": self.end_path,
            b"W": self.clip_path,
            b"W*": self.clip_path,
            b"sh": self.shade,
            b"Do": self.draw_object,
            b"ID": self.inline_image,
        }


def _floats(values: Any, count: int) -> tuple[float, ...]:
    try:
        found = tuple(float(resolve1(value)) for value in list_value(values))
    except (TypeError, ValueError):
        found = ()
    if len(found) != count or not all(map(math.isfinite, found)):
        raise Unsure("a form without a proper box or matrix")
    return found
