"""The data dictionary as Markdown, made from the description of the tables."""

from __future__ import annotations

from extract.base.codes import FINDINGS, REFUSALS
from extract.tables.columns import Column, Table
from extract.tables.contract import REPORT_ID, SCHEMA_VERSION, TABLES

_GENERATED = "<!-- Made by scripts/generate_docs.py (make docs). Do not edit. -->"

_TYPE_NAMES = {
    "category": "string (dictionary)",
    "timestamp": "timestamp[us, UTC]",
    "boxes": "list<struct<page: int32, x0: float32, top: float32, x1: float32, bottom: float32>>",
}

_INTRODUCTION = """
Each table lies in `output/tables/<table>/report_id=<report_id>/part-0.parquet`: one file per report, Hive
partitioning, Parquet with zstd, statistics and page index. The descriptions below also stand in the
metadata of each Parquet field.

```python
import pandas as pd
pd.read_parquet("output/tables/projects")

import polars as pl
pl.scan_parquet("output/tables/projects", hive_partitioning=True).collect()

import duckdb
duckdb.sql("from read_parquet('output/tables/projects/*/*.parquet', hive_partitioning=true)")
```

`report_id` is in the path and so in every table as read. Rows are sorted: projects in reading order, then
what stands outside projects. Keys below hold together with `report_id`. Whoever reads several tables while a
run may publish asks once for the folder of the snapshot; see [publication](publication.md).
"""


def tables_page() -> str:
    """The page on all tables (``docs/tables.md``)."""
    parts = [
        "# Tables",
        _GENERATED,
        f"Version of this description (`schema_version`): {SCHEMA_VERSION}",
        _INTRODUCTION.strip(),
        "| table | one row is |\n|---|---|\n"
        + "\n".join(f"| [{table.name}](#{table.name}) | {table.row} |" for table in TABLES.values()),
        *(_table(table) for table in TABLES.values()),
    ]
    return "\n\n".join(parts) + "\n"


def findings_page() -> str:
    """The page on findings and files set aside (``docs/findings.md``)."""
    findings = "\n".join(
        f"| `{code.code}` | {code.severity} | {_cell(code.meaning)} | {_cell(code.example)} |"
        for code in FINDINGS.values()
    )
    refusals = "\n".join(
        f"| `{code.code}` | {_cell(code.meaning)} | {_cell(code.advice)} | {_cell(code.example)} |"
        for code in REFUSALS.values()
    )
    return (
        "\n\n".join(
            [
                "# Findings and files set aside",
                _GENERATED,
                "A doubt about content is a row in the table [findings](tables.md#findings), for people to "
                "look at. "
                "`error`: data are missing or wrong; `warning`: look at it; `info`: good to know.",
                "| code | severity | meaning | example |\n|---|---|---|---|\n" + findings,
                "## Files set aside",
                "A file that cannot be read is set aside, and the run goes on with the others. The files "
                "stand with "
                "their reasons in `output/set_aside.json` (for programs) and "
                "`output/set_aside.md` (for people).",
                "| code | meaning | what to do | example |\n|---|---|---|---|\n" + refusals,
            ]
        )
        + "\n"
    )


def _table(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in (REPORT_ID.name, *table.key))
    lines = [
        f"## {table.name}",
        "",
        f"One row is {table.row}. Key: {key}.",
        "",
        "| column | type | null | meaning |",
        "|---|---|---|---|",
    ]
    lines.extend(_column(column) for column in (REPORT_ID, *table.columns))
    return "\n".join(lines)


def _column(column: Column) -> str:
    type_name = _TYPE_NAMES.get(column.type, column.type)
    meaning = column.description
    if column.values:
        meaning += " One of " + ", ".join(f"`{value}`" for value in column.values) + "."
    return f"| {column.name} | {type_name} | {'yes' if column.nullable else 'no'} | {_cell(meaning)} |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
