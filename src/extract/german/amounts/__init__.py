"""Amounts of money in German text.

`find_amounts` is the one entry; `total_of`, `contradictions` and `doubts` judge the mentions of one
statement.
"""

from extract.german.amounts.context import AmountContext
from extract.german.amounts.doubts import doubts
from extract.german.amounts.find import find_amounts
from extract.german.amounts.totals import contradictions, total_of

__all__ = ["AmountContext", "contradictions", "doubts", "find_amounts", "total_of"]
