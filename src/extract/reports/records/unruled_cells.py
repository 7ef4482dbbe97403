"""Cells of sheets that no rule draws: labels in one column, their values in the next one.

A column of values is where texts begin right of labels that the lexicon knows, again and again. What stands
left of that edge, set as those labels are, is a label; what begins at the edge is a value. It belongs to the
label that stands beside it, level with its first line or with its middle. A known label alone on its line
opens the text below it, over the whole width.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.layout.geometry import EDGE_EM, SAME_SIZE
from extract.layout.lines import printed_lines, style_of
from extract.layout.records import PageLayout
from extract.layout.tables.chunks import Chunk, Printed, chunk_of, printed
from extract.layout.tables.finding import readable_page
from extract.pdf.records import Box, Word, usual_size
from extract.reports.names.lexicon import Lexicon
from extract.reports.records.sheet_labels import LONGEST_LABEL, MOST_LABEL_WORDS, Look, SheetCell, key_of

_FEWEST_NAMES = 3
"""So many names of the lexicon stand left of a column of values, at least."""
_FEWEST = 2
_LABELLED = 0.7
"""So many of the short texts beside a column of values are labels, at least."""
_STEP_EM = 0.5
"""Edges of columns are counted in such steps."""
_ROW_EM = 2.5
"""White space between two lines of one value, at most."""
_WRAP_EM = 0.6
"""The same between two lines of one label."""
_LEADING_EM = 0.2
"""White space that parts values beyond that between the lines of one."""
_REGION = -1
_WIDE = -1
"""Stands for the column of a value below its label, over the whole width."""


@dataclass(slots=True)
class _Row:
    """A label, the words of its value, and how far down they reach."""

    edge: int
    top: float
    label: list[Word] = field(default_factory=list)
    value: list[Word] = field(default_factory=list)
    bottom: float = 0.0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.label)


@dataclass(slots=True)
class _Seen:
    """A printed line and what its chunks are, by column of values."""

    line: Printed
    labels: dict[int, Chunk] = field(default_factory=dict)
    values: dict[int, list[Chunk]] = field(default_factory=dict)

    @property
    def is_label(self) -> bool:
        """Whether it holds nothing but a label."""
        return bool(self.labels) and not self.values


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where values begin, and what stands left of them as labels."""

    edges: tuple[float, ...]
    keys: frozenset[str]
    looks: frozenset[Look]
    slack: float

    def edge_at(self, chunk: Chunk) -> int | None:
        """The column of values that a chunk begins at."""
        near = (at for at, edge in enumerate(self.edges) if abs(chunk.x0 - edge) <= self.slack)
        return next(near, None)


def unruled_cells(
    layouts: Sequence[PageLayout], lexicon: Lexicon, listed: Collection[int] = ()
) -> list[SheetCell]:
    """The cells of labels and values of a document that has no grids, in reading order.

    Args:
        layouts: all pages.
        lexicon: the names that German reports use.
        listed: numbers of pages that lists take up.
    """
    columns = _columns(
        (_lines(layout, lexicon) for layout in layouts if layout.number not in listed), lexicon
    )
    if columns is None:
        return []
    cells: list[SheetCell] = []
    grid = 0
    carried: int | None = None
    for layout in layouts:
        if layout.number in listed:
            continue
        reader = _PageReader(columns, lexicon, carried)
        for group in reader.groups(_lines(layout, lexicon)):
            grid += 1
            cells += _cells_of(group, layout, grid, columns)
            carried = group[-1].edge if group[-1].edge != _WIDE else None
    return cells


def _lines(layout: PageLayout, lexicon: Lexicon) -> list[Printed]:
    """The lines of a page, cut behind labels with a colon, too: those that fill their column leave no gap."""
    lines = printed(readable_page(layout).words)
    for line in lines:
        line.chunks = [part for chunk in line.chunks for part in _cut(chunk, lexicon)]
    return lines


def _cut(chunk: Chunk, lexicon: Lexicon) -> list[Chunk]:
    for place, word in enumerate(chunk.words[:MOST_LABEL_WORDS], 1):
        if word.text.endswith(":") and place < len(chunk.words):
            label = chunk_of(chunk.words[:place])
            if lexicon.find(label.text.rstrip(": ")) is not None:
                return [label, chunk_of(chunk.words[place:])]
            break
    return [chunk]


