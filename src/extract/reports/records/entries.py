"""What every form of a report comes down to: records, each a list of labelled values.

A row of a table, a sheet and a chapter differ in where their labels stand; once a label has its value, all
are filled in the same way (`extract.reports.fill.entries`).
"""

from __future__ import annotations

from datetime import date

from extract.base.values import value
from extract.german.records import Unit
from extract.layout.text import PlacedText
from extract.pdf.records import Box
from extract.reports.names.lexicon import Known
from extract.reports.profile.model import RecordForm as RecordForm


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
