"""YAML of other people: read, or refused in one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.base.yaml_files import BadYaml, parse, read_text


def test_what_people_write_is_read() -> None:
    text = "base: &base {a: 1, b: [x, y]}\nother: {<<: *base, c: 2024-02-01}\n"
    assert parse(text)["other"]["b"] == ["x", "y"]
    assert parse("") is None


def test_the_line_is_named() -> None:
    with pytest.raises(BadYaml, match="line 3: not valid YAML"):
        parse("a: b\nc: [\n")
    with pytest.raises(BadYaml, match="line 3: more than 50 lists and groups in one another"):
        parse("a:\n\n  " + "[" * 60)


def test_depth_that_people_write() -> None:
    assert parse("[" * 50 + "]" * 50)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"a: \x00", "not valid YAML"),
        (b"- \xed\xa0\x80", "no text in UTF-8"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(BadYaml, match=reason):
        parse(read_text(path))


def test_a_folder_or_pipe_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    with pytest.raises(BadYaml, match="it is no file"):
        read_text(tmp_path / "x.yaml")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "y.yaml")
        with pytest.raises(BadYaml, match="it is no file"):
            read_text(tmp_path / "y.yaml")


def test_a_file_too_large_to_be_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with path.open("wb") as file:
        file.truncate(30_000_000)
    with pytest.raises(BadYaml, match="larger than 20 MB"):
        read_text(path)
