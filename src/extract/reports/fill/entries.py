"""From a record (labelled values) to a project: fields and sections, amounts, dates, parties, status.

It does not matter here where a label stood: rows of tables, sheets and chapters all arrive as entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.german.cells import read_number
from extract.german.organisations import split_parties
from extract.german.organisations.lists import PartyRole
from extract.german.records import AmountMention, DateContext, Role, Unit
from extract.layout.text import PlacedText
from extract.reports.names.heading_names import split_year
from extract.reports.names.stated_status import stated_status
from extract.reports.records.bodies import joined
from extract.reports.records.entries import Entry, Record
from extract.reports.report import (
    Field,
    Finding,
    FoundAmount,
    Parent,
    Party,
    Project,
    Section,
    Status,
)
from extract.reports.text.bare_figures import bare_figures
from extract.reports.text.choices import has_empty_boxes, ticked
from extract.reports.text.mentions import Mentions, find_mentions

_LONGEST_FIELD = 90
"""Characters of a value that is a field; longer ones, and those of several lines, are sections."""
_NO_VALUE = re.compile(r"[\s–—\-‐−./·*xX]{0,3}")
_FIGURE = re.compile(r"(?P<number>[+–−-]?\s?[\d.,' \u00a0\u202f]*\d)\s*(?P<unit>[^\d\s].{0,24})?")
_FIELD_NUMBER = re.compile(r"\s*(?P<no>\d{1,3}|[IVX]{1,5}|[A-Z])\s*[.:)–-]?\s+(?P<name>\S.*)", re.DOTALL)
_VOLUME_ROLES: tuple[Role, ...] = ("total", "granted", "applied", "paid")
"""Roles of labelled money from the one that says most about a project's volume to the one that says least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillSetting:
    """What all records of a report share."""

    edition: int | None
    currency: str = "EUR"
    """ISO 4217 code for bare figures under a label of money where no unit is printed anywhere."""


@dataclass(frozen=True, slots=True)
class _Value:
    """An entry with what was found in it."""

    entry: Entry
    parent: Parent
    mentions: Mentions
    is_assumed: bool = False
    """Whether the currency is printed nowhere."""


def name_of(record: Record) -> tuple[str | None, str]:
    """Number and title of the project that a record is, as `fill_record` gives them."""
    entries = _with_value(record)
    number = _first(entries, "number")
    return (_one_line(number.body) if number else None), _title(entries) or _instead_of_title(entries)


def fill_record(record: Record, position: int, setting: FillSetting) -> tuple[Project, list[Finding]]:
    """The project that a record is, and the doubts about it; neither has its key yet.

    Args:
        record: labelled values in reading order.
        position: of the project in the report, from 0.
        setting: what all records share.
    """
    page = record.page_first
    findings: list[Finding] = []
    entries = _with_value(record)
    number = _first(entries, "number")
    titles = [entry for entry in entries if entry.name.kind == "title"]
    title = _title(entries)
    if not title:
        findings.append(Finding("missing-field", "No title found.", None, "projects", page))
        title = _instead_of_title(entries)
    field = _first(entries, "action_field")
    field_no, action_field = _action_field(field)
    responsible = [entry for entry in entries if entry.name.kind == "responsible"]
    named = {id(entry) for entry in (*titles, number, field if field and field.label is None else None)}
    values, fields, sections = _values([entry for entry in entries if id(entry) not in named], setting)
    amounts = [
        replace(found, label=value.entry.label) for value in values for found in value.mentions.amounts
    ]
    stated = _stated(values)
    volume = [index for index, _ in stated]
    sums = {amounts[index].mention.value for index in volume if amounts[index].mention.currency == "EUR"}
    status, evidence = _status(entries)
    findings += [doubt for value in values for doubt in value.mentions.doubts]
    findings += [
        Finding(
            "currency-assumed",
            f'"{value.entry.body.text}" below "{value.entry.label}" is read as {setting.currency}: '
            "no unit is printed.",
            None,
            "amounts",
            page,
            value.entry.body.boxes(),
        )
        for value in values
        if value.is_assumed and not value.entry.name.is_known
    ]
    project = Project(
        key="",
        position=position,
        project_id=_one_line(number.body) if number else None,
        title=title,
        action_field_no=field_no,
        action_field=action_field,
        lead=None,
        responsible="; ".join(dict.fromkeys(_one_line(entry.body) for entry in responsible)) or None,
        status=status,
        status_evidence=evidence,
        volume_text=stated[0][1].body.text if stated else None,
        volume_eur=next(iter(sums)) if len(volume) == len(sums) == 1 else None,
        page_first=record.page_first,
        page_last=record.page_last,
        boxes=tuple(box for entry in titles for box in entry.body.boxes()) or record.boxes,
        sections=tuple(sections),
        amounts=tuple(amounts),
        shares=tuple(found for value in values for found in value.mentions.shares),
        dates=tuple(
            replace(found, label=value.entry.label) for value in values for found in value.mentions.dates
        ),
        parties=tuple(_parties(entries)),
        links=tuple(found for value in values for found in value.mentions.links),
        fields=tuple(fields),
        stated=tuple(volume),
    )
    return project, findings


