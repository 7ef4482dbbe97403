"""Labels read into the text beside them: each before the line, the paragraph or the row that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.layout.records import Line, Region
from extract.layout.rules import Lines

_REACH_EM = 0.6
"""A label may stand so much lower than the first line of its text."""
_BLOCK_EM = 0.6
"""White space above a line, in em, from which on another paragraph begins."""
_CENTRED_EM = 0.5
"""How far the middle of a label may be off the middle of its row."""
_UNEVEN = 0.05
"""Cells may have more white space below than above: part of their height."""
_HIGHER_EM = 0.3


@dataclass(frozen=True, slots=True)
class Label:
    """A heading or year in a margin."""

    lines: tuple[Line, ...]

    @property
    def top(self) -> float:
        return self.lines[0].box.top

    @property
    def bottom(self) -> float:
        return self.lines[-1].box.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return self.lines[0].style.size


def interleave(labels: Sequence[Label], text: Region, rules: Lines) -> Region:
    """The text with each label before what it stands beside.

    Args:
        labels: from top to bottom.
        text: the lines right of them.
        rules: the level rules of the page.
    """
    lines: list[Line] = []
    waiting = list(labels)
    tops = tops_of(labels, text, rules)
    for line in text.lines:
        reach = _REACH_EM * line.style.size
        while waiting and (tops[len(labels) - len(waiting)] or waiting[0].top) <= line.box.top + reach:
            lines += [replace(one, region=text.index) for one in waiting.pop(0).lines]
        lines.append(line)
    for label in waiting:
        lines += [replace(one, region=text.index) for one in label.lines]
    return text.with_lines(lines)


def tops_of(labels: Sequence[Label], text: Region, rules: Lines) -> Sequence[float | None]:
    """Where the text of each label begins, if that may be above it: None where the label itself says it."""
    return row_tops(labels, text, rules) or _block_tops(labels, text) or [None] * len(labels)


def row_tops(labels: Sequence[Label], text: Region, rules: Lines) -> list[float] | None:
    """Tops of the rows of a table whose labels stand in the middle of their cells; None if they do not.

    Between two labels the rows are parted by a rule, or else where most white space is.
    """
    end = text.lines[-1].box.bottom
    beside = [label for label in labels if label.middle < end]  # the text of further ones is elsewhere
    tops = _beside_tops(beside, text, rules) if len(beside) > 1 else None
    return None if tops is None else [*tops, *(label.top for label in labels[len(beside) :])]


def _beside_tops(labels: Sequence[Label], text: Region, rules: Lines) -> list[float] | None:
    edges = [_edge(one, two, text, rules) for one, two in pairwise(labels)]
    if any(edge is None for edge in edges):
        return None
    inner = [edge for edge in edges if edge is not None]
    # Above the first and below the last row something else may stand: they reach as far as their middle says.
    first, last = labels[0], labels[-1]
    start = 2 * first.middle - inner[0] - _CENTRED_EM * first.size
    end = 2 * last.middle - inner[-1] + _CENTRED_EM * last.size
    bounds = [start, *inner, end]
    tops: list[float] = []
    higher = False
    for label, (low, high) in zip(labels, pairwise(bounds), strict=True):
        own = [line for line in text.lines if low <= (line.box.top + line.box.bottom) / 2 < high]
        if not own:
            return None
        top, bottom = own[0].box.top, own[-1].box.bottom
        if abs((top + bottom) / 2 - label.middle) > _CENTRED_EM * label.size + _UNEVEN * (bottom - top):
            return None
        higher = higher or label.top - own[0].box.top > _HIGHER_EM * label.size
        tops.append(min(own[0].box.top, label.top))
    return tops if higher else None


def _edge(one: Label, two: Label, text: Region, rules: Lines) -> float | None:
    """Where the row of a label ends and that of the next one begins."""
    box = text.box
    drawn = [y for y, x0, x1 in rules if one.middle < y < two.middle and x0 < box.x0 + 1 and x1 > box.x1 - 1]
    if len(drawn) == 1:
        return drawn[0]
    gaps = [
        (below.box.top - above.box.bottom, (below.box.top + above.box.bottom) / 2)
        for above, below in pairwise(text.lines)
        if one.middle < (below.box.top + above.box.bottom) / 2 < two.middle
    ]
    return max(gaps)[1] if gaps else None


def _block_tops(labels: Sequence[Label], text: Region) -> list[float] | None:
    """Tops of paragraphs with white space around them, if each label stands beside one of its own."""
    starts = [
        place
        for place, line in enumerate(text.lines)
        if not place or line.gap_above > _BLOCK_EM * line.style.size
    ]
    blocks = [text.lines[low:high] for low, high in zip(starts, [*starts[1:], None], strict=True)]
    found: list[int] = []
    for label in labels:
        shared = [
            min(label.bottom, block[-1].box.bottom) - max(label.top, block[0].box.top) for block in blocks
        ]
        best = max(range(len(blocks)), key=shared.__getitem__)
        if shared[best] < 0.3 * (label.bottom - label.top) or best in found:
            return None
        found.append(best)
    return [min(blocks[number][0].box.top, label.top) for number, label in zip(found, labels, strict=True)]
