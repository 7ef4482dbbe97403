"""Where things stand to each other on a page, and what is set alike: said in one place, in em.

One em is the size of the type in question, so that a page drawn larger or smaller reads the same. A rule
that needs a tolerance of its own gives it as an argument, under a name that stands beside that rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.layout.records import Line, Style
from extract.pdf.records import Box, Color, Page, Panel, Word, usual_size

LEVEL_EM = 0.3
"""Lines of one printed row stand on one baseline; fonts and sizes in it differ by this much."""
EDGE_EM = 0.3
"""Lines of one column begin below each other, but for the white space in their first letters."""
SLACK_EM = 0.15
"""Boxes drawn to touch miss each other by less."""
SAME_SIZE = 0.06
"""Part of its size by which type may differ and be set alike: numbers are rounded, scans are measured."""
APART_EM = 1.0
"""White space within a line from which on it parts a label from its text; word spaces are narrower."""
BLOCK_EM = 0.6
"""White space above a line from which on another paragraph begins."""
SAME_COLOR = 0.12
PLACE = 1 / 210
"""Part of the height of a page by which the place of its head or foot differs from that of other pages."""
RULE_EM = 0.2
"""Drawn rules are thinner than this."""


def page_em(page: Page) -> float:
    """The usual size of the type of a page, for what is drawn on it: rules, frames, dots."""
    return usual_size(word.size for word in page.words if word.rotation == 0)


def is_rule(panel: Panel, em: float) -> bool:
    """Whether a painted box is as thin as a drawn rule, beside type of that size."""
    return min(panel.box.width, panel.box.height) < RULE_EM * em


def middle(box: Box) -> float:
    """Half its height, from the top of the page."""
    return (box.top + box.bottom) / 2


def centre(box: Box) -> float:
    """Half its width, from the left of the page."""
    return (box.x0 + box.x1) / 2


def level(one: Box, two: Box, em: float, *, within: float = LEVEL_EM) -> bool:
    """Whether two lines stand on one baseline."""
    return abs(one.bottom - two.bottom) < within * em


def flush(one: Box, two: Box, em: float, *, within: float = EDGE_EM) -> bool:
    """Whether two lines begin one below the other."""
    return abs(one.x0 - two.x0) <= within * em


def inside(inner: Box, outer: Box, slack: float) -> bool:
    """Whether a box lies in another one, by so many points beyond its sides at most."""
    return (
        inner.x0 >= outer.x0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.top >= outer.top - slack
        and inner.bottom <= outer.bottom + slack
    )


def holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of a box lies in another one: text may stand out of its cell by a little."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def shared_height(one: Box, two: Box) -> float:
    """Over how many points two boxes stand beside each other; negative where they do not."""
    return min(one.bottom, two.bottom) - max(one.top, two.top)


def shared_width(one: Box, two: Box) -> float:
    """Over how many points two boxes stand above each other; negative where they do not."""
    return min(one.x1, two.x1) - max(one.x0, two.x0)


def gap_beside(one: Box, two: Box) -> float:
    """White space between two boxes side by side; negative where they overlap."""
    return max(two.x0 - one.x1, one.x0 - two.x1)


def apart(left: Word, right: Word, *, em: float = APART_EM) -> bool:
    """Whether more than a word space stands between two words of a line."""
    return right.box.x0 - left.box.x1 >= em * right.size


def alike(one: Style, two: Style, *, size: float = SAME_SIZE, bold: bool = True, color: bool = False) -> bool:
    """Whether text is set alike.

    Args:
        one: the first style.
        two: the second.
        size: part of the size by which it may differ.
        bold: whether both must be bold, or neither; fonts of one family may have one name.
        color: whether the colour counts.
    """
    return (
        one.font == two.font
        and abs(one.size - two.size) <= size * max(one.size, two.size)
        and (not bold or one.bold == two.bold)
        and (not color or not differ(one.color, two.color))
    )


def differ(one: Color | None, two: Color | None) -> bool:
    """Whether a reader sees two colours as different."""
    if one is None or two is None:
        return one is not two
    return max(abs(a - b) for a, b in zip(one, two, strict=True)) > SAME_COLOR


def opens_block(line: Line, *, em: float = BLOCK_EM) -> bool:
    """Whether white space above a line parts it from the line before."""
    return line.gap_above > em * line.style.size


def free_between(words: Iterable[Word], low: float, high: float) -> list[tuple[float, float]]:
    """The stretches between two places of a line that no word reaches into, from left to right."""
    found: list[tuple[float, float]] = []
    edge = low
    for box in sorted((word.box for word in words), key=lambda box: box.x0):
        if box.x1 <= edge:
            continue
        if box.x0 >= high:
            break
        if box.x0 > edge:
            found.append((edge, box.x0))
        edge = box.x1
    return [*found, (edge, high)] if edge < high else found


def meet(
    one: Sequence[tuple[float, float]], two: Sequence[tuple[float, float]], least: float
) -> list[tuple[float, float]]:
    """Stretches that two lists have in common, at least so wide."""
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in two)
    return [(low, high) for low, high in pairs if high - low >= least]
