"""Where the columns of a table are, by what its lines agree on.

A *gutter* is white space that hardly any line crosses. Where columns stand so near that there is none, a
*flush edge* shows them: words of most lines begin at it and none goes over it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.layout.tables.chunks import Chunk, Printed, chunk_of
from extract.pdf.records import Word

_CROSSING = 0.08
"""Part of the lines that may cross a gutter: cells whose text is too long."""
_GUTTER_EM = 0.3
_FLUSH_EM = 0.12
"""Words that begin within this are flush."""
_FLUSH_PART = 0.6
"""So many of the lines on both sides of a flush edge agree on it."""
_BEGUN_PART = 0.8
"""So many of the lines right of an edge begin at it, where few have text on both sides of it."""
_FEWEST_FLUSH = 4
_UNLIKE = 0.5
"""So many of the texts left of a flush edge differ; else the same word opens every line."""
_SAME_WORD = 0.8
"""Where so many lines have one and the same word at a flush edge it is the unit of what stands before it."""
_FULL_LINE = 0.6
"""Lines with fewer cells than this part of the usual number say nothing about gutters."""
_OVER_PART = 0.3
"""A head stands over a column when so much of the narrower one is below or above the other."""
_IN_LINE_EM = 0.6
"""A head is in line with its column when an end or the middle agrees with that of its cells."""
_OVER_EM = 0.3
"""Text reaches into a column when it stands in it so far."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Edges of columns, from the left edge of the first to the right edge of the last."""

    edges: tuple[float, ...]
    lefts: tuple[float | None, ...]
    """For each column where its text begins, if it is flush left."""
    rights: tuple[float | None, ...]
    """For each column where its text ends, if it is flush right."""
    inks: tuple[tuple[float, float] | None, ...] = ()
    """For each column how far the text of its cells reaches."""

    @property
    def count(self) -> int:
        return len(self.edges) - 1

    def at(self, x: float) -> int:
        return min(max(bisect_right(self.edges, x) - 1, 0), self.count - 1)


def find_columns(
    lines: Sequence[Printed],
    em: float,
    *,
    fences: Sequence[float] = (),
    known: Sequence[float] | None = None,
) -> Columns:
    """The columns of some lines.

    Args:
        lines: those of the body; lines of one chunk say nothing about columns.
        em: usual size of the text in points.
        fences: edges that are drawn.
        known: edges of the table before, which hold when the lines keep to them.
    """
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    if known is not None and _keep_to(lines, known, em):
        inner = list(known[1:-1])
        x0, x1 = min(x0, known[0]), max(x1, known[-1])
    else:
        # Edges beside the text are no edges between its columns: a frame, a drawing.
        inner = _inner(lines, em, [x for x in fences if x0 < x < x1])
    edges = (x0, *inner, x1)
    return _with_flush_sides(edges, lines, em)


def _inner(lines: Sequence[Printed], em: float, fences: Sequence[float]) -> list[float]:
    cut = [line for line in lines if len(line.chunks) > 1] or list(lines)
    usual = median(len(line.chunks) for line in cut)
    # Rows of sums and groups have few cells, whose texts run over the gutters.
    full = [line for line in cut if len(line.chunks) >= _FULL_LINE * usual]
    plain = [line for line in full if not all(chunk.is_bold for chunk in line.chunks)]
    full = plain if len(plain) >= 0.5 * len(full) else full
    gutters = _gutters(full, em)
    inner: list[float] = []
    drawn = list(fences)
    for low, high in gutters:
        within = [x for x in drawn if low - _GUTTER_EM * em <= x <= high + _GUTTER_EM * em]
        inner += within or [(low + high) / 2]
        drawn = [x for x in drawn if x not in within]
    inner += drawn
    inner += _flush_edges(full, sorted(inner), em)
    inner += _begun_edges(lines, sorted(inner), em)
    return sorted(inner)


