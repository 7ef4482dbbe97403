"""Tables of an older schema and of this one, read together by four engines with no special care.

The older file lacks a column, and its dictionary of a category lacks a value that the newer one has.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from tests import builders
from tests.export.truth import published

import extract
from extract.export.database import ask, connect
from extract.tables.parquet import to_parquet
from extract.tables.prepared import PART_NAME
from extract.tables.reading import read_tables_folder

ADDED = "volume_eur"
"""Stands for a column that an older schema did not have yet."""
OLD, NEW = "seenland-2023", "seenland-2024"
KEYS = ["01-01", "02-01"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Projects of two editions: the older one without the column, and never ``completed``."""
    folder = tmp_path_factory.mktemp("evolution")
    old, new = (builders.report(projects=2, year=year) for year in (2023, 2024))
    finished = builders.project(1, status="completed")
    new = new.__class__(
        **{name: getattr(new, name) for name in new.__dataclass_fields__}
        | {"projects": (new.projects[0], finished)}
    )
    whole = published(folder, old, new)
    path = whole / "projects" / f"report_id={OLD}" / PART_NAME
    import pyarrow.parquet as pq

    narrower = pq.ParquetFile(path).read().drop_columns([ADDED])
    assert "completed" not in narrower.column("status").chunk(0).dictionary.to_pylist()
    path.unlink()
    path.write_bytes(to_parquet(narrower))
    return whole


def check(rows: list[dict[str, object]]) -> None:
    found = {(row["report_id"], row["project_key"]): row for row in rows}
    assert set(found) == {(edition, key) for edition in (OLD, NEW) for key in KEYS}
    assert found[OLD, "01-01"][ADDED] is None
    assert found[NEW, "01-01"][ADDED] == 1_200_000
    assert found[OLD, "02-01"]["status"] == "ongoing"
    assert found[NEW, "02-01"]["status"] == "completed"
    assert found[NEW, "01-01"]["title"] == "Seerunde 1"


def test_pyarrow(tables: Path) -> None:
    folder = tables / "projects"
    newest = pa.unify_schemas(
        [ds.dataset(path).schema for path in sorted(folder.glob("*/*.parquet"))], promote_options="permissive"
    )
    schema = newest.append(pa.field("report_id", pa.string()))
    check(ds.dataset(folder, schema=schema, partitioning="hive").to_table().to_pylist())


def test_pyarrow_through_our_reader(tables: Path) -> None:
    check(read_tables_folder(tables, "projects").to_pylist())


def test_duckdb(tables: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    source = f"read_parquet('{tables}/projects/*/*.parquet', hive_partitioning=true, union_by_name=true)"
    check(duckdb.sql(f"from {source}").to_arrow_table().to_pylist())


def test_duckdb_through_the_ready_views(tables: Path) -> None:
    with connect(tables) as connection:
        check(ask(connection, "projects").to_pylist())
        overview = ask(connection, "project_overview").to_pylist()
    assert [row["lower_eur"] for row in overview] == [1_200_000] * 4


def test_polars(tables: Path) -> None:
    pl = pytest.importorskip("polars")
    paths = sorted((tables / "projects").glob("*/*.parquet"), reverse=True)
    frame = pl.concat(
        [pl.read_parquet(path, hive_partitioning=True) for path in paths], how="diagonal_relaxed"
    )
    check(frame.to_dicts())
    scanned = pl.scan_parquet(paths, hive_partitioning=True, missing_columns="insert").collect()
    check(scanned.to_dicts())


def test_pandas(tables: Path) -> None:
    parts = [
        pd.read_parquet(path, dtype_backend="pyarrow").assign(report_id=path.parent.name.split("=")[1])
        for path in sorted((tables / "projects").glob("*/*.parquet"))
    ]
    frame = pd.concat(parts)
    check([{key: None if value is pd.NA else value for key, value in row.items()} for row in as_rows(frame)])


def test_pandas_through_extract_read(tables: Path) -> None:
    frame = extract.read("projects", output=tables.parent.parent.parent)
    check([{key: None if value is pd.NA else value for key, value in row.items()} for row in as_rows(frame)])


def as_rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    return frame.drop(columns="boxes").to_dict("records")  # type: ignore[return-value]
