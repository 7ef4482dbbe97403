"""Brochures as pages of text frames: for programs that draw slides and posters or set magazines.

A page is a list of frames with paragraphs. The look places the frames; the program breaks the lines.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from scripts.sample.content import Project, Report

BLUE, GREY, TINT = "#1d4f73", "#555555", "#dde7ee"

STYLES = {
    "id": (7.0, False, GREY, 0.0),
    "title": (19.0, True, BLUE, 1.0),
    "lead": (10.6, True, "#000000", 1.0),
    "heading": (10.0, True, BLUE, 2.4),
    "year": (9.4, True, BLUE, 1.2),
    "text": (9.4, False, "#000000", 0.4),
    "item": (9.4, False, "#000000", 0.4),
    "credit": (6.4, False, GREY, 0.0),
}
"""Of each style: size in points, whether bold, colour, and the space above in mm."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of text; all in mm from the upper left corner of the page."""

    x: float
    y: float
    width: float
    height: float
    paragraphs: tuple[Paragraph, ...]
    fill: str = ""
    columns: int = 1


@dataclass(frozen=True, slots=True)
class FramedLook:
    """How the frames of a project's page stand, and the program that draws them."""

    name: str
    program: str
    size: tuple[float, float]
    page: Callable[[Project], Sequence[Frame]]
    single: bool = False
    """One milestone a year."""


def _head(project: Project, width: float) -> list[Frame]:
    lines = [Paragraph("id", f"Projekt ID: {project.project_id}")] if project.project_id else []
    lines.append(Paragraph("id", f"Handlungsfeld {project.field.number}: {project.field.name}"))
    return [
        Frame(18, 12, width, 9, tuple(lines)),
        Frame(18, 22, width, 10, (Paragraph("title", project.title),)),
        Frame(18, 34, width, 12, (Paragraph("lead", _plain(project.lead.text)),)),
    ]


def _plain(text: str) -> str:
    return text.replace("↩", "").replace("\n", " ")


def _facts(project: Project) -> list[Paragraph]:
    found = [Paragraph("heading", "Verantwortlich"), Paragraph("text", project.responsible)]
    return found + ([Paragraph("text", f"Partner: {project.partner}")] if project.partner else [])


def _sections(project: Project) -> list[list[Paragraph]]:
    return [
        [Paragraph("heading", one.heading), Paragraph("text", _plain(one.body.text))]
        for one in project.sections
    ]


def _milestones(project: Project) -> list[Paragraph]:
    found = [Paragraph("heading", "Meilensteine")]
    for label, items in project.labels():
        found.append(Paragraph("year", label))
        found += [Paragraph("item", f"• {_plain(item.body.text)}") for item in items]
    return found


def _flow(parts: Sequence[Sequence[Paragraph]]) -> tuple[Paragraph, ...]:
    return tuple(one for part in parts for one in part)


def slide(project: Project) -> list[Frame]:
    """Landscape: facts and the first sections left, the others in the middle, milestones on a tint."""
    sections = _sections(project)
    half = (len(sections) + 1) // 2
    columns = (_flow([_facts(project), *sections[:half]]), _flow(sections[half:]))
    frames = [*_head(project, 255)]
    frames += [Frame(18 + 88 * place, 50, 80, 130, column) for place, column in enumerate(columns)]
    frames.append(Frame(194, 50, 84, 110, tuple(_milestones(project)), TINT))
    return [*frames, Frame(18, 188, 120, 5, (Paragraph("credit", f"Foto: {project.credit}"),))]


