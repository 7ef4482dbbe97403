"""spaCy components: the German room's finders in any spaCy pipeline.

``nlp = spacy.blank("de"); nlp.add_pipe("german_dates", config={"edition_year": 2022})`` puts the dates of
each text into ``doc.spans["dates"]``; ``span._.date`` is the `DateMention`. Likewise ``german_amounts``
(``amounts``, ``span._.amount``), ``german_shares`` (``shares``, ``span._.share``) and
``german_organisations`` (``organisations``, ``span._.organisation``).

Spans are widened to whole tokens; the record has the exact offsets. Records are kept on the Doc as plain
values, so that docs can be written to bytes and piped through several processes. Context that differs from
text to text goes into ``doc._.date_context`` (a `DateContext` as a dict) and wins over the configuration.

This is the only module that imports spaCy. It does without postponed annotations: spaCy reads the types of a
factory's arguments to check its configuration.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
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
"""Custom attribute of a span → its record."""


def _plain(value: Any) -> Any:
    """As a value that spaCy can serialise."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def _rich(value: Any) -> Any:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"]) if "date" in value else Decimal(value["decimal"])
    return value


def _record(attribute: str) -> Callable[[Span], Any]:
    """Getter: the record of a span, None for spans of other origin."""

    def get(span: Span) -> Any:
        stored = span.doc.user_data.get(f"german.{attribute}.{span.id_}")
        if stored is None:
            return None
        return ATTRIBUTES[attribute](**{key: _rich(value) for key, value in stored.items()})

    return get


for _name in ATTRIBUTES:
    if not Span.has_extension(_name):
        Span.set_extension(_name, getter=_record(_name))
if not Doc.has_extension("date_context"):
    Doc.set_extension("date_context", default=None)


def _store(doc: Doc, mentions: Sequence[Mention], *, attribute: str, key: str, label: str) -> Doc:
    spans: list[Span] = []
    for number, mention in enumerate(mentions):
        name = f"{key}-{number}"
        span = doc.char_span(mention.start, mention.end, label=label, span_id=name, alignment_mode="expand")
        assert span is not None, "offsets of a mention lie inside its text"
        values = {field: _plain(value) for field, value in asdict(mention).items()}
        doc.user_data[f"german.{attribute}.{name}"] = values
        spans.append(span)
    doc.spans[key] = spans
    return doc


class GermanDates:
    """Component ``german_dates``: see the module."""

    def __init__(self, *, spans_key: str, label: str, context: DateContext) -> None:
        self.spans_key = spans_key
        self.label = label
        self.context = context

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of a doc."""
        mentions = find_dates(doc.text, context=_context(doc, self.context))
        return _store(doc, mentions, attribute="date", key=self.spans_key, label=self.label)


class GermanAmounts:
    """Component ``german_amounts``: see the module."""

    def __init__(self, *, spans_key: str, label: str, volume_statement: bool) -> None:
        self.spans_key = spans_key
        self.label = label
        self.volume_statement = volume_statement

    def __call__(self, doc: Doc) -> Doc:
        """Find the amounts of a doc."""
        context = AmountContext(
            volume_statement=self.volume_statement, date_context=_context(doc, DateContext())
        )
        mentions = find_amounts(doc.text, context=context)
        return _store(doc, mentions, attribute="amount", key=self.spans_key, label=self.label)


class GermanShares:
    """Component ``german_shares``: see the module."""

    def __init__(self, *, spans_key: str, label: str, funding_statement: bool) -> None:
        self.spans_key = spans_key
        self.label = label
        self.funding_statement = funding_statement

    def __call__(self, doc: Doc) -> Doc:
        """Find the shares of a doc."""
        mentions = find_shares(doc.text, context=ShareContext(funding_statement=self.funding_statement))
        return _store(doc, mentions, attribute="share", key=self.spans_key, label=self.label)


class GermanOrganisations:
    """Component ``german_organisations``: see the module."""

    def __init__(self, *, spans_key: str, label: str) -> None:
        self.spans_key = spans_key
        self.label = label

    def __call__(self, doc: Doc) -> Doc:
        """Find the organisations of a doc."""
        mentions = find_organisations(doc.text)
        return _store(doc, mentions, attribute="organisation", key=self.spans_key, label=self.label)


def _context(doc: Doc, default: DateContext) -> DateContext:
    own = doc._.date_context
    if own is None:
        return default
    known = {field.name for field in fields(DateContext)}
    if unknown := set(own) - known:
        raise ValueError(f"doc._.date_context has unknown keys: {', '.join(sorted(unknown))}")
    day = own.get("reference_date")
    return DateContext(**{**own, "reference_date": date.fromisoformat(day) if day else None})


@Language.factory(
    "german_dates",
    default_config={
        "spans_key": "dates",
        "label": "DATE",
        "year_label": None,
        "heading_year": None,
        "edition_year": None,
        "reference_date": None,
    },
)
def make_german_dates(
    nlp: Language,
    name: str,
    spans_key: str,
    label: str,
    year_label: Optional[str],  # noqa: UP045 - spaCy's check of the configuration wants it so
    heading_year: Optional[int],  # noqa: UP045
    edition_year: Optional[int],  # noqa: UP045
    reference_date: Optional[str],  # noqa: UP045
) -> GermanDates:
    """Factory of ``german_dates``.

    Args:
        spans_key: group in ``doc.spans``.
        label: label of the spans.
        year_label: a milestone's printed year, see `DateContext.label`.
        heading_year: year in the heading above the text.
        edition_year: year of the report.
        reference_date: ISO day; without any year at hand the nearest occurrence is taken.
    """
    context = DateContext(
        label=year_label,
        heading_year=heading_year,
        edition_year=edition_year,
        reference_date=date.fromisoformat(reference_date) if reference_date else None,
    )
    return GermanDates(spans_key=spans_key, label=label, context=context)


@Language.factory(
    "german_amounts", default_config={"spans_key": "amounts", "label": "MONEY", "volume_statement": False}
)
def make_german_amounts(
    nlp: Language, name: str, spans_key: str, label: str, volume_statement: bool
) -> GermanAmounts:
    """Factory of ``german_amounts``; ``volume_statement``: each text states a project's volume or funding."""
    return GermanAmounts(spans_key=spans_key, label=label, volume_statement=volume_statement)


@Language.factory(
    "german_shares", default_config={"spans_key": "shares", "label": "PERCENT", "funding_statement": False}
)
def make_german_shares(
    nlp: Language, name: str, spans_key: str, label: str, funding_statement: bool
) -> GermanShares:
    """Factory of ``german_shares``; ``funding_statement``: each text states how something is funded."""
    return GermanShares(spans_key=spans_key, label=label, funding_statement=funding_statement)


@Language.factory("german_organisations", default_config={"spans_key": "organisations", "label": "ORG"})
def make_german_organisations(nlp: Language, name: str, spans_key: str, label: str) -> GermanOrganisations:
    """Factory of ``german_organisations``."""
    return GermanOrganisations(spans_key=spans_key, label=label)
