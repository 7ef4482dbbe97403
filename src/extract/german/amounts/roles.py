"""Whose money a sum is, or what part of the whole."""

from __future__ import annotations

from extract.german.amounts.carry import Surroundings
from extract.german.amounts.context import AmountContext
from extract.german.amounts.periods import Period
from extract.german.amounts.scan import RawAmount
from extract.german.records import Role


def roles_of(
    text: str,
    raws: list[RawAmount],
    places: list[tuple[int, int]],
    around: list[Surroundings],
    periods: list[Period],
    *,
    context: AmountContext,
) -> list[Role]:
    """The role of each amount, in the order of `raws`."""
    return ["total" if context.volume_statement else "other" for _ in raws]
