"""Figures without a currency, read in the unit that stands in their head."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.german.amounts import AmountContext, find_amounts
from extract.german.cells import read_number
from extract.german.records import AmountMention, Unit


def bare_figures(text: str, unit: Unit) -> tuple[AmountMention, ...]:
    """The amounts that bare figures are in the unit of their head; none where the text says anything else.

    Args:
        text: the whole cell: one figure, one a line, or one with a qualifier ("rund 120", "100–150").
        unit: of the head, the title or the row.
    """
    found: list[AmountMention] = []
    start = 0
    for line in text.split("\n"):
        number = read_number(line)
        if number is not None:
            lead = len(line) - len(line.lstrip())
            found.append(
                _mention(
                    text, start + lead, start + lead + len(line.strip()), number * unit.factor, None, unit
                )
            )
        elif line.strip():
            qualified = _qualified(text, start, line, unit)
            if qualified is None:
                return ()
            found.append(qualified)
        start += len(line) + 1
    return tuple(found)


def _qualified(text: str, start: int, line: str, unit: Unit) -> AmountMention | None:
    """A figure with words around it, read as if its currency stood behind it; None if more is said."""
    read = find_amounts(f"{line.rstrip()} {unit.currency}", context=AmountContext(volume_statement=True))
    if len(read) != 1:
        return None
    (mention,) = read
    last = len(line.rstrip())
    figures = re.sub(r"\D", "", line)
    if mention.end <= last or re.sub(r"\D", "", mention.text) != figures:
        return None
    value_to = None if mention.value_to is None else mention.value_to * unit.factor
    made = _mention(text, start + mention.start, start + last, mention.value * unit.factor, value_to, unit)
    return replace(made, modifier=mention.modifier)


def _mention(
    text: str, start: int, end: int, value: Decimal, value_to: Decimal | None, unit: Unit
) -> AmountMention:
    return AmountMention(
        start=start,
        end=end,
        text=text[start:end],
        value=value,
        value_to=value_to,
        currency=unit.currency,
        per=unit.per,
        modifier="exact" if value_to is None else "range",
        frequency=unit.frequency,
        role="other",
        period_start=None,
        period_end=None,
        as_of_start=None,
        as_of_end=None,
        sentence_start=0,
        sentence_end=len(text),
    )
