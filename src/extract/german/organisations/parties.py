"""Parties of a project: what a field such as ``Verantwortlich`` says, by role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.german.organisations.find import find_organisations
from extract.german.organisations.kinds import classify_organisation
from extract.german.organisations.lists import PartyRole, name_lists, one_of
from extract.german.organisations.names import normalise_organisation
from extract.german.records import OrganisationKind, OrganisationMention


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMention:
    """Who has a role, as one statement of the field."""

    role: PartyRole
    start: int
    end: int
    text: str
    """As printed, without the label."""
    name: str
    kind: OrganisationKind
    """Of the first organisation named."""
    members: tuple[OrganisationMention, ...]
    """The single organisations of the statement, offsets into the field."""


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({one_of(name_lists().role_labels)})\s?:\s*", re.IGNORECASE)


def split_parties(
    text: str, *, role: PartyRole = "responsible", separate: bool = False
) -> tuple[PartyMention, ...]:
    """The parties named in a field, split at labels that name another role.

    A field lists organisations freely, with commas inside names ("Bau, Verkehr und Umwelt") and between
    them, so that one role is one party, named as printed; ``members`` tells the single organisations.

    Args:
        text: the field, with or without its own label.
        role: the role of what stands before the first label.
        separate: one party per organisation in place of one per role.
    """
    parties: list[PartyMention] = []
    position = 0
    marks = [
        (match.start(), match.end(), name_lists().role_labels[match[1].lower()])
        for match in _label().finditer(text)
    ]
    for start, end, following in [*marks, (len(text), len(text), role)]:
        parties.extend(_statement(text, position, start, role, separate=separate))
        position, role = end, following
    return tuple(parties)


def _statement(text: str, start: int, end: int, role: PartyRole, *, separate: bool) -> list[PartyMention]:
    start, end = _trimmed(text, start, end)
    if start == end:
        return []
    members = tuple(_members(text, start, end))
    if separate:
        return [
            PartyMention(
                role=role,
                start=one.start,
                end=one.end,
                text=one.text,
                name=one.name,
                kind=one.kind,
                members=(one,),
            )
            for one in members
        ]
    printed = text[start:end]
    kind = members[0].kind if members else classify_organisation(printed)
    return [
        PartyMention(
            role=role,
            start=start,
            end=end,
            text=printed,
            name=normalise_organisation(printed),
            kind=kind,
            members=members,
        )
    ]


_SEPARATOR = re.compile(r"[,;\n]\s*(?:und\s|sowie\s)?|\s(?:und|sowie|&)\s|\s[|•]\s")


def _members(text: str, start: int, end: int) -> list[OrganisationMention]:
    """Single organisations: separators count only outside the names that were recognised."""
    known = [(one.start + start, one.end + start) for one in find_organisations(text[start:end])]
    cuts = [
        (match.start() + start, match.end() + start)
        for match in _SEPARATOR.finditer(text[start:end])
        if not any(low < match.start() + start < high for low, high in known)
        and not text[: match.start() + start].endswith("-")
    ]
    members: list[OrganisationMention] = []
    position = start
    for low, high in [*cuts, (end, end)]:
        first, last = _trimmed(text, position, low)
        if first < last:
            printed = text[first:last]
            members.append(
                OrganisationMention(
                    start=first,
                    end=last,
                    text=printed,
                    name=normalise_organisation(printed),
                    kind=classify_organisation(printed),
                )
            )
        position = high
    return members


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without separators and white space at its ends; empty if nothing else is there."""
    first = start + len(text[start:end]) - len(text[start:end].lstrip(_EDGES))
    return first, max(first, start + len(text[start:end].rstrip(_EDGES)))


_EDGES = " \t\n\r\u00a0,;•|"
