"""Whether a table is a list of projects at all; the words and weights are data (``evidence.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from extract.base.shipped import shipped_yaml
from extract.reports.lists.columns import Columns
from extract.reports.lists.contents import has_letters
from extract.reports.lists.heads import Head
from extract.reports.lists.row_cells import Row
from extract.reports.lists.row_kinds import RowKind
from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import core_of

_SHORT_TITLE = 5
"""Letters: what is shorter names nothing."""
_SINGLE_ROW = 0.25
"""So much more must speak for a list of one row."""
_UNNAMED = 0.1
"""So much more must speak for a list in which no head names the titles."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against."""

    score: float
    """0 to 1; `Rules.enough` and more are projects."""
    reasons: tuple[str, ...]
    is_projects: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """The shipped weights, ready for look-up."""

    enough: float
    undertakings: tuple[float, re.Pattern[str]]
    things: float
    columns: dict[str, float]
    kinds: dict[str, float]
    announced: tuple[float, re.Pattern[str]]
    texts: float
    groups: float
    others: tuple[tuple[str, float, frozenset[str]], ...]


@cache
def rules() -> Rules:
    """The shipped weights."""
    raw = cast("dict[str, Any]", shipped_yaml(__package__, "evidence.yaml"))
    return Rules(
        enough=raw["enough"],
        undertakings=(raw["undertakings"]["weight"], _stems(raw["undertakings"]["words"])),
        things=raw["things"]["weight"],
        columns=raw["columns"],
        kinds=raw["kinds"],
        announced=(raw["announced"]["weight"], _stems(raw["announced"]["words"])),
        texts=raw["contents"]["texts"],
        groups=raw["contents"]["groups"],
        others=tuple(
            (group["what"], group["weight"], frozenset(map(squeeze, group["heads"])))
            for group in raw["others"]
        ),
    )


def _stems(words: Sequence[str]) -> re.Pattern[str]:
    """The words, their plurals and compounds that end in them."""
    inner = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?:{inner})(?:n|e|en|s|es)?(?!\w)", re.IGNORECASE)


def evidence_of(
    head: Head | None, columns: Columns, rows: Sequence[Row], kinds: Sequence[RowKind], near: Sequence[str]
) -> Evidence:
    """Weighs what a table says against what lists of other things say.

    Args:
        head: of the table, if it has one.
        columns: what its columns stand for.
        rows: its rows without heads.
        kinds: of each row.
        near: titles, captions and headings near it.
    """
    weights = rules()
    projects = [row for row, kind in zip(rows, kinds, strict=True) if kind == "project"]
    titles = [row.text(columns.title) for row in projects]
    if columns.title is None or not projects:
        return Evidence(0.0, ("no column names projects",), False)
    lengths = sorted(map(len, titles))
    if lengths[len(lengths) // 2] < _SHORT_TITLE or sum(map(has_letters, titles)) < 0.8 * len(titles):
        return Evidence(0.0, ("what stands in the column of titles names nothing",), False)
    score, reasons = 0.0, list[str]()

    def add(weight: float, reason: str) -> None:
        nonlocal score
        score += weight
        reasons.append(f"{weight:+.2f} {reason}")

    title = columns[columns.title]
    label = title.label or ""
    weight, undertakings = weights.undertakings
    named = title.known.is_known
    if undertakings.search(core_of(label)):
        add(weight if named else weight / 2, f'titles stand under "{label}"')
    elif named and label:
        add(weights.things, f'titles stand under "{label}"')
    seen, kinds_seen = set[str](), set[str]()
    for column in columns.all:
        name = column.known.name
        if column.index == title.index or name in seen or not column.contents.filled:
            continue
        seen.add(name)
        if column.known.is_known and name in weights.columns:
            add(weights.columns[name], f'column "{column.label or name}"')
        elif not column.known.is_known and column.kind in weights.kinds and column.kind not in kinds_seen:
            kinds_seen.add(column.kind)
            add(weights.kinds[column.kind], f"a column that holds {column.kind}")
    weight, announced = weights.announced
    labels = [column.label or "" for column in columns.all if column.index != title.index]
    line = next((line for line in near if announces(line) and announced.search(line)), None)
    if line is not None:
        add(weight, f'"{line[:60]}" stands near')
    if any(undertakings.search(text) for text in labels):
        add(weight, "another head speaks of undertakings")
    if title.contents.length >= 15 and title.contents.words >= 2:
        add(weights.texts, "titles are texts")
    if "group" in kinds:
        add(weights.groups, "rows in groups")
    heads = {squeeze(core_of(text)): text for text in _head_texts(head)}
    heads |= {squeeze(text): text for text in _head_texts(head)}
    for what, weight, words in weights.others:
        found = sorted({text for key, text in heads.items() if key in words})
        if found:
            add(weight * (1.0 if len(found) > 1 else 0.7), f"a list of {what}: {', '.join(found)}")
    enough = weights.enough + (_SINGLE_ROW if len(projects) < 2 else 0.0)
    enough += 0.0 if named else _UNNAMED
    score = round(score, 3)
    return Evidence(max(0.0, min(1.0, score)), tuple(reasons), score >= round(enough, 3))


_MOST_WORDS = 14


def announces(line: str) -> bool:
    """Whether a line is a title, a heading or a caption, no running text."""
    text = line.strip()
    return len(text.split()) <= _MOST_WORDS and text[:1].isupper() and not text.endswith((".", ",", ";", "-"))


def _head_texts(head: Head | None) -> list[str]:
    if head is None:
        return []
    return [text for column in head.columns if column is not None for text in (column.text, *column.parents)]