def _gutters(lines: Sequence[Printed], em: float) -> list[tuple[float, float]]:
    """White space that no more lines cross than a few with long cells."""
    most = int(_CROSSING * len(lines))
    depth: Counter[float] = Counter()
    for line in lines:
        for chunk in line.chunks:
            depth[chunk.x0] += 1
            depth[chunk.x1] -= 1
    places = sorted(depth)
    crossed = 0
    found: list[list[tuple[float, float, int]]] = []
    open_run = False
    for place, following in pairwise(places):
        crossed += depth[place]
        if crossed <= most:
            if not open_run:
                found.append([])
            found[-1].append((place, following, crossed))
            open_run = True
        else:
            open_run = False
    gutters: list[tuple[float, float]] = []
    for run in found:
        if run[0][0] == places[0] or run[-1][1] == places[-1]:
            continue
        least = min(crossings for _, _, crossings in run)
        if run[-1][1] - run[0][0] >= _GUTTER_EM * em:
            clear = max((part for part in run if part[2] == least), key=lambda part: part[1] - part[0])
            gutters.append((clear[0], clear[1]))
    return gutters


def _flush_edges(lines: Sequence[Printed], inner: Sequence[float], em: float) -> list[float]:
    """Edges that words of most lines begin at, with text before them."""
    slack = _FLUSH_EM * em
    rows = [[word for chunk in line.chunks for word in chunk.words] for line in lines]
    starts: dict[int, list[tuple[float, str, str]]] = defaultdict(list)
    for words in rows:
        for before, word in pairwise(words):
            if not word.glued and word.box.x0 > before.box.x1:
                starts[round(word.box.x0 / slack)].append((word.box.x0, before.text, word.text))
    edges: list[float] = []
    for key, places in sorted(starts.items()):
        beside = (starts.get(key - 1, ()), starts.get(key + 1, ()))
        near = [*places, *beside[0], *beside[1]]
        if len(near) < _FEWEST_FLUSH or len(places) < max(map(len, beside)):
            continue
        x = min(place for place, _, _ in near)
        if any(abs(x - edge) < em for edge in edges):
            continue
        if not _are_cells([text for _, text, _ in near], [text for _, _, text in near]):
            continue
        edge = max((edge for edge in inner if edge <= x + slack), default=float("-inf"))
        crossing = both = between = 0
        for words in rows:
            if not words or not (words[0].box.x0 < x - slack and words[-1].box.x1 > x + slack):
                continue
            both += 1
            crossing += any(word.box.x0 < x - slack and word.box.x1 > x + slack for word in words)
            between += any(word.box.x1 > edge + slack and word.box.x0 < x - slack for word in words)
        if between > _CROSSING * both and crossing <= _CROSSING * both and len(near) >= _FLUSH_PART * both:
            edges.append(x - slack / 2)
    return edges


def _begun_edges(lines: Sequence[Printed], inner: Sequence[float], em: float) -> list[float]:
    """Edges within a column at which nearly every line right of them begins, behind texts left of them.

    Cells of several lines may be level with no others of their row, so that few lines have text on both
    sides of an edge; but what stands right of it begins below each other, and no word goes over it.
    """
    edges: list[float] = []
    for low, high in pairwise([float("-inf"), *inner, float("inf")]):
        rows = [
            [word for chunk in line.chunks for word in chunk.words if low <= word.box.x0 < high]
            for line in lines
        ]
        edges += _begun_within([row for row in rows if row], em)
    return edges


def _begun_within(rows: Sequence[Sequence[Word]], em: float) -> list[float]:
    slack = _FLUSH_EM * em
    places = Counter(round(word.box.x0 / slack) for row in rows for word in row[1:] if not word.glued)
    places.update(round(row[0].box.x0 / slack) for row in rows)
    edges: list[float] = []
    for key, count in places.most_common():
        if count < _FEWEST_FLUSH:
            break
        x = key * slack
        if any(abs(x - edge) < em for edge in edges) or _crossed(rows, x, slack) > _CROSSING * len(rows):
            continue
        behind = [row for row in rows if row[-1].box.x1 > x + slack]
        begins = [next(word for word in row if word.box.x1 > x + slack) for row in behind]
        flush = sum(abs(word.box.x0 - x) <= slack for word in begins)
        before = [row for row in ([word for word in row if word.box.x1 < x] for row in rows) if row]
        if flush < max(_FEWEST_FLUSH, _BEGUN_PART * len(begins)) or len(before) < _FEWEST_FLUSH:
            continue
        white = sum(row[-1].box.x1 <= x - _GUTTER_EM * em for row in before)
        if white < (1 - _CROSSING) * len(before):
            continue
        if _are_cells([row[-1].text for row in before], [word.text for word in begins]):
            edges.append(x - slack / 2)
    return edges


