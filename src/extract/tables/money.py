"""Which mentions of money may be added up, and why: the rule against counting twice.

A project may state its total, the parts of it, its sources of funds and the same figure again in the
running text. Only so many of them count that their sum is the money of the project:

1. What stands outside a project, is a price per unit or recurs (yearly, monthly) never counts as it is.
2. Only the statement of volume counts; a mention in the running text counts if it is called the total and
   the statement of volume has no figure.
3. A stated total counts and nothing beside it. Of several totals, equal ones count once, those for
   different periods all count, of those with different dates ("Stand") the newest counts; otherwise none.
4. Without a total the parts count; seed money counts only where it is the only amount.

Where labels say what each figure is, as in tables and sheets, the statement of volume is what stands under
the label that says most: a total or sum, else money granted, else applied for, else paid (`Project.stated`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from extract.reports.report import FoundAmount, Project


@dataclass(frozen=True, slots=True)
class Counting:
    """Whether an amount counts toward the total, with the reason."""

    counts: bool
    reason: str


OUTSIDE = Counting(False, "stands outside a project")
PRICE = Counting(False, "price per unit")
RECURRING = Counting(False, "recurs; a sum needs its years")
MENTIONED = Counting(False, "mentioned outside the statement of volume")
TOTAL = Counting(True, "the stated total")
TOTAL_IN_TEXT = Counting(True, "total stated in the text only")
PERIOD_TOTAL = Counting(True, "total of its own period")
NEWEST_TOTAL = Counting(True, "newest state of the total")
OLDER_TOTAL = Counting(False, "older state of the total")
REPEATED = Counting(False, "repeats the stated total")
SEVERAL = Counting(False, "one of several totals, none is certain")
PART = Counting(False, "part of or beside the stated total")
RECURRING_PART = Counting(False, "part of a recurring total")
SEED = Counting(False, "seed money, part of another amount")
SINGLE = Counting(True, "the only amount stated")
SUMMAND = Counting(True, "part, no total is stated")


def count_amounts(project: Project) -> tuple[Counting, ...]:
    """Say of each amount of a project whether it counts, in the order of ``project.amounts``."""
    volume = _volume_section(project)
    stated = (
        [
            item
            for item in project.amounts
            if item.parent.section is not None and item.parent.section == volume
        ]
        if project.stated is None
        else [project.amounts[index] for index in project.stated]
    )
    once = [item for item in stated if _is_sum(item)]
    fallback = not once and not any(item.mention.role == "total" for item in stated)
    in_text = [item for item in project.amounts if _is_sum(item) and item.mention.role == "total"]
    verdicts: dict[int, Counting] = {}
    if once:
        verdicts = _count_statement(once, recurring_total=_has_recurring_total(stated))
    elif fallback and in_text:
        verdicts = _count_totals(in_text)
        if len(in_text) == 1:
            verdicts = {id(in_text[0]): TOTAL_IN_TEXT}
    return tuple(verdicts.get(id(item)) or _not_counted(item) for item in project.amounts)


def count_outside(amounts: Sequence[FoundAmount]) -> tuple[Counting, ...]:
    """The same for amounts outside any project: none counts."""
    return tuple(OUTSIDE for _ in amounts)


def _volume_section(project: Project) -> str | None:
    for section in project.sections:
        if project.volume_text is not None and section.body.text == project.volume_text:
            return section.section
    return None


def _is_sum(item: FoundAmount) -> bool:
    return item.mention.frequency == "once" and item.mention.per is None


def _has_recurring_total(stated: Sequence[FoundAmount]) -> bool:
    return any(item.mention.role == "total" and item.mention.frequency != "once" for item in stated)


def _not_counted(item: FoundAmount) -> Counting:
    if item.mention.per is not None:
        return PRICE
    if item.mention.frequency != "once":
        return RECURRING
    return MENTIONED


def _count_statement(once: Sequence[FoundAmount], *, recurring_total: bool) -> dict[int, Counting]:
    totals = [item for item in once if item.mention.role == "total"]
    if totals:
        return {id(item): PART for item in once} | _count_totals(totals)
    if recurring_total:
        return {id(item): RECURRING_PART for item in once}
    if len(once) == 1:
        return {id(once[0]): SINGLE}
    return {id(item): SEED if item.mention.role == "seed" else SUMMAND for item in once}


def _count_totals(totals: Sequence[FoundAmount]) -> dict[int, Counting]:
    first = totals[0]
    if len(totals) == 1:
        return {id(first): TOTAL}
    if len({item.mention.value for item in totals}) == 1:
        return {id(item): REPEATED for item in totals} | {id(first): TOTAL}
    if _periods_disjoint(totals):
        return {id(item): PERIOD_TOTAL for item in totals}
    states = {item.mention.as_of_end for item in totals}
    if None not in states and len(states) == len(totals):
        newest = max(totals, key=lambda item: item.mention.as_of_end or date.min)
        return {id(item): OLDER_TOTAL for item in totals} | {id(newest): NEWEST_TOTAL}
    return {id(item): SEVERAL for item in totals}


def _periods_disjoint(totals: Sequence[FoundAmount]) -> bool:
    periods = sorted(
        (item.mention.period_start or date.min, item.mention.period_end or date.max)
        for item in totals
        if item.mention.period_start or item.mention.period_end
    )
    if len(periods) < len(totals):
        return False
    return all(earlier[1] < later[0] for earlier, later in pairwise(periods))
