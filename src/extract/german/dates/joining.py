"""Ranges of two units, and enumerations that share a year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from extract.german.dates import lexicon
from extract.german.dates.calendar import Interval, Unit, interval
from extract.german.dates.grammar import ORDINAL, compiled
from extract.german.dates.numbers import is_closed


@dataclass(slots=True)
class Item:
    """An expression under construction: one unit, or a range of two."""

    start: int
    end: int
    left: Unit
    right: Unit | None = None
    shared_year: int | None = None
    """Year taken from a later item of the same enumeration."""
    weak: bool = False
    """Nothing beside it speaks for a date; it counts as the first of several that belong together only."""

    @property
    def elliptic(self) -> bool:
        """Part of the year stands at the other end only."""
        if self.right is None:
            return self.left.several and self.left.kind in {"day", "week", "month", "quarter", "halfyear"}
        return (self.left.year is None) != (self.right.year is None)

    @property
    def year(self) -> int | None:
        """The printed year that a neighbour may take over."""
        return self.left.year if self.left.year is not None else (self.right.year if self.right else None)

    @property
    def last_year(self) -> int | None:
        """The last printed year."""
        right = self.right.year if self.right else None
        return right if right is not None else self.left.year

    def years(self, missing: int | None) -> tuple[int | None, int | None]:
        """Years of both ends, the missing ones filled so that the range is shorter than a year."""
        left, right = self.left.year, self.right.year if self.right else self.left.year
        if self.right is None:
            return (left if left is not None else missing,) * 2
        if left is None and right is not None:
            left = right - 1 if _after(self.left, right, self.right, right) else right
        elif left is not None and right is None:
            first = interval(self.left, left)
            right = first[1].year if first else left
            if _after(self.left, left, self.right, right):
                right += 1
        elif left is None and right is None and missing is not None:
            left = missing
            right = missing + 1 if _after(self.left, missing, self.right, missing) else missing
        return left, right

    def span(self, missing: int | None = None) -> Interval | None:
        """First and last day, with the year given for a missing one; None if unknown or impossible."""
        left, right = self.years(missing)
        if left is None or right is None:
            return None
        first = interval(self.left, left)
        last = interval(self.right, right) if self.right else first
        if first is None or last is None or first[0] > last[1]:
            return None
        return first[0], last[1]


def _after(left: Unit, left_year: int, right: Unit, right_year: int) -> bool:
    first, last = interval(left, left_year), interval(right, right_year)
    return first is not None and last is not None and first[0] > last[1]


WEEKDAY: Final = rf"(?:{lexicon.WEEKDAY},?\s{{0,2}}(?:de[nm]\s)?)?"
G: Final = r"\s{1,3}"
TO = compiled(rf"""
    (?: \s{{0,3}},?\s{{0,3}}bis
            (?:{G}(?:einschließlich|inklusive|inkl\.|einschl\.|etwa|ca\.|circa|spätestens|voraussichtlich|mindestens
                  |hin|in|ins|zu|gegen)){{0,2}}
            (?:{G}(?:zum|zur|den|dem|der))? (?:{G}(?:Monat|Jahre?))?
      | \s{{0,3}}[-–—]\s{{0,3}}(?:zum|bis(?:{G}zum)?)?
    )\s{{0,3}}{WEEKDAY}""")
SLASH = re.compile(r"\s?/\s?")
AND = compiled(rf"{G}und{G}(?:(?:de[mnr]|zum){G})?{WEEKDAY}")
ON = compiled(rf"{G}auf{G}(?:den|die){G}")
BETWEEN = compiled(rf"[Zz]wischen{G}(?:de[mnr]{G})?(?:\w{{2,10}},?\s(?:de[mnr]\s)?)?\Z")
ENUMERATED = compiled(rf"""
    \s{{0,3}}(?:,|/|&|\+|;|,?\s{{0,3}}(?:und|sowie|oder|bzw\.|u\.))\s{{0,3}}
    (?:(?:am|im|vom|zum|bis|ab|der|den|dem|des|wieder|nochmals|dann|erneut){G}){{0,2}}{WEEKDAY}""")

_NUMBER: Final = re.compile(rf"{ORDINAL}|\d{{1,2}}(?:\.|t?en?\b)?")
_SEPARABLE: Final = frozenset({"day", "week", "quarter", "century"})
_COMMA: Final = re.compile(r"\s{0,3},\s{0,3}\Z")


def separate_days(text: str, item: Item) -> list[Item]:
    """``3., 17. und 24. Juni``, ``1. und 3. Quartal`` as one item each; what follows each other, and ranges,
    stays together."""
    unit = item.left
    if unit.kind not in _SEPARABLE or not unit.several or unit.numbers[-1] - unit.numbers[0] < 2:
        return [item]
    between = BETWEEN.search(text, max(0, item.start - 24), item.start) is not None
    if between or ON.search(text, item.start, item.end):
        return [replace(item, left=replace(unit, closed=True))]
    places = [match.span() for match in _NUMBER.finditer(text, item.start, item.end)][: len(unit.numbers)]
    places[-1] = places[-1][0], item.end
    runs = [[0]]
    ranges = [False]
    for index in range(1, len(unit.numbers)):
        to = is_closed(text[places[index - 1][1] : places[index][0]])
        if to or unit.numbers[index] - unit.numbers[index - 1] == 1:
            runs[-1].append(index)
            ranges[-1] |= to
        else:
            runs.append([index])
            ranges.append(False)
    if len(runs) == 1:
        return [item]
    items: list[Item] = []
    for run, closed in zip(runs, ranges, strict=True):
        numbers = tuple(unit.numbers[index] for index in run)
        days = replace(unit, numbers=numbers, closed=closed)
        if run is not runs[-1]:
            days = replace(days, year=None)  # shared from the last one
        start = places[run[0]][0] if items else item.start
        items.append(Item(start, places[run[-1]][1], days, weak=item.weak))
    return items


def without_weak(text: str, items: list[Item]) -> list[Item]:
    """The items without those that only a range or an enumeration would make dates, where there is none."""
    kept: list[Item] = []
    dropped: Item | None = None
    for index, item in enumerate(items):
        if item.weak and not _opens(text, items, index):
            dropped = item
            continue
        if dropped is not None and item.year is None and SLASH.fullmatch(text, dropped.end, item.start):
            dropped = item  # "Kanzlei Sommer/Winter": the second stands on the first
            continue
        dropped = None
        kept.append(item)
    return kept


def _opens(text: str, items: list[Item], index: int) -> bool:
    """Whether a range or an enumeration of the same kind of units begins with the item."""
    first = last = items[index]
    last_gap = ""
    for item in items[index + 1 : index + 9]:
        gap = text[last.end : min(item.start, last.end + 40)]
        same = item.left.kind == first.left.kind
        if last is first and TO.fullmatch(gap):
            return same or item.left.kind in {"day", "month", "season", "quarter", "year"}
        if not (same and (SLASH.fullmatch(gap) or TO.fullmatch(gap) or ENUMERATED.fullmatch(gap))):
            break
        last, last_gap = item, gap
        if item.year is not None:
            break
    # "Mai/Juni" is no pair of names, "Sommer/Winter" may be one
    plain = last.year is not None or (first.left.kind == "month" and not last.weak)
    return last is not first and plain and _COMMA.fullmatch(last_gap) is None


_GRAIN: Final = {"year": 3, "years": 3, "decade": 4, "century": 5, "schoolyear": 3, "studyyear": 3}


def join(text: str, items: list[Item]) -> list[Item]:
    """Two neighbours with a connector between them become one range."""
    for first, second in pairwise(items):
        _share_kind(text, first, second)
    joined: list[Item] = []
    for item in items:
        if joined and item.start - joined[-1].end <= 40 and _is_range(text, joined[-1], item):
            last = joined[-1]
            joined[-1] = Item(last.start, item.end, replace(last.left), item.left)
        elif joined and _goes_on(text, joined[-1], item):
            joined[-1] = Item(joined[-1].start, item.end, replace(joined[-1].left), item.left)
        else:
            joined.append(item)
    for index in range(len(joined) - 2, -1, -1):
        _share_year(text, joined[index], joined[index + 1])
    return joined


def _goes_on(text: str, left: Item, right: Item) -> bool:
    """``Mai/Juni/Juli 2024``: the next month of a range with slashes."""
    last = left.right
    if last is None or right.right is not None or last.kind != "month" or right.left.kind != "month":
        return False
    following = right.left.month == last.month % 12 + 1 and last.year is None
    slashed = SLASH.fullmatch(text[left.end : right.start]) is not None
    return following and slashed and "/" in text[left.start : left.end]


def _is_range(text: str, left: Item, right: Item) -> bool:
    gap = text[left.end : right.start]
    if left.right is not None or right.right is not None or "turn" in {left.left.kind, right.left.kind}:
        return False
    grains = _GRAIN.get(left.left.kind, 1), _GRAIN.get(right.left.kind, 1)
    if not _ordered(left.left, right.left):
        return False
    to = TO.fullmatch(gap)
    if to:
        spoken = "bis" in gap
        if not spoken and grains[0] != grains[1]:
            return False
        return spoken or not (
            left.left.kind == "year" and right.left.kind == "year" and " " in gap and "-" in gap
        )
    if SLASH.fullmatch(gap):
        kinds = {left.left.kind, right.left.kind}
        if kinds == {"day"}:
            return _next_day(left, right)  # "15.04./13.05." are two
        if kinds == {"year"}:
            return left.left.modifier is not None and right.left.modifier is not None  # Ende 2024/Anfang 2025
        return left.left.kind == right.left.kind and left.left.kind in {
            "month",
            "season",
            "quarter",
            "halfyear",
            "week",
        }
    before = text[max(0, left.start - 24) : left.start]
    if AND.fullmatch(gap):
        return BETWEEN.search(before) is not None
    return ON.fullmatch(gap) is not None and {left.left.kind, right.left.kind} == {"day"}


def _next_day(left: Item, right: Item) -> bool:
    span = Item(left.start, right.end, left.left, right.left).span(2021)
    return span is not None and (span[1] - span[0]).days == 1


def _ordered(left: Unit, right: Unit) -> bool:
    if left.year is None or right.year is None:
        return True
    first, last = interval(left, left.year), interval(right, right.year)
    return first is not None and last is not None and first[0] <= last[1]


def _share_kind(text: str, item: Item, following: Item) -> None:
    """``Schuljahre 2020/21 und 2021/22``: the second pair of years is a school year too."""
    pair = following.left.kind == "years" and following.left.numbers[1] - following.left.numbers[0] == 1
    if not pair or item.left.kind not in {"schoolyear", "studyyear", "semester"}:
        return
    gap = text[item.end : min(following.start, item.end + 33)]
    if len(gap) <= 32 and (ENUMERATED.fullmatch(gap) or TO.fullmatch(gap)):
        numbers = item.left.numbers
        following.left = replace(following.left, kind=item.left.kind, numbers=numbers)


def _share_year(text: str, item: Item, following: Item) -> None:
    """``März und April 2022``: the first takes the year of the second."""
    if item.year is not None or following.start - item.end > 32:
        return
    year = following.year if following.year is not None else following.shared_year
    kind = following.left.kind
    if year is None or _GRAIN.get(kind, 1) > 2 or not ENUMERATED.fullmatch(text[item.end : following.start]):
        return
    turned = item.left.kind == kind == "month" and item.left.month == 12 and following.left.month == 1
    item.shared_year = year - 1 if turned else year


def distance(span: Interval, day: date) -> int:
    """Days between a day and an interval, 0 inside it."""
    return max((span[0] - day).days, (day - span[1]).days, 0)
