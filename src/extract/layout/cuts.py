"""Columns and bands: a page cut along its white space.

The cut is recursive (Nagy and Seth's XY-cut) with one change: where no gutter runs through the whole
region, the tallest run of rows that has one is taken out as a band first. So a heading over two columns, a
sidebar beside a part of the page, or a footer across all of it need no order of cuts given beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Atom:
    """Something that must not be cut: a word, or a whole panel with its own content.

    ``key`` is the caller's index. ``solid`` atoms (panels) count as a column of text however few they are.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    key: int
    solid: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the page that is not cut further; ``group`` is shared by columns side by side."""

    atoms: tuple[Atom, ...]
    group: int


@dataclass(frozen=True, slots=True)
class _Row:
    """Atoms whose vertical extents hang together: no horizontal cut runs between them."""

    atoms: tuple[Atom, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Gap:
    x0: float
    x1: float


# How wide a gutter must be, in em of the text around it, by the number of lines beside it on the side that
# has fewer: white space that many lines agree on may be narrow, a gap in one line says little.
_GUTTER_EM = ((10, 0.75), (6, 0.9), (4, 1.1), (3, 1.3), (2, 1.8), (1, 3.0))
_UNLIKE = 1.25
"""Text sides that differ in size by this factor are columns at less than half the width."""
_NARROWEST_COLUMN_EM = 4.5
_NARROWEST_GUTTER_EM = 0.6
_LONG_EM = 2.5
_SHRINK = 0.22
"""Font boxes of neighbouring lines overlap; this part of the height is taken off at top and bottom."""


def cut(atoms: Sequence[Atom]) -> list[Cell]:
    """Cells in reading order: bands from top to bottom, columns from left to right."""
    cells: list[Cell] = []
    counter = [0]
    _cut(list(atoms), cells, counter, 0)
    return cells


def _cut(atoms: list[Atom], cells: list[Cell], counter: list[int], group: int) -> None:
    if not atoms:
        return
    if len(atoms) == 1:
        cells.append(Cell(tuple(atoms), group))
        return
    gutters = _gutters(atoms)
    if gutters:
        counter[0] += 1
        inner = counter[0]
        for part in _split(atoms, gutters):
            _cut(part, cells, counter, inner)
        return
    rows = _rows(atoms)
    band = _best_band(rows)
    if band is None:
        cells.append(Cell(tuple(atoms), group))
        return
    low, high = band
    for band_rows in (rows[:low], rows[low:high], rows[high:]):
        _cut([atom for row in band_rows for atom in row.atoms], cells, counter, group)


def _rows(atoms: Sequence[Atom]) -> list[_Row]:
    rows: list[_Row] = []
    current: list[Atom] = []
    top = bottom = 0.0
    for low, high, atom in sorted(
        ((*_extent(atom), atom) for atom in atoms), key=lambda item: (item[0], item[2].x0)
    ):
        if current and low >= bottom:
            rows.append(_Row(tuple(current), top, bottom))
            current = []
        if not current:
            top, bottom = low, high
        current.append(atom)
        bottom = max(bottom, high)
    if current:
        rows.append(_Row(tuple(current), top, bottom))
    return rows


def _extent(atom: Atom) -> tuple[float, float]:
    if atom.solid:
        return atom.top, atom.bottom
    shrink = _SHRINK * (atom.bottom - atom.top)
    return atom.top + shrink, atom.bottom - shrink


def _gaps(atoms: Sequence[Atom]) -> list[_Gap]:
    gaps: list[_Gap] = []
    edge: float | None = None
    for atom in sorted(atoms, key=lambda item: item.x0):
        if edge is not None and atom.x0 > edge:
            gaps.append(_Gap(edge, atom.x0))
        edge = atom.x1 if edge is None else max(edge, atom.x1)
    return gaps


def _em(atoms: Sequence[Atom]) -> float:
    sizes = [atom.size for atom in atoms if not atom.solid]
    return median(sizes) if sizes else 10.0


def _gutters(atoms: Sequence[Atom]) -> list[_Gap]:
    em = _em(atoms)
    return [
        gap
        for gap in _gaps(atoms)
        if gap.x1 - gap.x0 >= _NARROWEST_GUTTER_EM * em and _is_gutter(gap, atoms, em)
    ]


def _is_gutter(gap: _Gap, atoms: Sequence[Atom], em: float) -> bool:
    left = [atom for atom in atoms if atom.x1 <= gap.x0 + 0.01]
    right = [atom for atom in atoms if atom.x0 >= gap.x1 - 0.01]
    for side in (left, right):
        extent = max(atom.x1 for atom in side) - min(atom.x0 for atom in side)
        if extent < _NARROWEST_COLUMN_EM * em:
            return False
    rows_left, rows_right = _rows(left), _rows(right)
    if not (_mostly_long(rows_left, em) and _mostly_long(rows_right, em)):
        return False
    shared = min(rows_left[-1].bottom, rows_right[-1].bottom) - max(rows_left[0].top, rows_right[0].top)
    shorter = min(rows_left[-1].bottom - rows_left[0].top, rows_right[-1].bottom - rows_right[0].top)
    if shared <= 0.3 * shorter:
        return False  # one stands above the other: no columns
    count = min(_lines(left, rows_left), _lines(right, rows_right))
    return gap.x1 - gap.x0 >= _need(count, _neighbours(gap, atoms), em)


def _neighbours(gap: _Gap, atoms: Sequence[Atom]) -> list[tuple[Atom, Atom]]:
    """Words that face each other across the gap, one pair for each row that has text on both sides."""
    pairs: list[tuple[Atom, Atom]] = []
    for row in _rows(atoms):
        left = [atom for atom in row.atoms if atom.x1 <= gap.x0 + 0.01 and not atom.solid]
        right = [atom for atom in row.atoms if atom.x0 >= gap.x1 - 0.01 and not atom.solid]
        if left and right:
            pairs.append((max(left, key=lambda atom: atom.x1), min(right, key=lambda atom: atom.x0)))
    return pairs


def _mostly_long(rows: Sequence[_Row], em: float) -> bool:
    """A column of page numbers or list marks is no column of text, even with a longer line at its foot."""
    if any(atom.solid for row in rows for atom in row.atoms):
        return True
    long = sum(
        max(atom.x1 for atom in row.atoms) - min(atom.x0 for atom in row.atoms) >= _LONG_EM * em
        for row in rows
    )
    return long >= 0.4 * len(rows)


def _need(count: int, pairs: Sequence[tuple[Atom, Atom]], em: float) -> float:
    """How wide a gutter must be, in points.

    Args:
        count: lines on the side that has fewer.
        pairs: words facing each other across the gutter; their size counts, not that of the region: what is a
            gutter for small print is a word space in a title.
        em: usual size of the text of the region.
    """
    need = next(width for lines, width in _GUTTER_EM if count >= lines)
    if not pairs:
        return need * em
    left = median(pair[0].size for pair in pairs)
    right = median(pair[1].size for pair in pairs)
    larger, smaller = max(left, right), min(left, right)
    if larger > _UNLIKE * smaller:
        return max(_NARROWEST_GUTTER_EM, 0.3 * need) * larger
    return max(need * min(em, larger), _NARROWEST_GUTTER_EM * larger, need * larger if count < 4 else 0.0)


def _lines(atoms: Sequence[Atom], rows: Sequence[_Row]) -> int:
    if any(atom.solid for atom in atoms):
        return 10
    return len(rows)


def _split(atoms: Sequence[Atom], gutters: Sequence[_Gap]) -> list[list[Atom]]:
    edges = [(gap.x0 + gap.x1) / 2 for gap in gutters]
    parts: list[list[Atom]] = [[] for _ in range(len(edges) + 1)]
    for atom in atoms:
        parts[sum(atom.x0 > edge for edge in edges)].append(atom)
    return parts


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows ``[low, high)`` that share the white space ``gap``."""

    low: int
    high: int
    gap: _Gap
    height: float


