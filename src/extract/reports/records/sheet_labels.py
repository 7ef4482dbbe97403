"""Labels in the cells of sheets: which texts repeat as labels, where they stand, and what they name.

A label is a cell of its own beside, above or below its value, or it opens the cell of its value: set
otherwise, before a colon, or on a line of its own. What repeats and is known to the lexicon, or is set as the
known labels are, is a label; what repeats otherwise is a value that many projects share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extract.layout.geometry import centre, holds, inside, middle, page_em
from extract.layout.grid import page_grids
from extract.layout.lines import printed_lines
from extract.layout.records import Line, PageLayout, text_of
from extract.layout.tables.finding import readable_page
from extract.layout.tables.records import Table
from extract.layout.tables.ruled import grid_groups
from extract.layout.text import around
from extract.pdf.records import Box, Color, Word, usual_size
from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import Lexicon, core_of
from extract.reports.records.figure_tables import figure_columns, line_above

MOST_LABEL_WORDS = 8
_MOST_PLAIN_WORDS = 5
LONGEST_LABEL = 70
_MOST_LABEL_LINES = 3
_FEWEST = 2
_TOO_OFTEN = 1.6
"""A text that repeats so much more often than labels do is a value that many projects share."""
_TOO_RARE = 0.25
_ANCHORS = 0.25
_CORE = 0.9
"""Known texts that so many sheets have are labels wherever they stand."""
_RUN_IN = 0.6
"""So many sheets have a label that nobody knows before a colon within a text."""
_NEAR = 0.75
"""Counts of labels that most sheets have differ by no more than this."""
_REGULAR = 0.7
_MOST_SHEET_ROWS = 30
_FEWEST_KNOWN = 3
"""So many names of the lexicon below the head of a table are labels of a sheet."""
_LIST_PAGE = 0.4
"""A page of which lists take up so much has no sheet."""
_LIST_ROWS, _LIST_COLUMNS = 3, 3
"""A table of so many rows and columns below its head is a list, no sheet."""
_SAME_PLACE_EM = 0.3
"""The left edges of labels agree within this, and those of a cell and of the one beside it."""
_SAME_EDGE = 0.006
"""Part of the width of a list by which it may stand further left or right on its next page."""
_MOST_COLUMNS = 4
_NESTED_EM = 0.1
"""A grid within a cell may stand out of it by so much."""
_STEP_EM = 0.1
"""Cells whose tops differ by less stand in one row."""

Way = Literal["cell", "lead", "run-in", "plain"]
Look = tuple[bool, bool, float, Color | None]


@dataclass(slots=True)
class SheetCell:
    """A cell of a sheet in reading order."""

    page: int
    grid: int
    """Cells that share edges have the same number; it is unique in the document."""
    box: Box
    lines: list[Line]
    inner: list[list[Line]] = field(default_factory=list)
    """The rows of a grid that lies within it."""
    is_label: bool | None = None
    """Whether it is a label, or the value of one, where its place says so."""
    figures: int | None = None
    """Index of the table of figures that it stands in."""


@dataclass(slots=True)
class Piece:
    """A label within a cell and the lines of its value there, or lines without label."""

    key: str | None
    label: str | None
    label_boxes: tuple[Box, ...] = ()
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Sight:
    """A text that may be a label."""

    key: str
    text: str
    way: Way
    look: Look
    x0: float


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a document's sheets."""

    counts: dict[str, int]
    """By letters: so many cells have each."""
    printed: dict[str, str]
    """By letters: as first printed."""
    leads: frozenset[Look]
    """How labels are set that open the cell of their value."""
    usual: int
    """So many times the labels of a sheet stand in the document: about the number of sheets."""

    def __contains__(self, key: str) -> bool:
        return key in self.counts

    @property
    def anchors(self) -> frozenset[str]:
        """Labels that nearly every sheet has, once: what stands more often stands twice on one of few."""
        more = _ANCHORS * self.usual
        low, high = self.usual - max(1.0, more), self.usual + more
        return frozenset(key for key, count in self.counts.items() if low <= count <= high)


