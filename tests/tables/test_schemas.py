"""The schemas for data frames promise what the checks of the extractor promise."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from pandera.errors import SchemaError, SchemaErrors
from tests import builders

from extract.export.api import to_pandas
from extract.tables.arrow import arrow_schema
from extract.tables.contract import TABLES
from extract.tables.described import described_problems
from extract.tables.rows import report_tables
from extract.tables.schemas import frame_schema

WHEN = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def good() -> dict[str, pa.Table]:
    return report_tables(builders.report(projects=3), run_id="r", extracted_at=WHEN)


def pandera_refuses(name: str, table: pa.Table) -> bool:
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    try:
        frame_schema(name, with_report_id=False).validate(frame, lazy=True)
    except SchemaErrors:
        return True
    return False


def arrow_refuses(name: str, table: pa.Table) -> bool:
    return bool(list(described_problems(TABLES[name], table)))


@pytest.mark.parametrize("name", TABLES)
def test_good_tables(name: str, good: dict[str, pa.Table]) -> None:
    assert not arrow_refuses(name, good[name])
    assert not pandera_refuses(name, good[name])


def broken(table: pa.Table, change: Callable[[list[dict[str, Any]]], object], name: str) -> pa.Table:
    rows = table.to_pylist()
    change(rows)
    return pa.Table.from_pylist(rows, schema=arrow_schema(name))


@pytest.mark.parametrize("name", TABLES)
def test_a_null_in_any_column(name: str, good: dict[str, pa.Table]) -> None:
    """Refused by both where the description says so, by neither elsewhere."""
    if not good[name].num_rows:
        pytest.skip("no rows to break")
    for column in TABLES[name].columns:
        if column.type == "boxes" or column.name in TABLES[name].key:
            continue
        table = broken(good[name], lambda rows, at=column.name: rows[-1].update({at: None}), name)
        assert arrow_refuses(name, table) is (not column.nullable), column.name
        assert pandera_refuses(name, table) is (not column.nullable), column.name


@pytest.mark.parametrize("name", TABLES)
def test_a_value_outside_its_list(name: str, good: dict[str, pa.Table]) -> None:
    if not good[name].num_rows:
        pytest.skip("no rows to break")
    for column in TABLES[name].columns:
        if column.type != "category":
            continue
        table = broken(good[name], lambda rows, at=column.name: rows[0].update({at: "sonstwas"}), name)
        assert arrow_refuses(name, table) is bool(column.values), column.name
        assert pandera_refuses(name, table) is bool(column.values), column.name


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.key])
def test_a_row_that_stands_twice(name: str, good: dict[str, pa.Table]) -> None:
    if not good[name].num_rows:
        pytest.skip("no rows to break")
    for at in (0, -1):  # the last row may stand outside projects: its key is null
        table = broken(good[name], lambda rows, at=at: rows.append(dict(rows[at])), name)
        assert arrow_refuses(name, table)
        assert pandera_refuses(name, table)


def test_what_is_wrong_is_said(good: dict[str, pa.Table]) -> None:
    table = broken(good["projects"], lambda rows: rows[1].update(title=None, status="fertig"), "projects")
    first, second = described_problems(TABLES["projects"], table)
    assert first == "projects.title row 1: not_nullable fails on None"
    assert second.startswith("projects.status row 1: isin([")
    assert second.endswith("fails on 'fertig'")


def test_many_rows_of_one_kind_are_counted(good: dict[str, pa.Table]) -> None:
    table = pa.concat_tables([good["media"]] * 20)
    table = broken(table, lambda rows: [row.update(caption=None, credit=None) for row in rows], "media")
    problems = [item for item in described_problems(TABLES["media"], table) if "not_nullable" in item]
    columns = [column for column in TABLES["media"].columns if column.name in ("caption", "credit")]
    refused = [column for column in columns if not column.nullable]
    assert len(problems) == 11 * len(refused) > 0
    assert problems[10].endswith(f"fails on {table.num_rows - 10} more rows")


@pytest.mark.parametrize("name", TABLES)
def test_frames_as_they_are_read(name: str, good: dict[str, pa.Table]) -> None:
    """Frames of several reports, as `extract.read` gives them."""
    pieces = [
        good[name].add_column(0, "report_id", pa.array([edition] * good[name].num_rows, pa.string()))
        for edition in ("seenland-2023", "seenland-2024")
    ]
    whole = pa.concat_tables(pieces).unify_dictionaries()
    frame_schema(name).validate(to_pandas(whole))
    if whole.num_rows:
        with pytest.raises(SchemaError):
            frame_schema(name).validate(to_pandas(pa.concat_tables([whole, pieces[0]]).unify_dictionaries()))


def test_no_such_table() -> None:
    with pytest.raises(KeyError):
        frame_schema("project")


def test_a_report_is_checked_and_published_without_pandas(tmp_path: Path) -> None:
    """Loading pandas and pandera takes as long as a short report and more memory than all else."""
    code = """
import datetime as dt, sys
from pathlib import Path
from tests import builders
from extract.publish.publication import publish
from extract.review.amend import amend
from extract.tables.parquet import prepare
now = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
prepared = prepare(builders.report(projects=2), run_id="r", extracted_at=now, amend=amend)
publish([prepared], Path(sys.argv[1]), clock=lambda: now)
print(sorted({"pandas", "pandera", "dateparser", "prefect", "spacy"} & set(sys.modules)))
"""
    out = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "output")],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert out.stdout.strip() == "[]", out.stdout + out.stderr
