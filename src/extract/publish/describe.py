"""What lies beside the tables and explains them: README, data package, catalogue entry.

All three say only what the tables say themselves, so the same tables give the same files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from extract import __version__
from extract.publish.datapackage import data_package
from extract.publish.dcat import catalogue_entry
from extract.publish.manifest import ReportEntry
from extract.tables.contract import SCHEMA_VERSION, TABLES

README, DATA_PACKAGE, CATALOGUE = "README.md", "datapackage.json", "dcat.jsonld"
NAMES = (README, DATA_PACKAGE, CATALOGUE)

_README = """\
# Tables of progress reports

One folder per table, one file per report, Parquet. `report_id` is part of the path.

```python
import extract
projects = extract.read("projects", output="{folder}")

import pandas as pd
projects = pd.read_parquet("{folder}/tables/projects")
```

Without Python: `fortschritt export tables.xlsx` makes an Excel file, `fortschritt query` answers the usual
questions.

## Reports

| report_id | title | date | projects |
|---|---|---|---|
{reports}

## Tables

| table | one row is |
|---|---|
{tables}

Every column is described in `datapackage.json`, in the metadata of the Parquet fields and in the
documentation (docs/tables.md). Version of the description (`schema_version`): {schema_version}; written by
version {extractor_version} of the extractor.

## Before you add up money

`amounts` has one row per *mention* of money. Totals stand there beside their parts, and beside the same
figure in the running text. Add up only rows with `counts_toward_total`; `counts_reason` says why. The ready
views (`fortschritt query money_by_field`) do that, and count projects that state no figure.

## Files

- `tables/`: the tables of the current publication; all of them change together.
- `datapackage.json`: tables, columns, files and checksums (Frictionless Data Package).
- `dcat.jsonld`: each edition as a data set for a catalogue of open data (DCAT-AP.de).
- `current.json`: which publication this is; `snapshots/`: this one and those before.
- `set_aside.md`: files of the last run that could not be read, with the reason.

Licence: the tables repeat what the reports say; it is for the publisher of each report to say how that may be
used. `dcat.jsonld` therefore states none.
"""


def describe(folder: Path, entries: Mapping[str, ReportEntry]) -> dict[str, bytes]:
    """The files that explain the tables, by name.

    Args:
        folder: a snapshot's folder with all its tables; paths in the files count from there.
        entries: the files of each report.
    """
    reports = _reports(folder)
    spans = _spans(folder, [report["report_id"] for report in reports])
    return {
        README: _readme(reports).encode(),
        DATA_PACKAGE: _json(data_package(entries, reports, extractor_version=__version__)),
        CATALOGUE: _json(catalogue_entry(entries, reports, spans)),
    }


def _reports(folder: Path) -> list[dict[str, Any]]:
    from extract.tables.arrays import table_rows
    from extract.tables.reading import read_tables_folder

    rows: list[dict[str, Any]] = table_rows(read_tables_folder(folder / "tables", "reports"))
    return sorted(rows, key=lambda row: row["report_id"])


def _spans(folder: Path, report_ids: Sequence[str]) -> dict[str, tuple[date, date]]:
    """First and last day of the milestones of each report that has any."""
    import pyarrow.parquet as pq

    found = {}
    for report_id in report_ids:
        days: list[date] = []
        for path in sorted((folder / "tables" / "milestones" / f"report_id={report_id}").glob("*.parquet")):
            # The statistics in the file's footer know the ends; no row is read.
            footer = pq.read_metadata(path)
            for number in range(footer.num_row_groups):
                group = footer.row_group(number)
                for place in range(group.num_columns):
                    column = group.column(place)
                    if column.path_in_schema in ("date_start", "date_end") and column.is_stats_set:
                        statistics = column.statistics
                        if statistics.has_min_max:
                            days += [statistics.min, statistics.max]
        if days:
            found[report_id] = (min(days), max(days))
    return found


def _readme(reports: Sequence[Mapping[str, Any]]) -> str:
    return _README.format(
        folder="output",
        reports="\n".join(
            f"| {row['report_id']} | {_cell(row['title'])} | {_cell(row['as_of_text'] or '')} "
            f"| {row['project_count']} |"
            for row in reports
        ),
        tables="\n".join(f"| {table.name} | {_cell(table.row)} |" for table in TABLES.values()),
        schema_version=SCHEMA_VERSION,
        extractor_version=__version__,
    )


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
