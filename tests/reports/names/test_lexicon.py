"""The general lexicon: every case of ``lexicon_cases.yaml``, and what holds for all its names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import Item, Known, general_items, lexicon, slug_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "lexicon_cases.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["label"]))
def test_case(case: dict[str, Any]) -> None:
    found = lexicon().find(case["label"])
    assert (found.name if found else None) == case["name"]


def test_each_name_stands_in_one_place() -> None:
    counted = Counter(squeeze(head) for item in general_items() for head in item.heads)
    assert [name for name, count in counted.items() if count > 1] == []


def test_names_of_a_profile_come_first() -> None:
    own = Item(Known("pegel", "text"), ("Stand",))
    assert lexicon([own]).of("Stand").name == "pegel"


def test_a_label_nobody_knows_keeps_its_words() -> None:
    assert lexicon().of("Fähr- und Brückenverkehr").name == "faehr_und_brueckenverkehr"
    assert not lexicon().of("Fähren").is_known
    assert slug_of("2023") == "label_2023"
