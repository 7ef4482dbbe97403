"""Whether a region goes on with what was read before it."""

from __future__ import annotations

from extract.layout.geometry import SAME_SIZE, alike
from extract.layout.lines import style_of
from extract.layout.records import Line, Region
from extract.reports.assign.drafts import Target
from extract.reports.names.years import YEAR_LABEL
from extract.reports.text.passages import BULLETS, DASHES

_EXACTLY = 0.03
"""Part of its size by which type may differ and be of one text."""
_NEAR_EM = 6.0
"""A region so far under a heading may still be its text."""
_CLOSE_EM = 2.5
"""A region that begins so close under a heading is its text."""


def same_style(one: Line, two: Line) -> bool:
    return alike(one.style, two.style, size=_EXACTLY, color=True)


def labels_on(target: Target, region: Region, line: Line) -> bool:
    """Whether a region is a cell of a grid of milestones: it opens with a year set like those before it."""
    if not YEAR_LABEL.match(line.text):
        return False
    labels = [part.line for part in target.parts if YEAR_LABEL.match(part.line.text)]
    if labels:
        return any(alike(other.style, line.style, bold=False) for other in labels)
    home = target.region
    return home is None or home.panel is region.panel or home.box.page != region.box.page


def is_marked(line: Line) -> bool:
    """Whether a line begins with an icon, a bullet or a dash."""
    return bool(line.before) or line.words[0].text in BULLETS | DASHES


def is_item_of(target: Target, line: Line) -> bool:
    """Whether a line is set like the items of a list so far, or marked as another one."""
    if is_marked(line):
        return bool(target.parts)
    return any(alike(part.line.style, line.style) for part in target.parts)


def is_near(target: Target, region: Region) -> bool:
    """Whether a region stands close below a heading, or right of it, or on another page."""
    box = target.heading_boxes[-1] if target.heading_boxes else None
    if box is None or box.page != region.box.page:
        return True
    return region.box.top < box.bottom + _NEAR_EM * region.lines[0].style.size or region.box.x0 > box.x1


def is_right_below(target: Target, region: Region) -> bool:
    """Whether a region begins right under a heading, whatever its place in reading order."""
    box = target.heading_boxes[-1]
    if box.page != region.box.page:
        return False
    size = region.lines[0].style.size
    beneath = region.box.x0 - 2 * size < box.x0 < region.box.x1
    return beneath and -0.3 * size < region.box.top - box.bottom < _CLOSE_EM * size


def is_level_with(target: Target, region: Region) -> bool:
    """Whether a region stands right of a heading and begins level with it, or has it at half its height."""
    box, last = target.heading_boxes[0], target.heading_boxes[-1]
    size = region.lines[0].style.size
    centred = abs(region.box.top + region.box.bottom - box.top - last.bottom) < size
    level = abs(region.box.top - box.top) < 0.5 * size or centred
    return box.page == region.box.page and level and region.box.x0 > max(b.x1 for b in target.heading_boxes)


def goes_on(target: Target, region: Region, line: Line, *, slack: float = SAME_SIZE) -> bool:
    """Whether a region continues a target.

    It is set alike, and stands below in the same column, at the top of the next column, or on the next page.

    Args:
        target: has text already.
        region: where the line stands.
        line: the first of the region.
        slack: by which part of it the size may differ.
    """
    last = target.parts[-1].line
    before = target.region
    style = style_of(target.parts[-1].words) if target.parts[-1].skip else last.style  # not its heading's
    if not alike(style, line.style, size=slack):
        return False
    if target.kind == "party" and is_marked(line):
        return False
    if before is None or last.page != line.page:
        return True
    if before.panel is not region.panel and (before.panel is None) != (region.panel is None):
        return False
    below = line.box.top >= last.box.top and abs(region.box.x0 - before.box.x0) < 2 * line.style.size
    beside = region.box.x0 > before.box.x1 - line.style.size and before.group == region.group
    later_column = region.box.x0 > before.box.x1 - line.style.size and line.box.top < last.box.bottom
    return below or beside or later_column
