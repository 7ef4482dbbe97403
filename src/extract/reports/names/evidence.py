"""Whether labels that parts of a document share are those of projects; the weights are ``evidence.yaml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from extract.base.shipped import shipped_yaml
from extract.reports.names.heading_names import squeeze, without_number
from extract.reports.names.lexicon import Lexicon

_FEWEST_OWN = 2
"""So many names of labels are not common to documents of other kinds."""
_FEWEST_PARTS = 2
"""So many headings of minutes or rules among the parts."""
_FIRST_WORDS = 2
"""The word for what a document is stands first in its title, or behind one adjective or number."""
_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:e|er|es|en)|\d+\.")


@dataclass(frozen=True, slots=True)
class Other:
    """What documents of another kind have."""

    what: str
    weight: float
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """The shipped weights."""

    enough: float
    labels: dict[str, float]
    common: frozenset[str]
    numbered: float
    announced: float
    others: tuple[Other, ...]
    parts: tuple[Other, ...]
    documents: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for projects, less what speaks against them."""

    score: float
    against: tuple[str, ...]
    """Other documents whose labels or headings were seen."""
    common: int
    """So many of the labels stand in other documents as well."""

    @property
    def is_enough(self) -> bool:
        return self.score >= rules().enough


@cache
def rules() -> Rules:
    """The shipped weights, ready for look-up."""
    raw = cast("dict[str, Any]", shipped_yaml(__package__, "evidence.yaml"))
    return Rules(
        enough=raw["enough"],
        labels=raw["labels"],
        common=_keys(raw["common"]),
        numbered=raw["numbered"],
        announced=raw["announced"],
        others=tuple(Other(one["what"], one["weight"], _keys(one["labels"])) for one in raw["others"]),
        parts=tuple(Other(one["what"], 0.0, _keys(one["headings"])) for one in raw["parts"]),
        documents=tuple(map(squeeze, raw["documents"])),
        reports=tuple(map(squeeze, raw["reports"])),
    )


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(squeeze, words))


def evidence_of(
    labels: Collection[str], lexicon: Lexicon, *, numbered: bool = False, announced: bool = False
) -> Evidence:
    """Weighs labels.

    Args:
        labels: letters of those that the parts share.
        lexicon: the names that German reports use.
        numbered: whether the parts are numbered as measures are.
        announced: whether a heading above says that projects follow.
    """
    known = rules()
    weights: dict[str, float] = {}
    for key in labels:
        if (found := lexicon.find(key)) is not None:
            weight = known.labels.get(found.name, 0.0) * (0.5 if key in known.common else 1.0)
            weights[found.name] = max(weight, weights.get(found.name, 0.0))
    score = sum(weights.values())
    own = {found.name for key in labels if key not in known.common and (found := lexicon.find(key))}
    if len(own) < _FEWEST_OWN:
        score /= 2  # courses and events have a beginning, a place, a leader and a price as well
    score += known.numbered * numbered + known.announced * announced
    against = [one for one in known.others if one.keys & set(labels)]
    score += sum(one.weight for one in against)
    return Evidence(
        round(score, 3), tuple(one.what for one in against), common=len(known.common & set(labels))
    )


def other_parts(headings: Sequence[str]) -> str | None:
    """What the parts of a document are, by their headings, where that is minutes or rules."""
    keys = {squeeze(without_number(heading)) for heading in headings}
    for one in rules().parts:
        if len(keys & one.keys) >= _FEWEST_PARTS or (len(headings) <= 3 and keys & one.keys):
            return one.what
    return None


def other_document(headings: Sequence[str]) -> str | None:
    """The heading that says a document is minutes, a law, an invoice and the like.

    Args:
        headings: of its first page, the title among them.
    """
    words = [squeeze(word) for heading in headings for word in re.split(r"[\s/,:–-]+", heading)]
    if any(word.endswith(rules().reports) or word.startswith("fortschritt") for word in words):
        return None
    for heading in headings:
        first = heading.split()[:_FIRST_WORDS]
        if first and not _ADJECTIVE.fullmatch(first[0]):
            first = first[:1]
        if any(squeeze(word).endswith(rules().documents) for word in first if word[:1].isupper()):
            return heading
    return None
