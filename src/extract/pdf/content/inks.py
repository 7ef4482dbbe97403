"""Colour state of the fast reader, in the ways of pdfminer's interpreter."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pdfminer.pdfcolor import PREDEFINED_COLORSPACE
from pdfminer.pdftypes import dict_value, resolve1

from extract.pdf.content.colors import to_rgb
from extract.pdf.content.lexer import Unsure, name, numbers
from extract.pdf.content.spaces import Space, space_of
from extract.pdf.records import Color

_State = tuple[object, Space, object, Space, Color | None, Color | None]
_GRAY: Space = ("DeviceGray", 1)
_RGB: Space = ("DeviceRGB", 3)
_CMYK: Space = ("DeviceCMYK", 4)
_MOST_KEPT = 2_000
"""Colours remembered at a time: photos drawn as shapes have more of them than are worth it."""


class Inks:
    """Fill and stroke colour and their colour spaces."""

    def __init__(self, resources: dict[Any, Any]) -> None:
        self._resources = resources
        self._spaces: dict[str, Space | None] = {}
        black = to_rgb(0.0)
        self._state: _State = (0.0, _GRAY, 0.0, _GRAY, black, black)

    def state(self) -> _State:
        """For saving."""
        return self._state

    def set_state(self, state: _State) -> None:
        """For restoring."""
        self._state = state

    def fill(self) -> Color | None:
        """The colour with which areas and text are filled; None for a pattern."""
        return self._state[4]

    def stroke(self) -> Color | None:
        """The colour of lines."""
        return self._state[5]

    def operators(self) -> dict[bytes, Callable[[bytes], None]]:
        """What to do for each colour operator."""
        return {
            b"g": lambda operands: self._set_fill(tuple(numbers(operands, 1)), _GRAY),
            b"G": lambda operands: self._set_stroke(tuple(numbers(operands, 1)), _GRAY),
            b"rg": lambda operands: self._set_fill(tuple(numbers(operands, 3)), _RGB),
            b"RG": lambda operands: self._set_stroke(tuple(numbers(operands, 3)), _RGB),
            b"k": lambda operands: self._set_fill(tuple(numbers(operands, 4)), _CMYK),
            b"K": lambda operands: self._set_stroke(tuple(numbers(operands, 4)), _CMYK),
            b"cs": self._fill_space,
            b"CS": self._stroke_space,
            b"sc": self._fill_components,
            b"scn": self._fill_components,
            b"SC": self._stroke_components,
            b"SCN": self._stroke_components,
        }

    def _set_fill(self, color: object, space: Space) -> None:
        _, _, stroke, stroke_space, _, stroke_rgb = self._state
        self._state = (color, space, stroke, stroke_space, _rgb(color, space[0]), stroke_rgb)

    def _set_stroke(self, color: object, space: Space) -> None:
        fill, fill_space, _, _, fill_rgb, _ = self._state
        self._state = (fill, fill_space, color, space, fill_rgb, _rgb(color, space[0]))

    def _fill_space(self, operands: bytes) -> None:
        space = self._space(name(operands))
        if space is not None:
            self._set_fill(self._state[0], space)

    def _stroke_space(self, operands: bytes) -> None:
        space = self._space(name(operands))
        if space is not None:
            self._set_stroke(self._state[2], space)

    def _fill_components(self, operands: bytes) -> None:
        found, color = _components(operands, self._state[1])
        if found:
            self._set_fill(color, self._state[1])

    def _stroke_components(self, operands: bytes) -> None:
        found, color = _components(operands, self._state[3])
        if found:
            self._set_stroke(color, self._state[3])

    def _space(self, key: str) -> Space | None:
        """Name and number of components of a colour space; None for an unknown one, which changes nothing."""
        if key not in self._spaces:
            spec = resolve1(dict_value(self._resources.get("ColorSpace", {})).get(key))
            space = space_of(spec)
            if space is None and key in PREDEFINED_COLORSPACE:
                space = (key, PREDEFINED_COLORSPACE[key].ncomponents)
            self._spaces[key] = space
        return self._spaces[key]


# The same few colours are set before every piece of text.
_rgb = lru_cache(maxsize=_MOST_KEPT)(to_rgb)


@lru_cache(maxsize=_MOST_KEPT)
def _components(operands: bytes, space: Space) -> tuple[bool, object]:
    """Whether the operands make a colour of the space, and the colour."""
    label, count = space
    if label == "Pattern":
        return b"/" in operands, None
    parts = operands.split()[-count:]
    if len(parts) < count or count not in (1, 3, 4):
        return False, None
    if parts[-1].startswith(b"/"):
        raise Unsure("a pattern where a colour was expected")
    return True, tuple(numbers(b" ".join(parts), count))
