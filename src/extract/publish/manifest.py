"""What a snapshot says about itself: its reports, their files and checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from extract.tables.prepared import PART_NAME, About

FORMAT = 1
"""Version of the manifest's own form."""

NAME = "manifest.json"

ENTRIES = "reports"
"""Folder in a snapshot that holds what there is to say of each report."""
TABLES_FOLDER = "tables"
PARTITION = "report_id="

_DAYS = ("first_day", "last_day")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One Parquet file; ``path`` counts from the snapshot's folder."""

    path: str
    rows: int
    bytes: int
    sha256: str
    data_sha256: str


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """The files of one report."""

    report_id: str
    source_file: str
    source_sha256: str
    extraction_key: str
    files: Mapping[str, FileEntry]
    about: About | None = None
    """None in a publication of an older version."""

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.bytes for file in self.files.values())

    def to_json(self) -> bytes:
        return readable_json(
            {
                "report_id": self.report_id,
                "source_file": self.source_file,
                "source_sha256": self.source_sha256,
                "extraction_key": self.extraction_key,
                "files": {
                    table: {
                        "path": entry.path,
                        "rows": entry.rows,
                        "bytes": entry.bytes,
                        "sha256": entry.sha256,
                        "data_sha256": entry.data_sha256,
                    }
                    for table, entry in sorted(self.files.items())
                },
                **({} if self.about is None else {"about": _of_about(self.about)}),
            }
        )

    @staticmethod
    def from_json(content: bytes) -> ReportEntry:
        data: dict[str, Any] = json.loads(content)
        return ReportEntry(
            data["report_id"],
            data["source_file"],
            data["source_sha256"],
            data["extraction_key"],
            {table: FileEntry(**entry) for table, entry in data["files"].items()},
            _to_about(data["about"]) if "about" in data else None,
        )


@dataclass(frozen=True, slots=True)
class ReportLine:
    """The short form in the manifest; the files of the report stand in ``reports/<report_id>.json``."""

    source_file: str
    source_sha256: str
    extraction_key: str
    entry_sha256: str
    bytes: int | None = None
    """Size of its files together; None in a publication of an older version, like ``since``."""
    since: str | None = None
    """The snapshot that its files were first laid down in: snapshots in which entry and this are the same
    hold the very same files."""

    def to_data(self) -> dict[str, Any]:
        """For JSON; what is not known stays out."""
        found = {name: getattr(self, name) for name in _OF_LINE}
        return {name: value for name, value in found.items() if value is not None}


_OF_LINE = tuple(item.name for item in fields(ReportLine))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A snapshot as a whole."""

    snapshot: str
    previous: str | None
    created_at: str
    reason: str
    schema_version: str
    extractor_version: str
    reports: Mapping[str, ReportLine]
    rows: Mapping[str, int]
    """Rows per table, over all reports."""
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    withdrawn: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """(source_sha256, extraction_key) of results taken back by a rollback: not published again unforced."""

    def to_json(self) -> bytes:
        return readable_json(
            {
                "format": FORMAT,
                "snapshot": self.snapshot,
                "previous": self.previous,
                "created_at": self.created_at,
                "reason": self.reason,
                "schema_version": self.schema_version,
                "extractor_version": self.extractor_version,
                "rows": dict(self.rows),
                "added": self.added,
                "replaced": self.replaced,
                "removed": self.removed,
                "withdrawn": sorted(self.withdrawn),
                "reports": {report_id: line.to_data() for report_id, line in sorted(self.reports.items())},
            }
        )

    @staticmethod
    def from_json(content: bytes) -> Manifest:
        data: dict[str, Any] = json.loads(content)
        return Manifest(
            snapshot=data["snapshot"],
            previous=data["previous"],
            created_at=data["created_at"],
            reason=data["reason"],
            schema_version=data["schema_version"],
            extractor_version=data["extractor_version"],
            rows=data["rows"],
            added=tuple(data["added"]),
            replaced=tuple(data["replaced"]),
            removed=tuple(data["removed"]),
            withdrawn=frozenset((source, key) for source, key in data["withdrawn"]),
            reports={report_id: ReportLine(**line) for report_id, line in data["reports"].items()},
        )


def entry_path(report_id: str) -> str:
    """Where the entry of a report lies in its snapshot."""
    return f"{ENTRIES}/{report_id}.json"


def part_path(table: str, report_id: str) -> str:
    """Where the rows of a report in a table lie in its snapshot."""
    return f"{TABLES_FOLDER}/{table}/{PARTITION}{report_id}/{PART_NAME}"


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _of_about(about: About) -> dict[str, Any]:
    found = asdict(about)
    return found | {name: None if found[name] is None else found[name].isoformat() for name in _DAYS}


def _to_about(data: Mapping[str, Any]) -> About:
    days = {name: None if data[name] is None else date.fromisoformat(data[name]) for name in _DAYS}
    return About(**{**data, **days})


def readable_json(data: Mapping[str, Any]) -> bytes:
    """JSON with a line for each part of its parts: the quick encoder of Python knows no indents.

    Parts that are bytes are JSON already.
    """
    parts = (json.dumps(key).encode() + b": " + _in_lines(value) for key, value in data.items())
    return b"{\n " + b",\n ".join(parts) + b"\n}\n"


def compact_json(value: Any) -> bytes:
    """JSON on one line; bytes are JSON already."""
    return value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()


def _in_lines(value: Any) -> bytes:
    if isinstance(value, Mapping) and value:
        items = (json.dumps(key).encode() + b": " + compact_json(item) for key, item in value.items())
        return b"{\n  " + b",\n  ".join(items) + b"\n }"
    if isinstance(value, list) and value:
        return b"[\n  " + b",\n  ".join(map(compact_json, value)) + b"\n ]"
    return compact_json(value)
