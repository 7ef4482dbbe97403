"""From rows to records: each project with the cells of its row, of rows that go on, and of its group."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.german.hyphenation import Vocabulary
from extract.layout.records import Line
from extract.layout.tables.records import Table
from extract.layout.text import PlacedText, union
from extract.pdf.records import Box
from extract.reports.lists.columns import Column, Columns, number_before
from extract.reports.lists.contents import holds, holds_cell
from extract.reports.lists.lights import Legend
from extract.reports.lists.row_cells import Row, RowCell
from extract.reports.lists.row_kinds import RowKind, depth_of
from extract.reports.lists.ticks import Ticked, is_tick, own_words
from extract.reports.names.lexicon import Known, Lexicon
from extract.reports.records.bodies import body_of, joined, lines_of, without_dot, word_at
from extract.reports.records.entries import Entry, Record

ACTION_FIELD = Known("action_field", "action_field")
_PARTNER = Known("partners", "partner")
_STATUS = Known("status", "status")
_NUMBER = Known("number", "number")
_DESCRIPTION = Known("description", "text")
_INDENT_EM = 0.5
_TEXT = Known("text", "text")
_FEW_WORDS = 3
"""Words behind a bold title in its cell that make a text of their own."""


@dataclass(slots=True)
class Draft:
    """A project while its rows are read."""

    row: Row
    group: Row | None
    path: tuple[str, ...]
    heading: PlacedText | None = None
    """A heading above the table that names its group."""
    values: dict[int, list[list[RowCell]]] = field(default_factory=dict)
    """By column: one value after the other, each a list of cells that its text runs over."""
    nested: dict[int, int] = field(default_factory=dict)
    """By column: so many of its values stand in the project's own row."""
    rows: list[Row] = field(default_factory=list)
    below: list[RowCell] = field(default_factory=list)
    """Texts over the width of the table below its row."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that a row stands in, from the widest to the nearest."""

    rows: tuple[tuple[Row, str, tuple[object, ...], int], ...] = ()

    def below(self, row: Row, text: str, look: tuple[object, ...], *, fresh: bool) -> Groups:
        """The groups below a new row of a group.

        Args:
            row: of the group.
            text: its words.
            look: how it is set: rows set alike are of one level.
            fresh: whether no project stands between it and the row of the group above it.
        """
        depth = depth_of(text)
        kept = list(self.rows)
        for index, (_, _, other_look, other_depth) in enumerate(kept):
            same_level = depth == other_depth if depth and other_depth else look == other_look
            higher = bool(depth and other_depth and depth < other_depth)
            if same_level or higher:
                kept = kept[:index]
                break
        else:
            if not fresh and kept and not (depth and kept[-1][3] and depth > kept[-1][3]):
                deeper = _indent(look) > _indent(kept[-1][2])
                kept = kept if deeper else kept[:-1]
        return Groups((*kept, (row, text, look, depth)))

    @property
    def nearest(self) -> Row | None:
        return self.rows[-1][0] if self.rows else None

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text, _, _ in self.rows)


def _indent(look: tuple[object, ...]) -> float:
    return float(look[-1]) if look and isinstance(look[-1], (int, float)) else 0.0


def look_of(row: Row) -> tuple[object, ...]:
    """How the words of a group are set; the indent in half ems comes last."""
    cell = row.filled[0]
    size = max(cell.size, 1.0)
    return (cell.bold, cell.fill, round(cell.size, 1), round(cell.x0 / (_INDENT_EM * size)))


