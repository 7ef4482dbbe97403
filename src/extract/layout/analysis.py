"""One page to regions in reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extract.layout.bars import bars_across
from extract.layout.boxes import line_count, overlaps, text_panels, within
from extract.layout.cuts import Cell, cut
from extract.layout.dots import drawn_dots
from extract.layout.folds import fold
from extract.layout.geometry import page_em
from extract.layout.gutters import Atom, Fence
from extract.layout.leaders import without_leaders
from extract.layout.lines import attach_icons, printed_lines
from extract.layout.records import PageLayout, Region, lines_of
from extract.layout.rules import upright_rules
from extract.layout.straddling import straddling
from extract.layout.text import around
from extract.layout.turned import turned_lines
from extract.pdf.page.sideways import upright
from extract.pdf.records import Box, Page, Panel, Word

_NO_WORDS = -1_000_000
"""Key of atoms that stand for pictures."""
_OBLIQUE = 2.5
"""A word whose box is this many times higher than its font size does not read from left to right."""
_LARGE = 1.8
_MOST_CREDIT_LINES = 2


def analyse(page: Page, *, spreads: bool = True) -> PageLayout:
    """Finds columns, panels and reading order from the page itself.

    Args:
        page: as read by the pdf room; one set on its side or on its head is turned.
        spreads: whether a landscape sheet with an empty middle is read as two pages side by side.
    """
    page = upright(page)
    level = _without_overlays(without_leaders([word for word in page.words if word.rotation == 0]))
    turned = [word for word in page.words if word.rotation != 0]
    middle = fold(page, level) if spreads else None
    halves = (
        [level]
        if middle is None
        else [
            [word for word in level if word.box.x0 < middle],
            [word for word in level if word.box.x0 >= middle],
        ]
    )
    area = page.width * page.height / len(halves)
    regions: list[Region] = []
    for leaf, words in enumerate(halves):
        regions += _regions(page, words, leaf=leaf, area=area, first=len(regions))
    regions = _with_icons(regions, page)
    return PageLayout(page, tuple(regions), tuple(turned_lines(turned)), len(halves))


def _without_overlays(words: list[Word]) -> list[Word]:
    """Words without watermarks: text set obliquely, or large text that lies across other words."""
    straight = [word for word in words if (box := word.box).bottom - box.top < _OBLIQUE * max(word.size, 1.0)]
    if not straight:
        return words
    usual = median([word.size for word in straight])
    large = [word for word in straight if word.size > _LARGE * usual]
    if not large:
        return straight
    # By height, as most words stand above or below the one that is looked at.
    middles = sorted(
        ((box.top + box.bottom) / 2, (box.x0 + box.x1) / 2) for box in (word.box for word in straight)
    )
    overlays = {id(word) for word in large if _covered(word.box, middles) >= 3}
    return [word for word in straight if id(word) not in overlays]


def _covered(box: Box, middles: Sequence[tuple[float, float]]) -> int:
    """How many words other than the one in the box have their middle, y before x, well within it."""
    inset = 0.2 * box.height
    top, bottom = box.top + inset, box.bottom - inset
    x0, x1 = box.x0, box.x1
    level = middles[bisect_left(middles, (top,)) : bisect_left(middles, (bottom,))]
    count = sum(top < y < bottom and x0 < x < x1 for y, x in level)
    own = top < (box.top + box.bottom) / 2 < bottom and x0 < (x0 + x1) / 2 < x1
    return count - own


def _regions(page: Page, words: Sequence[Word], *, leaf: int, area: float, first: int) -> list[Region]:
    """The regions of a page, or of one half of a sheet with two; ``area`` is that of the page."""
    group = 1000 * leaf
    em = page_em(page)
    panels = text_panels(page, words, area, em)
    inside: dict[int, list[Word]] = {index: [] for index in range(len(panels))}
    outside: list[Word] = [] if panels else list(words)
    for word in words if panels else ():
        home = next((index for index, panel in enumerate(panels) if within(word.box, panel.box, em)), None)
        (outside if home is None else inside[home]).append(word)
    atoms = [_atom(word, index) for index, word in enumerate(outside)]
    for index, panel in enumerate(panels):
        # As wide as its text: a line of the column beside it may touch the panel's edge.
        left = min((word.box.x0 for word in inside[index]), default=panel.box.x0)
        right = max((word.box.x1 for word in inside[index]), default=panel.box.x1)
        atoms.append(Atom(left, panel.box.top, right, panel.box.bottom, 0.0, -1 - index, solid=True))
    for picture in _obstacles(page, words, panels, outside, area):
        atoms.append(Atom(picture.x0, picture.top, picture.x1, picture.bottom, 0.0, _NO_WORDS, solid=True))
    bars = bars_across(page, words, panels)
    atoms += bars
    found: list[tuple[list[Word], Panel | None, int]] = []
    fences = upright_rules(page)
    over = straddling(atoms)
    cells = cut([atom for atom in atoms if atom not in over] if over else atoms, fences)
    last = max((cell.group for cell in cells), default=0)
    for cell in (*cells, *(Cell((atom,), last + 1) for atom in over)):
        found += _open(cell, outside, panels, inside, group, bars, fences)
    regions: list[Region] = []
    for members, home_panel, band in found:
        index = first + len(regions)
        lines = printed_lines(members, region=index)
        if not lines:
            continue
        box = around(line.box for line in lines)
        regions.append(Region(index, box, lines_of(lines), home_panel, leaf, band))
    return regions


def _obstacles(
    page: Page, words: Sequence[Word], panels: Sequence[Panel], outside: Sequence[Word], area: float
) -> list[Box]:
    """Pictures that text runs beside or below: a picture with its caption is a column of its own."""
    if not outside:
        return []
    left, right = min(word.box.x0 for word in outside), max(word.box.x1 for word in outside)
    usual = median(word.size for word in outside)
    obstacles: list[Box] = []
    for picture in page.pictures:
        box = picture.box
        inside_panel = any(within(box, panel.box, usual) for panel in panels)
        off = box.x1 < left or box.x0 > right
        if inside_panel or off or not 0.012 * area < box.width * box.height < 0.4 * area:
            continue
        over = [word for word in words if overlaps(word.box, box, usual)]
        if over and not _is_credit(over, box, usual):
            continue
        obstacles.append(box)
    return obstacles


def _is_credit(words: Sequence[Word], box: Box, usual: float) -> bool:
    """Small print on a picture, which does not make it a background of text."""
    return line_count(words) <= _MOST_CREDIT_LINES and all(
        word.size < usual and word.box.x0 > box.x0 - word.size and word.box.x1 < box.x1 + word.size
        for word in words
    )


def _open(
    cell: Cell,
    words: Sequence[Word],
    panels: Sequence[Panel],
    inside: dict[int, list[Word]],
    group: int,
    bars: Sequence[Atom],
    fences: Sequence[Fence],
) -> list[tuple[list[Word], Panel | None, int]]:
    """The words of a cell; a panel in it is cut by itself and stands where the panel stands."""
    parts: list[tuple[list[Word], Panel | None, int]] = []
    loose: list[Word] = []
    solids = sorted(
        (atom for atom in cell.atoms if atom.solid and atom.key != _NO_WORDS),
        key=lambda atom: (atom.top, atom.x0),
    )
    plain = sorted(
        (atom for atom in cell.atoms if not atom.solid and not atom.bar), key=lambda atom: atom.top
    )
    for solid in solids:
        above = [atom for atom in plain if atom.top < solid.top]
        plain = plain[len(above) :]
        if above:
            parts.append(([words[atom.key] for atom in above], None, group + cell.group))
        index = -1 - solid.key
        members = inside[index]
        box = panels[index].box
        own = [
            bar for bar in bars if box.x0 <= bar.x1 and bar.x0 <= box.x1 and box.top < bar.top < box.bottom
        ]
        for inner in cut([*own, *(_atom(word, position) for position, word in enumerate(members))], fences):
            parts.append(
                (
                    [members[atom.key] for atom in inner.atoms if not atom.bar],
                    panels[index],
                    group + 100 * (index + 1) + inner.group,
                )
            )
    loose = [words[atom.key] for atom in plain]
    if loose:
        parts.append((loose, None, group + cell.group))
    return parts


def _atom(word: Word, key: int) -> Atom:
    box = word.box
    return Atom(box.x0, box.top, box.x1, box.bottom, word.size, key)


def _with_icons(regions: Sequence[Region], page: Page) -> list[Region]:
    flat = [line for region in regions for line in region.lines]
    icons = [*page.icons, *drawn_dots(page, flat)]
    if not icons:
        return list(regions)
    attached, _ = attach_icons(flat, icons)
    result: list[Region] = []
    position = 0
    for region in regions:
        count = len(region.lines)
        result.append(replace(region, lines=lines_of(attached[position : position + count])))
        position += count
    return result
