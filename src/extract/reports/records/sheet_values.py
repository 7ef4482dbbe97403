"""Values in cells of their own: on which side of its label each value stands.

On one sheet a value may stand right of its label, on another below it. What most labels of one name have on a
side decides, and after that what most labels have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.layout.geometry import shared_height, shared_width
from extract.layout.lines import printed_lines
from extract.layout.records import Line
from extract.pdf.records import Box
from extract.reports.records.sheet_labels import Piece, SheetCell


def values_of_labels(
    cells: Sequence[SheetCell], pieces: Sequence[Sequence[Piece]], touching: float
) -> dict[int, list[int]]:
    """For each cell that is nothing but a label: the cells of its value, by their places.

    Args:
        cells: of the whole document, in reading order.
        pieces: each of them cut at its labels.
        touching: white space between neighbours, at most, in points.
    """
    return _Sides(cells, pieces, touching).homes()


def in_rows(cells: Sequence[SheetCell]) -> list[tuple[list[Line], float]]:
    """The lines of the cells of one value with the right edges of the cells, row by row.

    A label may stand beside several rows, kinds of costs with a sum each: such a row is one line.
    """
    rows: list[list[SheetCell]] = []
    for cell in sorted((cell for cell in cells if cell.lines), key=lambda cell: cell.box.top):
        if rows and level(rows[-1][0].box, cell.box):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    if len(rows) < 2:
        return [(cell.lines, cell.box.x1) for cell in cells if cell.lines]
    found: list[tuple[list[Line], float]] = []
    for row in rows:
        row.sort(key=lambda cell: cell.box.x0)
        if all(len(cell.lines) == 1 for cell in row):
            words = [word for cell in row for word in cell.lines[0].words]
            found.append((printed_lines(words, region=row[0].lines[0].region), row[-1].box.x1))
        else:
            found += [(cell.lines, cell.box.x1) for cell in row]
    return found


def level(one: Box, two: Box) -> bool:
    """Whether two cells stand beside each other."""
    return one.page == two.page and shared_height(one, two) > 0.5 * min(one.height, two.height)


def over(one: Box, two: Box) -> bool:
    """Whether two cells stand one above the other."""
    return shared_width(one, two) > 0.5 * min(one.width, two.width)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The cells around each label."""

    cells: Sequence[SheetCell]
    pieces: Sequence[Sequence[Piece]]
    touching: float

    def homes(self) -> dict[int, list[int]]:
        by_grid: dict[int, list[int]] = {}
        for index, cell in enumerate(self.cells):
            by_grid.setdefault(cell.grid, []).append(index)
        sides = {
            index: self._neighbours(index, by_grid[self.cells[index].grid])
            for index, pieces in enumerate(self.pieces)
            if len(pieces) == 1 and pieces[0].key is not None and not pieces[0].lines
        }
        votes = self._votes(sides)
        # What stands right of a label that mostly has its value there is no value of labels above or below.
        beside = {
            value
            for index, found in sides.items()
            if votes[self._key(index)]["right"] >= max(votes[self._key(index)].values(), default=0)
            for value in found["right"]
        }
        for found in sides.values():
            for side in ("above", "below", "left"):
                found[side] = [value for value in found[side] if value not in beside]
        votes = self._votes(sides)
        overall: Counter[str] = Counter()
        for tally in votes.values():
            overall.update(tally)
        first_above = self._first_row_is_value(sides)
        homes: dict[int, list[int]] = {}
        claimed: set[int] = set()
        for index, found in sorted(sides.items()):
            tally = votes[self._key(index)]
            order = sorted(
                ("right", "above", "below", "left") if first_above else ("right", "below", "left", "above"),
                key=lambda side: (-tally[side], -overall[side]),
            )
            free = ([value for value in found[side] if value not in claimed] for side in order)
            homes[index] = next(filter(None, free), [])
            claimed.update(homes[index])
        return homes

    def _key(self, index: int) -> str:
        return self.pieces[index][0].key or ""

    def _votes(self, sides: dict[int, dict[str, list[int]]]) -> dict[str, Counter[str]]:
        """By label: on which sides of it cells without label stand, and how often."""
        votes: dict[str, Counter[str]] = {}
        for index, found in sides.items():
            tally = votes.setdefault(self._key(index), Counter())
            tally.update(side for side, values in found.items() if values)
        return votes

    def _first_row_is_value(self, sides: dict[int, dict[str, list[int]]]) -> bool:
        """Whether labels stand below their values: each has a cell above it, and the last have none below."""
        with_above = sum(bool(found["above"]) for found in sides.values())
        with_below = sum(bool(found["below"]) for found in sides.values())
        with_right = sum(bool(found["right"]) for found in sides.values())
        return with_above > with_below and with_right < 0.2 * len(sides)

    def _neighbours(self, index: int, members: Sequence[int]) -> dict[str, list[int]]:
        """The cells without label on each side of a label."""
        box = self.cells[index].box
        found: dict[str, list[int]] = {"right": [], "below": [], "left": [], "above": []}
        row = sorted(
            (other for other in members if other != index and level(box, self.cells[other].box)),
            key=lambda other: self.cells[other].box.x0,
        )
        edge = box.x1
        for other in row:
            cell = self.cells[other].box
            if cell.x0 < box.x1 - self.touching or not cell.x0 <= edge + self.touching:
                continue
            if self.pieces[other] and any(piece.key for piece in self.pieces[other]):
                break
            found["right"].append(other)
            edge = max(edge, cell.x1)
        for other in reversed(row):
            cell = self.cells[other].box
            if abs(cell.x1 - box.x0) <= self.touching and not self._has_key(other):
                found["left"].append(other)
        for other in members:
            cell = self.cells[other].box
            if other == index or not over(box, cell) or self._has_key(other):
                continue
            if abs(cell.top - box.bottom) <= self.touching:
                found["below"].append(other)
            elif abs(cell.bottom - box.top) <= self.touching:
                found["above"].append(other)
        return found

    def _has_key(self, index: int) -> bool:
        return any(piece.key is not None for piece in self.pieces[index])
