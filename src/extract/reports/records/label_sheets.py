"""Sheets to records: one project on each grid of labels and values, whatever side its labels stand on.

What repeats makes the sheets: where a label that nearly every sheet has comes again, a new sheet has begun,
together with the cells without label right above it. A sheet may run over pages and share a page with others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from extract.german.hyphenation import Vocabulary
from extract.layout.geometry import PLACE, holds
from extract.layout.records import Line, PageLayout
from extract.layout.tables.records import Table, TableCell
from extract.layout.text import union_all
from extract.pdf.records import Box
from extract.reports.names.evidence import evidence_of
from extract.reports.names.heading_names import squeeze
from extract.reports.names.heading_numbers import heading_words
from extract.reports.names.lexicon import Known, Lexicon
from extract.reports.records.bodies import body_of, joined
from extract.reports.records.entries import (
    Entry,
    LabelRead,
    Reads,
    Record,
    RecordForm,
    letters_of,
)
from extract.reports.records.figure_tables import figure_columns, figure_values, known_of, line_above
from extract.reports.records.sheet_labels import (
    Labels,
    SheetCell,
    find_labels,
    look_of,
    pieces_of,
    sheet_cells,
)
from extract.reports.records.sheet_tops import top_entries
from extract.reports.records.sheet_values import in_rows, level, over, values_of_labels
from extract.reports.records.unruled_cells import unruled_cells

LEAST_SCORE = 0.5
_TOUCHING_EM = 0.35
"""Cells are neighbours when so much lies between them, or less."""
_HEADING_EM = 6.0
"""White space between a sheet and the heading above it, at most."""
_ABOVE_EM = 3.0
"""White space between the head of a sheet, in a grid of its own, and what follows."""
_FEWEST_LABELS = 2
_PART = 0.4
"""A sheet has so many of the labels that nearly all have."""
_MOST = 0.5
"""After so many of its labels a sheet may be at its end."""
_COPY = 0.8
_TITLED = 0.7
_TELLING = frozenset(("responsible", "partner", "date", "money", "status"))
"""Kinds of labels that only projects have."""
_TEXT = Known("text", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsRead(Reads):
    """A document as sheets."""

    form: RecordForm = "sheet"
    areas: tuple[Table, ...] = ()
    """The grids of the sheets as tables of one cell, so that their text is no passage a second time."""


@dataclass(slots=True)
class _Value:
    """A label with the cells or lines of its value."""

    key: str
    label: str
    label_boxes: tuple[Box, ...]
    parts: list[tuple[list[Line], float]] = field(default_factory=list)
    """Lines with the right edge of their cell."""
    in_figures: bool = False
    """Whether it is a head or a row of a table of figures."""


@dataclass(slots=True)
class _Sheet:
    head: list[int]
    """Cells without label above the first labelled one."""
    cells: list[int]
    values: list[_Value] = field(default_factory=list)
    loose: list[tuple[list[Line], float]] = field(default_factory=list)
    heading: list[Line] = field(default_factory=list)
    """Lines right above the sheet."""
    figures: list[int] = field(default_factory=list)
    """Indices of the tables of figures on it."""

    @property
    def keys(self) -> set[str]:
        return {value.key for value in self.values}


def read_label_sheets(
    layouts: Sequence[PageLayout],
    tables: Sequence[Table],
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    *,
    least_score: float = LEAST_SCORE,
) -> SheetsRead:
    """The sheets of a document that are projects.

    Args:
        layouts: all pages, in order.
        tables: of all pages.
        vocabulary: the document's own words.
        lexicon: the names that German reports use, and those of the profile.
        least_score: sheets with a lower score are no projects.
    """
    cells, listed = sheet_cells(layouts, tables, lexicon)
    ruled = _read(layouts, tables, cells, vocabulary, lexicon, least_score)
    if ruled.records:
        return ruled
    cells = unruled_cells(layouts, lexicon, listed)
    unruled = _read(layouts, tables, cells, vocabulary, lexicon, least_score)
    return unruled if unruled.records else ruled


def _read(
    layouts: Sequence[PageLayout],
    tables: Sequence[Table],
    cells: list[SheetCell],
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    least_score: float,
) -> SheetsRead:
    labels = find_labels(cells, lexicon) if cells else None
    if labels is None:
        return SheetsRead(reasons=("no labels repeat in cells",))
    reader = _Reader(layouts, tables, cells, labels, vocabulary, lexicon)
    sheets = reader.sheets()
    score, reasons = reader.score(sheets)
    if score < least_score or len(sheets) < 2:
        return SheetsRead(score=score if len(sheets) > 1 else 0.0, reasons=tuple(reasons))
    records = tuple(reader.record(sheet) for sheet in sheets)
    return SheetsRead(
        records=records,
        labels=tuple(reader.labels(sheets)),
        score=score,
        reasons=tuple(reasons),
        areas=tuple(reader.areas(sheets)),
        letters=letters_of(records),
    )


class _Reader:
    """Reads the sheets of one document."""

    def __init__(
        self,
        layouts: Sequence[PageLayout],
        tables: Sequence[Table],
        cells: list[SheetCell],
        labels: Labels,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
    ) -> None:
        self._layouts = layouts
        self._tables = tables
        self._cells = cells
        self._labels = labels
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._touching = _TOUCHING_EM * median(line.style.size for cell in cells for line in cell.lines)
        self._pieces = [pieces_of(cell, labels, lexicon) for cell in cells]
        self._homes = values_of_labels(cells, self._pieces, self._touching)
        self._taken = {value for values in self._homes.values() for value in values}
        self._furniture = self._running_lines(layouts)

    @staticmethod
    def _running_lines(layouts: Sequence[PageLayout]) -> frozenset[tuple[str, int]]:
        """Texts that stand at one height on several pages."""
        seen: Counter[tuple[str, int]] = Counter()
        for layout in layouts:
            seen.update({_at_its_height(line, layout) for line in layout.lines})
        return frozenset(place for place, count in seen.items() if count > 2)

    def _has_key(self, index: int) -> bool:
        return any(piece.key is not None for piece in self._pieces[index])

    # Where sheets begin.

    def sheets(self) -> list[_Sheet]:
        """The sheets in order of pages, each with its values."""
        anchors = self._labels.anchors
        ranks = self._ranks(self._starts(anchors, {}), anchors)
        starts = self._starts(anchors, ranks)
        found: list[_Sheet] = []
        for number, start in enumerate(starts):
            lowest = starts[number - 1] + 1 if number else 0
            head = self._head(start, lowest)
            if number:
                found[-1].cells = list(range(starts[number - 1], head[0] if head else start))
            found.append(_Sheet(head=head, cells=[]))
        if found:
            found[-1].cells = list(range(starts[-1], len(self._cells)))
        for sheet in found:
            self._end(sheet)
            self._take_head(sheet)
            self._fill(sheet)
        self._cut_headings(found)
        least = max(_FEWEST_LABELS, _PART * len(anchors))
        return self._without_copies([sheet for sheet in found if len(sheet.keys & anchors) >= least])

    def _starts(self, anchors: frozenset[str], ranks: dict[str, float]) -> list[int]:
        """The cells with which sheets begin: a label comes again, or one of the first after most others."""
        starts: list[int] = []
        seen: set[str] = set()
        grid = -1
        for index, pieces in enumerate(self._pieces):
            keys = {piece.key for piece in pieces if piece.key in anchors}
            if not keys:
                continue
            again = bool(keys & seen)
            other_grid = self._cells[index].grid != grid
            if not again and ranks and other_grid and len(seen) >= _MOST * len(anchors):
                rank = min(ranks[key] for key in keys if key is not None)
                again = sum(ranks[key] > rank for key in seen) >= _MOST * len(seen)
            if again or not starts:
                starts.append(index)
                seen = set()
            seen |= {key for key in keys if key is not None}
            grid = self._cells[index].grid
        return starts

    def _ranks(self, starts: Sequence[int], anchors: frozenset[str]) -> dict[str, float]:
        """How far down on a sheet each label stands, by how many of the others stand above it."""
        on_grid: Counter[tuple[str, str]] = Counter()
        on_sheet: Counter[tuple[str, str]] = Counter()
        grid, grid_keys, sheet_keys = -1, list[str](), list[str]()
        for index, pieces in enumerate(self._pieces):
            if self._cells[index].grid != grid:
                grid, grid_keys = self._cells[index].grid, []
            if index in starts:
                sheet_keys = []
            for key in (piece.key for piece in pieces if piece.key in anchors):
                if key is not None:
                    on_grid.update((other, key) for other in grid_keys)
                    on_sheet.update((other, key) for other in sheet_keys)
                    grid_keys.append(key)
                    sheet_keys.append(key)

        def is_above(one: str, two: str) -> bool:
            # What stands on one grid says most; over pages, the order of a first reading has to do.
            counts = on_grid if on_grid[one, two] + on_grid[two, one] else on_sheet
            return counts[one, two] > counts[two, one]

        return {key: float(sum(is_above(other, key) for other in anchors)) for key in anchors}

    def _end(self, sheet: _Sheet) -> None:
        """Leaves out cells behind the last label that stand in grids without any."""
        last = max(
            (
                index
                for index in sheet.cells
                if self._has_key(index) or index in self._taken or self._cells[index].figures is not None
            ),
            default=None,
        )
        if last is not None:
            grid = self._cells[last].grid
            sheet.cells = [index for index in sheet.cells if index <= last or self._cells[index].grid == grid]

    def _without_copies(self, sheets: Sequence[_Sheet]) -> list[_Sheet]:
        """Without sheets printed a second time, as the picture of an example: the larger print counts."""
        found: list[_Sheet] = []
        for sheet in sheets:
            copy = next((other for other in found if self._is_copy(sheet, other)), None)
            if copy is None:
                found.append(sheet)
            elif self._size(sheet) > self._size(copy):
                found[found.index(copy)] = sheet
        return sorted(found, key=lambda sheet: min(*sheet.cells, *sheet.head, len(self._cells)))

    def _is_copy(self, one: _Sheet, two: _Sheet) -> bool:
        texts = [
            {squeeze(line.text) for value in sheet.values for lines, _ in value.parts for line in lines}
            for sheet in (one, two)
        ]
        shared = len(texts[0] & texts[1])
        return shared >= _COPY * max(1, min(len(texts[0]), len(texts[1]))) and self._title_text(
            one
        ) == self._title_text(two)

    @staticmethod
    def _size(sheet: _Sheet) -> float:
        sizes = [line.style.size for value in sheet.values for lines, _ in value.parts for line in lines]
        return median(sizes) if sizes else 0.0

    def _head(self, start: int, lowest: int) -> list[int]:
        """The cells without label right above the first label of a sheet."""
        head: list[int] = []
        index = start - 1
        while index >= lowest and not self._has_key(index) and index not in self._taken:
            cell, after = self._cells[index], self._cells[index + 1]
            em = cell.lines[0].style.size if cell.lines else 10.0
            if cell.page != after.page or (
                cell.grid != after.grid and after.box.top - cell.box.bottom > _ABOVE_EM * em
            ):
                break
            head.insert(0, index)
            index -= 1
        return head

    def _take_head(self, sheet: _Sheet) -> None:
        """Cells without label beside the first labelled one, or between it and the next, are of the head."""
        labelled = [index for index in sheet.cells if self._has_key(index)]
        if len(labelled) < 2:
            return
        first, second = self._cells[labelled[0]], self._cells[labelled[1]]
        for index in sheet.cells[: sheet.cells.index(labelled[1])]:
            cell = self._cells[index]
            plain = not self._has_key(index) and index not in self._taken and bool(cell.lines)
            if plain and cell.page == first.page and not level(cell.box, second.box):
                sheet.head.append(index)
        sheet.cells = [index for index in sheet.cells if index not in sheet.head]

    def _fill(self, sheet: _Sheet) -> None:
        values: dict[int, _Value] = {}
        last_row: list[tuple[Box, _Value]] = []
        for index in sheet.cells:
            cell = self._cells[index]
            if cell.figures is not None and cell.figures not in sheet.figures:
                sheet.figures.append(cell.figures)
            if index in self._taken:
                continue
            for piece in self._pieces[index]:
                if piece.key is None and cell.figures is not None:
                    continue
                if piece.key is None:
                    self._go_on(sheet, cell, piece.lines, last_row)
                    continue
                value = _Value(piece.key, piece.label or "", piece.label_boxes)
                sheet.values.append(value)
                values[index] = value
                if cell.figures is not None:
                    value.in_figures = True
                    continue
                if piece.lines:
                    value.parts.append((piece.lines, cell.box.x1))
                last_row.append((cell.box, value))
                homes = [self._cells[other] for other in self._homes.get(index, ())]
                for lines, edge in in_rows(homes):
                    value.parts.append((lines, edge))
                for home in homes:
                    value.parts += [(row, home.box.x1) for row in home.inner]
                    last_row.append((home.box, value))
            if cell.inner and last_row and last_row[-1][0] == cell.box:
                last_row[-1][1].parts += [(row, cell.box.x1) for row in cell.inner]
        sheet.heading = self._heading_above(sheet)

    def _go_on(
        self, sheet: _Sheet, cell: SheetCell, lines: list[Line], last: Sequence[tuple[Box, _Value]]
    ) -> None:
        """Lines without label: of the value above on the page before, or text of its own."""
        if not lines:
            return
        before = [pair for pair in last if pair[0].page == cell.page - 1 and over(pair[0], cell.box)]
        on_page = any(box.page == cell.page for box, _ in last)
        if before and not on_page:
            before[-1][1].parts.append((lines, cell.box.x1))
        else:
            sheet.loose.append((lines, cell.box.x1))

    def _heading_above(self, sheet: _Sheet) -> list[Line]:
        """The lines between a sheet and what stands above it on its page."""
        first = self._cells[min((*sheet.head, *sheet.cells))]
        layout = self._layouts[first.page - 1]
        others = [cell.box for cell in self._cells if cell.page == first.page]
        lines = sorted(
            (
                line
                for line in layout.lines
                if line.box.bottom <= first.box.top + self._touching
                and _at_its_height(line, layout) not in self._furniture
                and not any(holds(box, line.box) for box in others)
            ),
            key=lambda line: -line.box.bottom,
        )
        found: list[Line] = []
        edge = first.box.top
        for line in lines:
            if edge - line.box.bottom > _HEADING_EM * line.style.size or any(
                line.box.bottom < box.bottom <= edge - self._touching for box in others
            ):
                break
            found.insert(0, line)
            edge = line.box.top
        return found

    @staticmethod
    def _cut_headings(sheets: Sequence[_Sheet]) -> None:
        """Leaves out what stands above the titles of sheets: the document's own title above the first."""
        looks = Counter(look for sheet in sheets for look in {look_of(line) for line in sheet.heading})
        most = max(looks.values(), default=0)
        if most < 2:
            return
        usual = max(
            (look for look, count in looks.items() if count >= _TITLED * most), key=lambda look: look[2]
        )
        for sheet in sheets:
            first = next((at for at, line in enumerate(sheet.heading) if look_of(line) == usual), 0)
            sheet.heading = sheet.heading[first:]

    # From a sheet to a record.

    def record(self, sheet: _Sheet) -> Record:
        """One project."""
        entries = self._named(sheet)
        kinds = {entry.name.kind for entry in entries}
        head = [
            (line, self._cells[index].box.x1) for index in sheet.head for line in self._cells[index].lines
        ]
        top = top_entries(
            head,
            sheet.heading,
            self._vocabulary,
            titled="title" in kinds,
            numbered="number" in kinds,
        )
        loose = [
            Entry(name=_TEXT, label=None, body=body_of(lines, edge, self._vocabulary, flat=False))
            for lines, edge in sheet.loose
        ]
        boxes = union_all(
            [self._cells[index].box for index in (*sheet.head, *sheet.cells)]
            + [line.box for line in sheet.heading]
        )
        return Record(
            form="sheet",
            entries=(*top, *entries, *loose),
            page_first=boxes[0].page,
            page_last=boxes[-1].page,
            boxes=boxes,
        )

    def _named(self, sheet: _Sheet) -> list[Entry]:
        entries: list[Entry] = []
        for value in sheet.values:
            if not value.parts:
                continue
            known = self._lexicon.of(value.label)
            flat = known.kind in ("title", "number", "action_field")
            bodies = [body_of(lines, edge, self._vocabulary, flat=flat) for lines, edge in value.parts]
            entries.append(
                Entry(
                    name=known,
                    label=" ".join(value.label.split()),
                    body=bodies[0] if len(bodies) == 1 else joined(bodies),
                    label_boxes=value.label_boxes,
                )
            )
        return entries + [entry for number in sheet.figures for entry in self._figures(number)]

    def _figures(self, number: int) -> Iterator[Entry]:
        """The values of a table of figures."""
        table = self._tables[number]
        above = line_above(self._layouts[table.page - 1], table.box)
        columns = figure_columns(table, self._lexicon, above)
        for value in figure_values(table, columns, self._lexicon, self._vocabulary):
            yield Entry(
                name=known_of(value, self._lexicon),
                label=value.label,
                body=value.body,
                label_boxes=value.label_boxes,
                unit=value.unit,
                period=value.period,
            )

    # Whether they are projects.

    def score(self, sheets: Sequence[_Sheet]) -> tuple[float, list[str]]:
        """How sure it is that sheets are projects, and why."""
        count = len(sheets)
        if count < 2:
            return 0.0, ["labels repeat in cells, but on no sheets"]
        common = Counter(key for sheet in sheets for key in sheet.keys)
        common = Counter({key: seen for key, seen in common.items() if seen >= _PART * count})
        names = {
            key: found
            for key in common
            if (found := self._lexicon.find(self._labels.printed[key])) is not None
        }
        distinct = {known.name for known in names.values()}
        telling = {known.name for known in names.values() if known.kind in _TELLING}
        foreign = [key for key in common if key in heading_words().other_labels]
        if foreign and len(telling) < 3:
            return 0.0, [
                "the labels " + ", ".join(sorted(foreign)) + " are those of minutes, forms or letters"
            ]
        evidence = evidence_of(list(common), self._lexicon)
        if not evidence.is_enough:
            what = f"those of {', '.join(evidence.against)}" if evidence.against else "not of projects alone"
            return 0.0, [f"the labels of {count} sheets are {what}"]
        titles = [self._title_text(sheet) for sheet in sheets]
        named = len({title for title in titles if any(map(str.isalpha, title))})
        if named < _TITLED * count:
            return 0.0, [f"only {named} of {count} sheets have a title of their own"]
        filled = sum(bool(value.parts) or value.in_figures for sheet in sheets for value in sheet.values)
        if filled < 0.5 * sum(len(sheet.values) for sheet in sheets):
            return 0.0, ["most labels have no value"]
        alike = sum(sum(key in sheet.keys for key in common) / len(common) for sheet in sheets) / count
        reason = f"{count} sheets share the labels {', '.join(sorted(distinct))}"
        if len(telling) >= 2 and len(distinct) >= 3:
            return 0.75 + 0.25 * alike, [reason]
        if telling and len(distinct) >= 2:
            return 0.5 + 0.25 * alike, [reason]
        return 0.25 * alike, [f"{reason}, which projects do not have alone"]

    def _title_text(self, sheet: _Sheet) -> str:
        record = self.record(sheet)
        return next((squeeze(entry.body.text) for entry in record.entries if entry.name.kind == "title"), "")

    def labels(self, sheets: Sequence[_Sheet]) -> list[LabelRead]:
        """All labels, in the order in which they are met."""
        counts = Counter(key for sheet in sheets for key in sheet.keys)
        first: dict[str, str] = {}
        for sheet in sheets:
            for value in sheet.values:
                first.setdefault(value.key, " ".join(value.label.split()))
        return [
            LabelRead(label=label, known=self._lexicon.of(label), records=counts[key])
            for key, label in first.items()
        ]

    def areas(self, sheets: Sequence[_Sheet]) -> list[Table]:
        """The cells of all sheets as tables of one cell each."""
        found: list[Table] = []
        for sheet in sheets:
            for index in (*sheet.head, *sheet.cells):
                cell = self._cells[index]
                whole = TableCell(row=0, column=0, lines=tuple(cell.lines), box=cell.box)
                found.append(
                    Table(page=cell.page, kind="ruled", box=cell.box, rows=1, columns=1, cells=(whole,))
                )
        return found


def _at_its_height(line: Line, layout: PageLayout) -> tuple[str, int]:
    """What a line says and where on its page it does, as far as pages made alike agree."""
    return squeeze(line.text), round(line.box.top / (PLACE * layout.page.height))
