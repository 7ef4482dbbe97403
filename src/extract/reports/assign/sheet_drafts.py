"""From a sheet of boxes to the draft of a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from rapidfuzz import fuzz

from extract.german.hyphenation import Vocabulary
from extract.layout.lines import printed_lines
from extract.layout.records import Line, PageLayout
from extract.reports.assign.belonging import gather
from extract.reports.assign.drafts import Draft, Target
from extract.reports.assign.ratings import quantities, ratings
from extract.reports.assign.sheet_heads import read_head
from extract.reports.front.frontmatter import Front
from extract.reports.names.heading_names import squeeze
from extract.reports.names.keys import slug
from extract.reports.names.labels import Entry, Label
from extract.reports.profile.model import Profile
from extract.reports.records.sheets import Sheet, SheetCell, find_sheets
from extract.reports.records.survey import Survey, Unit
from extract.reports.report import Field, Section
from extract.reports.text.passages import Part

_SAME_TEXT = 95.0
_SLACK_EM = 0.3
"""A table within a box may end this far below it."""
_RAGGED = 0.15
"""Lines of running text end within this part of their width before the edge."""
_FILLED = 0.6
"""Running text fills at least this part of its cell."""
_RUNNING = 4
"""Running text of fewer lines does not show where a line may end."""


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """The draft of a sheet, and what the draft has no place for."""

    draft: Draft
    rated: tuple[tuple[str, SheetCell], ...]
    """Boxes of fields, by name of the field."""
    edges: dict[tuple[int, int], float]
    """Right edges of the cells' text, by page and region."""

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(unit.page for unit in self.draft.units)


def read_sheets(
    layouts: Sequence[PageLayout], found: Survey, profile: Profile, front: Front, vocabulary: Vocabulary
) -> tuple[SheetDraft, ...]:
    """The sheets of a file as drafts of projects, in order of pages."""
    pages = find_sheets(layouts, profile)
    running = {
        (unit.page, word.box)
        for unit in found.units
        for region in unit.regions
        for number, line in enumerate(region.lines)
        if (unit.page, region.index, number) in found.furniture
        for word in line.words
    }
    outside = {
        page: printed_lines([word for word in words if (page, word.box) not in running], region=-1)
        for page, words in pages.outside.items()
    }
    units = {unit.page: unit for unit in reversed(found.units)}
    drafts = [draft_sheet(sheet, outside, units, profile, front, vocabulary) for sheet in pages.sheets]
    return tuple(_without_copies(drafts))


def _without_copies(drafts: Sequence[SheetDraft]) -> list[SheetDraft]:
    """Without sheets printed a second time, as the picture of an example: the one in larger type counts."""
    kept: list[SheetDraft] = []
    for draft in drafts:
        twin = next((place for place, other in enumerate(kept) if _is_copy(other.draft, draft.draft)), None)
        if twin is None:
            kept.append(draft)
        elif _text_size(draft.draft) > _text_size(kept[twin].draft):
            del kept[twin]
            kept.append(draft)
    return kept


def _is_copy(one: Draft, two: Draft) -> bool:
    """Whether two drafts have the same ID and title, and mostly the same text."""
    if not one.ids or one.ids[:1] != two.ids[:1]:
        return False
    first, second = (squeeze(" ".join(line.text for line in draft.title)) for draft in (one, two))
    if first != second:
        return False
    texts = [
        squeeze("".join(part.line.text for t in draft.targets for part in t.parts)) for draft in (one, two)
    ]
    return fuzz.ratio(*texts) >= _SAME_TEXT


def _text_size(draft: Draft) -> float:
    sizes = [part.line.style.size for target in draft.targets for part in target.parts]
    return median(sizes) if sizes else 0.0


def sheet_fields(sheet: SheetDraft, sections: Sequence[Section], profile: Profile) -> tuple[Field, ...]:
    """The typed values of a sheet, in the order of the profile."""
    fields: list[Field] = []
    for rule in profile.fields:
        if rule.kind == "rating":
            for name, cell in sheet.rated:
                if name == rule.field:
                    fields += ratings(rule, cell)
        else:
            fields += quantities(rule, sections)
    return tuple(fields)


