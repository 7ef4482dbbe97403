"""Whether digits are a year or a count: ``bis 2025``, ``2025 Haushalte``, ``von 2000 bis 3000 Euro``.

The words beside them decide, and what else the clause says of time. The patterns are those of `surroundings`.
"""

from __future__ import annotations

from typing import Final

from extract.german.dates import surroundings as beside
from extract.german.dates.calendar import Unit

_USUAL: Final = range(1990, 2061)
"""Years that reports speak of: before a countable noun they may still be years."""
_GOALS: Final = range(2030, 2101, 5)
"""Years for which plans are made that bear them in their names."""
_FAR: Final = 2035
"""Beside another year of the clause, digits beyond it rather count what the noun behind them names."""
_SAME_TIME: Final = range(1, 4)
"""A year so soon after the other one of the clause may be a second time (``nach 2021 … 2022 Bäume``)."""


def is_year(text: str, start: int, end: int, before: str, unit: Unit, trigger: str) -> bool:
    """Whether the digits at ``text[start:end]`` name a year or several where they stand.

    Args:
        before: the text before them, as far as a guard looks.
        trigger: the class of the token they begin with.
    """
    slashed = "/" in text[start : end + 1]
    if slashed and (beside.LAW_BEFORE.search(before) or beside.COURT_FILE.search(before)):
        return False
    if beside.NORM.search(before):
        return False
    strong = beside.STRONG_YEAR.search(before) is not None
    if trigger == "apostrophe":
        return strong or beside.BEFORE_YEAR.search(before) is not None
    if unit.kind == "years":
        return not beside.NUMBERED.search(before) and not _span_of_counts(text, end, before, unit)
    if (
        beside.CLOCK.match(text, end)
        or beside.NAME_BEFORE_YEAR.search(before)
        or _in_quoted_name(text, end, before)
    ):
        return False
    if beside.COUNT.match(text, end):
        return beside.YEAR_LEAD.search(before) is not None
    if beside.DURATION.match(text, end):
        return False
    if beside.LINE_ENDS.match(text, end) and beside.COUNT_LABEL.search(before):
        return False
    if unit.year not in _USUAL and (
        beside.BEFORE_YEARS.match(text, end) or beside.OF_YEAR_BEFORE.search(before)
    ):
        return False
    assert unit.year is not None
    if text.startswith(".", end) and text[end + 1 : end + 2].isdigit():
        return strong or beside.BEFORE_YEAR.search(before) is not None  # "bis 2022.14": the mark of a note
    if unit.year in _GOALS and beside.PLAN_NAME.search(before):
        return False
    if not beside.YEAR_LEAD.search(before) and (
        _end_of_counts(text, end, before, unit.year)
        or _count_of_a_year(text, end, before)
        or _counted_beside_a_date(text, end, before, unit.year)
    ):
        return False
    rounded = beside.ROUND.search(text[start:end]) is not None
    soft = beside.SOFT_COUNT.match(text, end) is not None
    if strong:
        return not (soft and rounded) or beside.YEAR_LEAD.search(before) is not None
    if beside.NUMBERED.search(before) or beside.LONG_NUMBER.search(before) or _measured(before):
        return False
    if beside.OTHER_NUMBER.search(before):
        return beside.YEAR_AND.search(before) is not None and beside.LOWER_WORD.match(text, end) is not None
    if soft:
        usual = unit.year in _USUAL and not rounded
        return usual and beside.WORD_LEAD.search(before) is not None
    if rounded and beside.CAPITAL_WORD.match(text, end):
        return False
    if unit.year % 100 == 0 and beside.ADJECTIVE.match(text, end):
        return False
    if beside.BEFORE_YEAR.search(before) or 1700 <= unit.year <= 2100:
        return True
    return _told_of_history(text, end, before)


def _usual(year: int) -> bool:
    return year in _USUAL and year % 50 != 0


def _measured(before: str) -> bool:
    """A quantity's word or a currency stands before it; a sum with its own number does not count."""
    if beside.SUM_BEFORE.search(before):
        return False
    return beside.QUANTITY.search(before) is not None or beside.EURO_LEAD.search(before) is not None


def _counted(text: str, end: int) -> bool:
    """A countable noun follows, perhaps with an adjective."""
    return beside.SOFT_COUNT.match(text, end) is not None or beside.PLURAL.match(text, end) is not None


