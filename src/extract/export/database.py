"""The tables and the ready views in DuckDB: in memory for a query, or as one file to hand on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from extract.export.catalogue import views
from extract.publish.problems import OutputProblem
from extract.tables.columns import Column, ColumnType, Table
from extract.tables.contract import REPORT_ID, TABLES

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_TYPES: dict[ColumnType, str] = {
    "string": "VARCHAR",
    "category": "VARCHAR",
    "bool": "BOOLEAN",
    "int8": "TINYINT",
    "int16": "SMALLINT",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "decimal(5,2)": "DECIMAL(5, 2)",
    "decimal(18,2)": "DECIMAL(18, 2)",
    "decimal(18,4)": "DECIMAL(18, 4)",
    "decimal(20,6)": "DECIMAL(20, 6)",
    "date": "DATE",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
    "boxes": "STRUCT(page INTEGER, x0 FLOAT, top FLOAT, x1 FLOAT, bottom FLOAT)[]",
}


_MEMORY_MB = 2_000
_SPILL_MB = 10_000
"""What one connection may use of memory and disk."""


class UnknownQuery(OutputProblem):
    """Neither a ready view nor SQL that DuckDB can run."""


def connect(
    tables: Path,
    *,
    edition: str | None = None,
    as_of: date | None = None,
    quarter: tuple[date, date] | None = None,
) -> DuckDBPyConnection:
    """A database in memory in which the tables and the ready views can be asked.

    Args:
        tables: folder of all tables (see `extract.publish.reading.current_tables`).
        edition: this report_id only; None for all.
        as_of: the day from which views ask what is due; None for the day after each report's date.
        quarter: first and last day of the time in which views ask what is due; None for any.

    Raises:
        OutputProblem: DuckDB is not installed, or there is no such edition.
    """
    connection = _open(":memory:", spill=False)
    _check_edition(tables, edition)
    for table in TABLES.values():
        connection.execute(f'CREATE VIEW "{table.name}" AS {_select(connection, tables, table, edition)}')
    _create_views(connection)
    # Views read these; they are dates, so nothing of a caller's text reaches the SQL.
    for name, value in (
        ("as_of", as_of),
        ("quarter_first", None if quarter is None else quarter[0]),
        ("quarter_last", None if quarter is None else quarter[1]),
    ):
        if value is not None:
            connection.execute(f"SET VARIABLE {name} = DATE '{value.isoformat()}'")
    _shut_in(connection, tables)
    return connection


def write_database(tables: Path, target: Path, *, edition: str | None = None) -> None:
    """One DuckDB file with all tables, their descriptions as comments, and the ready views.

    Args:
        tables: folder of all tables.
        target: the file; one that is there is replaced.
        edition: this report_id only; None for all.

    Raises:
        OutputProblem: DuckDB is not installed, or there is no such edition.
    """
    _check_edition(tables, edition)
    # Built beside and renamed, so that nobody opens half a database.
    part = target.with_name(f".part-{target.name}")
    part.unlink(missing_ok=True)
    connection = _open(str(part), spill=True)
    try:
        for table in TABLES.values():
            connection.execute(
                f'CREATE TABLE "{table.name}" AS {_select(connection, tables, table, edition)}'
            )
        for statement in _comments():
            connection.execute(statement)
        _create_views(connection)
    finally:
        connection.close()
    part.replace(target)


def ask(connection: DuckDBPyConnection, question: str) -> pa.Table:
    """The answer to the name of a ready view or a table, or to a SELECT.

    Raises:
        UnknownQuery: it is neither.
    """
    import duckdb

    words = question.split()
    if len(words) == 1 and words[0].isidentifier():
        names = [*TABLES, *(view.name for view in views())]
        if question not in names:
            raise UnknownQuery(
                f"There is no view {question}. Views: {', '.join(view.name for view in views())}; "
                f"tables: {', '.join(TABLES)}; or give SQL."
            )
        question = f'FROM "{question}"'
    try:
        statements = connection.extract_statements(question)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise UnknownQuery("Give one SELECT: a query asks and changes nothing.")
        return connection.sql(question).to_arrow_table()
    except duckdb.Error as error:
        raise UnknownQuery(f"The query cannot be answered: {error}") from error


def _open(path: str, *, spill: bool) -> DuckDBPyConnection:
    """A connection that uses a bounded part of the machine.

    Args:
        path: of the database.
        spill: what does not fit into memory may be written beside the database, up to a limit; else nothing
            is written anywhere, and a question that needs more has no answer.
    """
    try:
        import duckdb
    except ImportError as error:
        raise OutputProblem(
            "DuckDB is not installed. Install the extra `data`: "
            "pip install 'fortschrittsbericht-extractor[data]'."
        ) from error
    connection = duckdb.connect(path)
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"SET memory_limit = '{_MEMORY_MB}MB'")
    if spill:
        connection.execute(f"SET max_temp_directory_size = '{_SPILL_MB}MB'")
    else:
        # By itself DuckDB fills a folder in the working folder.
        connection.execute("SET temp_directory = ''")
    return connection


def _shut_in(connection: DuckDBPyConnection, tables: Path) -> None:
    """From now on no other file is read, none is written, and this cannot be undone."""
    connection.execute(f"SET allowed_directories = [{_quoted(str(tables))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _check_edition(tables: Path, edition: str | None) -> None:
    known = sorted(path.name.removeprefix("report_id=") for path in tables.glob("reports/report_id=*"))
    if edition is not None and edition not in known:
        raise OutputProblem(f"There is no edition {edition}; there are: {', '.join(known) or 'none'}.")


def _select(connection: DuckDBPyConnection, tables: Path, table: Table, edition: str | None) -> str:
    """A SELECT of all described columns; those that older files lack are null."""
    wanted = (REPORT_ID, *table.columns)
    folder = tables / table.name
    if not any(folder.glob("report_id=*/*.parquet")):
        return f"SELECT {', '.join(_null(column) for column in wanted)} WHERE FALSE"
    source = (
        f"read_parquet({_quoted(f'{folder}/*/*.parquet')}, union_by_name = true, "
        "hive_partitioning = true, hive_types_autocast = false)"
    )
    found = {row[0] for row in connection.execute(f"DESCRIBE FROM {source}").fetchall()}
    columns = ", ".join(
        f'"{column.name}"::{_TYPES[column.type]} AS "{column.name}"'
        if column.name in found
        else _null(column)
        for column in wanted
    )
    where = "" if edition is None else f" WHERE report_id = {_quoted(edition)}"
    return f"SELECT {columns} FROM {source}{where}"


def _null(column: Column) -> str:
    return f'NULL::{_TYPES[column.type]} AS "{column.name}"'


def _comments() -> Iterator[str]:
    for table in TABLES.values():
        yield f'COMMENT ON TABLE "{table.name}" IS {_quoted(f"One row is {table.row}.")}'
        for column in (REPORT_ID, *table.columns):
            yield f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {_quoted(column.description)}'


def _create_views(connection: DuckDBPyConnection) -> None:
    for view in views():
        connection.execute(f'CREATE VIEW "{view.name}" AS {view.sql}')
        comment = f"{view.question} {view.notes}".strip()
        connection.execute(f'COMMENT ON VIEW "{view.name}" IS {_quoted(comment)}')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
