"""Figures of tables that are no lists of projects: balance sheets, budgets, statistics of money.

A bare figure is money when its column, its row or the table as a whole names a unit of money. Nothing is
assumed here: without a unit a figure is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.german.cells import read_period, read_unit
from extract.german.records import DateContext, Unit
from extract.layout.records import Line
from extract.layout.text import PlacedText
from extract.reports.lists.contents import has_letters, holds, holds_cell
from extract.reports.lists.head_texts import is_bare
from extract.reports.lists.heads import ColumnHead, Head
from extract.reports.lists.row_cells import Row, RowCell
from extract.reports.report import FoundAmount, Parent
from extract.reports.text.bare_figures import bare_figures
from extract.reports.text.mentions import Mentions, find_mentions

_OTHER_UNIT = re.compile(
    r"""
    (?: \(\s* | \b in \s | ,\s )? (?: % | Prozent | v\.\s?H\. ) \s* \)? \s* $
    | \b (?: Anzahl | Quote | Punkte ) \b
    | [(\[] [^)\]]* \b
      (?: Anzahl | Personen | Stück | VZÄ | Stellen | [kMG]?Wh? | kWp | km | ha | m² | m³ | qm | t | kg
        | Jahre | Tage | Einwohner ) \b [^)\]]* [)\]]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIKE_A_PERIOD = re.compile(
    r"\b(?:davon|dav\.|hiervon|darunter|Vorjahr|Geschäftsjahr|Plan|Ist|Soll|Ansatz|Ergebnis|Veränderung|Abweichung|Differenz|gesamt|Summe|Rest)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """What stands above the figures of a column."""

    label: str | None
    unit: Unit | None
    period: tuple[date, date] | None
    is_other: bool
    """Whether it names a unit that is none of money."""


def figure_columns(head: Head | None, count: int, stated: Unit | None) -> list[FigureColumn]:
    """Unit and period of each column of a table.

    Args:
        head: of the table, if it has one.
        count: number of columns.
        stated: the unit that its title or the page gives to all figures.
    """
    heads: Sequence[ColumnHead | None] = head.columns if head is not None else [None] * count
    found: list[FigureColumn] = []
    left: Unit | None = None
    for own in heads:
        text = "" if own is None else " ".join([*own.parents, own.text])
        is_other = _OTHER_UNIT.search(text) is not None and (own is None or own.unit is None)
        unit = own.unit if own is not None else None
        if unit is None and not is_other:
            near = own is not None and (
                is_bare(own.text) or own.period is not None or _LIKE_A_PERIOD.search(text)
            )
            unit = stated or (left if near else None)
        if own is not None and own.unit is not None:
            left = own.unit
        found.append(FigureColumn(own.text if own else None, unit, own.period if own else None, is_other))
    return found


def row_label(row: Row) -> str | None:
    """The words at the left of a row: what its figures are figures of."""
    words: list[str] = []
    for cell in row.filled:
        kind = holds_cell(cell)
        if kind in ("figure", "money", "percent", "none") and words:
            break
        if cell.text and (has_letters(cell.text) or kind == "code"):
            words.append(cell.text)
        elif words:
            break
    text = " ".join(words)
    return text if has_letters(text) else None


_ON_LINE = 0.5
"""Two cells stand on one line where they share this part of its height."""
_FIGURE_AT_END = re.compile(r"\d[\d.,'’]*(?:\s?(?:Tsd|Mio|Mrd|Mill)\.?)?$")
_UNIT_ALONE = re.compile(r"(?:(?:Tsd|Mio|Mrd|Mill)\.?\s?)?(?:T€|TEUR|€|EUR|Euro|CHF|Fr\.)")


def unit_behind(row: Row, cell: RowCell, lines_of: Callable[[RowCell], Sequence[Line]]) -> RowCell | None:
    """The cell behind one that ends with a figure, where it holds nothing but the unit of it.

    Args:
        row: of the table.
        cell: of the row.
        lines_of: the printed lines of a cell.
    """
    if _FIGURE_AT_END.search(cell.text) is None:
        return None
    last = lines_of(cell)[-1].box
    for behind in row.filled:
        lines = lines_of(behind)
        if behind is cell or not lines or lines[0].box.x0 < last.x1:
            continue
        shared = min(last.bottom, lines[0].box.bottom) - max(last.top, lines[0].box.top)
        if shared > _ON_LINE * last.height:
            return behind if _UNIT_ALONE.fullmatch(behind.text) is not None else None
    return None


def whole_of(cell: RowCell, unit: RowCell) -> RowCell:
    """A figure and the unit in the cell beside it as one cell."""
    return replace(cell, sources=(*cell.sources, *unit.sources), text=f"{cell.text} {unit.text}")


_UNITS = re.compile(r"\b(?:EUR|Euro|TEUR|CHF)\b|T?€")
_YEAR_AS_SUM = re.compile(r"(?:19|20)\d\d\D*")


def head_mentions(body: PlacedText, position: int, *, edition: int | None) -> Mentions:
    """What is found in a head: dates, and sums in heads that are sentences.

    Args:
        body: the words of the head.
        position: of its cell among those of the report.
        edition: year of the report's edition.
    """
    parent = Parent("cell", None, None, position)
    context = DateContext(edition_year=edition)
    # "2021 EUR" is a year above its unit, no sum.
    bare = _UNITS.sub(lambda match: ";" * len(match.group()), body.text)
    found = find_mentions(replace(body, text=bare), parent, context)
    sums = [
        one
        for one in find_mentions(body, parent, context).amounts
        if _YEAR_AS_SUM.fullmatch(one.mention.text) is None
    ]
    return Mentions(dates=found.dates, links=found.links, amounts=tuple(sums))


_MINUS_APART = re.compile(r"\s*(?P<minus>[-–−])\s+(?=\d)")


def _signed(found: FoundAmount, body: PlacedText) -> FoundAmount:
    """A sum with the minus that stands apart before it at the beginning of a cell: cells have no bullets."""
    mention, match = found.mention, _MINUS_APART.match(body.text)
    if match is None or mention.start != match.end() or mention.value is None or mention.value < 0:
        return found
    start = match.start("minus")
    signed = replace(mention, start=start, text=body.text[start : mention.end], value=-mention.value)
    return replace(found, mention=signed, boxes=body.boxes(start, mention.end))


def mentions_of(
    cell: RowCell,
    body: PlacedText,
    column: FigureColumn,
    position: int,
    *,
    label: str | None,
    beside: Unit | None = None,
    edition: int | None,
) -> Mentions:
    """What is found in one cell of a table that is no list of projects.

    Args:
        cell: of a row.
        body: its text.
        column: what stands above it.
        position: of the cell among those of the report.
        label: the words at the left of its row.
        beside: the unit in the next cell of the row, where it holds nothing else.
        edition: year of the report's edition.
    """
    parent = Parent("cell", None, None, position)
    text = body.text
    in_row = read_unit(label) if label is not None and cell.text != label else None
    other = column.is_other or (
        label is not None and in_row is None and _OTHER_UNIT.search(label) is not None
    )
    unit = beside or in_row or (None if other else column.unit)
    head = " – ".join(part for part in (label if label != text else None, column.label) if part) or None
    if unit is not None and holds(" ".join(text.split())) == "figure":
        period = column.period
        if period is None and label is not None and (named := read_period(label)) is not None:
            start, end = named
            period = (start, end) if start is not None and end is not None else None
        amounts = []
        for mention in bare_figures(text, unit):
            made = mention
            if period is not None:
                made = replace(made, period_start=period[0], period_end=period[1])
            amounts.append(FoundAmount(parent, made, text, body.boxes(made.start, made.end), head))
        return Mentions(amounts=tuple(amounts))
    if holds(" ".join(text.split())) in ("figure", "percent", "none", "code"):
        return Mentions()
    found = find_mentions(body, parent, DateContext(edition_year=edition))
    return replace(
        found,
        amounts=tuple(replace(_signed(one, body), label=column.label) for one in found.amounts),
        dates=tuple(replace(one, label=column.label) for one in found.dates),
    )
