"""Amounts of money in German text.

`find_amounts` is the one entry; `total_of` and `contradictions` judge the mentions of one statement.
"""

from extract.german.amounts.context import AmountContext
from extract.german.amounts.find import find_amounts
from extract.german.amounts.totals import contradictions, total_of

__all__ = ["AmountContext", "contradictions", "find_amounts", "total_of"]
