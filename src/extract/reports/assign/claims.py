"""Lines recognised without their surroundings: title, IDs, action field, credits, furniture, repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extract.german.hyphenation import Vocabulary
from extract.layout.geometry import alike
from extract.layout.records import Line, Region
from extract.reports.arrange.blocks import blocks_of, joined
from extract.reports.arrange.furniture import LineKey
from extract.reports.assign.drafts import CreditDraft, Draft
from extract.reports.front.field_names import ActionField, FieldNames, find_field
from extract.reports.names.heading_names import squeeze
from extract.reports.profile.model import Profile
from extract.reports.records.survey import Survey, Unit


def claimed_lines(
    draft: Draft,
    found: Survey,
    profile: Profile,
    fields: Sequence[ActionField],
    vocabulary: Vocabulary,
) -> dict[LineKey, str]:
    """The kind of each such line; what the lines say is put into the draft."""
    claimed: dict[LineKey, str] = {}
    credit_patterns = [re.compile(pattern) for pattern in profile.credits]
    names = FieldNames(fields)
    for number, unit in enumerate(draft.units):
        for mark in unit.ids:
            if mark.text not in draft.ids:
                draft.ids.append(mark.text)
            if mark.line is not None and mark.whole:
                claimed[mark.line] = "id"
        for region in unit.regions:
            _claim_fields(draft, unit, region, fields, names, profile, vocabulary, claimed)
            _claim_credits(draft, unit, region, credit_patterns, vocabulary, claimed)
        for line in unit.rotated:
            if any(pattern.search(line.text) for pattern in credit_patterns):
                draft.credits.append(CreditDraft([line]))
        if unit.title is not None and (number == 0 or not draft.title or _same_title(draft, unit)):
            kind = "repeat"
            if number == 0 or not draft.title:
                draft.title = list(unit.title_lines)
                kind = "title"
            for line_index in range(unit.title.first, unit.title.last + 1):
                claimed[(unit.page, unit.title.region, line_index)] = kind
        if number:
            _claim_running_titles(draft, unit, claimed)
        for region in unit.regions:
            for key in ((unit.page, region.index, place) for place in range(len(region.lines))):
                if key in found.furniture:
                    claimed.setdefault(key, "furniture")
    return claimed


def _same_title(draft: Draft, unit: Unit) -> bool:
    return unit.title is not None and squeeze(unit.title.text) == _title_letters(draft)


def _title_letters(draft: Draft) -> str:
    return squeeze(" ".join(line.text for line in draft.title))


def _claim_running_titles(draft: Draft, unit: Unit, claimed: dict[LineKey, str]) -> None:
    """Claims the project's title, with or without a page number, at the top of its later pages."""
    title = _title_letters(draft)
    if not title:
        return
    for region in unit.regions:
        letters = squeeze(region.lines[0].text) if region.lines else ""
        if title in (letters, letters.strip("0123456789")):
            claimed.setdefault((unit.page, region.index, 0), "repeat")


def _claim_fields(
    draft: Draft,
    unit: Unit,
    region: Region,
    fields: Sequence[ActionField],
    names: FieldNames,
    profile: Profile,
    vocabulary: Vocabulary,
    claimed: dict[LineKey, str],
) -> None:
    """Claims lines that name an action field: one to three set alike whose words are exactly its name."""
    lines = region.lines
    pattern = re.compile(profile.action_field.pattern) if profile.action_field.pattern else None
    hits = {
        position for hit in unit.hits.get(region.index, ()) for position in range(hit.first, hit.last + 1)
    }
    first = 0
    letters = [squeeze(line.text) for line in lines]
    while first < len(lines):
        step = 1
        if not names.may_be_in("".join(letters[first : first + 3])):
            first += step
            continue
        for last in range(first, min(first + 3, len(lines))):
            if last in hits or (unit.page, region.index, last) in claimed:
                break
            if last > first and not alike(lines[first].style, lines[last].style, bold=False):
                break
            if not names.may_be_in("".join(letters[first : last + 1])):
                continue
            text = joined(lines[first : last + 1], vocabulary)
            candidates = [text]
            if pattern and (match := pattern.search(text)):
                candidates.append(match.group("name").strip())
            field_found = find_field(candidates, fields)
            if field_found is None:
                continue
            draft.action_field = draft.action_field or field_found
            draft.field_lines += lines[first : last + 1]
            for index in range(first, last + 1):
                claimed[(unit.page, region.index, index)] = "action_field"
            step = last - first + 1
            break
        first += step


def _claim_credits(
    draft: Draft,
    unit: Unit,
    region: Region,
    patterns: Sequence[re.Pattern[str]],
    vocabulary: Vocabulary,
    claimed: dict[LineKey, str],
) -> None:
    """Claims captions with credits: lines set alike that name a source, in small print or three at most."""
    covered = {index for hit in unit.hits.get(region.index, ()) for index in range(hit.first, hit.last + 1)}
    body = unit.body
    for first, group in _unclaimed_groups(unit, region, claimed):
        position = first + len(group)
        if covered & set(range(first, position)):
            continue
        small = body is None or group[0].style.size < 0.97 * body.size
        if not small and len(group) > 3:
            continue
        opening = [
            offset
            for offset, line in enumerate(group)
            if any(pattern.search(line.text) for pattern in patterns)
        ]
        if not opening and small and len(group) > 1:
            text = joined(group, vocabulary)
            if any(pattern.search(text) for pattern in patterns):
                opening = [0]  # the mark ends a line, and what it marks stands on the next
        if not opening or (not small and opening[0] > 0):
            continue
        # Each credit line closes what stands above it; what follows the last one belongs to it.
        edges = [0, *(offset + 1 for offset in opening[:-1]), len(group)]
        for low, high in pairwise(edges):
            draft.credits.append(CreditDraft(list(group[low:high])))
        for index in range(first, position):
            claimed[(unit.page, region.index, index)] = "credit"


def _unclaimed_groups(
    unit: Unit, region: Region, claimed: Mapping[LineKey, str]
) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """Lines set alike that nothing has claimed yet, with the index of the first."""
    position = 0
    for group in blocks_of(region):
        first, position = position, position + len(group)
        free = [index for index in range(first, position) if (unit.page, region.index, index) not in claimed]
        start = 0
        for place in range(1, len(free) + 1):
            if place == len(free) or free[place] != free[place - 1] + 1:
                yield free[start], tuple(region.lines[free[start] : free[place - 1] + 1])
                start = place
