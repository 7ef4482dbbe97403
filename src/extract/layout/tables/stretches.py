"""Stretches of a page that may be a table without a grid: between rules or fills, or by white space alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.layout.geometry import EDGE_EM, SAME_SIZE, SLACK_EM
from extract.layout.tables.chunks import Printed
from extract.pdf.records import Box

_SAME_END_EM = 1.0
"""Rules of one table begin and end within this."""
_FRAME_EM = 0.4
"""A frame reaches so far beyond the rules of the table in it."""
_SHORTEST_EM = 15.0
_FEWEST_EDGES = 3
_FEWEST_CUT = 0.15
"""So many lines between two rules have white space in them, or it is running text that stands there."""
_GUTTER_EM = 0.4
_BREAK_EM = 3.5
"""White space that ends a table without rules."""
_SAME_PRINT = 1.25
"""Lines of one table without rules are of one size of print, about."""
_HEAD_EM = 2.2
_MOST_HEAD_LINES = 8
_MOST_SPANNING = 2
"""Lines across all columns that may follow one another within a table."""
_WRAP_EM = 0.6
_ROW_GAP_EM = 2.0
_BESIDE_EM = 5.0
"""So far above and below its rules a table is looked at apart from what stands beside it."""
_PADDING = 1.3
"""Rows that reach over the end of the drawn ones have no more white space than this times the widest."""
_PROSE_WORDS = 7
"""A line across all columns of so many words is running text, unless it is bold."""
_MOST_RULES = 600
_FEWEST_LINES = 2

Interval = tuple[float, float]


@dataclass(slots=True)
class Stretch:
    """Printed lines that may be a table."""

    lines: list[Printed]
    edges: list[float] = field(default_factory=list)
    """Level rules and edges of fills from top to bottom."""
    fences: list[float] = field(default_factory=list)
    """Upright edges that are drawn."""

    def bands(self) -> list[int]:
        """For each line how many edges are drawn above it."""
        return [sum(edge <= line.middle for edge in self.edges) for line in self.lines]


Rules = list[tuple[float, float, float]]
"""As (place across, begin, end)."""


def is_piece(rules: Rules, box: Box, rows: int, em: float, *, others: Sequence[Box]) -> bool:
    """Whether a small grid is the ruled part of a larger table that has level rules only.

    Args:
        rules: the level rules of its page.
        box: of the grid.
        rows: of the grid.
        em: usual size of its text in points.
        others: the boxes of all grids of the page.
    """
    outside = [
        place
        for place, x0, x1 in rules
        if not any(_at(other, place, em) for other in (box, *others))
        and _alike((0, x0, x1), (0, box.x0, box.x1), em)
    ]
    return rows < len(outside) and len(outside) >= _FEWEST_EDGES


def _at(box: Box, place: float, em: float) -> bool:
    """Whether a level rule is one of a box, or lies in it."""
    return box.top - SLACK_EM * em <= place <= box.bottom + SLACK_EM * em


def banded(
    level: Rules, upright: Rules, lines: list[Printed], taken: Sequence[Box], em: float
) -> list[Stretch]:
    """Lines between level rules, or edges of fills, that begin and end alike; they are taken out of `lines`.

    Args:
        level: the level rules of the page and edges of its fills.
        upright: likewise.
        lines: those that stand in no ruled table.
        taken: the boxes of the ruled tables.
        em: usual size of text in points.
    """
    level = [
        rule
        for rule in level
        if rule[2] - rule[1] >= _SHORTEST_EM * em
        and not any(_at(box, rule[0], em) and rule[1] < box.x1 and rule[2] > box.x0 for box in taken)
    ]
    if len(level) < 2 or len(level) > _MOST_RULES:
        return []
    families: list[list[tuple[float, float, float]]] = []
    for rule in sorted(level):
        home = next((family for family in families if _alike(family[0], rule, em)), None)
        if home is None:
            families.append([rule])
        else:
            home.append(rule)
    found: list[Stretch] = []
    for family in families:
        if len(family) >= 2:
            found += _runs(family, lines, upright, _frames(family, level, em), em)
    return found


def _frames(family: Rules, level: Rules, em: float) -> list[float]:
    """The places of rules that reach beyond those of a table on both sides: frames around it."""
    x0, x1 = max(rule[1] for rule in family), min(rule[2] for rule in family)
    least = _FRAME_EM * em
    return [place for place, begin, end in level if begin <= x0 - least and end >= x1 + least]


def _alike(one: tuple[float, float, float], two: tuple[float, float, float], em: float) -> bool:
    return abs(one[1] - two[1]) <= _SAME_END_EM * em and abs(one[2] - two[2]) <= _SAME_END_EM * em


def _runs(
    family: Sequence[tuple[float, float, float]],
    lines: list[Printed],
    upright: Sequence[tuple[float, float, float]],
    frames: Sequence[float],
    em: float,
) -> list[Stretch]:
    """Bands that follow one another with no running text, and no ends of two frames, between them."""
    x0, x1 = min(rule[1] for rule in family) - em, max(rule[2] for rule in family) + em
    ys = [rule[0] for rule in family]
    _cut_out(lines, x0, x1, ys[0] - _BESIDE_EM * em, ys[-1] + _BESIDE_EM * em)
    inside = [line for line in lines if x0 <= line.x0 and line.x1 <= x1]
    runs: list[list[float]] = [[ys[0]]]
    for y in ys[1:]:
        band = [line for line in inside if runs[-1][-1] <= line.middle < y]
        if _is_text(band) or _parted_by_frames(frames, band, runs[-1][-1], y):
            runs.append([y])
        else:
            runs[-1].append(y)
    found: list[Stretch] = []
    for run in runs:
        sides = sorted(
            {
                x
                for x, top, bottom in upright
                if x0 + 2 * em < x < x1 - 2 * em and top < run[-1] and bottom > run[0]
            }
        )
        if len(run) < 2 or (len(run) < _FEWEST_EDGES and not sides):
            continue
        members = [line for line in inside if run[0] <= line.middle < run[-1] and line in lines]
        if not any(len(line.chunks) > 1 for line in members):
            continue
        above, below = _around(inside, run, em, head_only=len(run) < _FEWEST_EDGES)
        members = [*above, *members, *below]
        found.append(Stretch(members, list(run), sides))
        for line in members:
            if line in lines:
                lines.remove(line)
    return found


def _parted_by_frames(frames: Sequence[float], band: Sequence[Printed], top: float, bottom: float) -> bool:
    """Whether one frame around a table ends and the next one begins: two wider rules with nothing between."""
    inside = sorted(place for place in frames if top <= place <= bottom)
    return any(not any(upper < line.middle < lower for line in band) for upper, lower in pairwise(inside))


def _cut_out(lines: list[Printed], x0: float, x1: float, top: float, bottom: float) -> None:
    """Parts lines of which only a piece stands between the ends of some rules."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if not top <= line.middle <= bottom or (x0 <= line.x0 and line.x1 <= x1):
            continue
        inside = [chunk for chunk in line.chunks if x0 <= chunk.x0 and chunk.x1 <= x1]
        outside = [chunk for chunk in line.chunks if chunk.x1 < x0 or chunk.x0 > x1]
        if inside and len(inside) + len(outside) == len(line.chunks):
            lines[index : index + 1] = [
                Printed(chunks, line.top, line.bottom, line.size) for chunks in (inside, outside)
            ]


