"""What every form of a report comes down to: records, each a list of labelled values.

A row of a table, a sheet and a chapter differ in where their labels stand; once a label has its value, all
are filled in the same way (`extract.reports.fill.entries`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from extract.base.values import value
from extract.german.records import Unit
from extract.layout.text import PlacedText
from extract.pdf.records import Box
from extract.reports.names.lexicon import Known
from extract.reports.profile.model import RecordForm as RecordForm
from extract.reports.report import Finding


@value(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value of a record with the label it stands under."""

    name: Known
    """What the lexicon or the profile says about the label; see `Lexicon.of`."""
    label: str | None
    """As printed; None for unlabelled text below a title."""
    body: PlacedText
    label_boxes: tuple[Box, ...] = ()
    unit: Unit | None = None
    """The unit of money that stands in the head, the title or the row head, for a value that has none."""
    period: tuple[date, date] | None = None
    """First and last day of the year or period that the head names."""
    is_sum: bool = False
    """Whether it adds up other values of the same record: never counted a second time."""
    shared: bool = False
    """Whether the value stands in one cell for several records."""


@value(frozen=True, slots=True, kw_only=True)
class Record:
    """A stretch of the document that is one project.

    Number, title, action field and responsible are entries like all others; `Known.kind` says which.
    """

    form: RecordForm
    entries: tuple[Entry, ...]
    page_first: int
    page_last: int
    boxes: tuple[Box, ...]
    """Around it, one box a page."""
    path: tuple[str, ...] = ()
    """Names of the groups that it stands in, from the widest to the nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRead:
    """A label or head as printed, and what it was taken for."""

    label: str
    known: Known
    records: int
    """So many records have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """One reading of the file: its records as one form, with reasons for and against."""

    form: RecordForm
    records: Sequence[Record] = ()
    score: float = 0.0
    """0..1: how much the file looks as if these were its projects; 0 where it does not."""
    reasons: tuple[str, ...] = ()
    labels: tuple[LabelRead, ...] = ()
    """In the order in which they are met."""
    findings: tuple[Finding, ...] = ()
    letters: int = 0
    """Characters of all that was read as a value."""

    @property
    def weight(self) -> float:
        """How much it says, by how sure it is: an overview of the projects says less than the projects."""
        return self.score**2 * self.letters


def letters_of(records: Iterable[Record]) -> int:
    """Characters of the values of some records, those that several of them share left out."""
    return sum(len(entry.body.text) for record in records for entry in record.entries if not entry.shared)
