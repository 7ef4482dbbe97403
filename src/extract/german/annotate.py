"""`fortschritt annotate`: JSON lines with text in, JSON lines with dates, amounts and shares out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from extract.german.amounts import AmountContext, find_amounts
from extract.german.dates import find_dates
from extract.german.records import AmountMention, DateContext, DateMention, ShareMention
from extract.german.shares import ShareContext, find_shares


def annotate_stream(lines: Iterable[str]) -> Iterator[str]:
    """Annotate one JSON object per line; empty lines are passed over.

    Args:
        lines: objects with ``id``, ``text`` and optionally ``year`` (that year-less dates take),
            ``reference_date`` (ISO day; without a year the nearest occurrence is taken) and ``funding``
            (true: the text states how something is funded).

    Yields:
        One JSON object per input object: ``id``, ``dates``, ``amounts``, ``shares``; offsets count
        characters of the text given.

    Raises:
        ValueError: a line is no JSON object with a text, or its date, year or funding cannot be read; the
            message has the line's number.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                record = json.loads(line)
                yield json.dumps(annotate(record), ensure_ascii=False)
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"line {number}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def annotate(record: dict[str, Any]) -> dict[str, Any]:
    """Dates, amounts and shares of one record; see `annotate_stream`."""
    text = record["text"]
    if not isinstance(text, str):
        raise TypeError("text is not a string")
    funding = record.get("funding")
    if funding is not None and not isinstance(funding, bool):
        raise TypeError(f"funding must be true or false, not {funding!r}")
    context = DateContext(
        reference_date=_reference(record.get("reference_date")), heading_year=_year(record.get("year"))
    )
    dates = find_dates(text, context=context)
    amounts = find_amounts(
        text, context=AmountContext(volume_statement=bool(funding), dates=dates, date_context=context)
    )
    shares = find_shares(text, context=ShareContext(funding_statement=bool(funding)))
    return {
        "id": record.get("id"),
        "dates": [_date(mention) for mention in dates],
        "amounts": [_amount(mention) for mention in amounts],
        "shares": [_share(mention) for mention in shares],
    }


def _reference(day: Any) -> date | None:
    if not day:
        return None
    try:
        return date.fromisoformat(str(day)[:10])
    except ValueError:
        raise ValueError(f"reference_date must be a day like 2024-05-31, not {day!r}") from None


def _year(year: Any) -> int | None:
    if year is None:
        return None
    if isinstance(year, bool) or not str(year).isdecimal() or len(str(year)) != 4:
        raise ValueError(f"year must be a year of four digits, not {year!r}")
    return int(year)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: Decimal | None) -> int | float | None:
    """As a JSON number; whole sums without a fraction."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _date(mention: DateMention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "from": _iso(mention.date_start),
        "to": _iso(mention.date_end),
        "precision": mention.precision,
        "modifier": mention.modifier,
        "edtf": mention.edtf,
        "year_inferred": mention.year_inferred,
    }


def _amount(mention: AmountMention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "value": _number(mention.value),
        "value_to": _number(mention.value_to),
        "currency": mention.currency,
        "modifier": mention.modifier,
        "frequency": mention.frequency,
        "per": mention.per,
        "from": _iso(mention.period_start),
        "to": _iso(mention.period_end),
    }


def _share(mention: ShareMention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "percent": _number(mention.percent),
        "of": mention.of,
    }
