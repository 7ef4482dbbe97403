from __future__ import annotations

import json
import os
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.german.links import find_links

CASES = yaml.safe_load(files("extract.german").joinpath("links.yaml").read_text(encoding="utf-8"))
SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_corpus(text: str, expected: list[list[str]]) -> None:
    assert [[link.text, link.url] for link in find_links(text)] == expected


@given(st.text(alphabet="wW.:/ -_@()abcdeEnru3ü,;\n•", max_size=80))
def test_spans_show_what_was_found(text: str) -> None:
    last = 0
    for link in find_links(text):
        assert last <= link.start < link.end <= len(text)
        assert text[link.start : link.end] == link.text
        assert re.match(r"https?://\S", link.url)
        last = link.end


@given(
    host=st.from_regex(r"[a-z]{2,8}(-[a-z]{1,5})?\.(de|org|eu)", fullmatch=True),
    path=st.from_regex(r"(/[a-z0-9_-]{1,6}){0,3}", fullmatch=True),
    around=st.sampled_from(["Siehe {}.", "({})", "„{}“, dann", "{}", "a\n{}\nb", "Web: {}; mehr"]),
)
def test_any_address_is_found_in_any_surrounding(host: str, path: str, around: str) -> None:
    address = f"www.{host}{path}"
    assert [link.url for link in find_links(around.format(address))] == [f"https://{address}"]


def test_long_runs_are_quick() -> None:
    assert find_links("a." * 50_000 + "www." * 20_000 + "-" * 50_000) == ()


@pytest.mark.parametrize(
    "name", ["gold-ruhr-konferenz-2022.json", "gold-fortschrittsbericht-2023-fiktiv.json"]
)
def test_shared_reports(name: str) -> None:
    gold = SHARED / "evaluation" / name
    if not gold.exists():
        pytest.skip("no shared reports here")
    hits = found = wanted = 0
    for project in json.loads(gold.read_text(encoding="utf-8"))["projects"]:
        texts = [project["lead"] or ""] + [
            part["text"] for part in project["sections"] + project["milestones"]
        ]
        have = Counter(link.url.split("://")[1].rstrip("/") for text in texts for link in find_links(text))
        want = Counter(url.rstrip("/") for url in project.get("links", []))
        hits, found, wanted = hits + (have & want).total(), found + have.total(), wanted + want.total()
    assert 2 * hits / (found + wanted) >= 0.95
