"""Characters of one printed line made regular, with the place each came from.

What changes: Unicode NFC; ligatures (U+FB00 to U+FB06) resolved; every run of white space, also U+00A0,
U+202F and thin spaces, folded to one plain space; zero-width characters dropped; U+2010 and U+2011
written as the plain hyphen. What a soft hyphen is, only its place tells, so it is left to the rules.
"""

from __future__ import annotations

import re
import unicodedata

from extract.base.values import value

HYPHENS = "-\u00ad\u2010\u2011\u2212\ufe63\uff0d"
"""Characters that are a hyphen wherever they stand, whatever they were meant for."""

DASHES = "–—"

SOFT_HYPHEN = "\u00ad"

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

_PRINTABLE = "[!-~¡-¬®-ÿ–—‘-„•…€]+"
_PLAIN = re.compile(f"{_PRINTABLE}(?: {_PRINTABLE})*")
"""Lines of these characters with single inner spaces need no work: nearly all of them."""

_STRETCH = re.compile(f"{_PRINTABLE}(?=[ -~¡-¬®-ÿ–—‘-„•…€]|$)")
"""Characters that need no work; what stands behind the last one is no mark that belongs to it."""

_FOLDED_HYPHENS = {"\u2010": "-", "\u2011": "-"}


def is_lost_hyphen(char: str) -> bool:
    """Whether a character is what some PDF writers leave where a line-end hyphen was printed.

    Codes without a meaning: private use, U+FFFE, U+FFFD, U+0002. They stand for a hyphen only directly
    after a letter at a line's end; the caller looks at that.
    """
    return char in "\ufffe\ufffd\x02" or "\ue000" <= char <= "\uf8ff"


@value(frozen=True, slots=True)
class CleanLine:
    """A line made regular.

    Attributes:
        text: the regular text.
        sources: for each character of ``text`` the index in the printed line it came from, rising;
            None when nothing was changed.
    """

    text: str
    sources: tuple[int, ...] | None


def clean_line(line: str) -> CleanLine:
    """One printed line, without its line end, made regular."""
    if _PLAIN.fullmatch(line):
        return CleanLine(line, None)
    chars: list[str] = []
    sources: list[int] = []
    at = 0
    while at < len(line):
        stretch = _STRETCH.match(line, at)
        if stretch is not None:
            chars += stretch.group()
            sources += range(at, stretch.end())
            at = stretch.end()
            continue
        end = at + 1
        while end < len(line) and unicodedata.combining(line[end]):
            end += 1
        for char in _regular(line[at:end]):
            if char == " " and (not chars or chars[-1] == " "):
                continue
            chars.append(char)
            sources.append(at)
        at = end
    if chars and chars[-1] == " ":
        chars.pop()
        sources.pop()
    text = "".join(chars)
    if not unicodedata.is_normalized("NFC", text):
        # Scripts that compose across clusters: the text is right, its places are good to a few characters.
        composed = unicodedata.normalize("NFC", text)
        sources = [sources[min(index, len(sources) - 1)] for index in range(len(composed))]
        text = composed
    return CleanLine(text, tuple(sources))


def _regular(cluster: str) -> str:
    """A character together with the combining marks that follow it, made regular."""
    if cluster[0] in ZERO_WIDTH:
        return cluster[1:]
    if cluster[0].isspace():
        return " " + cluster[1:]
    base = LIGATURES.get(cluster[0]) or _FOLDED_HYPHENS.get(cluster[0]) or cluster[0]
    return unicodedata.normalize("NFC", base + cluster[1:])