def _best_band(rows: Sequence[_Row]) -> tuple[int, int] | None:
    """The tallest run of rows, half-open, with a gutter through all of it; None when there is none."""
    count = len(rows)
    if count < 2:
        return None
    em = _em([atom for row in rows for atom in row.atoms])
    for run in sorted(_runs(rows, em), key=lambda item: (-item.height, item.low)):
        if run.high - run.low < count:
            atoms = [atom for row in rows[run.low : run.high] for atom in row.atoms]
            if _gutters(atoms):
                return run.low, run.high
    return None


_INFINITE = float("inf")

_Space = tuple[float, float]
"""White space from x0 to x1; the margins of a row have no end."""


@dataclass(frozen=True, slots=True)
class _Edges:
    """What deciding on runs needs to know of a row: looked at for each pair of rows."""

    spaces: list[_Space]
    """From left to right, the margins first and last."""
    leftmost_end: float
    rightmost_start: float
    solid: bool


def _edges(row: _Row, least: float) -> _Edges:
    x0 = min(atom.x0 for atom in row.atoms)
    x1 = max(atom.x1 for atom in row.atoms)
    inner = [(gap.x0, gap.x1) for gap in _gaps(row.atoms) if gap.x1 - gap.x0 >= least]
    return _Edges(
        [(-_INFINITE, x0), *inner, (x1, _INFINITE)],
        min(atom.x1 for atom in row.atoms),
        max(atom.x0 for atom in row.atoms),
        any(atom.solid for atom in row.atoms),
    )


def _runs(rows: Sequence[_Row], em: float) -> list[_Run]:
    """For each row the longest runs downwards of each white space that begins there."""
    least = _NARROWEST_GUTTER_EM * em
    edges = [_edges(row, least) for row in rows]
    hopeless = _hopeless(edges)
    runs: list[_Run] = []
    for low in range(len(rows)):
        common = edges[low].spaces
        high = low
        while high < len(rows):
            high += 1
            narrower = _meet(common, edges[high].spaces, least) if high < len(rows) else []
            for x0, x1 in common:
                if x0 == -_INFINITE or x1 == _INFINITE:
                    continue
                if any(other[0] < x1 and x0 < other[1] for other in narrower):
                    continue  # it goes on
                covered = any(
                    run.low <= low and run.high >= high and run.gap.x0 < x1 and x0 < run.gap.x1
                    for run in runs
                )
                if not covered and _may_be_gutter(edges[low:high], x0, x1, em):
                    runs.append(_Run(low, high, _Gap(x0, x1), rows[high - 1].bottom - rows[low].top))
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


def _down_margins(edges: Sequence[_Edges], high: int, left: float, right: float) -> tuple[int, list[_Space]]:
    """Past the rows after ``high`` that have margins only, in line with these; what is left of them."""
    while high + 1 < len(edges):
        spaces = edges[high + 1].spaces
        if len(spaces) != 2 or spaces[1][0] < left or right < spaces[0][1]:
            break
        left, right, high = min(left, spaces[0][1]), max(right, spaces[1][0]), high + 1
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
    if x1 - x0 >= 0.5 * _GUTTER_EM[-1][1] * em or any(edge.solid for edge in edges):
        return True
    left = sum(edge.leftmost_end <= x0 + 0.01 for edge in edges)
    right = sum(edge.rightmost_start >= x1 - 0.01 for edge in edges)
    need = next(width for lines, width in _GUTTER_EM if max(min(left, right), 1) >= lines)
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
