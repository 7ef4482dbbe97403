"""The life of each project through the editions of a programme: status, money, milestones, promises."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rapidfuzz import fuzz

from extract.german.common_words import common_words
from extract.german.sentences import sentence_spans
from extract.reports.names.lexicon import lexicon
from extract.review.assignment import pair_rows
from extract.review.differences import compare
from extract.review.editions import Edition, Row, programme
from extract.review.records import Differences

_OUTLOOK = "next_steps"
"""The lexicon's name of sections that speak of what is to come."""

_KEPT = 0.6
"""From this share of its content words on, a promise counts as mentioned."""

_WORD = re.compile(r"\w{4,}|\d+")


@dataclass(frozen=True, slots=True)
class Promise:
    """Something an edition announced, and whether the next edition mentions it."""

    text: str
    source: str
    """``outlook`` or ``milestone``."""
    mentioned: bool
    likeness: float
    """Share of its content words in the passage that mentions it, 0 to 1."""
    found: str | None
    """The passage of the next edition that is most alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A project in one edition."""

    report_id: str
    project_key: str
    title: str
    status: str
    volume_text: str | None
    volume_eur: Decimal | None
    new_milestones: tuple[str, ...] = ()
    """Milestones that the edition before did not have; all of them in the first one."""
    promises: tuple[Promise, ...] = ()
    """What the edition before announced."""


@dataclass(frozen=True, slots=True)
class LifeLine:
    """One project through the editions, oldest first."""

    stages: tuple[Stage, ...]

    @property
    def title(self) -> str:
        """The title last used."""
        return self.stages[-1].title


def lifelines(editions: Sequence[Edition]) -> tuple[LifeLine, ...]:
    """Life lines of all projects of one programme.

    Args:
        editions: editions of the programme, oldest first.
    """
    open_lines: dict[str, list[Stage]] = {}
    lines: list[list[Stage]] = []
    before: Edition | None = None
    for edition in editions:
        origin: dict[str, str] = {}
        differences: Differences | None = None
        if before is not None:
            differences = compare(before, edition)
            origin = {pair.new: pair.old for pair in differences.pairs if pair.new and pair.old}
        following: dict[str, list[Stage]] = {}
        for key in edition.projects:
            line = open_lines.get(origin.get(key, ""))
            if line is None:
                line = []
                lines.append(line)
            line.append(_stage(before, edition, origin.get(key), key))
            following[key] = line
        open_lines, before = following, edition
    return tuple(LifeLine(tuple(line)) for line in lines)


def by_programme(editions: Sequence[Edition]) -> Mapping[str, tuple[Edition, ...]]:
    """Editions grouped by programme, each group by year."""
    groups: dict[str, list[Edition]] = {}
    for edition in editions:
        groups.setdefault(programme(edition.report_id), []).append(edition)
    return {
        name: tuple(sorted(group, key=lambda one: (one.report["edition_year"] or 0, one.report_id)))
        for name, group in groups.items()
    }


def _stage(before: Edition | None, edition: Edition, old_key: str | None, key: str) -> Stage:
    row = edition.projects[key]
    milestones = edition.of_project("milestones", key)
    new: tuple[str, ...] = tuple(one["text"] for one in milestones)
    promises: tuple[Promise, ...] = ()
    if before is not None and old_key is not None:
        earlier = before.of_project("milestones", old_key)
        pairs = pair_rows(
            earlier,
            milestones,
            keys=(lambda one: one["text"],),
            score=lambda one, other: fuzz.ratio(one["text"], other["text"]) / 100,
            least=0.6,
        )
        new = tuple(milestones[now]["text"] for then, now in pairs if then is None and now is not None)
        promises = tuple(promises_of(before, old_key, edition, key))
    return Stage(
        report_id=edition.report_id,
        project_key=key,
        title=row["title"],
        status=row["status"],
        volume_text=row["volume_text"],
        volume_eur=row["volume_eur"],
        new_milestones=new,
        promises=promises,
    )


def promises_of(old: Edition, old_key: str, new: Edition, new_key: str) -> list[Promise]:
    """What the old edition announced for a project, and what the new one says of it.

    The outlook of the new edition is no mention: a promise made again is not kept yet. For the same reason
    the sections that both editions share word by word do not count.
    """
    announced = [
        (text, "outlook")
        for row in old.of_project("sections", old_key)
        if _is_outlook(row)
        for text in _sentences(row["text"])
    ]
    announced += [
        (row["text"], "milestone")
        for row in old.of_project("milestones", old_key)
        if row["state"] == "planned"
    ]
    earlier = {row["text"] for row in old.of_project("sections", old_key)}
    passages = [row["text"] for row in new.of_project("milestones", new_key) if row["state"] == "done"]
    passages += [
        text
        for row in new.of_project("sections", new_key)
        if not _is_outlook(row) and row["text"] not in earlier
        for text in _sentences(row["text"])
    ]
    return [_promise(text, source, passages) for text, source in announced]


def _is_outlook(section: Row) -> bool:
    """Whether the heading or the name of a section says that it speaks of what is to come."""
    labels = (section["heading"], section["section"].replace("_", " "))
    return any((known := lexicon().find(label)) and known.name == _OUTLOOK for label in labels if label)


def _promise(text: str, source: str, passages: Sequence[str]) -> Promise:
    words = _content(text)
    best, found = 0.0, None
    for passage in passages:
        share = _coverage(words, _content(passage))
        if share > best:
            best, found = share, passage
    return Promise(text, source, best >= _KEPT, round(best, 2), found if best >= _KEPT else None)


def _coverage(words: frozenset[str], others: frozenset[str]) -> float:
    if not words:
        return 0.0
    hits = sum(
        1 for word in words if word in others or any(fuzz.ratio(word, other) >= 80 for other in others)
    )
    return hits / len(words)


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - common_words()


def _sentences(text: str) -> list[str]:
    found = []
    for line in text.splitlines():
        line = line.removeprefix("•").strip()
        found += [line[start:end].strip() for start, end in sentence_spans(line)]
    return [one for one in found if _content(one)]


def rows_of(lines: Sequence[LifeLine]) -> list[Row]:
    """Life lines as plain data for JSON."""
    from dataclasses import asdict

    return [{"title": line.title, "stages": [asdict(stage) for stage in line.stages]} for line in lines]
