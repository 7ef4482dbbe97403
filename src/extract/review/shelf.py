"""The published tables and ready views row by row: searched, filtered, sorted, and handed on.

The questions go to DuckDB; what people type is read in German notation and reaches the database as
parameters only.
"""

from __future__ import annotations

import re
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from extract.export.catalogue import listed_views
from extract.export.csv_files import write_rows
from extract.export.database import connect
from extract.export.german import german_column, german_word
from extract.export.workbook import Sheet, write_workbook
from extract.export.writing import view_columns
from extract.german.dates import find_dates
from extract.publish.reading import current_tables
from extract.publish.snapshots import current_snapshot
from extract.review.amend.notation import Unreadable, read_typed
from extract.review.pages.forms import Both, table_title
from extract.tables.columns import Column, ColumnType
from extract.tables.contract import REPORT_ID, TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAGE = 100
"""Rows shown at a time."""

_FEW = 12
"""Most values of a column that are offered as a choice."""

_TECHNICAL = (
    "position",
    "milestone_position",
    "parent_position",
    "char_start",
    "char_end",
    "ocr_confidence",
    "edtf",
    "source_sha256",
    "profile_sha256",
    "source_bytes",
    "profile_yaml",
    "run_id",
    "schema_version",
    "year_from_context",
    "spans",
)
"""Columns that say how a row was made: shown on demand."""

_COMPARED = re.compile(r"(<=|>=|<|>|=)?\s*(.+)")
_BETWEEN = re.compile(r"(.+?)\s*\.\.\s*(.+)")