def _with_value(record: Record) -> list[Entry]:
    entries = [entry for entry in record.entries if not _NO_VALUE.fullmatch(entry.body.text)]
    return [_chosen(entry) for entry in entries]


def _chosen(entry: Entry) -> Entry:
    """An entry with what is ticked of its choices as its value."""
    choices = ticked(entry.body)
    return replace(entry, body=joined(choices)) if choices else entry


def _title(entries: Sequence[Entry]) -> str:
    return " ".join(_one_line(entry.body) for entry in entries if entry.name.kind == "title")


def _instead_of_title(entries: Sequence[Entry]) -> str:
    """The first value that is no number, else the number."""
    number = _first(entries, "number")
    first = next((_one_line(entry.body) for entry in entries if entry is not number), "")
    return first or (_one_line(number.body) if number else "?")


def _first(entries: Sequence[Entry], kind: str) -> Entry | None:
    return next((entry for entry in entries if entry.name.kind == kind), None)


def _one_line(body: PlacedText) -> str:
    return " ".join(body.text.split())


def _action_field(entry: Entry | None) -> tuple[int | None, str | None]:
    """Number and name; the name stays as printed, number included, to tell fields of one name apart."""
    if entry is None:
        return None, None
    name = _one_line(entry.body)
    match = _FIELD_NUMBER.match(name)
    number = match["no"] if match else ""
    return (int(number) if number.isdigit() and int(number) < 128 else None), name


def _values(
    entries: Sequence[Entry], setting: FillSetting
) -> tuple[list[_Value], list[Field], list[Section]]:
    """Fields and sections in reading order, and what was found in each of them."""
    values: list[_Value] = []
    fields: list[Field] = []
    sections: list[Section] = []
    used: set[str] = set()
    for entry in entries:
        text = entry.body.text
        if _is_short(entry):
            parent = Parent("field", None, None, len(fields))
            value = _value(entry, parent, setting)
            fields.append(_field(entry, value))
        else:
            name = _unused(entry.name.name, used)
            parent = Parent("section", name)
            value = _value(entry, parent, setting)
            _, year = split_year(entry.label or "")
            boxes = (*entry.label_boxes, *entry.body.boxes())
            sections.append(Section(name, entry.label or "", year, entry.body, boxes))
        if text:
            values.append(value)
    return values, fields, sections


def _unused(name: str, used: set[str]) -> str:
    """A section name that the project does not have yet."""
    unique, number = name, 1
    while unique in used:
        number += 1
        unique = f"{name}_{number}"
    used.add(unique)
    return unique


def _is_short(entry: Entry) -> bool:
    if entry.label is None:
        return False
    text = entry.body.text
    if entry.name.kind in ("date", "money", "responsible", "partner", "action_field", "number"):
        return len(text) <= 2 * _LONGEST_FIELD
    return "\n" not in text and len(text) <= _LONGEST_FIELD and not text.endswith(".")


