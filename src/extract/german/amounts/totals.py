"""What the amounts of one statement of volume say together: the total, and where they contradict."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.german.records import AmountMention

PARTS = frozenset(["state", "federal", "eu", "own", "seed", "component"])
TOLERANCE = Decimal("0.02")
"""Rounded sums ("rund 5,1 Mio. €") may exceed their total by this share."""


def total_of(mentions: Sequence[AmountMention]) -> Decimal | None:
    """The total in euros, only when one single total is stated.

    None for a range, a yearly or monthly sum, a price per unit, another currency, and when two different
    totals are stated. "rund", "bis zu" and "über" do not matter here: the figure is the one that is stated.
    """
    values = set()
    for mention in mentions:
        if mention.role != "total":
            continue
        if mention.frequency != "once" or mention.per is not None:
            continue
        if mention.currency != "EUR" or mention.value_to is not None:
            return None
        values.add(mention.value)
    return values.pop() if len(values) == 1 else None


def contradictions(mentions: Sequence[AmountMention]) -> tuple[str, ...]:
    """Sentences for people about amounts of one statement that cannot all be right; empty when they can.

    Compared are sums paid once, in one currency. Parts may fall short of their total (not every part is
    named), unless they are two or more, all exact, and name their whole: then they have to add up to it.
    """
    found: list[str] = []
    once = [m for m in mentions if m.frequency == "once" and m.per is None]
    for currency in sorted({m.currency for m in once}):
        totals = [m for m in once if m.role == "total" and m.currency == currency]
        parts = [m for m in once if m.role in PARTS and m.currency == currency]
        if len({(m.value, m.value_to) for m in totals}) != 1 or not parts:
            continue
        total = totals[0]
        if not all(_same_time(part, total) for part in parts):
            continue
        found.extend(_compare(total, parts, currency))
    for mention in mentions:
        if mention.value_to is not None and mention.value_to < mention.value:
            found.append(f'The range "{mention.text}" runs backwards.')
    return tuple(found)


def _compare(total: AmountMention, parts: Sequence[AmountMention], currency: str) -> list[str]:
    whole = total.value_to if total.value_to is not None else total.value
    summed = sum((part.value for part in parts), Decimal(0))
    exact = total.modifier == "exact" and all(part.modifier == "exact" for part in parts)
    limit = whole if exact else whole * (1 + TOLERANCE)
    if total.modifier != "min" and summed > limit:
        return [f"Total {printed(whole, currency)} is less than its parts ({printed(summed, currency)})."]
    complete = len(parts) > 1 and (
        all(part.role == "component" for part in parts) or any(part.role == "own" for part in parts)
    )
    if exact and complete and summed != whole:
        return [
            f"Total {printed(whole, currency)} does not match"
            f" the sum of its parts ({printed(summed, currency)})."
        ]
    return []


def _same_time(part: AmountMention, total: AmountMention) -> bool:
    """A part for a time of its own may still be part of a total without one."""
    if total.period_start is None and total.period_end is None:
        return True
    return (part.period_start, part.period_end) in ((None, None), (total.period_start, total.period_end))


def printed(value: Decimal, currency: str = "EUR") -> str:
    """A sum for people in German notation: ``Decimal("1234567.5")`` → ``1.234.567,50 €``."""
    whole = value == value.to_integral_value()
    figures = f"{value:,.0f}" if whole else f"{value:,.2f}"
    german = figures.translate(str.maketrans(",.", ".,"))
    return f"{german} {'€' if currency == 'EUR' else currency}"
