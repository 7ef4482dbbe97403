"""What each column of a list stands for: by its head, and where that says nothing, by what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from extract.german.cells import read_unit
from extract.german.records import Unit
from extract.reports.lists.contents import Contents, contents_of
from extract.reports.lists.head_texts import is_bare
from extract.reports.lists.heads import ColumnHead
from extract.reports.lists.row_cells import Row, RowCell
from extract.reports.lists.series import Series
from extract.reports.lists.sums import adds_up
from extract.reports.names.lexicon import EntryKind, Known, slug_of

EURO = Unit(currency="EUR", factor=Decimal(1))
_SUM = Known("sum", "money", "total")
_OTHER_UNIT = re.compile(
    r"""
    % | \b (?: Anzahl | Zahl | Punkte? | Menge | Fläche | Personen | Teilnehm\w* | Stellen | VZÄ
      | Stück | Plätze | Tonnen | Einwohner\w* | Haushalte | Jahre | Monate | Tage | Stunden | Quote | Anteil
      | Prozent | Rang | Score ) \b
    | \b t (?: \s | / )
    | \b (?: [kMG]Wh? | kWp | km | ha | m² | m³ | qm | kg | THG | CO\W?[2₂] ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DETAIL = re.compile(r"^\s*(?:Teil|Unter|Einzel)", re.IGNORECASE)
_LIKE_TITLES = ("description", "aims", "target_group", "effect", "remarks")
"""Texts that name a project where no column does, the best first."""
_LONGEST_TITLE = 260
_LONGEST_FIELD = 100
_SHARE_OF_CODES = 0.6
_SHARE_OF_DATES = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list of projects."""

    index: int
    head: ColumnHead | None
    contents: Contents
    known: Known
    unit: Unit | None = None
    period: tuple[date, date] | None = None
    unit_is_assumed: bool = False
    """Whether its unit of money is printed nowhere."""
    is_sum: bool = False
    """Whether it adds up other columns of its row."""
    by_contents: bool = False
    """Whether its head does not say what it stands for."""

    @property
    def kind(self) -> EntryKind:
        return self.known.kind

    @property
    def label(self) -> str | None:
        return self.head.text if self.head is not None else None


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a list with the two that tell its projects apart."""

    all: tuple[Column, ...]
    title: int | None
    number: int | None
    is_numbered_in_title: bool = False
    """Whether the number of a project stands before its title in one cell."""

    def of_kind(self, *kinds: EntryKind) -> list[Column]:
        return [column for column in self.all if column.kind in kinds]

    def __getitem__(self, index: int) -> Column:
        return self.all[index]

    def __len__(self) -> int:
        return len(self.all)


def columns_of(series: Series, *, stated: Unit | None) -> Columns:
    """What the columns of a table stand for.

    Args:
        series: a table over all its pages.
        stated: the unit of money that its title or the page gives to all its figures.
    """
    heads = series.head.columns if series.head is not None else (None,) * series.columns
    contents = [contents_of(_single(series.rows, index)) for index in range(series.columns)]
    found = [
        _by_head(index, head, held) for index, (head, held) in enumerate(zip(heads, contents, strict=True))
    ]
    found = _with_units(found, stated)
    title = _title(series, found)
    number = _number(found, title)
    found = [_settled(column, title, number) for column in found]
    found = _with_responsible(found, title, has_head=series.head is not None)
    found = _with_field(found, title, series.rows)
    return Columns(tuple(_with_sums(found, series.rows)), title, number)


def _single(rows: Sequence[Row], index: int) -> list[RowCell | None]:
    """The cells of one column that span no other, of rows that say more than one thing."""
    cells = []
    for row in rows:
        cell = row.cells[index]
        if cell is not None and cell.column_span > 1:
            continue
        if len(row.filled) < 2:
            continue
        cells.append(cell)
    return cells


def _by_head(index: int, head: ColumnHead | None, held: Contents) -> Column:
    """A column by its head; one that says nothing by what it holds, money aside."""
    known = head.known if head is not None else None
    period = head.period if head is not None else None
    unit = head.unit if head is not None else None
    column = Column(
        index=index, head=head, contents=held, known=Known("text", "text"), unit=unit, period=period
    )
    if known is not None and known.kind == "sum":
        return replace(column, known=_SUM, is_sum=True)
    if known is not None:
        if known.kind == "title" and held.share("code") >= _SHARE_OF_CODES and held.length < 12:
            known = Known("number", "number")
        elif known.kind == "number" and held.share("text", "words") >= 0.6 and held.length > 20:
            known = Known("title", "title")
        elif known.kind == "text" and unit is not None and held.is_figures:
            known = Known(known.name, "money", "other")
        elif known.kind == "money" and unit is None and _names_other_unit(head) and not held.share("money"):
            known = Known(known.name, "text")
        return replace(column, known=known)
    name = slug_of(head.text) if head is not None else f"column_{index + 1}"
    return replace(column, known=Known(name, _kind_of(held), is_known=False), by_contents=True)


def _names_other_unit(head: ColumnHead | None) -> bool:
    return head is not None and _OTHER_UNIT.search(" ".join([*head.parents, head.text])) is not None


def _kind_of(held: Contents) -> EntryKind:
    if held.share("light") >= 0.5:
        return "status"
    if held.share("date") >= _SHARE_OF_DATES:
        return "date"
    if held.share("money") >= 0.5:
        return "money"
    return "text"


def _with_units(columns: Sequence[Column], stated: Unit | None) -> list[Column]:
    """Figures that are money get their unit: of their head, the table, the columns beside them."""
    units = {column.unit for column in columns if column.unit is not None}
    only = next(iter(units)) if len(units) == 1 else None
    found: list[Column] = []
    left: Unit | None = None
    for column in columns:
        head, held = column.head, column.contents
        made = column
        figures = held.is_figures or (
            held.share("figure", "money", "words") >= 0.9 and held.share("figure") >= 0.3
        )
        if column.by_contents and figures and not _names_other_unit(head):
            dated = head is not None and (column.period is not None or is_bare(head.text))
            if (
                column.unit is not None
                or held.share("money") >= 0.5
                or ((only or stated or left) and (dated or held.grouped >= 0.3))
                or held.grouped >= 0.5
                or (dated and held.grouped >= 0.3)
            ):
                made = _money(column)
        if made.kind == "money" and made.unit is None:
            near = left if only is None else only
            made = replace(made, unit=stated or near or EURO, unit_is_assumed=(stated or near) is None)
        if made.unit is not None and column.unit is not None:
            left = column.unit
        found.append(made)
    return found


def _money(column: Column) -> Column:
    return replace(column, known=replace(column.known, kind="money"))


def _title(series: Series, columns: Sequence[Column]) -> int | None:
    """The column that names the projects."""
    named = [column for column in columns if column.kind == "title" and column.contents.filled]
    if len(named) > 1:
        broad = [column for column in named if not _DETAIL.match(column.label or "")]
        named = broad or named
        first = named[0]
        if first.head is not None and first.head.span > 1:
            # One head over a column of groups and a column of titles: titles stand in rows that say more.
            same = [
                column
                for column in named
                if column.head is not None
                and (column.head.sources, column.head.text) == (first.head.sources, first.head.text)
            ]
            return max(same, key=lambda column: (_beside(series.rows, column.index), -column.index)).index
        texts = [column for column in named if column.contents.share("text", "words") >= 0.5]
        named = texts or named
    if named:
        return named[0].index
    # Spanned by its own number: the head stands over both, the title's own column may have none.
    unknown = [
        column
        for column in columns
        if column.by_contents
        and column.kind == "text"
        and column.contents.is_text
        and column.contents.length >= 6
        and column.contents.words >= 1
        and column.contents.distinct >= 0.3
        and column.contents.fullness >= 0.5
    ]
    if series.head is None and len(unknown) > 1:
        bodies = [column for column in unknown if column.contents.organisations >= 0.4]
        unknown = [column for column in unknown if column not in bodies] or unknown
    if unknown:
        return max(
            enumerate(unknown),
            key=lambda item: (
                min(item[1].contents.length, 60) * (0.5 + item[1].contents.distinct) * 0.6 ** item[0]
            ),
        )[1].index
    for name in _LIKE_TITLES:
        for column in columns:
            if (
                column.known.name == name
                and column.contents.is_text
                and column.contents.length <= _LONGEST_TITLE
            ):
                return column.index
    return None


def _beside(rows: Sequence[Row], index: int) -> int:
    """So many other cells stand beside the filled cells of a column, all in all."""
    return sum(len(row.filled) - 1 for row in rows if row.at(index) is not None)


def _number(columns: Sequence[Column], title: int | None) -> int | None:
    named = [column for column in columns if column.kind == "number" and column.contents.filled]
    if named:
        return named[0].index
    for column in columns[: title if title is not None else 0]:
        held = column.contents
        codes = held.share("code") >= 0.8 or (held.share("figure", "code") >= 0.9 and held.grouped < 0.2)
        if (
            column.by_contents
            and column.kind in ("text", "money")
            and codes
            and held.length <= 12
            and held.filled >= 2
        ):
            return column.index
    return None


def _settled(column: Column, title: int | None, number: int | None) -> Column:
    """One title and one number; others that could be either are texts."""
    known = column.known
    if column.index == title:
        kept = known.name if known.kind == "title" else "title"
        return replace(column, known=Known(kept, "title", is_known=known.is_known), unit=None)
    if column.index == number:
        return replace(
            column, known=Known("number", "number", is_known=known.is_known), unit=None, unit_is_assumed=False
        )
    if known.kind == "title":
        return replace(column, known=Known(_own_name(column), "text", is_known=known.is_known))
    if known.kind == "number":
        return replace(column, known=Known(_own_name(column), "text", is_known=known.is_known))
    return column


def _own_name(column: Column) -> str:
    return slug_of(column.head.text) if column.head is not None else column.known.name


def _with_responsible(columns: Sequence[Column], title: int | None, *, has_head: bool) -> list[Column]:
    """Where no head names one, the column of organisations is that of the responsible."""
    if any(column.kind == "responsible" for column in columns):
        return list(columns)
    bodies = [
        column
        for column in columns
        if column.by_contents
        and column.kind == "text"
        and column.index != title
        and column.contents.organisations >= (0.6 if has_head else 0.4)
        and column.contents.length < 120
    ]
    if not bodies:
        return list(columns)
    chosen = max(bodies, key=lambda column: column.contents.organisations)
    known = Known("responsible", "responsible", is_known=False)
    return [replace(column, known=known) if column is chosen else column for column in columns]


_MERGED = 0.7
"""So many cells of a column of action fields reach over several rows."""


def _with_field(columns: Sequence[Column], title: int | None, rows: Sequence[Row]) -> list[Column]:
    """Where no head names one, a column before the titles whose cells reach over several rows is it."""
    if title is None or any(column.kind == "action_field" for column in columns):
        return list(columns)
    found = list(columns)
    for column in columns[:title]:
        if not column.by_contents or column.kind != "text" or column.contents.length > _LONGEST_FIELD:
            continue
        cells = {
            cell.sources: cell for row in rows if (cell := row.at(column.index)) is not None and cell.text
        }
        merged = sum(cell.row_span > 1 for cell in cells.values())
        if merged and merged >= _MERGED * len(cells):
            known = Known("action_field", "action_field", is_known=False)
            found[column.index] = replace(column, known=known)
            break
    return found


_CODED = re.compile(
    r"""
    (?P<code> [A-ZÄÖÜ]{1,5} [ .\-_]? \d{1,3} (?: [.\-_] \d{1,3} )* [a-z]? | \d{1,2} (?: \.\d{1,3} )+ )
    (?: \s? [:.)–-] )? \s+ (?= \S )
    """,
    re.VERBOSE,
)
_NUMBERED_TITLES = 0.8
_FEWEST_NUMBERED = 3


def number_before(title: str) -> tuple[int, int] | None:
    """Where the number before a title ends, and where the title begins; None where it has none.

    >>> number_before("EE 3.1: Solarpark am Hang")
    (6, 8)
    """
    match = _CODED.match(title)
    return (match.end("code"), match.end()) if match is not None else None


def with_numbers_in_titles(columns: Columns, titles: Sequence[str]) -> Columns:
    """The columns, with what the titles say about numbers before them.

    Args:
        columns: of a list of projects.
        titles: of its projects.
    """
    if columns.number is not None or len(titles) < _FEWEST_NUMBERED:
        return columns
    ends = [(title, number_before(title)) for title in titles]
    codes = [title[: place[0]] for title, place in ends if place is not None]
    numbered = len(codes) >= _NUMBERED_TITLES * len(titles) and len(set(codes)) == len(codes)
    return replace(columns, is_numbered_in_title=numbered)


_ADDS_UP = 0.8
"""A column that is the sum of the others in so many rows is their sum."""


def _with_sums(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Columns that add up those of their row, by their head or by their figures."""
    money = [column for column in columns if column.kind == "money"]
    found = list(columns)
    for column in money:
        parts = [other.index for other in money if other is not column and not other.is_sum]
        if column.is_sum or len(parts) < 2:
            continue
        tried, held = adds_up(rows, column.index, parts)
        if tried >= 3 and held >= _ADDS_UP * tried:
            found[column.index] = replace(column, is_sum=True)
            break
    return found


def stated_unit(lines: Sequence[str]) -> Unit | None:
    """The unit of money that a line near a table gives to all its figures.

    Args:
        lines: captions, titles, lines above the table, the nearest first.
    """
    for line in lines:
        if len(line) > _LONGEST_STATEMENT:
            continue
        said = _SAID.search(line)
        unit = read_unit(line) or (read_unit(said["unit"]) if said is not None else None)
        if unit is not None:
            return unit
    return None


_LONGEST_STATEMENT = 160
_SAID = re.compile(r"\bin\s(?P<unit>(?:\S+\s)?\S+)\s(?:angegeben|ausgewiesen|dargestellt|aufgeführt)\b")
"""A sentence that gives a unit to all figures: "Die Kosten sind in T€ angegeben."."""
_STATES = re.compile(
    r"\b(?:Angaben?|Beträge|Werte|Zahlen|Summen)\b|^\W*(?:in\s)?\W*(?:T€|TEUR|Tsd|Mio|EUR|Euro|€)",
    re.IGNORECASE,
)


def states_unit(line: str) -> bool:
    """Whether a line somewhere on the page speaks of all figures ("Alle Angaben in Euro", "in T€")."""
    return len(line) <= 120 and (_STATES.search(line) is not None or _SAID.search(line) is not None)
