"""Tables to records: one project a row, over any number of pages; and the figures of all other tables.

The table finder says where cells are. Here rows get their meaning: heads (`heads`), tables put together over
pages (`series`), what columns stand for (`columns`), kinds of rows (`row_kinds`), whether it is a list of
projects at all (`evidence`), and the labelled values of each project (`row_entries`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.base.kept import Kept
from extract.german.cells import read_unit
from extract.german.hyphenation import Vocabulary, joined_text
from extract.german.records import Unit
from extract.layout.records import PageLayout
from extract.layout.tables.records import Table, TableCell
from extract.layout.text import PlacedText
from extract.reports.lists.columns import (
    Columns,
    columns_of,
    stated_unit,
    states_unit,
    with_numbers_in_titles,
)
from extract.reports.lists.contents import contents_of, has_letters, holds
from extract.reports.lists.evidence import Evidence, evidence_of
from extract.reports.lists.head_texts import is_bare
from extract.reports.lists.lights import Legend, legend_of, outside
from extract.reports.lists.loose import (
    figure_columns,
    head_mentions,
    mentions_of,
    row_label,
    unit_behind,
    whole_of,
)
from extract.reports.lists.overflow import with_lights, with_overflow
from extract.reports.lists.row_cells import Row, RowCell, clean
from extract.reports.lists.row_entries import Writer, drafts_of, record_of
from extract.reports.lists.row_kinds import RowKind, kinds_of, lead_text
from extract.reports.lists.series import Series, part_of, series_of
from extract.reports.lists.signs import meanings, signs_in
from extract.reports.lists.sums import column_differences, row_differences
from extract.reports.lists.surroundings import Surroundings
from extract.reports.lists.ticks import ticked_columns
from extract.reports.names.heading_names import split_year, squeeze
from extract.reports.names.lexicon import Lexicon
from extract.reports.records.bodies import body_of
from extract.reports.records.entries import LabelRead, Reads, Record, RecordForm, letters_of
from extract.reports.report import Cell, CellKind, Finding
from extract.reports.text.mentions import Mentions

RowPlace = tuple[int, int]
"""Index of a table in the sequence read, and of a row in it."""
_MOST_FINDINGS = 20
"""Findings of one kind on one table that are listed one by one."""
_CELLS_OPEN = 2_000
_CELLS_TOGETHER = 500
"""Cells are small and many: those of some pages are packed together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsRead(Reads):
    """What the tables of a document say; the score is the highest of all lists that are read as projects."""

    form: RecordForm = "row"
    cells: Sequence[Cell]
    """All cells of all tables, page by page."""
    loose: Mentions
    """Amounts, dates, shares and links in cells of tables that are no lists of projects, and in notes of
    none; their parent is the position in `cells`."""


@dataclass(slots=True)
class _List:
    """One table over all its pages while it is read."""

    series: Series
    rows: list[Row]
    columns: Columns
    kinds: list[RowKind]
    evidence: Evidence
    stated: Unit | None
    headings: dict[int, PlacedText]
    first_group: PlacedText | None = None
    """The heading above the table that is the first of the groups within it."""


class ListReader:
    """The tables of a document put together over pages, to be read as lists of projects or as figures."""

    def __init__(
        self,
        layouts: Sequence[PageLayout],
        tables: Sequence[Table],
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        *,
        edition: int | None = None,
    ) -> None:
        """Puts the tables together.

        Args:
            layouts: all pages, in order.
            tables: all tables, in reading order; each is asked for twice, so that they may be kept packed.
            vocabulary: the document's words.
            lexicon: names of heads, those of a profile first.
            edition: year of the report's edition, for dates without a year in cells outside projects.
        """
        self._tables = tables
        self._lexicon = lexicon
        self._edition = edition
        self._pages = Surroundings(layouts, tables)
        self._writer = Writer(tables, vocabulary)
        found = series_of(
            part
            for number, table in enumerate(tables)
            if (part := part_of(table, number, lexicon, vocabulary)) is not None
        )
        self._lists = [_list(series, self._pages, vocabulary) for series in found]

    def read(self, columns: Collection[str] | None = None) -> RowsRead:
        """The tables as lists of projects where they are such, else as figures.

        Args:
            columns: heads that a profile names: a table whose heads they mostly are is a list of projects,
                whatever else speaks against it; with none of them, no table is. None to judge by evidence.
        """
        lists = self._lists
        if columns is not None:
            lists = [replace(one, evidence=_as_expected(one, columns)) for one in lists]
        return _read(lists, self._tables, self._pages, self._writer, self._lexicon, edition=self._edition)


