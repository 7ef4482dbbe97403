"""The lists of ``names.yaml``, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.base.shipped import shipped_yaml

PartyRole = Literal["responsible", "partner"]

NRW = "Nordrhein-Westfalen"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLists:
    """What ``names.yaml`` holds, where each list is explained."""

    states: Mapping[str, str]
    """Full names and short forms -> full name."""
    ministries: Mapping[str, str]
    """Short form -> full name with the State."""
    ambiguous_short_forms: frozenset[str]
    portfolios: frozenset[str]
    portfolio_endings: tuple[str, ...]
    place_tails: frozenset[str]
    authorities: frozenset[str]
    authority_heads: frozenset[str]
    local_heads: frozenset[str]
    unit_heads: frozenset[str]
    counties: frozenset[str]
    role_labels: Mapping[str, PartyRole]
    """Label in lower case -> role."""


@lru_cache(maxsize=1)
def name_lists() -> NameLists:
    """The lists as shipped."""
    raw = shipped_yaml(__package__, "names.yaml")
    states = {form: state for state, forms in raw["states"].items() for form in [state, *forms]}
    ministries = {form: f"{name} des Landes {NRW}" for form, name in raw["ministries_nrw"].items()}
    return NameLists(
        states=states,
        ministries=ministries | raw["ministries_federal"],
        ambiguous_short_forms=frozenset(raw["ambiguous_short_forms"]),
        portfolios=frozenset(raw["portfolios"]),
        portfolio_endings=tuple(raw["portfolio_endings"]),
        place_tails=frozenset(raw["place_tails"]),
        authorities=frozenset(raw["authorities"]),
        authority_heads=frozenset(raw["authority_heads"]),
        local_heads=frozenset(raw["local_heads"]),
        unit_heads=frozenset(raw["unit_heads"]),
        counties=frozenset(raw["counties"]),
        role_labels={label.lower(): role for role, labels in raw["role_labels"].items() for label in labels},
    )


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
