"""Values of short fields that are longer than such values are: they may have taken in what stands below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from extract.reports.report import Boxes, Finding, Project

_LONGEST = {"title": 400, "responsible": 240, "action_field": 160, "party": 200}
"""Characters that a value may have. Titles in lists of grants have three hundred."""
_TIMES = 4.0
"""A responsible body is unusually long, too, from so many times the usual length on,"""
_SHORT = 100
"""and from so many characters on."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Value:
    """A value that may be too long."""

    project: str
    """Key of its project."""
    page: int
    table: str
    text: str
    boxes: Boxes


class LongValues:
    """Looks at project after project, and then tells which values are too long among all of them."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        """Of all responsible bodies."""
        self._long: dict[str, list[_Value]] = {name: [] for name in _LONGEST}

    def see(self, project: Project) -> None:
        """Take in one project."""
        for name, longest in _LONGEST.items():
            for value in _values(project, name):
                if name == "responsible":
                    self._lengths.append(len(value.text))
                if len(value.text) > (_SHORT if name == "responsible" else longest):
                    self._long[name].append(value)

    def seeing(self, projects: Iterable[Project]) -> Iterator[Project]:
        """The projects, each taken in when it is asked for."""
        for project in projects:
            self.see(project)
            yield project

    def found(self) -> list[Finding]:
        """One finding for each title, responsible body, action field or party that is unusually long."""
        usual = median(self._lengths) if self._lengths else 0.0
        limits = _LONGEST | {"responsible": min(max(_SHORT, _TIMES * usual), _LONGEST["responsible"])}
        return [
            Finding(
                "long-value",
                f"Unusually long {name.replace('_', ' ')} ({len(value.text)} characters): "
                f'"{value.text[:_SHOWN]}…".',
                value.project,
                value.table,
                value.page,
                value.boxes,
            )
            for name, values in self._long.items()
            for value in values
            if len(value.text) > limits[name]
        ]


def long_values(projects: Iterable[Project]) -> list[Finding]:
    """The same for projects that are all at hand."""
    values = LongValues()
    for _ in values.seeing(projects):
        pass
    return values.found()


def _values(project: Project, name: str) -> Iterator[_Value]:
    def value(table: str, text: str, boxes: Boxes) -> _Value:
        return _Value(project.key, boxes[0].page if boxes else project.page_first, table, text, boxes)

    if name == "title":
        yield value("projects", project.title, project.boxes)
    elif name == "responsible" and project.responsible:
        yield value("projects", project.responsible, ())
    elif name == "action_field" and project.action_field:
        yield value("projects", project.action_field, ())
    elif name == "party":
        yield from (value("parties", party.text, party.boxes) for party in project.parties)