def _span_of_counts(text: str, end: int, before: str, unit: Unit) -> bool:
    """``1850–1900 Haushalte``."""
    if beside.YEAR_LEAD.search(before) or beside.SOFT_COUNT.match(text, end) is None:
        return False
    return not all(map(_usual, unit.numbers))


def _end_of_counts(text: str, end: int, before: str, year: int) -> bool:
    """One end of ``zwischen 1900 und 2100 Haushalte``, ``von 1920 auf 2040 Plätze``."""
    right = beside.OTHER_END_RIGHT.match(text, end)
    if right is not None:
        other, at = int(right["n"].replace(".", "")), right.end()
        if beside.COUNT.match(text, at):
            return True
        changes = right["c"] == "auf"
        if changes and (_counted(text, at) or _of_a_number(text, end, before, at)):
            return True
        if changes and beside.SPAN_LEAD.search(before) and not (_usual(year) and _usual(other)):
            return True
        if beside.SOFT_COUNT.match(text, at):
            return not (_usual(year) and _usual(other))
        return (
            other > 2200 and right["c"] not in {"und", "oder"} and beside.SPAN_LEAD.search(before) is not None
        )
    left = beside.OTHER_END_LEFT.search(before)
    if left is None:
        return False
    if left["c"] == "auf":
        start = before[: left.start()]
        span = beside.SPAN_LEAD.search(start) is not None and not (_usual(year) and _usual(int(left["n"])))
        return span or _counted(text, end) or _of_a_number(text, end, start, end)
    return beside.SOFT_COUNT.match(text, end) is not None and not (_usual(year) and _usual(int(left["n"])))


def _of_a_number(text: str, end: int, before: str, at: int) -> bool:
    """``Die Zahl der Plätze stieg von 1920 auf 2040.``; with "um" behind it the ends are years."""
    return beside.NUMBER_OF.search(before) is not None and beside.BY_RIGHT.match(text, at) is None


def _count_of_a_year(text: str, end: int, before: str) -> bool:
    """``davon 1700 im Jahr 2022``; ``2021 zählte die Stelle 1850, 2022 sogar 2050 Anfragen``."""
    if beside.YEAR_PREPOSITION.search(before):
        return False
    if beside.YEAR_HAD.search(before) and beside.COUNT_ENDS.match(text, end):
        return True
    if beside.IN_A_YEAR.match(text, end) and beside.NOUN_BEFORE.search(before) is None:
        return True
    return (
        beside.NEXT_YEAR_COUNT.match(text, end) is not None
        and beside.YEAR_EARLIER.search(before) is not None
        and beside.WORD_LEAD.search(before) is not None
    )


def _counted_beside_a_date(text: str, end: int, before: str, year: int) -> bool:
    """``Bis Juni 2024 lagen 2014 Einwendungen vor``: the clause has its time already."""
    if beside.LOWER_LEAD.search(before) is None or beside.YEAR_PREPOSITION.search(before) is not None:
        return False
    countable = beside.SOFT_COUNT.match(text, end) is not None
    if not (countable or beside.PLURAL.match(text, end)) or beside.BEFORE_YEAR.search(before):
        return False
    earlier = beside.YEAR_IN_CLAUSE.search(before)
    if earlier is not None:
        later = year - int(earlier["y"])
        # Lives are told in their order: "ging 2005 nach Olm und wurde 2010 Trainer".
        return later not in _SAME_TIME if countable else later <= 0 or year > _FAR
    return beside.PLURAL_WITH_YEAR.match(text, end) is not None


def _told_of_history(text: str, end: int, before: str) -> bool:
    """``Die Gilde baute 1540 ein Rathaus``: a past event between subject and object, nothing to count."""
    if beside.STARTS.search(before) is not None:
        return beside.PAST_VERB_RIGHT.match(text, end) is not None
    return (
        beside.PAST_VERB_LEFT.search(before) is not None and beside.EVENT_RIGHT.match(text, end) is not None
    )


def _in_quoted_name(text: str, end: int, before: str) -> bool:
    """``„Innovation im Tal 2030“``: the year closes a quoted name, ``„Bericht für 2022“`` names a year."""
    if text[end : end + 1] not in beside.CLOSING_QUOTES or end >= len(text):
        return False
    quoted = beside.QUOTED_NAME.search(before)
    return quoted is not None and beside.SMALL_WORD.search(quoted[1]) is None
