"""The lines of one project, each given to the field or section it belongs to.

Reading runs through the regions in reading order. A heading opens a target; the lines below it go there
until the next heading. Where a new region begins, a target stays open only when the region looks like its
continuation; everything nobody claims is kept as left over and becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from extract.german.hyphenation import Vocabulary
from extract.layout.lines import style_of_word
from extract.layout.records import Line, Region, Style
from extract.pdf.records import Box
from extract.reports.frontmatter import ActionField, FieldNames, find_field, joined, setting_groups
from extract.reports.headings import Body, Hit, Name, squeeze, stands_out
from extract.reports.milestones import YEAR_LABEL
from extract.reports.passages import BULLETS, DASHES, Part
from extract.reports.profile import Profile
from extract.reports.survey import LineKey, Survey, Unit

TargetKind = Literal["section", "party", "milestones", "lead"]


@dataclass(slots=True)
class Target:
    """A heading and the lines below it."""

    kind: TargetKind
    key: str
    heading: str
    year: int | None
    fuzzy: bool
    unknown: bool
    page: int
    heading_boxes: tuple[Box, ...]
    parts: list[Part] = field(default_factory=list)
    region: Region | None = None


@dataclass(slots=True)
class CreditDraft:
    lines: list[Line]
    """Caption and credit as printed."""


@dataclass(slots=True)
class Draft:
    """A project as lines, before its text is made."""

    units: tuple[Unit, ...]
    title: list[Line] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    action_field: ActionField | None = None
    field_lines: list[Line] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    credits: list[CreditDraft] = field(default_factory=list)
    left_over: list[Line] = field(default_factory=list)

    def of_kind(self, kind: TargetKind) -> list[Target]:
        return [target for target in self.targets if target.kind == kind]


@dataclass(frozen=True, slots=True)
class _Known:
    """How the section headings of this project are set: lets an unknown one be recognised."""

    fonts: frozenset[str]
    bold: bool
    low: float
    high: float
    colors: frozenset[tuple[float, float, float] | None]
    icons: bool
    run_in: frozenset[Style]
    """Settings of headings that the text follows on the same line."""


def draft_project(
    units: tuple[Unit, ...],
    found: Survey,
    profile: Profile,
    fields: Sequence[ActionField],
    vocabulary: Vocabulary,
) -> Draft:
    """Gives each line of the units to a target."""
    draft = Draft(units)
    claimed = _claims(draft, found, profile, fields, vocabulary)
    known = _heading_setting(units)
    _Reader(draft, found, claimed, known).read()
    return draft


def _claims(
    draft: Draft,
    found: Survey,
    profile: Profile,
    fields: Sequence[ActionField],
    vocabulary: Vocabulary,
) -> dict[LineKey, str]:
    """Lines told by themselves, wherever they stand: title, IDs, action field, credits, furniture."""
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
            if number == 0 or not draft.title:
                draft.title = list(unit.title.lines)
            region_index = unit.title.lines[0].region
            for offset in range(len(unit.title.lines)):
                claimed[(unit.page, region_index, unit.title.first + offset)] = "title"
    for key in found.furniture:
        claimed.setdefault(key, "furniture")
    return claimed


def _same_title(draft: Draft, unit: Unit) -> bool:
    first = squeeze(" ".join(line.text for line in draft.title))
    return unit.title is not None and squeeze(" ".join(line.text for line in unit.title.lines)) == first


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
    """Lines that name an action field: one to three lines set alike whose words are exactly its name."""
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
            if last > first and (
                lines[last].style.font != lines[first].style.font
                or abs(lines[last].style.size - lines[first].style.size) > 0.5
            ):
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
    """Captions with credits: lines set alike, smaller than running text or few, that name a source."""
    position = 0
    covered = {index for hit in unit.hits.get(region.index, ()) for index in range(hit.first, hit.last + 1)}
    body = unit.body
    for group in setting_groups(region):
        first, position = position, position + len(group)
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
        if not opening and small and any(pattern.search(joined(group, vocabulary)) for pattern in patterns):
            opening = [0]  # the mark stands at the end of a line, what it marks on the next
        if not opening or (not small and opening[0] > 0):
            continue
        # Each credit line closes what stands above it; what follows the last one belongs to it.
        edges = [0, *(offset + 1 for offset in opening[:-1]), len(group)]
        for low, high in pairwise(edges):
            draft.credits.append(CreditDraft(list(group[low:high])))
        for index in range(first, position):
            claimed[(unit.page, region.index, index)] = "credit"


def _heading_setting(units: Sequence[Unit]) -> _Known | None:
    found = [
        (region.lines[hit.last], hit)
        for unit in units
        for region in unit.regions
        for hit in unit.hits.get(region.index, ())
        if hit.name.kind == "section"
    ]
    lines = [line for line, hit in found if hit.words == len(line.words)]
    run_in = frozenset(hit.style for line, hit in found if hit.words < len(line.words))
    if len(found) < 2:
        return None
    sizes = [line.style.size for line in lines]
    return _Known(
        frozenset(line.style.font for line in lines),
        sum(line.style.bold for line in lines) * 2 > len(lines),
        min(sizes, default=0.0) * 0.97,
        max(sizes, default=0.0) * 1.03,
        frozenset(line.style.color for line in lines),
        bool(lines) and all(line.before or line.after for line in lines),
        run_in,
    )


class _Reader:
    """Walks through the regions of one project."""

    def __init__(
        self, draft: Draft, found: Survey, claimed: dict[LineKey, str], known: _Known | None
    ) -> None:
        self.draft = draft
        self.found = found
        self.claimed = claimed
        self.known = known
        self.current: Target | None = None
        self.lead = Target("lead", "lead", "", None, False, False, draft.units[0].page, ())
        self.title_seen = False
        self.sections_seen = False

    def read(self) -> None:
        self.draft.targets.append(self.lead)
        for unit in self.draft.units:
            for region in unit.regions:
                self._region(unit, region)

    def _region(self, unit: Unit, region: Region) -> None:
        hits = {hit.first: hit for hit in unit.hits.get(region.index, ())}
        fresh = True
        index = 0
        lines = region.lines
        while index < len(lines):
            line = lines[index]
            claim = self.claimed.get((unit.page, region.index, index))
            if index in hits:
                index = self._open(unit, region, hits[index])
                fresh = False
                continue
            if claim is not None:
                if claim == "title":
                    self.title_seen = True
                    self.current = None if self.sections_seen else self.lead
                    fresh = False
                elif (
                    claim == "credit"
                    and not fresh
                    and self.current is not None
                    and self.current.kind != "section"
                ):
                    self.current = None
                index += 1
                continue
            if self._is_unknown_heading(unit, region, index):
                index = self._open_unknown(unit, region, index)
                fresh = False
                continue
            run_in = self._unknown_run_in(unit, region, index)
            if run_in:
                self._open_unknown_run_in(unit, region, index, run_in)
                fresh = False
                index += 1
                continue
            if fresh:
                self.current = self._continued(unit, region, line)
                fresh = False
            if self.current is None or self._is_small_print(line):
                self.draft.left_over.append(line)
            else:
                self.current.parts.append(Part(line))
                self.current.region = region
            index += 1

    def _is_small_print(self, line: Line) -> bool:
        """A caption without a credit below the lead or between paragraphs: no part of the text around it."""
        if self.current is None or self.current.kind not in ("lead", "section") or not self.current.parts:
            return False
        first = self.current.parts[0].line
        return line.style.size < 0.8 * first.style.size

    def _open(self, unit: Unit, region: Region, hit: Hit) -> int:
        lines = region.lines[hit.first : hit.last + 1]
        kind: TargetKind = "section"
        if hit.name.kind in ("party", "milestones"):
            kind = "party" if hit.name.kind == "party" else "milestones"
        else:
            self.sections_seen = True
        target = Target(
            kind,
            hit.name.key,
            hit.heading,
            hit.year,
            hit.fuzzy,
            False,
            unit.page,
            tuple(line.box for line in lines),
            region=region,
        )
        last = lines[-1]
        if hit.words < len(last.words):
            target.parts.append(Part(last, hit.words))
        self.draft.targets.append(target)
        self.current = target
        return hit.last + 1

    def _open_unknown(self, unit: Unit, region: Region, index: int) -> int:
        lines = [region.lines[index]]
        while index + len(lines) < len(region.lines):
            line = region.lines[index + len(lines)]
            if not self._set_like_headings(line) or line.tall > 0.6 * line.style.size or line.before:
                break
            lines.append(line)
        text = " ".join(line.text for line in lines).rstrip(": ")
        target = Target(
            "section",
            slug(text),
            text,
            None,
            False,
            True,
            unit.page,
            tuple(line.box for line in lines),
            region=region,
        )
        self.draft.targets.append(target)
        self.current = target
        self.sections_seen = True
        return index + len(lines)

    def _unknown_run_in(self, unit: Unit, region: Region, index: int) -> int:
        """How many words at the start of a line are set like the run-in headings; 0 for none."""
        if self.known is None or not self.known.run_in or not unit.hits.get(region.index):
            return 0
        words = region.lines[index].words
        count = 0
        while count < len(words) and count < 6 and style_of_word(words[count]) in self.known.run_in:
            count += 1
        if not 0 < count < len(words) or style_of_word(words[count]) in self.known.run_in:
            return 0
        letters = sum(char.isalpha() for word in words[:count] for char in word.text)
        starts = index == 0 or region.lines[index].tall > 0.3 * region.lines[index].style.size
        return count if letters >= 3 and starts and words[0].text[:1].isupper() else 0

    def _open_unknown_run_in(self, unit: Unit, region: Region, index: int, count: int) -> None:
        line = region.lines[index]
        text = " ".join(word.text for word in line.words[:count]).rstrip(": ")
        boxes = tuple(word.box for word in line.words[:count])
        target = Target("section", slug(text), text, None, False, True, unit.page, boxes, region=region)
        target.parts.append(Part(line, count))
        self.draft.targets.append(target)
        self.current = target
        self.sections_seen = True

    def _is_unknown_heading(self, unit: Unit, region: Region, index: int) -> bool:
        """Set exactly like the known section headings, in their region, above running text."""
        if self.known is None or not unit.hits.get(region.index):
            return False
        line = region.lines[index]
        if not self.sections_seen and (not self.lead.parts or _same_style(self.lead.parts[-1].line, line)):
            return False  # right below the title stands the lead
        if not self._set_like_headings(line) or len(line.text) > 60 or line.text.endswith((".", ",")):
            return False
        if self.known.icons and not (line.before or line.after):
            return False
        if sum(char.isalpha() for char in line.text) < 3:
            return False
        if index and line.tall < 0.3 * line.style.size:
            return False
        following = region.lines[index + 1 : index + 3]
        return any(not self._set_like_headings(other) for other in following)

    def _set_like_headings(self, line: Line) -> bool:
        known = self.known
        if known is None:
            return False
        style = line.style
        return (
            style.font in known.fonts
            and style.bold == known.bold
            and known.low <= style.size <= known.high
            and style.color in known.colors
        )

    def _continued(self, unit: Unit, region: Region, line: Line) -> Target | None:
        """The target that a region without a heading at its top goes on with, if any."""
        candidates: list[Target] = []
        if self.current is not None:
            candidates.append(self.current)
        candidates += [target for target in reversed(self.draft.targets) if target is not self.current]
        for target in candidates:
            if target is self.lead:
                if self.sections_seen or not self.title_seen:
                    continue
                if target.parts and _goes_on(target, region, line):
                    return target
                if not target.parts and self._may_lead(unit, line):
                    return target
                continue
            if target.kind == "milestones" and _labels_on(target, region, line):
                return target
            if target.kind == "milestones" and self._rather_text(target, region):
                continue
            if target.kind == "milestones" and target is self.current and _item_of(target, line):
                return target
            if not target.parts:
                latest = target is self.draft.targets[-1]
                if latest and _near(target, region) and self._may_be_body(unit, target, line):
                    return target
                continue
            if target.kind == "party" and target is not self.current:
                continue
            if _goes_on(target, region, line):
                return target
        if self.title_seen and not self.sections_seen and not self.lead.parts and self._may_lead(unit, line):
            return self.lead
        return None

    def _rather_text(self, milestones: Target, region: Region) -> bool:
        """A column much wider than the list and as wide as that of a section: the section goes on in it."""
        if milestones.region is None or region.box.width < 1.4 * milestones.region.box.width:
            return False
        return any(
            target.region is not None
            and target.parts
            and abs(target.region.box.width - region.box.width) < 0.25 * region.box.width
            for target in self.draft.of_kind("section")
        )

    def _may_be_body(self, unit: Unit, target: Target, line: Line) -> bool:
        """Small print, such as a caption, does not open the text of a section."""
        return target.kind != "section" or unit.body is None or line.style.size >= 0.88 * unit.body.size

    def _may_lead(self, unit: Unit, line: Line) -> bool:
        body = unit.body
        return (
            body is not None
            and (stands_out(line.style, body) or line.style.size >= 0.98 * body.size)
            and (line.style.size >= 0.95 * body.size)
        )


def _same_style(one: Line, two: Line) -> bool:
    return (
        one.style.font == two.style.font
        and one.style.bold == two.style.bold
        and abs(one.style.size - two.style.size) < 0.03 * two.style.size
        and one.style.color == two.style.color
    )


def _labels_on(target: Target, region: Region, line: Line) -> bool:
    """A cell of a grid or band of milestones: it begins with a year set like the years before it."""
    if not YEAR_LABEL.match(line.text):
        return False
    labels = [part.line for part in target.parts if YEAR_LABEL.match(part.line.text)]
    if labels:
        return any(
            other.style.font == line.style.font and abs(other.style.size - line.style.size) < 0.6
            for other in labels
        )
    return target.region is None or target.region.panel is region.panel


def _item_of(target: Target, line: Line) -> bool:
    """Set like an item of the list so far, or marked as a further one."""
    if line.before or line.words[0].text in BULLETS | DASHES:
        return bool(target.parts)
    return any(
        part.line.style.font == line.style.font
        and part.line.style.bold == line.style.bold
        and abs(part.line.style.size - line.style.size) < 0.06 * line.style.size
        for part in target.parts
    )


def _near(target: Target, region: Region) -> bool:
    box = target.heading_boxes[-1] if target.heading_boxes else None
    if box is None or box.page != region.box.page:
        return True
    return region.box.top < box.bottom + 60 or region.box.x0 > box.x1


def _goes_on(target: Target, region: Region, line: Line) -> bool:
    """Set alike, and either below in the same column or at the top of a column beside or on the next page."""
    last = target.parts[-1].line
    before = target.region
    if last.style.font != line.style.font or abs(last.style.size - line.style.size) > 0.06 * last.style.size:
        return False
    if last.style.bold != line.style.bold:
        return False
    if before is None or last.page != line.page:
        return True
    if before.panel is not region.panel and (before.panel is None) != (region.panel is None):
        return False
    below = line.box.top >= last.box.top and abs(region.box.x0 - before.box.x0) < 2 * line.style.size
    beside = region.box.x0 > before.box.x1 - line.style.size and before.group == region.group
    later_column = region.box.x0 > before.box.x1 - line.style.size and line.box.top < last.box.bottom
    return below or beside or later_column


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug(text: str, *, joiner: str = "_") -> str:
    """Lower-case ASCII words joined: ``Nächste Ziele`` gives ``naechste_ziele``."""
    plain = text.lower().translate(_UMLAUTS)
    return re.sub(r"[^a-z0-9]+", joiner, plain).strip(joiner) or "ohne_titel"


__all__ = ["Body", "CreditDraft", "Draft", "Name", "Target", "draft_project", "slug"]
