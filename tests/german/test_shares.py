"""Shares: the corpus beside the rules, and what holds for any text."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.german.shares import ShareContext, find_shares

CORPUS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    files("extract.german").joinpath("shares_corpus.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(item, id=f"{kind}-{number}")
        for kind, items in CORPUS.items()
        for number, item in enumerate(items)
    ],
)
def test_example(example: dict[str, Any]) -> None:
    context = ShareContext(funding_statement=bool(example.get("stated")))
    found = find_shares(example["text"], context=context)
    assert [[m.text, m.percent, m.of] for m in found] == [
        [surface, Decimal(str(percent)), of] for surface, percent, of in example["shares"]
    ]


def test_corpus_is_large_enough() -> None:
    assert sum(len(item["shares"]) for items in CORPUS.values() for item in items) >= 40


@given(
    percent=st.decimals(0, 100, places=2),
    sign=st.sampled_from(["%", " %", "\u00a0%", " Prozent", " v. H."]),
    label=st.sampled_from(["Landesmittel", "Eigenanteil", "EU-Förderung"]),
)
@settings(max_examples=100, deadline=None)
def test_any_percentage_is_found_with_its_value(percent: Decimal, sign: str, label: str) -> None:
    (mention,) = find_shares(f"Finanzierung: {str(percent).replace('.', ',')}{sign} {label}.")
    assert mention.percent == percent
    assert mention.of == label


PIECES = st.sampled_from(
    [
        "%",
        "Prozent",
        "5",
        "40",
        "60,5",
        " ",
        "\n",
        "und",
        "/",
        "Förderung",
        "Eigenanteil",
        "um",
        "-",
        "(",
        ")",
        "zehn",
        "der",
        "Kosten",
        ",",
        ":",
    ]
)


@given(
    text=st.one_of(
        st.text(max_size=80),
        st.lists(PIECES, max_size=30).map(" ".join),
        st.lists(PIECES, max_size=30).map("".join),
    )
)
@settings(max_examples=300, deadline=None)
def test_no_text_raises_and_spans_lie_inside_in_order(text: str) -> None:
    for stated in (False, True):
        end = 0
        for mention in find_shares(text, context=ShareContext(funding_statement=stated)):
            assert end <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.text
            assert 0 <= mention.percent <= 100
            end = mention.end
