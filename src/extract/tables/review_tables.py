"""The tables for those who check and compare: whom reports name, findings, corrections, grades."""

from __future__ import annotations

from extract.tables.columns import Column, Table
from extract.tables.common import (
    BOXES,
    CORRECTED,
    END,
    KEY_OR_NULL,
    MILESTONE,
    OCR,
    PARENT,
    POSITION,
    SECTION_OR_NULL,
    SOURCE,
    START,
)

ENTITIES = Table(
    name="entities",
    row="one entity found by the spaCy pipeline that the setting spacy_pipeline names",
    key=("project_key", "position"),
    columns=(
        KEY_OR_NULL,
        POSITION,
        SOURCE,
        SECTION_OR_NULL,
        MILESTONE,
        PARENT,
        Column(name="label", type="category", description="Label as the pipeline gives it."),
        Column(name="text", type="string", description="Its text."),
        START,
        END,
        BOXES,
        OCR,
        CORRECTED,
    ),
)

FINDINGS = Table(
    name="findings",
    row="one doubt or defect, for people to look at",
    key=("project_key", "position"),
    columns=(
        KEY_OR_NULL,
        POSITION,
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
        BOXES,
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
        KEY_OR_NULL,
        POSITION,
        Column(name="table", type="category", description="Table of the value."),
        Column(name="row", type="int32", description="position of the row in that table."),
        Column(name="column", type="category", description="Column of the value."),
        Column(name="printed", type="string", description="Printed text the value rests on."),
        Column(name="old", type="string", nullable=True, description="Value as extracted, as text."),
        Column(name="new", type="string", nullable=True, description="Value as corrected, as text."),
        Column(name="who", type="string", description="Who corrected it."),
        Column(name="when", type="string", description="When, as written in the correction (ISO 8601)."),
        Column(name="why", type="string", nullable=True, description="Why."),
        BOXES,
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
        BOXES,
    ),
)
