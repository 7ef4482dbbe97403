"""What the files that explain a snapshot say of each report, read from them again.

Most of what they say stays the same from one snapshot to the next; making it anew would take longer than all
else that a publication does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.publish.manifest import PARTITION

_HEAD = "|---|---|---|---|\n"
"""What stands above the reports in the README."""
_DATASET = b'  {"@id": "#'
"""How the line of a report begins in the catalogue entry."""


@dataclass(frozen=True, slots=True)
class Described:
    """What the files say of one report."""

    row: str
    """In the README."""
    source: Mapping[str, Any]
    """In the data package."""
    files: Mapping[str, Mapping[str, Any]]
    """By table, in the data package."""
    dataset: bytes
    """In the catalogue entry, as JSON."""


def read_described(readme: Path, package: Path, catalogue: Path) -> dict[str, Described]:
    """What three files that were made together say, by report; nothing where one is missing or damaged.

    Args:
        readme: `README.md` of a snapshot.
        package: its `datapackage.json`.
        catalogue: its `dcat.jsonld`.
    """
    try:
        rows = _rows(readme.read_text(encoding="utf-8"))
        data: Mapping[str, Any] = json.loads(package.read_bytes())
        files = _files(data["resources"])
        datasets = _datasets(catalogue.read_bytes())
        # Sources have no name of their own, but the order of the rows.
        sources = dict(zip(rows, data["sources"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}
    return {
        report_id: Described(row, sources[report_id], files[report_id], datasets[report_id])
        for report_id, row in rows.items()
        if report_id in files and report_id in datasets
    }


def _rows(text: str) -> dict[str, str]:
    table = text.partition(_HEAD)[2].partition("\n\n")[0]
    return {row.split(" ", 2)[1]: row for row in table.splitlines() if row}


def _files(resources: list[Mapping[str, Any]]) -> dict[str, dict[str, Mapping[str, Any]]]:
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for resource in resources:
        for file in resource["files"]:
            report_id = file["path"].split("/")[-2].removeprefix(PARTITION)
            found.setdefault(report_id, {})[resource["name"]] = file
    return found


def _datasets(content: bytes) -> dict[str, bytes]:
    lines = (line for line in content.split(b"\n") if line.startswith(_DATASET))
    return {
        line[len(_DATASET) : line.index(b'"', len(_DATASET))].decode(): line.strip().removesuffix(b",")
        for line in lines
    }