class Writer:
    """Writes the texts of cells; asks for the words of a table when they are needed."""

    def __init__(self, tables: Sequence[Table], vocabulary: Vocabulary) -> None:
        self._tables = tables
        self.vocabulary = vocabulary

    def lines(self, cell: RowCell) -> list[Line]:
        return lines_of([self._tables[table].cells[index].lines for table, index in cell.sources])

    def body(self, cells: Sequence[RowCell], *, flat: bool, dotted: bool = False) -> PlacedText:
        """The text that runs over some cells, one after the other."""
        lines = [line for cell in cells for line in self.lines(cell)]
        if dotted:
            lines = without_dot(lines)
        edge = cells[0].box.x1 if len(cells) == 1 and self._kind(cells[0]) == "ruled" else None
        return body_of(lines, edge, self.vocabulary, flat=flat)

    def title_and_text(self, cell: RowCell) -> tuple[PlacedText, PlacedText] | None:
        """A bold title and the text below or behind it in the same cell; None where it is set in one way."""
        if cell.bold:
            return None
        lines = [line for line in self.lines(cell) if line.words]
        words = [word for line in lines for word in line.words]
        count = next((index for index, word in enumerate(words) if not word.bold), len(words))
        if not count or len(words) - count < _FEW_WORDS or any(word.bold for word in words[count:]):
            return None
        title: list[Line] = []
        rest: list[Line] = []
        for line in lines:
            own = line.words[:count]
            if own:
                title.append(replace(line, words=tuple(own)))
            if len(line.words) > len(own):
                first, *others = line.words[len(own) :]
                rest.append(replace(line, words=(replace(first, glued=False), *others)))
            count -= len(own)
        edge = cell.box.x1 if self._kind(cell) == "ruled" else None
        return (
            body_of(title, edge, self.vocabulary, flat=True),
            body_of(rest, edge, self.vocabulary, flat=False),
        )

    def head(self, sources: Sequence[tuple[int, int]]) -> PlacedText:
        """The words of a head."""
        lines = [line for table, index in sources for line in self._tables[table].cells[index].lines]
        return body_of(lines, None, self.vocabulary, flat=True)

    def _kind(self, cell: RowCell) -> str:
        return self._tables[cell.sources[0][0]].kind


def drafts_of(
    rows: Sequence[Row],
    kinds: Sequence[RowKind],
    columns: Columns,
    group_text: Callable[[Row], str],
    headings: Mapping[int, PlacedText],
    *,
    first_group: PlacedText | None = None,
) -> Iterator[Draft]:
    """The projects of a list, one after the other.

    Args:
        rows: without heads.
        kinds: of each row.
        columns: what the columns stand for.
        group_text: the words of a row of a group.
        headings: by index of a table: the heading above it that names its group.
        first_group: the heading above the first table that names the group of its first rows only.
    """
    draft: Draft | None = None
    groups = Groups()
    fresh = False
    table: int | None = None
    heading = first_group
    carried: dict[int, RowCell] = {}
    field_table: int | None = None
    for row, kind in zip(rows, kinds, strict=True):
        if row.table != table:
            table = row.table
            if table in headings:
                heading, groups = headings[table], Groups()
        if kind == "group":
            carried = {}
            heading = None if heading is first_group else heading
            groups = groups.below(row, group_text(row), look_of(row), fresh=fresh)
            fresh = True
        elif kind == "project":
            if draft is not None:
                yield draft
            above = (heading.text,) if heading is not None else ()
            draft = Draft(row, groups.nearest, (*above, *groups.path), heading)
            draft.rows.append(row)
            for cell in row.filled:
                draft.values.setdefault(_column(row, cell, columns), []).append([cell])
            carried = {} if table != field_table else carried
            _carry(draft, carried, columns)
            field_table = table
            fresh = False
        elif kind == "below" and draft is not None:
            draft.rows.append(row)
            draft.below.append(row.filled[0])
        elif kind in ("goes_on", "nested") and draft is not None:
            _continue(draft, row, kind, columns)
            fresh = False
    if draft is not None:
        yield draft


_SOMETIMES = 0.8
"""A column of action fields that fewer rows fill names each field once, in the first of its rows."""


def _carry(draft: Draft, carried: dict[int, RowCell], columns: Columns) -> None:
    """Gives a row without action field that of the rows above it."""
    for column in columns.of_kind("action_field"):
        if column.contents.fullness >= _SOMETIMES:
            continue
        own = draft.values.get(column.index)
        if own:
            carried[column.index] = own[0][0]
        elif column.index in carried:
            draft.values[column.index] = [[carried[column.index]]]


