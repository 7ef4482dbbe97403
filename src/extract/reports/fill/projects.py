"""From a draft (lines by field) to a project (texts, mentions, places)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from extract.german.amounts import contradictions, doubts, total_of
from extract.german.dates import milestone_date
from extract.german.hyphenation import Vocabulary
from extract.german.organisations import split_parties
from extract.german.organisations.lists import PartyRole
from extract.german.records import DateContext
from extract.layout.records import Line
from extract.layout.text import PlacedText, union_all
from extract.pdf.records import Box
from extract.reports.arrange.blocks import joined
from extract.reports.assign.drafts import CreditDraft, Draft, Target
from extract.reports.fill.milestone_spacing import ReachKey
from extract.reports.fill.milestones import ItemDraft, in_order, milestone_items
from extract.reports.fill.plausible import planned_but_past, shares_that_miss, unknown_field
from extract.reports.fill.status import tell_status
from extract.reports.front.field_names import ActionField
from extract.reports.front.frontmatter import Front
from extract.reports.names.heading_names import squeeze
from extract.reports.profile.model import Profile
from extract.reports.report import (
    Credit,
    Finding,
    Link,
    Milestone,
    MilestoneState,
    Parent,
    Party,
    Project,
    Section,
)
from extract.reports.text.mentions import Mentions, find_mentions
from extract.reports.text.passages import DASHES, passage

_MARKS = DASHES | {"•"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What all projects of a report share."""

    profile: Profile
    front: Front
    vocabulary: Vocabulary
    as_of: date | None
    edges: dict[tuple[int, int], float] = field(default_factory=dict)
    """Right edges of the text of boxes, by page and region."""
    leadings: dict[tuple[str, float], float] = field(default_factory=dict)
    """From line to line within a milestone, in points, by font and size."""
    reaches: dict[ReachKey, float] = field(default_factory=dict)
    """How far right milestones reach, by font, size and left edge of their list."""


def build_project(draft: Draft, position: int, setting: Setting) -> tuple[Project, list[Finding]]:
    """The project with all its values, and the doubts that arose.

    Neither has its key yet: that needs the IDs of all projects (`with_key`).
    """
    findings: list[Finding] = []
    sections = _sections(draft, setting, findings)
    milestones = _milestones(draft, setting, findings)
    lead = _lead(draft, setting)
    parties, responsible = _parties(draft, setting)
    volume = next((section for section in sections if _is_volume(section, setting.profile)), None)
    mentions = _mentions(sections, milestones, lead, setting)
    volume_amounts = [
        found.mention
        for one in mentions
        for found in one.amounts
        if volume is not None and found.parent.section == volume.section
    ]
    volume_eur: Decimal | None = total_of(volume_amounts)
    for message in contradictions(volume_amounts):
        findings.append(Finding("amount-contradiction", message, None, "amounts", draft.units[0].page))
    for message in doubts(volume_amounts):
        findings.append(Finding("amount-doubt", message, None, "amounts", draft.units[0].page))
    totals = {item.value for item in volume_amounts if item.role == "total" and item.frequency == "once"}
    if len(totals) > 1:
        listed = " und ".join(item.text for item in volume_amounts if item.role == "total")
        findings.append(
            Finding("several-totals", f"Several totals: {listed}.", None, "projects", draft.units[0].page)
        )
    status, evidence = tell_status(sections, setting.profile)
    action_field = draft.action_field or _field_before(draft.units[0].place, setting.front)
    title = joined(draft.title, setting.vocabulary)
    title_boxes = tuple(line.box for line in draft.title)
    links = _links(draft, mentions)
    findings += [doubt for one in mentions for doubt in one.doubts]
    findings += _left_over(draft)
    project = Project(
        key="",
        position=position,
        project_id=draft.ids[0] if draft.ids else None,
        title=title,
        action_field_no=action_field.no if action_field else None,
        action_field=action_field.name if action_field else None,
        lead=lead,
        responsible=responsible,
        status=status,
        status_evidence=evidence,
        volume_text=volume.body.text if volume else None,
        volume_eur=volume_eur,
        page_first=draft.units[0].page,
        page_last=draft.units[-1].page,
        boxes=title_boxes or union_all(line.box for unit in draft.units for line in unit.lines),
        sections=tuple(sections),
        milestones=tuple(milestones),
        amounts=tuple(found for one in mentions for found in one.amounts),
        shares=tuple(found for one in mentions for found in one.shares),
        dates=tuple(found for one in mentions for found in one.dates),
        parties=tuple(parties),
        links=tuple(links),
        media=tuple(_credit(item, setting) for item in draft.credits),
    )
    findings += _doubts(project, setting.profile)
    findings += planned_but_past(milestones, setting.as_of, setting.profile.milestones.planned)
    findings += unknown_field(draft.action_field, setting.front.action_fields, project.page_first)
    if volume is not None:
        findings += shares_that_miss(volume, project.shares)
    return project, findings


