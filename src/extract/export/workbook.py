"""One Excel file: a sheet per table, described columns, German formats, links to the review pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.export.flat import Cell, flat_columns, flat_rows
from extract.publish.problems import OutputProblem
from extract.tables.columns import Column, ColumnType
from extract.tables.contract import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

REVIEW = Column(
    name="review",
    type="string",
    nullable=True,
    description="Link to the review page of the project: the PDF page beside the extracted values.",
)

_FORMATS: dict[ColumnType, str] = {
    # Excel shows these with the separators of its own language: 1.500,00 € in a German Excel.
    "decimal(18,2)": '#,##0.00\\ "€"',
    "decimal(18,4)": "#,##0.####",
    "decimal(5,2)": "0.00",
    "date": "dd\\.mm\\.yyyy",
    "timestamp": "dd\\.mm\\.yyyy\\ hh:mm:ss",
}
_PLAIN_MONEY = "#,##0.00"
_CELL_LIMIT = 32_767
"""Characters that Excel takes in one cell."""
_ROW_LIMIT = 1_048_575
_LINK_LIMIT = 65_530
"""Links that Excel takes on one sheet."""
_WIDTHS: dict[ColumnType, float] = {"date": 11.5, "timestamp": 19, "bool": 8, "decimal(18,2)": 19}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to write: columns with their descriptions, rows in their order."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]


def write_workbook(
    target: Path,
    read: Callable[[str], pa.Table],
    tables: Iterable[str],
    *,
    views: Sequence[Sheet] = (),
    review_page: Callable[[str, str], str] | None = None,
) -> None:
    """An Excel file with a first sheet that says what is in it, then a sheet per table.

    Each sheet has a frozen, filtered header whose cells carry the descriptions as notes. Dates are dates and
    money are numbers. Texts are always written as texts, never as formulas, whatever they begin with. Excel
    knows fifteen digits: no sum in euro and cents below ten trillion is changed by that.

    Args:
        target: the file; one that is there is replaced.
        read: gives a table by name.
        tables: names of the tables.
        views: further sheets, written first.
        review_page: gives the address of a project's review page from report_id and project_key; None for
            no links.

    Raises:
        OutputProblem: XlsxWriter is not installed, or a table does not fit into a sheet.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise OutputProblem(
            "XlsxWriter is not installed. Install the extra `data`: "
            "pip install 'fortschrittsbericht-extractor[data]'."
        ) from error
    sheets = [
        *views,
        *(
            Sheet(name, f"One row is {TABLES[name].row}.", flat_columns(name), flat_rows(name, read(name)))
            for name in tables
        ),
    ]
    part = target.with_name(f".part-{target.name}")
    workbook = xlsxwriter.Workbook(
        str(part),
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    # A fixed date: the same tables give the same file.
    workbook.set_properties({"title": "Tables of progress reports", "created": datetime(2000, 1, 1)})
    writer = _Writer(workbook, review_page)
    writer.contents(sheets)
    for sheet in sheets:
        writer.sheet(sheet)
    workbook.close()
    part.replace(target)


class _Writer:
    def __init__(self, workbook: Any, review_page: Callable[[str, str], str] | None) -> None:
        self._workbook = workbook
        self._review_page = review_page
        self._head = workbook.add_format(
            {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "valign": "top", "text_wrap": True}
        )
        self._text = workbook.add_format({"valign": "top", "num_format": "@"})
        self._plain = workbook.add_format({"valign": "top"})
        self._link = workbook.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1})
        self._typed = {
            kind: workbook.add_format({"valign": "top", "num_format": form})
            for kind, form in _FORMATS.items()
        }
        self._money = workbook.add_format({"valign": "top", "num_format": _PLAIN_MONEY})

    def contents(self, sheets: Sequence[Sheet]) -> None:
        page = self._workbook.add_worksheet("contents")
        for place, name in enumerate(("sheet", "what it holds", "rows")):
            page.write_string(0, place, name, self._head)
        for row, sheet in enumerate(sheets, start=1):
            page.write_url(row, 0, f"internal:'{sheet.name}'!A1", self._link, sheet.name)
            page.write_string(row, 1, sheet.about, self._plain)
            page.write_number(row, 2, len(sheet.rows), self._plain)
        page.set_column(0, 0, 28)
        page.set_column(1, 1, 100)
        page.freeze_panes(1, 0)

    def sheet(self, sheet: Sheet) -> None:
        if len(sheet.rows) > _ROW_LIMIT:
            raise OutputProblem(
                f"{sheet.name} has {len(sheet.rows)} rows, Excel takes {_ROW_LIMIT}. "
                "Export one edition with --edition, or to CSV or DuckDB."
            )
        columns = list(sheet.columns)
        names = [column.name for column in columns]
        linked = self._review_page is not None and {"report_id", "project_key"} <= set(names)
        if linked:
            columns.append(REVIEW)
        page = self._workbook.add_worksheet(sheet.name)
        for place, column in enumerate(columns):
            page.write_string(0, place, column.name, self._head)
            page.write_comment(
                0, place, _note(column), {"x_scale": 2.5, "y_scale": 1.5, "author": "fortschritt"}
            )
            page.set_column(place, place, _width(column, sheet.rows, place))
        currency = names.index("currency") if "currency" in names else None
        for row, cells in enumerate(sheet.rows, start=1):
            euro = currency is None or cells[currency] == "EUR"
            for place, cell in enumerate(cells):
                self._cell(page, row, place, columns[place], cell, euro=euro)
            if linked and row <= _LINK_LIMIT:
                self._review_link(
                    page, row, len(cells), cells[names.index("report_id")], cells[names.index("project_key")]
                )
        page.freeze_panes(1, 2 if "project_key" in names[:2] else 1)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(columns) - 1)

    def _cell(self, page: Any, row: int, place: int, column: Column, cell: Cell, *, euro: bool) -> None:
        form = self._typed.get(column.type, self._plain)
        if cell is None:
            return
        if isinstance(cell, str):
            page.write_string(row, place, cell[:_CELL_LIMIT], self._text)
        elif isinstance(cell, bool):
            page.write_boolean(row, place, cell, form)
        elif isinstance(cell, datetime):
            page.write_datetime(row, place, cell.astimezone(UTC).replace(tzinfo=None), form)
        elif isinstance(cell, date):
            if cell.year < 1900:
                # Excel knows no earlier days.
                page.write_string(row, place, cell.isoformat(), self._text)
            else:
                page.write_datetime(row, place, cell, form)
        elif isinstance(cell, Decimal | int | float):
            money = column.type == "decimal(18,2)" and not euro
            page.write_number(row, place, float(cell), self._money if money else form)

    def _review_link(self, page: Any, row: int, place: int, report_id: Cell, key: Cell) -> None:
        if self._review_page is not None and isinstance(report_id, str) and isinstance(key, str):
            page.write_url(row, place, self._review_page(report_id, key), self._link, "open")


def _note(column: Column) -> str:
    values = f"\nOne of: {', '.join(column.values)}." if column.values else ""
    return f"{column.description}{values}"


def _width(column: Column, rows: Sequence[Sequence[Cell]], place: int) -> float:
    """Wide enough for most cells, never wider than one can read."""
    if column.type in _WIDTHS:
        return max(_WIDTHS[column.type], len(column.name) + 3)
    cells = (row[place] for row in rows[:500] if place < len(row))
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return float(min(60, max(len(column.name) + 3, longest + 1)))