def _read(
    lists: Sequence[_List],
    tables: Sequence[Table],
    pages: Surroundings,
    writer: Writer,
    lexicon: Lexicon,
    *,
    edition: int | None,
) -> RowsRead:
    records: Sequence[Record]
    records = kept = Kept[Record]()
    tops: list[tuple[int, float]] = []
    owners: dict[RowPlace, int] = {}
    findings: list[Finding] = []
    letters = 0
    for one in lists:
        if not one.evidence.is_projects:
            continue
        for record, rows in _records(one, writer, _legend(one, pages, tables), lexicon):
            owners |= {(row.table, row.index): len(kept) for row in rows}
            tops.append((record.page_first, record.boxes[0].top))
            letters += letters_of([record])
            kept.add(record)
        findings += _sums_that_differ(one) + _left_out(one)
    order = sorted(range(len(tops)), key=tops.__getitem__)
    if order != list(range(len(order))):
        whole = list(kept)
        records = Kept(whole[number] for number in order)
    ranks = {number: position for position, number in enumerate(order)}
    positions = {place: ranks[number] for place, number in owners.items()}
    cells, loose = _cells(lists, tables, positions, writer, edition)
    chosen = [one for one in lists if one.evidence.is_projects]
    best = max((one.evidence for one in chosen), key=lambda one: one.score, default=None)
    return RowsRead(
        records=records,
        labels=tuple(
            LabelRead(label=column.label, known=column.known, records=len(records))
            for one in chosen
            for column in one.columns.all
            if column.label
        ),
        score=best.score if best is not None else 0.0,
        reasons=best.reasons if best is not None else tuple(r for one in lists for r in one.evidence.reasons),
        cells=cells,
        loose=loose,
        findings=(*findings, *loose.doubts),
        letters=letters,
    )


def _list(series: Series, pages: Surroundings, vocabulary: Vocabulary) -> _List:
    """One table understood."""
    first = series.tables[0]
    captions = series.head.titles if series.head is not None else ()
    near = [*reversed(captions), *(line.text for line in pages.above(first))]
    stated = stated_unit([line for line in near if states_unit(line)]) or stated_unit(
        [*near, *pages.statements(first)]
    )
    status = {
        index
        for index, head in enumerate(series.head.columns if series.head else ())
        if head is not None and head.known is not None and head.known.kind == "status"
    }
    series.rows = with_lights(series.rows, series.head, status)
    series.rows = with_overflow(
        series.rows, [contents_of(series.column(index)) for index in range(series.columns)], series.head
    )
    columns = columns_of(series, stated=stated)
    kinds: list[RowKind] = ["note"] * len(series.rows)
    if columns.title is not None:
        kinds = kinds_of(series.rows, columns)
    titles = [
        row.text(columns.title) for row, kind in zip(series.rows, kinds, strict=True) if kind == "project"
    ]
    columns = with_numbers_in_titles(columns, titles)
    headings = pages.group_headings(series, vocabulary)
    evidence = evidence_of(series.head, columns, series.rows, kinds, near)
    first_group = None
    if "group" in kinds and "project" in kinds[: kinds.index("group")] and not headings:
        row = series.rows[kinds.index("group")]
        first_group = pages.first_group(row, vocabulary) if row.table == first else None
    return _List(series, series.rows, columns, kinds, evidence, stated, headings, first_group)


def _as_expected(one: _List, expected: Collection[str]) -> Evidence:
    """The evidence where a profile says which heads lists of projects have."""
    series, evidence, has_title = one.series, one.evidence, one.columns.title is not None
    if not expected:
        return Evidence(0.0, ("no list of projects is wanted", *evidence.reasons), False)
    wanted = {squeeze(head) for head in expected}
    heads = [head.text for head in series.head.columns if head] if series.head is not None else []
    heads = [text for text in heads if not is_bare(text)]
    found = sum(squeeze(text) in wanted or squeeze(split_year(text)[0]) in wanted for text in heads)
    if not (has_title and found >= 2 and found >= 0.5 * len(heads)):
        return evidence
    return Evidence(1.0, (f"{found} of {len(heads)} heads are those of the profile", *evidence.reasons), True)


