"""Reading consistently: all tables of one snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.publish.problems import OutputProblem
from extract.publish.snapshots import current_folder, snapshot_folder

if TYPE_CHECKING:
    import pyarrow as pa


def current_tables(output: Path | str) -> Path:
    """The tables of the current snapshot, links resolved.

    Whoever reads several tables asks for this folder once and reads all of them from it: it does not
    change while a later run publishes.

    Raises:
        OutputProblem: nothing was published yet.
    """
    folder = current_folder(Path(output))
    if folder is None:
        raise OutputProblem(f"{output}: nothing was published here yet. `fortschritt run` does it.")
    return folder / "tables"


def read_table(
    output: Path | str,
    table: str,
    *,
    report_id: str | None = None,
    snapshot: str | None = None,
    columns: Sequence[str] | None = None,
) -> pa.Table:
    """One table with its ``report_id`` as first column.

    Args:
        output: the output folder.
        table: name of the table.
        report_id: this edition only; None for all.
        snapshot: name or number of a snapshot; None for the current one.
        columns: these columns only, ``report_id`` always included.

    Raises:
        KeyError: there is no such table.
        OutputProblem: nothing was published yet, or there is no such snapshot.
    """
    folder = (
        current_tables(output) if snapshot is None else snapshot_folder(Path(output), snapshot) / "tables"
    )
    from extract.tables.reading import read_tables_folder

    return read_tables_folder(folder, table, report_id=report_id, columns=columns)
