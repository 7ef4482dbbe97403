"""The tables, described once: names, types, keys and meanings.

Arrow schemas, checks, Parquet metadata and ``docs/tables.md`` all come from here. A column keeps its name,
type and meaning; a change adds columns and raises `SCHEMA_VERSION`.
"""

from __future__ import annotations

from extract.tables.columns import Table
from extract.tables.common import PARENT_TABLES, REPORT_ID
from extract.tables.mention_tables import AMOUNTS, DATES, LINKS, PARTIES, SHARES
from extract.tables.review_tables import CORRECTIONS_APPLIED, ENTITIES, FINDINGS, GRADES
from extract.tables.text_tables import CELLS, FIELDS, MEDIA, MILESTONES, PASSAGES, PROJECTS, REPORTS, SECTIONS

__all__ = ["PARENT_TABLES", "REPORT_ID", "SCHEMA_VERSION", "TABLES"]

SCHEMA_VERSION = "2.0"

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
