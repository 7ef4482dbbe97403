"""What stands right above and below a table and belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.records import Line
from extract.pdf.records import Box

_NEAR_EM = 2.5
"""White space between a table and the nearest line of its caption or notes, at most."""
_CHAIN_EM = 1.2
"""White space between two lines of one caption."""
_MOST_CAPTION = 6
_MOST_NOTES = 10
_SMALLER = 0.95
"""Notes are set in smaller print than the table, or begin with a mark."""


def caption_above(lines: Sequence[Line], box: Box, taken: Sequence[Box]) -> tuple[Line, ...]:
    """The lines above a table, from top to bottom: title, lone unit.

    Args:
        lines: those of the page that stand in no table.
        box: of the table.
        taken: the boxes of the other tables.
    """
    above = sorted(
        (line for line in lines if line.box.bottom <= box.top + 0.3 * line.style.size and _beside(line, box)),
        key=lambda line: -line.box.bottom,
    )
    found: list[Line] = []
    edge, reach = box.top, _NEAR_EM
    for line in above:
        size = line.style.size
        if edge - line.box.bottom > reach * size or any(
            _between(line.box.bottom, other, edge, box) for other in taken
        ):
            break
        if len(found) == _MOST_CAPTION:
            return tuple(reversed(found[:1]))
        found.append(line)
        edge, reach = min(edge, line.box.top), _CHAIN_EM
    return _in_order(found)


def notes_below(lines: Sequence[Line], box: Box, taken: Sequence[Box], em: float) -> tuple[Line, ...]:
    """The lines below a table that are footnotes, a legend or a source, from top to bottom.

    Args:
        lines: those of the page that stand in no table.
        box: of the table.
        taken: the boxes of the other tables.
        em: usual size of the text of the table, in points.
    """
    below = sorted(
        (line for line in lines if line.box.top >= box.bottom - 0.3 * line.style.size and _beside(line, box)),
        key=lambda line: line.box.top,
    )
    found: list[Line] = []
    edge, reach = box.bottom, _NEAR_EM
    for line in below:
        size = line.style.size
        if line.box.top - edge > reach * size or any(
            _between(line.box.top, other, edge, box) for other in taken
        ):
            break
        if not (found or line.style.size <= _SMALLER * em or _is_marked(line)):
            break
        if len(found) == _MOST_NOTES:
            break
        found.append(line)
        edge, reach = max(edge, line.box.bottom), _CHAIN_EM
    return _in_order(found)


def _in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """From top to bottom; lines at one height from left to right."""
    ordered: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box.bottom):
        middle = (line.box.top + line.box.bottom) / 2
        place = len(ordered)
        while place and ordered[place - 1].box.bottom > middle and ordered[place - 1].box.x0 > line.box.x0:
            place -= 1
        ordered.insert(place, line)
    return tuple(ordered)


def _beside(line: Line, box: Box) -> bool:
    """Whether a line stands over or under a table, not beside it."""
    return min(line.box.x1, box.x1) - max(line.box.x0, box.x0) > 0.5 * min(line.box.width, box.width)


def _between(y: float, other: Box, edge: float, box: Box) -> bool:
    low, high = min(y, edge), max(y, edge)
    across = min(other.x1, box.x1) - max(other.x0, box.x0) > 0
    return across and other.top < high and other.bottom > low


def _is_marked(line: Line) -> bool:
    """Whether a line begins with a note mark, a dot or an icon."""
    if line.before or line.after:
        return True
    first = line.words[0].text
    return not first[0].isalpha() or first.rstrip(")").isdigit()
