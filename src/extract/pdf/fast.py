"""The fast reader: drawing instructions read by one regular expression, glyphs placed at once.

It uses pdfminer's document and font objects, so codes, widths and meanings of glyphs are those of the
reference reader by construction; what it does not read is pdfminer's token stream and one object per
character. Whatever is out of the ordinary raises `Unsure`, and the page goes to the reference reader.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import literal_name

from extract.pdf.content import decoded, joined
from extract.pdf.drawing import Drawing, Shape, Style
from extract.pdf.fonttable import BEFORE_WORD_SPACE, ICON, FontTable
from extract.pdf.geometry import Frame, Matrix, Rectangle, apply_rectangle, meet, multiply
from extract.pdf.inks import Inks
from extract.pdf.lexer import Unsure, name, number, numbers, operations, pieces
from extract.pdf.limits import Limits, PageLimitError
from extract.pdf.paths import Path
from extract.pdf.styles import StyleBook

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MAX_DEPTH = 24

_IGNORED = frozenset(b"J j M d ri i gs ET BX EX MP DP BMC BDC EMC BI EI d0 d1".split())


class FastReader:
    """Reads pages of one document; keeps its fonts as tables."""

    def __init__(self, resources: PDFResourceManager, limits: Limits) -> None:
        self._resources = resources
        self._limits = limits
        self._tables: dict[int, FontTable] = {}

    def read(self, page: Any, frame: Frame) -> Drawing:
        """What is drawn on a page.

        Args:
            page: a pdfminer page.
            frame: how it is displayed.

        Raises:
            Unsure: something this reader does not vouch for.
            PageLimitError: the page exceeds a limit.
        """
        canvas = _Canvas(self, Drawing(frame.width, frame.height), self._limits)
        data = joined(page.contents, self._limits.content_bytes_per_page)
        streams = frozenset(item.objid for item in page.contents if isinstance(item, PDFObjRef))
        canvas.run(data, dict_value(page.resources or {}), frame.matrix, None, streams)
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


class _Canvas:
    """What one page has on it, with the bounds that hold for it."""

    def __init__(self, reader: FastReader, drawing: Drawing, limits: Limits) -> None:
        self.reader = reader
        self.drawing = drawing
        self.limits = limits
        self.book = StyleBook()
        self.shapes = 0
        self.end = time.monotonic() + limits.seconds_per_page

    def run(
        self,
        data: bytes,
        resources: dict[Any, Any],
        matrix: Matrix,
        clip: Rectangle | None,
        streams: frozenset[int],
    ) -> None:
        """Follow the instructions of a page or of a form on it."""
        _Interpreter(self, resources, matrix, clip, streams).run(data)

    def check(self) -> None:
        """Raise when the page is too large or too slow."""
        if len(self.drawing.glyphs) > self.limits.glyphs_per_page:
            raise PageLimitError(f"has more than {self.limits.glyphs_per_page:,} characters")
        if self.shapes > self.limits.shapes_per_page:
            raise PageLimitError(f"has more than {self.limits.shapes_per_page:,} objects")
        if time.monotonic() > self.end:
            raise PageLimitError(f"took longer than {self.limits.seconds_per_page:g} seconds")


class _Interpreter:
    """Graphics state and operators of one content stream."""

    def __init__(
        self,
        canvas: _Canvas,
        resources: dict[Any, Any],
        matrix: Matrix,
        clip: Rectangle | None,
        streams: frozenset[int],
    ) -> None:
        self.canvas = canvas
        self.drawing = canvas.drawing
        self.resources = resources
        self.streams = streams
        self.fonts: dict[str, FontTable] = {}
        self.path = Path()
        self.pending: Rectangle | None = None
        self.inks = Inks(resources)
        self.saved: list[tuple[Any, ...]] = []
        # Graphics state.
        self.ctm = matrix
        self.clip = clip
        self.line_width = 0.0
        # Text state.
        self.font: FontTable | None = None
        self.size = self.char_space = self.word_space = self.leading = self.rise = 0.0
        self.scaling = 1.0
        self.visible = True
        self.text_matrix = _IDENTITY
        self.x = 0.0
        """How far the text of the current line has come, in text space."""
        # The style last used, and what it was made from.
        self.style_key: tuple[Any, ...] = ()
        self.style: Style | None = None
        self.operators = self._operators()

    def run(self, data: bytes) -> None:
        operators = self.operators
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
        graphics = (self.ctm, self.clip, self.line_width, self.inks.state())
        spaces = (self.char_space, self.word_space, self.leading, self.rise, self.scaling)
        text = (self.font, self.size, self.visible, self.text_matrix, self.x)
        self.saved.append((graphics, spaces, text))

    def restore(self, _: bytes) -> None:
        if not self.saved:
            return
        graphics, spaces, text = self.saved.pop()
        self.ctm, self.clip, self.line_width, inks = graphics
        self.char_space, self.word_space, self.leading, self.rise, self.scaling = spaces
        self.font, self.size, self.visible, self.text_matrix, self.x = text
        self.inks.set_state(inks)

    def concatenate(self, operands: bytes) -> None:
        a, b, c, d, e, f = numbers(operands, 6)
        self.ctm = multiply((a, b, c, d, e, f), self.ctm)

    def set_line_width(self, operands: bytes) -> None:
        (width,) = numbers(operands, 1)
        self.line_width = width * math.hypot(self.ctm[0], self.ctm[1])

    # -- paths -----------------------------------------------------------------------------------------

    def paint(self, *, stroke: bool, fill: bool, close: bool = False) -> Callable[[bytes], None]:
        def do(_: bytes) -> None:
            if close:
                self.path.segments.append(("h", []))
            for shape in self.path.shapes(
                self.ctm,
                fill=self.inks.fill() if fill else None,
                stroke=self.inks.stroke() if stroke else None,
                line_width=self.line_width if stroke else 0.0,
                at=len(self.drawing.glyphs),
            ):
                cut = shape.cut(self.clip) if self.clip is not None else shape
                if cut is not None:
                    self.drawing.shapes.append(cut)
                self.canvas.shapes += 1
            self.end_path(b"")

        return do

    def end_path(self, _: bytes) -> None:
        self.path.clear()
        if self.pending is not None:
            self.clip = meet(self.clip, self.pending)
            self.pending = None

    def clip_path(self, _: bytes) -> None:
        self.pending = self.path.bounds(self.ctm) or self.pending

    def shade(self, _: bytes) -> None:
        """A gradient fills what the clipping path leaves."""
        area = self.clip or (0.0, 0.0, self.drawing.width, self.drawing.height)
        self.drawing.shapes.append(Shape("rect", *area, None, None, 0.0, len(self.drawing.glyphs)))
        self.canvas.shapes += 1

    # -- text ------------------------------------------------------------------------------------------

    def begin_text(self, _: bytes) -> None:
        self.text_matrix, self.x = _IDENTITY, 0.0

    def set_font(self, operands: bytes) -> None:
        (size,) = numbers(operands, 1)
        key = name(operands)
        if key not in self.fonts:
            fonts = dict_value(self.resources.get("Font", {}))
            if key not in fonts:
                raise Unsure("a font that is not among the resources")
            self.fonts[key] = self.canvas.reader.table(fonts[key])
        self.font, self.size = self.fonts[key], size

    def set_number(self, attribute: str, factor: float = 1.0) -> Callable[[bytes], None]:
        def do(operands: bytes) -> None:
            setattr(self, attribute, numbers(operands, 1)[0] * factor)

        return do

    def set_rendering(self, operands: bytes) -> None:
        self.visible = numbers(operands, 1)[0] != 3

    def move(self, operands: bytes) -> None:
        x, y = numbers(operands, 2)
        self._move(x, y)

    def _move(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self.text_matrix
        self.text_matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
        self.x = 0.0

    def move_leading(self, operands: bytes) -> None:
        x, y = numbers(operands, 2)
        self._move(x, y)
        self.leading = y

    def set_text_matrix(self, operands: bytes) -> None:
        a, b, c, d, e, f = numbers(operands, 6)
        self.text_matrix, self.x = (a, b, c, d, e, f), 0.0

    def next_line(self, _: bytes) -> None:
        self._move(0.0, self.leading)

    def next_line_show(self, operands: bytes) -> None:
        self._move(0.0, self.leading)
        self.show(operands)

    def show(self, operands: bytes) -> None:
        """Place the glyphs of strings and displacements."""
        font = self.font
        if font is None:
            return
        matrix = multiply(self.text_matrix, self.ctm)
        style = self._style(matrix, icon=False)
        if style is None:
            return
        a, b, _, _, e, f = matrix
        ux, uy = style.ux, style.uy
        origin, w, step = e * ux + f * uy, e * uy - f * ux, a * ux + b * uy
        # From here on everything is a length on the page.
        size = self.size * self.scaling * step
        shift, char_space = 0.001 * size, self.char_space * self.scaling * step
        word_space = self.word_space * self.scaling * step
        u = start = origin + self.x * step
        if not math.isfinite(u + w + size + char_space + word_space) or step == 0 or size < 0:
            raise Unsure("text without a place, or mirrored")
        glyphs = self.drawing.glyphs
        before = len(glyphs)
        place = glyphs.append
        literals, hexadecimals = font.literals, font.hexadecimals
        for hexadecimal, literal, displacement in pieces(operands):
            if displacement:
                u -= number(displacement) * shift
                continue
            entries = literals.get(literal) if literal else hexadecimals.get(hexadecimal)
            if entries is None:
                entries = font.glyphs(hexadecimal, literal)
            for text, width, special in entries:
                end = u + width * size
                if not special:
                    place((text, u, end, w, style))
                elif special == BEFORE_WORD_SPACE:
                    place((text, u, end, w, style))
                    end += word_space
                elif special == ICON:
                    place((text, u, end, w, self._style(matrix, icon=True) or style))
                u = end + char_space
        if not math.isfinite(u):
            raise Unsure("text without a place")
        self.x += (u - start) / step
        if self.clip is not None and len(glyphs) > before:
            self._cut(before)

    def _style(self, matrix: Matrix, *, icon: bool) -> Style | None:
        assert self.font is not None
        # By identity: font tables are dictionaries, which compare by what is in them.
        key = (id(self.font), matrix[:4], self.size, self.rise, self.inks.fill(), icon, self.visible)
        if key != self.style_key:
            self.style_key = key
            self.style = self.canvas.book.style(
                self.font.facts,
                matrix[:4],
                size=self.size,
                rise=self.rise,
                color=self.inks.fill(),
                icon=icon,
                visible=self.visible,
            )
        return self.style

    def _cut(self, before: int) -> None:
        """Drop the glyphs from ``before`` on that the clipping rectangle hides."""
        glyphs, clip = self.drawing.glyphs, self.clip
        assert clip is not None
        new = glyphs[before:]
        first, last = new[0], new[-1]
        if all(glyph[4].inside(clip, glyph[1], glyph[2], glyph[3]) for glyph in (first, last)):
            return  # a straight line with both ends inside is inside
        kept = [
            glyph for glyph in new if glyph[0] == " " or glyph[4].inside(clip, glyph[1], glyph[2], glyph[3])
        ]
        self.drawing.clipped += len(new) - len(kept)
        glyphs[before:] = kept

    def show_spaced(self, operands: bytes) -> None:
        head = operands.split(None, 2)
        if len(head) < 3:
            raise Unsure("an operand is missing")
        self.word_space, self.char_space = numbers(b" ".join(head[:2]), 2)
        self.next_line_show(operands)

    # -- images and forms --------------------------------------------------------------------------------

    def image(self, _: bytes = b"") -> None:
        self.drawing.add_image(apply_rectangle(self.ctm, (0.0, 0.0, 1.0, 1.0)), self.clip)
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
        kind = thing.get("Subtype")
        kind = literal_name(kind) if kind is not None else None
        if kind == "Image" and "Width" in thing and "Height" in thing:
            self.image()
        elif kind == "Form" and "BBox" in thing:
            self._form(thing)

    def _form(self, form: Any) -> None:
        if form.objid is None or form.objid in self.streams:
            return
        if len(self.streams) > _MAX_DEPTH:
            raise Unsure("forms within forms")
        matrix = _floats(form.get("Matrix", _IDENTITY), 6)
        box = _floats(form["BBox"], 4)
        resources = form.get("Resources")
        ctm = multiply(matrix, self.ctm)  # type: ignore[arg-type]
        self.canvas.run(
            decoded(form, self.canvas.limits.content_bytes_per_page),
            dict_value(resources) if resources else self.resources,
            ctm,
            meet(self.clip, apply_rectangle(ctm, box)),  # type: ignore[arg-type]
            self.streams | {form.objid},
        )

    def _operators(self) -> dict[bytes, Callable[[bytes], None]]:
        return {
            **self.path.operators(),
            **self.inks.operators(),
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
            b"BT": self.begin_text,
            b"Tc": self.set_number("char_space"),
            b"Tw": self.set_number("word_space"),
            b"Tz": self.set_number("scaling", 0.01),
            b"TL": self.set_number("leading", -1.0),
            b"Ts": self.set_number("rise"),
            b"Tr": self.set_rendering,
            b"Tf": self.set_font,
            b"Td": self.move,
            b"TD": self.move_leading,
            b"Tm": self.set_text_matrix,
            b"T*": self.next_line,
            b"TJ": self.show,
            b"Tj": self.show,
            b"'": self.next_line_show,
            b'"': self.show_spaced,
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
