from __future__ import annotations

import json
import os
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.german.organisations import (
    classify_organisation,
    find_organisations,
    normalise_organisation,
    split_parties,
)
from extract.german.organisations.lists import name_lists
from extract.german.organisations.patterns import LEGAL_FORM, anchors_of, naming_patterns

CASES = yaml.safe_load(
    files("extract.german.organisations").joinpath("cases.yaml").read_text(encoding="utf-8")
)
KINDS = [(name, kind) for kind, names in CASES["kinds"].items() for name in names]
SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.mark.parametrize(("name", "kind"), [*KINDS, *CASES["field_only"].items()])
def test_kind_of_a_name(name: str, kind: str) -> None:
    assert classify_organisation(name) == kind


@pytest.mark.parametrize(
    "frame", ["{}", "Das Projekt leitet seit Mai {}, später mehr.", "Gefördert durch: {}"]
)
@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_name_in_a_sentence(name: str, kind: str, frame: str) -> None:
    text = frame.format(name)
    assert [(mention.text, mention.kind) for mention in find_organisations(text)] == [(name, kind)]
    assert [text[mention.start : mention.end] for mention in find_organisations(text)] == [name]


def test_a_name_holds_an_anchor_of_each_pattern_that_finds_it() -> None:
    lists = name_lists()
    heads = [*lists.local_heads, *lists.unit_heads, *lists.authorities, *lists.counties, *lists.ministries]
    texts = [
        *(f"In {name}" for name, _ in KINDS),
        *CASES["field_only"],
        *(f"{head} Auental" for head in heads),
        *(f"{head} für Holz" for head in lists.authority_heads),
        *(f"{short} NRW" for short in lists.ambiguous_short_forms),
    ]
    for text in texts:
        found = [naming for naming in (*naming_patterns(), LEGAL_FORM) if naming.pattern.search(text)]
        assert [naming for naming in found if naming.anchors.isdisjoint(anchors_of(text))] == [], text


@pytest.mark.parametrize("text", CASES["none"])
def test_no_name(text: str) -> None:
    assert find_organisations(text) == ()


@pytest.mark.parametrize(("printed", "normal"), CASES["normal"])
def test_normal_name(printed: str, normal: str) -> None:
    assert normalise_organisation(printed) == normal


@pytest.mark.parametrize("name", sorted(set(name_lists().ministries.values())))
def test_a_normal_name_stays(name: str) -> None:
    assert normalise_organisation(name) == name
    assert classify_organisation(name) == "ministry"


@pytest.mark.parametrize(("field", "expected"), CASES["parties"])
def test_parties_of_a_field(field: str, expected: list[list[object]]) -> None:
    parties = split_parties(field)
    assert [[party.role, party.text, [one.text for one in party.members]] for party in parties] == expected
    for party in parties:
        assert field[party.start : party.end] == party.text
        assert all(field[one.start : one.end] == one.text for one in party.members)


def test_parties_one_by_one() -> None:
    parties = split_parties("Stadt Auental und Kreis Nordau, Partner: TU Nordau", separate=True)
    assert [(party.role, party.name, party.kind) for party in parties] == [
        ("responsible", "Stadt Auental", "municipality"),
        ("responsible", "Kreis Nordau", "municipality"),
        ("partner", "TU Nordau", "university"),
    ]


WORDS = [
    "Stadt",
    "GmbH",
    "und",
    "für",
    "Ministerium",
    "Kultur",
    "e.V.",
    ",",
    "der",
    "Auental",
    "Partner:",
    "NRW",
    "\n",
    "AG",
    "-",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=40))
def test_spans_lie_in_the_text(text: str) -> None:
    last = 0
    for mention in find_organisations(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        last = mention.end
    last = 0
    for party in split_parties(text):
        assert last <= party.start < party.end <= len(text)
        last = party.end


@pytest.mark.parametrize(
    "name", ["gold-ruhr-konferenz-2022.json", "gold-fortschrittsbericht-2023-fiktiv.json"]
)
def test_shared_reports(name: str) -> None:
    gold = SHARED / "evaluation" / name
    if not gold.exists():
        pytest.skip("no shared reports here")
    for project in json.loads(gold.read_text(encoding="utf-8"))["projects"]:
        field = project["responsible"]
        partners = [party["name"] for party in project["parties"] if party["role"] == "partner"]
        for partner in partners:
            field += "\nPartner:\n" + partner
        found = [{"role": party.role, "name": party.text} for party in split_parties(field)]
        assert found == project["parties"]
