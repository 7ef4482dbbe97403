"""What is told cheaply of names of action fields loses none that the full comparison would find."""

from __future__ import annotations

import random

import pytest

from extract.reports.front.field_names import ActionField, FieldNames, same_name
from extract.reports.names.heading_names import squeeze

NAMES = ("Moor", "Wasser und Boden", "Verkehr im ländlichen Raum – gut angebunden", "Ämter " * 15)
LETTERS = "abcdefghijklmnopqrstuvwxyzäöü"


def slipped(name: str, slips: int, rng: random.Random) -> str:
    """The name with so many letters put in, left out or changed."""
    letters = list(name)
    for _ in range(slips):
        place = rng.randrange(len(letters) + 1)
        kind = rng.choice(("in", "out", "other"))
        if kind == "in":
            letters.insert(place, rng.choice(LETTERS))
        elif letters:
            letters[place % len(letters)] = "" if kind == "out" else rng.choice(LETTERS)
    return "".join(letters)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_lost(name: str) -> None:
    names = FieldNames([ActionField(1, name, None)])
    rng = random.Random(7)
    same = 0
    for round_ in range(600):
        text = slipped(name, round_ % 8, rng)
        if not same_name(text, name):
            continue
        same += 1
        assert names.may_be_in(squeeze(text)), text
        around = f"handlungsfeld1{squeeze(text)}seite12"
        assert names.may_be_in(around), around
    assert same > 50


def test_other_text_is_passed_over() -> None:
    names = FieldNames([ActionField(1, name, None) for name in NAMES])
    assert not names.may_be_in(squeeze("Die Gemeinde hat im Frühjahr drei neue Wege angelegt."))
    assert not names.may_be_in(squeeze("Wasser läuft im Raum des Landes, und der Boden ist gut."))
