"""Which lines of a column belong to which of the labels beside it: one assignment, by cost.

Labels and lines are both in order from top to bottom, so each label has a run of lines. What a run costs is
how far, in em, it stands from where it should: its first line level with the label, or its middle in the
middle of the label. Runs end best at white space.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.layout.geometry import middle
from extract.layout.records import Line
from extract.reports.arrange.anchors import Anchor

_REACH_EM = 0.6
"""A label may stand so much lower than the first line of its text."""
_CENTRED_EM = 0.5
"""How far the middle of a label may be off the middle of its text."""
_UNEVEN = 0.05
"""Cells may have more white space below than above: part of their height."""
_WITHOUT_SPACE = 0.25
"""What it costs, in em, to end a run where no more white space is than between the lines of a paragraph."""
_NO_TEXT = 0.8
"""What it costs, in em, to leave a label without text."""
_MORE_SPACE_EM = 0.12
_BETTER = 0.1
"""Labels stand in the middle of their text when that costs so much less, in em a label."""
_MOST_LINES = 150
_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Match:
    """Where the lines of each label begin."""

    starts: tuple[int, ...]
    """Rising; equal where a label has no line. Lines before the first belong to no label."""
    cost: float
    """In em a label."""


def match(labels: Sequence[Anchor], texts: Sequence[Line]) -> Match:
    """The runs of lines that cost least.

    Args:
        labels: from top to bottom.
        texts: the lines beside them, from top to bottom.
    """
    ends = _costs_of_ends(texts)
    top = _level(labels, texts, ends)
    found = _centred(labels, texts, ends) if len(labels) > 1 and len(texts) <= _MOST_LINES else None
    if found is not None and found.cost < top.cost - _BETTER:
        return found
    return top


def _level(labels: Sequence[Anchor], texts: Sequence[Line], ends: Sequence[float]) -> Match:
    """Each label level with the first line of its text."""
    starts: list[int] = []
    cost = 0.0
    for label in labels:
        low = starts[-1] if starts else 0
        start = next(
            (
                place
                for place in range(low, len(texts))
                if texts[place].box.top + _REACH_EM * texts[place].style.size >= label.lines[0].box.top
            ),
            len(texts),
        )
        starts.append(start)
        cost += ends[start]
        if start < len(texts):
            cost += min(abs(texts[start].box.bottom - label.lines[0].box.bottom) / label.size, 2.0)
        else:
            cost += 2.0
    return Match(tuple(starts), cost / len(labels))


def _centred(labels: Sequence[Anchor], texts: Sequence[Line], ends: Sequence[float]) -> Match | None:
    """Each label in the middle of the height of its text; None where that cannot be."""
    count = len(texts)
    # best[j]: the least cost with the labels so far and the lines before j, and where the runs began.
    best: list[tuple[float, tuple[int, ...]]] = [(ends[place], ()) for place in range(count + 1)]
    for label in labels:
        following: list[tuple[float, tuple[int, ...]]] = [(_NEVER, ())] * (count + 1)
        for start in range(count + 1):
            cost, starts = best[start]
            if cost == _NEVER:
                continue
            if not label.is_year and cost + _NO_TEXT < following[start][0]:
                following[start] = (cost + _NO_TEXT, (*starts, start))
            for end in range(start + 1, count + 1):
                off = _off_middle(label, texts[start], texts[end - 1])
                if off is None:
                    if middle(texts[end - 1].box) > label.box.bottom + _off_limit(label, texts, start, end):
                        break
                    continue
                total = cost + off + ends[end]
                if total < following[end][0]:
                    following[end] = (total, (*starts, start))
        best = following
    cost, starts = min(best, key=lambda item: item[0])
    return None if cost == _NEVER else Match(starts, cost / len(labels))


def _off_limit(label: Anchor, texts: Sequence[Line], start: int, end: int) -> float:
    """Below this much more, no further line can bring the middle of a run back to its label."""
    return texts[end - 1].box.bottom - texts[start].box.top + label.size


def _off_middle(label: Anchor, first: Line, last: Line) -> float | None:
    """How far the middle of a run is off its label, in em; None for too far."""
    height = last.box.bottom - first.box.top
    off = abs((first.box.top + last.box.bottom) / 2 - label.middle)
    return off / label.size if off <= _CENTRED_EM * label.size + _UNEVEN * height else None


def _costs_of_ends(texts: Sequence[Line]) -> list[float]:
    """What it costs to end a run before each line, and behind the last one."""
    least = min((line.gap_above / line.style.size for line in texts[1:]), default=0.0)
    costs = [0.0]
    for line in texts[1:]:
        spaced = line.gap_above > (least + _MORE_SPACE_EM) * line.style.size
        costs.append(0.0 if spaced else _WITHOUT_SPACE)
    return [*costs, 0.0]
