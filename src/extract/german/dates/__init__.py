"""German calendar expressions: found, read, dated.

`find_dates` is all most callers need. Rules (`rules`, `grammar`, `lexicon`) are data with their examples
and counter-examples beside them in ``corpus.yaml`` and ``negatives.yaml``; the engine is `finding`.
"""

from extract.german.dates.finding import find_dates, label_interval
from extract.german.dates.labels import milestone_date, year_of_heading

__all__ = ["find_dates", "label_interval", "milestone_date", "year_of_heading"]
