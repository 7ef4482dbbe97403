"""A file drawn larger or smaller gives the same tables, but for the places on its pages."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extract.reports import extract_report
from extract.tables.rows import report_tables

pikepdf = pytest.importorskip("pikepdf", reason="files are scaled with the development dependencies")

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "raw_pdfs" / "aldermark-konferenz-2023.pdf"
SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", ROOT.parent / "shared"))
SHEETS = SHARED / "reports" / "real" / "handlungsprogramm-klimaschutz-2030.pdf"
GENERAL = sorted((SHARED / "reports" / "real" / "general").glob("*.pdf"))
_BOXES = ("MediaBox", "CropBox", "TrimBox", "BleedBox", "ArtBox")


def scaled(source: Path, target: Path, factor: float) -> Path:
    """The file with everything on its pages larger or smaller."""
    with pikepdf.open(source) as pdf:
        for page in pdf.pages:
            page.contents_add(pdf.make_stream(f"q {factor} 0 0 {factor} 0 0 cm\n".encode()), prepend=True)
            page.contents_add(pdf.make_stream(b"\nQ"))
            page.obj["/MediaBox"] = pikepdf.Array([float(edge) for edge in page.mediabox])
            for name in (f"/{box}" for box in _BOXES):
                if name in page.obj:
                    page.obj[name] = pikepdf.Array([factor * float(edge) for edge in page.obj[name]])
            for note in page.obj.get("/Annots", []):
                note["/Rect"] = pikepdf.Array([factor * float(edge) for edge in note["/Rect"]])
        pdf.save(target)
    return target


def rows(path: Path, tables: tuple[str, ...] = ()) -> dict[str, list[dict[str, Any]]]:
    """All rows but those of the file itself, without places."""
    made = report_tables(extract_report(path), run_id="scale", extracted_at=datetime(2024, 1, 1, tzinfo=UTC))
    return {
        name: [{key: value for key, value in row.items() if "box" not in key} for row in table.to_pylist()]
        for name, table in made.items()
        if name != "reports" and (not tables or name in tables)
    }


@pytest.mark.slow
@pytest.mark.parametrize("factor", [0.5, 0.7, 1.41, 2.0, 4.0])
def test_sample(factor: float, tmp_path: Path) -> None:
    assert rows(scaled(SAMPLE, tmp_path / "scaled.pdf", factor)) == rows(SAMPLE)


@pytest.mark.slow
@pytest.mark.skipif(not SHEETS.is_file(), reason="the shared reports are not at hand")
@pytest.mark.parametrize("factor", [0.5, 0.7, 1.41, 2.0, 4.0])
def test_sheets(factor: float, tmp_path: Path) -> None:
    tables = ("projects", "sections", "milestones", "parties")
    assert rows(scaled(SHEETS, tmp_path / "scaled.pdf", factor), tables) == rows(SHEETS, tables)


@pytest.mark.slow
@pytest.mark.skipif(not GENERAL, reason="the shared reports are not at hand")
@pytest.mark.parametrize("factor", [0.5, 4.0])
@pytest.mark.parametrize("path", GENERAL, ids=lambda path: path.stem)
def test_reports_of_any_form(path: Path, factor: float, tmp_path: Path) -> None:
    assert rows(scaled(path, tmp_path / path.name, factor)) == rows(path)
