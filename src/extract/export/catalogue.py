"""The ready views: which there are, what they answer, their SQL."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ORDER = (
    "money_items",
    "money_by_project",
    "project_pairs",
    "project_overview",
    "status_by_field",
    "money_by_field",
    "money_by_ministry",
    "money_by_source",
    "money_by_year",
    "projects_without_figures",
    "contradictory_money",
    "milestones_by_quarter",
    "due",
    "what_comes_next",
    "plans_kept",
    "changes_since_last_edition",
)
"""All views; each rests only on tables and on views before it."""


_GROUNDWORK = ("money_by_project", "money_items", "project_pairs")
"""Views that others rest on: last where people read a list."""


@dataclass(frozen=True, slots=True)
class View:
    """One ready view."""

    name: str
    question: str
    """What it answers, in one sentence."""
    notes: str
    """What its columns mean, where the names do not say it; may be empty."""
    sql: str
    """A SELECT over the tables and the views before it."""


@cache
def views() -> tuple[View, ...]:
    """All ready views in an order in which they can be created."""
    return tuple(_view(name) for name in _ORDER)


def listed_views() -> tuple[View, ...]:
    """All ready views as people read them: answers first, what they rest on last."""
    ranked = sorted(
        views(), key=lambda view: _GROUNDWORK.index(view.name) if view.name in _GROUNDWORK else -1
    )
    return tuple(ranked)


def _view(name: str) -> View:
    text = (files("extract.export") / "views" / f"{name}.sql").read_text(encoding="utf-8")
    lines = text.splitlines()
    head = []
    for line in lines:
        if not line.startswith("--"):
            break
        head.append(line.removeprefix("--").strip())
    return View(name, head[0], " ".join(head[1:]), "\n".join(lines[len(head) :]).strip())
