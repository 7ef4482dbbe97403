"""``fortschritt profile`` and ``profiles --for``, as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.reports.boxed import typeset

from extract.cli import call


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return typeset(tmp_path_factory.mktemp("commands") / "erlental.pdf", "left")


def test_scores_of_all_profiles(pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["profiles", "--for", str(pdf)]) == 0
    out = capsys.readouterr().out
    first = out.splitlines()[0]
    assert "1.00 klimaschutz-steckbriefe" in first
    assert "chosen" in first
    assert out.count("chosen") == 1
    assert "missing  Meilensteine" in out


def test_new_check_and_choose_a_profile_of_ones_own(
    pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "profiles" / "tal.yaml"
    assert call(["profile", "new", str(pdf), "--out", str(made)]) == 0
    assert call(["profile", "new", str(pdf), "--out", str(made)]) == 64, (
        "an existing file is not written over"
    )
    capsys.readouterr()
    assert (
        call(["profile", "check", str(made), str(pdf), "--pictures", str(tmp_path / "p"), "--pages", "3"])
        == 0
    )
    out = capsys.readouterr().out
    assert "projects  3" in out
    assert "page    3  st1: Sonnendächer für das Erlental [description" in out
    assert (tmp_path / "p" / "page-003.png").is_file()
    assert call(["profiles", "--profiles-folder", str(made.parent), "--for", str(pdf)]) == 0
    assert "1.00 tal" in capsys.readouterr().out


def test_check_without_a_file_checks_the_profile_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tal.yaml"
    path.write_text("profile: tal\nsection: []\n", encoding="utf-8")
    assert call(["profile", "check", str(path)]) == 64
    assert "line 2, section: no such field; did you mean `section" in capsys.readouterr().err
    path.write_text("profile: tal\n", encoding="utf-8")
    assert call(["profile", "check", str(path)]) == 0


@pytest.mark.parametrize("pages", ["0", "99", "a", "3-"])
def test_pages_that_are_none(pdf: Path, tmp_path: Path, pages: str) -> None:
    arguments = ["profile", "check", "klimaschutz-steckbriefe", str(pdf), "--pictures", str(tmp_path)]
    assert call([*arguments, "--pages", pages]) == 64


def test_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["profile", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Profile"
