"""docs/profiles.md: its commands are run as they stand there, and it names every part of a profile."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml
from tests.reports.boxed import SHEETS, typeset

from extract.cli import call
from extract.reports.profile.model import Profile

GUIDE = (Path(__file__).parent.parent / "docs" / "profiles.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_the_guide_followed_literally_leads_to_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw_pdfs").mkdir()
    typeset(Path("raw_pdfs/mein-bericht.pdf"), "above")
    commands = [shlex.split(line) for block in blocks("sh") for line in block.splitlines()]
    assert len(commands) >= 4
    for command in commands:
        assert command[0] == "fortschritt"
        assert call(command[1:]) == 0, f"{command}: {capsys.readouterr()}"
    (table,) = Path("output/tables/projects").rglob("*.parquet")
    assert pq.read_table(table)["title"].to_pylist() == [sheet.title for sheet in SHEETS]
    assert list(Path("pictures").glob("*.png"))
    assert Path("profiles/profile.schema.json").is_file()


def test_every_part_of_a_profile_is_named() -> None:
    parts = GUIDE.split("## What stands in a profile")[1].split("\n## ")[0]
    assert [name for name in Profile.model_fields if f"`{name}`" not in parts] == []


@pytest.mark.parametrize("block", blocks("yaml"))
def test_examples_are_valid(block: str) -> None:
    assert Profile.model_validate({"profile": "example", **yaml.safe_load(block)})