def labels_beside(project: Project) -> list[Frame]:
    """Portrait: each heading is a frame of its own, left of the frame of its text."""
    frames = [*_head(project, 174)]
    top = 50.0
    for heading, *texts in [_facts(project), *_sections(project)]:
        lines = sum(1 + len(one.text) // 76 for one in texts)
        height = 4.4 * lines + 1
        frames.append(Frame(18, top, 40, 10, (heading,)))
        frames.append(Frame(62, top, 130, height, tuple(texts)))
        top += height + 4
    frames.append(Frame(62, top + 4, 130, 266 - top, tuple(_milestones(project))))
    return [*frames, Frame(18, 284, 120, 5, (Paragraph("credit", f"Foto: {project.credit}"),))]


def columns(number: int) -> Callable[[Project], list[Frame]]:
    """Portrait: text flows through the columns of one frame, milestones through those of a tint below."""

    def made(project: Project) -> list[Frame]:
        frames, top = _head(project, 174), 50.0
        for part, fill in ((_flow([_facts(project), *_sections(project)]), ""), (_milestones(project), TINT)):
            lines = sum(1.6 if one.style in ("heading", "year") else 1 + len(one.text) // 50 for one in part)
            height = 4.1 * lines / number + 5
            frames.append(Frame(18, top, 174, height, tuple(part), fill, number))
            top += height + 8
        return [*frames, Frame(18, 284, 120, 5, (Paragraph("credit", f"Foto: {project.credit}"),))]

    return made


PORTRAIT, LANDSCAPE = (210.0, 297.0), (297.0, 210.0)
FRAMED = (
    FramedLook("impress-three-columns", "impress", LANDSCAPE, slide),
    FramedLook("draw-headings-beside-texts", "draw", PORTRAIT, labels_beside),
    FramedLook("scribus-three-columns-landscape", "scribus", LANDSCAPE, slide),
    FramedLook("scribus-headings-beside-texts", "scribus", PORTRAIT, labels_beside),
    FramedLook("scribus-text-through-columns", "scribus", PORTRAIT, columns(2)),
)


def framed_pages(report: Report, look: FramedLook) -> list[list[Frame]]:
    """Cover, a page for each project, imprint."""
    frame = report.frame
    cover = [
        Frame(18, 40, 170, 12, (Paragraph("title", f"Fortschrittsbericht {frame['edition']}"),)),
        Frame(18, 56, 170, 12, (Paragraph("lead", str(frame["programme"])),)),
    ]
    imprint = (
        Paragraph("heading", "Herausgeber"),
        Paragraph("text", "Land Nordaue"),
        Paragraph("heading", "Stand"),
        Paragraph("text", "15. Dezember 2023"),
    )
    return [cover, *(list(look.page(one)) for one in report.projects), [Frame(18, 40, 170, 40, imprint)]]


def print_framed(report: Report, look: FramedLook, folder: Path) -> Path:
    """The brochure as PDF, made in a folder."""
    pages = framed_pages(report, look)
    return _by_scribus(pages, look, folder) if look.program == "scribus" else _by_office(pages, look, folder)


def _by_office(pages: Sequence[Sequence[Frame]], look: FramedLook, folder: Path) -> Path:
    kind, ending = {"impress": ("presentation", "fodp"), "draw": ("drawing", "fodg")}[look.program]
    source = folder / f"{look.name}.{ending}"
    source.write_text(_flat_odf(pages, look, kind), encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(".pdf")


def _flat_odf(pages: Sequence[Sequence[Frame]], look: FramedLook, kind: str) -> str:
    names = ("office", "style", "text", "draw", "presentation")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{_space(name)}:1.0"' for name in names
    )
    spaces += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    spaces += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph">'
        f'<style:paragraph-properties fo:margin-top="{above}mm"/>'
        f'<style:text-properties style:font-name="Liberation Sans" fo:font-family="Liberation Sans" '
        f'fo:font-size="{size}pt" fo:font-weight="{"bold" if bold else "normal"}" fo:color="{colour}"/>'
        "</style:style>"
        for name, (size, bold, colour, above) in STYLES.items()
    )
    inner = (
        'draw:stroke="none" fo:padding="0mm" draw:auto-grow-height="false" draw:textarea-vertical-align="top"'
    )
    styles += (
        '<style:style style:name="clear" style:family="graphic"><style:graphic-properties '
        f'draw:fill="none" {inner}/></style:style>'
        '<style:style style:name="tinted" style:family="graphic"><style:graphic-properties '
        f'draw:fill="solid" draw:fill-color="{TINT}" {inner}/></style:style>'
    )
    width, height = look.size
    layout = (
        '<style:page-layout style:name="sheet"><style:page-layout-properties '
        f'fo:page-width="{width}mm" fo:page-height="{height}mm" fo:margin="0mm" '
        f'style:print-orientation="{"landscape" if width > height else "portrait"}"/></style:page-layout>'
    )
    styles += '<style:style style:name="empty" style:family="drawing-page"/>'
    master = '<style:master-page style:name="plain" style:page-layout-name="sheet" draw:style-name="empty"/>'
    body = "".join(
        f'<draw:page draw:name="p{number}" draw:master-page-name="plain">'
        + "".join(map(_odf_frame, page))
        + "</draw:page>"
        for number, page in enumerate(pages, start=1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.{"graphics" if kind == "drawing" else kind}">'
        # Without styles of its own, even none, LibreOffice leaves out the pages' masters.
        f"<office:styles/><office:automatic-styles>{layout}{styles}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


def _space(name: str) -> str:
    return {"draw": "drawing"}.get(name, name)


def _odf_frame(frame: Frame) -> str:
    lines = "".join(
        f'<text:p text:style-name="{one.style}">{escape(one.text)}</text:p>' for one in frame.paragraphs
    )
    return (
        f'<draw:frame draw:style-name="{"tinted" if frame.fill else "clear"}" '
        f'svg:x="{frame.x}mm" svg:y="{frame.y}mm" svg:width="{frame.width}mm" svg:height="{frame.height}mm">'
        f"<draw:text-box>{lines}</draw:text-box></draw:frame>"
    )


_SCRIBUS = """
import json, sys
import scribus as s

drawn = json.load(open("{source}", encoding="utf-8"))
width, height = drawn["size"]
margins, count = (0, 0, 0, 0), len(drawn["pages"])
s.newDocument((width, height), margins, s.PORTRAIT, 1, s.UNIT_MILLIMETERS, s.PAGE_1, 0, count)
for name in drawn["colours"]:
    value = int(name[1:], 16)
    s.defineColorRGB(name, value >> 16, value >> 8 & 255, value & 255)
for name, (size, bold, colour, above) in drawn["styles"].items():
    face = "Liberation Sans " + ("Bold" if bold else "Regular")
    s.createCharStyle("c" + name, face, size, fillcolor=colour)
    s.createParagraphStyle(
        name, linespacingmode=0, linespacing=size * 1.24, gapbefore=above * 72 / 25.4, charstyle="c" + name
    )
for number, page in enumerate(drawn["pages"], start=1):
    s.gotoPage(number)
    for frame in page:
        if frame["fill"]:
            box = s.createRect(frame["x"] - 2, frame["y"] - 2, frame["width"] + 4, frame["height"] + 4)
            s.setFillColor(frame["fill"], box)
            s.setLineColor("None", box)
        text = s.createText(frame["x"], frame["y"], frame["width"], frame["height"])
        if frame["columns"] > 1:
            s.setColumns(frame["columns"], text)
            s.setColumnGap(6, text)
        s.setText("\\r".join(one["text"] for one in frame["paragraphs"]), text)
        at = 0
        for one in frame["paragraphs"]:
            s.selectText(at, len(one["text"]), text)
            s.setStyle(one["style"], text)
            at += len(one["text"]) + 1
pdf = s.PDFfile()
pdf.file = "{target}"
pdf.version = 14
pdf.fontEmbedding = 0
pdf.save()
"""


def _by_scribus(pages: Sequence[Sequence[Frame]], look: FramedLook, folder: Path) -> Path:
    source, script, target = (folder / f"{look.name}.{ending}" for ending in ("json", "py", "pdf"))
    drawn = {
        "size": look.size,
        "colours": sorted({colour for _, _, colour, _ in STYLES.values()} | {TINT}),
        "styles": STYLES,
        "pages": [[asdict(frame) for frame in page] for page in pages],
    }
    source.write_text(json.dumps(drawn, ensure_ascii=False), encoding="utf-8")
    script.write_text(
        _SCRIBUS.replace("{source}", str(source)).replace("{target}", str(target)), encoding="utf-8"
    )
    scribus = shutil.which("scribus") or "scribus"
    command = ["xvfb-run", "-a", scribus, "-g", "-ns", "-py", str(script)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target
