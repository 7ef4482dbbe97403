"""The corpora beside the rules: each example and each counter-example, one test per line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
import yaml

from extract.german.amounts import AmountContext, find_amounts

CORPUS = files("extract.german.amounts").joinpath("corpus")
POSITIVE = ("notations", "words", "ranges", "modifiers", "rhythms", "periods", "roles", "shared")


def load(name: str) -> dict[str, list[Any]]:
    return yaml.safe_load(CORPUS.joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def cases() -> list[Any]:
    return [
        pytest.param(example, id=f"{name}-{kind}-{number}")
        for name in POSITIVE
        for kind, examples in load(name).items()
        for number, example in enumerate(examples)
    ]


def counter_examples() -> list[Any]:
    return [
        pytest.param(text, id=f"{kind}-{number}")
        for kind, texts in load("negatives").items()
        for number, text in enumerate(texts)
    ]


def money(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@pytest.mark.parametrize("example", cases())
def test_example(example: dict[str, Any]) -> None:
    text: str = example["text"]
    expected = example.get("amounts") or [example]
    context = AmountContext(volume_statement=bool(example.get("volume")))
    found = find_amounts(text, context=context)
    assert [mention.text for mention in found] == [item["surface"] for item in expected]
    for mention, item in zip(found, expected, strict=True):
        assert text[mention.start : mention.end] == mention.text
        assert mention.value == money(item["value"])
        assert mention.value_to == money(item.get("value_to"))
        assert mention.currency == item.get("currency", "EUR")
        assert mention.modifier == item.get("modifier", "exact")
        assert mention.per == item.get("per")
        assert mention.frequency == item.get("frequency", "once")
        if "role" in item:
            assert mention.role == item["role"]
        if "from" in item:
            assert (mention.period_start, mention.period_end) == (item["from"], item["to"])
        if "as_of" in item:
            first, last = item["as_of"]
            assert isinstance(first, date)
            assert (mention.as_of_start, mention.as_of_end) == (first, last)


@pytest.mark.parametrize("text", counter_examples())
def test_counter_example(text: str) -> None:
    assert [mention.text for mention in find_amounts(text)] == []


def test_corpus_is_large_enough() -> None:
    examples = [item for name in POSITIVE for items in load(name).values() for item in items]
    assert sum(len(item.get("amounts", [item])) for item in examples) >= 250
    assert len({item["text"] for item in examples}) == len(examples)
    assert sum(map(len, load("negatives").values())) >= 60
