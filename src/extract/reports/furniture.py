"""Running heads, footers and page numbers: lines that stand at the same height on many pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.layout.records import Line, PageLayout

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:Seite\s*)?[–-]?\s*\d{1,4}\s*[–-]?(?:\s*(?:/|von)\s*\d{1,4})?$")
_EDGE = 0.14
"""Running heads and feet stand in this part of the page's height at top and bottom."""
_FEWEST_PAGES = 3


def find_furniture(layouts: Sequence[PageLayout]) -> frozenset[tuple[int, int, int]]:
    """Lines that belong to no page's content, as (page, region, index of the line in the region)."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    entries: list[tuple[tuple[int, int, int], tuple[str, int], bool]] = []
    numbers: Counter[int] = Counter()
    for layout in layouts:
        height = layout.page.height
        for region in layout.regions:
            for index, line in enumerate(region.lines):
                low = line.box.bottom > (1 - _EDGE) * height
                if not low and line.box.top > _EDGE * height:
                    continue
                place = round((height - line.box.bottom if low else -line.box.top) / 4)
                key = (_pattern(line), place)
                is_number = _PAGE_NUMBER.fullmatch(line.text.strip()) is not None
                seen[key].add(layout.number)
                if is_number:
                    numbers[place] += 1
                entries.append(((layout.number, region.index, index), key, is_number))
    least = max(_FEWEST_PAGES, round(0.05 * len(layouts)))
    furniture: set[tuple[int, int, int]] = set()
    for where, key, is_number in entries:
        pages = sum(len(seen.get((key[0], key[1] + shift), ())) for shift in (-1, 0, 1))
        count = sum(numbers[key[1] + shift] for shift in (-1, 0, 1))
        if pages >= least or (is_number and count >= min(2, len(layouts))):
            furniture.add(where)
    return frozenset(furniture)


def _pattern(line: Line) -> str:
    # A page number stands before the running foot on even pages and behind it on odd ones.
    words = [word.text for word in line.words]
    while words and words[0].isdigit():
        words.pop(0)
    while words and words[-1].isdigit():
        words.pop()
    return _DIGITS.sub("#", "".join(words)).casefold()
