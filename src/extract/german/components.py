"""spaCy components: the German room's finders in any spaCy pipeline.

``nlp = spacy.blank("de"); nlp.add_pipe("german_dates", config={"year": 2022})`` puts the dates of each text
into ``doc.spans["dates"]``; ``span._.date`` is the `DateMention`, ``doc._.dates`` all of them. Likewise
``german_amounts`` (``amounts``, ``span._.amount``), ``german_shares`` (``shares``, ``span._.share``) and
``german_organisations`` (``organisations``, ``span._.organisation``). spaCy finds the factories by their
names (entry points ``spacy_factories``); nothing has to be imported.

Spans are widened to whole tokens; the record has the exact offsets. Records are kept where spaCy keeps the
custom attributes of spans, as plain values counted from their span: they move with it through
`Doc.from_docs`, ``span.as_doc(copy_user_data=True)``, bytes, `DocBin` (with ``store_user_data``) and several
processes. Context that differs from text to text goes into ``doc._.date_context`` (a `DateContext` as a
dict) and ``doc._.funding_statement``, and wins over the configuration.

Only this module and `entities` import spaCy. This one does without postponed annotations: spaCy reads the
types of a factory's arguments to check its configuration.
"""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Optional

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.german.amounts import AmountContext, find_amounts
from extract.german.dates import find_dates
from extract.german.organisations import find_organisations
from extract.german.records import (
    AmountMention,
    DateContext,
    DateMention,
    OrganisationMention,
    ShareMention,
)
from extract.german.shares import ShareContext, find_shares

Mention = DateMention | AmountMention | ShareMention | OrganisationMention

ATTRIBUTES: dict[str, type[Any]] = {
    "date": DateMention,
    "amount": AmountMention,
    "share": ShareMention,
    "organisation": OrganisationMention,
}
"""Custom attribute of a span → its record. The plural is the custom attribute of the doc."""

_OFFSETS = ("start", "end", "sentence_start", "sentence_end")
_YEARS = range(1000, 3000)


def _plain(value: Any, offset: int = 0) -> Any:
    """As a value that spaCy can serialise, offsets counted from the span."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return value - offset if offset and isinstance(value, int) else value


def _rich(value: Any) -> Any:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"]) if "date" in value else Decimal(value["decimal"])
    return value


def _record(attribute: str, values: dict[str, Any], start: int) -> Any:
    rich = {key: _rich(value) for key, value in values.items()}
    rich |= {key: rich[key] + start for key in _OFFSETS if key in rich}
    return ATTRIBUTES[attribute](**rich)


def _record_of_span(attribute: str, span: Span) -> Any:
    """The record of a span, or of any other span over the same characters; None where there is none."""
    data: dict[Any, Any] = span.doc.user_data
    stored = data.get(("._.", f"german_{attribute}", span.start_char, span.end_char))
    if not stored:
        return None
    values = stored.get(span.id_) or next(iter(stored.values()))
    return _record(attribute, values, span.start_char)


def _records_of_doc(attribute: str, doc: Doc) -> tuple[Any, ...]:
    """All records of a doc in the order of the text; those that its text was cut through are left out."""
    length = len(doc.text)
    data: dict[Any, Any] = doc.user_data
    found = [
        _record(attribute, values, key[2])
        for key, stored in data.items()
        if isinstance(key, tuple) and key[:2] == ("._.", f"german_{attribute}")
        if key[2] >= 0 and key[3] <= length
        for values in stored.values()
    ]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


for _name in ATTRIBUTES:
    if not Span.has_extension(_name):
        Span.set_extension(_name, getter=partial(_record_of_span, _name))
    if not Doc.has_extension(f"{_name}s"):
        Doc.set_extension(f"{_name}s", getter=partial(_records_of_doc, _name))
for _name in ("date_context", "funding_statement"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


class _Component:
    """What the components share: where their spans go, and their own name in the pipeline."""

    attribute: str

    def __init__(self, *, name: str, spans_key: str, label: str) -> None:
        self.name = name
        self.spans_key = spans_key
        self.label = label

    def store(self, doc: Doc, mentions: Sequence[Mention]) -> Doc:
        """Add the mentions to the doc, beside what other components put under the same key."""
        own = f"{self.name}:"
        attribute = f"german_{self.attribute}"
        data: dict[Any, Any] = doc.user_data
        spans: list[Span] = []
        for span in doc.spans.get(self.spans_key, ()):
            if span.id_.startswith(own):  # the component is run once more
                data.get(("._.", attribute, span.start_char, span.end_char), {}).pop(span.id_, None)
            else:
                spans.append(span)
        for number, mention in enumerate(mentions):
            span = doc.char_span(
                mention.start,
                mention.end,
                label=self.label,
                span_id=f"{own}{number}",
                alignment_mode="expand",
            )
            assert span is not None, "offsets of a mention lie inside its text"
            values = {
                key: _plain(value, span.start_char if key in _OFFSETS else 0)
                for key, value in asdict(mention).items()
            }
            place = ("._.", attribute, span.start_char, span.end_char)
            data.setdefault(place, {})[span.id_] = values
            spans.append(span)
        doc.spans[self.spans_key] = spans
        return doc


class GermanDates(_Component):
    """Component ``german_dates``: see the module."""

    attribute = "date"

    def __init__(self, *, name: str, spans_key: str, label: str, context: DateContext) -> None:
        super().__init__(name=name, spans_key=spans_key, label=label)
        self.context = context

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of a doc."""
        return self.store(doc, find_dates(doc.text, context=_context(doc, self.context)))


