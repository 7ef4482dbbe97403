"""Which printed lines make up one row of a table whose rows no rule parts.

Cells of several lines stand level with the first, the last or the middle line of their row. Each way of
reading the lines is tried and judged: words that would still have fitted on the line above begin a new
cell, a small letter or a hyphen before it says that a cell goes on, and figures stand once in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from extract.layout.tables.chunks import Chunk, Printed
from extract.layout.tables.columns import Columns

_WORD_SPACE_EM = 0.25
_FIGURES = 0.6
"""A column of which so many cells are figures or numbers has them once in a row."""
_FULL = 0.7
"""A line with text in so many columns opens a row, where no column is one of figures."""
_MORE_WHITE = 1.2
"""Rows are parted by white space when it makes lines so much farther apart than within cells."""
_OVER_WHITE = -0.5
"""What speaks against a cell that goes on below such white space: it has paragraphs then."""
_SAME_PITCH = 1.15
_BOLD = 0.5
_STACKED = 0.5
"""So many bands hold figures twice where each row has two figures in a cell."""
_LABELLED = 0.5
"""So many of the later lines of a band begin with a text where they are rows of their own."""

Rows = list[list[int]]
"""Numbers of the lines of each row."""


def split_rows(lines: Sequence[Printed], columns: Columns, bands: Sequence[int], *, banded: bool) -> Rows:
    """The lines gathered to rows, from top to bottom.

    Args:
        lines: of the body of a table, with their columns.
        columns: of the table.
        bands: for each line the number of the band between two drawn rules or edges of fills.
        banded: whether so many rules are drawn that each band is a row unless it holds figures twice.
    """
    if not lines:
        return []
    keys = key_columns(lines, columns.count)
    is_key = [_is_key(line, keys, columns.count) for line in lines]
    alone = [_is_group(line, index, lines, is_key) for index, line in enumerate(lines)]
    if banded:
        for index in range(1, len(lines)):
            if alone[index] and bands[index] == bands[index - 1] and not alone[index - 1]:
                alone[index] = not _goes_on_bold(lines[index - 1], lines[index])
    blocks: Rows = []
    for index in range(len(lines)):
        if index and bands[index] == bands[index - 1] and not (alone[index] or alone[index - 1]):
            blocks[-1].append(index)
        else:
            blocks.append([index])
    intra = _pitch(lines, columns)
    ways: list[Callable[[list[int]], Rows]] = [
        lambda block: _by_white(block, lines, intra),
        lambda block: _by_first(block, is_key),
        lambda block: _by_last(block, is_key),
        lambda block: _by_middle(block, lines, is_key),
    ]
    rights = _rights(lines, columns.count)

    def flow(rows: Rows) -> list[float]:
        """How well each two lines of a column go together where they are rows so."""
        return [joint for _, joint in _joints(rows, lines, columns, keys, rights, intra)]

    def is_one(block: list[int]) -> bool:
        """Whether texts run through a band: no line has room for the next word, and rows would part some."""
        joints = flow([block])
        if min(joints, default=0.0) < 0 or all(_has_key_figure(lines[index], keys) for index in block):
            return False
        parted = [rows for rows in (way(block) for way in ways) if len(rows) > 1]
        return all(sum(joints) > sum(flow(rows)) for rows in parted)

    whole = [banded and (not _holds_rows(block, lines, keys) or is_one(block)) for block in blocks]
    twice = [block for block, one in zip(blocks, whole, strict=True) if not one]
    if banded and len(twice) >= _STACKED * len(blocks) and _are_stacked(twice, lines, keys):
        whole = [True] * len(blocks)
    best: Rows = []
    most = float("-inf")
    for way in ways:
        rows = [
            row for block, one in zip(blocks, whole, strict=True) for row in ([block] if one else way(block))
        ]
        score = _score(rows, lines, columns, keys, is_key, alone, intra)
        if score > most + 1e-6:
            best, most = rows, score
    return best


def key_columns(lines: Sequence[Printed], count: int) -> frozenset[int]:
    """Columns of figures, numbers or marks: their cells are one line high."""
    total, figures = [0] * count, [0] * count
    for line in lines:
        for chunk in line.chunks:
            if chunk.column == chunk.last_column:
                total[chunk.column] += 1
                figures[chunk.column] += chunk.is_figure or chunk.is_numbering
    most = max(figures, default=0)
    return frozenset(
        column
        for column in range(count)
        if figures[column] >= 2
        and figures[column] >= _FIGURES * total[column]
        and figures[column] >= 0.25 * most
    )


def _is_key(line: Printed, keys: frozenset[int], count: int) -> bool:
    if keys:
        return any(
            chunk.column in keys and (chunk.is_figure or chunk.is_numbering or len(line.chunks) > 1)
            for chunk in line.chunks
        )
    return len(line.columns) >= _FULL * count


def _is_group(line: Printed, index: int, lines: Sequence[Printed], is_key: Sequence[bool]) -> bool:
    """Whether a line is a row of its own because it is set otherwise than its neighbours."""
    if len(line.chunks) != 1 or is_key[index]:
        return False
    chunk = line.chunks[0]
    if not chunk.is_bold:
        return False
    others = [
        other
        for other_line in lines
        if other_line is not line and len(other_line.chunks) > 1
        for other in other_line.chunks
        if other.words
    ]
    return bool(others) and sum(other.is_bold for other in others) < _BOLD * len(others)


def _goes_on_bold(above: Printed, line: Printed) -> bool:
    """Whether a bold line is the next one of a bold cell between the same rules."""
    column = line.chunks[0].column
    return any(chunk.column == column and chunk.is_bold for chunk in above.chunks)


def _holds_rows(block: list[int], lines: Sequence[Printed], keys: frozenset[int]) -> bool:
    """Whether a band between two rules holds figures of one column twice, each beside another text."""
    seen: dict[int, int] = {}
    for index in block:
        line = lines[index]
        for chunk in line.chunks:
            if chunk.column in keys and chunk.is_figure and len(line.columns) > 1:
                seen[chunk.column] = seen.get(chunk.column, 0) + 1
    return bool(seen) and sum(count > 1 for count in seen.values()) >= 0.5 * len(seen)


def _are_stacked(blocks: Sequence[list[int]], lines: Sequence[Printed], keys: frozenset[int]) -> bool:
    """Whether bands that hold figures twice are rows with two figures in a cell: the second has no label."""
    later = labelled = 0
    for block in blocks:
        first = lines[block[0]].chunks[0].column
        figured = [index for index in block if _has_key_figure(lines[index], keys)][1:]
        later += len(figured)
        labelled += sum(first in lines[index].columns for index in figured)
    return later > 0 and labelled < _LABELLED * later


def _has_key_figure(line: Printed, keys: frozenset[int]) -> bool:
    return any(chunk.column in keys and chunk.is_figure for chunk in line.chunks)


def _pitch(lines: Sequence[Printed], columns: Columns) -> float:
    """From line to line within one cell, in points: the least that lines of one column have."""
    pitches: list[float] = []
    for upper, lower in pairwise(lines):
        shared = upper.columns & lower.columns
        if shared and lower.bottom > upper.bottom:
            pitches.append(lower.bottom - upper.bottom)
    if not pitches:
        return 0.0
    least = min(pitches)
    return median(pitch for pitch in pitches if pitch <= _SAME_PITCH * least)


def _by_white(block: list[int], lines: Sequence[Printed], intra: float) -> Rows:
    rows: Rows = [[block[0]]]
    for upper, lower in pairwise(block):
        if lines[lower].bottom - lines[upper].bottom > _MORE_WHITE * intra:
            rows.append([lower])
        else:
            rows[-1].append(lower)
    return rows


def _by_first(block: list[int], is_key: Sequence[bool]) -> Rows:
    rows: Rows = [[block[0]]]
    for index in block[1:]:
        if is_key[index]:
            rows.append([index])
        else:
            rows[-1].append(index)
    return rows


def _by_last(block: list[int], is_key: Sequence[bool]) -> Rows:
    rows: Rows = [[block[0]]]
    for upper, lower in pairwise(block):
        if is_key[upper]:
            rows.append([lower])
        else:
            rows[-1].append(lower)
    return rows


def _by_middle(block: list[int], lines: Sequence[Printed], is_key: Sequence[bool]) -> Rows:
    """Each row reaches as far below its figures as above them."""
    rows: Rows = []
    at = 0
    while at < len(block):
        key = next((place for place in range(at, len(block)) if is_key[block[place]]), None)
        if key is None:
            rows.append(block[at:])
            break
        first = lines[block[at]]
        middle = lines[block[key]].middle
        low = 2 * middle - first.middle
        end = key + 1
        while (
            end < len(block)
            and not is_key[block[end]]
            and lines[block[end]].middle <= low + 0.3 * lines[block[end]].size
        ):
            end += 1
        rows.append(block[at:end])
        at = end
    return rows


def _score(
    rows: Rows,
    lines: Sequence[Printed],
    columns: Columns,
    keys: frozenset[int],
    is_key: Sequence[bool],
    alone: Sequence[bool],
    intra: float,
) -> float:
    score = sum(
        joint
        for (upper, lower), joint in _joints(rows, lines, columns, keys, _rights(lines, columns.count), intra)
        if not (alone[upper] or alone[lower])
    )
    for row in rows:
        figures: dict[int, int] = {}
        for index in row:
            for chunk in lines[index].chunks:
                if chunk.column in keys and (chunk.is_figure or chunk.is_numbering):
                    figures[chunk.column] = figures.get(chunk.column, 0) + 1
        score -= 2.0 * sum(count - 1 for count in figures.values())
        # Overleaf the first row may be the rest of one.
        if row[0] and not any(is_key[index] for index in row) and not any(alone[index] for index in row):
            score -= 1.5
    return score


def _joints(
    rows: Rows,
    lines: Sequence[Printed],
    columns: Columns,
    keys: frozenset[int],
    rights: Sequence[float],
    intra: float,
) -> list[tuple[tuple[int, int], float]]:
    """Numbers of each two lines that follow each other in a column, and how well they stand in rows so."""
    home = {index: number for number, row in enumerate(rows) for index in row}
    last: list[tuple[int, Chunk] | None] = [None] * columns.count
    found: list[tuple[tuple[int, int], float]] = []
    for index in sorted(home):
        for chunk in lines[index].chunks:
            before = last[chunk.column]
            last[chunk.column] = (index, chunk)
            if before is not None and chunk.words and before[1].words:
                joined = home[before[0]] == home[index]
                joint = _joint(before[1], chunk, columns, rights, joined, keys)
                if joined and chunk.bottom - before[1].bottom > _MORE_WHITE * intra:
                    joint = min(joint, _OVER_WHITE)
                found.append(((before[0], index), joint))
    return found


def _joint(
    upper: Chunk,
    lower: Chunk,
    columns: Columns,
    rights: Sequence[float],
    joined: bool,
    keys: frozenset[int],
) -> float:
    """How well it goes together that two lines of a column are one cell or two."""
    column = lower.column
    if column in keys and lower.is_figure:
        return 0.0
    goes_on = lower.text[:1].islower() or (upper.text.endswith("-") and len(upper.text) > 1)
    if goes_on:
        return 0.5 if joined else -1.0
    left = columns.lefts[column]
    if joined and left is not None and lower.words:
        wide = lower.words[0].box.width
        fits = upper.x1 + _WORD_SPACE_EM * lower.size + wide <= rights[column] - 0.1 * lower.size
        return -1.0 if fits and upper.last_column == column else 0.25
    return 0.0


def _rights(lines: Sequence[Printed], count: int) -> list[float]:
    """How far text reaches in each column."""
    rights = [0.0] * count
    for line in lines:
        for chunk in line.chunks:
            if chunk.column == chunk.last_column:
                rights[chunk.column] = max(rights[chunk.column], chunk.x1)
    return rights
