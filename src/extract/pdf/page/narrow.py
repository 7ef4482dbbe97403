"""Word gaps narrower than those that are spaces in any line: recognised by the other gaps of their line.

Tightly set lines without space glyphs have word gaps of 0.10 em and less than 0.17, where a kerned pair may
stand as far apart. In such a line the gaps fall into two groups with nothing between them: those within
words are about nothing, those between words alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.pdf.content.drawing import Glyph

# No round numbers: places in files are, and rounding would decide.
NARROWEST = 0.0949
"""Gap in em from which on it can be a word gap."""
_KERNED = 0.0603
"""Widest gap, in em, between letters of one word in a line that is to tell."""
_APART = 0.0399
"""Em without any gap between the two groups."""
_LIKE = 0.9
"""The one gap of a short line is a word gap if it is as wide as this part of those of other lines."""
_UNEVEN = 2.0
"""Usual word gap by the narrowest one: the gaps of a justified line are alike."""
_SINGLE = 0.5
"""Part of the words that may be of one letter or digit; more are letters set apart."""


@dataclass(slots=True)
class NarrowGaps:
    """What the lines of a page tell about its word gaps."""

    usual: float | None = None
    """The narrowest word gap, in em, of the lines with gaps of both kinds."""
    doubtful: int = 0
    """Gaps that may be spaces and were not taken for any."""

    @property
    def limit(self) -> float | None:
        """Gap in em from which on it is a space on this page; None where spaces are as wide as usual."""
        return None if self.usual is None else (self.usual + _KERNED) / 2

    def see(self, glyphs: Sequence[Glyph], em: float) -> None:
        """Take note of a line with gaps of both kinds."""
        limit = narrow_limit(glyphs, em)
        if limit is not None:
            narrowest = min(gap for gap in _gaps(glyphs, em) if gap > limit)
            self.usual = narrowest if self.usual is None else min(self.usual, narrowest)

    def limit_of(self, glyphs: Sequence[Glyph], em: float, *, base: float) -> float:
        """The gap in points from which on two glyphs of a line without space glyphs are two words.

        Args:
            glyphs: those of one style on one baseline.
            em: their size in points.
            base: the gap that is a space in any line.
        """
        limit = narrow_limit(glyphs, em, usual=self.usual)
        if limit is not None:
            return min(limit * em, base)
        self.doubtful += _doubtful(glyphs, em, base)
        return base


def narrow_limit(glyphs: Sequence[Glyph], em: float, *, usual: float | None = None) -> float | None:
    """The gap in em from which on two glyphs of a line are two words; None where that is not clear.

    Args:
        glyphs: those of one style on one baseline.
        em: their size in points.
        usual: narrowest word gap, in em, of other lines of the page: with it one gap is enough.
    """
    gaps = _gaps(glyphs, em)
    between = [gap for gap in gaps if gap > NARROWEST]
    within = [gap for gap in gaps if gap <= NARROWEST]
    if not between or not within:
        return None
    low, high = max(within), min(between)
    if len(between) == 1 and (usual is None or high < _LIKE * usual):
        return None
    if low > _KERNED or high - low < _APART or median(between) > _UNEVEN * high:
        return None
    lengths = [1]
    for gap in gaps:
        if gap > NARROWEST:
            lengths.append(1)
        else:
            lengths[-1] += 1
    if lengths.count(1) > _SINGLE * len(lengths):
        return None
    return (low + high) / 2


def _doubtful(glyphs: Sequence[Glyph], em: float, limit: float) -> int:
    """How many gaps of a line that was not cut at them may be spaces all the same."""
    if median(_gaps(glyphs, em)) > _KERNED:
        return 0  # letters set apart
    pairs = [
        (before[0][-1:], after[0][:1])
        for before, after in pairwise(glyphs)
        if NARROWEST * em < after[1] - before[2] <= limit
    ]
    # A kerned pair stands within a word; a capital or digit after something else begins one.
    likely = sum(after.isupper() or (after.isdigit() != before.isdigit()) for before, after in pairs)
    return likely if len(pairs) < 3 else len(pairs)


def _gaps(glyphs: Sequence[Glyph], em: float) -> list[float]:
    return [(after[1] - before[2]) / em for before, after in pairwise(glyphs)]