def _is_text(band: Sequence[Printed]) -> bool:
    cut = sum(len(line.chunks) > 1 for line in band)
    return len(band) > 2 and cut < max(1, _FEWEST_CUT * len(band))


def _around(
    inside: Sequence[Printed], run: Sequence[float], em: float, *, head_only: bool
) -> tuple[list[Printed], list[Printed]]:
    """A head or the rest of a row above the first rule, and the last row below the last fill."""
    low, high = _paddings(inside, run)
    above: list[Printed] = []
    waiting: list[Printed] = []
    edge, reach = run[0], max(em, _PADDING * low)
    for line in reversed([line for line in inside if line.middle < run[0]]):
        if edge - line.bottom > reach or len(above) + len(waiting) == _MOST_HEAD_LINES:
            break
        if len(line.chunks) > 1:
            above = [line, *reversed(waiting), *above]
            waiting = []
        else:
            waiting.append(line)
        edge, reach = line.top, max(_WRAP_EM * line.size, min(2 * em, _PADDING * (low + high)))
    below: list[Printed] = []
    waiting = []
    edge, reach = run[-1], max(em, _PADDING * high)
    for line in [line for line in inside if line.middle >= run[-1]]:
        if line.top - edge > (_ROW_GAP_EM * em if head_only else reach):
            break
        if not below and len(line.chunks) < 2:
            waiting.append(line)
        else:
            below += [*waiting, line]
            waiting = []
        edge, reach = line.bottom, em
    return above, below


def _paddings(inside: Sequence[Printed], run: Sequence[float]) -> tuple[float, float]:
    """The widest white space between text and the edge below it, and the edge above it."""
    low = high = 0.0
    for top, bottom in pairwise(run):
        band = [line for line in inside if top <= line.middle < bottom]
        if band:
            low = max(low, bottom - band[-1].bottom)
            high = max(high, band[0].top - top)
    return low, high


