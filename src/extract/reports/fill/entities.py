"""Entities of a spaCy pipeline of the user's own choice, in the texts of projects and passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.german.entities import find_entities
from extract.layout.text import PlacedText
from extract.reports.report import Entity, Parent, Project, Report


def with_entities(report: Report, pipeline: str) -> Report:
    """The report with what a pipeline finds in its texts.

    Args:
        report: as extracted; leads, sections, milestones and passages are looked at.
        pipeline: name of an installed spaCy pipeline, or the path of a saved one.

    Raises:
        extract.german.entities.PipelineError: there is no such pipeline, or it fails.
    """
    texts = list(_texts(report))
    found: dict[int | None, list[Entity]] = {}
    mentions = find_entities((body.text for _, _, body in texts), pipeline=pipeline)
    for (project, parent, body), entities in zip(texts, mentions, strict=True):
        for one in entities:
            boxes = body.boxes(one.start, one.end)
            if boxes:
                entity = Entity(parent, one.label, one.text, one.start, one.end, boxes)
                found.setdefault(project, []).append(entity)
    projects = tuple(
        replace(project, entities=tuple(found.get(project.position, ()))) for project in report.projects
    )
    return replace(report, projects=projects, entities=tuple(found.get(None, ())))


def _texts(report: Report) -> Iterator[tuple[int | None, Parent, PlacedText]]:
    """Position of the project (None outside projects), parent and text."""
    for project in report.projects:
        for parent, body in _of_project(project):
            yield project.position, parent, body
    for position, passage in enumerate(report.passages):
        yield None, Parent("passage", position=position), passage.body


def _of_project(project: Project) -> Iterator[tuple[Parent, PlacedText]]:
    if project.lead is not None:
        yield Parent("lead"), project.lead
    for section in project.sections:
        yield Parent("section", section.section), section.body
    for position, milestone in enumerate(project.milestones):
        yield Parent("milestone", None, position), milestone.body
