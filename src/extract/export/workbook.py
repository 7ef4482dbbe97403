"""One Excel file: a sheet per table, described columns, German formats, links to the review pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.export.flat import Cell, flat_columns, flat_rows
from extract.export.german import german_column, german_table, german_word
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
    "decimal(20,6)": '#,##0.00####\\ "€"',
    "decimal(5,2)": "0.00",
    "date": "dd\\.mm\\.yyyy",
    "timestamp": "dd\\.mm\\.yyyy\\ hh:mm:ss",
}
_PLAIN_MONEY = "#,##0.00####"
_CELL_LIMIT = 32_767
"""Characters that Excel takes in one cell."""
_ROW_LIMIT = 1_048_575
_LINK_LIMIT = 65_530
"""Links that Excel takes on one sheet."""
_WIDTHS: dict[ColumnType, float] = {
    "date": 11.5,
    "timestamp": 19,
    "bool": 8,
    "decimal(18,2)": 19,
    "decimal(20,6)": 19,
}


_TECHNICAL = (
    "milestone_position",
    "parent_position",
    "char_start",
    "char_end",
    "ocr_confidence",
    "edtf",
    "year_from_context",
    "source_sha256",
    "profile_sha256",
    "source_bytes",
    "profile_yaml",
    "run_id",
    "schema_version",
    "spans",
)
"""Columns that say how a row was made: folded away, one click on the + above them shows them."""

_SUMMED = (
    "lower_eur",
    "upper_eur",
    "per_year_eur",
    "stated_total_eur",
    "stated_eur",
    "counted_eur",
    "volume_eur",
    "projects",
    "without_figure",
    "total_stated",
    "milestones",
    "done",
    "planned",
    "status_planned",
    "ongoing",
    "completed",
    "on_hold",
    "discontinued",
    "status_unknown",
)
"""Columns that may be added up; the rows shown are, so that a filter changes the sum."""

_WRAPPED = 42.0
"""Characters of a line in columns of long texts."""
_NOTE = 90.0
"""Characters of a line in the column that says what another one means."""

_LINE = 15.0
"""Points of a line of text."""
_TALLEST = 409.0
"""Points of the tallest row that Excel has."""
_RAGGED = 0.95
"""Part of a wrapped line that is filled with letters."""

_A4 = 9


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to write: columns with their descriptions, rows in their order."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class _Words:
    """What the sheets are called and say, in the language chosen."""

    contents: str
    head: tuple[str, str, str]
    guide_head: tuple[str, str, str, str]
    guide_about: str
    total: str
    counted: str
    open: str
    page: str


_ENGLISH = _Words(
    "contents",
    ("sheet", "what it holds", "rows"),
    ("sheet", "column", "what it means", "German"),
    "What the columns mean. Folded columns say how a row was made; the + above them shows them.",
    "Sum of the rows shown",
    "Sum of what counts (euro)",
    "open",
    "&L&A&RPage &P of &N",
)
_GERMAN = _Words(
    "Inhalt",
    ("Blatt", "Was darin steht", "Zeilen"),
    ("Blatt", "Spalte", "Was sie bedeutet", "Name in den Daten"),
    "Was die Spalten bedeuten. Eingeklappte Spalten sagen, wie eine Zeile entstand; das + darüber zeigt sie.",
    "Summe der gezeigten Zeilen",
    "Summe der zählenden Beträge (Euro)",
    "öffnen",
    "&L&A&RSeite &P von &N",
)
GUIDE = "Lesehilfe"


def write_workbook(
    target: Path,
    read: Callable[[str], pa.Table],
    tables: Iterable[str],
    *,
    views: Sequence[Sheet] = (),
    review_page: Callable[[str, str], str] | None = None,
    german: bool = False,
) -> None:
    """An Excel file: what is in it, what the columns mean, then a sheet per view and table.

    Each sheet has a frozen, filtered header whose cells carry the descriptions as notes, prints on A4 across
    with its head on each page, and has the sums of what may be added up, as formulas, below its rows. Dates
    are dates and money are numbers. Texts are always written as texts, never as formulas, whatever they begin
    with. Excel knows fifteen digits: no sum in euro and cents below ten trillion is changed by that.

    Args:
        target: the file; one that is there is replaced.
        read: gives a table by name.
        tables: names of the tables.
        views: further sheets, written first.
        review_page: gives the address of a project's review page from report_id and project_key; None for
            no links.
        german: headers, names of sheets, notes and words of the data in German; else as in the data.

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
    writer = _Writer(workbook, review_page, german=german)
    writer.contents(sheets)
    writer.guide(sheets)
    for sheet in sheets:
        writer.sheet(sheet)
    workbook.close()
    part.replace(target)


