"""Readings that another reader might dispute; they become findings and are never silent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extract.german.amounts.totals import printed
from extract.german.records import AmountMention

# "1,500 €": exactly three decimals, one comma, no multiplier
_COMMA_GROUP = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,])")
_MULTIPLIER = re.compile(r"(?i:\d\s*-?(?:tsd|tausend|mio|mill|mrd|bio|[tkm](?=€|eur)))")
# "200 - 600.000 Euro": the thousand spoken once
_THOUSAND_ONCE = re.compile(r"(?<![\d.,])(\d{3})\s?(?:-|–|bis)\s?\d{3}\.000(?!\d)")


def doubts(mentions: Sequence[AmountMention]) -> tuple[str, ...]:
    """One sentence for people per amount whose figure can be read in two ways; empty when none can."""
    found = []
    for mention in mentions:
        comma = _COMMA_GROUP.search(mention.text)
        if comma is not None and _MULTIPLIER.search(mention.text) is None:
            found.append(f'"{mention.text}" was read as {printed(mention.value, mention.currency)}.')
        once = _THOUSAND_ONCE.search(mention.text)
        if once is not None and mention.value_to is not None and mention.value == Decimal(once[1]) * 1000:
            low, high = printed(mention.value, mention.currency), printed(mention.value_to, mention.currency)
            found.append(f'"{mention.text}" was read as {low} to {high}.')
    return tuple(found)