def with_key(project: Project, doubts: Sequence[Finding], key: str) -> tuple[Project, list[Finding]]:
    """A project and its findings under the key they are known by."""
    return replace(project, key=key), [replace(doubt, project_key=key) for doubt in doubts]


def _is_volume(section: Section, profile: Profile) -> bool:
    return any(rule.section == section.section and rule.role == "volume" for rule in profile.sections)


def _sections(draft: Draft, setting: Setting, findings: list[Finding]) -> list[Section]:
    sections: list[Section] = []
    edges = _edges(draft) | setting.edges
    for target in draft.of_kind("section"):
        if target.unknown:
            message = (
                f'Heading "{target.heading}" is not in the profile; its text is in section "{target.key}".'
            )
            findings.append(
                Finding("unknown-heading", message, None, "sections", target.page, target.heading_boxes)
            )
        if target.fuzzy:
            message = f'Heading "{target.heading}" read as section "{target.key}".'
            findings.append(
                Finding("fuzzy-heading", message, None, "sections", target.page, target.heading_boxes)
            )
        if any(section.section == target.key for section in sections):
            message = f'Section "{target.key}" stands twice.'
            findings.append(
                Finding("duplicate-section", message, None, "sections", target.page, target.heading_boxes)
            )
        body = passage(target.parts, setting.vocabulary, edges=edges)
        sections.append(
            Section(target.key, target.heading, target.year, body, (*target.heading_boxes, *body.boxes()))
        )
    return sections


def _edges(draft: Draft) -> dict[tuple[int, int], float]:
    """Right edges of the regions' text, by page and region.

    What is no text may be wider, and so may lead and bodies above a column that others could stand beside.
    """
    edges: dict[tuple[int, int], float] = {}
    heads = {(part.line.page, part.line.region) for target in draft.of_kind("lead") for part in target.parts}
    for target in draft.targets:
        for part in target.parts:
            place = (part.line.page, part.line.region)
            if target.kind == "lead" or (target.kind == "party" and place in heads):
                continue
            edges[place] = max(edges.get(place, 0.0), part.x1)
    return edges


def _lead(draft: Draft, setting: Setting) -> PlacedText | None:
    parts = [part for target in draft.of_kind("lead") for part in target.parts]
    return passage(parts, setting.vocabulary) if parts else None


def _milestones(draft: Draft, setting: Setting, findings: list[Finding]) -> list[Milestone]:
    milestones: list[Milestone] = []
    for target in draft.of_kind("milestones"):
        if target.unknown:
            message = f'Heading "{target.heading}" is not in the profile; its list is read as milestones.'
            findings.append(
                Finding("unknown-heading", message, None, "milestones", target.page, target.heading_boxes)
            )
        items, homeless = milestone_items(target.parts, leadings=setting.leadings, reaches=setting.reaches)
        for part in homeless:
            findings.append(
                Finding(
                    "unclaimed-text",
                    f'"{part.line.text}" stands before the first year of the milestones.',
                    None,
                    "milestones",
                    part.line.page,
                    (part.line.box,),
                )
            )
        milestones += [_milestone(item, setting) for item in in_order(items)]
    return milestones


def _milestone(item: ItemDraft, setting: Setting) -> Milestone:
    body = _without_mark(passage(item.parts, setting.vocabulary))
    context = DateContext(label=item.year_label, edition_year=setting.front.edition)
    start, end, precision = milestone_date(body.text, label=item.year_label, context=context)
    state: MilestoneState = "planned" if _is_future(start, setting.as_of) else "done"
    return Milestone(
        item.year_label, item.level, body, start, end, precision, state, body.boxes(), "".join(item.icons)
    )


def _is_future(start: date | None, as_of: date | None) -> bool:
    return start is not None and as_of is not None and start > as_of


def _without_mark(body: PlacedText) -> PlacedText:
    return body.part(2, len(body.text)) if body.text[:1] in _MARKS and body.text[1:2] == " " else body


