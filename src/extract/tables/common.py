"""Columns that several tables have, described once."""

from __future__ import annotations

from typing import get_args

from extract.pdf.page.confidence import DOUBTFUL
from extract.reports.report import SourceKind
from extract.tables.columns import Column

REPORT_ID = Column(
    name="report_id",
    type="string",
    description="Edition, a lower-case slug unique per programme and edition. "
    "Partition key: it stands in the path, not in the file.",
)

KEY = Column(
    name="project_key",
    type="string",
    description="Stable key of the project within the report: its printed ID in lower case where that is "
    "unique, otherwise made unique by a slug of the title.",
)

KEY_OR_NULL = Column(
    name="project_key",
    type="string",
    nullable=True,
    description="Project (see projects.project_key); null for what stands outside a project "
    "(editorial, summary).",
)

POSITION = Column(
    name="position", type="int32", description="Reading order within the project (or outside all), from 0."
)

BOXES = Column(
    name="boxes",
    type="boxes",
    description="Where it stands: one box per printed line. page is the 1-based index of the PDF page; "
    "x0, top, x1, bottom are PDF points, origin top left of the page as displayed.",
)

OCR = Column(
    name="ocr_confidence",
    type="float64",
    nullable=True,
    description="0 to 1: how sure OCR was of the words of this row's place, that of the least sure one; null "
    f"where they are from the file's own text layer. Below {DOUBTFUL} look at the page before use.",
)

CORRECTED = Column(
    name="corrected",
    type="bool",
    description="True if a person corrected a value of this row; what was extracted stands in "
    "corrections_applied.",
)

SECTION_OR_NULL = Column(
    name="section",
    type="category",
    nullable=True,
    description="Section it stands in (see sections.section); null outside sections.",
)

SOURCE = Column(
    name="source",
    type="category",
    values=get_args(SourceKind),
    description="Kind of text it was found in; its span counts characters of that text.",
)

MILESTONE = Column(
    name="milestone_position",
    type="int32",
    nullable=True,
    description="milestones.position of the milestone it stands in; null elsewhere.",
)

START = Column(
    name="char_start",
    type="int32",
    description="First character of the mention in the parent's text, from 0.",
)

END = Column(
    name="char_end",
    type="int32",
    description="Character after the last one of the mention in the parent's text.",
)

CONTEXT = Column(name="context", type="string", description="The sentence it stands in.")

PARENT = Column(
    name="parent_position",
    type="int32",
    nullable=True,
    description="position of its parent among the rows of the same project in fields, passages or cells, as "
    "source says; null for other sources.",
)

LABEL = Column(
    name="label",
    type="string",
    nullable=True,
    description="Head of the column, heading or label it stands under, as printed; null where there is none.",
)

PARENT_TABLES = {"field": "fields", "passage": "passages", "cell": "cells"}
"""Tables in which `parent_position` counts, by the source that a mention names."""
