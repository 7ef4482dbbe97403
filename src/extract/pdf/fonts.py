"""What a font's name and descriptor tell about its weight and slant."""

from __future__ import annotations

import re
from functools import lru_cache

_SUBSET = re.compile(r"^[A-Z]{6}\+")

# "Demi" and "Semi" light exist; a plain "medium" is no bold.
_BOLD = re.compile(
    r"""
      (?: semi | demi | extra | ultra )? - ? bold | \bbd\b | bdcn | bdit
    | (?<![a-z]) black (?! letter) | (?<=[a-z]) Black
    | heavy | ultra (?! - ? (?: light | thin | condensed))
    | demi (?! - ? light) | (?<= -) semi (?! - ? (?: light | condensed))
    | fett | kr(?:ä|ae?)ftig
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ITALIC = re.compile(r"italic|oblique|kursiv|slanted|(?<=[a-z\d])-?It\b|bdit", re.IGNORECASE)

FLAG_ITALIC = 1 << 6
FLAG_FORCE_BOLD = 1 << 18


def plain_name(name: object) -> str:
    """The font's name without the subset prefix; an odd name gives an empty text.

    >>> plain_name("ABCDEF+Muster-Bold")
    'Muster-Bold'
    """
    if isinstance(name, bytes):
        name = name.decode("latin-1")
    if not isinstance(name, str):
        name = getattr(name, "name", None) or ""
    text = name if isinstance(name, str) else str(name)
    return _SUBSET.sub("", "".join(char for char in text if char.isprintable()))


@lru_cache(maxsize=5_000)
def is_bold(name: str, *, flags: int = 0, stem_v: float = 0.0, weight: float = 0.0) -> bool:
    """Whether a font is bold.

    Args:
        name: font name.
        flags: ``/Flags`` of the font descriptor (ISO 32000-1, table 123).
        stem_v: ``/StemV`` of the descriptor, thickness of the main stems in 1/1000 em. Many producers
            write a constant here, so only very thick stems count.
        weight: ``/FontWeight`` of the descriptor, 100..900.
    """
    return _BOLD.search(name) is not None or bool(flags & FLAG_FORCE_BOLD) or weight >= 600 or stem_v >= 140


@lru_cache(maxsize=5_000)
def is_italic(name: str, *, flags: int = 0, angle: float = 0.0) -> bool:
    """Whether a font is slanted. ``angle`` is ``/ItalicAngle``, in degrees."""
    return _ITALIC.search(name) is not None or bool(flags & FLAG_ITALIC) or 5 <= abs(angle) <= 45
