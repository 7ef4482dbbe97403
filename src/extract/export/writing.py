"""Exports of what is published: the name of the target says the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from extract.base.shipped import shipped_yaml
from extract.export.catalogue import View, listed_views
from extract.export.csv_files import write_csv_files
from extract.export.database import ask, connect, write_database
from extract.export.flat import Cell
from extract.export.workbook import Sheet, write_workbook
from extract.publish.problems import OutputProblem, cannot_write
from extract.publish.reading import current_tables
from extract.publish.snapshots import snapshot_folder
from extract.tables.columns import Column, ColumnType
from extract.tables.contract import REPORT_ID, TABLES
from extract.tables.reading import read_tables_folder

if TYPE_CHECKING:
    import pyarrow as pa


def export(
    output: Path,
    target: Path,
    *,
    edition: str | None = None,
    snapshot: str | None = None,
    tables: Sequence[str] = (),
    decimal_comma: bool = False,
    review_pages: str | None = None,
    german: bool = False,
) -> tuple[Path, ...]:
    """Write the published tables in another form.

    Args:
        output: the output folder.
        target: ``*.xlsx`` for one Excel file, ``*.duckdb`` for one DuckDB file with the ready views, a name
            without suffix for a folder of CSV files.
        edition: this report_id only; None for all.
        snapshot: name or number of an earlier publication; None for the current one.
        tables: these tables only (Excel and CSV); all if empty.
        decimal_comma: CSV numbers with a comma.
        review_pages: address or folder of the review pages, for links in Excel; None for no links.
        german: Excel with German headers, names of sheets and words of the data.

    Returns:
        The files written.

    Raises:
        OutputProblem: nothing was published, a name is unknown, or the target cannot be written.
    """
    folder = current_tables(output) if snapshot is None else snapshot_folder(output, snapshot) / "tables"
    unknown = [name for name in tables if name not in TABLES]
    if unknown:
        raise OutputProblem(f"There is no table {', '.join(unknown)}; there are: {', '.join(TABLES)}.")
    chosen = [name for name in TABLES if name in tables or not tables]
    _check_edition(folder, edition)

    def read(name: str) -> pa.Table:
        return read_tables_folder(folder, name, report_id=edition)

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        match target.suffix.lower():
            case ".xlsx":
                sheets = () if tables else _view_sheets(folder, edition)
                links = _links_to(review_pages)
                write_workbook(target, read, chosen, views=sheets, review_page=links, german=german)
                return (target,)
            case ".duckdb":
                write_database(folder, target, edition=edition)
                return (target,)
            case "":
                return write_csv_files(target, read, chosen, decimal_comma=decimal_comma)
            case other:
                raise OutputProblem(
                    f"{target}: nothing is written as {other}. Give a name that ends with .xlsx or .duckdb, "
                    "or a folder for CSV files."
                )
    except OSError as error:
        raise cannot_write(target, error) from error


def _check_edition(folder: Path, edition: str | None) -> None:
    known = sorted(path.name.removeprefix("report_id=") for path in folder.glob("reports/report_id=*"))
    if edition is not None and edition not in known:
        raise OutputProblem(f"There is no edition {edition}; there are: {', '.join(known)}.")


def _links_to(review_pages: str | None) -> Callable[[str, str], str] | None:
    if review_pages is None:
        return None
    base = review_pages.rstrip("/")
    if "://" not in base:
        # Excel takes a link without a scheme for a place in the workbook's folder only with this prefix.
        base = f"external:{base}"
    return lambda report_id, key: f"{base}/{quote(report_id)}/{quote(key)}.html"


def _view_sheets(folder: Path, edition: str | None) -> tuple[Sheet, ...]:
    with connect(folder, edition=edition) as connection:
        return tuple(_sheet(view, ask(connection, view.name)) for view in listed_views())


def _sheet(view: View, answer: pa.Table) -> Sheet:
    columns = view_columns(view, answer.schema)
    rows: Iterable[Sequence[Cell]] = zip(*(column.to_pylist() for column in answer.columns), strict=True)
    return Sheet(view.name, view.question, columns, [list(row) for row in rows])


def view_columns(view: View, schema: pa.Schema) -> tuple[Column, ...]:
    """The columns of a view with what they mean in it.

    A column that a table has under the same name means the same, unless the list of view columns says
    otherwise.
    """
    return tuple(_column(view, field) for field in schema)


def _column(view: View, field: pa.Field) -> Column:
    listed = _view_meanings()
    described = {column.name: column for table in TABLES.values() for column in table.columns}
    for name in ("amounts", "projects"):  # what views speak of
        described |= {column.name: column for column in TABLES[name].columns}
    described[REPORT_ID.name] = REPORT_ID
    known = described.get(field.name)
    about = (
        listed.get(f"{view.name}.{field.name}")
        or listed.get(field.name)
        or (known.description if known else view.question)
    )
    values = known.values if known is not None and field.name not in listed else ()
    return Column(name=field.name, type=_kind(field.type), description=about, nullable=True, values=values)


@cache
def _view_meanings() -> dict[str, str]:
    return dict(shipped_yaml("extract.export", "view_columns.yaml"))


def _kind(kind: pa.DataType) -> ColumnType:
    import pyarrow as pa

    if pa.types.is_decimal(kind):
        known: dict[tuple[int, int], ColumnType] = {(5, 2): "decimal(5,2)", (20, 6): "decimal(20,6)"}
        return known.get((kind.precision, kind.scale), "decimal(18,2)")
    if pa.types.is_date(kind):
        return "date"
    if pa.types.is_timestamp(kind):
        return "timestamp"
    if pa.types.is_boolean(kind):
        return "bool"
    return "int64" if pa.types.is_integer(kind) else "string"
