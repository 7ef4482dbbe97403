"""Templates and the way values are written in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from extract.review.amend.values import to_text
from extract.review.pages.model import Item
from extract.review.pages.texts import attribute, named, said, spoken


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
        money=money,
        day=day,
        span=span,
        plain=to_text,
        by=_by,
        cells=_cells,
        dict=dict,
    )
    return environment


def template(name: str) -> Any:
    return _environment().get_template(name)


def _by(item: Item, column: str) -> str:
    return next((cell.text for cell in item.cells if cell.column == column), "")


def _cells(item: Item) -> list[dict[str, str | None]]:
    """What the form for corrections needs."""
    return [
        {
            "column": cell.column,
            "value": f"{item.table}/{item.project or '-'}"
            + (f"/{item.row}" if item.row is not None else "")
            + f"/{cell.column}",
            "text": cell.original if cell.original is not None else cell.text,
            "printed": cell.printed,
        }
        for cell in item.cells
        if cell.correctable
    ]


def money(value: Decimal | str | None, *, short: bool = False) -> str:
    """Euro as Germans write them: 1.234.567,00 €, or short: 1,2 Mio. €."""
    if value is None or value == "":
        return "–"
    amount = Decimal(value)
    if short:
        for limit, name in ((Decimal(10) ** 9, "Mrd."), (Decimal(10) ** 6, "Mio."), (Decimal(1000), "Tsd.")):
            if abs(amount) >= limit:
                return f"{amount / limit:.1f} {name} €".replace(".", ",", 1)
    text = f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{text.removesuffix(',00')} €"


def day(value: str | None) -> str:
    """A day as Germans write it."""
    return "–" if not value else f"{date.fromisoformat(value):%d.%m.%Y}"


def span(first: str | None, last: str | None) -> str:
    """An interval of days; one day is told once."""
    if not first and not last:
        return ""
    if not last:
        return f"{day(first)} –"
    if not first:
        return f"– {day(last)}"
    return day(first) if first == last else f"{day(first)} – {day(last)}"
