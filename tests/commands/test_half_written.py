"""A copy that broke off does not take the place of the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.cli import call
from extract.publish.reading import read_table

(SAMPLE,) = (Path(__file__).parents[2] / "raw_pdfs").glob("*.pdf")


@pytest.mark.timeout(120)
@pytest.mark.parametrize("tail", [b"", b"\0" * 200_000], ids=["cut off", "filled with zeros"])
def test_a_copy_that_broke_off_is_set_aside(
    tail: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, output = tmp_path / "inbox", tmp_path / "output"
    inbox.mkdir()
    whole = SAMPLE.read_bytes()
    arguments = ["run", str(inbox), "--output", str(output), "--quiet"]
    (inbox / "report.pdf").write_bytes(whole)
    assert call(arguments) == 0
    projects = read_table(output, "projects").num_rows
    (inbox / "report.pdf").write_bytes(whole[: len(whole) * 3 // 10] + tail)
    assert call(arguments) == 1
    assert "report.pdf: is damaged and holds " in capsys.readouterr().err
    assert "`incomplete-copy`" in (output / "set_aside.md").read_text()
    assert read_table(output, "projects").num_rows == projects
    assert call([*arguments, "--force"]) == 0
    assert read_table(output, "projects").num_rows < projects