@dataclass(frozen=True, slots=True)
class _Sight:
    """A short text beside another one."""

    key: str
    name: str | None
    """What the lexicon knows it as."""
    look: Look
    colon: bool
    edge: float
    """Where the other text begins."""


def _columns(pages: Iterable[list[Printed]], lexicon: Lexicon) -> _Columns | None:
    """The columns of values of a document, None where it has none."""
    sights: list[_Sight] = []
    sizes: Counter[float] = Counter()
    letters: Counter[Look] = Counter()
    for lines in pages:
        for chunks in (line.chunks for line in lines):
            for chunk in chunks:
                if chunk.words:
                    letters[_look(chunk)] += len(chunk.text)
                    sizes[chunk.size] += len(chunk.words)
            for left, right in pairwise(chunks):
                if _may_be_label(left):
                    found = lexicon.find(left.text.rstrip(": "))
                    name = found.name if found is not None else None
                    colon = left.text.endswith(":")
                    sights.append(_Sight(key_of(left.text), name, _look(left), colon, right.x0))
    if not sights:
        return None
    em = usual_size(sizes.elements())
    plain = letters.most_common(1)[0][0]
    counts = Counter(sight.look for sight in sights if sight.name is not None)
    looks = frozenset(look for look, count in counts.items() if count >= _FEWEST and look != plain)
    by_place: dict[int, list[_Sight]] = defaultdict(list)
    for sight in sights:
        by_place[round(sight.edge / (_STEP_EM * em))].append(sight)
    edges: list[float] = []
    keys: set[str] = set()
    for own in (by_place[place] for place in sorted(by_place)):
        known = sorted(sight.edge for sight in own if sight.name is not None)
        names = Counter(sight.name for sight in own if sight.name is not None)
        if sum(count >= _FEWEST for count in names.values()) < _FEWEST_NAMES:
            continue
        times = Counter(sight.key for sight in own)
        labels = [
            sight.key
            for sight in own
            if sight.name is not None
            or (times[sight.key] >= _FEWEST and (sight.colon or sight.look in looks))
        ]
        # Notes in a margin beside running text have their values below them, in the same column.
        if len(labels) < _LABELLED * len(own):
            continue
        keys.update(filter(None, labels))
        edge = known[len(known) // 2]
        if not edges or edge - edges[-1] > _STEP_EM * em:
            edges.append(edge)
    return _Columns(tuple(edges), frozenset(keys), looks, EDGE_EM * em) if edges else None


def _may_be_label(chunk: Chunk) -> bool:
    return (
        bool(chunk.words)
        and len(chunk.words) <= MOST_LABEL_WORDS
        and len(chunk.text) <= LONGEST_LABEL
        and any(map(str.isalpha, chunk.text))
    )


def _look(chunk: Chunk) -> Look:
    style = style_of(chunk.words)
    return style.bold, style.italic, round(style.size), style.color


class _PageReader:
    """Reads the lines of one page from top to bottom."""

    def __init__(self, columns: _Columns, lexicon: Lexicon, carried: int | None) -> None:
        self._columns = columns
        self._lexicon = lexicon
        self._carried = carried
        self._groups: list[list[_Row]] = []

    def groups(self, lines: Sequence[Printed]) -> list[list[_Row]]:
        """The rows of the page; those of one group have nothing else between them."""
        run: list[_Seen] = []
        wide: list[Printed] = []
        for line in lines:
            seen = self._seen(line)
            if seen is not None and run and line.top - run[-1].line.bottom > _ROW_EM * line.size:
                wide = self._end(run)
                run = []
            if seen is not None and (not wide or not self._is_text_of(wide, line)):
                self._wide(wide)
                wide = []
                run.append(seen)
                continue
            if run:
                wide = self._end(run)
                run = []
            if wide and self._is_text_of(wide, line):
                wide.append(line)
            else:
                self._wide(wide)
                wide = []
        self._wide(wide)
        self._end(run)
        return self._groups

    def _seen(self, line: Printed) -> _Seen | None:
        """What a line is: labels and values by column; None where it is neither."""
        chunks = [chunk for chunk in line.chunks if chunk.words]
        seen = _Seen(line)
        last: list[Chunk] | None = None
        for place, chunk in enumerate(chunks):
            edge = self._columns.edge_at(chunk)
            following = chunks[place + 1] if place + 1 < len(chunks) else None
            if edge is not None and (not place or edge in seen.labels):
                last = seen.values.setdefault(edge, [])
                last.append(chunk)
            elif (column := self._labelled(chunk, following)) is not None and column not in seen.labels:
                seen.labels[column] = chunk
                last = None
            elif last is not None:
                last.append(chunk)
            else:
                return None
        return seen if chunks else None

    def _labelled(self, chunk: Chunk, following: Chunk | None) -> int | None:
        """The column of values that a label names; None for what is no label."""
        edges = self._columns.edges
        column = next((at for at, edge in enumerate(edges) if chunk.x1 <= edge + self._columns.slack), None)
        if column is None or not _may_be_label(chunk):
            return None
        if following is not None and self._columns.edge_at(following) != column:
            return None
        is_set = _look(chunk) in self._columns.looks
        return column if is_set or key_of(chunk.text) in self._columns.keys else None

    def _end(self, run: Sequence[_Seen]) -> list[Printed]:
        """Makes rows of lines that follow each other; returns a label whose text stands below all of them."""
        lines = list(run)
        left: list[Printed] = []
        above = [seen for seen in lines[:-1] if seen.labels]
        if lines and lines[-1].is_label and self._opens_text(lines[-1].line):
            before = above[-1].labels if above else {}
            if not any(
                column in before
                and self._is_rest(before[column].words, chunk, before[column].bottom, alone=True)
                for column, chunk in lines[-1].labels.items()
            ):
                left = [lines.pop().line]
        if any(seen.values for seen in lines):
            rows: list[_Row] = []
            for column in range(len(self._columns.edges)):
                rows += self._rows(column, lines)
            if any(row.label for row in rows):
                self._groups.append(sorted(rows, key=lambda row: (row.top, row.edge)))
                self._carried = None
        return left

    def _rows(self, column: int, lines: Sequence[_Seen]) -> list[_Row]:
        """The labels of a column with their values."""
        labels: list[_Row] = []
        for seen in lines:
            if (chunk := seen.labels.get(column)) is None:
                continue
            alone = column not in seen.values
            if labels and self._is_rest(labels[-1].label, chunk, labels[-1].bottom, alone=alone):
                labels[-1].label += chunk.words
                labels[-1].bottom = chunk.bottom
            else:
                labels.append(_Row(column, chunk.top, list(chunk.words), [], chunk.bottom))
        rows: list[_Row] = []
        for block in _blocks([(seen.line, seen.values[column]) for seen in lines if column in seen.values]):
            own = [row for row in labels if _is_beside(row, block)]
            if len(own) == 1 and not own[0].value:
                own[0].top = min(own[0].top, block[0][0].top)
            rows += own
            for line, chunks in block:
                home = next((row for row in reversed(rows) if row.top <= line.middle), None)
                if home is None:
                    home = self._above_all(column, line, labels)
                    rows.insert(0, home)
                home.value += [word for chunk in chunks for word in chunk.words]
        return sorted({id(row): row for row in labels + rows}.values(), key=lambda row: row.top)

    def _above_all(self, column: int, line: Printed, labels: Sequence[_Row]) -> _Row:
        """What a value above the first label belongs to: the page before, or that label in its middle."""
        if labels and not (self._carried == column and not self._groups):
            labels[0].top = line.top
            return labels[0]
        return _Row(column, line.top)

    def _is_rest(self, label: Sequence[Word], chunk: Chunk, bottom: float, *, alone: bool) -> bool:
        """Whether a text is the next line of a label.

        Args:
            label: its words so far.
            chunk: the text below them.
            bottom: of the words so far.
            alone: whether no value stands beside the text.
        """
        if chunk.top - bottom > _WRAP_EM * chunk.size or style_of(label) != style_of(chunk.words):
            return False
        text = " ".join(word.text for word in label)
        if chunk.text[:1].islower() or text.endswith(("-", "/", "\u00ad", " und", "&")):
            return True
        known = self._lexicon.find(f"{text} {chunk.text}".rstrip(": ")) is not None
        return known and (alone or self._lexicon.find(text.rstrip(": ")) is None)

    # Labels over the whole width, with their text below.

    def _opens_text(self, line: Printed) -> bool:
        """Whether a line is a label that the lexicon knows, set as labels are."""
        chunk = line.chunks[0]
        return (
            len(line.chunks) == 1
            and _may_be_label(chunk)
            and (_look(chunk) in self._columns.looks or chunk.text.endswith(":"))
            and self._lexicon.find(chunk.text.rstrip(": ")) is not None
        )

    def _is_text_of(self, wide: Sequence[Printed], line: Printed) -> bool:
        """Whether a line goes on with the text below a label."""
        if line.top - wide[-1].bottom > _ROW_EM * line.size or self._opens_text(line):
            return False
        if len(wide) == 1:
            return self._columns.edge_at(line.chunks[0]) is None
        first, style = style_of(_words(wide[1])), style_of(_words(line))
        return first.bold == style.bold and abs(first.size - style.size) <= SAME_SIZE * first.size

    def _wide(self, lines: Sequence[Printed]) -> None:
        if len(lines) > 1:
            words = [word for line in lines[1:] for word in _words(line)]
            row = _Row(_WIDE, lines[0].top, _words(lines[0]), words, lines[-1].bottom)
            self._groups.append([row])
            self._carried = None


def _words(line: Printed) -> list[Word]:
    return [word for chunk in line.chunks for word in chunk.words]


def _blocks(lines: Sequence[tuple[Printed, list[Chunk]]]) -> list[list[tuple[Printed, list[Chunk]]]]:
    """The lines of a column of values, parted where more white space stands than between most lines."""
    gaps = [below.top - above.bottom for (above, _), (below, _) in pairwise(lines)]
    usual = min(gaps, default=0.0)
    blocks: list[list[tuple[Printed, list[Chunk]]]] = []
    for place, (line, chunks) in enumerate(lines):
        if place and gaps[place - 1] <= usual + _LEADING_EM * line.size:
            blocks[-1].append((line, chunks))
        else:
            blocks.append([(line, chunks)])
    return blocks


def _is_beside(row: _Row, block: Sequence[tuple[Printed, list[Chunk]]]) -> bool:
    """Whether a label stands beside the lines of a block."""
    top, bottom = block[0][0].top, block[-1][0].bottom
    return min(row.bottom, bottom) - max(row.top, top) > 0.5 * min(row.bottom - row.top, bottom - top)


def _cells_of(group: Sequence[_Row], layout: PageLayout, grid: int, columns: _Columns) -> list[SheetCell]:
    """Labels and values of a group as cells that touch each other."""
    page = layout.number
    words = [word for row in group for word in (*row.label, *row.value)]
    bottom = max(word.box.bottom for word in words)
    right = max(word.box.x1 for word in words)
    lefts = {
        edge: min(word.box.x0 for row in group if row.edge == edge for word in (*row.label, *row.value))
        for edge in {row.edge for row in group}
    }
    cells: list[SheetCell] = []
    for place, row in enumerate(group):
        end = next((other.top for other in group[place + 1 :] if other.edge == row.edge), bottom)
        if row.edge == _WIDE:
            lines = printed_lines([*row.label, *row.value], region=_REGION)
            cells.append(SheetCell(page, grid, Box(page, lefts[row.edge], row.top, right, end), lines))
            continue
        edge = columns.edges[row.edge]
        limit = min((left for left in lefts.values() if left > edge), default=right)
        for x0, x1, own in ((lefts[row.edge], edge, row.label), (edge, limit, row.value)):
            if own:
                box = Box(page, x0, row.top, x1, end)
                lines = printed_lines(own, region=_REGION)
                cells.append(SheetCell(page, grid, box, lines, is_label=own is row.label))
    return sorted(cells, key=lambda cell: (round(cell.box.top), cell.box.x0))
