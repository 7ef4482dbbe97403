"""From glyphs to words: style changes and spaces, seen or only measured.

Files write spaces as glyphs, as gaps, or as both, and set headings with wide tracking. A gap counts as a
space when it is wider than what is usual between the letters around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.pdf.content.drawing import Glyph, Style
from extract.pdf.font.glyphs import SPACE, UNMAPPED
from extract.pdf.page.accents import composed, with_accents
from extract.pdf.page.narrow import NARROWEST, NarrowGaps

# No round numbers: places in files are, and rounding would decide.
SPACE_GAP = 0.1699
"""Gap beyond the usual one, in em, from which on it is a space. Word spaces are 0.2 to 0.3 em, in justified
lines sometimes less; kerning stays below 0.12."""
BACKWARD = 0.5003
"""How far, in em, a glyph may start before its predecessor's end and still be of the same run (kerning)."""
FORWARD = 3.003
"""How far, in em, it may start behind it."""
DOUBLE = 0.1003
"""Offset, in em, up to which the same glyph drawn again is one drawn twice."""
MAX_TRACKING = 0.8
"""Widest letter spacing, in em, that is still tracking and not single letters apart."""
BASELINE = 0.0803
"""Difference of baselines, in em, within one word."""
OVERLAP = -1e-3
"""Points from which on a glyph that starts before its predecessor's end lies over it."""

SOFT_HYPHEN = "\u00ad"
LEADERS = {".": 5, "·": 5, "_": 3}
"""So many in a row lead from one word to the next; fewer dots are an ellipsis, lines part of a name."""

_BEFORE_LETTERS = re.compile("(¨)([aeiouyAEIOUY])")
"""Dots beside a letter are meant for it; other accents stand for apostrophes as well (``gibt´s``)."""


@dataclass(slots=True)
class RawWord:
    """A word before it has a box on a page: positions along (u) and across (w) its direction."""

    text: str
    first: int
    """Index of its first glyph."""
    u0: float
    u1: float
    w: float
    style: Style
    glued: bool
    doubled: bool = False


@dataclass(slots=True)
class _Run:
    """Glyphs of one style on one baseline, one behind the other, with the spaces between them."""

    first: int
    """Index of the first glyph."""
    end: int
    """Index behind the last glyph."""
    wide: bool = False
    """There is a gap that could be a space, with no space glyph in it."""
    narrow: bool = False
    """There is one that could be a space in a tight line."""
    twins: list[int] = field(default_factory=list)
    """Indexes of glyphs that repeat their predecessor in the same place."""
    undone: list[int] = field(default_factory=list)
    """Indexes of space glyphs that take no room: the next glyph starts where they do."""


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    runs: list[_Run] = []
    run = _Run(0, 0)
    last_text, last_start, end, last_w = "", 0.0, 0.0, 0.0
    last_style: Style | None = None
    back = forth = drift = space = narrow = 0.0
    for index, (text, u0, u1, w, style) in enumerate(glyphs):
        if style is last_style:
            gap = u0 - end
            if back < gap < forth and -drift < w - last_w < drift:
                if gap > narrow:
                    if text != SPACE and last_text != SPACE:
                        run.narrow = True
                        if gap > space:
                            run.wide = True
                elif gap < OVERLAP and u0 - last_start < drift:
                    if text == last_text:
                        run.twins.append(index)
                        continue
                    if last_text == SPACE and u0 - last_start > -drift:
                        # Browsers draw what is not to be seen, a soft hyphen within a line, as such a space.
                        run.undone.append(index - 1)
                last_text, last_start, end = text, u0, u1
                continue
            em = style.size
            if text == last_text and abs(u0 - last_start) < DOUBLE * em and abs(w - last_w) < DOUBLE * em:
                run.twins.append(index)
                continue
        run.end = index
        run = _Run(index, index)
        runs.append(run)
        last_text, last_start, end, last_w, last_style = text, u0, u1, w, style
        em = style.size
        back, forth, drift = -BACKWARD * em, FORWARD * em, BASELINE * em
        space, narrow = SPACE_GAP * em, NARROWEST * em
    run.end = len(glyphs)
    return runs


def _threshold(glyphs: Sequence[Glyph], em: float) -> float:
    """The gap, in points, from which on two glyphs of the run are two words."""
    base = SPACE_GAP * em
    gaps = [after[1] - before[2] for before, after in pairwise(glyphs) if SPACE not in (before[0], after[0])]
    if len(gaps) < 2:
        return base
    usual = median(gaps)
    if usual <= 0.05 * em or usual > MAX_TRACKING * em:
        return base
    near = sum(abs(gap - usual) < 0.08 * em for gap in gaps)
    letters = sum(glyph[0].isalpha() for glyph in glyphs)
    if near < 0.6 * len(gaps) or letters < 0.5 * len(glyphs):
        return base
    return usual + base