def sheet_cells(
    layouts: Sequence[PageLayout], tables: Sequence[Table], lexicon: Lexicon
) -> tuple[list[SheetCell], frozenset[int]]:
    """The cells of all grids of a document in reading order, and those of tables without a grid.

    Returns them with the numbers of the pages that lists take up, which have none.

    Args:
        layouts: all pages.
        tables: of all pages; those of stripes and of alignment have cells that no rule draws.
        lexicon: the names that German reports use, to tell lists from sheets.
    """
    by_page: dict[int, list[Table]] = defaultdict(list)
    # Their boxes only: lists are long, and all of their cells at once take much memory.
    lists: dict[int, list[Box]] = defaultdict(list)
    figures: dict[int, list[tuple[int, Box]]] = defaultdict(list)
    last: Table | None = None
    for number, table in enumerate(tables):
        # Whether it goes on is soon told; a list of a thousand pages need not be looked at cell by cell.
        if (last is not None and _goes_on(last, table)) or _is_list(table, lexicon):
            lists[table.page].append(table.box)
            last = table
            continue
        if table.head_rows and figure_columns(table, lexicon, line_above(layouts[table.page - 1], table.box)):
            figures[table.page].append((number, table.box))
        if table.kind != "ruled" and table.columns <= _MOST_COLUMNS:
            by_page[table.page].append(table)
    cells: list[SheetCell] = []
    listed: set[int] = set()
    grid = 0
    for layout in layouts:
        found: list[list[SheetCell]] = []
        striped = by_page.get(layout.number, [])
        skipped = [*(table.box for table in striped), *lists.get(layout.number, [])]
        whole = layout.page.width * layout.page.height
        if sum(_area(box) for box in lists.get(layout.number, ())) > _LIST_PAGE * whole:
            listed.add(layout.number)
            continue
        groups = grid_groups(page_grids(readable_page(layout)).cells)
        for group in groups:
            # A stripe reaches beyond the text of its table.
            free = [cell for cell in group if not any(holds(box, cell.box) for box in skipped)]
            if free:
                found.append([_cell(layout.number, cell.box, cell.words) for cell in free])
        for table in striped:
            found.append(
                [
                    SheetCell(layout.number, 0, cell.box, list(cell.lines))
                    for cell in table.cells
                    if cell.lines
                ]
            )
        em = page_em(layout.page) if found else 0.0
        for members in _without_nested(found, _NESTED_EM * em):
            grid += 1
            rows = {id(cell): round(cell.box.top / (_STEP_EM * em)) for cell in members}
            members.sort(key=lambda cell: (rows[id(cell)], cell.box.x0))
            for cell in members:
                own = (at for at, box in figures[layout.number] if holds(box, cell.box))
                cells.append(replace(cell, grid=grid, figures=next(own, None)))
    return cells, frozenset(listed)


def _is_list(table: Table, lexicon: Lexicon) -> bool:
    """Whether a table has rows of values below its heads; on a sheet, labels stand in most rows."""
    if not (
        table.head_rows > 0
        and table.columns >= _LIST_COLUMNS
        and table.rows - table.head_rows >= _LIST_ROWS
        and len(table.cells) >= _REGULAR * table.rows * table.columns
    ):
        return False
    if table.rows > _MOST_SHEET_ROWS:
        return True
    known: set[str] = set()
    for cell in table.cells:
        if cell.row >= table.head_rows and cell.lines:
            found = lexicon.find(cell.text) or lexicon.find(cell.lines[0].text)
            known.update([found.name] if found is not None else ())
    return len(known) < _FEWEST_KNOWN


def _goes_on(last: Table, table: Table) -> bool:
    """Whether a list goes on with a table that has no head."""
    return (
        table.page - last.page <= 1
        and table.columns == last.columns
        and abs(table.box.x0 - last.box.x0) <= _SAME_EDGE * last.box.width
        and abs(table.box.x1 - last.box.x1) <= _SAME_EDGE * last.box.width
    )


def _cell(page: int, box: Box, words: Sequence[Word]) -> SheetCell:
    return SheetCell(page, 0, box, printed_lines(words, region=-1) if words else [])


def _without_nested(groups: list[list[SheetCell]], slack: float) -> list[list[SheetCell]]:
    """Grids within a cell of another one become lines of that cell."""
    groups = [group for group in groups if group]
    outer: list[list[SheetCell]] = []
    for group in sorted(groups, key=lambda group: -_area(around(cell.box for cell in group))):
        box = around(cell.box for cell in group)
        home = next((cell for other in outer for cell in other if inside(box, cell.box, slack)), None)
        if home is None:
            outer.append(group)
        else:
            words = [word for cell in group for line in cell.lines for word in line.words]
            home.inner += [[line] for line in (printed_lines(words, region=-1) if words else ())]
    return sorted(outer, key=lambda group: (min(cell.box.top for cell in group), group[0].box.x0))


def _area(box: Box) -> float:
    return box.width * box.height


