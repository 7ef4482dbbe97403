"""What coordinated sums share: "etwa 3 Mio. € bzw. 40 € pro Jahr", "10 Mio. € und auf 12 Mio. €"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.german.amounts.frequency import ONCE
from extract.german.amounts.modifiers import Bound
from extract.german.amounts.raw import RawAmount
from extract.german.records import Frequency

# Nothing but the conjunction stands between the two.
_DIRECT = re.compile(r"\s* (?: bzw\. | beziehungsweise | und | oder | sowie | / ) \s* \Z", re.VERBOSE)
_ALTERNATIVE = re.compile(r"\s* (?: bzw\. | beziehungsweise | oder ) \s* \Z", re.VERBOSE)
# A second predicate with the same subject: "liegt bei … und wird auf … anwachsen"
_SAME_SUBJECT = re.compile(
    r"[^,;:\n\d]{0,12} \b und \s (?: wird | werden | soll | sollen | steigt | sinkt | stieg | sank"
    r" | wächst | auf ) \b"
    r" [^,;:\n\d]{0,50} \Z",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The words around one amount, read.

    `low`/`high`: end of the amount before and start of the one after it within the sentence. `end`: behind
    the words after the sum that belong to its rhythm.
    """

    low: int
    high: int
    bound: Bound
    frequency: Frequency | None
    own_frequency: Frequency | None
    """Stated after the sum itself."""
    per: str | None
    end: int


def carry_over(text: str, raws: list[RawAmount], around: list[Surroundings]) -> list[Surroundings]:
    """Let coordinated amounts share modifier and frequency where one of them states none."""
    result = list(around)
    for index in range(1, len(raws)):
        first, second = raws[index - 1], raws[index]
        if second.group_start < first.group_end or second.start - first.end > 90:
            continue
        gap = text[first.group_end : second.group_start]
        before, after = result[index - 1], result[index]
        once = ONCE.search(text, before.low, first.start) is not None
        if (
            _DIRECT.fullmatch(gap)
            and before.frequency is None
            and after.own_frequency is not None
            and not once
        ):
            result[index - 1] = before = replace(before, frequency=after.own_frequency)
        if _ALTERNATIVE.fullmatch(gap) and after.bound == "exact" and before.bound != "exact":
            result[index] = after = replace(after, bound=before.bound)
        if after.frequency is None and before.frequency is not None and _SAME_SUBJECT.fullmatch(gap):
            result[index] = replace(after, frequency=before.frequency)
    return result
