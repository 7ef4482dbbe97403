"""The sample's content: YAML files read into records, and the truth made from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scripts.sample.markup import MarkedText, interval, parse

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Field:
    """A Handlungsfeld with its colours (``#rrggbb``)."""

    number: int
    name: str
    color: str
    tint: str
    icon: str


@dataclass(frozen=True, slots=True)
class Section:
    section: str
    heading: str
    body: MarkedText


@dataclass(frozen=True, slots=True)
class Milestone:
    year_label: str
    level: int
    body: MarkedText
    date_start: str
    date_end: str
    state: str


@dataclass(frozen=True, slots=True)
class Project:
    project_id: str | None
    title: str
    field: Field
    status: str
    photo: str
    caption: str | None
    credit: str
    responsible: str
    partner: str | None
    lead: MarkedText
    sections: tuple[Section, ...]
    milestones: tuple[Milestone, ...]
    two_pages: bool = False

    def labels(self) -> list[tuple[str, list[Milestone]]]:
        """Milestones grouped by their printed year label, in order."""
        groups: list[tuple[str, list[Milestone]]] = []
        for milestone in self.milestones:
            if not groups or groups[-1][0] != milestone.year_label:
                groups.append((milestone.year_label, []))
            groups[-1][1].append(milestone)
        return groups


@dataclass(frozen=True, slots=True)
class Report:
    report_id: str
    frame: Mapping[str, Any]
    fields: tuple[Field, ...]
    projects: tuple[Project, ...]


def load(folder: Path = FOLDER) -> Report:
    """Read the content.

    Args:
        folder: holds ``report.yaml`` and the files it names.

    Raises:
        ValueError: an annotation is not understood.
    """
    frame = yaml.safe_load((folder / "report.yaml").read_text(encoding="utf-8"))
    fields = tuple(Field(**entry) for entry in frame["fields"])
    by_number = {field.number: field for field in fields}
    projects: list[Project] = []
    for name in frame["content_files"]:
        for entry in yaml.safe_load((folder / name).read_text(encoding="utf-8")):
            projects.append(_project(entry, by_number))
    return Report(frame["report_id"], frame, fields, tuple(projects))


def _project(entry: Mapping[str, Any], fields: Mapping[int, Field]) -> Project:
    sections = []
    for item in entry["sections"]:
        section, heading, text = (
            item if isinstance(item, list) else (item["section"], item["heading"], item["text"])
        )
        sections.append(Section(section, heading, parse(text)))
    milestones = [m for group in entry["milestones"] for m in _milestones(group["items"], group, level=1)]
    return Project(
        project_id=entry["id"],
        title=entry["title"],
        field=fields[entry["field"]],
        status=entry["status"],
        photo=entry["photo"],
        caption=entry.get("caption"),
        credit=entry["credit"],
        responsible=entry["responsible"],
        partner=entry.get("partner"),
        lead=parse(entry["lead"]),
        sections=tuple(sections),
        milestones=tuple(milestones),
        two_pages=entry.get("two_pages", False),
    )


def _milestones(
    items: Iterable[Mapping[str, Any]], group: Mapping[str, Any], *, level: int
) -> list[Milestone]:
    found: list[Milestone] = []
    label = str(group["label"])
    years = label.split("/")
    for item in items:
        if "when" in item:
            start, end, _ = interval(str(item["when"]))
        else:
            start, end = f"{years[0]}-01-01", f"{years[-1]}-12-31"
        found.append(Milestone(label, level, parse(item["text"]), start, end, group.get("state", "done")))
        found += _milestones(item.get("sub", ()), group, level=level + 1)
    return found


def truth(report: Report, pages: Sequence[int]) -> dict[str, Any]:
    """The truth of a typeset report, in the format of the evaluation's gold files.

    Args:
        report: the content.
        pages: 1-based PDF page on which each project starts, in the order of ``report.projects``.
    """
    projects = []
    for index, (project, page) in enumerate(zip(report.projects, pages, strict=True)):
        units = [("lead", project.lead)]
        units += [(f"section/{item.section}", item.body) for item in project.sections]
        units += [(f"milestone/{i}", item.body) for i, item in enumerate(project.milestones)]
        parties = [{"role": "responsible", "name": project.responsible}]
        if project.partner:
            parties.append({"role": "partner", "name": project.partner})
        shares = [(item.section, share) for item in project.sections for share in item.body.shares]
        projects.append(
            {
                "index": index,
                "page": page,
                "project_id": project.project_id,
                "title": project.title,
                "action_field_no": project.field.number,
                "action_field": project.field.name,
                "lead": project.lead.text,
                "responsible": project.responsible,
                "status": project.status,
                "sections": [
                    {"section": item.section, "heading": item.heading, "text": item.body.text}
                    for item in project.sections
                ],
                "milestones": [
                    {
                        "year_label": item.year_label,
                        "level": item.level,
                        "text": item.body.text,
                        "date_start": item.date_start,
                        "date_end": item.date_end,
                        "state": item.state,
                    }
                    for item in project.milestones
                ],
                "dates": [{"parent": parent, **date} for parent, body in units for date in body.dates],
                "date_parents": [parent for parent, _ in units],
                "amounts": [
                    {"parent": parent, **amount} for parent, body in units for amount in body.amounts
                ],
                "shares": [{"section": section, **share} for section, share in shares],
                "links": [link for _, body in units for link in body.links],
                "credits": [project.credit],
                "parties": parties,
            }
        )
    return {"report_id": report.report_id, "projects": projects}
