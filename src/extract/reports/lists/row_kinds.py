"""Kinds of rows: projects, groups above them, sums below them, notes, and rows that go on.

A row tells by what it leaves empty, by how it looks beside the others, and by its first words. Looks count
only against the usual looks of the same list, so that stripes or a bold first column mislead nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.pdf.records import Color
from extract.reports.lists.columns import Columns
from extract.reports.lists.contents import has_letters, holds, holds_cell
from extract.reports.lists.row_cells import Row, RowCell

RowKind = Literal["project", "group", "sum", "note", "goes_on", "nested", "below"]
"""``goes_on``: the rest of the row before it, overleaf; ``nested``: a row of its own within a project;
``below``: one text over the width of the table that belongs to the row above it."""

_SUM = re.compile(
    r"""
    \W* (?: (?: zwischen | gesamt | end | teil | schluss | jahres )? summen? | (?: zwischen | sub )? total
        | insgesamt | gesamt | Σ | übertrag
        | gesamt (?: betrag | ergebnis | kosten | volumen | ausgaben | einnahmen ) ) \b (?! \s? [-/] \s? \w )
    | .{0,80} \b (?: insgesamt | gesamt ) \s* :? \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTE = re.compile(
    r"""
    \W* (?: \*{1,3} | [¹²³⁴⁵] | \d{1,2}\)
        | (?: Legende | Quellen? | Anmerkung(?:en)? | Hinweise? | Erläuterung(?:en)? | Stand | Fußnote
            | Druckdatum | Seite ) \b (?: \s? : | \s \d ) )
    """,
    re.VERBOSE,
)
_DEPTH = re.compile(
    r"\W*(?:[A-Za-zÄÖÜäöüß]{2,}\s)?(?P<code>\d+(?:\.\d+)*|[A-Z](?:\.\d+)*|[IVX]+)(?:\.|\)|:|\s|$)"
)
_LONGEST_GROUP = 200
_WIDE = 0.55
"""A cell over this part of the columns spans its row."""
_LARGER = 1.07


@dataclass(frozen=True, slots=True)
class Looks:
    """How the first words of usual rows are set."""

    bold: float
    """Share of rows whose title is bold."""
    fills: frozenset[Color | None]
    size: float
    x0: float
    """Where titles begin, in points."""
    numbered: float
    """Share of rows with a number."""
    filled: float
    """Cells with a value of a usual row."""
    depth: int
    """Parts of a usual number: 2 for ``1.4``; 0 where there is none."""


