"""The action fields (Handlungsfelder) that contents, dividers and lines above titles name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.german.hyphenation import Vocabulary
from extract.layout.records import PageLayout, Region
from extract.pages.store import outlines
from extract.reports.arrange.blocks import blocks_of, joined
from extract.reports.front.contents import ContentsEntry
from extract.reports.front.field_names import ActionField, same_name
from extract.reports.names.heading_names import squeeze
from extract.reports.profile.model import Profile

_FEW_WORDS = 60
"""A divider page has no more."""
_MOST_WORDS = 8
"""Words of the name of a field that one line of the report names."""


def read_action_fields(
    layouts: Sequence[PageLayout],
    profile: Profile,
    vocabulary: Vocabulary,
    contents: Sequence[ContentsEntry],
) -> Iterator[ActionField]:
    """The fields, each with the place where it begins.

    Args:
        layouts: all pages.
        profile: says how fields are named.
        vocabulary: the document's words.
        contents: entries of the contents.
    """
    if profile.action_field.pattern is None:
        return
    pattern = re.compile(profile.action_field.pattern)
    no_name = re.compile(profile.action_field.no_action_field or r"(?!)")
    known: dict[int | None, ActionField] = {}
    for entry in contents:
        name = match.group("name").strip() if (match := pattern.search(entry.title)) else ""
        if match is not None and name and not no_name.search(name):
            no = _number(match)
            known[no] = ActionField(no, name, None)
    named = {squeeze(heading) for heading in profile.report.contents.headings}
    for page, outline in enumerate(outlines(layouts)):
        for leaf in range(outline.leaves):
            if outline.words[leaf] > _FEW_WORDS:
                continue
            layout = layouts[page]
            regions = [region for region in layout.regions if region.leaf == leaf]
            if any(squeeze(line.text) in named for region in regions for line in region.lines):
                continue  # contents name the fields, but none begins there
            found = _divider(regions, (layout.number, leaf), pattern, no_name, vocabulary)
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
    """Fields named by lines of their own above titles or in the contents, where no page is their divider.

    One that a single line names counts where the line is a number, a sign and a name: no sentence begins so.
    """
    count: Counter[tuple[int | None, str]] = Counter()
    named: set[tuple[int | None, str]] = set()
    for page in outlines(layouts):
        for text in page.texts:
            if (match := pattern.match(text)) and match.group("name")[:1].isupper():
                found = _number(match), match.group("name").strip()
                count[found] += 1
                between = text[match.end("no") : match.start("name")] if found[0] is not None else ""
                if between.strip() and len(found[1].split()) <= _MOST_WORDS and found[1][-1] not in ".,;:":
                    named.add(found)
    for (no, name), times in count.items():
        if times > 1 or (no, name) in named:
            yield ActionField(no, name, None)


def _number(match: re.Match[str]) -> int | None:
    text = match.groupdict().get("no")
    return int(text) if text else None


def _divider(
    regions: Sequence[Region],
    place: tuple[int, int],
    pattern: re.Pattern[str],
    no_name: re.Pattern[str],
    vocabulary: Vocabulary,
) -> ActionField | None:
    blocks = [
        [group for group in blocks_of(region) if not no_name.search(joined(group, vocabulary))]
        for region in regions
    ]
    for number, groups in enumerate(blocks):
        for index, group in enumerate(groups):
            match = pattern.search(joined(group, vocabulary))
            if match is None:
                continue
            name = match.group("name").strip()
            if not name:
                rest = groups[index + 1 :] or [
                    other for at, later in enumerate(blocks) if at != number for other in later
                ]
                if not rest:
                    continue
                name = joined(max(rest, key=lambda item: item[0].style.size), vocabulary)
            return ActionField(_number(match), name, place)
    return None
