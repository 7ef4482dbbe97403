"""Brochures as HTML, for browsers and word processors: the ways in which labels stand beside their text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape

from scripts.sample.content import Project, Report

STYLE = """
@page { size: A4; margin: 18mm 18mm 16mm 18mm; }
body { font: 9.4pt/1.32 'Liberation Sans'; margin: 0; hyphens: none; }
section.page { break-after: page; position: relative; }
h1 { font-size: 19pt; line-height: 1.15; margin: 0 0 3mm 0; color: #1d4f73; }
h2 { font-size: 10pt; margin: 3mm 0 0.4mm 0; color: #1d4f73; }
p { margin: 0 0 1mm 0; }
.id { font-size: 7pt; color: #555; }
.lead { font-weight: bold; font-size: 10.6pt; margin-bottom: 4mm; }
.label, .year { font-weight: bold; color: #1d4f73; }
.credit { font-size: 6.4pt; color: #555; }
table { border-collapse: collapse; width: 100%; }
td { padding: 1.4mm 1.6mm; vertical-align: middle; text-align: left; }
table.ruled td { border: 0.6pt solid #777; }
table.striped tr:nth-child(odd) td { background: #dde7ee; }
table.lines td { border-top: 0.6pt solid #777; border-bottom: 0.6pt solid #777; }
td.label, td.year { width: 26mm; }
"""


@dataclass(frozen=True, slots=True)
class Look:
    """How the sections, the milestones and the responsible body of a brochure are set."""

    name: str
    program: str
    sections: str = "plain"
    milestones: str = "list"
    facts: str = "plain"
    foot: str = "plain"
    css: str = ""
    single: bool = True
    """One milestone a year, as in most timelines."""


def shown(project: Project, *, single: bool) -> Project:
    """What of a project a look shows: no items below items, and one a year where it has room for one."""
    milestones = tuple(item for item in project.milestones if item.level == 1)
    if single:
        first = {item.year_label: item for item in reversed(milestones)}
        milestones = tuple(item for item in milestones if first[item.year_label] is item)
    return replace(project, milestones=milestones)


def brochure(report: Report, look: Look) -> str:
    """The whole brochure: cover, a page for each project, imprint."""
    frame = report.frame
    title = f"Fortschrittsbericht {frame['edition']}"
    pages = [f"<h1>{title}</h1><p class='lead'>{escape(str(frame['programme']))}</p>"]
    pages += [page(project, look, number) for number, project in enumerate(report.projects, start=2)]
    pages.append("<h2>Herausgeber</h2><p>Land Nordaue</p><h2>Stand</h2><p>15. Dezember 2023</p>")
    # Word processors know a break before a paragraph, browsers one behind a section.
    broken = "<p style='page-break-before: always; font-size: 1pt; margin: 0'></p>"
    between = broken if look.program == "writer" else ""
    body = between.join(f"<section class='page'>{one}</section>" for one in pages)
    return (
        f"<!doctype html><html lang='de'><meta charset='utf-8'><style>{STYLE}{look.css}</style>{body}</html>"
    )


def page(project: Project, look: Look, number: int) -> str:
    """One project."""
    head = f"<p class='id'>Projekt ID: {project.project_id}</p>" if project.project_id else ""
    head += f"<p class='id'>Handlungsfeld {project.field.number}: {escape(project.field.name)}</p>"
    head += f"<h1>{escape(project.title)}</h1><p class='lead'>{escape(project.lead.text)}</p>"
    foot = _FEET[look.foot](project, number)
    parts = (_FACTS[look.facts](project), _SECTIONS[look.sections](project))
    items = f"<h2>Meilensteine</h2>{_MILESTONES[look.milestones](_labelled(project))}"
    credit = f"<p class='credit'>Foto: {escape(project.credit)}</p>"
    return head + parts[0] + parts[1] + items + credit + foot


Labelled = Sequence[tuple[str, Sequence[str]]]


def _labelled(project: Project) -> Labelled:
    return [(label, [item.body.text for item in items]) for label, items in project.labels()]


def _text(text: str) -> str:
    return escape(text.replace("↩", "")).replace("\n", "<br>")


def _plain_facts(project: Project) -> str:
    partner = f"<p>Partner: {escape(project.partner)}</p>" if project.partner else ""
    return f"<h2>Verantwortlich</h2><p>{escape(project.responsible)}</p>{partner}"


def _fact_table(project: Project) -> str:
    rows = [("Verantwortlich:", project.responsible)]
    rows += [("Partner:", project.partner)] if project.partner else []
    cells = "".join(f"<tr><td class='label'>{one}</td><td>{escape(two)}</td></tr>" for one, two in rows)
    return f"<table class='facts'>{cells}</table>"


def _plain_sections(project: Project) -> str:
    return "".join(f"<h2>{escape(one.heading)}</h2><p>{_text(one.body.text)}</p>" for one in project.sections)


def _grid(kind: str) -> Callable[[Project], str]:
    def made(project: Project) -> str:
        rows = "".join(
            f"<div class='label'>{escape(one.heading)}</div><div>{_text(one.body.text)}</div>"
            for one in project.sections
        )
        return f"<div class='{kind}'>{rows}</div>"

    return made


def _table(kind: str) -> Callable[[Project], str]:
    def made(project: Project) -> str:
        rows = "".join(
            f"<tr><td class='label'>{escape(one.heading)}</td><td>{_text(one.body.text)}</td></tr>"
            for one in project.sections
        )
        return f"<table class='{kind}'>{rows}</table>"

    return made


def _list(labelled: Labelled) -> str:
    return "".join(
        f"<p class='year'>{label}</p><ul>" + "".join(f"<li>{_text(text)}</li>" for text in texts) + "</ul>"
        for label, texts in labelled
    )


def _year_table(kind: str) -> Callable[[Labelled], str]:
    def made(labelled: Labelled) -> str:
        rows = "".join(
            f"<tr><td class='year'>{label}</td><td>{'<br>'.join(map(_text, texts))}</td></tr>"
            for label, texts in labelled
        )
        return f"<table class='{kind}'>{rows}</table>"

    return made


def _year_row(kind: str) -> Callable[[Labelled], str]:
    def made(labelled: Labelled) -> str:
        heads = "".join(f"<div class='year'><span>{label}</span></div>" for label, _ in labelled)
        texts = "".join(f"<div>{'<br>'.join(map(_text, texts))}</div>" for _, texts in labelled)
        columns = f"grid-template-columns: repeat({len(labelled)}, 1fr)"
        return f"<div class='row {kind}' style='{columns}'>{heads}{texts}</div>"

    return made


def _above_and_below(labelled: Labelled) -> str:
    cells = ["", "", ""]
    for place, (label, texts) in enumerate(labelled):
        text = f"<div>{'<br>'.join(map(_text, texts))}</div>"
        cells[0] += f"<div class='above'>{text}</div>" if place % 2 else "<div></div>"
        cells[1] += f"<div class='year'>{label}</div>"
        cells[2] += "<div></div>" if place % 2 else text
    columns = f"grid-template-columns: repeat({len(labelled)}, 1fr)"
    return f"<div class='row' style='{columns}'>{''.join(cells)}</div>"


def _left_and_right(labelled: Labelled) -> str:
    rows = ""
    for place, (label, texts) in enumerate(labelled):
        text = f"<div class='{'right' if place % 2 else 'left'}'>{'<br>'.join(map(_text, texts))}</div>"
        year = f"<div class='year'>{label}</div>"
        rows += f"<div></div>{year}{text}" if place % 2 else f"{text}{year}<div></div>"
    return f"<div class='sides'>{rows}</div>"


def _changing(project: Project, number: int) -> str:
    return f"<p class='foot'>{number} | Projekt {project.project_id or '–'} | {escape(project.title)}</p>"


_FACTS = {"plain": _plain_facts, "table": _fact_table}
_SECTIONS = {
    "plain": _plain_sections,
    "margin": _grid("margin"),
    "middle": _grid("middle"),
    "ruled": _table("ruled"),
    "striped": _table("striped"),
    "lines": _table("lines"),
}
_MILESTONES: dict[str, Callable[[Labelled], str]] = {
    "list": _list,
    "ruled": _year_table("ruled"),
    "striped": _year_table("striped"),
    "lines": _year_table("lines"),
    "plain_table": _year_table("plain"),
    "row": _year_row("flush"),
    "row_centred": _year_row("centred"),
    "row_circles": _year_row("circles"),
    "turns": _above_and_below,
    "sides": _left_and_right,
}
_FEET: dict[str, Callable[[Project, int], str]] = {
    "plain": lambda project, number: "",
    "changing": _changing,
}
GRIDS = """
.margin, .middle { display: grid; grid-template-columns: 34mm 1fr; column-gap: 5mm; row-gap: 2mm; }
.middle { align-items: center; }
.row { display: grid; column-gap: 2.2mm; row-gap: 1mm; font-size: 8.2pt; }
.centred > div { text-align: center; }
.circles .year span { display: inline-block; width: 13mm; line-height: 13mm; border-radius: 50%;
  background: #1d4f73; color: white; text-align: center; }
.above { display: flex; align-items: flex-end; }
.sides { display: grid; grid-template-columns: 1fr 16mm 1fr;
  column-gap: 3mm; row-gap: 2mm; align-items: center; }
.sides .year { text-align: center; }
.sides .left { text-align: right; }
ul { margin: 0.4mm 0 0.8mm 0; } .foot { position: absolute; top: 259mm; font-size: 7pt; color: #555; }
section.page { min-height: 262mm; }
"""
