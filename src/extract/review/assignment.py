"""The best one-to-one assignment: which old row became which new one when several come into question."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Row = TypeVar("Row")
Pair = tuple[int | None, int | None]

_MOST_CELLS = 90_000
"""From here on the best pair is taken first, one by one: the exact method grows with the third power."""


def pair_rows(
    old: Sequence[Row],
    new: Sequence[Row],
    *,
    keys: Sequence[Callable[[Row], Hashable | None]],
    score: Callable[[Row, Row], float],
    least: float,
) -> list[Pair]:
    """Pair rows by key, strictest key first, then the rest by how alike they are.

    Args:
        old: rows before.
        new: rows after.
        keys: functions that give a row's key; None means that the row has none of this kind. Rows that
            share a key are paired in their order.
        score: 0 to 1, how alike two rows are.
        least: the score below which rows are not the same.

    Returns:
        Pairs of indices in the order of the new rows, each removed row after the one it followed.
    """
    partner: dict[int, int] = {}
    left, right = list(range(len(old))), list(range(len(new)))
    for key in keys:
        waiting: dict[Hashable, list[int]] = {}
        for index in right:
            name = key(new[index])
            if name is not None:
                waiting.setdefault(name, []).append(index)
        for index in left:
            name = key(old[index])
            if name is not None and waiting.get(name):
                partner[index] = waiting[name].pop(0)
        left = [index for index in left if index not in partner]
        taken = set(partner.values())
        right = [index for index in right if index not in taken]
    if left and right:
        table = [[score(old[one], new[other]) for other in right] for one in left]
        for row, column in assign(table, least=least):
            partner[left[row]] = right[column]
    return _in_order(len(old), len(new), partner)


def assign(scores: Sequence[Sequence[float]], *, least: float) -> list[tuple[int, int]]:
    """Cells, at most one per row and column and none below ``least``, with the greatest sum."""
    rows, columns = len(scores), len(scores[0]) if scores else 0
    if rows * columns > _MOST_CELLS:
        return _greedy(scores, least)
    size = max(rows, columns)
    # A cell below the limit costs as much as no cell: it is never worth taking.
    costs = [
        [
            -scores[row][column] if row < rows and column < columns and scores[row][column] >= least else 0.0
            for column in range(size)
        ]
        for row in range(size)
    ]
    return [
        (row, column)
        for row, column in enumerate(_cheapest(costs))
        if row < rows and column < columns and scores[row][column] >= least
    ]


def _cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row in the cheapest assignment of a square table (Hungarian method, O(n³))."""
    size = len(costs)
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)  # row of each column, both counted from 1; 0 is free
    for row in range(1, size + 1):
        row_of[0] = row
        column = 0
        slack = [float("inf")] * (size + 1)
        came_from = [0] * (size + 1)
        seen = [False] * (size + 1)
        while row_of[column]:
            seen[column] = True
            here, step, following = row_of[column], float("inf"), 0
            for other in range(1, size + 1):
                if seen[other]:
                    continue
                rest = costs[here - 1][other - 1] - row_price[here] - column_price[other]
                if rest < slack[other]:
                    slack[other], came_from[other] = rest, column
                if slack[other] < step:
                    step, following = slack[other], other
            for other in range(size + 1):
                if seen[other]:
                    row_price[row_of[other]] += step
                    column_price[other] -= step
                else:
                    slack[other] -= step
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    column_of = [0] * size
    for column in range(1, size + 1):
        column_of[row_of[column] - 1] = column - 1
    return column_of


def _greedy(scores: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    cells = sorted(
        (
            (-score, row, column)
            for row, line in enumerate(scores)
            for column, score in enumerate(line)
            if score >= least
        )
    )
    rows: set[int] = set()
    columns: set[int] = set()
    chosen = []
    for _, row, column in cells:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            chosen.append((row, column))
    return chosen


def _in_order(old: int, new: int, partner: dict[int, int]) -> list[Pair]:
    origin = {other: one for one, other in partner.items()}
    after: dict[int, list[int]] = {}
    place = -1
    for index in range(old):
        if index in partner:
            place = partner[index]
        else:
            after.setdefault(place, []).append(index)
    pairs: list[Pair] = [(index, None) for index in after.get(-1, [])]
    for index in range(new):
        pairs.append((origin.get(index), index))
        pairs.extend((gone, None) for gone in after.get(index, []))
    return pairs


def out_of_order(pairs: Sequence[Pair]) -> frozenset[int]:
    """New indices of the rows that changed their order: all but the longest run that kept it."""
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    both.sort(key=lambda pair: pair[1])
    length = [1] * len(both)
    before = [-1] * len(both)
    for place, (one, _) in enumerate(both):
        for earlier in range(place):
            if both[earlier][0] < one and length[earlier] + 1 > length[place]:
                length[place], before[place] = length[earlier] + 1, earlier
    kept: set[int] = set()
    place = max(range(len(both)), key=lambda index: length[index], default=-1)
    while place >= 0:
        kept.add(both[place][1])
        place = before[place]
    return frozenset(other for _, other in both if other not in kept)
