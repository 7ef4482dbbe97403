"""The lines of one project, each given to the field or section it belongs to.

The regions are read in order. A heading opens a target, which takes the lines below it up to the next
heading. Where a new region begins, the target stays open only if the region looks like its continuation.
Lines that nothing takes are kept as left over and become a finding.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.german.hyphenation import Vocabulary
from extract.layout.geometry import SAME_SIZE
from extract.layout.records import Line, Region
from extract.pdf.records import Box
from extract.reports.arrange.furniture import LineKey
from extract.reports.assign.claims import claimed_lines
from extract.reports.assign.continuing import (
    goes_on,
    is_item_of,
    is_level_with,
    is_near,
    is_right_below,
    labels_on,
    same_style,
)
from extract.reports.assign.drafts import Draft, Target, TargetKind
from extract.reports.assign.unknown_headings import HeadingSetting, heading_setting, margin_setting
from extract.reports.front.field_names import ActionField
from extract.reports.names.heading_names import without_number
from extract.reports.names.headings import Hit, stands_out
from extract.reports.names.keys import slug
from extract.reports.names.years import YEAR_LABEL
from extract.reports.profile.model import Profile
from extract.reports.records.survey import Survey, Unit
from extract.reports.text.passages import Part

_LARGER = 1.08
"""A pull quote is set larger than the text it interrupts by this factor, or in italics."""
_SET_APART_EM = 0.3
"""White space above a pull quote, at least."""
_OWN_LINE_EM = 0.8
"""White space above a heading below a list, at least; the years of the list may be set like headings."""
_QUOTES = ("„", "“", "»", "«", "‚", "›")


def draft_project(
    units: tuple[Unit, ...],
    found: Survey,
    profile: Profile,
    fields: Sequence[ActionField],
    vocabulary: Vocabulary,
) -> Draft:
    """Gives each line of the units to a target."""
    draft = Draft(units)
    claimed = claimed_lines(draft, found, profile, fields, vocabulary)
    _Reader(draft, claimed, heading_setting(units), margin_setting(units)).read()
    return draft


class _Reader:
    """Walks through the regions of one project."""

    def __init__(
        self,
        draft: Draft,
        claimed: dict[LineKey, str],
        known: HeadingSetting | None,
        margin: HeadingSetting | None,
    ) -> None:
        self.draft = draft
        self.claimed = claimed
        self.known = known
        self.margin = margin
        self.current: Target | None = None
        self.lead = Target("lead", "lead", "", None, False, False, draft.units[0].page, ())
        self.title_seen = False
        self.sections_seen = False
        self.aside: tuple[int, int] | None = None
        """Page and region of a pull quote after which the text has not resumed yet."""

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
        known = self.known
        if known is not None and not unit.hits.get(region.index) and not known.may_stand_in(region):
            known = None
        margin = self.margin
        if margin is not None and not margin.may_stand_in(region):
            margin = None
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
                    and (self.current is not self.lead or self.lead.parts)
                ):
                    self.current = None
                index += 1
                continue
            if known is not None and not self._may_be_lead(line) and known.is_heading(region, index):
                printed = known.heading_lines(region, index)
                boxes = tuple(one.box for one in printed)
                self._open_unknown(unit, region, " ".join(one.text for one in printed), boxes)
                index += len(printed)
                fresh = False
                continue
            if margin is not None and self._opens_margin(margin, region, index):
                printed = margin.heading_lines(region, index)
                boxes = tuple(one.box for one in printed)
                kind: TargetKind = "milestones" if margin.heads_list(region, index) else "section"
                self._open_unknown(unit, region, " ".join(one.text for one in printed), boxes, kind=kind)
                index += len(printed)
                fresh = False
                continue
            run_in = known.run_in_words(region, index) if known is not None else 0
            if run_in:
                words = line.words[:run_in]
                text = " ".join(word.text for word in words)
                opened = self._open_unknown(unit, region, text, tuple(word.box for word in words))
                opened.parts.append(Part(line, run_in))
                index += 1
                fresh = False
                continue
            if fresh:
                self.current = self._continued(unit, region, line)
                fresh = False
            if self.current is not None and self.current.kind == "party" and YEAR_LABEL.match(line.text):
                self.current = None  # a list whose heading is unknown; a year is no name of a party
            if self.current is None or self._is_small_print(line) or self._is_aside(line):
                self.draft.left_over.append(line)
            else:
                self.current.parts.append(Part(line))
                self.current.region = region
            index += 1

    def _opens_margin(self, margin: HeadingSetting, region: Region, index: int) -> bool:
        """Whether a line is set like the headings of parties and milestones and can be one of them."""
        line = region.lines[index]
        if self._may_be_lead(line) or not margin.is_heading(region, index):
            return False
        if self.current is not None and self.current.kind == "party" and not self.current.parts:
            return False  # a name set like its heading
        listed = self.current is not None and self.current.kind == "milestones"
        return not listed or line.gap_above > _OWN_LINE_EM * line.style.size

    def _is_small_print(self, line: Line) -> bool:
        """Whether a line is a caption without a credit, below the lead or between paragraphs."""
        if self.current is None or self.current.kind not in ("lead", "section") or not self.current.parts:
            return False
        first = self.current.parts[0].line
        return line.style.size < 0.8 * first.style.size

    def _is_aside(self, line: Line) -> bool:
        """Whether a line belongs to a pull quote: one that interrupts a section or list."""
        if (
            self.current is None
            or self.current.kind not in ("section", "milestones")
            or not self.current.parts
        ):
            return False
        listed = self.current.kind == "milestones"
        text = self.current.parts[-1 if listed else 0].line
        last = self.current.parts[-1].line
        if self.aside is not None and self.aside != (line.page, line.region):
            self.aside = None  # it stood at the end of its column
        if self.aside is not None:
            if same_style(text, line):
                self.aside = None
        elif (
            line.region == last.region
            and line.page == last.page
            and line.gap_above > _SET_APART_EM * line.style.size
        ):
            larger = line.style.size > _LARGER * text.style.size
            quoted = line.text[:1] in _QUOTES
            # In a list the years may be larger, too.
            if (larger and (quoted or not listed)) or (
                quoted and line.style.italic and not text.style.italic
            ):
                self.aside = (line.page, line.region)
        return self.aside is not None

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
        self.aside = None
        return hit.last + 1

    def _may_be_lead(self, line: Line) -> bool:
        """Whether a line may be of the lead, which stands right below the title however it is set."""
        if self.sections_seen:
            return False
        return not self.lead.parts or same_style(self.lead.parts[-1].line, line)

    def _open_unknown(
        self,
        unit: Unit,
        region: Region,
        printed: str,
        boxes: tuple[Box, ...],
        *,
        kind: TargetKind = "section",
    ) -> Target:
        text = printed.rstrip(": ")
        key = "milestones" if kind == "milestones" else slug(without_number(text))
        target = Target(kind, key, text, None, False, True, unit.page, boxes, region=region)
        self.draft.targets.append(target)
        self.current = target
        self.aside = None
        self.sections_seen |= kind == "section"
        return target

    def _continued(self, unit: Unit, region: Region, line: Line) -> Target | None:
        """The target that a region continues, where no heading opens the region; None for none."""
        empty = [target for target in self.draft.targets if target.heading_boxes and not target.parts]
        for heading in reversed(empty):
            if is_right_below(heading, region) or is_level_with(heading, region):
                return heading
        candidates: list[Target] = []
        if self.current is not None:
            candidates.append(self.current)
        candidates += [target for target in reversed(self.draft.targets) if target is not self.current]
        for slack in (0.015, SAME_SIZE):  # the size fits exactly, or nearly
            target = self._candidate(candidates, unit, region, line, slack)
            if target is not None:
                return target
        if self.title_seen and not self.sections_seen and not self.lead.parts and self._may_lead(unit, line):
            return self.lead
        return None

    def _candidate(
        self, candidates: Sequence[Target], unit: Unit, region: Region, line: Line, slack: float
    ) -> Target | None:
        for target in candidates:
            if target is self.lead:
                if self.sections_seen or not self.title_seen:
                    continue
                if target.parts and goes_on(target, region, line, slack=slack):
                    return target
                if not target.parts and self._may_lead(unit, line):
                    return target
                continue
            if target.kind == "milestones" and labels_on(target, region, line):
                return target
            if target.kind == "milestones" and self._rather_text(target, region):
                continue
            if target.kind == "milestones" and target is self.current and is_item_of(target, line):
                return target
            if not target.parts:
                latest = target is self.draft.targets[-1]
                if latest and is_near(target, region) and self._may_be_body(unit, target, line):
                    return target
                continue
            if target.kind == "party" and target is not self.current:
                continue
            if goes_on(target, region, line, slack=slack):
                return target
        return None

    def _rather_text(self, milestones: Target, region: Region) -> bool:
        """Whether a column continues a section: it is much wider than the list and as wide as a section."""
        if milestones.region is None or region.box.width < 1.4 * milestones.region.box.width:
            return False
        return any(
            target.region is not None
            and target.parts
            and abs(target.region.box.width - region.box.width) < 0.25 * region.box.width
            for target in self.draft.of_kind("section")
        )

    def _may_be_body(self, unit: Unit, target: Target, line: Line) -> bool:
        """Whether a line may open the text of a section; small print, such as a caption, does not."""
        return target.kind != "section" or unit.body is None or line.style.size >= 0.88 * unit.body.size

    def _may_lead(self, unit: Unit, line: Line) -> bool:
        body = unit.body
        return (
            body is not None
            and (stands_out(line.style, body) or line.style.size >= 0.98 * body.size)
            and (line.style.size >= 0.95 * body.size)
        )
