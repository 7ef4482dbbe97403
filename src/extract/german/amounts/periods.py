"""What time a sum is for, and as of when it is stated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.german.amounts.carry import Surroundings
from extract.german.amounts.context import AmountContext
from extract.german.amounts.scan import RawAmount
from extract.german.records import Frequency


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Interval the money is for and day or month as of which it is stated; None where not stated."""

    start: date | None = None
    end: date | None = None
    as_of_start: date | None = None
    as_of_end: date | None = None
    frequency: Frequency | None = None


def periods_of(
    text: str,
    raws: list[RawAmount],
    places: list[tuple[int, int]],
    around: list[Surroundings],
    *,
    context: AmountContext,
) -> list[Period]:
    """The period of each amount, in the order of `raws`."""
    return [Period() for _ in raws]