def free(lines: Sequence[Printed]) -> list[Stretch]:
    """Lines in which white space stands one above the other."""
    found: list[Stretch] = []
    block: list[Printed] = []
    waiting: list[Printed] = []
    gutters: list[Interval] = []
    start = 0

    def close() -> None:
        if sum(len(line.chunks) > 1 for line in block) >= _FEWEST_LINES:
            wraps = _wraps(block, waiting, gutters)
            above = _head_above(lines[:start], block, found)
            group = _group_below(block, waiting[len(wraps) :])
            found.append(Stretch([*above, *block, *wraps, *group]))

    for index, line in enumerate(lines):
        last = waiting[-1] if waiting else block[-1] if block else None
        if (
            block
            and last is not None
            and (line.top - last.bottom > _BREAK_EM * line.size or not _same_print(line, last))
        ):
            close()
            block, waiting = [], []
        if not block:
            if len(line.chunks) > 1:
                block, waiting, gutters, start = [line], [], _gaps(line), index
            continue
        kept = _common(gutters, _whites(line), line.size)
        if len(line.chunks) > 1 and kept:
            block += [*waiting, line]
            gutters = kept if not waiting else _with_waiting(gutters, kept, waiting)
            waiting = []
        elif len(line.chunks) == 1 and (
            kept
            or (
                not _is_prose(line)
                and sum(not _common(gutters, _whites(one), one.size) for one in waiting) < _MOST_SPANNING
            )
        ):
            waiting.append(line)
        else:
            close()
            block, waiting = [], []
            if len(line.chunks) > 1:
                block, gutters, start = [line], _gaps(line), index
    if block:
        close()
    return found


def _same_print(one: Printed, two: Printed) -> bool:
    return max(one.size, two.size) <= _SAME_PRINT * min(one.size, two.size)


def _has_amount(line: Printed) -> bool:
    return any(
        chunk.is_figure and any(c.isdigit() for c in chunk.text) and not chunk.is_period
        for chunk in line.chunks
    )


def _is_prose(line: Printed) -> bool:
    chunk = line.chunks[0]
    return len(chunk.words) >= _PROSE_WORDS and not chunk.is_bold


def _with_waiting(
    gutters: list[Interval], kept: list[Interval], waiting: Sequence[Printed]
) -> list[Interval]:
    """Gutters that the lines between keep, too, as far as they are not those across all columns."""
    for line in waiting:
        narrower = _common(kept, _whites(line), line.size)
        if narrower:
            kept = narrower
    return kept


def _gaps(line: Printed) -> list[Interval]:
    return [(left.x1, right.x0) for left, right in zip(line.chunks, line.chunks[1:], strict=False)]


def _whites(line: Printed) -> list[Interval]:
    return [(float("-inf"), line.chunks[0].x0), *_gaps(line), (line.x1, float("inf"))]


def _common(gutters: Sequence[Interval], whites: Sequence[Interval], em: float) -> list[Interval]:
    found: list[Interval] = []
    for low, high in gutters:
        for begin, end in whites:
            left, right = max(low, begin), min(high, end)
            if right - left >= _GUTTER_EM * em:
                found.append((left, right))
    return found


def _wraps(
    block: Sequence[Printed], waiting: Sequence[Printed], gutters: Sequence[Interval]
) -> list[Printed]:
    """Lines right below the last one that go on with a cell of it."""
    found: list[Printed] = []
    last = block[-1]
    for line in waiting:
        if line.top - last.bottom > _WRAP_EM * line.size or not _common(gutters, _whites(line), line.size):
            break
        found.append(line)
        last = line
    return found


def _group_below(block: Sequence[Printed], waiting: Sequence[Printed]) -> list[Printed]:
    """The heading of a group whose rows stand on the next page: it is set as those above are."""
    if not waiting:
        return []
    line, size = waiting[0], waiting[0].size
    chunk = line.chunks[0]
    alike = any(
        len(other.chunks) == 1
        and other.chunks[0].is_bold
        and abs(other.x0 - line.x0) <= EDGE_EM * size
        and abs(other.size - size) <= SAME_SIZE * size
        for other in block[1:]
    )
    return [line] if chunk.is_bold and alike else []


def _head_above(
    above: Sequence[Printed], block: Sequence[Printed], found: Sequence[Stretch]
) -> list[Printed]:
    """Lines of a head whose texts do not keep to the gutters of the rows below."""
    used = {id(line) for stretch in found for line in stretch.lines}
    label = block[0].chunks[0].x1 if block[0].chunks else 0.0
    head: list[Printed] = []
    edge = block[0].top
    for line in reversed(above):
        if id(line) in used or edge - line.bottom > _HEAD_EM * line.size or len(head) == _MOST_HEAD_LINES:
            break
        if (len(line.chunks) < 2 and line.x0 < label) or _has_amount(line):
            break
        head.insert(0, line)
        edge = line.top
    return head
