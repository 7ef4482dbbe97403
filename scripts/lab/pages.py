"""The brochure in a design; mostly its project pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.lab import front, milestones, parts
from scripts.lab.blocks import Setter, Slug, Style, height_of, place
from scripts.lab.breaking import Run
from scripts.lab.designs import Design
from scripts.lab.ink import BLACK, WHITE, Area, Color, Sheet, Text, color_of, moved
from scripts.lab.parts import GREY
from scripts.sample.content import Project, Report

SIDE = 172.0
MARGIN = 42.0
GUTTER = 18.0
TOP, FOOT = 78.0, 60.0
SIZES = {"a4": (595.0, 842.0), "a5": (420.0, 595.0), "landscape": (842.0, 595.0)}
"""Width and height of the paper, in points."""
SCALES = {"plain": 1.0, "small": 0.86, "large": 1.2}
QUOTE = "„So etwas hat uns hier schon lange gefehlt“"
FOOTNOTE = "Angaben der verantwortlichen Stelle, gerundet."


@dataclass(slots=True)
class Built:
    """The pages of a brochure and where each project starts (index into ``sheets``)."""

    sheets: list[Sheet]
    starts: list[int]


class Brochure:
    """Builds all pages of one design.

    Args:
        report: the content.
        projects: those of its projects to set.
        design: a settled design.
    """

    def __init__(self, report: Report, projects: Sequence[Project], design: Design) -> None:
        self.report = report
        self.projects = projects
        self.design = design
        self.set = Setter(design)
        self.sheets: list[Sheet] = []
        self.scale = scale_of(design)
        self.width, self.height = (side / self.scale for side in SIZES[design.paper])
        self.bottom = self.height - FOOT
        self.side_tops: dict[int, float] = {}
        """Where the column at the side begins on a page whose title stands over it, by index of the page."""
        self.feet: dict[int, str] = {}
        """What the foot of a page says beside its number, where that changes from project to project."""

    def build(self) -> Built:
        """All pages, in order."""
        front.cover(self.set, self._sheet(), self.report.frame)
        contents = self._sheet()
        starts: list[int] = []
        entries: list[tuple[str, int, bool]] = []
        for field in self.report.fields:
            own = [project for project in self.projects if project.field == field]
            if not own:
                continue
            entries.append((f"Handlungsfeld {field.number}: {field.name}", len(self.sheets) + 1, True))
            front.divider(self.set, self._sheet(), field)
            for project in own:
                starts.append(len(self.sheets))
                entries.append((project.title, len(self.sheets) + 1, False))
                self._project(project)
        front.imprint(self.set, self._sheet(), self.report.frame)
        front.contents(self.set, contents, entries)
        self._furniture()
        return Built(self.sheets, starts)

    def _sheet(self) -> Sheet:
        self.sheets.append(Sheet(self.width, self.height))
        return self.sheets[-1]

    # --- project pages

    def _project(self, project: Project) -> None:
        design = self.design
        first = len(self.sheets)
        sheet = self._sheet()
        color, tint = color_of(project.field.color), color_of(project.field.tint)
        x0, x1 = self._main_edges(first)
        width = x1 - x0
        y = TOP
        if design.photo == "banner":
            y = parts.photo(self.set, sheet, project, x0, y, x1, y + 90, GREY) + 6
        title_width = width
        aside = 0.0
        if design.photo == "beside_title":
            title_width = width * 0.62
            left = x0 + width * 0.66
            aside = parts.photo(self.set, sheet, project, left, y, x1, y + 72, GREY)
        if design.title != "column":
            y = self._title_over_all(project, sheet, color, tint)
        elif design.photo == "under_title":
            y = parts.title_on_photo(self.set, sheet, project, x0, y, x1)
        else:
            y = place(sheet, parts.title(self.set, project, title_width, color), x0, y)
        y = max(y, aside)
        if design.photo == "below_title":
            y = parts.photo(self.set, sheet, project, x0, y + 4, x1, y + 84, GREY)
        y += 8
        if design.sidebar == "top" and design.photo == "none":
            y = place(sheet, parts.credit(self.set, project, width, "header"), x0, y) + 4
        if design.sidebar == "absent":
            if design.photo == "none":
                y = place(sheet, parts.credit(self.set, project, width, "header"), x0, y) + 4
            y = place(sheet, parts.responsible(self.set, project, width, color, "header"), x0, y) + 8
        if design.sidebar == "top":
            y = self._top_box(project, sheet, x0, y, width, color, tint) + 10
        if design.milestones == "band":
            y = (
                place(
                    sheet,
                    [milestones.as_cells(self.set, project, width, len(project.labels()), color)],
                    x0,
                    y,
                )
                + 8
            )
        self._main(project, first, x0, width, y, color)
        for offset, page in enumerate(self.sheets[first:]):
            self._side(project, page, first + offset, offset == 0, color, tint)
            self._header(project, page, first + offset, offset == 0, color)

    def _title_over_all(self, project: Project, sheet: Sheet, color: Color, tint: Color) -> float:
        """Title and lead over all columns, in one frame; returns where they end."""
        width = self.width - 2 * MARGIN
        slugs = parts.title(self.set, project, width, color)
        end = TOP + height_of(slugs) + (2 if self.design.title == "full_width_close" else 10)
        if self.design.title == "full_width_band":
            sheet.marks.append(Area(MARGIN - 8, TOP - 6, self.width - MARGIN + 8, end - 4, tint))
        place(sheet, slugs, MARGIN, TOP)
        self.side_tops[len(self.sheets) - 1] = end + 4
        return end

    def _main_edges(self, page: int) -> tuple[float, float]:
        if self.design.sidebar in ("absent", "top"):
            return MARGIN, self.width - MARGIN
        return (
            (SIDE + GUTTER, self.width - MARGIN)
            if self._side_is_left(page)
            else (MARGIN, self.width - SIDE - GUTTER)
        )

    def _side_is_left(self, page: int) -> bool:
        even = (page + 1) % 2 == 0  # page numbers count from 1; even pages lie left
        return {"left": True, "right": False, "outer": even, "inner": not even}.get(
            self.design.sidebar, False
        )

    def _main(self, project: Project, first: int, x0: float, width: float, y: float, color: Color) -> None:
        design = self.design
        number = {"one": 1, "two": 2, "three": 3}[design.columns]
        column = (width - GUTTER * (number - 1)) / number
        style = Style(8.6 if number > 1 or design.sidebar != "absent" else 9.2, 11.6)
        slugs = parts.sections(self.set, project, column, style, color, color_of(project.field.tint))
        if design.quote == "yes":
            slugs = _with_quote(slugs, self.set, column, color)
        tail: Slug | None = None
        if design.milestones == "after":
            slugs += milestones.as_list(self.set, project, column, color, BLACK, "main", above=14)
        elif design.milestones == "grid":
            tail = milestones.as_cells(self.set, project, width, 2, color)
        floor = self.bottom - (24 if design.footnotes == "yes" else 0)
        need = height_of(slugs) / number + 26
        if design.length == "two_pages":
            need *= 0.62
        page, fresh, top = first, True, y
        while slugs or fresh:
            bottom = min(floor, top + need) if number > 1 or design.length == "two_pages" else floor
            if page > first:
                bottom = floor
            left, _ = self._main_edges(page)
            end = top
            for turn in range(number):
                slugs, reached = self._fill(
                    self.sheets[page], slugs, left + turn * (column + GUTTER), top, bottom
                )
                end = max(end, reached)
            fresh = False
            if slugs:
                self._sheet()
                page, top = page + 1, TOP
            elif tail is not None:
                if end + tail.height + 14 > floor:
                    self._sheet()
                    page, end = page + 1, TOP - 14
                left, _ = self._main_edges(page)
                place(self.sheets[page], [tail], left, end + 14)
        if design.footnotes == "yes":
            foot = Style(6.2, 8, color=GREY)
            runs = [Run("1", sup=True), Run(FOOTNOTE, glued=False)]
            self.sheets[first].marks.append(Area(x0, floor + 8, x0 + 60, floor + 8.5, GREY, None, "main"))
            place(self.sheets[first], self.set.paragraph(runs, width, foot), x0, floor + 10)

    def _fill(
        self, sheet: Sheet, slugs: list[Slug], x: float, top: float, bottom: float
    ) -> tuple[list[Slug], float]:
        """Fill one frame; returns what is left over and where the text ends."""
        y = top
        while slugs:
            slug = slugs[0]
            above = slug.above if y > top else 0.0
            follow = slugs[1].height if slug.keep and len(slugs) > 1 else 0.0
            if y + above + slug.height + follow > bottom and y > top:
                break
            sheet.marks += [moved(mark, x, y + above) for mark in slug.marks]
            y += above + slug.height
            slugs = slugs[1:]
        return slugs, y

    # --- sidebar, header, footer

    def _top_box(
        self, project: Project, sheet: Sheet, x0: float, y: float, width: float, color: Color, tint: Color
    ) -> float:
        """A box across the page in place of a sidebar: who is responsible, beside it the milestones."""
        left, right = 0.3 * width, 0.7 * width - 26
        who = parts.responsible(self.set, project, left, color, "sidebar")
        items: list[Slug] = []
        if self.design.milestones in ("list", "beside"):
            items = milestones.as_list(self.set, project, right, color, BLACK, "sidebar")
        height = max(height_of(who), height_of(items)) + 16
        tinted = self.design.sidebar_style == "tinted"
        if self.design.sidebar_style != "indented":
            box = Area(x0, y, x0 + width, y + height, tint if tinted else None, None if tinted else color)
            sheet.marks.append(box)
        place(sheet, who, x0 + 8, y + 8)
        place(sheet, items, x0 + left + 18, y + 8)
        return y + height

    def _side(
        self, project: Project, sheet: Sheet, page: int, first: bool, color: Color, tint: Color
    ) -> None:
        design = self.design
        if design.sidebar in ("absent", "top"):
            return
        left = 0.0 if self._side_is_left(page) else self.width - SIDE
        dark = design.sidebar_style == "dark"
        ink, strong = (WHITE, WHITE) if dark else (BLACK, color)
        top = self.side_tops.get(page, 0.0)
        if design.sidebar_style in ("tinted", "dark"):
            sheet.marks.append(Area(left, top, left + SIDE, self.height, color if dark else tint))
        elif design.sidebar_style == "framed":
            frame = Area(left + 8, max(top, 40), left + SIDE - 8, self.height - 42, None, color)
            sheet.marks.append(frame)
        if not first:
            return
        x, width, y = left + 18, SIDE - 36, max(60.0, top + 10)
        if design.photo == "sidebar":
            ink_of_caption = WHITE if dark else GREY
            y = parts.photo(self.set, sheet, project, x, y - 10, x + width, y + 90, ink_of_caption) + 10
        elif design.photo == "none":
            y = (
                place(sheet, parts.credit(self.set, project, width, "sidebar", WHITE if dark else GREY), x, y)
                + 10
            )
        y = place(sheet, parts.responsible(self.set, project, width, strong, "sidebar", ink), x, y) + 8
        if design.milestones in ("list", "beside"):
            sheet.marks.append(Area(x, y, x + width, y + 0.7, strong, None, "ground"))
            place(sheet, milestones.as_list(self.set, project, width, strong, ink, "sidebar"), x, y + 8)

    def _header(self, project: Project, sheet: Sheet, page: int, first: bool, color: Color) -> None:
        x0, x1 = self._main_edges(page)
        name = Style(7.5, 10, color=color, region="header")
        if self.design.field_name == "header":
            place(sheet, self.set.paragraph([Run(project.field.name)], x1 - x0, name), x0, 44)
            sheet.marks.append(Area(x0, 60, x1, 60.7, color))
        elif self.design.field_name == "footer":
            place(sheet, self.set.paragraph([Run(project.field.name)], x1 - x0, name), x0, self.height - 50)
        self.feet[page] = f"Projekt {project.project_id or '–'} | {project.title}"
        if not (first and project.project_id):
            return
        printed = f"Projekt ID: {project.project_id}"
        if self.design.project_id == "footer":
            sheet.marks.append(Text(x1 - 80, self.height - 30, printed, "regular", 6.5, GREY, "furniture"))
        elif self.design.project_id == "edge":
            x = (
                self.width - 10
                if self._side_is_left(page) or self.design.sidebar in ("absent", "top")
                else 14.0
            )
            sheet.marks.append(Text(x, self.height / 2, printed, "regular", 7, GREY, "furniture", angle=90))

    def _furniture(self) -> None:
        frame = self.report.frame
        running = f"Fortschrittsbericht {frame['edition']} | {frame['programme']}"
        for index, sheet in enumerate(self.sheets[1:], start=1):
            x0, _ = self._main_edges(index)
            if self.design.furniture == "changing_foot":
                foot = self.feet.get(index, str(frame["programme"]))
                printed = f"{index + 1} | {foot}"
                sheet.marks.append(Text(x0, self.height - 24, printed, "regular", 7, GREY, "furniture"))
                continue
            sheet.marks.append(Text(x0, self.height - 24, f"{index + 1}", "bold", 8, BLACK, "furniture"))
            sheet.marks.append(Text(x0 + 30, self.height - 24, running, "regular", 6, GREY, "furniture"))
            if self.design.furniture == "running_head":
                sheet.marks.append(Text(x0, 24, running, "regular", 6, GREY, "furniture"))
                sheet.marks.append(
                    Text(x0, 32, "Land Nordaue · Landesentwicklung", "regular", 6, GREY, "furniture")
                )
            elif self.design.furniture == "watermark":
                pale = (0.88, 0.88, 0.88)
                sheet.marks.append(
                    Text(140, 0.76 * self.height, "VORABDRUCK", "bold", 64, pale, "ground", angle=45)
                )


def scale_of(design: Design) -> float:
    """By how much everything on the pages is drawn larger than it is set."""
    return SCALES[design.type_size] * (0.8 if design.paper == "a5" else 1.0)


def _with_quote(slugs: list[Slug], setter: Setter, width: float, color: Color) -> list[Slug]:
    """A sentence in large type between the second and the third section."""
    heads = [index for index, slug in enumerate(slugs) if slug.above >= 6]
    place_at = heads[2] if len(heads) > 2 else len(slugs)
    style = Style(12.5, 16, "bold", color)
    quote = setter.paragraph([Run(QUOTE, "bold")], width * 0.86, style, above=14)
    quote[-1] = replace(quote[-1], height=quote[-1].height + 8)
    quote = [
        replace(slug, marks=tuple(moved(mark, width * 0.07, 0) for mark in slug.marks), keep=True)
        for slug in quote
    ]
    return [*slugs[:place_at], *quote, *slugs[place_at:]]
