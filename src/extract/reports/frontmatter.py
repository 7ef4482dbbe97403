"""The report as a whole: title, edition, date, publisher, contents, action fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rapidfuzz import fuzz

from extract.german.dates import find_dates
from extract.german.hyphenation import Vocabulary, joined_text
from extract.layout.records import Line, PageLayout, Region
from extract.layout.store import outlines
from extract.reports.heading_names import squeeze
from extract.reports.profile import Profile

_FRONT_PAGES = 4
_ENTRY = re.compile(r"^(?P<title>.*?\S)[\s.·…_]*\s(?P<page>\d{1,4})$")
_FEW_WORDS = 60
_ALIKE = 92.0
"""Names are the same when rapidfuzz finds them as alike as this, of 100."""
_SHORT_NAME = 5
"""Names of so few letters must be the same in each."""
_COMPARED_EXACTLY = 64
"""Up to so many letters rapidfuzz looks at every stretch of a text; beyond, only at likely ones."""


@dataclass(frozen=True, slots=True)
class ActionField:
    no: int | None
    name: str
    place: tuple[int, int] | None
    """PDF page of the divider and half of the sheet; None when only the contents name the field."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    title: str
    printed_page: int
    page: int
    """PDF page on which the entry stands."""


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


def joined(lines: Sequence[Line], vocabulary: Vocabulary) -> str:
    """The lines as one running text."""
    return joined_text([line.text for line in lines], vocabulary=vocabulary)


