"""The word lists of ``words.yaml``, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extract.base.shipped import shipped_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLists:
    """One field per key of ``words.yaml``, where each list is explained."""

    coordinators: frozenset[str]
    weak_coordinators: frozenset[str]
    adverbs: Mapping[str, frozenset[str]]
    phrase_words: frozenset[str]
    word_endings: frozenset[str]
    number_endings: tuple[str, ...]
    capital_beginnings: frozenset[str]
    colours: frozenset[str]
    kept_pairs: frozenset[str]
    inner_capitals: frozenset[str]
    pair_adjective_left: tuple[str, ...]
    pair_adjective_right: tuple[str, ...]
    pair_adjective_not: tuple[str, ...]
    function_words: frozenset[str]


@lru_cache(maxsize=1)
def word_lists() -> WordLists:
    """The lists as shipped."""
    raw = shipped_yaml(__package__, "words.yaml")
    return WordLists(
        coordinators=frozenset(raw["coordinators"]),
        weak_coordinators=frozenset(raw["weak_coordinators"]),
        adverbs={first: frozenset(seconds) for first, seconds in raw["adverbs"].items()},
        phrase_words=frozenset(raw["phrase_words"]),
        word_endings=frozenset(raw["word_endings"]),
        number_endings=tuple(raw["number_endings"]),
        capital_beginnings=frozenset(raw["capital_beginnings"]),
        colours=frozenset(raw["colours"]),
        kept_pairs=frozenset(raw["kept_pairs"]),
        inner_capitals=frozenset(raw["inner_capitals"]),
        pair_adjective_left=tuple(raw["pair_adjective_left"]),
        pair_adjective_right=tuple(raw["pair_adjective_right"]),
        pair_adjective_not=tuple(raw["pair_adjective_not"]),
        function_words=frozenset(raw["function_words"]),
    )
