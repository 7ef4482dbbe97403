"""Tables without a grid: columns by alignment, rows by rules, fills or white space."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from statistics import median

from extract.base.squeezed import squeeze
from extract.layout.tables.chunks import Chunk, Printed
from extract.layout.tables.columns import Columns, assign, find_columns
from extract.layout.tables.drafts import Draft, DraftCell
from extract.layout.tables.rows import Rows, split_rows
from extract.layout.tables.stretches import Stretch
from extract.pdf.records import Box

_SIDE_WORDS = 4
"""Lines of running text have so many words."""
_FULL_LINE_EM = 3.0
"""A line of running text ends within this of the right edge of its column."""
_MOST_TEXT = 0.75
"""A table of texts alone has less running text in it than this."""
_FILLED = 0.5
_FIGURES = 0.6
_COLONS = 0.4
_LABELLED, _FULL_LABELS = 0.7, 0.2
_MARKS = 0.8
_FEWEST_MARKS = 3
_GOES_ON = 0.6
"""A row of a table that goes on has text in so many of its columns."""
_OVER = 0.15
"""So many lines of a table of texts run over the edge of a column."""
_USED = 0.25
"""A column of a table of texts has text in so many of its rows."""
_FEWEST_ROWS = 3
_FEWEST_TEXT_ROWS = 4
_FEWEST_TEXT_COLUMNS = 3
_PARAGRAPH_EM = 0.2
"""White space that parts paragraphs beyond that between lines."""
_FEWEST_BEGINNINGS = 4
_ALONE = 0.6
"""So many paragraphs of columns of text begin beside lines that run on."""
_HEAD_GAP_EM = 2.6
_MARGIN_EM = 0.3


def aligned_draft(
    stretch: Stretch, page: int, known: Sequence[float] | None, known_head: Collection[str] = ()
) -> Draft | None:
    """The table in a stretch of lines, or None where there is none.

    Args:
        stretch: printed lines, from top to bottom, with the rules drawn between them.
        page: its number.
        known: edges of the columns of the table before.
        known_head: by their letters, the lines of the heads of that table.
    """
    lines = sorted(stretch.lines, key=lambda line: line.middle)
    em = median(line.size for line in lines)
    banded = len(stretch.edges) >= 2
    start = _body_start(lines)
    columns = find_columns(lines[start:] or lines, em, fences=stretch.fences, known=known)
    if columns.count < 2:
        return None
    assign(lines, columns, em, head=start)
    head, body = _head_and_body(lines, start, Stretch(lines, stretch.edges).bands())
    if not body:
        return None
    if _is_rest(head, columns, known, known_head):
        head, body = [], [*head, *body]
    stretch = Stretch(body, stretch.edges, stretch.fences)
    rows = split_rows(body, columns, stretch.bands(), banded=banded)
    fenced = bool(stretch.fences)
    if not _goes_on(rows, body, columns, known) and not _is_table(
        rows, body, columns, em, banded=banded, fenced=fenced, head=bool(head)
    ):
        return None
    head_rows = _head_levels(head, stretch.edges)
    return _draft(head_rows, [[body[index] for index in row] for row in rows], columns, stretch, page, em)


def _is_rest(
    head: Sequence[Printed], columns: Columns, known: Sequence[float] | None, known_head: Collection[str]
) -> bool:
    """Whether lines above the first figures belong to its row: the table before has had its head already."""
    if not head or known is None or columns.edges[1:-1] != tuple(known[1:-1]):
        return False
    texts = {squeeze(chunk.text) for line in head for chunk in line.chunks}
    return texts.isdisjoint(known_head) and not any(_is_bold(line) for line in head)


def _body_start(lines: Sequence[Printed]) -> int:
    """The first line that holds a figure beside another text; 0 where hardly any line does."""
    figured = [index for index, line in enumerate(lines) if _has_figures(line)]
    if len(figured) < 2 or len(figured) < 0.3 * sum(len(line.chunks) > 1 for line in lines):
        return 0
    return figured[0]


def _has_figures(line: Printed) -> bool:
    """Whether a line holds figures that are no heads, as years above columns are."""
    if len(line.chunks) < 2:
        return False
    figures = [chunk for chunk in line.chunks if chunk.is_figure and any(c.isdigit() for c in chunk.text)]
    if not figures:
        return False
    later = [chunk for chunk in line.chunks[1:] if chunk.is_figure]
    opening = line.chunks[0]
    if all(chunk.is_period for chunk in figures):
        texts = [chunk for chunk in line.chunks if chunk not in figures]
        return bool(texts) and opening in texts and not opening.is_bold and bool(later)
    return bool(later) or opening.is_numbering


def _head_and_body(
    lines: Sequence[Printed], start: int, bands: Sequence[int]
) -> tuple[list[Printed], list[Printed]]:
    """The lines of the head, those of the body; lines above the head are left out.

    Args:
        lines: of the stretch, with their columns.
        start: the first line with figures; cells beside it may begin above it.
        bands: for each line how many rules are drawn above it.
    """
    first = start
    while first and bands[first - 1] == bands[start]:
        first -= 1
    if first == 0:
        first = _end_of_bold(lines, start)
    while (
        first
        and len(lines[first - 1].chunks) == 1
        and lines[first - 1].chunks[0].column == 0
        and (bands[-1] == bands[0] or first < 2 or bands[first - 1] != bands[first - 2])
        and any(len(line.columns) > 1 for line in lines[: first - 1])
    ):
        first -= 1
    head: list[Printed] = []
    edge = lines[first].top
    for index in range(first - 1, -1, -1):
        line = lines[index]
        chunk = line.chunks[0]
        title = len(line.chunks) == 1 and chunk.column == 0 and chunk.last_column > 0
        if bands[index] == 0 and (title or edge - line.bottom > _HEAD_GAP_EM * line.size):
            break
        head.insert(0, line)
        edge = line.top
    return head, list(lines[first:])


def _end_of_bold(lines: Sequence[Printed], start: int) -> int:
    """Where the bold lines at the top end, if the first line with figures is not bold; else that line."""
    at = next((index for index, line in enumerate(lines) if len(line.columns) > 1), 0)
    end = at
    while end < len(lines) and _is_bold(lines[end]) and not _has_figures(lines[end]):
        end += 1
    if start == 0:
        return end if end < len(lines) else 0
    return end if at < end <= start and not _is_bold(lines[start]) else start


def _is_bold(line: Printed) -> bool:
    return all(chunk.is_bold for chunk in line.chunks)


def _head_levels(head: Sequence[Printed], edges: Sequence[float]) -> list[list[Printed]]:
    """The rows of a head: what spans columns stands over what it spans."""
    levels: list[list[Printed]] = []
    for line in head:
        above = levels[-1][-1].chunks if levels else ()
        spans = any(
            chunk.last_column > chunk.column
            and not any(
                other.column == chunk.column and abs(other.x0 - chunk.x0) <= _MARGIN_EM * chunk.size
                for other in above
            )
            for chunk in line.chunks
        )
        ruled = bool(levels) and any(levels[-1][-1].middle < edge < line.middle for edge in edges)
        after_span = bool(levels) and any(chunk.last_column > chunk.column for chunk in levels[-1][-1].chunks)
        if not levels or spans or ruled or after_span:
            levels.append([line])
        else:
            levels[-1].append(line)
    return levels


def _goes_on(rows: Rows, lines: Sequence[Printed], columns: Columns, known: Sequence[float] | None) -> bool:
    """Whether lines keep to all columns of the table before, so that even a single row is one of it."""
    if known is None or columns.edges[1:-1] != tuple(known[1:-1]) or columns.count < _FEWEST_TEXT_COLUMNS:
        return False
    return any(
        len({chunk.column for index in row for chunk in lines[index].chunks}) >= _GOES_ON * columns.count
        for row in rows
    )


def _is_table(
    rows: Rows,
    lines: Sequence[Printed],
    columns: Columns,
    em: float,
    *,
    banded: bool,
    fenced: bool,
    head: bool,
) -> bool:
    count = columns.count
    filled = [{chunk.column for index in row for chunk in lines[index].chunks} for row in rows]
    broad = sum(len(places) > 1 for places in filled)
    if len(rows) + head < 2 or broad + head < 2 or broad < _FILLED * len(rows):
        return False
    if not fenced and _is_form(rows, lines, count):
        return False
    marks = _mark_columns(lines, count)
    if count - marks < 2:
        return False
    figures = _figure_columns(rows, lines, count)
    if figures:
        if _is_contents(rows, lines, figures, count):
            return False
        return banded or len(rows) >= _FEWEST_ROWS or len(figures) > 1
    labelled = banded and _is_labelled(filled, lines, columns, em)
    if not fenced and not labelled and _running(lines, columns, em) > _MOST_TEXT:
        return False
    if banded:
        return True
    if _are_columns_of_text(lines, count, em):
        return False
    if sum(chunk.last_column > chunk.column for line in lines for chunk in line.chunks) > _OVER * len(lines):
        return False
    if count < _FEWEST_TEXT_COLUMNS or len(rows) < _FEWEST_TEXT_ROWS:
        return False
    uses = [sum(column in places for places in filled) for column in range(count)]
    if sum(use >= _USED * len(rows) for use in uses) - marks < _FEWEST_TEXT_COLUMNS - (marks == 1):
        return False
    return sum(uses) >= 0.6 * count * len(rows) and head


def _is_labelled(filled: Sequence[set[int]], lines: Sequence[Printed], columns: Columns, em: float) -> bool:
    """Whether short texts stand at the left of nearly every row: labels with their values."""
    both = sum(0 in places and len(places) > 1 for places in filled)
    first = [chunk for line in lines for chunk in line.chunks if chunk.column == 0 == chunk.last_column]
    edge = columns.edges[1]
    full = sum(len(chunk.words) >= _SIDE_WORDS and chunk.x1 >= edge - _FULL_LINE_EM * em for chunk in first)
    return both >= _LABELLED * len(filled) and full <= _FULL_LABELS * len(first)


def _is_form(rows: Rows, lines: Sequence[Printed], count: int) -> bool:
    """Whether texts before the last column end with colons: labels with their values."""
    labels = colons = 0
    for row in rows:
        last: dict[int, Chunk] = {}
        for index in row:
            for chunk in lines[index].chunks:
                last[chunk.column] = chunk
        for column, chunk in last.items():
            if column < count - 1 and not chunk.is_figure:
                labels += 1
                colons += chunk.text.endswith(":")
    return labels > 0 and colons >= _COLONS * labels


def _mark_columns(lines: Sequence[Printed], count: int) -> int:
    """How many columns hold nothing but list marks, or numbers before all others, as lists have them."""
    first = [line.chunks[0] for line in lines if len(line.chunks) > 1 and line.chunks[0].column == 0]
    numbers = sum(chunk.is_numbering or len(chunk.text) == 1 or not chunk.words for chunk in first)
    marks = int(count > 1 and bool(first) and numbers >= _MARKS * len(first))
    for column in range(1, count):
        texts = [chunk.text for line in lines for chunk in line.chunks if chunk.column == column]
        if len(texts) >= _FEWEST_MARKS and len(texts[0]) == 1 and not texts[0].isalnum():
            marks += texts.count(texts[0]) >= _MARKS * len(texts)
    return marks


def _figure_columns(rows: Rows, lines: Sequence[Printed], count: int) -> list[int]:
    """Columns but the first whose cells are mostly figures."""
    texts: list[list[bool]] = [[] for _ in range(count)]
    real: list[int] = [0] * count
    for row in rows:
        for index in row:
            for chunk in lines[index].chunks:
                if chunk.column == chunk.last_column:
                    texts[chunk.column].append(chunk.is_figure)
                    real[chunk.column] += any(c.isdigit() for c in chunk.text)
    return [
        column
        for column in range(1, count)
        if len(texts[column]) >= 2
        and real[column] >= 2
        and sum(texts[column]) >= _FIGURES * len(texts[column])
    ]


def _is_contents(rows: Rows, lines: Sequence[Printed], figures: Sequence[int], count: int) -> bool:
    """Whether the only figures are page numbers that rise: a table of contents."""
    if list(figures) != [count - 1]:
        return False
    numbers: list[int] = []
    values = 0
    for row in rows:
        for index in row:
            for chunk in lines[index].chunks:
                if chunk.column == count - 1:
                    values += 1
                    if chunk.text.isdigit() and len(chunk.text) <= 4:
                        numbers.append(int(chunk.text))
    rising = all(low <= high for low, high in pairwise(numbers))
    return len(numbers) >= 0.8 * values and rising


def _running(lines: Sequence[Printed], columns: Columns, em: float) -> float:
    """Part of the words that stand in full lines of running text."""
    rights = [0.0] * columns.count
    for line in lines:
        for chunk in line.chunks:
            rights[chunk.last_column] = max(rights[chunk.last_column], chunk.x1)
    full = words = 0
    for line in lines:
        for chunk in line.chunks:
            words += len(chunk.words)
            if len(chunk.words) >= _SIDE_WORDS and chunk.x1 >= rights[chunk.last_column] - _FULL_LINE_EM * em:
                full += len(chunk.words)
    return full / words if words else 0.0


def _are_columns_of_text(lines: Sequence[Printed], count: int, em: float) -> bool:
    """Whether paragraphs begin and end in each column where they like, beside lines of others that run on."""
    begins: list[set[int]] = [set() for _ in range(count)]
    ends: list[set[int]] = [set() for _ in range(count)]
    runs_on: list[set[int]] = [set() for _ in range(count)]
    runs_out: list[set[int]] = [set() for _ in range(count)]
    for column in range(count):
        own = [
            (index, chunk)
            for index, line in enumerate(lines)
            for chunk in line.chunks
            if chunk.column == column
        ]
        gaps = [below.top - above.bottom for (_, above), (_, below) in pairwise(own)]
        usual = min(gaps, default=0.0)
        for ((upper, _), (lower, _)), gap in zip(pairwise(own), gaps, strict=True):
            parted = gap > usual + _PARAGRAPH_EM * em
            (begins if parted else runs_on)[column].add(lower)
            (ends if parted else runs_out)[column].add(upper)
    return _stand_alone(begins, runs_on) and _stand_alone(ends, runs_out)


def _stand_alone(edges: Sequence[set[int]], through: Sequence[set[int]]) -> bool:
    """Whether most edges of paragraphs stand beside lines of other columns within theirs."""
    every = [(column, index) for column, own in enumerate(edges) for index in own]
    alone = sum(
        any(index in lines for other, lines in enumerate(through) if other != column)
        for column, index in every
    )
    return len(every) >= _FEWEST_BEGINNINGS and alone >= _ALONE * len(every)


def _draft(
    head: Sequence[Sequence[Printed]],
    body: Sequence[Sequence[Printed]],
    columns: Columns,
    stretch: Stretch,
    page: int,
    em: float,
) -> Draft:
    rows = [*head, *body]
    margin = _MARGIN_EM * em
    tops = [min(line.top for line in row) for row in rows]
    bottoms = [max(line.bottom for line in row) for row in rows]
    ys = [_outer(stretch.edges, tops[0], -margin, tops[0] - em)]
    for low, high in zip(bottoms, tops[1:], strict=False):
        middle = (low + high) / 2
        ys.append(next((edge for edge in stretch.edges if abs(edge - middle) <= max(high - low, em)), middle))
    ys.append(_outer(stretch.edges, bottoms[-1], margin, bottoms[-1] + em))
    for index in range(1, len(ys)):
        ys[index] = max(ys[index], ys[index - 1] + 0.1)
    xs = list(columns.edges)
    lines = [line for row in rows for line in row]
    xs[0] = min(xs[0], min(line.x0 for line in lines)) - margin
    xs[-1] = max(xs[-1], max(line.x1 for line in lines)) + margin
    cells: list[DraftCell] = []
    for number, row in enumerate(rows):
        cells += _cells_of_row(number, row, xs, ys, page, is_head=number < len(head))
    kind = "striped" if stretch.fences or len(stretch.edges) >= 2 else "aligned"
    return Draft(
        "striped" if kind == "striped" else "aligned", xs, ys, cells, head_rows=len(head) if body else 0
    )


def _outer(edges: Sequence[float], inner: float, margin: float, reach: float) -> float:
    """The drawn edge next to the first or last line, or a little white space."""
    low, high = min(inner, reach), max(inner, reach)
    near = [edge for edge in edges if low <= edge <= high]
    return min(near, key=lambda edge: abs(edge - inner)) if near else inner + margin


def _cells_of_row(
    number: int, row: Sequence[Printed], xs: Sequence[float], ys: Sequence[float], page: int, *, is_head: bool
) -> list[DraftCell]:
    count = len(xs) - 1
    chunks = [chunk for line in row for chunk in line.chunks if chunk.words]
    lone = len(chunks) == 1 or all(chunk.column == chunks[0].column for chunk in chunks)
    spans: dict[int, int] = {}
    if is_head or lone:
        for chunk in chunks:
            if not any(chunk.column < other.column <= chunk.last_column for other in chunks):
                spans[chunk.column] = max(spans.get(chunk.column, 1), chunk.last_column - chunk.column + 1)
    cells: list[DraftCell] = []
    column = 0
    while column < count:
        span = min(spans.get(column, 1), count - column)
        inside = [chunk for chunk in chunks if column <= chunk.column < column + span]
        box = Box(page, xs[column], ys[number], xs[column + span], ys[number + 1])
        words = [word for chunk in inside for word in chunk.words]
        cells.append(DraftCell(number, column, 1, span, box, words))
        column += span
    return cells


def figure_part(lines: Sequence[Printed]) -> float:
    """Part of the chunks of some lines that are figures."""
    chunks: list[Chunk] = [chunk for line in lines for chunk in line.chunks]
    return sum(chunk.is_figure for chunk in chunks) / len(chunks) if chunks else 0.0
