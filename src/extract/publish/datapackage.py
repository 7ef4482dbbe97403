"""``datapackage.json``: tables, columns, files and checksums in the Frictionless vocabulary.

Source of the vocabulary: Data Package 2.0 (datapackage.org), "Data Package", "Data Resource", "Table Schema".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.publish.described import Described
from extract.publish.manifest import FileEntry, ReportEntry
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


def data_package(parts: Sequence[Described], *, extractor_version: str) -> dict[str, Any]:
    """The description of all tables of a snapshot.

    Args:
        parts: what there is to say of each report, in order.
        extractor_version: of the software that wrote the tables.
    """
    publishers = {part.source["publisher"] for part in parts if "publisher" in part.source}
    return {
        "$schema": _PROFILE,
        "name": "fortschrittsberichte",
        "title": "Tables of progress reports",
        "description": "Projects, milestones, money and dates of German progress reports, each value with "
        "its place in the PDF.",
        "version": SCHEMA_VERSION,
        "sources": [part.source for part in parts],
        "contributors": [{"title": name, "roles": ["publisher of a source"]} for name in sorted(publishers)],
        "extractor_version": extractor_version,
        "resources": [_resource(table, parts) for table in TABLES.values()],
    }


def source_of(entry: ReportEntry, about: About) -> dict[str, Any]:
    """A report as a source of the tables."""
    return {"title": about.title, "path": entry.source_file} | (
        {"publisher": about.publisher} if about.publisher else {}
    )


def resource_file(file: FileEntry) -> dict[str, Any]:
    """One file of a table. The vocabulary has one hash per resource; these are one per file."""
    return {"path": file.path, "rows": file.rows, "bytes": file.bytes, "hash": f"sha256:{file.sha256}"}


def _resource(table: Table, parts: Sequence[Described]) -> dict[str, Any]:
    files = [part.files[table.name] for part in parts if table.name in part.files]
    return {
        "name": table.name,
        "title": table.name,
        "description": f"One row is {table.row}. One file per report; report_id is in the path of the file.",
        "path": [file["path"] for file in files],
        "format": "parquet",
        "mediatype": MEDIA_TYPE,
        "bytes": sum(file["bytes"] for file in files),
        "files": files,
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