def _column(row: Row, cell: RowCell, columns: Columns) -> int:
    if columns.title is not None and row.cells[columns.title] is cell:
        return columns.title
    return row.column_of(cell)


def _continue(draft: Draft, row: Row, kind: RowKind, columns: Columns) -> None:
    draft.rows.append(row)
    for cell in row.filled:
        column = _column(row, cell, columns)
        values = draft.values.setdefault(column, [])
        if any(known.sources == cell.sources for value in values for known in value):
            continue
        draft.nested.setdefault(column, len(values))
        if kind == "goes_on" and values:
            values[-1].append(cell)
        else:
            values.append([cell])


def record_of(
    draft: Draft,
    columns: Columns,
    writer: Writer,
    legend: Legend,
    *,
    field_from_head: PlacedText | None,
    lexicon: Lexicon,
    ticked: Sequence[Ticked] = (),
) -> Record:
    """The record of a project.

    Args:
        draft: its rows.
        columns: what the columns stand for.
        writer: for the texts.
        legend: what lights stand for.
        field_from_head: the head of the titles where it names the field that all of them belong to.
        lexicon: names of labels, for texts that begin with one.
        ticked: columns that are ticked.
    """
    entries: list[Entry] = []
    order = sorted(draft.values, key=lambda index: (_rank(columns, index), index))
    has_field = any(columns[index].kind == "action_field" for index in order)
    for index in order:
        group = next((one for one in ticked if index in one.columns), None)
        if group is not None:
            entries += _ticks(draft, columns[index], group)
            continue
        own = list(_entries(draft, columns[index], columns, writer, legend))
        if index == columns.title and columns.is_numbered_in_title:
            own = [part for entry in own for part in _numbered(entry)]
        entries += own
        if index == columns.title and not has_field:
            entries += _field(draft, writer, field_from_head)
    entries += [_text_below(cell, writer, lexicon) for cell in draft.below]
    boxes = _boxes(draft.rows)
    return Record(
        form="row",
        entries=tuple(entries),
        page_first=min(box.page for box in boxes),
        page_last=max(box.page for box in boxes),
        boxes=boxes,
        path=draft.path,
    )


_LABEL_BEFORE = re.compile(r"(?P<label>[^\W\d_][^:.\n]{2,40}):\s+(?=\S)")


def _text_below(cell: RowCell, writer: Writer, lexicon: Lexicon) -> Entry:
    """A text below a row, by the label before its colon where it has one."""
    body = writer.body([cell], flat=False)
    match = _LABEL_BEFORE.match(body.text)
    known = lexicon.find(match["label"]) if match is not None else None
    if match is None or known is None:
        return Entry(name=_TEXT, label=None, body=body)
    rest = body.part(match.end(), len(body.text))
    label_boxes = body.boxes(match.start("label"), match.end("label"))
    return Entry(name=known, label=match["label"], body=rest, label_boxes=label_boxes)


def _rank(columns: Columns, index: int) -> int:
    return 0 if index == columns.number else 1 if index == columns.title else 2


def _field(draft: Draft, writer: Writer, field_from_head: PlacedText | None) -> Iterable[Entry]:
    if draft.group is not None:
        cells = [
            cell
            for cell in draft.group.filled
            if holds(cell.text) not in ("figure", "money", "none") or cell is draft.group.filled[0]
        ]
        yield Entry(name=ACTION_FIELD, label=None, body=writer.body(cells, flat=True))
    elif draft.heading is not None:
        yield Entry(name=ACTION_FIELD, label=None, body=draft.heading)
    elif field_from_head is not None:
        yield Entry(name=ACTION_FIELD, label=None, body=field_from_head)


def _numbered(entry: Entry) -> list[Entry]:
    """A title with its number before it as two values."""
    place = number_before(entry.body.text) if entry.name.kind == "title" else None
    if place is None:
        return [entry]
    number = replace(entry, name=_NUMBER, body=entry.body.part(0, place[0]))
    return [number, replace(entry, body=entry.body.part(place[1], len(entry.body.text)))]


