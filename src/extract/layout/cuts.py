"""Columns and bands: a page cut along its white space.

The cut is recursive (Nagy and Seth's XY-cut) with one change: where no gutter runs through the whole
region, the tallest run of rows that has one is taken out as a band first. So a heading over two columns, a
sidebar beside a part of the page, or a footer across all of it need no order of cuts given beforehand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.layout.gutters import Atom, Fence, Gap, Row, em_of, gutters_of, has_gutter, rows_of
from extract.layout.spaces import Run, runs_of

_MOST_EDGE_ROWS = 3
"""More rows than this on one side only are the end of the longer column."""
_APART_EM = 1.0
_APART_SIZED_EM = 0.3
"""The same where the size of the type changes there."""
_SAME_SIZE = 1.05


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the page that is not cut further; ``group`` is shared by columns side by side."""

    atoms: tuple[Atom, ...]
    group: int


def cut(atoms: Sequence[Atom], fences: Sequence[Fence] = ()) -> list[Cell]:
    """Cells in reading order: bands from top to bottom, columns from left to right.

    Args:
        atoms: what must not be cut.
        fences: the upright rules drawn among them.
    """
    cells: list[Cell] = []
    counter = [0]
    _cut(list(atoms), cells, counter, 0, fences)
    return cells


def _cut(
    atoms: list[Atom], cells: list[Cell], counter: list[int], group: int, fences: Sequence[Fence]
) -> None:
    if not atoms:
        return
    if len(atoms) == 1:
        cells.append(Cell(tuple(atoms), group))
        return
    gutters = gutters_of(atoms, fences)
    if gutters:
        counter[0] += 1
        inner = counter[0]
        for part in _split(atoms, gutters):
            _cut(part, cells, counter, inner, fences)
        return
    rows = rows_of(atoms)
    band = _best_band(rows, fences)
    if band is None:
        cells.append(Cell(tuple(atoms), group))
        return
    low, high = band
    for band_rows in (rows[:low], rows[low:high], rows[high:]):
        _cut([atom for row in band_rows for atom in row.atoms], cells, counter, group, fences)


def _split(atoms: Sequence[Atom], gutters: Sequence[Gap]) -> list[list[Atom]]:
    edges = [(gap.x0 + gap.x1) / 2 for gap in gutters]
    parts: list[list[Atom]] = [[] for _ in range(len(edges) + 1)]
    for atom in atoms:
        # As many edges as lie to the left of it.
        parts[bisect_left(edges, atom.x0)].append(atom)
    return parts


def _best_band(rows: Sequence[Row], fences: Sequence[Fence]) -> tuple[int, int] | None:
    """The tallest run of rows, half-open, with a gutter through all of it; None when there is none."""
    count = len(rows)
    if count < 2:
        return None
    em = em_of([atom for row in rows for atom in row.atoms])
    for run in sorted(runs_of(rows, em), key=lambda item: (-item.height, item.low)):
        if run.high - run.low == count or not _is_gutter(rows, run.low, run.high, run.gap, fences):
            continue
        low, high = _without_edges(rows, run, em)
        if (low, high) == (run.low, run.high) or _is_gutter(rows, low, high, run.gap, fences):
            return low, high
    return None


def _is_gutter(rows: Sequence[Row], low: int, high: int, gap: Gap, fences: Sequence[Fence]) -> bool:
    return has_gutter([atom for row in rows[low:high] for atom in row.atoms], gap, fences)


def _without_edges(rows: Sequence[Row], run: Run, em: float) -> tuple[int, int]:
    """The run without rows at its ends that belong to what stands above or below the columns.

    A heading above text over the whole width is short enough to leave the gutter white, too, and so is the
    last line of a paragraph above the columns. They stand on one side of it only, and closer to that text.
    """
    low, high = run.low, run.high
    both = [place for place in range(low, high) if _on_both_sides(rows[place], run.gap)]
    if not both:
        return low, high
    if high < len(rows) and not _is_rule(rows[high]):
        high = both[-1] + 1 + _kept(rows[both[-1] : high + 1], em)
    if low > 0 and not _is_rule(rows[low - 1]):
        turned = [Row(row.atoms, -row.bottom, -row.top) for row in reversed(rows[low - 1 : both[0] + 1])]
        low = both[0] - _kept(turned, em)
    return low, high


def _is_rule(row: Row) -> bool:
    return all(atom.bar for atom in row.atoms)


def _on_both_sides(row: Row, gap: Gap) -> bool:
    texts = [atom for atom in row.atoms if not atom.bar]
    return any(atom.x1 <= gap.x0 + 0.01 for atom in texts) and any(atom.x0 >= gap.x1 - 0.01 for atom in texts)


def _kept(rows: Sequence[Row], em: float) -> int:
    """How many rows between the first and the last one stay with the first."""
    spaces = [below.top - above.bottom for above, below in pairwise(rows)]
    inner = len(rows) - 2
    first = max(0, inner - _MOST_EDGE_ROWS)
    widest = max(spaces[first:-1], default=0.0)
    # What stands before a box or picture is rarely its heading: only where it stands much closer to it.
    closer = 3.0 if all(atom.solid for atom in rows[-1].atoms) else 1.5
    if widest > _APART_EM * em and widest > closer * max(spaces[-1], 0.0):
        return spaces.index(widest, first)
    # With less white space the size of the type decides: a lead goes on, and the text below it is smaller.
    for place in range(first, inner):
        outer = rows[place + 1 :]
        if (
            spaces[place] > max(_APART_SIZED_EM * em, *spaces[place + 1 :])
            and all(_sized_alike(one, rows[-1]) for one in outer)
            and not _sized_alike(rows[place], rows[-1])
        ):
            return place
    return inner


def _sized_alike(one: Row, two: Row) -> bool:
    """Whether most of the text of two rows is of one size; rows without text are like none."""
    sizes = [_size_of(one), _size_of(two)]
    return min(sizes) > 0 and max(sizes) <= _SAME_SIZE * min(sizes)


def _size_of(row: Row) -> float:
    """The size in which most of a row is set, by width; 0 without text."""
    widths: dict[float, float] = defaultdict(float)
    for atom in row.atoms:
        if not atom.solid and not atom.bar:
            widths[atom.size] += atom.x1 - atom.x0
    return max(widths, key=lambda size: widths[size], default=0.0)
