"""``datapackage.json``: tables, columns, files and checksums in the Frictionless vocabulary.

Source of the vocabulary: Data Package 2.0 (datapackage.org), "Data Package", "Data Resource", "Table Schema".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.publish.manifest import ReportEntry
from extract.tables.columns import Column, ColumnType, Table
from extract.tables.contract import REPORT_ID, SCHEMA_VERSION, TABLES
from extract.tables.prepared import About

MEDIA_TYPE = "application/vnd.apache.parquet"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"

_TYPES: dict[ColumnType, str] = {
    "string": "string",
    "category": "string",
    "bool": "boolean",
    "int8": "integer",
    "int16": "integer",
    "int32": "integer",
    "int64": "integer",
    "float64": "number",
    "decimal(5,2)": "number",
    "decimal(18,2)": "number",
    "decimal(18,4)": "number",
    "decimal(20,6)": "number",
    "date": "date",
    "timestamp": "datetime",
    "boxes": "array",
}


def data_package(
    entries: Mapping[str, ReportEntry], reports: Mapping[str, About], *, extractor_version: str
) -> dict[str, Any]:
    """The description of all tables of a snapshot.

    Args:
        entries: the files of each report.
        reports: what there is to say about each.
        extractor_version: of the software that wrote the tables.
    """
    return {
        "$schema": _PROFILE,
        "name": "fortschrittsberichte",
        "title": "Tables of progress reports",
        "description": "Projects, milestones, money and dates of German progress reports, each value with "
        "its place in the PDF.",
        "version": SCHEMA_VERSION,
        "sources": [
            {"title": about.title, "path": entries[report_id].source_file}
            | ({"publisher": about.publisher} if about.publisher else {})
            for report_id, about in reports.items()
        ],
        "contributors": [
            {"title": name, "roles": ["publisher of a source"]}
            for name in sorted({about.publisher for about in reports.values() if about.publisher})
        ],
        "extractor_version": extractor_version,
        "resources": [_resource(table, entries) for table in TABLES.values()],
    }


def _resource(table: Table, entries: Mapping[str, ReportEntry]) -> dict[str, Any]:
    files = [entry.files[table.name] for _, entry in sorted(entries.items()) if table.name in entry.files]
    return {
        "name": table.name,
        "title": table.name,
        "description": f"One row is {table.row}. One file per report; report_id is in the path of the file.",
        "path": [file.path for file in files],
        "format": "parquet",
        "mediatype": MEDIA_TYPE,
        "bytes": sum(file.bytes for file in files),
        # The vocabulary has one hash per resource; these are one per file.
        "files": [
            {"path": file.path, "rows": file.rows, "bytes": file.bytes, "hash": f"sha256:{file.sha256}"}
            for file in files
        ],
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    columns = (REPORT_ID, *table.columns)
    key = [column for column in columns if column.name in ("report_id", *table.key)]
    schema: dict[str, Any] = {
        "$schema": _TABLE_SCHEMA,
        "fields": [_field(column) for column in columns],
    }
    if not any(column.nullable for column in key):
        schema["primaryKey"] = [column.name for column in key]
    if table.has_parent_project:
        schema["foreignKeys"] = [_reference(["report_id", "project_key"], "projects")]
    elif table.name == "projects":
        schema["foreignKeys"] = [_reference(["report_id"], "reports")]
    return schema


def _reference(fields: list[str], resource: str) -> dict[str, Any]:
    return {"fields": fields, "reference": {"resource": resource, "fields": fields}}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if not column.nullable else {}
    if column.values:
        constraints["enum"] = list(column.values)
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
    }
    return field | ({"constraints": constraints} if constraints else {})
