"""What a font's name and descriptor tell about its weight and slant."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_SUBSET = re.compile(r"^[A-Z]{6}\+")

# A name falls into words at capitals, hyphens and figures: "FrutigerLT-65BoldItalic".
_PARTS = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]+(?![a-zäöüß])")

BOLD_WORDS = frozenset(
    {
        *("bold", "semibold", "demibold", "extrabold", "ultrabold", "bd", "demi"),
        *("black", "blk", "heavy", "hv", "ultra"),
        *("fett", "halbfett", "dreiviertelfett", "kräftig", "kraeftig"),
    }
)
NOT_BOLD_BEFORE = {"ultra": ("light", "thin", "condensed", "expanded"), "demi": ("light",)}
"""Words that may only strengthen what follows them: an ultra light font is not bold."""
ITALIC_WORDS = frozenset(["italic", "it", "ital", "oblique", "obl", "kursiv", "slanted", "inclined"])

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
def is_bold(name: str, *, flags: int = 0, weight: float = 0.0) -> bool:
    """Whether a font is bold.

    Args:
        name: font name.
        flags: ``/Flags`` of the font descriptor (ISO 32000-1, table 123).
        weight: ``/FontWeight`` of the descriptor, 100..900.

    ``/StemV`` is no help: producers write constants or guesses, and other ones for each subset of a font.
    """
    if flags & FLAG_FORCE_BOLD or weight >= 600:
        return True
    parts = _parts(name)
    for part, following in pairwise([*parts, ""]):
        if part in BOLD_WORDS and following not in NOT_BOLD_BEFORE.get(part, ()):
            return True
        if part.endswith(("bold", "fett")) or (len(part) > 4 and part.endswith("bd")):
            return True  # names all in small letters
    return False


def _parts(name: str) -> list[str]:
    return [part.lower() for part in _PARTS.findall(name)]


@lru_cache(maxsize=5_000)
def is_italic(name: str, *, flags: int = 0, angle: float = 0.0) -> bool:
    """Whether a font is slanted. ``angle`` is ``/ItalicAngle``, in degrees."""
    if flags & FLAG_ITALIC or 5 <= abs(angle) <= 45:
        return True
    return any(
        part in ITALIC_WORDS or part.endswith(("italic", "oblique", "kursiv")) for part in _parts(name)
    )
