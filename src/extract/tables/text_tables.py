"""The tables of what a report says: itself, its projects and all of their texts, and the text around them."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from extract.german.records import DatePrecision
from extract.reports.report import CellKind, MilestoneState, Status
from extract.tables.columns import Column, Table
from extract.tables.common import BOXES, CORRECTED, KEY, KEY_OR_NULL, OCR, POSITION

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
        KEY,
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
        BOXES,
        replace(
            OCR,
            description="0 to 1: how sure OCR was of title and lead, that of the least sure word; "
            "null where they are from the file's own text layer. The other fields stand in other tables.",
        ),
        CORRECTED,
    ),
)

SECTIONS = Table(
    name="sections",
    row="one section of a project",
    key=("project_key", "position"),
    columns=(
        KEY,
        POSITION,
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
        BOXES,
        OCR,
        CORRECTED,
    ),
)

MILESTONES = Table(
    name="milestones",
    row="one milestone",
    key=("project_key", "position"),
    columns=(
        KEY,
        POSITION,
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
        BOXES,
        OCR,
        CORRECTED,
    ),
)

MEDIA = Table(
    name="media",
    row="one picture credit",
    key=("project_key", "position"),
    columns=(
        KEY_OR_NULL,
        POSITION,
        Column(name="caption", type="string", nullable=True, description="Caption of the picture."),
        Column(name="credit", type="string", description="Credit as printed."),
        BOXES,
        OCR,
        CORRECTED,
    ),
)

FIELDS = Table(
    name="fields",
    row="one short value with its label: a cell, a line of a sheet, a rating, tonnes of CO2",
    key=("project_key", "position"),
    columns=(
        KEY,
        POSITION,
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
        BOXES,
        OCR,
        CORRECTED,
    ),
)

PASSAGES = Table(
    name="passages",
    row="one passage of text outside projects",
    key=("project_key", "position"),
    columns=(
        KEY_OR_NULL,
        POSITION,
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
        BOXES,
        OCR,
        CORRECTED,
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
        POSITION,
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
        BOXES,
        OCR,
        CORRECTED,
    ),
)
