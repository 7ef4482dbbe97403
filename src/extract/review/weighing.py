"""Changes as people want to hear of them: the weighty ones first, and what merely follows under its cause.

A new volume is one change, not five: the sentence that states it, the amount in the sentence and its parts
follow from it. So do dates and sums inside a reworded text, and the years in the headings of a new edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.review.records import ChangeKind, ColumnChange, Differences, RowChange

Topic = Literal["projects", "money", "status", "milestones", "parties", "texts", "other"]

TOPICS: tuple[Topic, ...] = ("projects", "money", "status", "milestones", "parties", "texts", "other")
"""Topics by weight, the weightiest first. ``projects``: whole projects that are new or gone."""

_OF_COLUMN: dict[str, Topic] = {
    "volume_eur": "money",
    "volume_text": "money",
    "status": "status",
    "status_evidence": "status",
    "responsible": "parties",
    "title": "texts",
    "lead": "texts",
}
_OF_TABLE: dict[str, Topic] = {
    "amounts": "money",
    "shares": "money",
    "milestones": "milestones",
    "parties": "parties",
    "sections": "texts",
    "dates": "texts",
    "fields": "texts",
}
_MENTIONS = ("amounts", "shares", "dates", "links")
_HEADING = ("heading", "heading_year")
_YEAR = re.compile(r"\d{4}")

_ALIKE_NOT = ("grades", "findings", "corrections_applied", "media")
"""Tables about the extraction itself, and credits of pictures: counted, not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedChange:
    """One change that people hear of, with what follows from it."""

    topic: Topic
    change: RowChange
    columns: tuple[ColumnChange, ...] = ()
    """Those of the change's columns that this is about; none for rows added or removed."""
    title: str = ""
    """Title of the project; empty outside projects."""
    follows: tuple[WeighedChange, ...] = ()

    @property
    def difference(self) -> Decimal:
        """By how much money the new side differs, whatever its sign; 0 without figures."""
        for one in self.columns:
            if isinstance(one.old, Decimal) and isinstance(one.new, Decimal):
                return abs(one.new - one.old)
            for value in (one.old, one.new):
                if isinstance(value, Decimal):
                    return abs(value)
        return Decimal(0)


def weighed(differences: Differences) -> tuple[WeighedChange, ...]:
    """All changes worth a line, by weight; within a topic the larger sums first, then in reading order."""
    titles: dict[tuple[str | None, str | None], str] = {}
    old_of: dict[str | None, tuple[str | None, str | None]] = {}
    new_of: dict[str | None, tuple[str | None, str | None]] = {}
    for pair in differences.pairs:
        key = (pair.old, pair.new)
        titles[key] = pair.title
        if pair.old is not None:
            old_of[pair.old] = key
        if pair.new is not None:
            new_of[pair.new] = key
    groups: dict[tuple[str | None, str | None], list[RowChange]] = {}
    for change in differences.changes:
        if change.table in _ALIKE_NOT:
            continue
        key = new_of.get(change.project_new) or old_of.get(change.project_old) or (None, None)
        groups.setdefault(key, []).append(change)
    changes: list[WeighedChange] = []
    headings: list[WeighedChange] = []
    for key, group in groups.items():
        parts = [part for change in group for part in _parts(change, titles.get(key, ""))]
        headings += [part for part in parts if _is_heading_year(part)]
        changes += _folded([part for part in parts if not _is_heading_year(part)])
    changes = _with_headings(changes, headings)
    return tuple(
        sorted(
            changes,
            key=lambda one: (TOPICS.index(one.topic), _KINDS.index(one.change.kind), -one.difference),
        )
    )


_KINDS: tuple[ChangeKind, ...] = ("changed", "moved", "removed", "added")
"""What was there before weighs more than what is new."""


def derived_changes(differences: Differences) -> frozenset[int]:
    """``id`` of each change that merely follows from others, in all its columns."""
    roots: set[int] = set()
    followers: set[int] = set()

    def under(one: WeighedChange) -> None:
        for follower in one.follows:
            followers.add(id(follower.change))
            under(follower)

    for one in weighed(differences):
        roots.add(id(one.change))
        under(one)
    return frozenset(followers - roots)


