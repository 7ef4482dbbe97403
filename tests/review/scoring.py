"""Measuring differences found against a list of known ones, kind by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extract.review.editions import Edition
from extract.review.records import Differences


@dataclass(frozen=True)
class Score:
    """Hits, false alarms and misses of one kind of change."""

    right: int
    wrong: int
    missed: int
    examples: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else 1.0


Fact = tuple[Any, ...]
Facts = dict[str, Counter[Fact]]


def facts_found(old: Edition, new: Edition, found: Differences) -> Facts:
    """Differences in the words of the list of known changes. Projects are named by their index."""
    before = {key: row["position"] for key, row in old.projects.items()}
    after = {key: row["position"] for key, row in new.projects.items()}
    partner = {pair.new: pair.old for pair in found.pairs if pair.new and pair.old}
    facts: Facts = {}

    def add(kind: str, *fact: Any) -> None:
        facts.setdefault(kind, Counter())[fact] += 1

    for change in found.of_table("projects"):
        if change.kind == "added":
            add("added", after[change.project_new])
        elif change.kind == "removed":
            add("dropped", before[change.project_old])
        for column in change.columns:
            one, other = before[change.project_old], after[change.project_new]
            if column.column == "title":
                add("renamed", one, other)
            elif column.column == "project_id":
                add("renumbered", one, other, column.old, column.new)
            elif column.column == "status":
                add("status", one, column.old, column.new)
            elif column.column == "volume_text":
                add("volume", one, _plain(column.old), _plain(column.new))
            elif column.column in ("responsible", "lead"):
                add(column.column, one, _plain(column.old), _plain(column.new))
    for change in found.of_table("sections"):
        index = before[change.project_old or partner[change.project_new]]
        if change.kind in ("added", "removed"):
            edition, key, position = (
                (new, change.project_new, change.position_new)
                if change.kind == "added"
                else (old, change.project_old, change.position_old)
            )
            name = edition.of_project("sections", key)[position]["section"]
            add(f"sections_{change.kind}", index, name)
        else:
            name = new.of_project("sections", change.project_new)[change.position_new]["section"]
            if change.column("text"):
                add("sections_changed", index, name)
            heading = change.column("heading")
            if heading and name == "ausblick":
                add("outlook_heading", index, heading.old, heading.new)
    for change in found.of_table("milestones"):
        index = before[change.project_old or partner[change.project_new]]
        text = change.column("text")
        label = change.column("year_label")
        if change.kind == "added":
            row = new.of_project("milestones", change.project_new)[change.position_new]
            add("milestones_added", index, _plain(row["text"]))
        elif change.kind == "removed":
            row = old.of_project("milestones", change.project_old)[change.position_old]
            add("milestones_removed", index, _plain(row["text"]))
        elif text:
            add("milestones_reworded", index, _plain(text.old), _plain(text.new))
        elif label:
            add("milestones_moved", index, label.old, label.new)
    return facts


def facts_known(gold: Mapping[str, Any]) -> Facts:
    """The list of known changes as facts of the same form."""
    facts: Facts = {}

    def add(kind: str, *fact: Any) -> None:
        facts.setdefault(kind, Counter())[fact] += 1

    for entry in gold["added"]:
        add("added", entry["index_2023"])
    for entry in gold["dropped"]:
        add("dropped", entry["index_2022"])
    for entry in gold["renamed"]:
        add("renamed", entry["index_2022"], entry["index_2023"])
        if entry["id_2022"] != entry["id_2023"]:
            add("renumbered", entry["index_2022"], entry["index_2023"], entry["id_2022"], entry["id_2023"])
    for project in gold["projects"]:
        index = project["index_2022"]
        one, other = project["status"]
        if one != other:
            add("status", index, one, other)
        for kind, name in (("volume", "volume"), ("responsible", "responsible"), ("lead", "teaser")):
            if project[name]:
                add(kind, index, _plain(project[name][0]), _plain(project[name][1]))
        for kind in ("sections_changed", "sections_added", "sections_removed"):
            for section in project[kind]:
                add(kind, index, section)
        for kind in ("milestones_added", "milestones_removed"):
            for text in project[kind]:
                add(kind, index, _plain(text))
        for before, after in project["milestones_reworded"]:
            add("milestones_reworded", index, _plain(before), _plain(after))
        for moved in project["milestones_moved"]:
            add("milestones_moved", index, moved["year_2022"], moved["year_2023"])
        heading = project["outlook_heading"]
        if heading and heading[0] and heading[1] and heading[0] != heading[1]:
            add("outlook_heading", index, *heading)
    return facts


def score_changes(gold: Mapping[str, Any], found: Facts) -> dict[str, Score]:
    """Right, wrong and missed changes by kind, and over all under ``all``.

    A project without a judged status on either side is not counted in ``status``.
    """
    known = facts_known(gold)
    unjudged = {project["index_2022"] for project in gold["projects"] if None in project["status"]}
    scores: dict[str, Score] = {}
    for kind in sorted(known.keys() | found.keys()):
        right, seen = known.get(kind, Counter()), found.get(kind, Counter())
        if kind == "status":
            right = Counter({fact: number for fact, number in right.items() if fact[0] not in unjudged})
            seen = Counter({fact: number for fact, number in seen.items() if fact[0] not in unjudged})
        wrong, missed = seen - right, right - seen
        scores[kind] = Score(
            (right & seen).total(),
            wrong.total(),
            missed.total(),
            (*_shown("wrong", wrong), *_shown("missed", missed)),
        )
    scores["all"] = Score(
        sum(score.right for score in scores.values()),
        sum(score.wrong for score in scores.values()),
        sum(score.missed for score in scores.values()),
    )
    return scores


def _shown(what: str, facts: Iterable[Fact]) -> list[str]:
    return [f"{what} {fact}" for fact in sorted(facts, key=repr)]


def _plain(text: str | None) -> str | None:
    return None if text is None else "".join(text.split()).replace("•", "")
