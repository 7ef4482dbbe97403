"""List marks that are drawn, not written: browsers and drawing programs paint a dot before each item."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.records import Line
from extract.pdf.records import Box, Icon, Mark, Page

DOT = "•"
_SMALLEST, _LARGEST = 0.12, 0.85
"""Size of a list mark, in em of its line."""
_REACH_EM = 2.2
"""How far before its line a list mark stands at most."""
_TOUCHING = 0.1
_MOST = 400
"""With so many small curves a page holds a map or a chart."""


def drawn_dots(page: Page, lines: Sequence[Line]) -> list[Icon]:
    """The dots, rings and squares that stand right before a printed line at the height of its small letters.

    Args:
        page: as read by the pdf room.
        lines: the printed lines of the page.
    """
    squares = [
        Mark(panel.box, panel.fill, panel.stroke)
        for panel in page.panels
        if max(panel.box.width, panel.box.height) <= 1.3 * min(panel.box.width, panel.box.height)
    ]
    sizes = [line.style.size for line in lines]
    if not sizes:
        return []
    largest = _LARGEST * max(sizes)
    small = [
        mark for mark in (*page.marks, *squares) if mark.box.height <= largest and mark.box.width <= largest
    ]
    if not small or len(small) > _MOST:
        return []
    found: dict[Box, Icon] = {}
    for mark in small:
        line = next((line for line in lines if _opens(mark.box, line)), None)
        if line is not None:
            found.setdefault(mark.box, Icon(DOT, mark.box, "", line.style.size, mark.fill or mark.stroke, 0))
    return list(found.values())


def _opens(dot: Box, line: Line) -> bool:
    size = line.style.size
    middle = (dot.top + dot.bottom) / 2
    height = line.box.height
    return (
        line.box.top + 0.2 * height < middle < line.box.bottom - 0.1 * height
        and -_TOUCHING * size <= line.box.x0 - dot.x1 < _REACH_EM * size
        and _SMALLEST * size <= max(dot.width, dot.height) <= _LARGEST * size
    )
