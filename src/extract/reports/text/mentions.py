"""Dates, amounts, shares and links of a unit of text, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.german.amounts import AmountContext, find_amounts
from extract.german.dates import find_dates
from extract.german.links import find_links
from extract.german.records import DateContext
from extract.german.sentences import sentence_spans
from extract.german.shares import ShareContext, find_shares
from extract.layout.text import PlacedText
from extract.reports.report import Finding, FoundAmount, FoundDate, FoundShare, Link, Parent
from extract.reports.text.cut_figures import cut_figures

_FUNDING = ShareContext(funding_statement=True)


@dataclass(frozen=True, slots=True)
class Mentions:
    dates: tuple[FoundDate, ...] = ()
    amounts: tuple[FoundAmount, ...] = ()
    shares: tuple[FoundShare, ...] = ()
    links: tuple[Link, ...] = ()
    doubts: tuple[Finding, ...] = ()
    """About amounts and dates that may be a part of a longer figure only."""

    @classmethod
    def together(cls, found: Sequence[Mentions]) -> Mentions:
        """Those of several texts, one after the other."""
        return cls(
            tuple(item for one in found for item in one.dates),
            tuple(item for one in found for item in one.amounts),
            tuple(item for one in found for item in one.shares),
            tuple(item for one in found for item in one.links),
            tuple(item for one in found for item in one.doubts),
        )


def find_mentions(
    body: PlacedText, parent: Parent, context: DateContext, *, funding: bool = False
) -> Mentions:
    """Everything that the German room finds in one text.

    Args:
        body: the text with its place.
        parent: the unit it belongs to.
        context: where the year of a year-less date comes from.
        funding: the text states the project's volume or funding.
    """
    text = body.text
    dates = find_dates(text, context=context)
    amounts = find_amounts(
        text, context=AmountContext(volume_statement=funding, dates=dates, date_context=context)
    )
    shares = find_shares(text, context=_FUNDING if funding else None)
    links = find_links(text)
    sentences = sentence_spans(text) if dates else ()
    found_dates = tuple(
        FoundDate(parent, item, _sentence(text, sentences, item.start), body.boxes(item.start, item.end))
        for item in dates
        if item.date_start is not None or item.date_end is not None
    )
    found_amounts = tuple(
        FoundAmount(
            parent, item, text[item.sentence_start : item.sentence_end], body.boxes(item.start, item.end)
        )
        for item in amounts
    )
    return Mentions(
        found_dates,
        found_amounts,
        tuple(FoundShare(parent, item, body.boxes(item.start, item.end)) for item in shares),
        tuple(Link(parent.section, item.text, item.url, body.boxes(item.start, item.end)) for item in links),
        cut_figures(body, amounts=found_amounts, dates=found_dates),
    )


def _sentence(text: str, sentences: tuple[tuple[int, int], ...], position: int) -> str:
    for start, end in sentences:
        if start <= position < end:
            return text[start:end]
    return text
