"""Which boxes of a page are regions of their own, and which are rows of a table or decoration."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.geometry import is_rule
from extract.pdf.records import Box, Page, Panel, Word

_LARGEST_PANEL = 0.85
"""A panel over more of the page than this is its background."""
_TOUCHING_EM = 0.2
_WITHIN_EM = 0.15
"""Text may stand out of its box by so much."""
_ACROSS_EM = 0.1
"""Text that shares less of its width with a box only touches it."""
_ROWS_DIFFER = 4.0
"""A bar that is much lower than the box below it is its head, not a row of the same table."""
_PADDING_EM = 1.5
"""White space above and below the text of a row without a fill, at most."""
_FEWEST_PANEL_LINES = 3
"""Panels around fewer lines are bars behind a heading or cells of a table, not regions."""


def text_panels(page: Page, words: Sequence[Word], area: float, em: float) -> list[Panel]:
    """Panels that hold some lines of text and nothing that sticks out, the outermost ones only.

    Args:
        page: as read by the pdf room.
        words: those that read from left to right.
        area: of the page, in square points.
        em: usual size of its type.
    """
    touching = _TOUCHING_EM * em
    chosen: list[Panel] = []
    frames = [panel for panel in page.panels if not is_rule(panel, em)]
    rules = [panel.box for panel in page.panels if is_rule(panel, em)]
    candidates = [
        panel
        for panel in page.panels
        if not is_rule(panel, em) and 0.01 * area < panel.box.width * panel.box.height < _LARGEST_PANEL * area
    ]
    for panel in sorted(candidates, key=lambda item: -item.box.width * item.box.height):
        if any(within(panel.box, other.box, em) for other in chosen):
            continue
        if any(_is_next_row(panel, other, touching) for other in frames):
            continue
        level = _level(panel.box, words, em)
        members = [word for word in level if within(word.box, panel.box, em)]
        crossing = any(
            overlaps(word.box, panel.box, em) and not within(word.box, panel.box, em) for word in level
        )
        if crossing or line_count(members) < _FEWEST_PANEL_LINES:
            continue
        if any(_is_stripe(panel, other, members, words, touching) for other in frames):
            continue
        if panel.fill is None and any(_goes_on(panel.box, rule, touching) for rule in rules):
            continue
        chosen.append(panel)
    return chosen


def _level(box: Box, words: Sequence[Word], em: float) -> list[Word]:
    """The words whose middle lies between top and foot of a box: a cheap look before the full ones."""
    low, high = 2 * (box.top - _WITHIN_EM * em), 2 * (box.bottom + _WITHIN_EM * em)
    return [word for word in words if low <= word.box.top + word.box.bottom <= high]


def _is_next_row(panel: Panel, other: Panel, touching: float) -> bool:
    """Whether two boxes of one look and width touch, as rows of a table do."""
    one, two = panel.box, other.box
    touch = min(abs(one.top - two.bottom), abs(two.top - one.bottom)) < touching
    wide = abs(one.x0 - two.x0) < touching and abs(one.x1 - two.x1) < touching
    alike = (panel.stroke is None) == (other.stroke is None)
    return (
        touch and wide and alike and max(one.height, two.height) < _ROWS_DIFFER * min(one.height, two.height)
    )


def _goes_on(box: Box, rule: Box, touching: float) -> bool:
    """Whether a rule goes on from a corner of a frame in line with one of its sides, as in a ruled table."""
    if rule.width >= rule.height:
        level = min(abs(rule.top - box.top), abs(rule.top - box.bottom)) < touching
        return level and min(abs(rule.x1 - box.x0), abs(rule.x0 - box.x1)) < touching
    upright = min(abs(rule.x0 - box.x0), abs(rule.x0 - box.x1)) < touching
    return upright and min(abs(rule.bottom - box.top), abs(rule.top - box.bottom)) < touching


def _is_stripe(
    panel: Panel, other: Panel, members: Sequence[Word], words: Sequence[Word], touching: float
) -> bool:
    """Whether two boxes are every other row of a table: the text between them is set as in them."""
    one, two = panel.box, other.box
    alike = panel.fill is not None and panel.fill == other.fill
    if not alike or abs(one.x0 - two.x0) > touching or abs(one.x1 - two.x1) > touching:
        return False
    low, high = min(one.bottom, two.bottom), max(one.top, two.top)
    left = min(word.box.x0 for word in members)
    between = [
        word
        for word in words
        if low < (word.box.top + word.box.bottom) / 2 < high and one.x0 < word.box.x1 and word.box.x0 < one.x1
    ]
    if not between or any(word.box.x0 < left - touching or word.box.x1 > one.x1 for word in between):
        return False
    top, bottom = min(word.box.top for word in between), max(word.box.bottom for word in between)
    em = between[0].size
    full = top - low < _PADDING_EM * em and high - bottom < _PADDING_EM * em
    return full and min(word.box.x0 for word in between) < left + touching


def line_count(words: Sequence[Word]) -> int:
    count, bottom = 0, float("-inf")
    for word in sorted(words, key=lambda item: item.box.top):
        middle = (word.box.top + word.box.bottom) / 2
        if middle > bottom:
            count, bottom = count + 1, word.box.bottom
    return count


def within(inner: Box, outer: Box, em: float) -> bool:
    """Whether the middle of the inner box and most of its width lie in the outer one."""
    middle = (inner.top + inner.bottom) / 2
    slack = _WITHIN_EM * em
    return (
        outer.top - slack <= middle <= outer.bottom + slack
        and inner.x0 >= outer.x0 - slack
        and inner.x1 <= outer.x1 + slack
    )


def overlaps(one: Box, two: Box, em: float) -> bool:
    """Whether a line stands over a box, by more than the edge of it."""
    middle = (one.top + one.bottom) / 2
    return two.top < middle < two.bottom and min(one.x1, two.x1) - max(one.x0, two.x0) > _ACROSS_EM * em
