"""``fortschritt diff`` as people and scripts call it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests import builders
from tests.review.making_editions import changed_project
from tests.review.publishing import publish_by_hand

from extract.cli import call
from extract.commands import common


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two snapshots, the second with another status and one more edition."""
    folder = tmp_path_factory.mktemp("diff") / "output"
    report = builders.report(projects=3)
    publish_by_hand(folder, report)
    later = builders.report(projects=3, year=2025)
    publish_by_hand(folder, changed_project(report, 0, status="completed"), later, run="s")
    return folder


def told(output: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = call(["diff", *words, "--output", str(output)])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def test_a_snapshot_with_itself(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(output, capsys, "2", "2", "--exit-code") == (0, "No differences.\n")


def test_two_snapshots(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = told(output, capsys, "1", "2")
    assert code == 0
    assert "status: ongoing → completed" in text
    assert "the extractor or its settings changed" in text
    assert told(output, capsys, "1", "2", "--exit-code")[0] == 1


def test_two_editions(output: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = tmp_path / "changes.parquet"
    code, text = told(output, capsys, "seenland-2024", "seenland-2025", "--json", "--parquet", str(table))
    assert code == 0
    (found,) = json.loads(text)
    assert {change["reason"] for change in found["changes"]} == {"new-edition"}
    assert ("projects", "status", "completed", "ongoing") in {
        (row["table"], row["column"], row["old"], row["new"]) for row in pq.read_table(table).to_pylist()
    }
    assert told(output, capsys, "seenland-2024@1", "seenland-2024@2", "--markdown")[1].startswith("## ")
    assert (
        "Seerunde 1: completed → ongoing"
        in told(output, capsys, "seenland-2024", "seenland-2025", "--lifelines")[1]
    )


@pytest.mark.parametrize("name", ["nirgends", "seenland-2024@9", "99"])
def test_names_of_nothing(output: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, text = told(output, capsys, name, "2")
    assert code == common.NOTHING_DONE
    assert len(text.strip().splitlines()) == 1
