"""Every line of ``names/headings.yaml``, and the parts that headings are recognised with."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.layout.paper import BLUE, BODY, BOLD, LEADING, Paper, column

from extract.layout.records import Line
from extract.reports.names.heading_names import HeadingIndex, split_year, squeeze
from extract.reports.names.headings import Body, Hit, body_of, find_headings, stands_out
from extract.reports.profile.model import read_profile

HERE = Path(__file__).parent.parent
PROFILE = read_profile(HERE / "seenland.yaml")
INDEX = HeadingIndex(PROFILE)
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "names/headings.yaml").read_text(encoding="utf-8"))
RUNNING = Body(BODY.font, BODY.size, BODY.bold, BODY.color)

_MARK = re.compile(r"<(?P<mark>[^>]+)>\s*")


def lines_of(texts: list[str]) -> tuple[Line, ...]:
    """The notation of the corpus as printed lines."""
    paper = Paper()
    top = 100.0
    for text in texts:
        face, size, part = BODY, BODY.size, False
        while match := _MARK.match(text):
            mark, text = match.group("mark"), text[match.end() :]
            if mark.isdigit():
                size = float(mark)
                face = face.sized(size)
            else:
                face = replace(face, color=BLUE)
                part = mark.endswith("|")
        x = 60.0
        if text.startswith("[i]"):
            x, text = paper.icon(x, top) + 4, text[3:].strip()
        behind = text.endswith("[i]")
        text = text.removesuffix("[i]").strip()
        if part:
            head, tail = text.split("|")
            x = paper.line(x, top, head.strip(), face)
            x = paper.line(x + 3, top, tail.strip(), BODY)
        elif text:
            x = paper.line(x, top, text, face)
        if behind:
            paper.icon(x + 4, top)
        top += LEADING * size
    return paper.column()


def shown(hit: Hit) -> str:
    return hit.name.key if hit.year is None else f"{hit.name.key} {hit.year}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_corpus(case: dict[str, Any]) -> None:
    lines = lines_of(case["lines"])
    hits = find_headings(lines, INDEX, RUNNING)
    assert [shown(hit) for hit in hits] == case["found"]
    if "text" in case:
        last = lines[hits[-1].last]
        rest = replace(last, words=last.words[hits[-1].words :]).text
        assert rest == case["text"]
    if "last" in case:
        assert hits[-1].last == case["last"]
    assert any(hit.fuzzy for hit in hits) == case.get("slips", False)


def test_corpus_has_examples_and_counter_examples() -> None:
    assert sum(bool(case["found"]) for case in CASES) >= 30
    assert sum(not case["found"] for case in CASES) >= 12
    assert len({case["case"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("texts", "heading"),
    [
        (["**Zielsetzung:**", "Der Weg."], "Zielsetzung"),
        (["**Weiterführende Infor-**", "**mationen**", "Der Weg."], "Weiterführende Informationen"),
        (["**Ausblick 2025:**", "Der Weg."], "Ausblick 2025"),
        (["**Kosten:** 40.000 Euro im Jahr"], "Kosten"),
    ],
)
def test_heading_as_printed(texts: list[str], heading: str) -> None:
    (hit,) = find_headings(lines_of(texts), INDEX, RUNNING)
    assert hit.heading == heading


@pytest.mark.parametrize(
    ("text", "bare", "year"),
    [
        ("Ausblick 2025", "Ausblick", 2025),
        ("Ausblick 2025:", "Ausblick", 2025),
        ("Ausblick 2024/25", "Ausblick", 2024),
        ("Ausblick 2024–2026", "Ausblick", 2024),
        ("Ausblick", "Ausblick", None),
        ("Ausblick 25", "Ausblick 25", None),
        ("Ausblick 2187", "Ausblick 2187", None),
        ("", "", None),
    ],
)
def test_split_year(text: str, bare: str, year: int | None) -> None:
    assert split_year(text) == (bare, year)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A K T U E L L E R  S T A N D", "Aktueller Stand:"),
        ("Straße", "STRASSE"),
        ("Weiter\u00adführende", "Weiterführende"),
        ("Proﬁl", "Profil"),
    ],
)
def test_squeezed_names_are_equal(one: str, two: str) -> None:
    assert squeeze(one) == squeeze(two)


def test_body_is_the_commonest_setting() -> None:
    lines = column("**Zielsetzung**\nDer Weg um den See wird für alle frei und schön.")
    assert body_of(lines) == RUNNING
    assert body_of([]) is None


def test_everything_stands_out_where_no_text_is() -> None:
    (line,) = column("Zielsetzung")
    assert stands_out(line.style, None)
    assert not stands_out(line.style, RUNNING)
    assert stands_out(column("Zielsetzung", BOLD)[0].style, RUNNING)
    assert not stands_out(column("Zielsetzung", BODY.sized(9))[0].style, RUNNING)


def test_year_in_a_heading_that_is_a_name_itself() -> None:
    """A profile may list a heading that ends in a year: then the year belongs to the name."""
    sections = [{"section": "plan", "headings": ["Plan 2030"]}]
    index = HeadingIndex(PROFILE.model_validate(PROFILE.model_dump() | {"sections": sections}))
    found = index.find("Plan 2030")
    assert found is not None
    assert (found[0].key, found[1]) == ("plan", None)
