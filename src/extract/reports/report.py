"""What the reports room hands on: one report with its projects, each value with its place.

The tables room turns these records into rows; it adds nothing and leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from extract.base.values import value
from extract.german.records import (
    AmountMention,
    DateMention,
    DatePrecision,
    OrganisationKind,
    ShareMention,
)
from extract.layout.text import PlacedText
from extract.pdf.page.confidence import ReadPage
from extract.pdf.records import Box, Source

Boxes = tuple[Box, ...]
SourceKind = Literal["section", "milestone", "lead", "field", "passage", "cell", "other"]
CellKind = Literal["head", "body", "group", "sum", "note"]
Status = Literal["planned", "ongoing", "completed", "on_hold", "discontinued", "unknown"]
MilestoneState = Literal["done", "planned"]


@value(frozen=True, slots=True)
class Parent:
    """The unit of text a mention was found in; offsets of the mention count in that unit's text."""

    source: SourceKind
    section: str | None = None
    milestone_position: int | None = None
    position: int | None = None
    """Position of the field, passage or cell among those of its project, or of those outside projects."""


@value(frozen=True, slots=True)
class Section:
    section: str
    heading: str
    heading_year: int | None
    body: PlacedText
    boxes: Boxes
    """Heading and body, one box per printed line."""


@value(frozen=True, slots=True)
class Milestone:
    year_label: str
    level: int
    body: PlacedText
    date_start: date | None
    date_end: date | None
    precision: DatePrecision | None
    state: MilestoneState
    boxes: Boxes
    marks: str = ""
    """The icon glyphs printed before the item; not published, only compared."""


@value(frozen=True, slots=True)
class FoundAmount:
    parent: Parent
    mention: AmountMention
    context: str
    boxes: Boxes
    label: str | None = None
    """Head or label it stands under, as printed."""


@value(frozen=True, slots=True)
class FoundDate:
    parent: Parent
    mention: DateMention
    context: str
    boxes: Boxes
    label: str | None = None
    """Head or label it stands under, as printed."""


@value(frozen=True, slots=True)
class FoundShare:
    parent: Parent
    mention: ShareMention
    boxes: Boxes


@value(frozen=True, slots=True)
class Party:
    role: str
    name: str
    kind: OrganisationKind
    text: str
    boxes: Boxes


@value(frozen=True, slots=True)
class Link:
    section: str | None
    text: str
    url: str
    boxes: Boxes


@value(frozen=True, slots=True)
class Credit:
    caption: str | None
    credit: str
    boxes: Boxes


@value(frozen=True, slots=True)
class Field:
    """A short value with its label: a cell, a line of a sheet, a rating in dots, tonnes of CO2."""

    field: str
    label: str
    text: str
    number: Decimal | None
    unit: str | None
    boxes: Boxes


@value(frozen=True, slots=True)
class Passage:
    """Text outside projects."""

    heading: str | None
    rank: int | None
    """Of the heading in the document, 1 for the highest."""
    body: PlacedText
    boxes: Boxes


@value(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table of the report, whatever the table was read as."""

    table: int
    row: int
    column: int
    row_span: int
    column_span: int
    kind: CellKind
    head: str | None
    text: str
    boxes: Boxes
    record: int | None = None
    """Position of the project that its row was read as."""


@value(frozen=True, slots=True)
class Entity:
    """What a spaCy pipeline of the user's own choice found in a text."""

    parent: Parent
    label: str
    text: str
    start: int
    end: int
    boxes: Boxes


@value(frozen=True, slots=True)
class Finding:
    """One doubt. ``code`` is a key of `extract.base.codes.FINDINGS`, which gives the severity."""

    code: str
    message: str
    project_key: str | None = None
    table: str | None = None
    page: int | None = None
    boxes: Boxes = ()


@value(frozen=True, slots=True, kw_only=True)
class Project:
    key: str
    position: int
    project_id: str | None
    title: str
    action_field_no: int | None
    action_field: str | None
    lead: PlacedText | None
    responsible: str | None
    status: Status
    status_evidence: str | None
    volume_text: str | None
    volume_eur: Decimal | None
    page_first: int
    page_last: int
    boxes: Boxes
    sections: tuple[Section, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    amounts: tuple[FoundAmount, ...] = ()
    shares: tuple[FoundShare, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    parties: tuple[Party, ...] = ()
    links: tuple[Link, ...] = ()
    media: tuple[Credit, ...] = ()
    fields: tuple[Field, ...] = ()
    entities: tuple[Entity, ...] = ()
    stated: tuple[int, ...] | None = None
    """Indices of the amounts that state the project's volume, where labels say so; None: those of the section
    whose text is `volume_text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One edition, as extracted from one file."""

    report_id: str
    title: str
    publisher: str | None
    edition_year: int | None
    as_of_text: str | None
    as_of_start: date | None
    as_of_end: date | None
    language: str
    profile: str
    profile_sha256: str
    source: Source
    projects: Sequence[Project]
    amounts: tuple[FoundAmount, ...] = ()
    """Mentions outside any project (editorial, summary); their parent has source ``other``."""
    shares: tuple[FoundShare, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    links: tuple[Link, ...] = ()
    media: tuple[Credit, ...] = ()
    passages: Sequence[Passage] = ()
    cells: Sequence[Cell] = ()
    entities: tuple[Entity, ...] = ()
    findings: tuple[Finding, ...] = ()
    ocr_pages: Mapping[int, ReadPage] = field(default_factory=dict)
    """The pages that were read by OCR, by number."""
    induced: str | None = None
    """The profile made from the file, as YAML, where none fitted."""
