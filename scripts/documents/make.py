"""Makes the documents of ``tests/documents`` anew: ``python -m scripts.documents.make [NAME ...]``.

Needs Chromium, LibreOffice (Writer, Impress, Draw), Scribus and xvfb. The tests need none of them, since the
documents lie in the repository.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pikepdf

from scripts.documents.frames import FRAMED, FramedLook, print_framed
from scripts.documents.html import GRIDS, Look, brochure, shown
from scripts.sample.content import Report, load, truth

FOLDER = Path(__file__).parents[2] / "tests" / "documents"
TITLES = ("Taktbus Sarntal", "Wasserstoff für den Güterverkehr", "Offene Theaterhäuser")

LOOKS = (
    Look("browser-years-in-a-row", "chromium", milestones="row", css=GRIDS),
    Look("browser-years-in-the-middle-of-columns", "chromium", milestones="row_centred", css=GRIDS),
    Look("browser-years-in-circles", "chromium", milestones="row_circles", css=GRIDS),
    Look("browser-events-above-and-below", "chromium", milestones="turns", css=GRIDS),
    Look("browser-events-left-and-right", "chromium", milestones="sides", css=GRIDS),
    Look("browser-headings-in-the-margin", "chromium", "margin", "plain_table", "table", css=GRIDS),
    Look("browser-headings-beside-the-middle", "chromium", "middle", "lines", "table", css=GRIDS),
    Look("browser-ruled-tables", "chromium", "ruled", "ruled", "table", css=GRIDS),
    Look("browser-striped-tables", "chromium", "striped", "striped", css=GRIDS),
    Look("browser-foot-that-changes", "chromium", foot="changing", css=GRIDS, single=False),
    Look("writer-ruled-tables", "writer", "ruled", "ruled", "table"),
    Look("writer-lines-between-rows", "writer", "lines", "lines", "table"),
    Look("writer-years-beside-their-texts", "writer", milestones="plain_table"),
)


def main(names: list[str]) -> None:
    """Make the documents named, or all."""
    FOLDER.mkdir(exist_ok=True)
    for look in (*LOOKS, *FRAMED):
        if not names or look.name in names:
            _make(look)


def _make(look: Look | FramedLook) -> None:
    whole = load()
    projects = tuple(
        shown(project, single=look.single) for project in whole.projects if project.title in TITLES
    )
    report = replace(whole, projects=projects)
    with tempfile.TemporaryDirectory() as folder:
        if isinstance(look, FramedLook):
            made = print_framed(report, look, Path(folder))
        else:
            source = Path(folder) / f"{look.name}.html"
            source.write_text(brochure(report, look), encoding="utf-8")
            made = _printed(source, look.program)
        target = FOLDER / f"{look.name}.pdf"
        with pikepdf.open(made) as pdf:
            # Neither the day nor the machine that made it.
            for key in ("/CreationDate", "/ModDate"):
                if key in pdf.docinfo:
                    del pdf.docinfo[key]
            pdf.save(target, deterministic_id=True)
    found = truth(report, list(_pages(target, report)))
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    target.with_suffix("").with_suffix(".truth.json").write_text(text, encoding="utf-8")


def _printed(source: Path, program: str) -> Path:
    target = source.with_suffix(".pdf")
    if program == "chromium":
        browser = shutil.which("chromium") or "chromium-browser"
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={source.parent}/profile", f"--print-to-pdf={target}", source.as_uri()]
    else:
        profile = f"-env:UserInstallation=file://{source.parent}/profile"
        command = ["soffice", profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "pdf"]
        command += ["--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target


def _pages(path: Path, report: Report) -> list[int]:
    """The page on which each project begins: where its ID and its title stand."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    return [
        next(number for number, text in enumerate(texts, start=1) if project.title in text)
        for project in report.projects
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
