"""Where a landscape sheet with two pages on it is folded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from extract.layout.geometry import BLOCK_EM, EDGE_EM, LEVEL_EM, level, page_em
from extract.layout.rules import level_rules
from extract.pdf.records import Page, Word

_RUN_ON = 0.2
"""Part of the lines level with each other on both pages of a sheet that may be one: a title over both."""
_TABLE_RULES = 4
"""So many rules across the middle are those of a table; head and foot may have one each over both pages."""
_FEWEST_LINES = 4
"""One page of a sheet has so many lines, at least; fewer on both sides are the last rows of a table."""
_FEWEST_STRIPS = 5
_LEVEL_STRIPS = 0.8
"""White strips between rows of a table go through its middle; those of two pages meet by chance only."""
_MEET = 0.5
"""Two strips meet over so much of the lower one."""
_TITLE_EM = 1.5
"""Type so large on both sides is that of a title on each page; a table has one above it, at the left."""
_TWIN = 0.8
"""So many texts of each page begin where those of the other do, where two pages are made alike."""
_COLUMN_EM = 1.0
"""White space before the first word of a cell."""


def fold(page: Page, words: Sequence[Word]) -> float | None:
    """The x of the fold of a sheet with two pages on it, or None."""
    if page.width < 1.15 * page.height or len(words) < 20:
        return None
    middle = page.width / 2
    slack = 0.01 * page.width
    crossing = [word for word in words if word.box.x0 < middle - slack and word.box.x1 > middle + slack]
    left = sum(word.box.x1 <= middle + slack for word in words)
    right = sum(word.box.x0 >= middle - slack for word in words)
    if crossing or min(left, right) < 5:
        return None
    across = sum(x0 < middle - slack and x1 > middle + slack for _, x0, x1 in level_rules(page))
    if across >= _TABLE_RULES:
        return None
    # Running text of one wide column has word gaps at the middle by chance; few lines run on over a fold.
    near = 0.03 * page.width
    before = [word for word in words if 0 <= middle + slack - word.box.x1 < near]
    after = [word for word in words if 0 <= word.box.x0 - middle + slack < near]
    joined = sum(
        0 <= other.box.x0 - word.box.x1 < word.size
        and abs(other.box.bottom - word.box.bottom) < 0.3 * word.size
        for word in before
        for other in after
    )
    em = page_em(page)
    step = 0.1 * em
    rows = len(
        {round(word.box.bottom / step) for word in words if word.box.x1 <= middle + slack}
        & {round(word.box.bottom / step) for word in words if word.box.x0 >= middle - slack}
    )
    if joined > min(2, _RUN_ON * rows) or _rows_run_across(words, middle, em):
        return None
    return middle


def _rows_run_across(words: Sequence[Word], middle: float, em: float) -> bool:
    """Whether white strips between rows go through the middle, and the columns beside it are not alike.

    A few lines are rows, too, where some of them are level; two titles are those of two pages.
    """
    halves = [
        [word for word in words if word.box.x0 < middle],
        [word for word in words if word.box.x0 >= middle],
    ]
    lines = [_baselines(half, em) for half in halves]
    if all(len(half) < _FEWEST_LINES for half in lines):
        return any(level(one[0].box, two[0].box, em) for one in lines[0] for two in lines[1])
    if all(max(word.size for word in half) >= _TITLE_EM * em for half in halves):
        return False
    left, right = (_strips(half, em) for half in lines)
    if min(len(left), len(right)) < _FEWEST_STRIPS:
        return False
    if any(
        sum(any(_meet(strip, other) for other in others) for strip in strips) < _LEVEL_STRIPS * len(strips)
        for strips, others in ((left, right), (right, left))
    ):
        return False
    return not _are_twins(_begins(lines[0], em), _begins(lines[1], em), em)


def _baselines(words: Sequence[Word], em: float) -> list[list[Word]]:
    """The words of each printed line, from top to bottom and from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.bottom):
        if lines and word.box.bottom - lines[-1][0].box.bottom < LEVEL_EM * em:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box.x0) for line in lines]


def _strips(lines: Sequence[Sequence[Word]], em: float) -> list[tuple[float, float]]:
    """White strips through all of a half, as (top, bottom), as they stand between two rows.

    Lines of a paragraph stand closer, and beside a column of smaller type no white space runs through.
    """
    edges = accumulate((max(word.box.bottom for word in line) for line in lines), max)
    tops = [min(word.box.top for word in line) for line in lines[1:]]
    return [(edge, top) for edge, top in zip(edges, tops, strict=False) if top - edge > BLOCK_EM * em]


def _meet(one: tuple[float, float], two: tuple[float, float]) -> bool:
    """Whether two strips are one over the whole width, at least as far as the lower one reaches."""
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return shared > 0 and shared >= _MEET * min(one[1] - one[0], two[1] - two[0])


def _begins(lines: Sequence[Sequence[Word]], em: float) -> list[float]:
    """Where the texts of a half begin, from its left edge."""
    begins: list[float] = []
    for line in lines:
        begins.append(line[0].box.x0)
        begins += [
            after.box.x0 for word, after in pairwise(line) if after.box.x0 - word.box.x1 > _COLUMN_EM * em
        ]
    return [begin - min(begins) for begin in begins]


def _are_twins(left: Sequence[float], right: Sequence[float], em: float) -> bool:
    """Whether the texts of both halves begin at the same places from their left edges."""
    near = EDGE_EM * em
    return all(
        sum(any(abs(begin - other) < near for other in others) for begin in begins) >= _TWIN * len(begins)
        for begins, others in ((left, right), (right, left))
    )
