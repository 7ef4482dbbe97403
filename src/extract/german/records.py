"""What the German room hands on: mentions found in a text, each with its span.

Offsets are half-open and count characters of the text the mention was found in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Literal

from extract.base.offsets import OffsetMap
from extract.base.values import value

DatePrecision = Literal[
    "day", "week", "month", "quarter", "season", "halfyear", "year", "schoolyear", "semester", "range"
]
DateModifier = Literal["start", "mid", "end", "approx"]
AmountModifier = Literal["exact", "approx", "min", "max", "range"]
Frequency = Literal["once", "yearly", "monthly"]
Role = Literal[
    "total", "state", "federal", "eu", "own", "seed", "component", "granted", "paid", "applied", "other"
]
OrganisationKind = Literal["ministry", "company", "association", "university", "municipality", "other"]


@value(frozen=True, slots=True, kw_only=True)
class DateContext:
    """Where the year of a year-less date may come from, in the order of the contract.

    The other end of a range and a date earlier in the same sentence come from the text itself and rank
    between ``label`` and ``heading_year``.
    """

    label: str | None = None
    """The printed year label above a milestone: ``2021``, ``2020/2021``."""
    heading_year: int | None = None
    """The year in the section's heading: ``Ausblick 2023`` gives 2023."""
    edition_year: int | None = None
    """The year of the report's edition."""
    reference_date: date | None = None
    """Without any year at hand: take the occurrence nearest to this day."""


@value(frozen=True, slots=True, kw_only=True)
class DateMention:
    """One calendar expression."""

    start: int
    end: int
    text: str
    date_start: date | None
    """First day; None when no year is known or the interval is open at that side."""
    date_end: date | None
    """Last day, inclusive."""
    precision: DatePrecision
    modifier: DateModifier | None
    edtf: str
    """ISO 8601-2 (EDTF) string; unknown years are ``XXXX``."""
    year_inferred: bool


@value(frozen=True, slots=True, kw_only=True)
class AmountMention:
    """One mention of money."""

    start: int
    end: int
    text: str
    value: Decimal
    value_to: Decimal | None
    currency: str
    per: str | None
    modifier: AmountModifier
    frequency: Frequency
    role: Role
    period_start: date | None
    period_end: date | None
    as_of_start: date | None
    as_of_end: date | None
    sentence_start: int
    sentence_end: int


@value(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of money printed in a head or title: what one of the bare figures below it is worth."""

    currency: str
    """ISO 4217 code."""
    factor: Decimal
    """Worth of a figure of 1 in the currency: 1000 for ``T€``, 0.01 for ``Cent``."""
    per: str | None = None
    """What a price is per: ``€/kWh``, ``Euro je Einwohner``."""
    frequency: Frequency = "once"
    year: int | None = None
    """The one year that the head names beside the unit; None for no year and for several."""


@value(frozen=True, slots=True, kw_only=True)
class ShareMention:
    """A percentage in a statement of funding."""

    start: int
    end: int
    text: str
    percent: Decimal
    of: str | None


@value(frozen=True, slots=True, kw_only=True)
class OrganisationMention:
    """A named organisation."""

    start: int
    end: int
    text: str
    name: str
    kind: OrganisationKind


@value(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """A named entity as a spaCy pipeline finds it."""

    start: int
    end: int
    text: str
    label: str
    """As the pipeline names it: ``PER``, ``LOC``."""


@value(frozen=True, slots=True, kw_only=True)
class LinkMention:
    """A web address printed in the text."""

    start: int
    end: int
    text: str
    url: str


@value(frozen=True, slots=True, kw_only=True)
class HyphenDecision:
    """What was done with one line-end hyphen, and why."""

    left: str
    right: str
    joined: bool
    """True: hyphen dropped and the halves joined; False: hyphen kept."""
    spaced: bool
    """True: a space stands between the halves in the result (``Sport- und``)."""
    why: str | Callable[[], str]
    """The reason, or what finds it out: dictionaries are loaded only for who asks."""

    @property
    def reason(self) -> str:
        """Name of the rule that decided."""
        return self.why if isinstance(self.why, str) else self.why()


@value(frozen=True, slots=True, kw_only=True)
class JoinedText:
    """Lines joined to running text."""

    text: str
    offsets: OffsetMap
    """From ``text`` back to the lines joined by ``\\n``."""
    decisions: tuple[HyphenDecision, ...]