def _legend(one: _List, pages: Surroundings, tables: Sequence[Table]) -> Legend:
    """What lights and signs of a list stand for."""
    projects = [row for row, kind in zip(one.rows, one.kinds, strict=True) if kind == "project"]
    signs = {column.index: signs_in(column, projects) for column in one.columns.all}
    lit = any(cell.light is not None for row in one.rows for cell in row.own)
    if not lit and not any(signs.values()):
        return Legend()
    boxes = [tables[number].box for number in one.series.tables]
    layouts = pages.layouts_near({row.page for row in one.rows})
    legend = legend_of(layouts, boxes) if lit else Legend()
    lines = [line for layout in layouts for line in outside(layout, boxes)]
    by_sign = [
        (number, sign, words)
        for number, of_column in signs.items()
        for sign, words in meanings(lines, of_column).items()
    ]
    return replace(legend, by_sign=tuple(by_sign))


def _records(
    one: _List, writer: Writer, legend: Legend, lexicon: Lexicon
) -> Iterator[tuple[Record, list[Row]]]:
    """The projects of a list, each with its rows."""
    projects = [row for row, kind in zip(one.rows, one.kinds, strict=True) if kind == "project"]
    ticked = ticked_columns(one.columns, projects, lexicon)
    drafts = drafts_of(
        one.rows,
        one.kinds,
        one.columns,
        lambda row: lead_text(row, one.columns),
        one.headings,
        first_group=one.first_group,
    )
    fields = _fields_from_heads(one, writer)
    for draft in drafts:
        at = [number for number in fields if number <= draft.row.table]
        field = fields[max(at)] if at else None
        record = record_of(
            draft, one.columns, writer, legend, field_from_head=field, lexicon=lexicon, ticked=ticked
        )
        yield record, draft.rows


def _fields_from_heads(one: _List, writer: Writer) -> dict[int, PlacedText]:
    """By index of a table: the head of its titles, where it names the field that all of them belong to.

    It does where it has no word that means a title.
    """
    if one.columns.title is None or "group" in one.kinds or one.headings:
        return {}
    column = one.columns[one.columns.title]
    if not column.by_contents or one.columns.of_kind("action_field"):
        return {}
    heads = {number: head.columns[column.index] for number, head in one.series.heads_at.items()}
    return {
        number: writer.head(head.sources)
        for number, head in heads.items()
        if head is not None and head.known is None and has_letters(head.text)
    }


def _sums_that_differ(one: _List) -> list[Finding]:
    """Sums of rows and columns that are not what they add up."""
    money = list(one.columns.of_kind("money"))
    plain = [column.index for column in money if not column.is_sum]
    found = column_differences(one.rows, one.kinds, [column.index for column in money])
    projects = [row for row, kind in zip(one.rows, one.kinds, strict=True) if kind == "project"]
    for column in money:
        if column.is_sum and len(plain) > 1:
            found += row_differences(projects, column.index, plain)
    findings: list[Finding] = []
    for difference in found[:_MOST_FINDINGS]:
        cell = difference.row.at(difference.column)
        label = one.columns[difference.column].label or "this column"
        words = next((other.text for other in difference.row.filled if other is not cell), "")
        printed = cell.text if cell is not None else ""
        added = _german(difference.added)
        message = f'"{words[:60]}", {label}: {printed} is printed, the parts add up to {added}.'
        findings.append(
            Finding("sum-differs", message, None, "amounts", difference.row.page, (cell.box,) if cell else ())
        )
    if len(found) > _MOST_FINDINGS:
        findings.append(
            Finding(
                "sum-differs",
                f"{len(found) - _MOST_FINDINGS} more sums of this table differ.",
                None,
                "amounts",
                one.rows[0].page,
            )
        )
    return findings


def _german(value: object) -> str:
    return f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _left_out(one: _List) -> list[Finding]:
    """Rows of a list of projects that are part of none and no sum or group."""
    rows = [row for row, kind in zip(one.rows, one.kinds, strict=True) if kind == "note"]
    findings = [
        Finding(
            "row-left-out",
            f'Row left out of the list of projects: "{" | ".join(cell.text for cell in row.filled)[:160]}".',
            None,
            "cells",
            row.page,
            (row.box,),
        )
        for row in rows[:_MOST_FINDINGS]
    ]
    if len(rows) > _MOST_FINDINGS:
        more = f"{len(rows) - _MOST_FINDINGS} more rows were left out of the list of projects."
        findings.append(Finding("row-left-out", more, None, "cells", rows[-1].page))
    return findings


def _cell_kinds(one: _List) -> dict[RowPlace, CellKind]:
    """Kinds of rows of a list of projects that are none."""
    names: dict[RowKind, CellKind] = {"group": "group", "sum": "sum", "note": "note"}
    if not one.evidence.is_projects:
        return {}
    return {
        (row.table, row.index): names[kind]
        for row, kind in zip(one.rows, one.kinds, strict=True)
        if kind in names
    }


Place = tuple[_List, Row, RowCell, int]
"""Where a cell is read: its list, its row, the cell and its column."""


