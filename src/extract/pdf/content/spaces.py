"""Colour spaces as the readers carry them: a name that says all that is needed for an approximate colour."""

from __future__ import annotations

import math
from typing import Any

from pdfminer.pdfcolor import PREDEFINED_COLORSPACE
from pdfminer.pdftypes import PDFStream, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral, literal_name

Space = tuple[str, int]
"""Name and number of components. A spot colour whose tints run straight from one colour to another is named
``Separation|DeviceCMYK|0 0 0 0|1 0 0 0|1``: alternate space, colour of tint 0, of tint 1, exponent."""


def space_of(spec: Any) -> Space | None:
    """The colour space that a resource stands for; None for one that pdfminer does not know either."""
    kind = spec[0] if isinstance(spec, list) and spec else spec
    if not isinstance(kind, PSLiteral):
        return None
    label = str(literal_name(kind))
    if isinstance(spec, list) and len(spec) >= 2:
        if label == "ICCBased":
            count = resolve1(stream_value(spec[1]).get("N"))
            return (label, count) if count in (1, 3, 4) else None
        if label == "DeviceN":
            inks = [literal_name(resolve1(ink)) for ink in list_value(spec[1])]
            return ("|".join([label, *map(str, inks)]), len(inks))
        if label == "Separation" and len(spec) >= 4:
            return (_separation(spec), 1)
    known = PREDEFINED_COLORSPACE.get(label)
    return (label, known.ncomponents) if known is not None else None


def _separation(spec: list[Any]) -> str:
    """The name of a spot colour, with its tints where they are an exponential function."""
    alternate, function = resolve1(spec[2]), resolve1(spec[3])
    attributes = function.attrs if isinstance(function, PDFStream) else function
    if isinstance(alternate, list) and alternate:
        # An ICC profile counts as the device space of as many components.
        found = space_of(alternate)
        names = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
        name = names.get(found[1], "") if found is not None and found[0] == "ICCBased" else ""
    else:
        name = str(literal_name(alternate)) if isinstance(alternate, PSLiteral) else ""
    if not name or not isinstance(attributes, dict) or resolve1(attributes.get("FunctionType")) != 2:
        return "Separation"
    ends = [_numbers(attributes.get(key)) for key in ("C0", "C1")]
    exponent = resolve1(attributes.get("N", 1))
    if ends[0] is None or ends[1] is None or not isinstance(exponent, int | float) or not exponent > 0:
        return "Separation"
    return "|".join(["Separation", name, *ends, f"{exponent:g}"])  # type: ignore[list-item]


def _numbers(values: Any) -> str | None:
    values = [resolve1(value) for value in resolve1(values) or []]
    if len(values) not in (1, 3, 4) or not all(
        isinstance(v, int | float) and math.isfinite(v) for v in values
    ):
        return None
    return " ".join(f"{value:g}" for value in values)
