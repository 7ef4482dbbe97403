"""The parts of a project page that are set the same wherever they stand."""

from __future__ import annotations

from dataclasses import replace

from scripts.build_sample import SECTION_ICONS
from scripts.lab import fonts
from scripts.lab.blocks import Setter, Slug, Style, height_of, place, stack
from scripts.lab.breaking import Run
from scripts.lab.ink import BLACK, WHITE, Area, Color, Face, Picture, Region, Sheet, Text, moved
from scripts.lab.wording import heading, label
from scripts.sample.content import Project

MARGINAL = 92.0
"""Width of the column of headings that stand in the margin."""
GREY: Color = (0.4, 0.4, 0.4)


def title(setter: Setter, project: Project, width: float, color: Color) -> list[Slug]:
    """Printed ID, title and lead."""
    found: list[Slug] = []
    if project.project_id and setter.design.project_id == "above_title":
        runs = [Run(f"Projekt ID: {project.project_id}")]
        found += setter.paragraph(runs, width, Style(6.5, 9, color=GREY, region="header"))
    plain = replace(setter.design, hyphen="none", align="ragged", ligatures=setter.design.ligatures)
    title = Style(17, 21, "bold", color, "header")
    found += Setter(plain).paragraph([Run(project.title, "bold")], width, title, above=2)
    # Close to the columns below it, the lead is hardly larger than their text.
    face: Face = "regular" if setter.design.title == "full_width_close" else "bold"
    lead = Style(9.6 if face == "regular" else 10, 13, face, BLACK, "header")
    return found + setter.paragraph([Run(project.lead.text, face)], width, lead, above=6)


def title_on_photo(setter: Setter, sheet: Sheet, project: Project, x0: float, top: float, x1: float) -> float:
    """Title and lead in white on the photo, its credit below; returns where that ends."""
    slugs = [
        replace(
            slug,
            marks=tuple(
                replace(mark, color=WHITE) if isinstance(mark, Text) else mark for mark in slug.marks
            ),
        )
        for slug in title(setter, project, x1 - x0 - 24, WHITE)
    ]
    bottom = top + height_of(slugs) + 34
    sheet.marks.append(Picture(x0, top, x1, bottom, project.photo))
    place(sheet, slugs, x0 + 12, top + 20)
    return place(sheet, credit(setter, project, x1 - x0, "header"), x0, bottom + 2)


def photo(
    setter: Setter,
    sheet: Sheet,
    project: Project,
    x0: float,
    top: float,
    x1: float,
    bottom: float,
    color: Color,
) -> float:
    """A photo with caption and credit; returns where they end."""
    region: Region = "sidebar" if setter.design.photo == "sidebar" else "header"
    sheet.marks.append(Picture(x0, top, x1, bottom, project.photo))
    width = x1 - x0
    if setter.design.credit == "below":
        return place(sheet, credit(setter, project, width, region, color), x0, bottom + 2)
    printed = setter.shown(f"Foto: {project.credit}")
    if setter.design.credit == "rotated":
        sheet.marks.append(Text(x1 + 7, bottom, printed, "regular", 5.2, color, region, angle=90))
    else:
        wide = fonts.width(setter.family, "regular", printed, 5.6)
        size = 5.6 * min(1.0, (x1 - x0 - 10) / wide)
        sheet.marks.append(Text(x0 + 5, bottom - 5, printed, "regular", size, WHITE, region))
    if not project.caption:
        return bottom + 2
    style = Style(5.8, 7.5, color=color, region=region)
    return place(sheet, setter.paragraph([Run(project.caption)], width, style), x0, bottom + 2)


def credit(setter: Setter, project: Project, width: float, region: Region, color: Color = GREY) -> list[Slug]:
    style = Style(5.8, 7.5, color=color, region=region)
    found: list[Slug] = []
    if project.caption and setter.design.photo != "none":
        found += setter.paragraph([Run(project.caption)], width, style)
    return found + setter.paragraph([Run(f"Foto: {project.credit}")], width, style)


def responsible(setter: Setter, project: Project, width: float, color: Color, region: Region,
                 ink: Color = BLACK) -> list[Slug]:  # fmt: skip
    head, style = Style(8, 11, "bold", color, region), Style(7.6, 10.2, color=ink, region=region)
    found = setter.paragraph([Run(label(setter.design, "Verantwortlich:"), "bold")], width, head)
    found += setter.paragraph([Run(project.responsible)], width, style)
    if project.partner:
        partner = label(setter.design, "Partner:")
        found += setter.paragraph([Run(f"{partner} {project.partner}")], width, style, above=2)
    return found


def sections(
    setter: Setter, project: Project, width: float, style: Style, color: Color, tint: Color
) -> list[Slug]:
    """All sections of a project."""
    found: list[Slug] = []
    kind, box = setter.design.heading, setter.design.section_box
    inner = width - 12 if box == "tinted" else width
    for index, section in enumerate(project.sections):
        note = "1" if setter.design.footnotes == "yes" and index == 1 else None
        words = heading(setter.design, section)
        if setter.design.heading_words == "numbered":
            words = f"{index + 1} {words}"
        if kind.startswith("run_in"):
            text, _ = setter.letters(words, style.size)
            runs = [Run(text + (":" if kind == "run_in_colon" else ""), "bold")]
            slugs = setter.body(section.body.text, inner, style, opening=runs, note=note)
            slugs[0] = replace(slugs[0], above=style.leading * 0.7)
        elif kind == "margin":
            body = setter.body(section.body.text, inner - MARGINAL, style, note=note)
            slugs = setter.beside(words, body, style, color, column=MARGINAL)
        else:
            slugs = setter.heading(words, SECTION_ICONS[section.section], inner, style, color)
            slugs += setter.body(section.body.text, inner, style, note=note, initial=index == 0)
        found += _boxed(setter, slugs, width, color, tint)
    return found


def _boxed(setter: Setter, slugs: list[Slug], width: float, color: Color, tint: Color) -> list[Slug]:
    """The section in a tinted box, or under a rule."""
    if setter.design.section_box == "tinted":
        whole = stack(slugs)
        ground = Area(0, 0, width, whole.height + 8, tint, None, "ground")
        return [Slug(whole.height + 8, (ground, *(moved(mark, 6, 3) for mark in whole.marks)), 6)]
    if setter.design.section_box == "ruled":
        rule = Area(0, -5, width, -4.5, color, None, "ground")
        slugs[0] = replace(slugs[0], marks=(rule, *slugs[0].marks), above=max(slugs[0].above, 10))
    return slugs
