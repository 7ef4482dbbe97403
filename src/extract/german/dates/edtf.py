"""EDTF strings (ISO 8601-2:2019, levels 1 and 2) for units and ranges.

Seasons are 21-24, quarters 33-36, half-years 40-41. An unknown year is ``XXXX``; the standard has no season
or quarter of an unknown year, there the months stand as an interval. Weeks are written as intervals of
days, a choice between years as ``[a,b]``.
"""

from __future__ import annotations

from datetime import date

from extract.german.dates.calendar import Interval, Unit, interval


def of_unit(unit: Unit, year: int | None) -> str:
    """EDTF of one unit, in the year where one is known."""
    known = f"{year:04d}" if year is not None else "XXXX"
    low, high = (unit.numbers[0], unit.numbers[-1]) if unit.numbers else (0, 0)
    text: str
    match unit.kind:
        case "day":
            days = [f"{known}-{unit.month:02d}-{day:02d}" for day in unit.numbers]
            text = days[0] if len(days) == 1 else f"{days[0]}/{days[-1]}"
        case "month" if unit.several:
            text = f"{known}-{low:02d}/{known}-{high:02d}"
        case "month":
            text = f"{known}-{unit.month:02d}"
        case "year":
            text = known
        case "quarter" | "season" | "halfyear" if year is not None and not unit.several:
            text = f"{known}-{low + {'quarter': 32, 'season': 20, 'halfyear': 39}[unit.kind]}"
        case "decade" if year is not None:
            text = f"{year // 10}X"
        case "century" if low == high:
            text = f"{low - 1:02d}XX"
        case _:
            text = _interval_text(unit, year)
    approximable = (
        text.count("-") < 2 and "/" not in text and not text.endswith("X") and unit.kind in {"year", "month"}
    )
    return f"{text}~" if unit.modifier == "approx" and approximable else text


def _interval_text(unit: Unit, year: int | None) -> str:
    if year is None and unit.kind not in {"century", "years"}:
        span = interval(unit, 2021)
        if span is None or unit.kind in {"week", "monthweek", "monthweekday", "decade"}:
            return "XXXX"
        if unit.kind == "holiday":
            moves = span[0].replace(year=2020) != (interval(unit, 2020) or span)[0]
            return "XXXX" if moves else f"XXXX-{span[0]:%m-%d}"
        if unit.kind == "turn":
            return "XXXX-12-31/XXXX-01-01"
        return f"XXXX-{span[0].month:02d}/XXXX-{span[1].month:02d}"
    span = interval(unit, year or 0) if year is not None else interval(unit, 1)
    return "XXXX" if span is None else of_days(span)


def of_days(span: Interval) -> str:
    """Shortest EDTF of an interval: one day, whole years, whole months or days."""
    start, end = span
    if start == end:
        return start.isoformat()
    first, last = _edge(start), _edge(end)
    if start.day == 1 and _month_end(end):
        if start.month == 1 and end.month == 12:
            return f"{start.year:04d}/{end.year:04d}"
        return f"{first}/{last}"
    return f"{start.isoformat()}/{end.isoformat()}"


def _edge(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _month_end(day: date) -> bool:
    return day.month != (date.fromordinal(day.toordinal() + 1)).month


def of_range(left: Unit, left_year: int | None, right: Unit, right_year: int | None) -> str:
    """EDTF interval from the first to the last day of a range of two units."""
    return f"{_bound(left, left_year, last=False)}/{_bound(right, right_year, last=True)}"


def _bound(unit: Unit, year: int | None, *, last: bool) -> str:
    text = of_unit(unit, year).rstrip("~")
    if "/" in text:
        text = text.split("/")[-1 if last else 0]
    span = interval(unit, year) if year is not None else None
    if span is not None and unit.kind in {"quarter", "season", "halfyear"}:  # no bounds of intervals in EDTF
        return _edge(span[1] if last else span[0])
    if span is not None and unit.kind in {"decade", "century"}:
        return f"{(span[1] if last else span[0]).year:04d}"
    return text
