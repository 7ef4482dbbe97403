"""Reading what is compared and shown: one edition with all its tables, out of a snapshot."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.publish.problems import OutputProblem
from extract.publish.snapshots import current_snapshot, read_manifest, snapshot_folder, snapshots
from extract.review.amend.resting import as_extracted
from extract.tables.arrays import table_rows
from extract.tables.contract import TABLES
from extract.tables.reading import read_tables_folder

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
"""One row of a table by column name, as Arrow gives it; it lives in this room only."""


class UnknownEdition(OutputProblem):
    """A name that is neither an edition nor a snapshot."""


@dataclass(frozen=True)
class Edition:
    """One report as published: rows of all tables.

    ``snapshot`` and ``extraction_key`` are None for tables that come from no snapshot.
    """

    report_id: str
    rows: Mapping[str, Sequence[Row]]
    snapshot: str | None = None
    extraction_key: str | None = None
    _by_project: dict[str, dict[str | None, list[Row]]] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> Sequence[Row]:
        """All rows of a table; none where older data lack it."""
        return self.rows.get(name, ())

    def of_project(self, name: str, key: str | None) -> Sequence[Row]:
        """Rows of a table that belong to a project (None: to no project), in their order."""
        if name not in self._by_project:
            groups: dict[str | None, list[Row]] = {}
            for row in self.table(name):
                groups.setdefault(row.get("project_key"), []).append(row)
            self._by_project[name] = groups
        return self._by_project[name].get(key, [])

    @cached_property
    def report(self) -> Row:
        """The row of the table ``reports``."""
        return self.table("reports")[0]

    @cached_property
    def extracted(self) -> Mapping[str, Sequence[Row]]:
        """Rows of all tables with what people corrected set back."""
        return as_extracted(self.rows)

    @cached_property
    def projects(self) -> Mapping[str, Row]:
        """Rows of the table ``projects`` by key."""
        return {row["project_key"]: row for row in self.table("projects")}


def edition_from_tables(report_id: str, tables: Mapping[str, pa.Table]) -> Edition:
    """An edition from Arrow tables of one report."""
    return Edition(report_id, {name: table_rows(table) for name, table in tables.items()})


def read_editions(
    output: Path, *, snapshot: str | None = None, only: Collection[str] | None = None
) -> tuple[Edition, ...]:
    """All editions of a snapshot, by edition year, then name.

    Args:
        output: the output folder.
        snapshot: name or number; None for the current one.
        only: these report_ids, as far as the snapshot has them; None for all.

    Raises:
        OutputProblem: nothing was published yet, or there is no such snapshot.
    """
    name = snapshot or current_snapshot(output)
    if name is None:
        raise OutputProblem(f"{output}: nothing was published here yet. `fortschritt run` does it.")
    folder = snapshot_folder(output, name)
    manifest = read_manifest(folder)
    editions = [
        Edition(
            report_id,
            {table: _rows(folder / "tables", table, report_id) for table in TABLES},
            manifest.snapshot,
            line.extraction_key,
        )
        for report_id, line in manifest.reports.items()
        if only is None or report_id in only
    ]
    return tuple(sorted(editions, key=lambda one: (one.report["edition_year"] or 0, one.report_id)))


def _rows(tables: Path, name: str, report_id: str) -> list[Row]:
    return [
        {column: value for column, value in row.items() if column != "report_id"}
        for row in table_rows(read_tables_folder(tables, name, report_id=report_id))
    ]


def sides_named(output: Path, name: str) -> tuple[Edition, ...]:
    """What a name on the command line means.

    Args:
        output: the output folder.
        name: an edition of the current snapshot (``seenland-2024``), of another one
            (``seenland-2024@12``), or a snapshot by name or number.

    Returns:
        One edition, or all editions of the snapshot.

    Raises:
        UnknownEdition: there is nothing of that name.
    """
    report_id, _, snapshot = name.partition("@")
    known = [manifest.snapshot for manifest in snapshots(output)]
    if not known:
        raise OutputProblem(f"{output}: nothing was published here yet. `fortschritt run` does it.")
    if name in known or name.isdecimal():
        return read_editions(output, snapshot=name)
    found = [one for one in read_editions(output, snapshot=snapshot or None) if one.report_id == report_id]
    if not found:
        names = ", ".join(one.report_id for one in read_editions(output)) or "none"
        raise UnknownEdition(
            f"{output}: {name} is neither an edition (there are: {names}) "
            f"nor a snapshot (`fortschritt snapshots` lists them)."
        )
    return tuple(found)


def programme(report_id: str) -> str:
    """The name of an edition without its year: ``seenland-2024`` belongs to ``seenland``."""
    stem, _, last = report_id.rpartition("-")
    return stem if stem and last.isdecimal() else report_id
