"""White space that runs through rows one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from extract.base.values import value
from extract.layout.gutters import GUTTER_EM, NARROWEST_GUTTER_EM, Gap, Row, gaps_of

_INFINITE = float("inf")
_GOES_ON = 0.6
"""A gutter ends where less than this part of it, and less than an em, is left: that is a word space."""

_Space = tuple[float, float]
"""White space from x0 to x1; the margins of a row have no end."""


@value(frozen=True, slots=True)
class Run:
    """Rows ``[low, high)`` that share the white space ``gap``."""

    low: int
    high: int
    gap: Gap
    height: float
    """Of its rows, without the white space between them: a footer far below weighs no more than its line."""


@value(frozen=True, slots=True)
class _Edges:
    """What deciding on runs needs to know of a row: looked at for each pair of rows."""

    spaces: list[_Space]
    """From left to right, the margins first and last."""
    leftmost_end: float
    rightmost_start: float
    solid: bool


def _edges(row: Row, least: float) -> _Edges:
    starts = [atom.x0 for atom in row.atoms]
    ends = [atom.x1 for atom in row.atoms]
    inner = [(gap.x0, gap.x1) for gap in gaps_of(row.atoms) if gap.x1 - gap.x0 >= least]
    return _Edges(
        [(-_INFINITE, min(starts)), *inner, (max(ends), _INFINITE)],
        min(ends),
        max(starts),
        any(atom.solid for atom in row.atoms),
    )


def runs_of(rows: Sequence[Row], em: float) -> list[Run]:
    """For each row the longest runs downwards of each white space that begins there."""
    least = NARROWEST_GUTTER_EM * em
    edges = [_edges(row, least) for row in rows]
    hopeless = _hopeless(edges)
    heights = list(accumulate((row.bottom - row.top for row in rows), initial=0.0))
    runs: list[Run] = []
    open_: list[Run] = []
    seen: set[tuple[int, tuple[_Space, ...]]] = set()
    for low in range(len(rows)):
        # Those that reach this row; they begin at it or above, so they may cover what begins here.
        open_ = [run for run in open_ if run.high > low]
        common = edges[low].spaces
        high = low
        while high < len(rows):
            # From the same white space at the same row on, runs that begin further up cover all from here.
            if (state := (high, tuple(common))) in seen:
                break
            seen.add(state)
            high += 1
            narrower = _meet(common, edges[high].spaces, least) if high < len(rows) else []
            for x0, x1 in common:
                if x0 == -_INFINITE or x1 == _INFINITE:
                    continue
                enough = min(_GOES_ON * (x1 - x0), em)
                if _shares(x0, x1, narrower, enough):
                    continue  # it goes on
                covering = [(run.gap.x0, run.gap.x1) for run in open_ if run.high >= high]
                if not _shares(x0, x1, covering, enough) and _may_be_gutter(edges[low:high], x0, x1, em):
                    open_.append(Run(low, high, Gap(x0, x1), round(heights[high] - heights[low], 3)))
                    runs.append(open_[-1])
            common = narrower
            if not common:
                break
            if len(common) == 2 and high < len(rows) - 1:
                # Only the margins are left: go on only where a row below can still make a gutter of them.
                (start, left), (right, end) = common
                first_end, last_start, plain = hopeless[high + 1]
                margins = start == -_INFINITE and end == _INFINITE
                if margins and plain and left - first_end < least and last_start - right < least:
                    break
                if margins:
                    high, common = _down_margins(edges, high, left, right)
    return runs


def _shares(x0: float, x1: float, spaces: Sequence[_Space], enough: float) -> bool:
    """Whether one of the spaces shares more than enough with this one; asked for each pair of rows."""
    for other0, other1 in spaces:
        # Spelled out: a call each of min and max would take most of the time.
        if (x1 if x1 < other1 else other1) - (x0 if x0 > other0 else other0) > enough:
            return True
    return False


def _down_margins(edges: Sequence[_Edges], high: int, left: float, right: float) -> tuple[int, list[_Space]]:
    """Past the rows after ``high`` that have margins only, in line with these; what is left of them."""
    while high + 1 < len(edges):
        spaces = edges[high + 1].spaces
        if len(spaces) != 2 or spaces[1][0] < left or right < spaces[0][1]:
            break
        high += 1
        if spaces[0][1] < left:
            left = spaces[0][1]
        if spaces[1][0] > right:
            right = spaces[1][0]
    return high, [(-_INFINITE, left), (right, _INFINITE)]


def _hopeless(edges: Sequence[_Edges]) -> list[tuple[float, float, bool]]:
    """For each row, over it and all below: leftmost right margin, rightmost left margin, no inner space."""
    suffix: list[tuple[float, float, bool]] = []
    first_end, last_start, plain = _INFINITE, -_INFINITE, True
    for edge in reversed(edges):
        first_end = min(first_end, edge.spaces[-1][0])
        last_start = max(last_start, edge.spaces[0][1])
        plain = plain and len(edge.spaces) == 2
        suffix.append((first_end, last_start, plain))
    return suffix[::-1]


def _may_be_gutter(edges: Sequence[_Edges], x0: float, x1: float, em: float) -> bool:
    """A cheap look before the full one: enough rows on both sides for the width of the gap."""
    if x1 - x0 >= 0.5 * GUTTER_EM[-1][1] * em or any(edge.solid for edge in edges):
        return True
    left = sum(edge.leftmost_end <= x0 + 0.01 for edge in edges)
    right = sum(edge.rightmost_start >= x1 - 0.01 for edge in edges)
    need = next(width for lines, width in GUTTER_EM if max(min(left, right), 1) >= lines)
    return x1 - x0 >= 0.5 * need * em


def _meet(first: Sequence[_Space], second: Sequence[_Space], least: float) -> list[_Space]:
    """What both leave white, at least so wide; both go from left to right and do not overlap themselves."""
    if len(first) == 2 == len(second):
        (x0, left), (right, x1) = first
        (other0, other_left), (other_right, other1) = second
        margins = x0 == -_INFINITE == other0 and x1 == _INFINITE == other1
        if margins and left <= other_right and other_left <= right:
            # Margins of rows one above the other, as nearly always: each meets that of its own side only.
            return [(-_INFINITE, min(left, other_left)), (max(right, other_right), _INFINITE)]
    found: list[_Space] = []
    one = two = 0
    while one < len(first) and two < len(second):
        x0, x1 = first[one]
        other0, other1 = second[two]
        low = x0 if x0 > other0 else other0
        high = x1 if x1 < other1 else other1
        if high - low >= least:
            found.append((low, high))
        if x1 < other1:
            one += 1
        else:
            two += 1
    return found
