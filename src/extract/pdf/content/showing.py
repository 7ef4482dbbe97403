"""Text state and text operators of the fast reader: where each glyph of a string stands."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdftypes import dict_value

from extract.pdf.content.canvas import Canvas, Graphics
from extract.pdf.content.drawing import Style
from extract.pdf.content.fonttable import BEFORE_WORD_SPACE, ICON, MENDED, FontTable
from extract.pdf.content.inks import Inks
from extract.pdf.content.lexer import Unsure, is_one_array, name, numbers, pieces
from extract.pdf.geometry import IDENTITY, Matrix, multiply

_MOST_KEPT = 1_000
"""Styles remembered at a time."""


class Text:
    """The text state of one content stream (ISO 32000-1, 9.3 and 9.4)."""

    def __init__(
        self,
        canvas: Canvas,
        graphics: Graphics,
        inks: Inks,
        resources: dict[Any, Any],
        tables: Callable[[Any], FontTable],
    ) -> None:
        """
        Args:
            canvas: takes the glyphs.
            graphics: the state shared with paths.
            inks: the colours shared with paths.
            resources: names of fonts.
            tables: gives the table of a font resource.
        """
        self._drawing = canvas.drawing
        self._book = canvas.book
        self._graphics = graphics
        self._inks = inks
        self._resources = resources
        self._tables = tables
        self._fonts: dict[str, FontTable] = {}
        self.font: FontTable | None = None
        self.size = self.char_space = self.word_space = self.leading = self.rise = 0.0
        self.scaling = 1.0
        self.visible = True
        self.text_matrix = IDENTITY
        self.x = 0.0
        """How far the text of the current line has come, in text space."""
        # Styles used so far, by what they were made from: running text goes back and forth between a few.
        self._styles: dict[tuple[Any, ...], Style | None] = {}

    def state(self) -> tuple[Any, ...]:
        """For saving."""
        spaces = (self.char_space, self.word_space, self.leading, self.rise, self.scaling)
        return spaces, (self.font, self.size, self.visible, self.text_matrix, self.x)

    def set_state(self, state: tuple[Any, ...]) -> None:
        """For restoring."""
        spaces, text = state
        self.char_space, self.word_space, self.leading, self.rise, self.scaling = spaces
        self.font, self.size, self.visible, self.text_matrix, self.x = text

    def operators(self) -> dict[bytes, Callable[[bytes], None]]:
        """What to do for each text operator."""
        return {
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
            b"TJ": self.show_array,
            b"Tj": self.show_string,
            b"'": self.next_line_show,
            b'"': self.show_spaced,
        }

    def begin_text(self, _: bytes) -> None:
        self.text_matrix, self.x = IDENTITY, 0.0

    def set_font(self, operands: bytes) -> None:
        (size,) = numbers(operands, 1)
        key = name(operands)
        if key not in self._fonts:
            fonts = dict_value(self._resources.get("Font", {}))
            if key not in fonts:
                raise Unsure("a font that is not among the resources")
            self._fonts[key] = self._tables(fonts[key])
        self.font, self.size = self._fonts[key], size

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
        self.show_string(operands)

    def show_string(self, operands: bytes) -> None:
        """One string; operands before it belong to nothing."""
        self._show(pieces(operands)[-1:])

    def show_array(self, operands: bytes) -> None:
        """Strings and displacements in turn."""
        if not is_one_array(operands):
            raise Unsure("an operand too many")
        self._show(pieces(operands))

    def _show(self, parts: Sequence[bytes]) -> None:
        """Place the glyphs of strings and displacements."""
        font = self.font
        if font is None:
            return
        matrix = multiply(self.text_matrix, self._graphics.ctm)
        style = self._style(matrix, icon=False)
        if style is None:
            self._pass_over(font, parts)
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
        glyphs = self._drawing.glyphs
        before = len(glyphs)
        place = glyphs.append
        known = font.strings.get
        for part in parts:
            if b"*" < part < b"<":  # no bracket first, but a digit, a sign or a point
                try:
                    u -= float(part) * shift
                except ValueError:
                    raise Unsure("a displacement is no number") from None
                continue
            entries = known(part)
            if entries is None:
                entries = font.glyphs(part)
            for text, width, special in entries:
                end = u + width * size
                if not special:
                    place((text, u, end, w, style))
                elif special == BEFORE_WORD_SPACE:
                    place((text, u, end, w, style))
                    end += word_space
                elif special == ICON:
                    place((text, u, end, w, self._style(matrix, icon=True) or style))
                elif special >= MENDED:
                    place((text, u, end, w, style))
                    self._drawing.mended[font.facts.name, *font.mended[special - MENDED]] += 1
                u = end + char_space
        if not math.isfinite(u):
            raise Unsure("text without a place")
        self.x += (u - start) / step
        if self._graphics.clip is not None and len(glyphs) > before:
            self._cut(before)

    def _pass_over(self, font: FontTable, parts: Sequence[bytes]) -> None:
        """Go on behind glyphs that are too small or too large to be seen: searchable text of web pages."""
        x = self.x
        for part in parts:
            if b"*" < part < b"<":
                try:
                    x -= float(part) * 0.001 * self.size * self.scaling
                except ValueError:
                    raise Unsure("a displacement is no number") from None
                continue
            for text, width, special in font.glyphs(part):
                x += (width * self.size + self.char_space) * self.scaling
                if special == BEFORE_WORD_SPACE:
                    x += self.word_space * self.scaling
                self._drawing.clipped += text not in ("", " ")
        if not math.isfinite(x):
            raise Unsure("text without a place")
        self.x = x

    def _style(self, matrix: Matrix, *, icon: bool) -> Style | None:
        assert self.font is not None
        # By identity: font tables are dictionaries, which compare by what is in them.
        key = (id(self.font), matrix[:4], self.size, self.rise, self._inks.fill(), icon, self.visible)
        styles = self._styles
        if key not in styles:
            if len(styles) >= _MOST_KEPT:
                styles.clear()
            styles[key] = self._book.style(
                self.font.facts,
                matrix[:4],
                size=self.size,
                rise=self.rise,
                color=self._inks.fill(),
                icon=icon,
                visible=self.visible,
            )
        return styles[key]

    def _cut(self, before: int) -> None:
        """Drop the glyphs from ``before`` on that the clipping rectangle hides."""
        glyphs, clip = self._drawing.glyphs, self._graphics.clip
        assert clip is not None
        new = glyphs[before:]
        first, last = new[0], new[-1]
        if all(glyph[4].inside(clip, glyph[1], glyph[2], glyph[3]) for glyph in (first, last)):
            return  # a straight line with both ends inside is inside
        kept = [
            glyph for glyph in new if glyph[0] == " " or glyph[4].inside(clip, glyph[1], glyph[2], glyph[3])
        ]
        self._drawing.clipped += len(new) - len(kept)
        glyphs[before:] = kept

    def show_spaced(self, operands: bytes) -> None:
        head = operands.split(None, 2)
        if len(head) < 3:
            raise Unsure("an operand is missing")
        self.word_space, self.char_space = numbers(b" ".join(head[:2]), 2)
        self.next_line_show(head[2])