def find_labels(cells: Sequence[SheetCell], lexicon: Lexicon) -> Labels | None:
    """The texts of cells that are labels; None where too few repeat.

    Args:
        cells: of the whole document.
        lexicon: the names that German reports use.
    """
    seen = [list(_sights(cell)) for cell in cells]
    same = _SAME_PLACE_EM * usual_size(line.style.size for cell in cells for line in cell.lines)
    sights = [sight for own in seen for sight in own]
    counts = Counter(key for own in seen for key in {sight.key for sight in own})
    known = {
        sight.key for sight in sights if counts[sight.key] >= _FEWEST and lexicon.find(sight.text) is not None
    }
    if len(known) < _FEWEST:
        return None
    usual = _usual([counts[key] for key in known])
    looks: dict[Way, Counter[Look]] = defaultdict(Counter)
    places: Counter[int] = Counter()
    for sight in sights:
        if sight.key in known:
            looks[sight.way][sight.look] += 1
            if sight.way == "cell":
                places[round(sight.x0 / same)] += 1
    plain = _usual_look(cells)
    accepted: dict[str, int] = {}
    printed: dict[str, str] = {}
    for sight in sights:
        count = counts[sight.key]
        if count < _FEWEST or not _TOO_RARE * usual <= count <= _TOO_OFTEN * usual:
            continue
        if sight.key not in known:
            if sight.way == "plain":
                continue
            if sight.way == "cell" and not (
                (sight.look != plain and looks["cell"][sight.look] >= _FEWEST)
                or (sight.look == plain and places[round(sight.x0 / same)] >= 2 * usual)
            ):
                continue
            if sight.way == "lead" and looks["lead"][sight.look] < _FEWEST:
                continue
            if sight.way == "run-in" and count < _RUN_IN * usual:
                continue
        accepted[sight.key] = count
        printed.setdefault(sight.key, sight.text)
    core = {key for key in known if counts[key] >= _CORE * usual and key in accepted} or set(accepted)
    for key in _values_among(cells, seen, set(accepted) - core, core, same):
        del accepted[key]
    if len(accepted) < _FEWEST:
        return None
    leads = frozenset(look for look, count in looks["lead"].items() if count >= _FEWEST)
    return Labels(accepted, printed, leads, usual)