def setting_groups(region: Region) -> Iterator[list[Line]]:
    """Runs of lines of a region that are set alike and stand close together."""
    group: list[Line] = []
    for line in region.lines:
        if group and not _alike(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _alike(one: Line, two: Line) -> bool:
    return (
        one.style.font == two.style.font
        and abs(one.style.size - two.style.size) <= 0.1 * max(one.style.size, two.style.size)
        and two.tall <= 0.9 * max(one.style.size, two.style.size)
    )


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
    contents = tuple(_contents(layouts, profile, vocabulary))
    fields = tuple(_action_fields(layouts, profile, vocabulary, contents))
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


def _front_texts(layouts: Sequence[PageLayout], vocabulary: Vocabulary) -> Iterator[str]:
    for layout in layouts[:_FRONT_PAGES]:
        for region in layout.regions:
            for group in setting_groups(region):
                yield joined(group, vocabulary)


def _title(
    layouts: Sequence[PageLayout], profile: Profile, vocabulary: Vocabulary, file_title: str | None
) -> tuple[str | None, str | None, int | None]:
    texts = [*_front_texts(layouts, vocabulary), *([file_title] if file_title else [])]
    footers = [text for page in outlines(layouts) for text in page.texts[-3:]]
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
    groups = [group for layout in layouts for region in layout.regions for group in setting_groups(region)]
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
    texts = [page.texts for page in outlines(layouts)]
    for page in [*likely, *reversed(range(count - 3))] if names else ():
        if not any(squeeze(text) in names for text in texts[page]):
            continue
        layout = layouts[page]
        for region in layout.regions:
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
                for index, line in enumerate(region.lines[:-1]):
                    if squeeze(line.text) == name:
                        return _publisher_lines(region.lines[index + 1 :], vocabulary)
    return None


def _publisher_lines(lines: Sequence[Line], vocabulary: Vocabulary) -> str | None:
    """The name ends where the address, a heading or white space begins."""
    taken: list[Line] = []
    for line in lines:
        if taken and (line.tall > 0.9 * line.style.size or line.style.bold != taken[0].style.bold):
            break
        if re.search(r"\d|@|www\.", line.text):
            break
        taken.append(line)
    return joined(taken, vocabulary) if taken else None


def _contents(
    layouts: Sequence[PageLayout], profile: Profile, vocabulary: Vocabulary
) -> Iterator[ContentsEntry]:
    names = {squeeze(heading) for heading in profile.report.contents.headings}
    # A year at the end of a line that goes on is no page, even with two pages on each sheet.
    last = 2 * len(layouts) + 100
    for layout in layouts[:12]:
        if not any(squeeze(line.text) in names for line in layout.lines):
            continue
        for region in layout.regions:
            pending: list[Line] = []
            for line in region.lines:
                match = _ENTRY.match(line.text)
                if match is None or int(match.group("page")) > last:
                    pending = [line] if line.tall > line.style.size else [*pending, line]
                    continue
                # A heading above an entry is set otherwise; a title over several lines is not.
                alike = [one.text for one in pending if one.style == line.style]
                head = [text for text in alike if squeeze(text) not in names] if _wraps(line) else []
                title = joined_text([*head, match.group("title")], vocabulary=vocabulary)
                pending = []
                yield ContentsEntry(title.rstrip(" ."), int(match.group("page")), layout.number)
        return


def _wraps(line: Line) -> bool:
    return line.tall < 0.5 * line.style.size


def _action_fields(
    layouts: Sequence[PageLayout],
    profile: Profile,
    vocabulary: Vocabulary,
    contents: Sequence[ContentsEntry],
) -> Iterator[ActionField]:
    if profile.action_field.pattern is None:
        return
    pattern = re.compile(profile.action_field.pattern)
    known: dict[int | None, ActionField] = {}
    for entry in contents:
        if (match := pattern.search(entry.title)) and match.group("name").strip():
            no = _number(match)
            known[no] = ActionField(no, match.group("name").strip(), None)
    named = {squeeze(heading) for heading in profile.report.contents.headings}
    for page, outline in enumerate(outlines(layouts)):
        for leaf in range(outline.leaves):
            if outline.words[leaf] > _FEW_WORDS:
                continue
            layout = layouts[page]
            regions = [region for region in layout.regions if region.leaf == leaf]
            if any(squeeze(line.text) in named for region in regions for line in region.lines):
                continue  # contents name the fields, but none begins there
            found = _divider(regions, (layout.number, leaf), pattern, vocabulary)
            if found is None:
                continue
            earlier = known.get(found.no)
            # In the contents a long name may go on below its page number: what stands before it is not all.
            shortened = earlier is not None and squeeze(found.name).startswith(squeeze(earlier.name))
            listed = earlier and not shortened and same_name(earlier.name, found.name)
            name = earlier.name if earlier and listed else found.name
            known[found.no] = ActionField(found.no, name, found.place)
    for field in _repeated_fields(layouts, pattern):
        if not any(same_name(field.name, other.name) for other in known.values()):
            known.setdefault(field.no, field)
    yield from known.values()


def _repeated_fields(layouts: Sequence[PageLayout], pattern: re.Pattern[str]) -> Iterator[ActionField]:
    """Fields named by lines of their own above titles or in the contents, where no page is their divider."""
    count: Counter[tuple[int | None, str]] = Counter()
    for page in outlines(layouts):
        for text in page.texts:
            if (match := pattern.match(text)) and match.group("name")[:1].isupper():
                count[_number(match), match.group("name").strip()] += 1
    for (no, name), times in count.items():
        if times > 1:
            yield ActionField(no, name, None)


def _number(match: re.Match[str]) -> int | None:
    text = match.groupdict().get("no")
    return int(text) if text else None


def _divider(
    regions: Sequence[Region], place: tuple[int, int], pattern: re.Pattern[str], vocabulary: Vocabulary
) -> ActionField | None:
    for region in regions:
        groups = list(setting_groups(region))
        for index, group in enumerate(groups):
            match = pattern.search(joined(group, vocabulary))
            if match is None:
                continue
            name = match.group("name").strip()
            if not name:
                rest = groups[index + 1 :] or [
                    other for later in regions if later is not region for other in setting_groups(later)
                ]
                if not rest:
                    continue
                name = joined(max(rest, key=lambda item: item[0].style.size), vocabulary)
            return ActionField(_number(match), name, place)
    return None


def same_name(one: str, two: str) -> bool:
    """Whether two names are the same but for setting and small slips."""
    first, second = squeeze(one), squeeze(two)
    return first == second or (
        min(len(first), len(second)) > _SHORT_NAME
        and fuzz.ratio(first, second, score_cutoff=_ALIKE) >= _ALIKE
    )


class FieldNames:
    """Tells cheaply which text cannot name any of the action fields, so that it need not be joined.

    A text that names a field but for a few letters shares at least one of the parts that the name is cut
    into with it, when there is one part more than letters that may differ. And a stretch of it as long as
    the name is then like the name.
    """

    def __init__(self, fields: Iterable[ActionField]) -> None:
        names = {squeeze(field.name) for field in fields}
        self._names = tuple((name, _slips(name), tuple(_parts(name))) for name in sorted(names))

    def may_be_in(self, letters: str) -> bool:
        """Whether a text with these squeezed letters may name a field somewhere in it."""
        for name, slips, parts in self._names:
            for part in parts:
                if part in letters:
                    if _may_hold(letters, name, slips):
                        return True
                    break
        return False


def _slips(name: str) -> int:
    """How many letters may be put in or left out of a name that is still the same."""
    if len(name) <= _SHORT_NAME:
        return 0
    # fuzz.ratio is 1 - d / (len(name) + len(other)), d letters put in or left out: so len(other) is bound.
    slack = 1 - _ALIKE / 100
    return int(2 * len(name) * slack / (1 - slack) + 1e-9)


def _may_hold(letters: str, name: str, slips: int) -> bool:
    """Whether some stretch of the letters may be the name but for so many slips."""
    if len(letters) < len(name):
        return len(letters) >= len(name) - slips
    if len(name) > _COMPARED_EXACTLY:
        return True
    # What is put in or left out changes the length as well, so a stretch as long as the name has at most
    # twice as many slips.
    least = 100 * (1 - slips / len(name)) - 1e-6
    return fuzz.partial_ratio(name, letters, score_cutoff=least) > 0 or least <= 0


def _parts(name: str) -> list[str]:
    if len(name) <= _SHORT_NAME:
        return [name]
    count = _slips(name) + 1
    edges = [len(name) * number // count for number in range(count + 1)]
    return [name[low:high] for low, high in pairwise(edges)]


def find_field(texts: Iterable[str], fields: Sequence[ActionField]) -> ActionField | None:
    """The first action field that one of the texts names."""
    for text in texts:
        for field in fields:
            if same_name(text, field.name):
                return field
    return None
