"""Running heads, footers and page numbers: lines that stand at the same height on many pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.layout.lines import style_of_word
from extract.layout.records import Line, PageLayout, Region
from extract.reports.headings import HeadingIndex

_PAGE_NUMBER = re.compile(r"(?:Seite\s*)?[–-]?\s*(?P<number>\d{1,4})\s*[–-]?(?:\s*(?:/|von)\s*\d{1,4})?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EDGE = 0.14
"""Running heads and feet stand in this part of the page's height at top and bottom."""
_FEWEST_PAGES = 3
_LONGEST_LABEL = 4
"""Words of a heading that its text follows on the same line."""
_SHORT_TEXT = 4
"""Lines of text below a heading at the foot of a page that are content even when pages repeat them."""


def find_furniture(layouts: Sequence[PageLayout], headings: HeadingIndex) -> frozenset[tuple[int, int, int]]:
    """Lines that belong to no page's content, as (page, region, index of the line in the region).

    A line counts when the same words (but for a page number before or behind them) stand at the same height
    on several pages, or when it is a number that counts with the pages.
    """
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    entries: list[tuple[tuple[int, int, int], tuple[str, int], int | None]] = []
    shifts: Counter[int] = Counter()
    for layout in layouts:
        height = layout.page.height
        for region in layout.regions:
            content = _below_heading(region, headings)
            for index, line in enumerate(region.lines):
                low = line.box.bottom > (1 - _EDGE) * height
                if not low and line.box.top > _EDGE * height:
                    continue
                if index >= content and (not low or _close_below_heading(region, index, headings)):
                    continue
                place = round((height - line.box.bottom if low else -line.box.top) / 4)
                key = (_words(line), place)
                number = _PAGE_NUMBER.fullmatch(line.text.strip())
                shift = (
                    int(number.group("number")) - layout.number
                    if number and not _YEAR.fullmatch(number.group("number"))
                    else None
                )
                if key[0]:
                    seen[key].add(layout.number)
                if shift is not None:
                    shifts[shift] += 1
                entries.append(((layout.number, region.index, index), key, shift))
    least = max(_FEWEST_PAGES, round(0.05 * len(layouts)))
    furniture: set[tuple[int, int, int]] = set()
    for where, key, shift in entries:
        pages = sum(len(seen.get((key[0], key[1] + step), ())) for step in (-1, 0, 1))
        # Two pages on one sheet: the printed numbers run ahead of the sheets, page by page.
        counts = shift is not None and sum(shifts[shift + step] for step in (-1, 0, 1)) >= 2
        if (key[0] and pages >= least) or counts:
            furniture.add(where)
    return frozenset(furniture)


def _below_heading(region: Region, headings: HeadingIndex) -> int:
    """Index of the first line that is a heading: it and what follows closely is content, at any height."""
    for index, line in enumerate(region.lines):
        if _is_headed(line, headings):
            return index
    return len(region.lines)


def _is_headed(line: Line, headings: HeadingIndex) -> bool:
    """Whether a line is a heading or begins with one that is set otherwise than what follows."""
    if headings.find(line.text) is not None:
        return True
    words = line.words
    text = ""
    for count in range(1, min(_LONGEST_LABEL, len(words) - 1) + 1):
        text = f"{text} {words[count - 1].text}"
        if style_of_word(words[count - 1]) != style_of_word(words[count]):
            return headings.find(text) is not None
    return False


def _close_below_heading(region: Region, index: int, headings: HeadingIndex) -> bool:
    """Whether a line at the foot is a heading, or text that no white space parts from one just above."""
    for line in reversed(region.lines[max(0, index - _SHORT_TEXT) : index + 1]):
        if _is_headed(line, headings):
            return True
        if line.tall > 0.8 * line.style.size:
            return False
    return False


def _words(line: Line) -> str:
    """The words of a line without page numbers at its ends: they change sides from page to page."""
    words = [word.text for word in line.words]
    while words and words[0].isdigit():
        words.pop(0)
    while words and words[-1].isdigit():
        words.pop()
    return "".join(words).casefold()
