"""What lies beside the tables and explains them: README, data package, catalogue entry.

All three say only what the tables say themselves, so the same tables give the same files. What they say of a
report that stays as it is comes from the files of the snapshot before: there may be thousands of those.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from extract import __version__
from extract.publish.datapackage import data_package, resource_file, source_of
from extract.publish.dcat import catalogue_entry, dataset_of
from extract.publish.described import Described, read_described
from extract.publish.manifest import ReportEntry, compact_json, readable_json
from extract.publish.snapshots import read_entry
from extract.tables.contract import SCHEMA_VERSION, TABLES
from extract.tables.prepared import About

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


def describe(
    folder: Path, report_ids: Collection[str], *, before: Path | None = None, changed: Collection[str] = ()
) -> dict[str, bytes]:
    """The files that explain the tables, by name.

    Args:
        folder: a snapshot's folder with all its tables; paths in the files count from there.
        report_ids: the reports in it.
        before: a snapshot's folder with such files that this version wrote; None if there is none.
        changed: reports that are not the same in both.
    """
    known = {} if before is None else read_described(*((before / name) for name in NAMES))
    parts = [
        known[report_id]
        if report_id in known and report_id not in changed
        else _described(folder, read_entry(folder, report_id))
        for report_id in sorted(report_ids)
    ]
    return {
        README: _readme(parts).encode(),
        DATA_PACKAGE: readable_json(data_package(parts, extractor_version=__version__)),
        CATALOGUE: readable_json(catalogue_entry(parts)),
    }


def _described(folder: Path, entry: ReportEntry) -> Described:
    """What the files say of a report, made of what is known of it."""
    about = entry.about or _about(folder, entry)
    title, date = _cell(about.title), _cell(about.as_of_text or "")
    return Described(
        row=f"| {entry.report_id} | {title} | {date} | {about.projects} |",
        source=source_of(entry, about),
        files={table: resource_file(file) for table, file in entry.files.items()},
        dataset=compact_json(dataset_of(entry, about)),
    )


def _about(folder: Path, entry: ReportEntry) -> About:
    """Of a report that an older version published: its tables tell."""
    from extract.tables.telling import NEEDED, about_files

    return about_files({table: (folder / entry.files[table].path).read_bytes() for table in NEEDED})


def _readme(parts: Sequence[Described]) -> str:
    return _README.format(
        folder="output",
        reports="\n".join(part.row for part in parts),
        tables="\n".join(f"| {table.name} | {_cell(table.row)} |" for table in TABLES.values()),
        schema_version=SCHEMA_VERSION,
        extractor_version=__version__,
    )


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