def _values_among(
    cells: Sequence[SheetCell],
    seen: Sequence[Sequence[_Sight]],
    doubtful: set[str],
    core: set[str],
    same: float,
) -> set[str]:
    """Texts that stand where the values of sure labels stand: they repeat because projects share them."""
    whole = [next((sight.key for sight in own if sight.way == "cell"), None) for own in seen]
    by_grid: dict[int, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        by_grid[cell.grid].append(index)
    right: dict[int, list[int]] = {}
    below: dict[int, list[int]] = {}
    for index, key in enumerate(whole):
        if key not in core:
            continue
        box = cells[index].box
        others = [
            other
            for other in by_grid[cells[index].grid]
            if other != index and whole[other] not in core and cells[other].lines
        ]
        right[index] = [
            other
            for other in others
            if abs(cells[other].box.x0 - box.x1) <= same and box.top <= middle(cells[other].box) <= box.bottom
        ]
        below[index] = [
            other
            for other in others
            if abs(cells[other].box.top - box.bottom) <= same and box.x0 <= centre(cells[other].box) <= box.x1
        ]
    first, second = sorted((right, below), key=lambda side: -len(_all_of(side)))
    places = _all_of(first)
    # A label that never has its value there has it on the other side, in a cell as wide as its own.
    asked = Counter(whole[index] for index in first)
    empty = Counter(whole[index] for index in first if not first[index])
    for index, found in second.items():
        if empty[whole[index]] == asked[whole[index]]:
            places |= {other for other in found if _as_wide(cells[other].box, cells[index].box, same)}
    times = Counter(key for key in whole if key in doubtful)
    there = Counter(key for index in places if (key := whole[index]) in doubtful)
    return {key for key, count in there.items() if key is not None and count >= 0.5 * times[key]}


def _all_of(side: dict[int, list[int]]) -> set[int]:
    return {other for found in side.values() for other in found}


def _as_wide(one: Box, two: Box, slack: float) -> bool:
    return abs(one.x0 - two.x0) <= slack and abs(one.x1 - two.x1) <= slack


def _usual(counts: Sequence[int]) -> int:
    """The number of sheets: what the counts of most labels come near to, those of many the more so."""
    return max(
        set(counts),
        key=lambda one: (
            sum(count for count in counts if _NEAR * one <= count <= one / _NEAR),
            counts.count(one),
            one,
        ),
    )


def _usual_look(cells: Sequence[SheetCell]) -> Look | None:
    letters: Counter[Look] = Counter()
    for cell in cells:
        for line in cell.lines:
            letters[look_of(line)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else None


def look_of(line: Line) -> Look:
    """How a line is set."""
    style = line.style
    return style.bold, style.italic, round(style.size), style.color


def key_of(text: str) -> str:
    """The letters by which labels are compared: without number, brackets, unit and colon."""
    return squeeze(core_of(text))


def _sights(cell: SheetCell) -> Iterator[_Sight]:
    """The texts of a cell that may be labels."""
    lines = cell.lines
    if not lines or not any(char.isalpha() for char in lines[0].text):
        return
    look = look_of(lines[0])
    whole = " ".join(line.text for line in lines)
    alike = all(look_of(line) == look for line in lines)
    short = (
        alike
        and not _is_sentence(whole)
        and len(lines) <= _MOST_LABEL_LINES
        and len(whole) <= LONGEST_LABEL
        and ":" not in whole[:-1]
    )
    if short and cell.is_label is not False and (key := key_of(_joined(lines))):
        yield _Sight(key, _joined(lines), "cell", look, cell.box.x0)
    if cell.is_label is not None:
        return
    for index, line in enumerate(lines):
        run = _before_colon(line)
        if (
            run is not None
            and (key := key_of(run[0]))
            and (run[1] < len(line.words) or index + 1 < len(lines))
        ):
            yield _Sight(key, run[0], "run-in", look_of(line), line.box.x0)
    count = _lead(lines)
    plain = len(lines) > 1 and len(lines[0].words) <= _MOST_PLAIN_WORDS and ":" not in lines[0].text
    text = _joined(lines[: count or 1])
    if (count or plain) and (key := key_of(text)):
        yield _Sight(key, text, "lead" if count else "plain", look, cell.box.x0)


def _is_sentence(text: str) -> bool:
    """Whether a text is one: values that projects share may be sentences, labels are none."""
    return text.endswith(".") and len(text.split()) > _MOST_PLAIN_WORDS


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _lead(lines: Sequence[Line]) -> int:
    """So many lines at the top of a cell are set alike and otherwise than what follows."""
    first = look_of(lines[0])
    count = 1
    while count < len(lines) and look_of(lines[count]) == first:
        count += 1
    words = sum(len(line.words) for line in lines[:count])
    return count if count < len(lines) and count <= 2 and words <= MOST_LABEL_WORDS else 0


def _before_colon(line: Line) -> tuple[str, int] | None:
    """The words of a line before its first colon, and how many they are."""
    for index, word in enumerate(line.words[:MOST_LABEL_WORDS]):
        if word.text.endswith(":") and any(char.isalpha() for char in word.text):
            return text_of(line.words[: index + 1]).rstrip(":").strip(), index + 1
    bold = 0
    while bold < len(line.words) and line.words[bold].bold:
        bold += 1
    if 0 < bold < len(line.words) and bold <= MOST_LABEL_WORDS:
        return text_of(line.words[:bold]).strip(), bold
    return None


def pieces_of(cell: SheetCell, labels: Labels, lexicon: Lexicon) -> list[Piece]:
    """A cell cut at its labels; what stands before the first one has none."""
    lines = cell.lines
    if not lines:
        return []
    whole = _joined(lines)
    one = (
        cell.is_label
        or len(lines) == 1
        or (
            len(lines) <= _MOST_LABEL_LINES
            and all(look_of(line) == look_of(lines[0]) for line in lines)
            and key_of(lines[0].text) not in labels
        )
    )
    if one and (key := key_of(whole)) in labels and ":" not in whole[:-1]:
        return [Piece(key, whole.rstrip(": "), tuple(line.box for line in lines))]
    pieces: list[Piece] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        opened = _opens(lines, index, labels, lexicon)
        if opened is not None:
            piece, used = opened
            pieces.append(piece)
            index += used
            continue
        if not pieces:
            pieces.append(Piece(None, None))
        pieces[-1].lines.append(line)
        index += 1
    return pieces


def _opens(lines: Sequence[Line], index: int, labels: Labels, lexicon: Lexicon) -> tuple[Piece, int] | None:
    """The label that a line begins with, and how many lines it takes up."""
    line = lines[index]
    run = _before_colon(line)
    if run is not None and (key := key_of(run[0])) in labels:
        label, count = run
        box = around(word.box for word in line.words[:count])
        piece = Piece(key, label, (box,))
        if count < len(line.words):
            rest = tuple(line.words)[count:]
            piece.lines.append(replace(line, words=rest, box=around(word.box for word in rest), before=()))
        return piece, 1
    for count in (2, 1):
        top = lines[index : index + count]
        if len(top) < count or index + count >= len(lines):
            continue
        text = _joined(top)
        if (key := key_of(text)) not in labels or len(text) > LONGEST_LABEL:
            continue
        set_off = look_of(top[-1]) != look_of(lines[index + count])
        if set_off or (index == 0 and (not labels.leads or lexicon.find(text) is not None)):
            return Piece(key, text.rstrip(": "), tuple(one.box for one in top)), count
    return None
