"""Queries and the Python API: typed answers, and clear words where there is none."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from tests import builders
from tests.export.truth import published

import extract
from extract.cli import call
from extract.export.catalogue import views
from extract.export.database import UnknownQuery, ask, connect
from extract.publish.bucket import Bucket, push
from extract.publish.problems import OutputProblem
from extract.publish.reading import current_tables


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    silent = builders.project(2, volume="Noch offen.", volume_eur=None, action_field_no=None)
    report = builders.report(projects=3)
    values = {name: getattr(report, name) for name in report.__dataclass_fields__}
    report = type(report)(**values | {"projects": (*report.projects[:2], silent)})
    published(folder, report, builders.report(projects=1, year=2025))
    return folder


def test_read_keeps_every_type(output: Path) -> None:
    frame = extract.read("projects", output=output)
    assert str(frame["action_field_no"].dtype) == "int8[pyarrow]"
    assert frame["action_field_no"].isna().tolist() == [False, False, True, False]
    assert frame["volume_eur"].sum() == Decimal("3600000.00")
    assert isinstance(frame["status"].dtype, pd.CategoricalDtype)
    assert frame["boxes"].iloc[0][0]["page"] == 2
    milestones = extract.read("milestones", output=output)
    assert str(milestones["date_start"].dtype) == "date32[day][pyarrow]"
    assert milestones["date_start"].dt.year.max() == 2026


def test_read_one_edition_some_columns_as_arrow(output: Path) -> None:
    table = extract.read(
        "projects", output=output, edition="seenland-2025", columns=["title"], engine="pyarrow"
    )
    assert table.to_pylist() == [{"report_id": "seenland-2025", "title": "Seerunde 1"}]


def test_read_answers_ready_views(output: Path) -> None:
    frame = extract.read("project_overview", output=output, edition="seenland-2024")
    assert frame["money"].tolist() == ["total stated", "total stated", "no figure"]


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        ({"table": "projekte"}, KeyError, "no table or view projekte"),
        ({"table": "projects", "columns": ["titel"]}, KeyError, "projects has no column titel"),
        ({"table": "projects", "edition": "seenland-1999"}, OutputProblem, "no edition seenland-1999"),
        ({"table": "projects", "snapshot": "12"}, OutputProblem, "no snapshot 12"),
        ({"table": "projects", "engine": "spark"}, ValueError, "not 'spark'"),
    ],
)
def test_read_says_what_is_wrong(
    asked: dict[str, object], error: type[Exception], told: str, output: Path
) -> None:
    with pytest.raises(error, match=told):
        extract.read(output=output, **asked)  # type: ignore[call-overload]


def test_read_before_anything_was_published(tmp_path: Path) -> None:
    with pytest.raises(OutputProblem, match="nothing was published here yet"):
        extract.read("projects", output=tmp_path)


def test_read_and_query_from_an_object_store(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = "memory://read-and-query"
    bucket = Bucket(address)
    push(output, bucket, bucket.head())
    frame = extract.read("projects", output=address, edition="seenland-2025")
    assert frame["title"].tolist() == ["Seerunde 1"]
    assert extract.read("money_by_project", output=address)["lower_eur"].count() == 3
    assert call(["query", "SELECT count(*) AS n FROM projects", "--format", "csv", "--output", address]) == 0
    assert capsys.readouterr().out == "n\n4\n"


def test_importing_the_package_loads_no_engine() -> None:
    code = "import sys, extract; print(sorted({'pandas', 'pyarrow', 'duckdb', 'spacy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("overview", "There is no view overview"),
        ("SELEC 1", "cannot be answered"),
        ("SELECT titel FROM projects", "cannot be answered"),
        ("CREATE TABLE a (b INT)", "asks and changes nothing"),
        ("SELECT 1; SELECT 2", "asks and changes nothing"),
        ("COPY projects TO 'here.csv'", "asks and changes nothing"),
        ("SELECT * FROM read_text('/etc/hostname')", "cannot be answered"),
    ],
)
def test_questions_without_an_answer(question: str, told: str, output: Path) -> None:
    with connect(output / "tables") as connection, pytest.raises(UnknownQuery, match=told):
        ask(connection, question)


def test_query_on_the_command_line(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--output", str(output)]
    assert call(["query"]) == 0
    listed = capsys.readouterr().out
    assert all(view.name in listed and view.question in listed for view in views())

    assert call(["query", "money_by_field", "--edition", "seenland-2024", "--format", "json", *where]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["without_figure"], row["lower_eur"]) for row in rows] == [
        (0, "1200000.00"),
        (0, "1200000.00"),
        (1, "0.00"),
    ]

    sql = "SELECT report_id, count(*) AS n FROM projects GROUP BY ALL ORDER BY ALL"
    assert call(["query", sql, "--format", "csv", *where]) == 0
    assert capsys.readouterr().out == "report_id,n\nseenland-2024,3\nseenland-2025,1\n"

    assert call(["query", sql, *where]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "report_id      n",
        "-------------  -",
        "seenland-2024  3",
        "seenland-2025  1",
    ]

    assert call(["query", "money_by_year", "--sql"]) == 0
    assert capsys.readouterr().out.startswith("WITH yearly AS")

    assert call(["query", "nothing", *where]) == 2
    assert "There is no view nothing" in capsys.readouterr().err


def test_export_on_the_command_line(output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "tables.xlsx"
    assert call(["export", str(target), "--output", str(output)]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    assert target.stat().st_size > 10_000
    assert call(["export", str(tmp_path / "tables.pdf"), "--output", str(output)]) == 2
    assert "nothing is written as .pdf" in capsys.readouterr().err


def test_a_text_that_a_spreadsheet_would_run_is_defused(
    capsys: pytest.CaptureFixture[str], output: Path
) -> None:
    sql = """SELECT '=HYPERLINK("https://x.example")' AS "=cmd", ' @a' AS b, 'a=b' AS c, -5 AS d, [-1] AS e"""
    assert call(["query", sql, "--output", str(output), "--format", "csv"]) == 0
    shown = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert shown == [
        ["'=cmd", "b", "c", "d", "e"],
        ['\'=HYPERLINK("https://x.example")', "' @a", "a=b", "-5", "[-1]"],
    ]


@pytest.mark.timeout(120)
def test_a_query_without_measure_gets_no_answer_and_fills_no_disk(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.export.database._MEMORY_MB", 100)
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    with connect(current_tables(output)) as connection, pytest.raises(UnknownQuery, match=r"(?i)memory"):
        ask(connection, "SELECT list(a.range || b.range::VARCHAR) FROM range(100000) a, range(1000) b")
    assert set(tmp_path.rglob("*")) == before


def test_query_asks_from_a_day_and_for_a_quarter(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--output", str(output), "--edition", "seenland-2024", "--format", "json"]

    def due(*asked: str) -> list[tuple[str, str, str]]:
        assert call(["query", "due", *where, *asked]) == 0
        return [(row["stands_in"], row["due_end"], row["fit"]) for row in json.loads(capsys.readouterr().out)]

    opening = ("milestone", "2026-12-31", "ends in the quarter")
    assert opening in due()
    assert set(due("--quarter", "2026-Q4")) == {opening}
    assert set(due("--quarter", "Q1/2026")) == {("milestone", "2026-12-31", "may fall into it")}
    assert set(due("--quarter", "2. Quartal 2025")) == {("text", "2025-05-31", "within the quarter")}
    assert due("--as-of", "01.01.2027") == []
    assert call(["query", "due", *where, "--quarter", "bald"]) == 64
    assert "no time with a year" in capsys.readouterr().err


def test_wide_answers_cut_nothing(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = f"SELECT '{'x' * 200}' AS text"
    assert call(["query", sql, "--output", str(output)]) == 0
    assert "x" * 200 not in capsys.readouterr().out
    assert call(["query", sql, "--output", str(output), "--wide"]) == 0
    assert "x" * 200 in capsys.readouterr().out
