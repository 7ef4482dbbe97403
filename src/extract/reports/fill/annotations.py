"""Addresses that stand in link annotations only: they go to the links of the text of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from urllib.parse import urlsplit

from extract.base.kept import Kept
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
    # Projects are asked for once, one after the other, as those of a long report are kept packed.
    homes = _Homes(links)
    printed = _by_page(report.links)
    for project in report.projects:
        homes.see(project)
        for page, found in _by_page(project.links).items():
            printed[page] += found
    loose: list[Link] = []
    added: dict[int, list[Link]] = {}
    seen: set[tuple[int | None, str | None, str, str]] = set()
    for number, link in enumerate(links):
        near = [other for page in {box.page for box in link.boxes} for other in printed.get(page, ())]
        if any(_is_printed(link, other) for other in near):
            continue
        place, section = homes.of(number)
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

    def with_added(place: int, project: Project) -> Project:
        return replace(project, links=(*project.links, *added[place])) if place in added else project

    projects = report.projects
    if isinstance(projects, Kept):
        projects = projects.changed(with_added) if added else projects
    else:
        projects = tuple(with_added(place, project) for place, project in enumerate(projects))
    return replace(report, projects=projects, links=(*report.links, *loose))


def _by_page(links: Iterable[Link]) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        for page in {box.page for box in link.boxes}:
            found[page].append(link)
    return found


class _Homes:
    """Looks at project after project for the words of links."""

    def __init__(self, links: Sequence[AnnotatedLink]) -> None:
        self._links = links
        self._waiting: dict[int, list[int]] = defaultdict(list)
        """Numbers of links whose words stand in no project so far, by page."""
        for number, link in enumerate(links):
            for page in {box.page for box in link.boxes}:
                self._waiting[page].append(number)
        self._found: dict[int, tuple[int, str | None]] = {}
        self._on_page: dict[int, list[int]] = defaultdict(list)
        """Projects by the pages from their first to their last, as far as links stand there."""
        self._seen = 0

    def see(self, project: Project) -> None:
        """Take in the next project."""
        place = self._seen
        self._seen += 1
        for page in range(project.page_first, project.page_last + 1):
            if page in self._waiting:
                self._on_page[page].append(place)
        texts = list(_texts(project)) if self._waiting else []
        for page in {box.page for _, boxes in texts for box in boxes} & self._waiting.keys():
            for number in self._waiting[page]:
                if number in self._found:
                    continue
                link = self._links[number]
                for section, boxes in texts:
                    if _shares(link.boxes, boxes):
                        self._found[number] = (place, section)
                        break

    def of(self, number: int) -> tuple[int | None, str | None]:
        """Index of the project and name of the section that the words of a link stand in; None for none."""
        if number in self._found:
            return self._found[number]
        there = self._on_page.get(self._links[number].boxes[0].page, ())
        return (there[0] if len(there) == 1 else None), None


def _is_printed(link: AnnotatedLink, other: Link) -> bool:
    return urlsplit(link.uri).netloc.lower() == urlsplit(other.url).netloc.lower() and _shares(
        link.boxes, other.boxes
    )


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