def looks_of(rows: Sequence[Row], columns: Columns) -> Looks:
    """The usual looks of the rows of a list."""
    titled = [row for row in rows if row.at(columns.title) is not None]
    counts = sorted(len(row.filled) for row in titled)
    middle = counts[len(counts) // 2] if counts else 0
    usual = [row for row in titled if len(row.filled) >= max(2, middle)]
    titles = [row.at(columns.title) for row in usual]
    cells = [cell for cell in titles if cell is not None]
    fills: Counter[Color | None] = Counter(cell.fill for cell in cells)
    sizes = sorted(cell.size for cell in cells)
    places = sorted(cell.x0 for cell in cells)
    numbers = [row.text(columns.number) for row in usual if row.at(columns.number) is not None]
    depths = Counter(depth_of(text) for text in numbers)
    return Looks(
        bold=sum(cell.bold for cell in cells) / len(cells) if cells else 0.0,
        fills=frozenset(fill for fill, count in fills.items() if count >= 0.15 * len(cells)),
        size=sizes[len(sizes) // 2] if sizes else 0.0,
        x0=places[len(places) // 2] if places else 0.0,
        numbered=len(numbers) / len(usual) if usual and columns.number is not None else 0.0,
        filled=middle,
        depth=depths.most_common(1)[0][0] if depths else 0,
    )


def depth_of(text: str) -> int:
    """Parts of the number at the beginning of a text; 0 where it has none.

    >>> depth_of("1.2 Organisation"), depth_of("Handlungsfeld B: Energie"), depth_of("Energie")
    (2, 1, 0)
    """
    match = _DEPTH.match(text)
    return match["code"].count(".") + 1 if match is not None else 0


def kinds_of(rows: Sequence[Row], columns: Columns) -> list[RowKind]:
    """What each row of a list of projects is.

    Args:
        rows: without heads and empty rows.
        columns: what its columns stand for; one of them is the title.
    """
    looks = looks_of(rows, columns)
    below = _texts_below(rows, columns)
    kinds: list[RowKind] = []
    for index, row in enumerate(rows):
        if index in below:
            kinds.append("below")
            continue
        last = next((n for n in range(index - 1, -1, -1) if kinds[n] == "project"), None)
        following = rows[index + 1] if index + 1 < len(rows) else None
        kinds.append(_kind(row, columns, looks, rows[last] if last is not None else None, following, kinds))
    return kinds


_FEWEST_TEXTS = 3
_EACH = 0.8
"""So many rows have a text below them, where texts below rows are a habit of the table."""


def _texts_below(rows: Sequence[Row], columns: Columns) -> frozenset[int]:
    """Rows of one wide cell that stand each below a row of several: texts of those, no groups.

    Names of groups stand above their rows: the first is the first row, and the last row is none.
    """
    if len(rows) < 2 * _FEWEST_TEXTS:
        return frozenset()
    wide = [
        len(filled := row.filled) == 1
        and filled[0].column_span >= max(2, _WIDE * len(columns))
        and has_letters(filled[0].text)
        for row in rows
    ]
    found = frozenset(index for index in range(1, len(rows)) if wide[index] and not wide[index - 1])
    others = wide.count(False)
    if wide[0] or not wide[-1] or len(found) < wide.count(True):
        return frozenset()
    return found if len(found) >= max(_FEWEST_TEXTS, _EACH * others) else frozenset()


def _kind(
    row: Row,
    columns: Columns,
    looks: Looks,
    project: Row | None,
    following: Row | None,
    before: Sequence[RowKind],
) -> RowKind:
    filled = row.filled
    lead = next((cell for cell in filled if has_letters(cell.text)), filled[0])
    title, number = row.at(columns.title), row.at(columns.number)
    if number is title:
        number = None
    wide = lead.column_span >= max(2, _WIDE * len(columns))
    if is_sum(row, columns, lead):
        return "sum"
    if wide and (_NOTE.match(lead.text) or len(lead.text) > _LONGEST_GROUP):
        return "note"
    if project is not None and title is not None and title is project.at(columns.title):
        return "nested"
    if _is_rest_of_title(row, columns, title, number, project, before):
        return "goes_on"
    if _is_group(row, columns, looks, lead, wide=wide, following=following):
        return "group"
    if title is None or not title.text:
        return _without_title(row, columns, before, number)
    if len(filled) == 1 and _NOTE.match(lead.text):
        return "note"
    return "project"


def is_sum(row: Row, columns: Columns, lead: RowCell) -> bool:
    """Whether a row adds up others: it says so, or has figures in columns of money and no words at all."""
    money = {column.index for column in columns.of_kind("money")}
    others = [
        cell
        for cell in row.filled
        if cell is not lead
        and row.column_of(cell) not in money
        and holds_cell(cell) not in ("none", "figure", "money")
    ]
    if _SUM.fullmatch(lead.text) or (
        (match := _SUM.match(lead.text)) and match.end() > 0 and len(lead.text) < 120
    ):
        return not others and not (columns.number is not None and row.at(columns.number) not in (None, lead))
    return False


def _is_group(
    row: Row, columns: Columns, looks: Looks, lead: RowCell, *, wide: bool, following: Row | None
) -> bool:
    if wide and len(row.filled) == 1 and holds(lead.text) == "date":
        return True  # rows by year
    if not has_letters(lead.text) or len(lead.text) > _LONGEST_GROUP:
        return False
    money = {column.index for column in columns.of_kind("money")}
    number, title = row.at(columns.number), row.at(columns.title)
    others = [
        cell for cell in row.filled if cell is not lead and cell is not number and holds_cell(cell) != "none"
    ]
    figures = [
        cell for cell in others if row.column_of(cell) in money or holds_cell(cell) in ("figure", "money")
    ]
    if len(others) > len(figures):
        return False
    place = row.column_of(lead)
    if wide and not figures:
        return True
    at_left = columns.title is None or place <= columns.title
    if not at_left:
        return False
    if title is None and place < (columns.title or 0):
        # A column that is filled only where no title stands holds the names of groups.
        return lead.row_span == 1 and columns[place].kind not in ("status", "date", "money", "partner")
    if title is not None and title is not lead:
        return False
    unusual = is_unusual(lead, looks)
    shallow = number is not None and 0 < depth_of(number.text) < looks.depth
    unnumbered = looks.numbered >= 0.7 and number is None and looks.filled >= 3
    if figures:
        return unusual and (
            shallow or unnumbered or (looks.numbered < 0.3 and looks.filled > len(row.filled))
        )
    if number is not None and number is not lead:
        return shallow or (unusual and looks.filled >= 3)
    if unusual:
        return looks.filled >= 2
    if unnumbered and following is not None and following.at(columns.number) is not None:
        return lead.text[:1].isupper() or lead.text[:1].isdigit()
    return wide or (lead.column_span > 1 and lead.column_span > len(columns) // 2)


def is_unusual(cell: RowCell, looks: Looks) -> bool:
    """Whether a cell is set off from the titles of the list."""
    if cell.bold and looks.bold < 0.3:
        return True
    if cell.fill is not None and cell.fill not in looks.fills:
        return True
    return bool(looks.size) and cell.size > _LARGER * looks.size


def _without_title(row: Row, columns: Columns, before: Sequence[RowKind], number: RowCell | None) -> RowKind:
    if not before or before[-1] in ("group", "note"):
        return "note"
    if before[-1] == "sum":
        return (
            "sum" if all(holds_cell(cell) in ("figure", "money", "none") for cell in row.filled) else "note"
        )
    money = {column.index for column in columns.of_kind("money")}
    figures = [
        cell
        for cell in row.filled
        if row.column_of(cell) in money and holds_cell(cell) in ("figure", "money")
    ]
    own = [cell for cell in row.filled if row.begins(cell)]
    if figures and len(figures) == len(own) and all(cell.bold for cell in figures):
        return "sum"
    if number is not None and row.begins(number) and len(own) == 1:
        return "note"
    return "goes_on" if row.is_first and not figures else "nested"


_OPEN_END = re.compile(
    r"""
    (?: [-‐,;:(–&/]
      | \b (?: und | oder | sowie | bzw\. | der | die | das | des | dem | den | eine[rsnm]? | für | von | vom
        | mit | in | im | zur | zum | an | am | auf | aus | bei | beim | durch | gegen | nach | ohne | über
        | unter | um | zwischen | als | wie ) ) $
    """,
    re.VERBOSE,
)


def _is_rest_of_title(
    row: Row,
    columns: Columns,
    title: RowCell | None,
    number: RowCell | None,
    project: Row | None,
    before: Sequence[RowKind],
) -> bool:
    """Whether the first row of a page is the end of a title that the page before broke off."""
    if project is None or title is None or number is not None:
        return False
    if not row.is_first or row.table == project.table:
        return False
    if (
        not before
        or before[-1] not in ("project", "goes_on", "nested")
        or any(holds_cell(cell) in ("figure", "money", "date", "light") for cell in row.filled)
    ):
        return False
    return title.text[:1].islower() or _OPEN_END.search(project.text(columns.title)) is not None


def lead_text(row: Row, columns: Columns) -> str:
    """The words of a row of a group, with its number before them."""
    money = {column.index for column in columns.of_kind("money")}
    texts = [
        cell.text
        for cell in row.filled
        if (row.column_of(cell) not in money and holds(cell.text) not in ("figure", "none", "money"))
        or cell is row.at(columns.number)
    ]
    return " ".join(texts)
