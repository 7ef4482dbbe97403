"""Rules drawn across a page: what stands above one and what stands below it are no common columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.layout.geometry import is_rule
from extract.layout.gutters import Atom
from extract.layout.rules import level_rules
from extract.pdf.records import Box, Page, Panel, Word

_SHORTEST_EM = 12.0
"""A shorter rule underlines a word or stands within a column."""
_INSET_EM = 1.5
_HIGHEST = 0.5
"""A higher panel is a background."""
_MOST = 60
"""Pages with more rules are forms, charts and tables with a rule for each line."""
_LABEL = 0.7
"""A column of labels is narrower than this part of that of their values."""
_LOWER = 0.7
"""Part of a word's height: a rule further down underlines it."""
_SLACK_EM = 0.15
"""By how much a word may stand out of a bar that it stands on."""
_STEP_EM = 0.1
"""Heights of cells side by side are compared in such steps."""
NO_KEY = -2_000_000


def bars_across(page: Page, words: Sequence[Word], chosen: Sequence[Panel]) -> list[Atom]:
    """The long level rules of a page as atoms without height, and the edges of bars with text on them.

    A rule that goes through words, as the line of a timeline goes through its years, stands above them. The
    atoms are a little shorter than what is drawn: bars in one column do not reach into the gutter beside it.

    Args:
        page: as read by the pdf room.
        words: those that read from left to right.
        chosen: panels that are regions of their own.
    """
    if not page.panels or not words:
        return []
    em = median(word.size for word in words)
    rules = [rule for rule in level_rules(page) if rule[2] - rule[1] >= _SHORTEST_EM * em]
    for panel in page.panels:
        box = panel.box
        if is_rule(panel, em) or any(panel is other for other in chosen):
            continue
        if panel.fill is None:  # a cell of a ruled table
            rules += [(y, box.x0, box.x1) for y in (box.top, box.bottom) if box.width >= _SHORTEST_EM * em]
            continue
        if (
            box.width >= _SHORTEST_EM * em
            and em <= box.height < _HIGHEST * page.height
            and _holds(box, words, _SLACK_EM * em)
        ):
            rules += [(box.top, box.x0, box.x1), (box.bottom, box.x0, box.x1)]
    rules += [rule for rule in _rows_of_cells(page, chosen, em) if rule[2] - rule[1] >= _SHORTEST_EM * em]
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
        inset = _INSET_EM * em
        bars.append(Atom(x0 + inset, place, x1 - inset, place, 0.0, NO_KEY, bar=True))
    return bars


def _rows_of_cells(page: Page, chosen: Sequence[Panel], em: float) -> list[tuple[float, float, float]]:
    """The edges of labels and their values that stand in two frames side by side, the labels' narrower."""
    step = _STEP_EM * em
    cells = sorted(
        {
            (round(panel.box.top / step), round(panel.box.bottom / step), panel.box.x0, panel.box.x1)
            for panel in page.panels
            if panel.stroke is not None
            and not is_rule(panel, em)
            and not any(panel is other for other in chosen)
        }
    )
    found: list[tuple[float, float, float]] = []
    for (top, bottom, x0, x1), (other_top, other_bottom, start, end) in pairwise(cells):
        level = top == other_top and bottom == other_bottom and abs(start - x1) < _SLACK_EM * em
        if level and x1 - x0 < _LABEL * (end - start):
            found += [(top * step, x0, end), (bottom * step, x0, end)]
    return sorted(set(found))


def _holds(box: Box, words: Sequence[Word], slack: float) -> bool:
    """Whether there is text in it, and none that crosses its sides as it does those of a decoration."""
    level = [
        word.box
        for word in words
        if box.top <= (word.box.top + word.box.bottom) / 2 <= box.bottom
        and box.x0 < word.box.x1
        and word.box.x0 < box.x1
    ]
    return bool(level) and all(box.x0 - slack <= one.x0 and one.x1 <= box.x1 + slack for one in level)
