"""The report as a whole: title, edition, date, publisher, contents, action fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import chain

from extract.german.dates import find_dates
from extract.german.hyphenation import Vocabulary
from extract.layout.records import Line, PageLayout
from extract.pages.store import outlines
from extract.reports.arrange.blocks import blocks_of, joined
from extract.reports.front.action_fields import read_action_fields
from extract.reports.front.contents import ContentsEntry, read_contents
from extract.reports.front.feet import PageNumbers
from extract.reports.front.field_names import ActionField
from extract.reports.names.heading_names import squeeze
from extract.reports.profile.model import Profile

_FRONT_PAGES = 4


@dataclass(frozen=True, slots=True)
class Front:
    """What cover, contents, dividers and imprint say."""

    title: str | None
    programme: str | None
    edition: int | None
    as_of_text: str | None
    as_of_start: date | None
    as_of_end: date | None
    publisher: str | None
    action_fields: tuple[ActionField, ...]
    contents: tuple[ContentsEntry, ...]


def read_front(
    layouts: Sequence[PageLayout],
    profile: Profile,
    vocabulary: Vocabulary,
    *,
    file_name: str,
    file_title: str | None,
) -> Front:
    """Reads what stands outside the project pages.

    Args:
        layouts: all pages.
        profile: the layout profile.
        vocabulary: the document's words.
        file_name: name of the file, the last place to look for the edition year.
        file_title: title in the file's metadata.
    """
    contents = tuple(read_contents(layouts, profile, vocabulary))
    fields = tuple(read_action_fields(layouts, profile, vocabulary, contents))
    title, programme, edition = _title(layouts, profile, vocabulary, file_title)
    if edition is None:
        edition = _edition(layouts, profile, file_name)
    as_of_text, as_of_start, as_of_end = _as_of(layouts, profile, vocabulary)
    programme = programme or profile.report.programme
    place = _place(layouts, profile)
    if programme and place and not re.search(rf"\b{re.escape(place)}\b", programme):
        programme = f"{place} {programme}"
    return Front(
        title=title,
        programme=programme,
        edition=edition,
        as_of_text=as_of_text,
        as_of_start=as_of_start,
        as_of_end=as_of_end,
        publisher=_publisher(layouts, profile, vocabulary),
        action_fields=fields,
        contents=contents,
    )


def _front_texts(layouts: Sequence[PageLayout], vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """The texts of the first pages, each with the number of its page."""
    for page, layout in enumerate(layouts[:_FRONT_PAGES], start=1):
        for region in layout.regions:
            for group in blocks_of(region):
                yield page, joined(group, vocabulary)


def _title(
    layouts: Sequence[PageLayout], profile: Profile, vocabulary: Vocabulary, file_title: str | None
) -> tuple[str | None, str | None, int | None]:
    feet: list[Sequence[str]] = []

    def pages() -> Iterator[Sequence[str]]:
        for outline in outlines(layouts):
            feet.append(outline.texts[-3:])
            yield outline.texts

    numbers = PageNumbers(pages())
    texts = [numbers.taken_off(text, page=page) for page, text in _front_texts(layouts, vocabulary)]
    texts += [file_title] if file_title else []
    footers = [
        numbers.taken_off(text, page=page) for page, found in enumerate(feet, start=1) for text in found
    ]
    for pool in (texts, footers):
        for pattern in profile.report.title:
            for text in pool:
                match = re.search(pattern, text)
                if match:
                    groups = match.groupdict()
                    programme = groups.get("programme")
                    edition = groups.get("edition")
                    return (
                        (groups.get("title") or match.group()).strip(),
                        programme.strip(" |–-") if programme else None,
                        int(edition) if edition else None,
                    )
    return _largest(layouts[:2], vocabulary), None, None


def _largest(layouts: Sequence[PageLayout], vocabulary: Vocabulary) -> str | None:
    groups = [group for layout in layouts for region in layout.regions for group in blocks_of(region)]
    if not groups:
        return None
    return joined(max(groups, key=lambda group: group[0].style.size), vocabulary)


def _edition(layouts: Sequence[PageLayout], profile: Profile, file_name: str) -> int | None:
    for layout in layouts[:_FRONT_PAGES]:
        text = " ".join(line.text for line in layout.lines)
        for pattern in profile.report.edition:
            if match := re.search(pattern, text):
                return int(match.group("edition"))
    return None


def _place(layouts: Sequence[PageLayout], profile: Profile) -> str | None:
    """Whose programme it is: many towns have one of the same name."""
    for layout in layouts[:_FRONT_PAGES]:
        for pattern in profile.report.place:
            for line in layout.lines:
                if match := re.search(pattern, line.text):
                    return match.group("place").strip()
    return None


def _as_of(
    layouts: Sequence[PageLayout], profile: Profile, vocabulary: Vocabulary
) -> tuple[str | None, date | None, date | None]:
    """The date of the report: under its heading, else by pattern; imprint pages (few words, last) first."""
    names = {squeeze(heading) for heading in profile.report.as_of.headings}
    count = len(layouts)
    likely = [*reversed(range(max(0, count - 3), count)), *range(min(_FRONT_PAGES, count))]
    for page in chain(likely, _pages_with(layouts, names)) if names else ():
        for region in layouts[page].regions:
            lines = region.lines
            for index, line in enumerate(lines[:-1]):
                if squeeze(line.text) in names:
                    found = _day(lines[index + 1].text)
                    if found:
                        return found
    patterns = [re.compile(pattern) for pattern in profile.report.as_of.patterns]
    for layout in (layouts[page] for page in likely):
        for line in layout.lines:
            for pattern in patterns:
                if (match := pattern.search(line.text)) and (found := _day(match.group("date"))):
                    return found
    return None, None, None


def _pages_with(layouts: Sequence[PageLayout], names: Set[str]) -> Iterator[int]:
    """Indices of the pages with a line that is one of these names, from the last page to the first."""
    found = [
        page
        for page, outline in enumerate(outlines(layouts))
        if any(squeeze(text) in names for text in outline.texts)
    ]
    return reversed(found)


def _day(text: str) -> tuple[str, date, date] | None:
    for mention in find_dates(text):
        if mention.date_start and mention.date_end:
            return mention.text, mention.date_start, mention.date_end
    return None


def _publisher(layouts: Sequence[PageLayout], profile: Profile, vocabulary: Vocabulary) -> str | None:
    names = [squeeze(heading) for heading in profile.report.publisher.headings]
    for name in names:
        for layout in [*reversed(layouts[-3:]), *layouts[:_FRONT_PAGES]]:
            for region in layout.regions:
                for index, line in enumerate(region.lines, start=1):
                    if squeeze(line.text) == name and index < len(region.lines):
                        return _publisher_lines(region.lines[index:], vocabulary)
    return None


def _publisher_lines(lines: Sequence[Line], vocabulary: Vocabulary) -> str | None:
    """The name ends where the address, a heading or white space begins."""
    taken: list[Line] = []
    for line in lines:
        if taken and (line.gap_above > 0.9 * line.style.size or line.style.bold != taken[0].style.bold):
            break
        if re.search(r"\d|@|www\.", line.text):
            break
        taken.append(line)
    return joined(taken, vocabulary) if taken else None