class GermanAmounts(_Component):
    """Component ``german_amounts``: see the module."""

    attribute = "amount"

    def __init__(
        self, *, name: str, spans_key: str, label: str, funding_statement: bool, context: DateContext
    ) -> None:
        super().__init__(name=name, spans_key=spans_key, label=label)
        self.funding_statement = funding_statement
        self.context = context

    def __call__(self, doc: Doc) -> Doc:
        """Find the amounts of a doc."""
        context = AmountContext(
            volume_statement=_funding(doc, self.funding_statement),
            date_context=_context(doc, self.context),
        )
        return self.store(doc, find_amounts(doc.text, context=context))


class GermanShares(_Component):
    """Component ``german_shares``: see the module."""

    attribute = "share"

    def __init__(self, *, name: str, spans_key: str, label: str, funding_statement: bool) -> None:
        super().__init__(name=name, spans_key=spans_key, label=label)
        self.funding_statement = funding_statement

    def __call__(self, doc: Doc) -> Doc:
        """Find the shares of a doc."""
        context = ShareContext(funding_statement=_funding(doc, self.funding_statement))
        return self.store(doc, find_shares(doc.text, context=context))


class GermanOrganisations(_Component):
    """Component ``german_organisations``: see the module."""

    attribute = "organisation"

    def __call__(self, doc: Doc) -> Doc:
        """Find the organisations of a doc."""
        return self.store(doc, find_organisations(doc.text))


def _funding(doc: Doc, default: bool) -> bool:
    own = doc._.funding_statement
    if own is not None and not isinstance(own, bool):
        raise ValueError(f"doc._.funding_statement must be true or false, not {own!r}")
    return default if own is None else own


def _context(doc: Doc, default: DateContext) -> DateContext:
    own = doc._.date_context
    if own is None:
        return default
    known = {field.name for field in fields(DateContext)}
    if unknown := set(own) - known:
        raise ValueError(f"doc._.date_context has unknown keys: {', '.join(sorted(unknown))}")
    return DateContext(
        label=own.get("label"),
        heading_year=_year("doc._.date_context", "heading_year", own.get("heading_year")),
        edition_year=_year("doc._.date_context", "edition_year", own.get("edition_year")),
        reference_date=_day("doc._.date_context", own.get("reference_date")),
    )


def _year(where: str, key: str, year: Any) -> int | None:
    if year is None:
        return None
    if not isinstance(year, int) or year not in _YEARS:
        raise ValueError(f"{where}: {key} must be a year of four digits, not {year!r}")
    return year


def _day(where: str, day: Any) -> date | None:
    if day is None or isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except (TypeError, ValueError):
        raise ValueError(f"{where}: reference_date must be a day like 2024-05-31, not {day!r}") from None


