"""Patterns that are compiled when first used."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import extract.german
from extract.base import patterns
from extract.base.patterns import late


def test_a_late_pattern_answers_as_one_compiled_at_once() -> None:
    pattern, compiled = late(r"(?P<n>\d+) km", re.IGNORECASE), re.compile(r"(?P<n>\d+) km", re.IGNORECASE)
    text = "Der Weg ist 12 KM lang, der andere 7 km."
    assert [match.span() for match in pattern.finditer(text)] == [m.span() for m in compiled.finditer(text)]
    assert pattern.sub("weit", text) == compiled.sub("weit", text)
    assert (found := pattern.search(text, 20)) is not None
    assert found["n"] == "7"


def test_nothing_is_compiled_before_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compiling = re.compile
    monkeypatch.setattr(patterns.re, "compile", lambda *given: asked.append(given[0]) or compiling(*given))
    pattern = late("Seen(land)?")
    assert asked == []
    assert pattern.match("Seenland")
    assert pattern.search("im Seenland")
    assert asked == ["Seen(land)?"]


def test_every_late_pattern_can_be_compiled() -> None:
    found = 0
    for module in pkgutil.walk_packages(extract.german.__path__, "extract.german."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, patterns._Late):
                re.compile(value.pattern, value.flags)
                found += 1
    assert found > 100
