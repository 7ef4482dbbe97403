"""Tables of a fictional region set by hand: rows of texts become cells with lines and words at places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.german.hyphenation import Vocabulary
from extract.layout.lines import style_of
from extract.layout.records import Line, PageLayout, Region, lines_of
from extract.layout.tables.records import Table, TableCell
from extract.layout.text import around
from extract.pdf.records import Box, Color, Mark, Page, Word
from extract.reports.fill.entries import FillSetting, fill_record
from extract.reports.lists.rows import ListReader, RowsRead
from extract.reports.names.lexicon import lexicon
from extract.reports.report import Project

SIZE = 9.0
LINE = 11.0
WIDE = 0.5
"""Width of a letter in em."""


@dataclass(frozen=True)
class C:
    """A cell: its text with line breaks as printed, and how it is set."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    bold: bool = False
    fill: Color | None = None
    dot: Color | None = None
    indent: float = 0.0
    size: float = SIZE


class Sheet:
    """Puts the rows of one table on a page."""

    def __init__(
        self,
        widths: Sequence[float],
        *,
        page: int = 1,
        kind: str = "ruled",
        left: float = 50.0,
        top: float = 100.0,
    ) -> None:
        self.widths, self.page, self.kind, self.left, self.top = list(widths), page, kind, left, top
        self.cells: list[TableCell] = []
        self.row = 0
        self.bottom = top
        self.covered: set[tuple[int, int]] = set()
        self.order = 0

    def add(self, *cells: C | str | None, bold: bool = False, fill: Color | None = None) -> Sheet:
        """One row; None for places that a cell of a row above covers."""
        made = [C(cell) if isinstance(cell, str) else cell for cell in cells]
        if bold:
            made = [replace(cell, bold=True) if cell else cell for cell in made]
        if fill:
            made = [replace(cell, fill=fill) if cell else cell for cell in made]
        height = LINE * max([1, *(cell.text.count("\n") + 1 for cell in made if cell and cell.rows == 1)]) + 4
        column = 0
        for cell in made:
            if cell is None:
                column += 1
                continue
            x0 = self.left + sum(self.widths[:column])
            x1 = x0 + sum(self.widths[column : column + cell.columns])
            self.cells.append(self._cell(cell, column, x0, x1, height * cell.rows))
            column += cell.columns
        self.row += 1
        self.bottom += height
        return self

    def _cell(self, cell: C, column: int, x0: float, x1: float, height: float) -> TableCell:
        lines = []
        for number, text in enumerate(cell.text.split("\n") if cell.text else []):
            top = self.bottom + 2 + number * LINE
            lines.append(self.line(text, x0 + 2 + cell.indent, top, bold=cell.bold, size=cell.size))
        middle = (x0 + x1) / 2
        dot = Box(self.page, middle - 3, self.bottom + 3, middle + 3, self.bottom + 9)
        return TableCell(
            row=self.row,
            column=column,
            row_span=cell.rows,
            column_span=cell.columns,
            lines=tuple(lines),
            box=Box(self.page, x0, self.bottom, x1, self.bottom + height),
            fill=cell.fill,
            marks=(Mark(dot, cell.dot, None),) if cell.dot else (),
        )

    def line(self, text: str, x: float, top: float, *, bold: bool = False, size: float = SIZE) -> Line:
        words = []
        for text_of_word in text.split(" "):
            wide = WIDE * size * len(text_of_word)
            words.append(
                Word(
                    text=text_of_word,
                    box=Box(self.page, x, top, x + wide, top + size),
                    font="Werk",
                    size=size,
                    color=(0.0, 0.0, 0.0),
                    bold=bold,
                    italic=False,
                    rotation=0,
                    order=self.order,
                )
            )
            self.order += 1
            x += wide + 0.28 * size
        box = Box(self.page, words[0].box.x0, top, words[-1].box.x1, top + size)
        return Line(words=tuple(words), box=box, style=style_of(words), region=0)

    def table(self, *, head_rows: int = 0) -> Table:
        return Table(
            page=self.page,
            kind=self.kind,  # type: ignore[arg-type]
            box=Box(self.page, self.left, self.top, self.left + sum(self.widths), self.bottom),
            rows=self.row,
            columns=len(self.widths),
            cells=tuple(sorted(self.cells, key=lambda cell: (cell.row, cell.column))),
            head_rows=head_rows,
        )

    def above(self, *texts: str) -> list[PageLayout]:
        """Its page with lines right above it."""
        tops = [self.top - 2 * LINE * (len(texts) - place) for place in range(len(texts))]
        lines = [self.line(text, self.left, top) for text, top in zip(texts, tops, strict=True)]
        words = [word for line in lines for word in line.words]
        page = Page(number=self.page, width=595.0, height=842.0, words=words)
        regions = (
            (Region(0, around(line.box for line in lines), lines_of(lines), None, 0, 0),) if lines else ()
        )
        return [PageLayout(page, regions, (), 1)]


def read(*tables: Table, layouts: Sequence[PageLayout] = (), words: Sequence[str] = ()) -> RowsRead:
    """The tables read as a document of their own."""
    texts = [line.text for table in tables for cell in table.cells for line in cell.lines]
    return ListReader(layouts, tables, Vocabulary.from_lines([*words, *texts]), lexicon()).read()


def projects(*tables: Table, layouts: Sequence[PageLayout] = (), words: Sequence[str] = ()) -> list[Project]:
    """The projects of some tables, filled in."""
    found = read(*tables, layouts=layouts, words=words)
    return [
        fill_record(record, position, FillSetting(edition=None))[0]
        for position, record in enumerate(found.records)
    ]


def fields(project: Project) -> dict[str, str]:
    """Labelled values of a project by their label."""
    found = {field.label: field.text for field in project.fields}
    return found | {section.heading: section.body.text for section in project.sections}


def euros(project: Project) -> list[float]:
    return [float(found.mention.value) for found in project.amounts]


def days(project: Project) -> list[tuple[str, str]]:
    return [(str(found.mention.date_start), str(found.mention.date_end)) for found in project.dates]
