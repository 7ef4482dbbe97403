"""Years as labels: above milestones, at the heads of columns, beside the events of a timeline."""

from __future__ import annotations

import re

YEAR = r"(?:19|20)\d{2}"
YEAR_LABEL = re.compile(
    rf"""^\s*(?P<label>
        (?:(?:bis|ab|seit|nach|vor|Ende|Anfang|Mitte)\s+)? {YEAR}       # 2021, ab 2023
        (?:\s*[/–-]\s*(?:{YEAR}|\d{{2}}))?                               # 2020/2021, 2020–22
        (?:\s*(?:ff\.?|\(geplant\)|\(voraussichtlich\)))?
      | [1-4]\.\s*(?:Quartal|Halbjahr)\s+{YEAR}                         # 1. Halbjahr 2022
      | (?:Q[1-4]|H[12])\s*[/ ]\s*{YEAR}
      )\s*:?\s*$""",
    re.VERBOSE,
)

BROKEN_LABEL = re.compile(rf"{YEAR}\s*[/–-]$")
"""The first line of a label over two lines."""
