"""What the caller knows about the text amounts are looked for in."""

from __future__ import annotations

from dataclasses import dataclass

from extract.german.records import DateContext, DateMention


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountContext:
    """Where the text comes from, and what is already known of it."""

    volume_statement: bool = False
    """The text is the section or box that states the project's volume or funding."""
    dates: tuple[DateMention, ...] | None = None
    """Dates already found in the text, so that nothing is scanned twice; None: looked for where needed."""
    date_context: DateContext | None = None
    """Where the years of year-less dates come from, when dates have to be looked for."""