class _Writer:
    def __init__(self, workbook: Any, review_page: Callable[[str, str], str] | None, *, german: bool) -> None:
        self._workbook = workbook
        self._review_page = review_page
        self._german = german
        self._words = _GERMAN if german else _ENGLISH
        self._used: dict[str, str] = {}
        self._head = workbook.add_format(
            {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "valign": "top", "text_wrap": True}
        )
        self._text = workbook.add_format({"valign": "top", "num_format": "@"})
        self._long = workbook.add_format({"valign": "top", "num_format": "@", "text_wrap": True})
        self._plain = workbook.add_format({"valign": "top"})
        self._link = workbook.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1})
        self._typed = {
            kind: workbook.add_format({"valign": "top", "num_format": form})
            for kind, form in _FORMATS.items()
        }
        self._money = workbook.add_format({"valign": "top", "num_format": _PLAIN_MONEY})
        self._sum = {
            kind: workbook.add_format({"bold": True, "top": 1, "num_format": form})
            for kind, form in (("money", _FORMATS["decimal(18,2)"]), ("number", "#,##0"), ("text", "@"))
        }

    def contents(self, sheets: Sequence[Sheet]) -> None:
        page = self._page(self._words.contents)
        for place, name in enumerate(self._words.head):
            page.write_string(0, place, name, self._head)
        page.write_url(1, 0, f"internal:'{GUIDE}'!A1", self._link, GUIDE)
        page.write_string(1, 1, self._words.guide_about, self._plain)
        for row, sheet in enumerate(sheets, start=2):
            name = self._sheet_name(sheet.name)
            page.write_url(row, 0, f"internal:'{name}'!A1", self._link, name)
            about = self._about(sheet)
            page.write_string(row, 1, about, self._long)
            _set_height(page, row, [about], _NOTE)
            page.write_number(row, 2, len(sheet.rows), self._plain)
        page.set_column(0, 0, 34)
        page.set_column(1, 1, _NOTE)
        page.freeze_panes(1, 0)

    def guide(self, sheets: Sequence[Sheet]) -> None:
        """The sheet that says what each column of each sheet means."""
        page = self._page(GUIDE)
        for place, name in enumerate(self._words.guide_head):
            page.write_string(0, place, name, self._head)
        row = 1
        for sheet in sheets:
            for column in sheet.columns:
                known = german_column(sheet.name, column.name)
                title = known.title if known else column.name
                named = (title, column.name) if self._german else (column.name, title)
                page.write_string(row, 0, self._sheet_name(sheet.name), self._plain)
                page.write_string(row, 1, named[0], self._plain)
                note = self._note(sheet, column)
                page.write_string(row, 2, note, self._long)
                _set_height(page, row, [note], _NOTE)
                page.write_string(row, 3, named[1], self._plain)
                row += 1
        for place, width in enumerate((30, 30, _NOTE, 26)):
            page.set_column(place, place, width)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, row - 1), 3)

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
        page = self._page(self._sheet_name(sheet.name))
        wrapped = set()
        for place, column in enumerate(columns):
            header = self._title(sheet, column)
            page.write_string(0, place, header, self._head)
            page.write_comment(
                0, place, self._note(sheet, column), {"x_scale": 2.5, "y_scale": 1.5, "author": "fortschritt"}
            )
            width = _width(column, header, sheet.rows, place)
            if width > _WRAPPED and column.type == "string":
                wrapped.add(place)
                width = _WRAPPED
            folded = {"level": 1, "hidden": True} if column.name in _TECHNICAL else {}
            page.set_column(place, place, width, None, folded)
        currency = names.index("currency") if "currency" in names else None
        for row, cells in enumerate(sheet.rows, start=1):
            euro = currency is None or cells[currency] == "EUR"
            for place, cell in enumerate(cells):
                self._cell(page, row, place, columns[place], cell, euro=euro, wrap=place in wrapped)
            _set_height(page, row, [cells[place] for place in wrapped if place < len(cells)], _WRAPPED)
            if linked and row <= _LINK_LIMIT:
                self._review_link(
                    page, row, len(cells), cells[names.index("report_id")], cells[names.index("project_key")]
                )
        self._totals(page, sheet, names)
        page.freeze_panes(1, 2 if "project_key" in names[:2] else 1)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(columns) - 1)

    def _page(self, name: str) -> Any:
        """A sheet that prints on A4 across, one page wide, with its head on each page."""
        page = self._workbook.add_worksheet(name)
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_footer(self._words.page)
        return page

    def _totals(self, page: Any, sheet: Sheet, names: Sequence[str]) -> None:
        """Formulas for what may be added up, two rows below the last one, outside of the filter."""
        if not sheet.rows:
            return
        below, last = len(sheet.rows) + 2, len(sheet.rows)
        if sheet.name == "amounts":
            self._counted(page, sheet, names, below)
            return
        summed = [place for place, name in enumerate(names) if name in _SUMMED]
        if not summed or sheet.name == "reports":
            return
        if 0 not in summed:
            page.write_string(below, 0, self._words.total, self._sum["text"])
        for place in summed:
            column = sheet.columns[place]
            values = [row[place] for row in sheet.rows]
            if not all(value is None or isinstance(value, Decimal | int) for value in values):
                continue
            if any(isinstance(value, bool) for value in values):
                continue
            letter = _letter(place)
            page.write_formula(
                below,
                place,
                f"=SUBTOTAL(109,{letter}2:{letter}{last + 1})",
                self._sum["money" if column.is_money else "number"],
                float(sum(value for value in values if isinstance(value, Decimal | int))),
            )

    def _counted(self, page: Any, sheet: Sheet, names: Sequence[str], below: int) -> None:
        """Of the amounts only those that count may be added up."""
        place, counts, currency = (names.index(name) for name in ("value", "counts_toward_total", "currency"))
        last = len(sheet.rows) + 1
        counted = [row[place] for row in sheet.rows if row[counts] is True and row[currency] == "EUR"]
        value = sum((cell for cell in counted if isinstance(cell, Decimal)), Decimal(0))
        cells = {
            name: f"{_letter(at)}2:{_letter(at)}{last}"
            for name, at in (("value", place), ("counts", counts), ("currency", currency))
        }
        page.write_string(below, 0, self._words.counted, self._sum["text"])
        page.write_formula(
            below,
            place,
            f'=SUMIFS({cells["value"]},{cells["counts"]},TRUE,{cells["currency"]},"EUR")',
            self._sum["money"],
            float(value),
        )

    def _cell(
        self, page: Any, row: int, place: int, column: Column, cell: Cell, *, euro: bool, wrap: bool
    ) -> None:
        form = self._typed.get(column.type, self._plain)
        if cell is None:
            return
        if isinstance(cell, str):
            text = self._said(column, cell)
            page.write_string(row, place, text[:_CELL_LIMIT], self._long if wrap else self._text)
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
            money = column.is_money and not euro
            page.write_number(row, place, float(cell), self._money if money else form)

    def _review_link(self, page: Any, row: int, place: int, report_id: Cell, key: Cell) -> None:
        if self._review_page is not None and isinstance(report_id, str) and isinstance(key, str):
            page.write_url(row, place, self._review_page(report_id, key), self._link, self._words.open)

    def _said(self, column: Column, cell: str) -> str:
        """A word of the data in the language chosen; what people or reports wrote stays as it is."""
        if not self._german or not (column.type == "category" or column.values or column.name in _OF_WORDS):
            return cell
        return german_word(cell) or cell

    def _sheet_name(self, name: str) -> str:
        """The name of a sheet: at most 31 characters without signs that Excel keeps for itself."""
        if name not in self._used:
            known = german_table(name) if self._german else None
            title = re.sub(r"[\[\]:*?/\\]", " ", known.title if known else name)[:31].strip()
            taken = {*self._used.values(), self._words.contents, GUIDE}
            self._used[name] = title if title not in taken else name[:31]
        return self._used[name]

    def _title(self, sheet: Sheet, column: Column) -> str:
        known = german_column(sheet.name, column.name) if self._german else None
        return known.title if known else column.name

    def _about(self, sheet: Sheet) -> str:
        known = german_table(sheet.name) if self._german else None
        return known.meaning if known else sheet.about

    def _note(self, sheet: Sheet, column: Column) -> str:
        known = german_column(sheet.name, column.name) if self._german else None
        if known is None:
            values = f"\nOne of: {', '.join(column.values)}." if column.values else ""
            return f"{column.description}{values}"
        words = [german_word(value) or value for value in column.values]
        return known.meaning + (f"\nEines von: {', '.join(words)}." if words else "")


_OF_WORDS = (
    "kind",
    "money",
    "change",
    "outcome",
    "stands_in",
    "money_source",
    "fit",
    "problem",
    "reason",
    "counts_reason",
    "years",
)
"""Columns whose texts are words of the software."""


def _letter(place: int) -> str:
    """The name of a column in Excel: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _set_height(page: Any, row: int, cells: Sequence[Cell], width: float) -> None:
    """Gives a row room for its wrapped texts. Excel would find it by itself, LibreOffice does not."""
    lines = max((_lines(cell, width) for cell in cells if isinstance(cell, str)), default=1)
    if lines > 1:
        page.set_row(row, min(_LINE * lines, _TALLEST))


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(part) / (_RAGGED * width))) for part in text.split("\n"))


def _width(column: Column, header: str, rows: Sequence[Sequence[Cell]], place: int) -> float:
    """Wide enough for most cells, never wider than one can read."""
    words = max(len(word) for word in header.split() or [header])
    least = max(words, min(len(header), 16)) + 3
    if column.type in _WIDTHS:
        return float(max(_WIDTHS[column.type], least))
    cells = (row[place] for row in rows[:500] if place < len(row))
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return float(min(60, max(least, longest + 1)))
