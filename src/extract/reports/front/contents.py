"""The table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.german.hyphenation import Vocabulary, joined_text
from extract.layout.records import Line, PageLayout
from extract.reports.names.heading_names import squeeze
from extract.reports.profile.model import Profile

_ENTRY = re.compile(r"^(?P<title>.*?\S)[\s.·…_]*\s(?P<page>\d{1,4})$")
_FIRST_PAGES = 12
"""The contents stand on one of so many pages."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    title: str
    printed_page: int
    page: int
    """PDF page on which the entry stands."""


def read_contents(
    layouts: Sequence[PageLayout], profile: Profile, vocabulary: Vocabulary
) -> Iterator[ContentsEntry]:
    """The entries of the first page that is headed as contents.

    Args:
        layouts: all pages.
        profile: says how contents are headed.
        vocabulary: the document's words.
    """
    names = {squeeze(heading) for heading in profile.report.contents.headings}
    # A year at the end of a line that goes on is no page, even with two pages on each sheet.
    last = 2 * len(layouts) + 100
    for layout in layouts[:_FIRST_PAGES]:
        if not any(squeeze(line.text) in names for line in layout.lines):
            continue
        for region in layout.regions:
            pending: list[Line] = []
            for line in region.lines:
                match = _ENTRY.match(line.text)
                if match is None or int(match.group("page")) > last:
                    pending = [line] if line.gap_above > line.style.size else [*pending, line]
                    continue
                # A heading above an entry is set otherwise; a title over several lines is not.
                alike = [one.text for one in pending if one.style == line.style]
                head = [text for text in alike if squeeze(text) not in names] if _wraps(line) else []
                title = joined_text([*head, match.group("title")], vocabulary=vocabulary)
                pending = []
                yield ContentsEntry(title.rstrip(" ."), int(match.group("page")), layout.number)
        return


def _wraps(line: Line) -> bool:
    return line.gap_above < 0.5 * line.style.size