def _date_context(
    name: str,
    *,
    year: int | None,
    year_label: str | None,
    heading_year: int | None,
    edition_year: int | None,
    reference_date: str | None,
) -> DateContext:
    if year is not None and heading_year is not None:
        raise ValueError(f"{name}: year and heading_year are two names for the same thing; give one of them")
    return DateContext(
        label=year_label,
        heading_year=_year(name, "year", year) or _year(name, "heading_year", heading_year),
        edition_year=_year(name, "edition_year", edition_year),
        reference_date=_day(name, reference_date),
    )


_TIME: dict[str, None] = dict.fromkeys(
    ("year", "year_label", "heading_year", "edition_year", "reference_date")
)


@Language.factory(
    "german_dates",
    assigns=["doc.spans", "span._.date"],
    default_config={"spans_key": "dates", "label": "DATE", **_TIME},
)
def make_german_dates(
    nlp: Language,
    name: str,
    spans_key: str,
    label: str,
    year: Optional[int],  # noqa: UP045 - spaCy's check of the configuration wants it so
    year_label: Optional[str],  # noqa: UP045
    heading_year: Optional[int],  # noqa: UP045
    edition_year: Optional[int],  # noqa: UP045
    reference_date: Optional[str],  # noqa: UP045
) -> GermanDates:
    """Factory of ``german_dates``.

    Args:
        spans_key: group in ``doc.spans``.
        label: label of the spans.
        year: the year that the texts speak of; dates without one take it.
        year_label: a milestone's printed year or years (``2020/2021``), see `DateContext.label`.
        heading_year: another name of ``year``: the one in the heading above the text.
        edition_year: year of the report, where the texts say nothing else.
        reference_date: ISO day; without any year at hand the nearest occurrence is taken.

    Raises:
        ValueError: a year is none of four digits, the day is no ISO day, or two names give the same thing.
    """
    context = _date_context(
        name,
        year=year,
        year_label=year_label,
        heading_year=heading_year,
        edition_year=edition_year,
        reference_date=reference_date,
    )
    return GermanDates(name=name, spans_key=spans_key, label=label, context=context)


@Language.factory(
    "german_amounts",
    assigns=["doc.spans", "span._.amount"],
    default_config={
        "spans_key": "amounts",
        "label": "MONEY",
        "funding_statement": False,
        "volume_statement": False,
        **_TIME,
    },
)
def make_german_amounts(
    nlp: Language,
    name: str,
    spans_key: str,
    label: str,
    funding_statement: bool,
    volume_statement: bool,
    year: Optional[int],  # noqa: UP045
    year_label: Optional[str],  # noqa: UP045
    heading_year: Optional[int],  # noqa: UP045
    edition_year: Optional[int],  # noqa: UP045
    reference_date: Optional[str],  # noqa: UP045
) -> GermanAmounts:
    """Factory of ``german_amounts``.

    Args:
        funding_statement: each text states a project's volume or funding; decides the roles of its sums.
        volume_statement: another name of it.
        year: with the following as for ``german_dates``: years of the periods that sums are for.
    """
    context = _date_context(
        name,
        year=year,
        year_label=year_label,
        heading_year=heading_year,
        edition_year=edition_year,
        reference_date=reference_date,
    )
    return GermanAmounts(
        name=name,
        spans_key=spans_key,
        label=label,
        funding_statement=funding_statement or volume_statement,
        context=context,
    )


@Language.factory(
    "german_shares",
    assigns=["doc.spans", "span._.share"],
    default_config={"spans_key": "shares", "label": "PERCENT", "funding_statement": False},
)
def make_german_shares(
    nlp: Language, name: str, spans_key: str, label: str, funding_statement: bool
) -> GermanShares:
    """Factory of ``german_shares``; ``funding_statement``: each text states how something is funded."""
    return GermanShares(name=name, spans_key=spans_key, label=label, funding_statement=funding_statement)


@Language.factory(
    "german_organisations",
    assigns=["doc.spans", "span._.organisation"],
    default_config={"spans_key": "organisations", "label": "ORG"},
)
def make_german_organisations(nlp: Language, name: str, spans_key: str, label: str) -> GermanOrganisations:
    """Factory of ``german_organisations``."""
    return GermanOrganisations(name=name, spans_key=spans_key, label=label)