def _ticks(draft: Draft, column: Column, group: Ticked) -> Iterable[Entry]:
    """The head above a cross as the value of its columns."""
    for value in draft.values[column.index]:
        if is_tick(value[0]):
            yield Entry(
                name=group.known,
                label=group.label or column.label,
                body=word_at(own_words(column), value[0].box),
                label_boxes=column.head.boxes if column.head is not None else (),
            )


def _entries(
    draft: Draft, column: Column, columns: Columns, writer: Writer, legend: Legend
) -> Iterable[Entry]:
    values = [
        value
        for value in draft.values[column.index]
        if _says(value[0]) or legend.means(column.index, value[0].text)
    ]
    own = draft.nested.get(column.index, len(values))
    if not values:
        return
    label_boxes = column.head.boxes if column.head is not None else ()
    if column.kind in ("text", "title", "number", "action_field") and not any(
        cell.light or legend.means(column.index, cell.text) for value in values for cell in value
    ):
        if column.kind == "title" and len(values) == 1 and len(values[0]) == 1:
            parts = writer.title_and_text(values[0][0])
            if parts is not None:
                yield _entry(column, parts[0], label_boxes, values[0][0])
                yield Entry(name=_DESCRIPTION, label=None, body=parts[1])
                return
        named = values if column.kind == "text" else values[: max(1, own)]
        bodies = [_body(value, column, writer) for value in named]
        yield _entry(column, joined([body for body in bodies if body.text]), label_boxes, values[0][0])
        return
    for position, value in enumerate(values):
        cell = value[0]
        words = legend.means(column.index, cell.text)
        if words is not None:
            yield _entry(column, word_at(words, cell.box), label_boxes, cell)
            continue
        if cell.light is not None:
            name = column.known if column.kind == "status" else _STATUS
            body = word_at(legend.says(cell.light), cell.box)
            yield Entry(
                name=name, label=column.label, body=body, label_boxes=label_boxes, shared=cell.row_span > 1
            )
            continue
        body = _body(value, column, writer)
        if column.kind == "responsible" and position >= own and own:
            yield Entry(name=_PARTNER, label=column.label, body=body, label_boxes=label_boxes)
            continue
        yield _entry(column, body, label_boxes, cell)


def _says(cell: RowCell) -> bool:
    return holds_cell(cell) not in ("empty", "none")


def _entry(column: Column, body: PlacedText, label_boxes: tuple[Box, ...], cell: RowCell) -> Entry:
    return Entry(
        name=column.known,
        label=column.label,
        body=body,
        label_boxes=label_boxes,
        unit=None if column.unit_is_assumed or column.kind not in ("money", "sum") else column.unit,
        period=column.period if column.kind == "money" else None,
        is_sum=column.is_sum,
        shared=cell.row_span > 1,
    )


def _body(cells: Sequence[RowCell], column: Column, writer: Writer) -> PlacedText:
    if column.kind in ("money", "date"):
        return joined(_figures(cells, writer))
    flat = column.kind in ("title", "number", "action_field", "responsible", "partner")
    return writer.body(cells, flat=flat, dotted=column.kind == "status")


def _figures(cells: Sequence[RowCell], writer: Writer) -> list[PlacedText]:
    """One text, or one a line where each line is a value of its own."""
    lines = [line for cell in cells for line in writer.lines(cell)]
    texts = [line.text.strip() for line in lines]
    if len(texts) > 1 and all(holds(text) in ("figure", "money", "date") for text in texts):
        ends = [text for text in texts[:-1] if text.endswith(("-", "–", "—", "/", "bis", "und"))]
        starts = [text for text in texts[1:] if text.startswith(("-", "–", "/", "bis"))]
        if not ends and not starts:
            return [body_of([line], None, writer.vocabulary, flat=True) for line in lines]
    return [writer.body(cells, flat=True)]


def _boxes(rows: Sequence[Row]) -> tuple[Box, ...]:
    pages: dict[int, Box] = {}
    for row in rows:
        for cell in row.own:
            if cell.row_span > 1 and not row.begins(cell) and row.page in pages:
                continue
            box = cell.box
            pages[box.page] = union(pages[box.page], box) if box.page in pages else box
    return tuple(pages[page] for page in sorted(pages))