def _are_cells(before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether words on both sides of an edge are those of cells: no word that opens each line, no unit."""
    (_, most) = Counter(behind).most_common(1)[0]
    return len(set(before)) >= _UNLIKE * len(before) and most < _SAME_WORD * len(behind)


def _crossed(rows: Sequence[Sequence[Word]], x: float, slack: float) -> int:
    return sum(any(word.box.x0 < x - slack and word.box.x1 > x + slack for word in row) for row in rows)


def _keep_to(lines: Sequence[Printed], known: Sequence[float], em: float) -> bool:
    """Whether lines stand within columns that are known already."""
    cut = [line for line in lines if len(line.chunks) > 1]
    if not cut or len(known) < 3:
        return False
    slack = _OVER_EM * em
    words = [word for line in cut for chunk in line.chunks for word in chunk.words]
    outside = sum(word.box.x1 < known[0] or word.box.x0 > known[-1] for word in words)
    crossing = sum(
        any(word.box.x0 < edge - slack and word.box.x1 > edge + slack for edge in known[1:-1])
        for word in words
    )
    return outside == 0 and crossing <= max(1, int(_CROSSING * len(cut)))


def _with_flush_sides(edges: tuple[float, ...], lines: Sequence[Printed], em: float) -> Columns:
    slack = 2 * _FLUSH_EM * em
    lefts: list[list[float]] = [[] for _ in edges[1:]]
    rights: list[list[float]] = [[] for _ in edges[1:]]
    plain = Columns(edges, (), ())
    inks: list[tuple[float, float] | None] = [None] * plain.count
    for line in lines:
        for column, x0, x1 in _runs(line, plain, em):
            lefts[column].append(x0)
            rights[column].append(x1)
            if edges[column] - slack <= x0 and x1 <= edges[column + 1] + slack:
                low, high = inks[column] or (x0, x1)
                inks[column] = (min(low, x0), max(high, x1))
    return Columns(
        edges,
        tuple(_flush(places, slack) for places in lefts),
        tuple(_flush(places, slack) for places in rights),
        tuple(inks),
    )


def _runs(line: Printed, columns: Columns, em: float) -> list[tuple[int, float, float]]:
    """The text of a line in each column: column, left and right end."""
    runs: list[tuple[int, float, float]] = []
    for chunk in line.chunks:
        for box in (word.box for word in chunk.words):
            column = columns.at(box.x0 + min(_OVER_EM * em, box.width / 2))
            if runs and runs[-1][0] == column:
                runs[-1] = (column, runs[-1][1], box.x1)
            else:
                runs.append((column, box.x0, box.x1))
    return runs


def _flush(places: Sequence[float], slack: float) -> float | None:
    """The place that most agree on, None where they do not."""
    if not places:
        return None
    best, most = None, 0
    ordered = sorted(places)
    for place in ordered:
        count = bisect_right(ordered, place + slack) - bisect_right(ordered, place - 1e-6)
        if count > most:
            best, most = place, count
    return best if most >= 0.5 * len(places) and most >= min(3, len(places)) else None


def assign(lines: Sequence[Printed], columns: Columns, em: float, *, head: int = 0) -> None:
    """Gives each chunk its columns, and parts chunks in which text of two cells touches.

    Args:
        lines: of the table, the head among them.
        columns: of its body.
        em: usual size of the text in points.
        head: so many lines at the top may hold heads that stand over several columns.
    """
    for index, line in enumerate(lines):
        chunks: list[Chunk] = []
        for chunk in line.chunks:
            if index < head:
                chunks += _over(chunk, columns, em)
            else:
                chunks += _parted(chunk, columns, em, alone=len(line.chunks) == 1)
        line.chunks = chunks
        line.columns = frozenset(
            column for chunk in chunks for column in range(chunk.column, chunk.last_column + 1)
        )


def _over(chunk: Chunk, columns: Columns, em: float) -> list[Chunk]:
    """A head: it belongs to the columns whose cells it stands over."""
    over = _stands_over(chunk, columns, em)
    if over[0] == over[1]:
        chunk.column, chunk.last_column = over
        return [chunk]
    parts = _parted(chunk, columns, em, alone=False, head=True)
    places = [_stands_over(part, columns, em) for part in parts]
    if len(parts) > 1 and all(first == last for first, last in places):
        for part, place in zip(parts, places, strict=True):
            part.column, part.last_column = place
        return parts
    chunk.column, chunk.last_column = over
    return [chunk]


def _stands_over(chunk: Chunk, columns: Columns, em: float) -> tuple[int, int]:
    """The first and the last column that a head stands over."""
    over: list[int] = []
    for column, ink in enumerate(columns.inks):
        if ink is not None:
            shared = min(chunk.x1, ink[1]) - max(chunk.x0, ink[0])
            if shared >= _OVER_PART * min(chunk.x1 - chunk.x0, ink[1] - ink[0]):
                over.append(column)
    if len(over) == 1:
        return _with_next(chunk, over[0], columns, em)
    if over:
        return over[0], over[-1]
    middle = (chunk.x0 + chunk.x1) / 2
    left = max((c for c, ink in enumerate(columns.inks) if ink and ink[1] <= middle), default=None)
    right = min((c for c, ink in enumerate(columns.inks) if ink and ink[0] >= middle), default=None)
    if left is not None and right is not None:
        low, high = columns.inks[left], columns.inks[right]
        # In the middle of the white space between two columns: over both of them.
        if low is not None and high is not None and abs(middle - low[1] - high[0] + middle) <= em:
            return left, right
    return columns.at(middle), columns.at(middle)


def _with_next(chunk: Chunk, column: int, columns: Columns, em: float) -> tuple[int, int]:
    """A head that is not in line with its column and reaches over its edge stands over the next one, too."""
    ink = columns.inks[column]
    if ink is None:
        return column, column
    middle = (chunk.x0 + chunk.x1) / 2
    if (
        abs(chunk.x0 - ink[0]) <= _IN_LINE_EM * em
        or abs(chunk.x1 - ink[1]) <= _IN_LINE_EM * em
        or abs(middle - (ink[0] + ink[1]) / 2) <= _IN_LINE_EM * em
    ):
        return column, column
    if column + 1 < columns.count and chunk.x1 > columns.edges[column + 1] > chunk.x0:
        return column, column + 1
    if column and chunk.x0 < columns.edges[column] < chunk.x1:
        return column - 1, column
    return column, column


def _parted(chunk: Chunk, columns: Columns, em: float, *, alone: bool, head: bool = False) -> list[Chunk]:
    slack = _OVER_EM * em
    reach = min(slack, (chunk.x1 - chunk.x0) / 2)
    first, last = columns.at(chunk.x0 + reach), columns.at(chunk.x1 - reach)
    last = max(first, last)
    chunk.column, chunk.last_column = first, last
    if first == last:
        return [chunk]
    flush = 2 * _FLUSH_EM * em
    for index in range(1, len(chunk.words)):
        before, word = chunk.words[index - 1], chunk.words[index]
        column = columns.at(word.box.x0 + min(slack, word.box.width / 2))
        if column == columns.at(before.box.x1 - min(slack, before.box.width / 2)) or word.glued:
            continue
        left, right = columns.lefts[column], columns.rights[column]
        rest = chunk_of(chunk.words[index:])
        begins = left is not None and abs(word.box.x0 - left) <= flush
        ends = right is not None and abs(rest.x1 - right) <= flush and (rest.is_figure or head)
        own = columns.rights[columns.at(before.box.x1 - min(slack, before.box.width / 2))]
        closes = own is not None and abs(before.box.x1 - own) <= flush
        closes = closes and (head or chunk_of(chunk.words[:index]).is_figure)
        if begins or ends or closes:
            return [
                *_parted(chunk_of(chunk.words[:index]), columns, em, alone=alone, head=head),
                *_parted(rest, columns, em, alone=alone, head=head),
            ]
    if not alone:
        # A cell whose text is too long; figures are flush right, texts flush left.
        right = columns.rights[last]
        ends = right is not None and abs(chunk.x1 - right) <= flush and chunk.is_figure
        chunk.column = chunk.last_column = last if ends else first
    return [chunk]
