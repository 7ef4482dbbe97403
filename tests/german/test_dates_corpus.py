"""The corpus of date examples and counter-examples, one test per text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
import yaml

from extract.german.dates import find_dates
from extract.german.records import DateContext

RULES = files("extract.german.dates")
CORPUS: dict[str, Any] = yaml.safe_load((RULES / "corpus.yaml").read_text(encoding="utf-8"))
NEGATIVES: dict[str, list[str]] = yaml.safe_load((RULES / "negatives.yaml").read_text(encoding="utf-8"))
PRECISIONS = {
    "day", "week", "month", "quarter", "season", "halfyear", "year", "schoolyear", "semester", "range",
}  # fmt: skip


def examples() -> Iterator[tuple[str, str, DateContext]]:
    for entry in CORPUS.values():
        given = dict(entry.get("context", {}))
        if "reference_date" in given:
            given["reference_date"] = date.fromisoformat(given["reference_date"])
        context = DateContext(**given)
        for value, texts in entry["examples"].items():
            for text in texts:
                yield text, value, context


EXAMPLES = list(examples())
COUNTER_EXAMPLES = [text for texts in NEGATIVES.values() for text in texts]


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its angle brackets, and the spans they enclosed."""
    plain, spans = "", []
    for part in re.split(r"(<[^<>]+>)", text):
        if part.startswith("<"):
            spans.append((len(plain), len(plain) + len(part) - 2))
            part = part[1:-1]
        plain += part
    return plain, spans


@pytest.mark.parametrize(("text", "value", "context"), EXAMPLES, ids=[text for text, _, _ in EXAMPLES])
def test_example(text: str, value: str, context: DateContext) -> None:
    plain, spans = unmarked(text)
    found = find_dates(plain, context=context)
    assert [(mention.start, mention.end) for mention in found] == spans
    wanted = value.split("; ")
    assert len(wanted) == len(found), "one value per surface"
    for mention, want in zip(found, wanted, strict=True):
        days, *rest = want.split()
        if days == "?":
            assert (mention.date_start, mention.date_end) == (None, None)
        else:
            start, _, end = days.partition("..")
            assert (str(mention.date_start), str(mention.date_end)) == (start, end or start)
        precision = [word for word in rest if word in PRECISIONS]
        edtf = [word[5:] for word in rest if word.startswith("edtf=")]
        modifier = [word for word in rest if word in {"start", "mid", "end", "approx"}]
        assert precision == [mention.precision]
        assert mention.modifier == (modifier[0] if modifier else None)
        assert mention.edtf in (edtf or [mention.edtf])


@pytest.mark.parametrize("text", COUNTER_EXAMPLES)
def test_counter_example(text: str) -> None:
    assert find_dates(text, context=DateContext(edition_year=2022)) == ()


def test_corpus_is_large_enough() -> None:
    assert len(EXAMPLES) >= 400
    assert len(COUNTER_EXAMPLES) >= 100
    assert len({text for text, _, _ in EXAMPLES}) > len(EXAMPLES) - 5  # hardly any text twice