def _value(entry: Entry, parent: Parent, setting: FillSetting) -> _Value:
    if entry.name.kind in ("responsible", "partner", "action_field", "number"):
        return _Value(entry, parent, Mentions())
    unit, is_assumed = entry.unit, False
    if entry.name.kind in ("money", "sum") or unit is not None:
        if unit is None:
            unit, is_assumed = Unit(currency=setting.currency, factor=Decimal(1)), True
        if bare := bare_figures(entry.body.text, unit):
            amounts = tuple(_placed(entry, parent, mention) for mention in bare)
            return _Value(entry, parent, Mentions(amounts=amounts), is_assumed)
    year = split_year(entry.label or "")[1]
    context = DateContext(heading_year=year, edition_year=setting.edition)
    mentions = find_mentions(entry.body, parent, context, funding=entry.name.kind == "money")
    role = _role(entry)
    if role is not None:
        mentions = replace(
            mentions, amounts=tuple(_with_role(found, role, entry) for found in mentions.amounts)
        )
    return _Value(entry, parent, mentions)


def _placed(entry: Entry, parent: Parent, mention: AmountMention) -> FoundAmount:
    """A figure of a cell with the role and period that its head gives it."""
    found = FoundAmount(parent, mention, entry.body.text, entry.body.boxes(mention.start, mention.end))
    return _with_role(found, _role(entry) or "other", entry)


def _with_role(found: FoundAmount, role: Role, entry: Entry) -> FoundAmount:
    mention = found.mention
    if mention.role in ("other", "total", "component"):
        mention = replace(mention, role=role)
    if entry.period is not None and mention.period_start is None and mention.period_end is None:
        mention = replace(mention, period_start=entry.period[0], period_end=entry.period[1])
    return replace(found, mention=mention)


def _role(entry: Entry) -> Role | None:
    if entry.is_sum:
        return "total"
    if entry.period is not None and entry.name.role in (None, "other", "total"):
        return "component"
    return entry.name.role


def _stated(values: Iterable[_Value]) -> list[tuple[int, Entry]]:
    """Indices of the amounts that state the project's volume, with their entries.

    Sums count before what they sum; else the label that says most counts; else the parts, year by year.
    """
    amounts: list[tuple[Entry, Role]] = [
        (value.entry, found.mention.role) for value in values for found in value.mentions.amounts
    ]
    labelled = [
        (index, entry, role)
        for index, (entry, role) in enumerate(amounts)
        if entry.name.kind in ("money", "sum") or entry.unit is not None
    ]
    sums = [(index, entry) for index, entry, _ in labelled if entry.is_sum]
    if sums:
        return sums
    for role in _VOLUME_ROLES:
        found = [(index, entry) for index, entry, own in labelled if own == role]
        if found:
            return found
    return [(index, entry) for index, entry, role in labelled if role == "component"]


def _field(entry: Entry, value: _Value) -> Field:
    text = entry.body.text
    number: Decimal | None = None
    unit: str | None = None
    amounts = value.mentions.amounts
    if len(amounts) == 1 and amounts[0].mention.value_to is None:
        number, unit = amounts[0].mention.value, amounts[0].mention.currency
    elif not value.mentions.dates and entry.name.kind in ("text", "status"):
        match = _FIGURE.fullmatch(text.strip())
        number = read_number(match["number"]) if match else None
        unit = match["unit"].strip() if match and number is not None and match["unit"] else None
    boxes = (*entry.label_boxes, *entry.body.boxes())
    return Field(entry.name.name, entry.label or "", text, number, unit, boxes)


def _status(entries: Sequence[Entry]) -> tuple[Status, str | None]:
    for entry in entries:
        if has_empty_boxes(entry.body.text):
            continue  # choices of which none is ticked
        if entry.name.kind == "status" and (status := stated_status(entry.body.text)) != "unknown":
            return status, entry.body.text
    return "unknown", None


def _parties(entries: Sequence[Entry]) -> Iterable[Party]:
    roles: dict[str, PartyRole] = {"responsible": "responsible", "partner": "partner"}
    for entry in entries:
        role = roles.get(entry.name.kind)
        if role is None:
            continue
        text = entry.body.text.replace("\n", " ")
        for mention in split_parties(text, role=role):
            boxes = entry.body.boxes(mention.start, mention.end)
            yield Party(mention.role, mention.name, mention.kind, mention.text, boxes)
