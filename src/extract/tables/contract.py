"""The tables, described once: names, types, keys and meanings.

Arrow schemas, checks, Parquet metadata and ``docs/tables.md`` all come from here. A column keeps its name,
type and meaning; a change adds columns and raises `SCHEMA_VERSION`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from extract.german.records import (
    AmountModifier,
    DateModifier,
    DatePrecision,
    Frequency,
    OrganisationKind,
    Role,
)
from extract.pdf.page.confidence import DOUBTFUL
from extract.reports.report import CellKind, MilestoneState, SourceKind, Status
from extract.tables.columns import Column, Table

SCHEMA_VERSION = "2.0"

REPORT_ID = Column(
    name="report_id",
    type="string",
    description="Edition, a lower-case slug unique per programme and edition. "
    "Partition key: it stands in the path, not in the file.",
)

_KEY = Column(
    name="project_key",
    type="string",
    description="Stable key of the project within the report: its printed ID in lower case where that is "
    "unique, otherwise made unique by a slug of the title.",
)
_KEY_OR_NULL = Column(
    name="project_key",
    type="string",
    nullable=True,
    description="Project (see projects.project_key); null for what stands outside a project "
    "(editorial, summary).",
)
_POSITION = Column(
    name="position", type="int32", description="Reading order within the project (or outside all), from 0."
)
_BOXES = Column(
    name="boxes",
    type="boxes",
    description="Where it stands: one box per printed line. page is the 1-based index of the PDF page; "
    "x0, top, x1, bottom are PDF points, origin top left of the page as displayed.",
)
_OCR = Column(
    name="ocr_confidence",
    type="float64",
    nullable=True,
    description="0 to 1: how sure OCR was of the words of this row's place, that of the least sure one; null "
    f"where they are from the file's own text layer. Below {DOUBTFUL} look at the page before use.",
)
_CORRECTED = Column(
    name="corrected",
    type="bool",
    description="True if a person corrected a value of this row; what was extracted stands in "
    "corrections_applied.",
)
_SECTION_OR_NULL = Column(
    name="section",
    type="category",
    nullable=True,
    description="Section it stands in (see sections.section); null outside sections.",
)
_SOURCE = Column(
    name="source",
    type="category",
    values=get_args(SourceKind),
    description="Kind of text it was found in; its span counts characters of that text.",
)
_MILESTONE = Column(
    name="milestone_position",
    type="int32",
    nullable=True,
    description="milestones.position of the milestone it stands in; null elsewhere.",
)
_START = Column(
    name="char_start",
    type="int32",
    description="First character of the mention in the parent's text, from 0.",
)
_END = Column(
    name="char_end",
    type="int32",
    description="Character after the last one of the mention in the parent's text.",
)
_CONTEXT = Column(name="context", type="string", description="The sentence it stands in.")
_PARENT = Column(
    name="parent_position",
    type="int32",
    nullable=True,
    description="position of its parent among the rows of the same project in fields, passages or cells, as "
    "source says; null for other sources.",
)
_LABEL = Column(
    name="label",
    type="string",
    nullable=True,
    description="Head of the column, heading or label it stands under, as printed; null where there is none.",
)

PARENT_TABLES = {"field": "fields", "passage": "passages", "cell": "cells"}
"""Tables in which `parent_position` counts, by the source that a mention names."""

REPORTS = Table(
    name="reports",
    row="one ingested edition",
    key=(),
    volatile=("run_id", "extracted_at"),
    columns=(
        Column(name="title", type="string", description="Title of the report."),
        Column(name="publisher", type="string", nullable=True, description="Publisher as printed."),
        Column(name="edition_year", type="int16", nullable=True, description="Year of the edition."),
        Column(
            name="as_of_text",
            type="string",
            nullable=True,
            description="Date of the report as printed (Stand).",
        ),
        Column(name="as_of_start", type="date", nullable=True, description="First day of the report's date."),
        Column(name="as_of_end", type="date", nullable=True, description="Last day of the report's date."),
        Column(name="language", type="category", description="Language of the report (ISO 639-1)."),
        Column(
            name="profile",
            type="category",
            description="Name of the layout profile used; induced for one made from the file itself.",
        ),
        Column(
            name="profile_sha256",
            type="string",
            description="Hash of the profile's content: tells a changed profile from a changed extractor.",
        ),
        Column(
            name="profile_yaml",
            type="string",
            nullable=True,
            description="The profile itself, as YAML, where it was made from the file; null for a named one.",
        ),
        Column(name="source_file", type="string", description="Name of the PDF file."),
        Column(name="source_sha256", type="string", description="SHA-256 of the PDF file, in hexadecimal."),
        Column(name="source_bytes", type="int64", description="Size of the PDF file in bytes."),
        Column(name="page_count", type="int32", description="Pages of the PDF file."),
        Column(
            name="project_count", type="int32", description="Projects found: rows of this report in projects."
        ),
        Column(name="extractor_version", type="string", description="Version of the extractor."),
        Column(
            name="schema_version", type="string", description="Version of this description of the tables."
        ),
        Column(
            name="run_id",
            type="string",
            description="Names the run that wrote the data first; made from the hashes of its input files, "
            "profiles and version, so the same input gives the same run_id.",
        ),
        Column(
            name="extracted_at", type="timestamp", description="When the data were first extracted (UTC)."
        ),
    ),
)

PROJECTS = Table(
    name="projects",
    row="one project",
    key=("project_key",),
    columns=(
        _KEY,
        Column(name="position", type="int32", description="Reading order within the report, from 0."),
        Column(name="project_id", type="string", nullable=True, description="Project ID as printed."),
        Column(name="title", type="string", description="Title, line breaks undone."),
        Column(
            name="action_field_no", type="int8", nullable=True, description="Number of the Handlungsfeld."
        ),
        Column(name="action_field", type="string", nullable=True, description="Name of the Handlungsfeld."),
        Column(name="lead", type="string", nullable=True, description="The teaser under the title."),
        Column(
            name="responsible",
            type="string",
            nullable=True,
            description="Responsible body as printed, line breaks undone.",
        ),
        Column(name="status", type="category", values=get_args(Status), description="State of the project."),
        Column(name="status_evidence", type="string", nullable=True, description="Text the status rests on."),
        Column(
            name="volume_text",
            type="string",
            nullable=True,
            description="The whole statement of volume (section Projektvolumen, Gesamtkosten).",
        ),
        Column(
            name="volume_eur",
            type="decimal(18,2)",
            nullable=True,
            description="The total in euro; only where one single total is stated.",
        ),
        Column(name="page_first", type="int32", description="First PDF page of the project, 1-based."),
        Column(name="page_last", type="int32", description="Last PDF page of the project, 1-based."),
        _BOXES,
        replace(
            _OCR,
            description="0 to 1: how sure OCR was of title and lead, that of the least sure word; "
            "null where they are from the file's own text layer. The other fields stand in other tables.",
        ),
        _CORRECTED,
    ),
)

SECTIONS = Table(
    name="sections",
    row="one section of a project",
    key=("project_key", "position"),
    columns=(
        _KEY,
        _POSITION,
        Column(name="section", type="category", description="Name of the section as the profile gives it."),
        Column(name="heading", type="string", description="Heading as printed; empty for text without one."),
        Column(
            name="heading_year",
            type="int16",
            nullable=True,
            description='Year in the heading ("Ausblick 2023" gives 2023).',
        ),
        Column(
            name="text",
            type="string",
            description="Text: Unicode NFC, ligatures resolved, line breaks and line-end hyphenation undone; "
            'list items one per line, each starting with "• " or its number; paragraphs parted by a '
            "line break; no icon glyphs.",
        ),
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

MILESTONES = Table(
    name="milestones",
    row="one milestone",
    key=("project_key", "position"),
    columns=(
        _KEY,
        _POSITION,
        Column(name="level", type="int8", description="1, or 2 for an item below another one."),
        Column(name="year_label", type="string", description='Year label as printed ("2021", "2020/2021").'),
        Column(name="text", type="string", description="Text of the milestone, cleaned like sections.text."),
        Column(
            name="date_start",
            type="date",
            nullable=True,
            description="First day of the most specific date the item states for its event, "
            "else of its year label.",
        ),
        Column(name="date_end", type="date", nullable=True, description="Last day of that date, inclusive."),
        Column(
            name="precision",
            type="category",
            nullable=True,
            values=get_args(DatePrecision),
            description="How precise the date is.",
        ),
        Column(
            name="state",
            type="category",
            values=get_args(MilestoneState),
            description="done or planned, as of the date of the report.",
        ),
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

AMOUNTS = Table(
    name="amounts",
    row="one mention of money",
    key=("project_key", "position"),
    columns=(
        _KEY_OR_NULL,
        _POSITION,
        _SOURCE,
        _SECTION_OR_NULL,
        _MILESTONE,
        _PARENT,
        _LABEL,
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
        _START,
        _END,
        _CONTEXT,
        Column(
            name="counts_toward_total",
            type="bool",
            description="True if the value may be added up over projects without counting money twice.",
        ),
        Column(name="counts_reason", type="category", description="Why it does or does not count."),
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

SHARES = Table(
    name="shares",
    row="one percentage in a funding statement",
    key=("project_key", "position"),
    columns=(
        _KEY_OR_NULL,
        _POSITION,
        _SECTION_OR_NULL,
        Column(name="text", type="string", description="The share as printed."),
        Column(name="percent", type="decimal(5,2)", description="Percent."),
        Column(name="of", type="string", nullable=True, description="What it is a share of."),
        _START,
        _END,
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

DATES = Table(
    name="dates",
    row="one calendar expression",
    key=("project_key", "position"),
    columns=(
        _KEY_OR_NULL,
        _POSITION,
        _SOURCE,
        _SECTION_OR_NULL,
        _MILESTONE,
        _PARENT,
        _LABEL,
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
        _START,
        _END,
        _CONTEXT,
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

PARTIES = Table(
    name="parties",
    row="one organisation with a role",
    key=("project_key", "position"),
    columns=(
        _KEY,
        _POSITION,
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
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

LINKS = Table(
    name="links",
    row="one web address",
    key=("project_key", "position"),
    columns=(
        _KEY_OR_NULL,
        _POSITION,
        _SECTION_OR_NULL,
        Column(
            name="text", type="string", description="The address as printed, or the words that lead to it."
        ),
        Column(name="url", type="string", description="Absolute address with scheme."),
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

MEDIA = Table(
    name="media",
    row="one picture credit",
    key=("project_key", "position"),
    columns=(
        _KEY_OR_NULL,
        _POSITION,
        Column(name="caption", type="string", nullable=True, description="Caption of the picture."),
        Column(name="credit", type="string", description="Credit as printed."),
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

FIELDS = Table(
    name="fields",
    row="one short value with its label: a cell, a line of a sheet, a rating, tonnes of CO2",
    key=("project_key", "position"),
    columns=(
        _KEY,
        _POSITION,
        Column(
            name="field",
            type="category",
            description="Name of the field as the profile or the general lexicon gives it; the label's own "
            "words where neither knows it.",
        ),
        Column(name="label", type="string", description="Label as printed."),
        Column(name="text", type="string", description="Value as printed."),
        Column(name="number", type="decimal(18,4)", nullable=True, description="Value as a number."),
        Column(name="unit", type="category", nullable=True, description="Unit of the number."),
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

PASSAGES = Table(
    name="passages",
    row="one passage of text outside projects",
    key=("project_key", "position"),
    columns=(
        _KEY_OR_NULL,
        _POSITION,
        Column(
            name="heading",
            type="string",
            nullable=True,
            description="Heading it stands under, as printed; null before the first one.",
        ),
        Column(
            name="rank",
            type="int8",
            nullable=True,
            description="Rank of that heading in the document: 1 is the highest; null without heading.",
        ),
        Column(name="text", type="string", description="Text, cleaned like sections.text."),
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

CELLS = Table(
    name="cells",
    row="one cell of a table of the report",
    key=("project_key", "position"),
    columns=(
        Column(
            name="project_key",
            type="string",
            nullable=True,
            description="Project that its row was read as (see projects.project_key); null for all others.",
        ),
        _POSITION,
        Column(
            name="table",
            type="int32",
            description="Number of the table in the report, from 0; it may go on over many pages.",
        ),
        Column(name="row", type="int32", description="Row in the table, from 0, over all its pages."),
        Column(name="column", type="int32", description="Column in the table, from 0."),
        Column(name="row_span", type="int32", description="Rows it covers."),
        Column(name="column_span", type="int32", description="Columns it covers."),
        Column(
            name="kind",
            type="category",
            values=get_args(CellKind),
            description="head; body; group (a row that names what follows); sum; note (foot of the table).",
        ),
        Column(
            name="head",
            type="string",
            nullable=True,
            description="Head of its column as printed, lines and levels joined by a space, or null.",
        ),
        Column(name="text", type="string", description="Text, line breaks and line-end hyphenation undone."),
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

ENTITIES = Table(
    name="entities",
    row="one entity found by the spaCy pipeline that the setting spacy_pipeline names",
    key=("project_key", "position"),
    columns=(
        _KEY_OR_NULL,
        _POSITION,
        _SOURCE,
        _SECTION_OR_NULL,
        _MILESTONE,
        _PARENT,
        Column(name="label", type="category", description="Label as the pipeline gives it."),
        Column(name="text", type="string", description="Its text."),
        _START,
        _END,
        _BOXES,
        _OCR,
        _CORRECTED,
    ),
)

FINDINGS = Table(
    name="findings",
    row="one doubt or defect, for people to look at",
    key=("project_key", "position"),
    columns=(
        _KEY_OR_NULL,
        _POSITION,
        Column(
            name="severity",
            type="category",
            values=("error", "warning", "info"),
            description="How much it matters.",
        ),
        Column(name="code", type="category", description="Kind of doubt; all codes are in findings.md."),
        Column(name="message", type="string", description="What it is, in one sentence."),
        Column(name="table", type="category", nullable=True, description="Table it concerns."),
        Column(name="page", type="int32", nullable=True, description="PDF page it concerns, 1-based."),
        _BOXES,
        Column(
            name="accepted",
            type="bool",
            description="True if a person looked at it and accepted it; "
            "it stays so until its source changes.",
        ),
    ),
)

CORRECTIONS_APPLIED = Table(
    name="corrections_applied",
    row="one value that a person corrected",
    key=("project_key", "position"),
    columns=(
        _KEY_OR_NULL,
        _POSITION,
        Column(name="table", type="category", description="Table of the value."),
        Column(name="row", type="int32", description="position of the row in that table."),
        Column(name="column", type="category", description="Column of the value."),
        Column(name="printed", type="string", description="Printed text the value rests on."),
        Column(name="old", type="string", nullable=True, description="Value as extracted, as text."),
        Column(name="new", type="string", nullable=True, description="Value as corrected, as text."),
        Column(name="who", type="string", description="Who corrected it."),
        Column(name="when", type="string", description="When, as written in the correction (ISO 8601)."),
        Column(name="why", type="string", nullable=True, description="Why."),
        _BOXES,
    ),
)

GRADES = Table(
    name="grades",
    row="how far the data of one project, or of the report as a whole, can be relied on",
    key=("project_key", "position"),
    columns=(
        Column(
            name="project_key",
            type="string",
            nullable=True,
            description="Project (see projects.project_key); null for the report as a whole.",
        ),
        Column(name="position", type="int32", description="0: there is one row per project."),
        Column(
            name="grade",
            type="category",
            values=("A", "B", "C", "D"),
            description="A: nothing to look at; B: little; C: look before use; D: do not use unseen.",
        ),
        Column(name="points", type="int32", description="What was taken off for the reasons; 0 is best."),
        Column(
            name="reasons",
            type="string",
            nullable=True,
            description='Why it is no A: "code (number)", the weightiest first, parted by "; ".',
        ),
        _BOXES,
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        REPORTS,
        PROJECTS,
        SECTIONS,
        MILESTONES,
        AMOUNTS,
        SHARES,
        DATES,
        PARTIES,
        LINKS,
        MEDIA,
        FIELDS,
        PASSAGES,
        CELLS,
        ENTITIES,
        FINDINGS,
        CORRECTIONS_APPLIED,
        GRADES,
    )
}
"""All tables in the order of the documentation."""
