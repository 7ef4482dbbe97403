"""A project as lines: each given to the field or section it belongs to, before its text is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.layout.records import Line, Region
from extract.pdf.records import Box
from extract.reports.front.field_names import ActionField
from extract.reports.records.survey import Unit
from extract.reports.text.passages import Part

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
