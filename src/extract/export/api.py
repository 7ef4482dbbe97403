"""The published tables in Python: ``extract.read("projects")``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


@overload
def read(
    table: str,
    *,
    output: Path | str = ...,
    edition: str | None = ...,
    snapshot: str | None = ...,
    columns: Sequence[str] | None = ...,
    engine: Literal["pandas"] = ...,
) -> pd.DataFrame: ...


@overload
def read(
    table: str,
    *,
    output: Path | str = ...,
    edition: str | None = ...,
    snapshot: str | None = ...,
    columns: Sequence[str] | None = ...,
    engine: Literal["pyarrow"],
) -> pa.Table: ...


def read(
    table: str,
    *,
    output: Path | str = "output",
    edition: str | None = None,
    snapshot: str | None = None,
    columns: Sequence[str] | None = None,
    engine: Literal["pandas", "pyarrow"] = "pandas",
) -> pd.DataFrame | pa.Table:
    """One published table, or one ready view, as a data frame.

    In pandas every column keeps its type: whole numbers stay whole where some are missing, money stays
    decimal, dates are dates, categories are categories, and what is missing is ``<NA>``.

    Args:
        table: name of a table (``docs/tables.md``) or of a ready view (``fortschritt query`` lists them;
            views need the extra ``data``).
        output: the output folder, or the address of one in an object store.
        edition: this report_id only; None for all.
        snapshot: name or number of an earlier publication; None for the current one.
        columns: these columns only; ``report_id`` always comes along.
        engine: "pandas" for a data frame, "pyarrow" for an Arrow table.

    Raises:
        KeyError: there is no such table, view or column.
        ValueError: there is no such engine.
        extract.publish.problems.OutputProblem: nothing was published yet, or there is no such edition or
            snapshot.
    """
    if engine not in ("pandas", "pyarrow"):
        raise ValueError(f'engine is "pandas" or "pyarrow", not {engine!r}')
    from extract.publish.fetching import local_output

    with local_output(output) as folder:
        found = _arrow(table, folder, edition, snapshot, columns)
    return found if engine == "pyarrow" else to_pandas(found)


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """A data frame in which every column keeps its type (nullable, decimal, date)."""
    import pandas as pd
    import pyarrow as pa

    def mapped(kind: pa.DataType) -> pd.ArrowDtype | None:
        # pandas has a type of its own for categories; places (lists of boxes) are plain Python objects.
        return None if pa.types.is_dictionary(kind) or pa.types.is_nested(kind) else pd.ArrowDtype(kind)

    frame: pd.DataFrame = table.to_pandas(types_mapper=mapped)
    return frame


def _arrow(
    name: str, output: Path, edition: str | None, snapshot: str | None, columns: Sequence[str] | None
) -> pa.Table:
    from extract.publish.problems import OutputProblem
    from extract.publish.reading import current_tables
    from extract.publish.snapshots import snapshot_folder
    from extract.tables.contract import TABLES

    folder = current_tables(output) if snapshot is None else snapshot_folder(output, snapshot) / "tables"
    known = sorted(path.name.removeprefix("report_id=") for path in folder.glob("reports/report_id=*"))
    if edition is not None and edition not in known:
        raise OutputProblem(f"{output}: there is no edition {edition}; there are: {', '.join(known)}.")
    if name in TABLES:
        from extract.tables.reading import read_tables_folder

        whole = read_tables_folder(folder, name, report_id=edition)
    else:
        from extract.export.catalogue import views
        from extract.export.database import ask, connect

        if name not in {view.name for view in views()}:
            raise KeyError(f"there is no table or view {name}; tables: {', '.join(TABLES)}")
        with connect(folder, edition=edition) as connection:
            whole = ask(connection, name)
    if columns is None:
        return whole
    kept = [column for column in whole.column_names if column == "report_id" or column in columns]
    if missing := sorted(set(columns) - set(kept)):
        raise KeyError(f"{name} has no column {', '.join(missing)}; it has {', '.join(whole.column_names)}")
    return whole.select(kept)