def draft_sheet(
    sheet: Sheet,
    outside: Mapping[int, Sequence[Line]],
    units: Mapping[int, Unit],
    profile: Profile,
    front: Front,
    vocabulary: Vocabulary,
) -> SheetDraft:
    """Gives each line of a sheet to title, ID, action field or a section.

    Args:
        sheet: its cells.
        outside: lines on its pages that stand in no cell, running heads left out.
        units: pages by number.
        profile: the layout profile.
        front: what cover and contents say.
        vocabulary: the document's words.
    """
    draft = Draft(tuple(units[page] for page in sheet.pages))
    left = read_head(draft, sheet, outside, profile, front, vocabulary)
    homeless = gather(sheet)
    rated: list[tuple[str, SheetCell]] = []
    edges: dict[tuple[int, int], float] = {}
    for cell in sheet.cells:
        for one in (cell, *cell.nested):
            edges |= _edge(one)
        entries = _entries(cell)
        for entry in entries:
            if entry.label is None:
                left += [part.line for part in entry.parts]
            elif entry.label.kind == "field":
                rated.append((entry.label.key, cell))
            elif entry.label.kind not in ("title", "project_id", "action_field"):
                _open(draft, entry, entry.label, profile)
    left += [line for cell in homeless for line in cell.lines]
    draft.left_over = sorted(left, key=lambda line: (line.page, line.region))
    draft.targets = [target for target in draft.targets if target.parts]
    return SheetDraft(draft, tuple(rated), edges)


def _entries(cell: SheetCell) -> list[Entry]:
    """The entries of a labelled cell, the text of the cells that belong to it with the last one."""
    if not cell.entries or cell.entries[-1].label is None:
        return [] if not cell.is_labelled else cell.entries
    last = cell.entries[-1]
    label = last.label
    if label is not None and label.kind == "field":
        return cell.entries
    parts = list(last.parts)
    nested = sorted(cell.nested, key=lambda one: (one.page, one.box.top, one.box.x0))
    for _, members in groupby(nested, key=lambda one: one.page):
        row = list(members)
        words = [word for one in row for word in one.words]
        if row[0].page == cell.page and parts and row[0].box.bottom <= cell.box.bottom + _SLACK_EM * cell.em:
            # A table within the box: its lines stand between those of the box.
            skip = parts[0].skip
            own = [word for part in parts for word in part.words]
            parts = [Part(line) for line in printed_lines([*own, *words], region=cell.region)]
            if skip:
                parts[0] = Part(parts[0].line)
        else:
            parts += [Part(line) for line in printed_lines(words, region=row[0].region)]
    return [*cell.entries[:-1], Entry(label, parts)]


def _open(draft: Draft, entry: Entry, label: Label, profile: Profile) -> None:
    kind = "section" if label.kind == "unknown" else label.kind
    key = slug(label.text) if label.kind == "unknown" else label.key
    for target in draft.targets:
        if target.kind == kind and target.key == key and target.page < label.boxes[0].page:
            target.parts += entry.parts  # the next page repeats the label of the box that it continues
            return
    target = Target(
        kind=kind,  # type: ignore[arg-type]
        key=key,
        heading=label.text,
        year=None,
        fuzzy=label.fuzzy,
        unknown=label.kind == "unknown",
        page=label.boxes[0].page,
        heading_boxes=label.boxes,
        parts=list(entry.parts),
    )
    draft.targets.append(target)
    role = next((rule.party for rule in profile.sections if rule.section == key), None)
    if kind == "section" and role is not None:
        draft.targets.append(replace(target, kind="party", key=role, fuzzy=False, parts=target.parts))


def _edge(cell: SheetCell) -> dict[tuple[int, int], float]:
    """Where the lines of a cell may end: running text shows it, for short lines the edge of the cell does."""
    boxes = {box for entry in cell.entries if entry.label is not None for box in entry.label.boxes}
    lines = [line for line in cell.lines if line.box not in boxes]
    if not lines or any(line.text.endswith(("-", "\u2010", "\u00ad")) for line in lines):
        return {}
    widest = max(line.box.x1 for line in lines)
    width = widest - min(line.box.x0 for line in lines)
    long = [line for line in lines if line.box.x1 > widest - _RAGGED * width]
    room = cell.box.x1 - lines[-1].style.size
    if (
        len(lines) >= _RUNNING
        and len(long) >= 0.6 * len(lines)
        and widest - cell.box.x0 > _FILLED * cell.box.width
    ):
        return {}
    return {(cell.page, cell.region): room}
