"""Doubts about one project: what its values say of each other, and of the rest of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from extract.german.sentences import sentence_spans
from extract.reports.front.field_names import ActionField, same_name
from extract.reports.report import Finding, FoundShare, Milestone, Section

_ROUNDED = Decimal("1.5")
"""Percentages of a whole may miss a hundred by so much: each is rounded."""
_PARTS = Decimal(20)
"""Further off a hundred, they are no parts of one whole: two rates, or one part and a part of it."""


def planned_but_past(
    milestones: Sequence[Milestone], as_of: date | None, planned: str | None
) -> Iterator[Finding]:
    """Milestones worded as planned whose time is over at the date of the report.

    Args:
        milestones: those of one project.
        as_of: the date of the report; without it nothing is over.
        planned: the profile's pattern of such wording.
    """
    if as_of is None or planned is None:
        return
    for number, one in enumerate(milestones):
        over = one.date_end is not None and one.date_end < as_of
        if over and re.search(planned, one.body.text):
            message = f"Milestone {number} ({one.year_label}) is worded as planned."
            page = one.boxes[0].page if one.boxes else None
            yield Finding("planned-but-past", message, None, "milestones", page, one.boxes)


def shares_that_miss(section: Section, shares: Sequence[FoundShare]) -> Iterator[Finding]:
    """Percentages of one sentence on funding that add up to nearly a hundred, but not to a hundred."""
    own = [share for share in shares if share.parent.section == section.section]
    for start, end in sentence_spans(section.body.text):
        parts = [share for share in own if start <= share.mention.start < end]
        total = sum((share.mention.percent for share in parts), Decimal(0))
        if len(parts) > 1 and _ROUNDED < abs(total - 100) <= _PARTS:
            printed = " + ".join(share.mention.text for share in parts)
            boxes = tuple(box for share in parts for box in share.boxes)
            page = boxes[0].page if boxes else None
            shown = f"{total.normalize():f}".replace(".", ",")
            yield Finding("share-sum", f"{printed} = {shown} %.", None, "shares", page, boxes)


def unknown_field(field: ActionField | None, known: Sequence[ActionField], page: int) -> Iterator[Finding]:
    """An action field that a project names and neither divider nor contents do, where these name any."""
    if field is None or not known or any(same_name(field.name, one.name) for one in known):
        return
    message = f'Action field "{field.name}" is on no divider page.'
    yield Finding("unknown-action-field", message, None, "projects", page)
