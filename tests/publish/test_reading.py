"""What consumers do: the one-liners of the documentation, and tables of an older and the current schema."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from tests.publish.states import Clock, prepared, seen

from extract.publish import publication
from extract.publish.problems import OutputProblem
from extract.publish.publication import publish, rollback
from extract.publish.reading import current_tables, read_table
from extract.tables.arrow import arrow_schema
from extract.tables.contract import SCHEMA_VERSION, TABLES
from extract.tables.parquet import to_parquet
from extract.tables.prepared import PreparedReport

NEW_COLUMNS = {
    "projects": ["status_evidence"],
    "amounts": ["counts_toward_total", "counts_reason"],
    "sections": ["boxes"],
}
NEW_TABLE = "fields"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    publish([prepared(year=2023, projects=2), prepared(year=2024)], tmp_path / "output", clock=Clock())
    return tmp_path / "output"


@pytest.mark.parametrize("table", TABLES)
def test_pandas(output: Path, table: str) -> None:
    frame = pd.read_parquet(f"{output}/tables/{table}")
    assert set(frame.columns) == {"report_id", *(column.name for column in TABLES[table].columns)}
    assert len(frame) == read_table(output, table).num_rows


@pytest.mark.parametrize("table", TABLES)
def test_polars(output: Path, table: str) -> None:
    frame = pl.scan_parquet(f"{output}/tables/{table}", hive_partitioning=True).collect()
    assert set(frame.columns) == {"report_id", *(column.name for column in TABLES[table].columns)}
    assert frame.height == read_table(output, table).num_rows
    assert frame.schema["report_id"] == pl.String


@pytest.mark.parametrize("table", TABLES)
def test_duckdb(output: Path, table: str) -> None:
    found = duckdb.sql(f"from read_parquet('{output}/tables/{table}/*/*.parquet', hive_partitioning=true)")
    assert set(found.columns) == {"report_id", *(column.name for column in TABLES[table].columns)}
    assert len(found.fetchall()) == read_table(output, table).num_rows


def test_types_reach_the_readers(output: Path) -> None:
    frame = pl.scan_parquet(f"{output}/tables/amounts", hive_partitioning=True).collect()
    assert frame.schema["value"] == pl.Decimal(20, 6)
    assert frame.filter(pl.col("role") == "total")["value"].sum() == 5 * 1_200_000
    query = f"""
        select sum(value), typeof(any_value(period_start)), count(*) filter (role = 'total')
        from read_parquet('{output}/tables/amounts/*/*.parquet')
    """
    total, kind, count = duckdb.sql(query).fetchall()[0]
    assert (total, kind, count) == (5 * 1_200_000, "DATE", 5)
    found = pd.read_parquet(f"{output}/tables/projects")
    assert str(found["status"].dtype) == "category"
    assert found.groupby("report_id", observed=True)["volume_eur"].sum().to_dict() == {
        "seenland-2023": 2_400_000,
        "seenland-2024": 3_600_000,
    }


def test_read_table_takes_edition_columns_and_snapshot(output: Path) -> None:
    whole = read_table(output, "milestones")
    assert whole.column_names[0] == "report_id"
    assert whole.num_rows == 10
    assert read_table(output, "milestones", report_id="seenland-2023").num_rows == 4
    assert read_table(output, "milestones", columns=["text"]).column_names == ["report_id", "text"]
    publish([prepared(year=2025)], output, clock=Clock())
    assert read_table(output, "milestones", snapshot="1").equals(whole)


def test_what_is_not_there_is_said(output: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="no table project;"):
        read_table(output, "project")
    with pytest.raises(OutputProblem, match="nothing was published here yet"):
        current_tables(tmp_path)


def of_older_schema(report: PreparedReport) -> PreparedReport:
    """The report as a version would have written it that knew fewer columns and tables."""
    files = []
    for file in report.files:
        if file.table == NEW_TABLE:
            continue
        table = pq.ParquetFile(BytesIO(file.content)).read()
        content = to_parquet(table.drop_columns(NEW_COLUMNS.get(file.table, [])))
        files.append(replace(file, content=content))
    return replace(report, files=tuple(files))


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output written with an older schema."""
    with monkeypatch.context() as patch:
        patch.setattr(publication, "SCHEMA_VERSION", "0.9")
        publish([of_older_schema(prepared(year=2022))], tmp_path / "older", clock=Clock())
    return tmp_path / "older"


def test_a_publication_brings_older_tables_to_the_current_schema(older: Path) -> None:
    publish([prepared(year=2023)], older, clock=Clock())
    assert seen(older) == {"seenland-2022": 3, "seenland-2023": 3}
    for table in TABLES:
        for path in (older / "tables" / table).rglob("*.parquet"):
            assert pq.read_schema(path).equals(arrow_schema(table)), path
    rows = read_table(older, "amounts", report_id="seenland-2022").to_pylist()
    assert [(row["counts_toward_total"], row["counts_reason"]) for row in rows] == [(False, "")] * 3
    assert read_table(older, "projects", report_id="seenland-2022")["status_evidence"].null_count == 3
    assert len(pd.read_parquet(f"{older}/tables/amounts")["counts_toward_total"]) == 6
    again = publish([prepared(year=2023)], older, clock=Clock())
    assert not again.changed


def test_a_rollback_to_an_older_schema_brings_it_to_the_current_one(older: Path) -> None:
    publish([prepared(year=2023)], older, clock=Clock())
    rollback(older, "1", clock=Clock())
    assert seen(older) == {"seenland-2022": 3}


def test_a_newer_schema_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publication, "SCHEMA_VERSION", "99.0")
        publish([prepared(year=2022)], tmp_path, clock=Clock())
    with pytest.raises(OutputProblem, match=f"schema 99.0, this version writes {SCHEMA_VERSION}"):
        publish([prepared(year=2023)], tmp_path, clock=Clock())
    assert seen(tmp_path) == {"seenland-2022": 3}


@pytest.mark.parametrize("newest_first", [True, False])
def test_files_of_both_schemas_side_by_side_read_together(tmp_path: Path, newest_first: bool) -> None:
    """For folders that no publication brought together, each engine has its option."""
    names = ("seenland-1", "seenland-2") if newest_first else ("seenland-2", "seenland-1")
    new = prepared(year=2024)
    for name, report in zip(names, (new, of_older_schema(new)), strict=True):
        for file in report.files:
            path = tmp_path / file.table / f"report_id={name}" / "part-0.parquet"
            path.parent.mkdir(parents=True)
            path.write_bytes(file.content)
    schema = pa.schema([pa.field("report_id", pa.string()), *arrow_schema("amounts")])
    folder, pattern = f"{tmp_path}/amounts", f"{tmp_path}/amounts/*/*.parquet"
    found = {
        "pyarrow": ds.dataset(folder, schema=schema, partitioning="hive").to_table().to_pylist(),
        "pandas": pd.read_parquet(folder, schema=schema, dtype_backend="pyarrow").to_dict("records"),
        "duckdb": duckdb.sql(f"from read_parquet('{pattern}', hive_partitioning=true, union_by_name=true)")
        .fetch_arrow_table()
        .to_pylist(),
        "polars": pl.concat(
            [
                pl.read_parquet(path, hive_partitioning=True)
                for path in sorted(Path(folder).rglob("*.parquet"))
            ],
            how="diagonal",
        ).to_dicts(),
    }
    for engine, rows in found.items():
        assert len(rows) == 6, engine
        for row in rows:
            known = row["counts_toward_total"]
            assert (known is True) if row["report_id"] == names[0] else (known is None or pd.isna(known)), (
                engine
            )
