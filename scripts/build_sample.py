"""Typeset the sample report and write its truth.

    python -m scripts.build_sample [--check] [--font]

``--check`` only says whether the files in ``raw_pdfs/`` are up to date (exit code 1 if not); ``--font``
draws the icon font anew first.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import reportlab
import typst

from scripts.sample import photos
from scripts.sample.content import Project, Report, load, truth
from scripts.sample.icons import CODES, FAMILY
from scripts.sample.icons import build as build_font
from scripts.sample.markup import MarkedText, parse

HERE = Path(__file__).parent / "sample"
OUTPUT = Path(__file__).parent.parent / "raw_pdfs"
FONTS = HERE / "fonts"
SECTION_ICONS = {
    "mehrwert": "plus",
    "vorgehen": "gear",
    "nutzen_fuer": "person",
    "juengste_entwicklung": "trend",
    "aktueller_stand": "pin",
    "projektergebnis": "flag",
    "ausblick": "sun",
    "projektvolumen": "coin",
    "weiterfuehrende_informationen": "info",
}
LIST_MARK = re.compile(r"(?P<mark>•|\d+\.) (?=\D)")


def build(report: Report) -> tuple[bytes, dict[str, Any]]:
    """Typeset the report.

    Returns:
        The PDF and its truth, in the format of the evaluation's gold files.
    """
    sans = Path(reportlab.__file__).parent / "fonts"  # Bitstream Vera comes with reportlab
    compiler = typst.Compiler(
        str(HERE / "report.typ"),
        root=str(HERE),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS), str(sans)]),
        sys_inputs={"data": json.dumps(_data(report), ensure_ascii=False)},
    )
    created = datetime.fromisoformat(str(report.frame["created"]))
    pdf = compiler.compile(format="pdf", timestamp=int(created.timestamp()), pdf_tags=False)
    assert isinstance(pdf, bytes)
    pages = json.loads(compiler.query("<pages>", field="value", one=True))
    return pdf, truth(report, pages)


def write_truth(found: dict[str, Any]) -> str:
    """The truth as text, the way it lies in the repository."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _data(report: Report) -> dict[str, Any]:
    frame = report.frame
    lines = {
        key: str(frame["imprint"][key]).strip().splitlines()
        for key in ("publisher", "contact", "design", "credits", "note")
    }
    scenes = ("road", "city", "people")
    return {
        "title": frame["title"],
        "programme": frame["programme"],
        "publisher": " ".join(lines["publisher"][:2]),
        "running": f"Fortschrittsbericht {frame['edition']} | {frame['programme']}",
        "claim": frame["claim"],
        "government": frame["government"],
        "icon_family": FAMILY,
        "icons": CODES,
        "section_icons": SECTION_ICONS,
        "photos": {
            name: {"width": photos.WIDTH, "height": photos.HEIGHT, "pixels": list(photos.pixels(name))}
            for name in photos.SCENES
        },
        "fields": [
            {
                "number": field.number,
                "name": field.name,
                "color": field.color,
                "tint": field.tint,
                "icon": field.icon,
                "photo": scene,
                "name_lines": _two_lines(field.name),
            }
            for field, scene in zip(report.fields, scenes, strict=True)
        ],
        "projects": [_project(index, project) for index, project in enumerate(report.projects)],
        **{key: _essay(frame[key]) for key in ("editorial", "summary", "outlook")},
        "imprint": {**lines, "contacts": frame["imprint"]["contacts"], "as_of": frame["imprint"]["as_of"]},
    }


def _two_lines(name: str) -> list[str]:
    first, dash, second = name.partition(" – ")
    return [first + " –", second] if dash else [name]


def _essay(chapter: dict[str, str]) -> dict[str, Any]:
    return {**chapter, "paragraphs": _paragraphs(parse(chapter["text"]))}


def _pieces(text: MarkedText) -> list[dict[str, str]]:
    return [{"kind": piece.kind, "text": piece.text} for piece in text.pieces()]


def _paragraphs(body: MarkedText) -> list[dict[str, Any]]:
    found = []
    for line in body.printed.split("\n"):
        match = LIST_MARK.match(line)
        mark = match["mark"] if match else None
        found.append(
            {"mark": mark, "pieces": _pieces(MarkedText(line[match.end() :] if match else line, ""))}
        )
    return found


def _project(index: int, project: Project) -> dict[str, Any]:
    return {
        "index": index,
        "id": project.project_id,
        "title": project.title,
        "field": project.field.number,
        "photo": project.photo,
        "caption": project.caption,
        "credit": project.credit,
        "responsible": project.responsible,
        "partner": project.partner,
        "lead": _pieces(project.lead),
        "sections": [
            {"section": item.section, "heading": item.heading, "paragraphs": _paragraphs(item.body)}
            for item in project.sections
        ],
        "milestones": [
            {
                "label": label,
                "items": [
                    {"level": item.level, "state": item.state, "pieces": _pieces(item.body)} for item in items
                ],
            }
            for label, items in project.labels()
        ],
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--font", action="store_true", help="draw the icon font anew")
    options = parser.parse_args()
    if options.font:
        FONTS.mkdir(exist_ok=True)
        build_font(FONTS / "symbole.ttf")
    report = load()
    pdf, found = build(report)
    files = {f"{report.report_id}.pdf": pdf, f"{report.report_id}.truth.json": write_truth(found).encode()}
    stale = [
        name
        for name, content in files.items()
        if not (OUTPUT / name).exists() or (OUTPUT / name).read_bytes() != content
    ]
    if options.check:
        print("stale: " + ", ".join(stale) if stale else "up to date")
        return 1 if stale else 0
    for name, content in files.items():
        (OUTPUT / name).write_bytes(content)
    print(f"{report.report_id}: {len(found['projects'])} projects, {len(pdf):,} bytes, {len(stale)} new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