class UnknownTable(KeyError):
    """Neither a table nor a ready view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which rows of a table are wanted."""

    search: str = ""
    """Words that each row must hold, in any column."""
    filters: Mapping[str, str] = field(default_factory=dict)
    """What a column must hold or be."""
    sort: str | None = None
    descending: bool = False
    page: int = 1
    all_columns: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A table or ready view in the catalogue."""

    name: str
    kind: Literal["table", "view"]
    title: Both
    about: Both
    rows: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a table that answer a question."""

    name: str
    title: Both
    about: Both
    columns: tuple[Column, ...]
    """Those shown: without technical ones and those that are empty throughout, unless asked for."""
    choices: Mapping[str, tuple[str, ...]]
    """All values of columns that have few."""
    rows: tuple[Mapping[str, Any], ...]
    """Rows with all their columns."""
    matching: int
    total: int
    refused: Mapping[str, Both]
    """Filters that could not be read, by column."""

    @property
    def pages(self) -> int:
        """Number of pages."""
        return max(1, -(-self.matching // PAGE))


class Shelf:
    """All tables and views of the current snapshot of an output folder."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._lock = threading.Lock()
        self._snapshot: str | None = None
        self._connection: DuckDBPyConnection | None = None
        self._answered: set[str] = set()

    def catalogue(self) -> tuple[Listed, ...]:
        """All ready views, then all tables, with what they hold."""
        found = []
        with self._asking() as connection:
            for view in listed_views():
                found.append(
                    Listed(
                        view.name,
                        "view",
                        table_title(view.name),
                        _about(view.name),
                        _count(connection, self._source(connection, view.name)),
                    )
                )
            for name in TABLES:
                found.append(Listed(name, "table", table_title(name), _about(name), _count(connection, name)))
        return tuple(found)

    def look(self, name: str, question: Question) -> Answer:
        """One page of rows.

        Raises:
            UnknownTable: there is no such table or view.
        """
        with self._asking() as connection:
            columns = self._columns(connection, name)
            source = self._source(connection, name)
            where, values, refused = _condition(columns, question)
            matching = _count(connection, source, where, values)
            order = _order(columns, question)
            page = min(max(1, question.page), max(1, -(-matching // PAGE)))
            rows = _fetch(
                connection,
                f'SELECT * FROM "{source}"{where}{order} LIMIT {PAGE} OFFSET {(page - 1) * PAGE}',
                values,
            )
            asked = {question.sort, *question.filters}
            filled = _filled(connection, source, columns) - set(_TECHNICAL)
            return Answer(
                name=name,
                title=table_title(name),
                about=_about(name),
                columns=tuple(
                    column
                    for column in columns
                    if column.type != "boxes"
                    and (question.all_columns or column.name in asked or column.name in filled)
                ),
                choices={
                    column.name: found
                    for column in columns
                    if (found := self._choices(connection, source, column))
                },
                rows=tuple(rows),
                matching=matching,
                total=_count(connection, source),
                refused=refused,
            )

    def download(
        self, name: str, question: Question, form: Literal["csv", "xlsx"], *, german: bool = True
    ) -> bytes:
        """All rows that match, as a file for a spreadsheet.

        Args:
            name: of the table or view.
            question: which rows, in which order.
            form: ``csv`` or ``xlsx``.
            german: German headers and words, and in CSV numbers with a comma.

        Raises:
            UnknownTable: there is no such table or view.
        """
        with self._asking() as connection:
            columns = [column for column in self._columns(connection, name) if column.type != "boxes"]
            where, values, _ = _condition(columns, question)
            source = self._source(connection, name)
            names = ", ".join(f'"{column.name}"' for column in columns)
            order = _order(columns, question)
            cursor = connection.execute(f'SELECT {names} FROM "{source}"{where}{order}', values)
            rows: list[list[Any]] = [list(row) for row in cursor.fetchall()]
        about = _about(name)
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / f"table.{form}"
            if form == "xlsx":
                sheet = Sheet(name, about.en, tuple(columns), rows)
                write_workbook(target, _no_tables, (), views=(sheet,), german=german)
            else:
                header = [
                    known.title if german and (known := german_column(name, column.name)) else column.name
                    for column in columns
                ]
                if german:
                    rows = [
                        [_worded(cell, column) for cell, column in zip(row, columns, strict=True)]
                        for row in rows
                    ]
                write_rows(target, header, rows, decimal_comma=german)
            return target.read_bytes()

    @contextmanager
    def _asking(self) -> Iterator[DuckDBPyConnection]:
        with self._lock:
            now = current_snapshot(self._output)
            if self._connection is None or now != self._snapshot:
                if self._connection is not None:
                    self._connection.close()
                self._connection = connect(current_tables(self._output))
                self._snapshot = now
                self._answered.clear()
            yield self._connection

    def _source(self, connection: DuckDBPyConnection, name: str) -> str:
        """The table to ask: views are answered once for each snapshot and kept in their order."""
        if name in TABLES:
            return name
        kept = f"answer of {name}"
        if name not in self._answered:
            connection.execute(f'CREATE TEMP TABLE "{kept}" AS FROM "{name}"')
            self._answered.add(name)
        return kept

    def _columns(self, connection: DuckDBPyConnection, name: str) -> tuple[Column, ...]:
        if name in TABLES:
            described = {column.name: column for column in (REPORT_ID, *TABLES[name].columns)}
            return tuple(described.values())
        view = next((view for view in listed_views() if view.name == name), None)
        if view is None:
            raise UnknownTable(name)
        return view_columns(view, connection.sql(f'FROM "{name}" LIMIT 0').to_arrow_table().schema)

    def _choices(self, connection: DuckDBPyConnection, name: str, column: Column) -> tuple[str, ...]:
        """The values of a column that has few of them."""
        if column.type not in ("category", "string", "bool"):
            return ()
        if column.type == "string" and column.name not in ("report_id", "report_old", "report_new"):
            words = bool(column.values) or column.name in _WORDED
            if not words:
                return ()
        cursor = connection.execute(
            f'SELECT DISTINCT "{column.name}"::VARCHAR FROM "{name}" '
            f'WHERE "{column.name}" IS NOT NULL ORDER BY 1 LIMIT {_FEW + 1}'
        )
        found = tuple(str(row[0]) for row in cursor.fetchall())
        return found if len(found) <= _FEW else ()


_WORDED = (
    "kind",
    "money",
    "change",
    "table",
    "outcome",
    "stands_in",
    "money_source",
    "fit",
    "problem",
    "role",
)
"""Columns of views whose values are words of a short list."""


def row_place(name: str, row: Mapping[str, Any]) -> tuple[str, str | None, int | None, str | None] | None:
    """Where a row stands: (report_id, project_key, PDF page, ``table-position`` of the value).

    None for rows that stand for many places, such as sums.
    """
    report_id = row.get("report_id") or row.get("report_new") or row.get("report_old")
    if report_id is None:
        return None
    key = row.get("project_key") or row.get("project_new")
    if row.get("report_new") and key is None and row.get("project_old"):
        report_id, key = row["report_old"], row["project_old"]
    boxes = row.get("boxes")
    page = boxes[0]["page"] if boxes else row.get("page") or row.get("page_first")
    anchor = None
    position = row.get("position")
    if name == "projects":
        anchor = "projects-title"
    elif name == "findings":
        anchor = f"f{position}"
    elif name in TABLES and position is not None:
        anchor = f"{name}-{position}"
    elif name == "money_items":
        anchor = f"amounts-{position}"
    if key is None and page is None:
        return None
    return report_id, key, page, anchor


def _about(name: str) -> Both:
    from extract.export.german import german_table

    known = german_table(name)
    if name in TABLES:
        english = f"One row is {TABLES[name].row}."
    else:
        english = next(view.question for view in listed_views() if view.name == name)
    return Both(known.meaning if known else english, english)


def _no_tables(name: str) -> Any:
    raise KeyError(name)


def _worded(cell: Any, column: Column) -> Any:
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, str) and (column.type == "category" or column.values or column.name in _WORDED):
        return german_word(cell) or cell
    return cell


def _count(connection: DuckDBPyConnection, name: str, where: str = "", values: Sequence[Any] = ()) -> int:
    # All rows are fetched, or the connection stays busy.
    (row,) = connection.execute(f'SELECT COUNT(*) FROM "{name}"{where}', list(values)).fetchall()
    return int(row[0])


def _filled(connection: DuckDBPyConnection, source: str, columns: Sequence[Column]) -> set[str]:
    """Columns with a value in some row; all of them in a table without rows."""
    names = [column.name for column in columns if column.type != "boxes"]
    counted = ", ".join(f'COUNT("{name}")' for name in names)
    ((total, *numbers),) = connection.execute(f'SELECT COUNT(*), {counted} FROM "{source}"').fetchall()
    return {name for name, number in zip(names, numbers, strict=True) if number or not total}


def _fetch(connection: DuckDBPyConnection, sql: str, values: Sequence[Any]) -> list[Mapping[str, Any]]:
    cursor = connection.execute(sql, list(values))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _order(columns: Sequence[Column], question: Question) -> str:
    if question.sort not in {column.name for column in columns if column.type != "boxes"}:
        return ""
    return f' ORDER BY "{question.sort}" {"DESC" if question.descending else "ASC"} NULLS LAST'


def _condition(columns: Sequence[Column], question: Question) -> tuple[str, list[Any], dict[str, Both]]:
    """The WHERE of a question, its parameters, and what could not be read."""
    parts: list[str] = []
    values: list[Any] = []
    refused: dict[str, Both] = {}
    searched = [column for column in columns if column.type != "boxes"]
    for word in question.search.split():
        some = []
        for column in searched:
            sql, more = _holds(column, word)
            some.append(sql)
            values += more
        parts.append("(" + " OR ".join(some) + ")")
    by_name = {column.name: column for column in searched}
    for name, wanted in question.filters.items():
        if name not in by_name or not wanted.strip():
            continue
        try:
            sql, more = _fits(by_name[name], wanted.strip())
        except Unreadable as error:
            refused[name] = Both(error.german, str(error))
            continue
        parts.append(sql)
        values += more
    return (" WHERE " + " AND ".join(parts) if parts else ""), values, refused


def _holds(column: Column, word: str) -> tuple[str, list[Any]]:
    """Whether a column holds a word, as it is stored or as it is shown."""
    name = f'"{column.name}"::VARCHAR'
    sql, values = f"{name} ILIKE ? ESCAPE '\\'", [f"%{_escaped(word)}%"]
    if column.type.startswith(("decimal", "int")) and re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", word):
        values = [f"%{word.replace('.', '').replace(',', '.')}%"]
    if column.type == "date" and re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", word):
        day, month, year = word.split(".")
        values = [f"{year}-{int(month):02d}-{int(day):02d}"]
    words = _stored(column, word)
    if words:
        sql = f"({sql} OR {name} IN ({', '.join('?' * len(words))}))"
        values += words
    return sql, values


def _stored(column: Column, word: str) -> list[str]:
    """The stored words whose German form holds a word."""
    return [one for one in column.values if word.casefold() in (german_word(one) or "").casefold()]


def _escaped(text: str) -> str:
    return re.sub(r"([%_\\])", r"\\\1", text)


def _fits(column: Column, wanted: str) -> tuple[str, list[Any]]:
    """The condition that a filter of a column means."""
    name = f'"{column.name}"'
    if wanted == "–":
        return f"{name} IS NULL", []
    if column.type == "date":
        return _days(name, wanted)
    if column.type.startswith(("decimal", "int")) or column.type == "float64":
        return _numbers(column, name, wanted)
    if column.type == "bool":
        return f"{name} = ?", [bool(read_typed(replace(column, type="bool"), wanted))]
    if wanted.startswith("="):
        return f"{name}::VARCHAR = ?", [wanted[1:].strip()]
    return _holds(column, wanted)


def _numbers(column: Column, name: str, wanted: str) -> tuple[str, list[Any]]:
    def number(text: str) -> Decimal:
        # Sums may be typed as "3,2 Mio"; other numbers have up to four decimals.
        kind: ColumnType = column.type if column.is_money else "decimal(18,4)"
        value = read_typed(Column(name="value", type=kind, description=""), text.rstrip(" %"))
        assert isinstance(value, Decimal)
        return value

    if found := _BETWEEN.fullmatch(wanted):
        return f"{name} BETWEEN ? AND ?", [number(found[1]), number(found[2])]
    found = _COMPARED.fullmatch(wanted)
    assert found is not None
    return f"{name} {found[1] or '='} ?", [number(found[2])]


def _days(name: str, wanted: str) -> tuple[str, list[Any]]:
    def interval(text: str) -> tuple[date, date]:
        mentions = find_dates(text)
        if len(mentions) != 1 or mentions[0].date_start is None or mentions[0].date_end is None:
            raise Unreadable(f'"{text}" is no time', f"„{text}“ ist keine Zeitangabe.")
        return mentions[0].date_start, mentions[0].date_end

    if found := _BETWEEN.fullmatch(wanted):
        return f"{name} BETWEEN ? AND ?", [interval(found[1])[0], interval(found[2])[1]]
    found = _COMPARED.fullmatch(wanted)
    assert found is not None
    first, last = interval(found[2])
    match found[1]:
        case "<":
            return f"{name} < ?", [first]
        case "<=":
            return f"{name} <= ?", [last]
        case ">":
            return f"{name} > ?", [last]
        case ">=":
            return f"{name} >= ?", [first]
        case _:
            return f"{name} BETWEEN ? AND ?", [first, last]
