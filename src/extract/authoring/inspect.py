"""One page as a picture: what was taken for what, and what was left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from extract.layout.analysis import analyse
from extract.layout.records import PageLayout
from extract.pages.reading import How, recogniser
from extract.pdf.reading import Engine, open_document
from extract.pdf.records import Box, Page
from extract.pdf.render import render_page
from extract.reports.engine import extract_report
from extract.reports.report import Cell, Project, Report

Color = tuple[int, int, int]

_SCALE = 2.0
_MARGIN = 250
"""Width of the column of labels beside the page, in pixels."""
_WORD: Color = (150, 150, 150)
_REGION: Color = (90, 90, 90)
# Colours that people with red-green blindness tell apart (after Okabe and Ito).
_COLORS: dict[str, Color] = {
    "title": (0, 114, 178),
    "lead": (86, 180, 233),
    "section": (0, 158, 115),
    "milestone": (230, 159, 0),
    "party": (204, 121, 167),
    "credit": (120, 94, 160),
    "field": (60, 130, 60),
    "amount": (213, 94, 0),
    "date": (240, 190, 30),
    "finding": (200, 0, 0),
    "record": (0, 114, 178),
    "passage": (110, 110, 60),
    "table": (70, 90, 140),
}
_OUTLINED = ("record", "table", "passage")
"""Kinds of areas around other marks: they are not filled."""
_HEAD_FILL = 46
_CELL_FILL = 0
"""Opacity (0..255) of the cells of heads and of all others."""


# The font that Pillow brings along has ASCII only, and no other can be assumed to be installed.
_PLAIN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "€": "EUR"}
    | dict.fromkeys("–—‐", "-")
    | dict.fromkeys("„“”‚‘’", "'")
)


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str
    label: str
    boxes: tuple[Box, ...]


def inspect_page(
    path: str | Path,
    page: int,
    out: str | Path,
    *,
    profile: str = "auto",
    profiles_folder: Path | None = None,
    password: str | None = None,
    engine: Engine = "auto",
    ocr: Literal["off", "auto"] = "off",
) -> None:
    """Draws a page with its words, regions, tables, projects, sections and fields and writes it as PNG.

    Args:
        path: the PDF.
        page: 1-based index of the page.
        out: picture to write.
        profile: name or path of the layout profile.
        profiles_folder: folder with further profiles.
        password: for encrypted files.
        engine: reading engine.
        ocr: ``auto`` reads pages without a usable text layer by OCR, where Tesseract is installed.

    Raises:
        RefusedFile: the file cannot be read or holds no report.
        ValueError: the file has no such page.
    """
    how = How(path=Path(path), password=password, engine=engine, ocr=ocr == "auto")
    with open_document(path, password=password, engine=engine) as document:
        if not 1 <= page <= document.page_count:
            raise ValueError(f"{Path(path).name} has pages 1 to {document.page_count}, not {page}")
        read = next(document.pages([page]))
        recognise, _ = recogniser(how)
    report = extract_report(
        path, profile=profile, profiles_folder=profiles_folder, password=password, engine=engine, ocr=ocr
    )
    layout = analyse(read if recognise is None else recognise(read))
    draw_page(picture_of(path, layout.page, password), layout, report, page).save(out)


def picture_of(path: str | Path, page: Page, password: str | None) -> Image.Image:
    """The page as it was read, `_SCALE` pixels a point."""
    image = render_page(path, page.number, scale=_SCALE, password=password).convert("RGB")
    if page.turn is not None:
        # On demand: few pages are turned.
        from extract.pdf.ocr.upright import turned

        image = turned(image, page.turn)
    return image


def draw_page(image: Image.Image, layout: PageLayout, report: Report, page: int) -> Image.Image:
    """The picture of a page, `_SCALE` pixels a point, with everything found on it."""
    canvas = Image.new("RGB", (image.width + _MARGIN, image.height), "white")
    canvas.paste(image, (0, 0))
    draw = ImageDraw.Draw(canvas, "RGBA")
    font = ImageFont.load_default(13)
    for line in layout.lines:
        for word in line.words:
            draw.rectangle(_pixels(word.box), outline=(*_WORD, 120))
    for region in layout.regions:
        x0, y0, x1, y1 = _pixels(region.box, grow=3)
        _dashed(draw, (x0, y0, x1, y1))
        draw.text((x0 + 2, y0 - 15), f"region {region.index}", fill=_REGION, font=font)
    _cells(draw, report, page)
    marks = [mark for mark in _marks(report, page) if mark.boxes]
    drawn: set[tuple[str, Box]] = set()
    for mark in marks:
        color = _COLORS[mark.kind]
        thin = mark.kind in ("amount", "date", *_OUTLINED)
        for box in mark.boxes:
            if (mark.kind, box) in drawn:
                continue
            drawn.add((mark.kind, box))
            draw.rectangle(
                _pixels(box, grow=1),
                outline=(*color, 255),
                width=2 if thin else 1,
                fill=None if mark.kind in _OUTLINED else (*color, 60 if thin else 34),
            )
    _labels(draw, marks, image.width, image.height, font)
    return canvas


def _pixels(box: Box, *, grow: int = 0) -> tuple[float, float, float, float]:
    return (
        box.x0 * _SCALE - grow,
        box.top * _SCALE - grow,
        max(box.x1, box.x0) * _SCALE + grow,
        max(box.bottom, box.top) * _SCALE + grow,
    )


def _dashed(draw: ImageDraw.ImageDraw, area: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = area
    for x in range(int(x0), int(x1), 12):
        for y in (y0, y1):
            draw.line((x, y, min(x + 6, x1), y), fill=_REGION)
    for position in range(int(y0), int(y1), 12):
        for x_edge in (x0, x1):
            draw.line((x_edge, position, x_edge, min(position + 6, y1)), fill=_REGION)


def _cells(draw: ImageDraw.ImageDraw, report: Report, page: int) -> None:
    """The cells of tables by what was printed in them, heads filled."""
    color = _COLORS["table"]
    for cell in report.cells:
        fill = (*color, _HEAD_FILL if cell.kind == "head" else _CELL_FILL)
        for box in _here(cell.boxes, page):
            draw.rectangle(_pixels(box, grow=2), outline=(*color, 200), fill=fill)


def _table_marks(report: Report, page: int) -> Iterator[_Mark]:
    tables: dict[int, list[Cell]] = {}
    for cell in report.cells:
        if _here(cell.boxes, page):
            tables.setdefault(cell.table, []).append(cell)
    for number, cells in tables.items():
        boxes = [box for cell in cells for box in _here(cell.boxes, page)]
        rows = len({cell.row for cell in cells})
        columns = max(cell.column + cell.column_span for cell in cells)
        yield _Mark("table", f"table {number}: {rows} x {columns} cells", _around(boxes))


def _marks(report: Report, page: int) -> Iterator[_Mark]:
    yield from _table_marks(report, page)
    for passage in report.passages:
        label = f"passage: {passage.heading}" if passage.heading else "passage"
        yield _Mark("passage", label, _here(passage.boxes, page))
    here = [one for one in report.projects if one.page_first <= page <= one.page_last]
    shared = _shared(here, page)
    for project in here:
        if project.stated is not None:  # by what repeats in the file, not by the design of its pages
            yield _record(project, page, shared)
        for mark in _project_marks(project, page):
            # The label of a mark stands level with what is the project's own.
            yield replace(mark, boxes=tuple(sorted(mark.boxes, key=lambda box: box in shared)))
    for date in report.dates:
        yield _Mark("date", f"date {date.mention.text}", _here(date.boxes, page))
    for amount in report.amounts:
        yield _Mark("amount", f"amount {amount.mention.text}", _here(amount.boxes, page))
    for finding in report.findings:
        if finding.page == page and finding.code != "year-inferred":
            yield _Mark("finding", f"{finding.code}: {finding.message}", _here(finding.boxes, page))


def _record(project: Project, page: int, shared: Set[Box]) -> _Mark:
    """Around all values of a project that is a row, a sheet or a chapter, labels of several left out."""
    values = [project.boxes, *_values(project)]
    boxes = [box for found in values for box in _here(found, page) if box not in shared]
    count = len(project.sections) + len(project.fields)
    return _Mark("record", f"record {project.key}: {count} values", _around(boxes))


def _values(project: Project) -> list[tuple[Box, ...]]:
    """Boxes of each value with its label."""
    return [
        *(section.boxes for section in project.sections),
        *(field.boxes for field in project.fields),
        *(party.boxes for party in project.parties),
    ]


def _shared(projects: Sequence[Project], page: int) -> set[Box]:
    """Places that belong to more than one project: heads of columns, cells for several rows."""
    seen: Counter[Box] = Counter()
    for project in projects:
        seen.update({box for boxes in _values(project) for box in _here(boxes, page)})
    return {box for box, count in seen.items() if count > 1}


def _around(boxes: Sequence[Box]) -> tuple[Box, ...]:
    if not boxes:
        return ()
    return (
        Box(
            boxes[0].page,
            min(box.x0 for box in boxes),
            min(box.top for box in boxes),
            max(box.x1 for box in boxes),
            max(box.bottom for box in boxes),
        ),
    )


def _project_marks(project: Project, page: int) -> Iterator[_Mark]:
    yield _Mark("title", f"project {project.key}", _here(project.boxes, page))
    if project.lead is not None:
        yield _Mark("lead", "lead", _here(project.lead.boxes(), page))
    for section in project.sections:
        yield _Mark("section", section.section, _here(section.boxes, page))
    for position, milestone in enumerate(project.milestones):
        label = f"milestone {position} ({milestone.year_label}, {milestone.state})"
        yield _Mark("milestone", label, _here(milestone.boxes, page))
    for party in project.parties:
        yield _Mark("party", party.role, _here(party.boxes, page))
    for field in project.fields:
        number = "" if field.number is None else f" = {field.number:f}"
        yield _Mark("field", f"{field.label}{number} {field.unit or ''}", _here(field.boxes, page))
    for credit in project.media:
        yield _Mark("credit", f"credit {credit.credit}", _here(credit.boxes, page))
    for date in project.dates:
        yield _Mark("date", f"{date.mention.text} = {date.mention.edtf}", _here(date.boxes, page))
    for amount in project.amounts:
        label = f"{amount.mention.text} ({amount.mention.role}, {amount.mention.modifier})"
        yield _Mark("amount", label, _here(amount.boxes, page))


def _here(boxes: Iterable[Box], page: int) -> tuple[Box, ...]:
    return tuple(box for box in boxes if box.page == page)


def _labels(
    draw: ImageDraw.ImageDraw,
    marks: Sequence[_Mark],
    left: int,
    height: int,
    font: ImageFont.ImageFont | ImageFont.FreeTypeFont,
) -> None:
    """Labels in a column beside the page, each level with its mark as far as there is room."""
    bottom = 4.0
    for mark in sorted(marks, key=lambda item: (item.boxes[0].top, item.boxes[0].x0)):
        y = max(bottom, mark.boxes[0].top * _SCALE)
        if y > height - 16:
            break
        color = _COLORS[mark.kind]
        label = mark.label.translate(_PLAIN)
        text = label if len(label) <= 36 else label[:33] + "..."
        draw.rectangle((left + 4, y + 3, left + 12, y + 11), fill=color)
        draw.text((left + 17, y), text, fill=(20, 20, 20), font=font)
        bottom = y + 16
