"""Colours of any colour space as red, green and blue, roughly: good enough to tell styles apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extract.pdf.records import Color

_NUMBER = (int, float)


def _clip(value: float) -> float:
    return 0.0 if not value > 0.0 else 1.0 if value > 1.0 else round(value, 4)


@lru_cache(maxsize=10_000)
def _rgb(values: tuple[float, ...], space: str) -> Color | None:
    if space in ("Indexed", "Pattern"):
        return None
    if space == "Lab" and len(values) == 3:
        lightness = _clip(values[0] / 100)
        return (lightness, lightness, lightness)
    kind, *details = space.split("|")
    if kind == "Separation" and details and len(values) == 1:
        return _tint(values[0], *details)
    if kind == "DeviceN" and details and len(details) == len(values):
        return _mixture(dict(zip(details, values, strict=True)))
    if len(values) == 1:
        # A tint of a spot colour: 1 is full ink, so dark.
        gray = _clip(1 - values[0]) if space in ("Separation", "DeviceN") else _clip(values[0])
        return (gray, gray, gray)
    if len(values) == 3:
        return (_clip(values[0]), _clip(values[1]), _clip(values[2]))
    if len(values) == 4:
        cyan, magenta, yellow, black = (_clip(value) for value in values)
        return tuple(_clip((1 - ink) * (1 - black)) for ink in (cyan, magenta, yellow))  # type: ignore[return-value]
    return None


def _tint(tint: float, alternate: str, start: str, end: str, exponent: str) -> Color | None:
    """A tint of a spot colour, by its exponential function (ISO 32000-1, 7.10.3)."""
    low, high = ([float(value) for value in part.split()] for part in (start, end))
    if len(low) != len(high):
        return None
    share = _clip(tint) ** float(exponent)
    return _rgb(tuple(a + share * (b - a) for a, b in zip(low, high, strict=True)), alternate)


def _mixture(inks: dict[str, float]) -> Color | None:
    """Several inks at once: process inks as such, a spot ink as if it were black."""
    process = [inks.pop(name, 0.0) for name in ("Cyan", "Magenta", "Yellow", "Black")]
    process[3] = max([process[3], *inks.values()])
    return _rgb(tuple(process), "DeviceCMYK")


def to_rgb(values: object, space: str | None = None) -> Color | None:
    """A colour as pdfminer gives it (number, tuple, pattern name, None) as RGB, each 0..1.

    Args:
        values: components; a pattern or nonsense gives None.
        space: name of the colour space (``DeviceCMYK``, ``Separation``, ...), if known.
    """
    if isinstance(values, int | float):
        values = (values,)
    if not isinstance(values, Sequence) or isinstance(values, str | bytes) or not values:
        return None
    numbers = tuple([float(value) for value in values if isinstance(value, _NUMBER)])
    if len(numbers) != len(values):
        return None
    return _rgb(numbers, space or "")
