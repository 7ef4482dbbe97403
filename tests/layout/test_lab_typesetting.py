"""The laboratory itself: it prints what its truth says, and the same bytes each time."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter

import pdfplumber
import pytest
from scripts.lab.breaking import Run, break_lines, places
from scripts.lab.designs import Design, combinations, designs, singles, traits, values
from scripts.lab.typesetting import excerpt, typeset
from scripts.sample.content import Report, load

ONE_PROJECT = ("Fähre Groß-Wieren",)


def letters(text: str) -> str:
    """Letters and digits only, upper case: what no layout may change."""
    return re.sub(r"[^0-9A-ZÄÖÜ€]", "", unicodedata.normalize("NFKC", text).upper())


@pytest.fixture(scope="module")
def report() -> Report:
    return load()


def test_samples_are_seeded_and_different() -> None:
    found = designs(3, 120)
    assert found == designs(3, 120)
    assert len(set(found)) == len(found) == 120
    assert found != designs(4, 120)
    assert all(design.settled() == design for design in found)


def test_singles_show_every_value() -> None:
    some = [*singles(), *combinations(1, 300)]  # three columns stand in combinations only
    shown = {(name, getattr(design, name)) for design in some for name in values()}
    assert shown == {(name, value) for name, options in values().items() for value in options}


def test_combinations_have_several_traits() -> None:
    assert max(len(traits(design)) for design in combinations(3, 40)) >= 5


@pytest.mark.parametrize("design", singles(), ids=lambda design: design.name)
def test_prints_what_the_truth_says(report: Report, design: Design) -> None:
    made = typeset(excerpt(report, ONE_PROJECT), design)
    (project,) = made.truth["projects"]
    with pdfplumber.open(io.BytesIO(made.pdf)) as document:
        printed = Counter(letters("".join(char["text"] for page in document.pages for char in page.chars)))
    wanted = project["title"] + project["lead"] + project["responsible"]
    wanted += "".join(section["heading"] + section["text"] for section in project["sections"])
    wanted += "".join(milestone["text"] for milestone in project["milestones"])
    missing = Counter(letters(wanted)) - printed
    assert not missing, design.name


@pytest.mark.parametrize("design", designs(5, 80)[65:], ids=lambda design: design.name)
def test_same_bytes(report: Report, design: Design) -> None:
    small = excerpt(report, ONE_PROJECT)
    assert typeset(small, design, seed=2) == typeset(small, design, seed=2)


def test_lines_fit_and_lose_nothing() -> None:
    text = "Ein gemeinsames, IT-gestütztes Fahrgastinformationssystem zeigt CO₂-neutrale Busse am Halt"
    lines = break_lines([Run(text)], 90.0, lambda part, face, sup: 5.0 * len(part), "\u00ad")
    assert all(line.width <= 90.0 for line in lines)
    printed = [" ".join(run.text for run in line.runs) for line in lines]
    joined = "".join(
        line[:-1] if line.endswith("\u00ad") else line if line.endswith("-") else line + " "
        for line in printed
    )
    assert joined.strip() == text
    assert any(line.endswith("\u00ad") for line in printed)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Sarn-Wieren", (5, False)),  # at its own hyphen, without a second one
        ("Bewilligung", (7, True)),  # inside, with a hyphen added
        ("www.ort.example/viel-seitig", (21, False)),  # an address: after its hyphen, nothing added
    ],
)
def test_places_to_break(word: str, expected: tuple[int, bool]) -> None:
    assert expected in list(places(word))