def _rows_by_table(lists: Sequence[_List]) -> dict[int, list[tuple[_List, Row]]]:
    rows: dict[int, list[tuple[_List, Row]]] = {}
    for one in lists:
        for row in one.rows:
            for table in {row.table, *(source[0] for cell in row.own for source in cell.sources)}:
                rows.setdefault(table, []).append((one, row))
    return rows


def _places(number: int, rows: Iterable[tuple[_List, Row]]) -> dict[int, Place]:
    """By index of a cell in its table: the row that it begins in and its column."""
    places: dict[int, Place] = {}
    for one, row in rows:
        for column, cell in enumerate(row.cells):
            if cell is not None:
                for table, index in cell.sources:
                    if table == number:
                        places.setdefault(index, (one, row, cell, column))
    return places


def _cells(
    lists: Sequence[_List],
    tables: Sequence[Table],
    positions: dict[RowPlace, int],
    writer: Writer,
    edition: int | None,
) -> tuple[Kept[Cell], Mentions]:
    """All cells, and what is found in those of tables that are no lists of projects."""
    by_table = {number: one for one in reversed(lists) for number in one.series.tables}
    rows = _rows_by_table(lists)
    kinds = {place: kind for one in lists for place, kind in _cell_kinds(one).items()}
    figures = {id(one): figure_columns(one.series.head, one.series.columns, one.stated) for one in lists}
    cells = Kept[Cell](room=_CELLS_OPEN, chunk=_CELLS_TOGETHER)
    mentions: list[Mentions] = []
    outside = 0
    for number, table in enumerate(tables):
        places = _places(number, rows.get(number, ()))
        for index, printed in enumerate(table.cells):
            found = places.get(index)
            one = found[0] if found is not None else by_table.get(number)
            row_place = (found[1].table, found[1].index) if found is not None else (number, printed.row)
            kind: CellKind = kinds.get(row_place, "body") if found is not None else "head"
            text = found[2].text if found is not None else _plain(printed, writer)
            body: PlacedText | None = None
            if text and one is not None and not one.evidence.is_projects:
                edge = printed.box.x1 if table.kind == "ruled" else None
                lines = [line for line in printed.lines if line.words]
                body = body_of(lines, edge, writer.vocabulary, flat=_is_flat(found))
                text = body.text
            elif found is not None and len(found[2].sources) > 1:
                text = _plain(printed, writer)
            if body is not None and found is None:
                mentions.append(head_mentions(body, outside, edition=edition))
            elif body is not None and found is not None:
                _, row, cell, at = found
                unit_cell = unit_behind(row, cell, writer.lines)
                beside = read_unit(unit_cell.text) if unit_cell is not None else None
                if unit_cell is not None and (beside is None or holds(cell.text) != "figure"):
                    body = writer.body([whole_of(cell, unit_cell)], flat=True)
                    # Places of mentions count in the text of the cell.
                    text = body.text
                above = figures[id(found[0])][at]
                label = row_label(row)
                mentions.append(
                    mentions_of(cell, body, above, outside, label=label, beside=beside, edition=edition)
                )
            whole = found is not None and len(found[2].sources) == 1
            cells.add(
                Cell(
                    table=number,
                    row=printed.row,
                    column=printed.column,
                    row_span=printed.row_span,
                    column_span=printed.column_span,
                    kind=kind,
                    head=_head_at(found[0], found[3]) if found is not None else None,
                    text=text,
                    boxes=(found[2].box if found is not None and whole else printed.box,),
                    record=positions.get(row_place),
                )
            )
            # Cells of projects are counted project by project, the others among themselves.
            outside += positions.get(row_place) is None
    return cells, _all(mentions)


def _all(mentions: Sequence[Mentions]) -> Mentions:
    return Mentions(
        dates=tuple(found for one in mentions for found in one.dates),
        amounts=tuple(found for one in mentions for found in one.amounts),
        shares=tuple(found for one in mentions for found in one.shares),
        links=tuple(found for one in mentions for found in one.links),
        doubts=tuple(found for one in mentions for found in one.doubts),
    )


def _plain(printed: TableCell, writer: Writer) -> str:
    lines = [line.text for line in printed.lines if line.words]
    return clean(joined_text(lines, vocabulary=writer.vocabulary)) if lines else ""


def _is_flat(found: Place | None) -> bool:
    return found is None or holds(found[2].text) not in ("text", "words")


def _head_at(one: _List, column: int) -> str | None:
    if one.series.head is None:
        return None
    head = one.series.head.columns[column]
    return head.text if head is not None else None