def _parts(change: RowChange, title: str) -> Iterator[WeighedChange]:
    """A change, or one part of it for each topic that its columns are about."""
    if not change.columns:
        topic: Topic = "projects" if change.table == "projects" else _OF_TABLE.get(change.table, "other")
        yield WeighedChange(topic=topic, change=change, title=title)
        return
    if change.table == "sections":
        heading = tuple(one for one in change.columns if one.column in _HEADING)
        rest = tuple(one for one in change.columns if one.column not in _HEADING)
        if rest:
            yield WeighedChange(topic="texts", change=change, columns=rest, title=title)
        if heading:
            yield WeighedChange(topic="texts", change=change, columns=heading, title=title)
        return
    topics: dict[Topic, list[ColumnChange]] = {}
    for one in change.columns:
        if change.table == "projects":
            topic = _OF_COLUMN.get(one.column, "other")
        else:
            topic = _OF_TABLE.get(change.table, "other")
        topics.setdefault(topic, []).append(one)
    for topic, columns in topics.items():
        columns.sort(key=lambda one: one.column not in ("volume_eur", "value", "status"))
        yield WeighedChange(topic=topic, change=change, columns=tuple(columns), title=title)


def _is_heading_year(part: WeighedChange) -> bool:
    """Whether nothing but the year of a heading differs."""
    if part.change.table != "sections" or not part.columns:
        return False
    return all(
        one.column == "heading_year"
        or (
            one.column == "heading" and _YEAR.sub("", str(one.old or "")) == _YEAR.sub("", str(one.new or ""))
        )
        for one in part.columns
    )


def _with_headings(changes: list[WeighedChange], headings: Sequence[WeighedChange]) -> list[WeighedChange]:
    """The years in the headings under the one change they follow from: another edition."""
    if not headings:
        return changes
    cause = next((one for one in changes if one.change.table == "reports" and one.columns), None)
    if cause is None:
        return [*changes, _under(headings[0], headings[1:])]
    return [_under(one, headings) if one is cause else one for one in changes]


def _folded(parts: Sequence[WeighedChange]) -> list[WeighedChange]:
    """The changes of one project with those that follow from another one under it."""
    causes: dict[int, list[WeighedChange]] = {}
    roots: list[WeighedChange] = []
    for part in parts:
        cause = _cause(part, parts)
        if cause is None:
            roots.append(part)
        else:
            causes.setdefault(id(cause), []).append(part)

    def whole(part: WeighedChange) -> WeighedChange:
        return _under(part, [whole(one) for one in causes.get(id(part), ())])

    return [whole(part) for part in roots]


def _under(cause: WeighedChange, follows: Sequence[WeighedChange]) -> WeighedChange:
    if not follows:
        return cause
    return WeighedChange(
        topic=cause.topic,
        change=cause.change,
        columns=cause.columns,
        title=cause.title,
        follows=(*cause.follows, *follows),
    )


def _cause(part: WeighedChange, parts: Sequence[WeighedChange]) -> WeighedChange | None:
    """The part that this one follows from; None if it stands for itself."""
    change = part.change
    if change.table in _MENTIONS:
        return next((one for one in parts if one is not part and _holds(one.change, change)), None)
    if change.table == "sections":
        volume = next((one for one in parts if _column(one, "volume_text")), None)
        stated = _column(part, "text")
        if volume is None or stated is None:
            return None
        said = _column(volume, "volume_text")
        same = said is not None and (stated.old, stated.new) == (said.old, said.new)
        return volume if same else None
    if change.table == "parties":
        for one in parts:
            body = _column(one, "responsible")
            if body is not None and any(
                name in str(said) for name in _names(part) for said in (body.old, body.new)
            ):
                return one
    return None


def _names(part: WeighedChange) -> list[str]:
    """The names of a party before and after."""
    said = [value for one in part.columns if one.column in ("name", "text") for value in (one.old, one.new)]
    return [str(value) for value in said or [part.change.label] if value]


def _holds(text: RowChange, mention: RowChange) -> bool:
    """Whether a mention stands in the text that changed."""
    if text.table == "projects":
        return "lead" in (mention.place_old, mention.place_new) and text.column("lead") is not None
    if text.table not in ("sections", "milestones"):
        return False
    if text.columns and text.column("text") is None:
        return False
    places = {place for place in (text.place_old, text.place_new) if place}
    if text.kind == "added":
        return mention.place_new in places and mention.kind != "removed"
    if text.kind == "removed":
        return mention.place_old in places and mention.kind != "added"
    return (mention.place_new == text.place_new and mention.place_new is not None) or (
        mention.place_old == text.place_old and mention.place_old is not None and mention.kind == "removed"
    )


def _column(part: WeighedChange, name: str) -> ColumnChange | None:
    if name in ("volume_text", "responsible") and part.change.table != "projects":
        return None
    return next((one for one in part.columns if one.column == name), None)
