"""The tables of what is found in texts: amounts, shares, dates, parties, links."""

from __future__ import annotations

from typing import get_args

from extract.german.records import (
    AmountModifier,
    DateModifier,
    DatePrecision,
    Frequency,
    OrganisationKind,
    Role,
)
from extract.tables.columns import Column, Table
from extract.tables.common import (
    BOXES,
    CONTEXT,
    CORRECTED,
    END,
    KEY,
    KEY_OR_NULL,
    LABEL,
    MILESTONE,
    OCR,
    PARENT,
    POSITION,
    SECTION_OR_NULL,
    SOURCE,
    START,
)

AMOUNTS = Table(
    name="amounts",
    row="one mention of money",
    key=("project_key", "position"),
    columns=(
        KEY_OR_NULL,
        POSITION,
        SOURCE,
        SECTION_OR_NULL,
        MILESTONE,
        PARENT,
        LABEL,
        Column(
            name="text",
            type="string",
            description="Number and unit as printed; the number alone where the unit stands in a head.",
        ),
        Column(name="value", type="decimal(20,6)", description="The amount; the lower end of a range."),
        Column(name="value_to", type="decimal(20,6)", nullable=True, description="Upper end of a range."),
        Column(name="currency", type="category", description="Currency (ISO 4217)."),
        Column(name="per", type="category", nullable=True, description="Unit of a price (t, kWh)."),
        Column(
            name="modifier",
            type="category",
            values=get_args(AmountModifier),
            description='exact; approx ("rund"); min ("mehr als"); max ("bis zu"); range.',
        ),
        Column(
            name="frequency",
            type="category",
            values=get_args(Frequency),
            description="once, yearly or monthly.",
        ),
        Column(
            name="role",
            type="category",
            values=get_args(Role),
            description="What the money is: the total, a source of funds (state, federal, eu, own), "
            "seed money, a component of the total, money applied for, granted or paid, or other.",
        ),
        Column(
            name="period_start",
            type="date",
            nullable=True,
            description="First day of the time the money is for.",
        ),
        Column(
            name="period_end",
            type="date",
            nullable=True,
            description="Last day of the time the money is for.",
        ),
        Column(name="as_of_start", type="date", nullable=True, description='First day of its "Stand".'),
        Column(name="as_of_end", type="date", nullable=True, description='Last day of its "Stand".'),
        START,
        END,
        CONTEXT,
        Column(
            name="counts_toward_total",
            type="bool",
            description="True if the value may be added up over projects without counting money twice.",
        ),
        Column(name="counts_reason", type="category", description="Why it does or does not count."),
        BOXES,
        OCR,
        CORRECTED,
    ),
)

SHARES = Table(
    name="shares",
    row="one percentage in a funding statement",
    key=("project_key", "position"),
    columns=(
        KEY_OR_NULL,
        POSITION,
        SECTION_OR_NULL,
        Column(name="text", type="string", description="The share as printed."),
        Column(name="percent", type="decimal(5,2)", description="Percent."),
        Column(name="of", type="string", nullable=True, description="What it is a share of."),
        START,
        END,
        BOXES,
        OCR,
        CORRECTED,
    ),
)

DATES = Table(
    name="dates",
    row="one calendar expression",
    key=("project_key", "position"),
    columns=(
        KEY_OR_NULL,
        POSITION,
        SOURCE,
        SECTION_OR_NULL,
        MILESTONE,
        PARENT,
        LABEL,
        Column(name="text", type="string", description="The expression as printed."),
        Column(
            name="date_start",
            type="date",
            nullable=True,
            description="First day; null if the year is unknown or the interval is open.",
        ),
        Column(
            name="date_end", type="date", nullable=True, description="Last day, inclusive; null likewise."
        ),
        Column(
            name="precision",
            type="category",
            values=get_args(DatePrecision),
            description="How precise it is. Spring is 1 March to 31 May, summer June to August, autumn "
            "September to November, winter 1 December to the end of February; a school year is "
            "1 August to 31 July; a winter semester 1 October to 31 March, a summer semester 1 April "
            "to 30 September; a week is an ISO week.",
        ),
        Column(
            name="modifier",
            type="category",
            nullable=True,
            values=get_args(DateModifier),
            description="start, mid, end (Anfang, Mitte, Ende: the interval is the whole) or approx.",
        ),
        Column(name="edtf", type="string", description="ISO 8601-2 (EDTF) string; unknown digits are X."),
        Column(
            name="year_from_context",
            type="bool",
            description="True if the year is not in the expression itself.",
        ),
        START,
        END,
        CONTEXT,
        BOXES,
        OCR,
        CORRECTED,
    ),
)

PARTIES = Table(
    name="parties",
    row="one organisation with a role",
    key=("project_key", "position"),
    columns=(
        KEY,
        POSITION,
        Column(
            name="role",
            type="category",
            values=("responsible", "partner"),
            description="Role in the project.",
        ),
        Column(
            name="name",
            type="string",
            description="Name, normalised: line breaks and abbreviations of the State undone.",
        ),
        Column(
            name="kind",
            type="category",
            values=get_args(OrganisationKind),
            description="Kind of organisation.",
        ),
        Column(name="text", type="string", description="The name as printed."),
        BOXES,
        OCR,
        CORRECTED,
    ),
)

LINKS = Table(
    name="links",
    row="one web address",
    key=("project_key", "position"),
    columns=(
        KEY_OR_NULL,
        POSITION,
        SECTION_OR_NULL,
        Column(
            name="text", type="string", description="The address as printed, or the words that lead to it."
        ),
        Column(name="url", type="string", description="Absolute address with scheme."),
        BOXES,
        OCR,
        CORRECTED,
    ),
)