def _parties(draft: Draft, setting: Setting) -> tuple[list[Party], str | None]:
    parties: list[Party] = []
    responsible: str | None = None
    for target in draft.of_kind("party"):
        body = passage(target.parts, setting.vocabulary)
        text = body.text.replace("\n", " ")
        if not text:
            continue
        if target.key == "responsible" and responsible is None:
            responsible = text
        role_here: PartyRole = "partner" if target.key == "partner" else "responsible"
        for start, end in _names(text, _separator(target, setting.profile)):
            for mention in split_parties(text[start:end], role=role_here):
                boxes = body.boxes(start + mention.start, start + mention.end)
                parties.append(Party(mention.role, mention.name, mention.kind, mention.text, boxes))
    return parties, responsible


def _separator(target: Target, profile: Profile) -> str | None:
    """What stands between names below a heading, as the profile says."""
    heading = squeeze(target.heading)
    rules = [(rule.role, rule) for rule in profile.parties] + [
        (rule.party, rule) for rule in profile.sections
    ]
    for role, rule in rules:
        if role == target.key and any(heading.startswith(squeeze(name)) for name in rule.headings):
            return rule.separator
    return None


def _names(text: str, separator: str | None) -> list[tuple[int, int]]:
    """Spans of a text between separators; those within brackets separate nothing."""
    if separator is None:
        return [(0, len(text))]
    spans: list[tuple[int, int]] = []
    start = depth = 0
    for place, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if char == separator and depth <= 0:
            spans.append((start, place))
            start = place + 1
    spans.append((start, len(text)))
    return [(low, high) for low, high in spans if text[low:high].strip()]


def _mentions(
    sections: Sequence[Section],
    milestones: Sequence[Milestone],
    lead: PlacedText | None,
    setting: Setting,
) -> list[Mentions]:
    edition = setting.front.edition
    found: list[Mentions] = []
    if lead is not None:
        found.append(find_mentions(lead, Parent("lead"), DateContext(edition_year=edition)))
    for section in sections:
        context = DateContext(heading_year=section.heading_year, edition_year=edition)
        found.append(
            find_mentions(
                section.body,
                Parent("section", section.section),
                context,
                funding=_is_volume(section, setting.profile),
            )
        )
    for position, milestone in enumerate(milestones):
        context = DateContext(label=milestone.year_label, edition_year=edition)
        found.append(find_mentions(milestone.body, Parent("milestone", None, position), context))
    return found


def _links(draft: Draft, mentions: Sequence[Mentions]) -> list[Link]:
    return [link for one in mentions for link in one.links]


def _credit(item: CreditDraft, setting: Setting) -> Credit:
    text = joined(item.lines, setting.vocabulary)
    boxes = tuple(line.box for line in item.lines)
    for pattern in setting.profile.credits:
        if match := re.search(pattern, text):
            caption = text[: match.start()].strip().rstrip("/|–-(").rstrip()
            return Credit(caption or None, match.group("credit").strip().rstrip(")"), boxes)
    return Credit(None, text, boxes)


def _field_before(place: tuple[int, int], front: Front) -> ActionField | None:
    """The field of the last divider before the page (and half of a sheet)."""
    before = [field for field in front.action_fields if field.place is not None and field.place <= place]
    return max(before, key=lambda field: field.place or place) if before else None


def _left_over(draft: Draft) -> list[Finding]:
    """One finding per run of lines that stand together."""
    findings: list[Finding] = []
    group: list[Line] = []
    for line in draft.left_over:
        if group and (line.region != group[-1].region or line.page != group[-1].page):
            findings.append(_unclaimed(group))
            group = []
        group.append(line)
    if group:
        findings.append(_unclaimed(group))
    return findings


def _unclaimed(lines: Sequence[Line]) -> Finding:
    text = " ".join(line.text for line in lines)
    shown = text if len(text) <= 80 else text[:77] + "..."
    boxes: tuple[Box, ...] = tuple(line.box for line in lines)
    return Finding("unclaimed-text", f'"{shown}" belongs to no field.', None, None, lines[0].page, boxes)


def _doubts(project: Project, profile: Profile) -> list[Finding]:
    page = project.page_first
    found: list[Finding] = []
    labels = profile.sheets.project_id.headings if profile.sheets is not None else []
    has_ids = bool(profile.project.id_patterns or labels)
    if project.project_id is None and has_ids:
        found.append(Finding("missing-project-id", f"No project ID on page {page}.", None, "projects", page))
    for name, value in (
        ("title", project.title),
        ("responsible", project.responsible),
        ("lead", project.lead),
    ):
        if not value and name in profile.project.expects:
            found.append(Finding("missing-field", f"No {name} found.", None, "projects", page))
    if project.status == "unknown" and profile.status:
        found.append(Finding("status-unclear", "No section tells the status.", None, "projects", page))
    return found
