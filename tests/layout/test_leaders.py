"""Dots from a tab stop to the next are white space."""

from __future__ import annotations

import pytest
from tests.layout.paper import Paper

from extract.layout.leaders import without_leaders


def kept(*texts: str) -> list[str]:
    paper = Paper()
    paper.line(60, 100, " ".join(texts))
    return [word.text for word in without_leaders(paper.words)]


@pytest.mark.parametrize("leader", [".........", "_______", "___", "·····", ". . . . .", ".. .. .."])
def test_leader_is_no_text(leader: str) -> None:
    assert kept("2021", leader, "Baubeginn") == ["2021", "Baubeginn"]


@pytest.mark.parametrize("sign", ["...", "_", "·", ". ."])
def test_few_dots_are_an_ellipsis(sign: str) -> None:
    assert "".join(kept("Wege", sign, "Ufer")) == "Wege" + sign.replace(" ", "") + "Ufer"


def test_single_dots_on_several_lines_are_no_leader() -> None:
    paper = Paper()
    for number in range(6):
        paper.line(60, 100 + 13 * number, ".")
    assert len(without_leaders(paper.words)) == 6


def test_contents_with_leaders() -> None:
    paper = Paper()
    for number, name in enumerate(("Uferweg", "Mühle im Wald", "Stege")):
        paper.line(60, 100 + 20 * number, f"{name} ............................ {number + 4}")
    assert [line.text for line in paper.read().lines] == ["Uferweg 4", "Mühle im Wald 5", "Stege 6"]
