"""Marked content of the fast reader, as far as it changes what is read: layers that are off and
replacement text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pdfminer.pdftypes import dict_value

from extract.pdf.content.actualtext import actual_text, mark_number, replaced
from extract.pdf.content.canvas import Canvas
from extract.pdf.content.lexer import Unsure, name
from extract.pdf.file.layers import Layers

_Mark = tuple[int, int, int]
"""Glyphs, shapes and images drawn before."""


class Marked:
    """The marked content of one content stream; each kind ends with the stream at the latest."""

    def __init__(
        self,
        canvas: Canvas,
        resources: dict[Any, Any],
        layers: Layers,
        texts: Mapping[int, str] | None = None,
    ) -> None:
        """
        Args:
            canvas: has the glyphs.
            resources: names of layers.
            layers: which are off.
            texts: replacement texts of the structure tree, by number of the marked content.
        """
        self._texts = texts or {}
        self._canvas = canvas
        self._drawing = canvas.drawing
        self._resources = resources
        self._layers = layers
        self._open: list[tuple[bool, str | None, _Mark]] = []

    def operators(self) -> dict[bytes, Callable[[bytes], None]]:
        """What to do for each operator of marked content."""
        return {b"BMC": self.begin, b"BDC": self.begin_with_properties, b"EMC": self.end}

    def begin(self, _: bytes) -> None:
        self._begin()

    def begin_with_properties(self, operands: bytes) -> None:
        start = operands.lstrip()
        if start.startswith(b"/OC") and self._layers and b"<<" not in operands:
            tag, *_ = start.split()
            key = name(operands)
            if tag.split(b"/") not in ([b"", b"OC"], [b"", b"OC", key.encode()]):
                raise Unsure("marked content of an unusual kind")
            properties = dict_value(self._resources.get("Properties", {}))
            self._begin(hidden=self._layers.hides(properties.get(key)))
        else:
            text = actual_text(operands) if b"/ActualText" in operands else None
            if text is None and self._texts and (number := mark_number(operands)) is not None:
                text = self._texts.get(number)
            self._begin(text=text)

    def _begin(self, *, hidden: bool = False, text: str | None = None) -> None:
        if self._canvas.replacing:
            text = None  # what is around it replaces this as well
        self._canvas.replacing |= text is not None
        self._open.append((hidden, text, self.mark()))

    def mark(self) -> _Mark:
        """How far the drawing has come."""
        drawing = self._drawing
        return len(drawing.glyphs), len(drawing.shapes), len(drawing.images)

    def end(self, _: bytes) -> None:
        if not self._open:
            return
        hidden, text, mark = self._open.pop()
        if hidden:
            self.forget(mark)
        if text is not None:
            replaced(self._drawing.glyphs, mark[0], text)
            self._canvas.replacing = False

    def forget(self, mark: _Mark) -> None:
        """Leave out what has been drawn since."""
        drawing = self._drawing
        drawing.clipped += len(drawing.glyphs) - mark[0]
        del drawing.glyphs[mark[0] :], drawing.shapes[mark[1] :], drawing.images[mark[2] :]

    def finish(self) -> None:
        """The stream has ended."""
        while self._open:
            self.end(b"")
