"""Rules drawn across a page: what stands above one and what stands below it are no common columns."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extract.layout.gutters import Atom
from extract.layout.rules import level_rules
from extract.pdf.records import Page, Word

_SHORTEST_EM = 12.0
"""A shorter rule underlines a word or stands within a column."""
_MOST = 60
"""Pages with more rules are forms, charts and tables with a rule for each line."""
_LOWER = 0.7
"""Part of a word's height: a rule further down underlines it."""
NO_KEY = -2_000_000


def bars_across(page: Page, words: Sequence[Word]) -> list[Atom]:
    """The long level rules of a page as atoms without height.

    A rule that goes through words, as the line of a timeline goes through its years, stands above them.
    """
    if not page.panels or not words:
        return []
    em = median(word.size for word in words)
    rules = [rule for rule in level_rules(page) if rule[2] - rule[1] >= _SHORTEST_EM * em]
    if len(rules) > _MOST:
        return []
    bars: list[Atom] = []
    for y, x0, x1 in rules:
        place = y
        for word in words:
            box = word.box
            if box.top < y < box.bottom and box.x0 < x1 and x0 < box.x1:
                part = (y - box.top) / box.height
                place = max(place, box.bottom) if part > _LOWER else min(place, box.top)
        bars.append(Atom(x0, place, x1, place, 0.0, NO_KEY, bar=True))
    return bars
