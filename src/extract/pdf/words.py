"""From glyphs to words: style changes and spaces, seen or only measured.

Files write spaces as glyphs, as gaps, or as both, and set headings with wide tracking. A gap counts as a
space when it is wider than what is usual between the letters around it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from extract.pdf.drawing import SPACE, UNMAPPED, Glyph

SPACE_GAP = 0.17
"""Gap beyond the usual one, in em, from which on it is a space. Word spaces are 0.2 to 0.3 em, in justified
lines sometimes less; kerning stays below 0.12."""
BACKWARD = 0.5
"""How far, in em, a glyph may start before its predecessor's end and still be of the same run (kerning)."""
DOUBLE = 0.1
"""Offset, in em, up to which the same glyph drawn again is one drawn twice."""
MAX_TRACKING = 0.8
"""Widest letter spacing, in em, that is still tracking and not single letters apart."""
BASELINE = 0.08
"""Difference of baselines, in em, within one word."""

_SPACING_MARKS = {"¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327"}


@dataclass(slots=True)
class RawWord:
    """A word before it has a box on a page: glyph positions along (u) and across (w) its direction."""

    text: str
    first: int
    """Index of its first glyph."""
    u0: float
    u1: float
    w: float
    glyph: Glyph
    """Its first glyph, for the style."""
    glued: bool
    doubled: bool = False


@dataclass(slots=True)
class _Run:
    """Glyphs of one style on one baseline, one behind the other, with the spaces between them."""

    first: int
    glyphs: list[Glyph] = field(default_factory=list)
    doubled: int = 0


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    runs: list[_Run] = []
    run: _Run | None = None
    style = None
    end = w = start = 0.0
    em = 1.0
    text = ""
    for index, glyph in enumerate(glyphs):
        if glyph.style is style and run is not None:
            gap = glyph.u0 - end
            if -BACKWARD * em < gap < 3 * em and abs(glyph.w - w) < BASELINE * em:
                run.glyphs.append(glyph)
                start, end, text = glyph.u0, glyph.u1, glyph.text
                continue
            if glyph.text == text and abs(glyph.u0 - start) < DOUBLE * em and abs(glyph.w - w) < DOUBLE * em:
                run.doubled += 1
                continue
        run = _Run(index, [glyph])
        runs.append(run)
        text, start, end, w, style = glyph
        em = style.size or 1.0
    return runs


def _threshold(glyphs: Sequence[Glyph], em: float) -> float:
    """The gap, in points, from which on two glyphs of the run are two words."""
    base = SPACE_GAP * em
    gaps = [
        after.u0 - before.u1
        for before, after in zip(glyphs, glyphs[1:], strict=False)
        if before.text != SPACE and after.text != SPACE
    ]
    if len(gaps) < 2 or max(gaps) <= base:
        return base
    usual = median(gaps)
    if usual <= 0.05 * em or usual > MAX_TRACKING * em:
        return base
    near = sum(abs(gap - usual) < 0.08 * em for gap in gaps)
    letters = sum(glyph.text.isalpha() for glyph in glyphs)
    if near < 0.6 * len(gaps) or letters < 0.5 * len(glyphs):
        return base
    return usual + base


def group(glyphs: Sequence[Glyph]) -> list[RawWord]:
    """Words in the order in which the file draws them; icons and unmapped glyphs are words of their own."""
    words: list[RawWord] = []
    glued = False
    previous: Glyph | None = None
    for run in _runs(glyphs):
        members = run.glyphs
        first = members[0]
        style = first.style
        em = style.size or 1.0
        # A word that starts where the last one ended, in another style, hangs on to it.
        glued = (
            previous is not None
            and previous.text != SPACE
            and abs(previous.style.ux - style.ux) < 0.01
            and abs(previous.w - first.w) < 0.6 * max(em, previous.style.size)
            and -0.3 * em < first.u0 - previous.u1 < SPACE_GAP * max(em, previous.style.size)
        )
        limit = _threshold(members, em)
        parts: list[str] = []
        u0 = u1 = 0.0
        start = run.first
        head = first
        doubled = run.doubled * 2 >= len(members)

        for offset, glyph in enumerate(members):
            text = glyph.text
            if text == SPACE:
                if parts:
                    words.append(RawWord("".join(parts), start, u0, u1, head.w, head, glued, doubled))
                    parts = []
                glued = False
                continue
            if parts and (glyph.u0 - u1 > limit or text == UNMAPPED or style.icon or head.text == UNMAPPED):
                words.append(RawWord("".join(parts), start, u0, u1, head.w, head, glued, doubled))
                parts = []
                glued = glyph.u0 - u1 <= limit
            if not parts:
                start, u0, u1, head = run.first + offset, glyph.u0, glyph.u1, glyph
            elif glyph.u1 > u1:
                u1 = glyph.u1
            parts.append(text)
        if parts:
            words.append(RawWord("".join(parts), start, u0, u1, head.w, head, glued, doubled))
        previous = members[-1]
    for word in words:
        word.text = _compose(word.text)
    return words


def _compose(text: str) -> str:
    """NFC; an accent printed as a glyph of its own beside its letter joins it (old TeX fonts)."""
    if text.isascii():
        return text
    if len(text) > 1:
        for mark, combining in _SPACING_MARKS.items():
            if mark in text:
                place = text.index(mark)
                if place + 1 < len(text) and text[place + 1].isalpha():
                    text = text[:place] + text[place + 1] + combining + text[place + 2 :]
    return unicodedata.normalize("NFC", text)
