"""Which project of the new side is which of the old one: renamed, renumbered and reworded ones included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extract.review.assignment import Pair, pair_rows
from extract.review.editions import Edition, Row
from extract.review.rules import PROJECTS
from extract.review.words import shared, shingles

_TEXT, _TITLE, _ID, _FIELD = 0.55, 0.25, 0.15, 0.05
"""How much each sign counts: what the project says of itself outlives its name and its number."""

_MOST = 300
"""Projects per side up to which every pair is looked at; beyond it only those without a common key."""


@dataclass(frozen=True, slots=True)
class _Portrait:
    row: Row
    text: Counter[tuple[str, ...]]


def pair_projects(old: Edition, new: Edition) -> list[Pair]:
    """Pairs of positions in the tables ``projects`` of both sides.

    Projects whose printed ID and title are both unchanged are the same. For all others it is the best
    assignment over text, title, ID and action field: a number may have been given to another project.
    """
    before, after = _portraits(old), _portraits(new)
    return pair_rows(
        before,
        after,
        keys=(lambda one: (one.row["project_key"], one.row["title"]),),
        score=_score,
        least=PROJECTS.least,
    )


def _portraits(edition: Edition) -> Sequence[_Portrait]:
    portraits = []
    for row in edition.table("projects"):
        key = row["project_key"]
        texts = [row["lead"] or ""]
        texts += [section["text"] for section in edition.of_project("sections", key)]
        texts += [milestone["text"] for milestone in edition.of_project("milestones", key)]
        portraits.append(_Portrait(row, shingles("\n".join(texts))))
    return portraits


def _score(old: _Portrait, new: _Portrait) -> float:
    text = shared(old.text, new.text)
    title = fuzz.token_set_ratio(old.row["title"].casefold(), new.row["title"].casefold()) / 100
    same_id = old.row["project_id"] is not None and old.row["project_id"] == new.row["project_id"]
    same_field = old.row["action_field_no"] == new.row["action_field_no"]
    return float(_TEXT * text + _TITLE * title + _ID * same_id + _FIELD * same_field)
