"""Codes of projects in a PDF that nobody has described yet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extract.layout.grid import GridCell
from extract.layout.lines import printed_lines
from extract.layout.records import PageLayout

# A code: some letters and a number, or two numbers with a hyphen or point between.
_CODE = re.compile(
    r"""
    ^ (?: (?P<word>(?:[A-Za-zÄÖÜäöü][\w\s.-]{1,18}?)?  # Projekt-ID:
            (?:-?ID|Nr\.?|Nummer|Kennziffer|Kürzel)) \s*:?\s* )?
    (?P<code> [A-ZÄÖÜ][A-Za-zäöü]{0,3} [\s.-]? \d{1,3} (?:[.-]\d{1,2})?    # AB 4, M-1.2
            | \d{1,2} [.-] \d{1,2} (?:[.-]\d{1,2})? )                      # 03-02, 4.1.2
    $
    """,
    re.VERBOSE,
)


def codes_of(
    layouts: Sequence[PageLayout], cells: Sequence[tuple[PageLayout, GridCell]]
) -> Iterator[tuple[str | None, str, int]]:
    """Word before the code, code and page of each code that stands at most on two pages.

    Args:
        layouts: all pages.
        cells: cells of ruled boxes, each with its page.
    """
    seen: dict[str, set[int]] = defaultdict(set)
    found: list[tuple[str | None, str, int]] = []
    texts = [(layout.number, line.text) for layout in layouts for line in (*layout.lines, *layout.rotated)]
    texts += [
        (layout.number, " ".join(line.text for line in printed_lines(cell.words, region=0)))
        for layout, cell in cells
    ]
    for page, text in texts:
        if match := _CODE.match(text.strip()):
            code = match.group("code")
            if page not in seen[code]:
                found.append((match.group("word"), code, page))
            seen[code].add(page)
    for word, code, page in found:
        if len(seen[code]) <= 2:  # a code stands once, or in the contents, too
            yield word, code, page
