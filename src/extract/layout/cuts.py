"""Columns and bands: a page cut along its white space.

The cut is recursive (Nagy and Seth's XY-cut) with one change: where no gutter runs through the whole
region, the tallest run of rows that has one is taken out as a band first. So a heading over two columns, a
sidebar beside a part of the page, or a footer across all of it need no order of cuts given beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.layout.gutters import Atom, Gap, Row, em_of, gutters_of, rows_of
from extract.layout.spaces import runs_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the page that is not cut further; ``group`` is shared by columns side by side."""

    atoms: tuple[Atom, ...]
    group: int


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
    gutters = gutters_of(atoms)
    if gutters:
        counter[0] += 1
        inner = counter[0]
        for part in _split(atoms, gutters):
            _cut(part, cells, counter, inner)
        return
    rows = rows_of(atoms)
    band = _best_band(rows)
    if band is None:
        cells.append(Cell(tuple(atoms), group))
        return
    low, high = band
    for band_rows in (rows[:low], rows[low:high], rows[high:]):
        _cut([atom for row in band_rows for atom in row.atoms], cells, counter, group)


def _split(atoms: Sequence[Atom], gutters: Sequence[Gap]) -> list[list[Atom]]:
    edges = [(gap.x0 + gap.x1) / 2 for gap in gutters]
    parts: list[list[Atom]] = [[] for _ in range(len(edges) + 1)]
    for atom in atoms:
        parts[sum(atom.x0 > edge for edge in edges)].append(atom)
    return parts


def _best_band(rows: Sequence[Row]) -> tuple[int, int] | None:
    """The tallest run of rows, half-open, with a gutter through all of it; None when there is none."""
    count = len(rows)
    if count < 2:
        return None
    em = em_of([atom for row in rows for atom in row.atoms])
    for run in sorted(runs_of(rows, em), key=lambda item: (-item.height, item.low)):
        if run.high - run.low < count:
            atoms = [atom for row in rows[run.low : run.high] for atom in row.atoms]
            if gutters_of(atoms):
                return run.low, run.high
    return None