def group(glyphs: Sequence[Glyph]) -> tuple[list[RawWord], int]:
    """Words in the order in which the file draws them; icons and unmapped glyphs are words of their own.

    Returns:
        The words, and how many gaps may be spaces and were not taken for any.
    """
    glyphs, places = with_accents(glyphs)
    words: list[RawWord] = []
    previous: Glyph | None = None
    runs = _runs(glyphs)
    gaps = NarrowGaps()
    for run in runs:
        if run.narrow:
            run.narrow = _is_unspaced(run, glyphs)
            if run.narrow:
                gaps.see(glyphs[run.first : run.end], glyphs[run.first][4].size)
    for run in runs:
        members = glyphs[run.first : run.end]
        if run.twins or run.undone:
            left_out = {*run.twins, *run.undone}
            members = [glyph for index, glyph in enumerate(members, run.first) if index not in left_out]
        glued = _hangs_on(previous, members[0], gaps.limit or SPACE_GAP)
        if glued and words and previous is not None and _is_hyphen(previous, members):
            words[-1].text += SOFT_HYPHEN
            words[-1].u1 = max(words[-1].u1, members[-1][2])
            previous = members[-1]
            continue
        previous = members[-1]
        _words_of_run(run, members, words, gaps, glued=glued)
    for word in words:
        if not word.text.isascii():
            word.text = _compose(word.text)
        if places is not None:
            word.first = places[word.first]
    return words, gaps.doubtful


def _is_unspaced(run: _Run, glyphs: Sequence[Glyph]) -> bool:
    """Whether a run has no space glyph and no icon, so that its gaps must be its spaces."""
    members = glyphs[run.first : run.end]
    return not members[0][4].icon and not run.twins and all(glyph[0] != SPACE for glyph in members)


def _words_of_run(
    run: _Run, members: Sequence[Glyph], words: list[RawWord], gaps: NarrowGaps, *, glued: bool
) -> None:
    """Words between spaces; a stretch between spaces is cut further where there is reason to look closer."""
    style = members[0][4]
    texts = [glyph[0] for glyph in members]
    texts.append(SPACE)
    closer = run.wide or run.narrow or style.icon or UNMAPPED in texts
    limit = _threshold(members, style.size) if run.wide else SPACE_GAP * style.size
    if run.narrow:
        limit = gaps.limit_of(members, style.size, base=limit)
    doubled = len(run.twins) * 2 >= len(members)
    at, count = 0, len(members)
    usual = limit
    while at < count:
        stop = texts.index(SPACE, at)
        start = at
        if run.wide and stop - start > 2:
            # One word may be letter-spaced for emphasis in an ordinary line.
            limit = max(_threshold(members[start:stop], style.size), usual)
        while start < stop:
            end = _cut(members, start, stop, limit, alone=style.icon) if closer else stop
            _, u0, _, w, _ = members[start]
            u1 = members[end - 1][2]
            if u1 < u0:  # glyphs of no width that run backwards
                u0, u1 = min(glyph[1] for glyph in members[start:end]), max(g[2] for g in members[start:end])
            text = "".join(texts[start:end])
            if "....." in text or "___" in text or "·····" in text:
                end = _leader_edge(texts, start, end)
                text, u1 = "".join(texts[start:end]), members[end - 1][2]
            words.append(RawWord(text, run.first + start, u0, u1, w, style, glued, doubled))
            glued = end < stop and members[end][1] - u1 <= limit
            start = end
        limit, glued, at = usual, False, stop + 1


def _cut(members: Sequence[Glyph], start: int, stop: int, limit: float, *, alone: bool) -> int:
    """Where the word ends that begins at ``start``, at ``stop`` at the latest."""
    if alone or members[start][0] == UNMAPPED:
        return start + 1
    for index in range(start + 1, stop):
        if members[index][1] - members[index - 1][2] > limit or members[index][0] == UNMAPPED:
            return index
    return stop


def _leader_edge(texts: Sequence[str], start: int, end: int) -> int:
    """Where the leader ends that a word begins with, or where the first one in it begins.

    Dots from a tab stop to the next stand between two words with no space: ``2021......Baubeginn``.
    """
    place = start
    while place < end:
        last = place
        while last < end and texts[last] == texts[place]:
            last += 1
        if last - place >= LEADERS.get(texts[place], last - place + 1):
            return last if place == start else place
        place = last
    return end


def _hangs_on(before: Glyph | None, after: Glyph, space: float) -> bool:
    """A run that starts where the last one ended, in another style, with no space between."""
    if before is None or before[0] == SPACE or after[0] == SPACE:
        return False
    style, other = after[4], before[4]
    em = max(style.size, other.size)
    return (
        abs(style.ux - other.ux) < 0.01
        and abs(style.uy - other.uy) < 0.01
        and abs(after[3] - before[3]) < 0.6 * em
        and -0.3 * em < after[1] - before[2] < space * em
    )


def _is_hyphen(before: Glyph, run: Sequence[Glyph]) -> bool:
    """A private-use glyph of the text's own font that hangs on to a letter and is as narrow as a hyphen.

    Some fonts keep the hyphen of the line's end under a private code; an icon has a font of its own or
    stands apart.
    """
    _, u0, u1, w, style = run[0]
    text, other = before[0], before[4]
    return (
        style.icon
        and len(run) == 1
        and not other.icon
        and (other.font, other.size, other.color) == (style.font, style.size, style.color)
        and abs(w - before[3]) < BASELINE * style.size
        and text[-1:].islower()
        and 0.15 < (u1 - u0) / style.size < 0.45
    )


def _compose(text: str) -> str:
    """NFC; dots printed as a glyph of their own before their letter join it."""
    if len(text) > 1:
        text = _BEFORE_LETTERS.sub(lambda match: composed(match[2], match[1]) or match[0], text)
    return unicodedata.normalize("NFC", text)
