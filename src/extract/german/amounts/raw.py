"""A span of money with its value: what the scan hands on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAmount:
    """A span of money with its value.

    `group_start` and `group_end` span the whole elliptic list ("10.000 und 20.000 Euro") an amount is part
    of, so that what stands around the list holds for each of them.
    """

    start: int
    end: int
    value: Decimal
    value_to: Decimal | None
    currency: str
    group_start: int
    group_end: int
    between: bool
    """The range is opened by "zwischen"."""
    doubtful: bool
    compound: bool = False
    """A hyphen joins it to a noun ("5-Mio.-Euro-Programm")."""


def raw_amount(
    start: int,
    end: int,
    value: Decimal,
    value_to: Decimal | None,
    code: str,
    factor: Decimal,
    *,
    between: bool = False,
    doubtful: bool = False,
) -> RawAmount:
    """An amount that stands alone; values are in the printed unit, `factor` is what one of it is worth."""
    return RawAmount(
        start=start,
        end=end,
        value=value * factor,
        value_to=None if value_to is None else value_to * factor,
        currency=code,
        group_start=start,
        group_end=end,
        between=between,
        doubtful=doubtful,
    )
