"""Values of short fields that are longer than such values are: they may have taken in what stands below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from extract.reports.report import Boxes, Finding, Project

_LONGEST = {"title": 400, "responsible": 240, "action_field": 160, "party": 200}
"""Characters that a value may have. Titles in lists of grants have three hundred."""
_TIMES = 4.0
"""A responsible body is unusually long, too, from so many times the usual length on,"""
_SHORT = 100
"""and from so many characters on."""
_SHOWN = 60

_Value = tuple[str, str, Boxes]
"""Table, text and place."""


def long_values(projects: Sequence[Project]) -> list[Finding]:
    """One finding for each title, responsible body, action field or party that is unusually long."""
    findings: list[Finding] = []
    for name, longest in _LONGEST.items():
        values = [(project, value) for project in projects for value in _values(project, name)]
        usual = median(len(text) for _, (_, text, _) in values) if values else 0.0
        for project, (table, text, boxes) in values:
            limit = max(_SHORT, _TIMES * usual) if name == "responsible" else longest
            if len(text) <= min(limit, longest):
                continue
            message = f'Unusually long {name.replace("_", " ")} ({len(text)} characters): "{text[:_SHOWN]}…".'
            page = boxes[0].page if boxes else project.page_first
            findings.append(Finding("long-value", message, project.key, table, page, boxes))
    return findings


def _values(project: Project, name: str) -> Iterator[_Value]:
    if name == "title":
        yield "projects", project.title, project.boxes
    elif name == "responsible" and project.responsible:
        yield "projects", project.responsible, ()
    elif name == "action_field" and project.action_field:
        yield "projects", project.action_field, ()
    elif name == "party":
        yield from (("parties", party.text, party.boxes) for party in project.parties)
