"""Templates and the way values are written in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extract.export.german import german_word
from extract.review.amend.values import correctable, to_text
from extract.review.pages.forms import (
    Both,
    column_meaning,
    column_title,
    euro,
    finding_meaning,
    finding_message,
    finding_title,
    grade_reasons,
    shown,
    table_title,
)
from extract.review.pages.model import Item
from extract.review.pages.texts import attribute, named, said, spoken
from extract.review.words import around
from extract.tables.columns import MONEY
from extract.tables.contract import TABLES

NUMERIC = ("int8", "int16", "int32", "int64", "float64", "decimal(5,2)", *MONEY, "decimal(18,4)")
"""Types of columns that stand to the right."""

LONG = 480
"""Characters from which on a text is folded."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("extract.review.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=spoken,
        ta=attribute,
        say=said,
        named=named,
        shown=shown,
        euro=euro,
        both_attribute=both_attribute,
        column_title=column_title,
        column_meaning=column_meaning,
        table_title=table_title,
        finding_message=finding_message,
        finding_title=finding_title,
        finding_meaning=finding_meaning,
        grade_reasons=grade_reasons,
        between=between,
        plain=to_text,
        around=around,
        cells=_cells,
        cell_rows=_cell_rows,
        pages_of=_pages_of,
        is_long=lambda text: len(text or "") > LONG,
        as_choice=lambda column, value: value == "true" if column.type == "bool" else value,
        numeric=NUMERIC,
        is_word=lambda value: isinstance(value, str) and german_word(value) is not None,
        dict=dict,
    )
    return environment


def template(name: str) -> Any:
    return _environment().get_template(name)


def both_attribute(name: str, both: Both) -> Markup:
    """An attribute in German that the language switch changes to English."""
    return Markup('{0}="{1}" data-en-{0}="{2}"').format(name, both.de, both.en)


def _cells(item: Item) -> list[dict[str, Any]]:
    """What the form for corrections needs."""
    return [
        {
            "value": f"{item.table}/{item.project or '-'}"
            + (f"/{item.row}" if item.row is not None else "")
            + f"/{cell.column}",
            "text": cell.extracted,
            "shown": _pair(cell.original or cell.shown),
            "typed": cell.typed,
            "printed": cell.printed,
        }
        for cell in item.cells
        if cell.correctable
    ]


def form_columns() -> dict[str, dict[str, Any]]:
    """What the form knows of each column that may be corrected: its title, and its choices if it has any."""
    found: dict[str, dict[str, Any]] = {}
    for table in TABLES.values():
        for column in table.columns:
            if correctable(table.name, column.name):
                found[f"{table.name}/{column.name}"] = {
                    "title": _pair(column_title(table.name, column.name)),
                    "choices": [
                        [value, *_pair(shown(table.name, column.name, value))] for value in column.values
                    ],
                }
    return found


def _cell_rows(items: Sequence[Item]) -> list[list[list[Item]]]:
    """Cells of printed tables, table by table and row by row, from left to right."""
    tables: dict[int, dict[int, list[Item]]] = {}
    for item in items:
        table, row = (int(cell.text) if (cell := item.cell(name)) else 0 for name in ("table", "row"))
        tables.setdefault(table, {}).setdefault(row, []).append(item)

    def left(item: Item) -> int:
        column = item.cell("column")
        return int(column.text) if column else 0

    return [[sorted(row, key=left) for _, row in sorted(rows.items())] for _, rows in sorted(tables.items())]


def _pair(both: Both) -> list[str]:
    return [both.de, both.en]


def _pages_of(item: Item) -> Both:
    """ "S. 12", or "S. 12–13"; nothing for a value without a place."""
    if not item.pages:
        return Both("", "")
    first, last = item.pages[0], item.pages[-1]
    numbers = str(first) if first == last else f"{first}–{last}"
    return Both(f"S. {numbers}", f"p. {numbers}")


def between(first: Both, last: Both, has_first: str, has_last: str) -> Both:
    """An interval of days; one day is written once."""
    if has_first and has_last:
        if first == last:
            return first
        return Both(f"{first.de} – {last.de}", f"{first.en} – {last.en}")
    if has_first:
        return Both(f"ab {first.de}", f"from {first.en}")
    return Both(f"bis {last.de}", f"until {last.en}") if has_last else Both("–", "–")
