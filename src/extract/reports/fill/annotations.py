"""Addresses that stand in link annotations only: they go to the links of the text of their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from urllib.parse import urlsplit

from extract.layout.annotated import AnnotatedLink
from extract.pdf.records import Box
from extract.reports.report import Boxes, Link, Project, Report

_PART = 0.5
"""Words stand in a text of which they share this part of their height and width."""


def with_annotations(report: Report, links: Sequence[AnnotatedLink]) -> Report:
    """The report with the links that annotations lead to.

    An address that is printed where the annotation lies has been found already, unless the annotation leads
    to another host.

    Args:
        report: with the links whose addresses are printed.
        links: of all pages.
    """
    if not links:
        return report
    printed = [*report.links, *(link for project in report.projects for link in project.links)]
    loose: list[Link] = []
    added: dict[int, list[Link]] = {}
    seen: set[tuple[int | None, str | None, str, str]] = set()
    for link in links:
        if any(_is_printed(link, other) for other in printed):
            continue
        place, section = _home(link, report.projects)
        key = (place, section, link.text, link.uri)
        # The feet of all pages lead to the same address.
        if key in seen:
            continue
        seen.add(key)
        made = Link(section, link.text, link.uri, link.boxes)
        if place is None:
            loose.append(made)
        else:
            added.setdefault(place, []).append(made)
    projects = tuple(
        replace(project, links=(*project.links, *added[place])) if place in added else project
        for place, project in enumerate(report.projects)
    )
    return replace(report, projects=projects, links=(*report.links, *loose))


def _is_printed(link: AnnotatedLink, other: Link) -> bool:
    return urlsplit(link.uri).netloc.lower() == urlsplit(other.url).netloc.lower() and _shares(
        link.boxes, other.boxes
    )


def _home(link: AnnotatedLink, projects: Sequence[Project]) -> tuple[int | None, str | None]:
    """Index of the project and name of the section that the words stand in; None for none."""
    for place, project in enumerate(projects):
        for section, boxes in _texts(project):
            if _shares(link.boxes, boxes):
                return place, section
    page = link.boxes[0].page
    there = [
        place for place, project in enumerate(projects) if project.page_first <= page <= project.page_last
    ]
    return (there[0] if len(there) == 1 else None), None


def _texts(project: Project) -> Iterator[tuple[str | None, Boxes]]:
    for section in project.sections:
        yield section.section, section.boxes
    yield None, project.boxes
    if project.lead is not None:
        yield None, project.lead.boxes()
    for boxes in chain(
        (item.boxes for item in project.milestones),
        (item.boxes for item in project.parties),
        (item.boxes for item in project.fields),
        (item.boxes for item in project.media),
    ):
        yield None, boxes


def _shares(ones: Iterable[Box], others: Iterable[Box]) -> bool:
    others = tuple(others)
    return any(_overlap(one, other) for one in ones for other in others)


def _overlap(one: Box, other: Box) -> bool:
    if one.page != other.page:
        return False
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > _PART * min(one.width, other.width) and down > _PART * min(one.height, other.height)
