"""What a file says its glyphs mean, held against what else is known of them.

Typesetting programs write maps to Unicode (``/ToUnicode``) from the text as it was typed: a full stop that
was once typed with a space before it is " ." from then on, and "160.860,52" falls apart. Other programs fill
their maps with U+0000, or take them from the wrong font. The names of the glyphs, by the encoding or in the
font program, and the widths tell better.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extract.pdf.font.glyphs import is_private, resolve

_NOTHING = frozenset("\x00\ufffd\u200b\u200c\u200d\u2060\ufeff")
_PUNCTUATION = frozenset(".,;:%€$£&()/+!?")
"""Signs by whose names a map is corrected, beside letters and digits: each has one name and one meaning."""
_LAST = 0x17F
"""Last letter of the Latin ones for which that holds."""
_TRUSTED = 0.6
"""Names count against the map where this share of the glyphs means the same by both: there are fonts whose
names, or whose encodings, say nothing about their glyphs."""
_ALIKE = 0.012
"""Em by which the widths of glyphs may differ that are as wide as each other."""


@dataclass(frozen=True, slots=True)
class Mends:
    """The codes of a font whose text in the file is not taken, with the text taken in its place."""

    texts: Mapping[int, str] = field(default_factory=dict)
    noted: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """What the file says and what is read, where the one is text and the other another one."""


def mends_of(font: Any) -> Mends:
    """Those of a pdfminer font; none where its map was not looked at."""
    found = getattr(getattr(font, "unicode_map", None), "mends", None)
    return found if isinstance(found, Mends) else Mends()


def mends(
    given: Mapping[int, str], *, names: Mapping[int, str], width: Callable[[int], float] | None = None
) -> Mends:
    """Which texts of a font's map are to be read otherwise.

    Args:
        given: the map of the file, by character code or number of the glyph.
        names: what the names of the glyphs say, by the same key; may be empty.
        width: width of a glyph in em.
    """
    taken: dict[int, str] = {}
    trusted = _trusted(given, names)
    for code, text in given.items():
        named = names.get(code, "")
        found = _read(text, named, trusted=trusted)
        if found is not None and found != text:
            taken[code] = found
    several = [
        code for code, text in given.items() if _is_several(taken.get(code, text)) and code not in names
    ]
    if several and width is not None:
        places = {text: code for code, text in given.items() if len(text) == 1}
        for code in several:
            text = taken.get(code, given[code])
            one = _one_of(text, width(code), places, width)
            if one is not None:
                taken[code] = one
    noted = {
        code: (given[code], text)
        for code, text in taken.items()
        if given[code].strip("\x00\ufffd") and code != 32 and resolve(text) == (text, False)
    }
    return Mends(taken, noted)


def _read(text: str, named: str, *, trusted: bool) -> str | None:
    """What a glyph means; None where nothing speaks against the map."""
    if not text.strip("\x00\ufffd"):
        return named or None
    if is_private(text):
        return None
    visible = "".join(char for char in text if char not in _NOTHING).strip()
    if trusted and is_plain(named) and _folded(named) != _folded(visible):
        return named
    if visible and visible != text:
        return visible
    return None


def is_plain(text: str) -> bool:
    """A letter, digit or sign that leaves no doubt about what it is."""
    if len(text) != 1:
        return False
    return text in _PUNCTUATION or (ord(text) <= _LAST and text.isalnum() and text not in "ıſªº")


def _folded(text: str) -> str:
    """Letters alike whether large or small, composed or not, raised or not.

    A map that says "c" of a "C" has the text as it was typed, for capitals by style.
    """
    return unicodedata.normalize("NFKC", text).casefold()


def _trusted(given: Mapping[int, str], names: Mapping[int, str]) -> bool:
    same = other = 0
    for code, named in names.items():
        text = given.get(code, "").strip("\x00\ufffd")
        if text and is_plain(named) and not is_private(text):
            if _folded(text.strip()) == _folded(named):
                same += 1
            else:
                other += 1
    return same > _TRUSTED * (same + other)


def _is_several(text: str) -> bool:
    """Several characters that are no ligature, no letter with its accents and no row of dots."""
    if len(text) < 2 or text.isalpha() or is_private(text) or (len(set(text)) == 1 and text[0] in ".-_"):
        return False
    return any(is_plain(char) and not char.isalpha() for char in unicodedata.normalize("NFC", text))


def _one_of(text: str, wide: float, places: Mapping[str, int], width: Callable[[int], float]) -> str | None:
    """The one character of several that a glyph can be, by its width and by what other glyphs are.

    None where it may be all of them, or where nothing shows which one it is.
    """
    known = {char: width(places[char]) for char in text if char in places}
    missing = [char for char in dict.fromkeys(text) if char not in places]
    if not known or wide > max(known.values()) + _ALIKE:
        return None
    if missing:
        return missing[0] if len(missing) == 1 else None
    fitting = [char for char, other in known.items() if abs(other - wide) < _ALIKE]
    return fitting[0] if len(fitting) == 1 else None
