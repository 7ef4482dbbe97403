"""Which pages make up which project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.layout.records import Line
from extract.reports.names.heading_names import squeeze
from extract.reports.profile.model import Profile
from extract.reports.records.survey import Survey, Unit

_FEW_WORDS = 20
_ROLES = ("responsible", "partner")


def group_projects(found: Survey, profile: Profile) -> tuple[list[tuple[Unit, ...]], list[Unit]]:
    """Projects as runs of units, and the units that belong to none, both in order of pages."""
    projects: list[list[Unit]] = []
    others: list[Unit] = []
    open_project: list[Unit] | None = None
    for number, unit in enumerate(found.units):
        following = found.units[number + 1] if number + 1 < len(found.units) else None
        again = open_project is not None and (_repeats(open_project, unit) or _completes(open_project, unit))
        opens = _is_start(unit, found, profile) or _opens(unit, following, found, profile)
        if not again and opens:
            open_project = [unit]
            projects.append(open_project)
        elif open_project is not None and (again or _continues(open_project, unit, found, profile)):
            open_project.append(unit)
        else:
            others.append(unit)
            if not unit.is_empty:
                open_project = None
    return [tuple(project) for project in projects], others


def is_project_like(unit: Unit, profile: Profile) -> bool:
    """Whether enough stands on the page that only project pages have."""
    sections = len(set(unit.sections))
    marks = bool(unit.ids) + unit.has("party", "responsible") + unit.has("milestones")
    return (
        sections >= profile.project.least_sections
        or (sections >= 1 and marks >= 1)
        or (bool(unit.ids) and marks >= 2)
    )


def _is_start(unit: Unit, found: Survey, profile: Profile) -> bool:
    if not is_project_like(unit, profile) or unit.is_contents:
        return False
    if unit.ids or unit.has("party", "responsible"):
        return True
    return unit.title is not None and unit.title.size >= 0.8 * found.title_size


def _opens(unit: Unit, following: Unit | None, found: Survey, profile: Profile) -> bool:
    """A first page with title and responsible body only; the next one has the sections and no title."""
    return (
        following is not None
        and following.page - unit.page <= 1
        and unit.title is not None
        and unit.has("party", "responsible")
        and is_project_like(following, profile)
        and not following.ids
        and not following.has("party", "responsible")
        and (following.title is None or following.title.size < 0.8 * unit.title.size)
    )


def _repeats(project: Sequence[Unit], unit: Unit) -> bool:
    """A second page that repeats ID or title of the first and goes on with other sections."""
    last = project[-1]
    if unit.page - last.page > 1:
        return False
    seen = {key for one in project for key in one.sections}
    if seen & set(unit.sections):
        return False
    same_id = bool(unit.ids) and {mark.text for mark in unit.ids} == {
        mark.text for one in project for mark in one.ids
    }
    same_title = (
        unit.title is not None
        and project[0].title is not None
        and squeeze(unit.title.text).startswith(squeeze(project[0].title.text))
    )
    return same_title or (same_id and (unit.title is None or same_title))


def _completes(project: Sequence[Unit], unit: Unit) -> bool:
    """A further page with no title, at whose end stands the ID that the pages before it lack."""
    if unit.page - project[-1].page > 1 or unit.title is not None or not unit.ids:
        return False
    had = {key for one in project for key in one.sections}
    return (
        not any(one.ids for one in project)
        and not had & set(unit.sections)
        and not any(unit.has("party", role) for role in _ROLES)
        and not (unit.has("milestones") and any(one.has("milestones") for one in project))
    )


def _continues(project: Sequence[Unit], unit: Unit, found: Survey, profile: Profile) -> bool:
    if unit.page - project[-1].page > 1 or unit.is_empty or _is_imprint(unit, profile):
        return False
    if unit.hits:
        # Years go on in a list of milestones; any other heading stands once in a project.
        seen = {key for one in project for key in one.sections}
        again = any(
            unit.has("party", role) and any(one.has("party", role) for one in project) for role in _ROLES
        )
        return not (seen & set(unit.sections)) and not again and not _has_title(unit, found)
    content = [
        line
        for region in unit.regions
        for index, line in enumerate(region.lines)
        if (unit.page, region.index, index) not in found.furniture
    ]
    if not content or _has_title(unit, found) or found.body is None or _names_field(content, profile):
        return False
    alike = sum(len(line.text) for line in content if line.style.font == found.body.font)
    return alike >= 0.6 * sum(len(line.text) for line in content)


def _is_imprint(unit: Unit, profile: Profile) -> bool:
    """Whether a page has nothing a project has, but headings of what is said of the report as a whole."""
    rules = (profile.report.publisher, profile.report.as_of, profile.report.contents)
    names = {squeeze(heading) for rule in rules for heading in rule.headings}
    return not unit.hits and any(squeeze(line.text) in names for line in unit.lines)


def _names_field(content: Sequence[Line], profile: Profile) -> bool:
    """Whether a page has little more than the name of an action field, whose projects follow."""
    pattern = profile.action_field.pattern
    few = sum(len(line.words) for line in content) <= _FEW_WORDS
    return pattern is not None and few and re.match(pattern, content[0].text) is not None


def _has_title(unit: Unit, found: Survey) -> bool:
    if unit.title is None:
        return False
    return unit.title.size >= 0.8 * found.title_size if found.title_size else True
