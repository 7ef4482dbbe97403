"""The documents that rules are measured on, each with its truth: read once, then kept as pages."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from extract.base.codes import RefusedFile
from extract.pages.document import Reading, read_layouts
from extract.pages.reading import How, read_pages
from extract.pages.store import LayoutStore
from extract.pdf.file.limits import Limits
from extract.pdf.reading import open_document
from extract.pdf.records import Page
from extract.reports.engine import report_of
from extract.tables.evaluate import judge
from extract.tables.rows import report_tables
from scripts.lab.designs import COUNT, FOUND, SEED, designs
from scripts.lab.typesetting import excerpt, typeset
from scripts.sample.content import load

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "documents"
SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", ROOT.parent / "shared"))
_GOLD = {
    "ruhr-konferenz-fortschrittsbericht-2022.pdf": "gold-ruhr-konferenz-2022.json",
    "fortschrittsbericht-2023-fiktiv.pdf": "gold-fortschrittsbericht-2023-fiktiv.json",
    "real/handlungsprogramm-klimaschutz-2030.pdf": "gold-handlungsprogramm-10.json",
}
_SCORER = SHARED / "evaluation" / "score_general.py"
_NONE = {"form": "negative", "projects": []}
"""The truth of a report without projects."""
_DAY = datetime(2024, 1, 1, tzinfo=UTC)

Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as pages, and what is in it."""

    name: str
    read: Reading
    kept: tuple[Page, ...]
    truth: Mapping[str, Any]

    @property
    def page_count(self) -> int:
        return len(self.kept)

    def pages(self, numbers: Iterable[int]) -> Iterator[Page]:
        """As an open file gives them."""
        return (self.kept[number - 1] for number in numbers)


def laboratory(every: int = 1) -> Iterator[Document]:
    """Designs of the laboratory's tests: each one of so many, and all that were found by themselves."""
    report = excerpt(load())
    for design in [*list(designs(SEED, COUNT))[::every], *(one.settled() for one in FOUND)]:
        made = typeset(report, design)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "report.pdf"
            path.write_bytes(made.pdf)
            yield _document(design.name, path, made.truth)


def fixtures(folder: Path = FIXTURES) -> Iterator[Document]:
    """Documents made by other programs, with their truth beside them."""
    for truth in sorted(folder.glob("*.truth.json")):
        path = truth.with_name(truth.name.replace(".truth.json", ".pdf"))
        yield _document(path.stem, path, json.loads(truth.read_text(encoding="utf-8")))


def shared() -> Iterator[Document]:
    """Whole editions with a truth annotated by people, where they are at hand."""
    for pdf, gold in _GOLD.items():
        path, truth = SHARED / "reports" / pdf, SHARED / "evaluation" / gold
        if path.is_file() and truth.is_file():
            yield _document(path.stem, path, json.loads(truth.read_text(encoding="utf-8")))
    yield from folder_of(SHARED / "reports/real/general", SHARED / "evaluation/general")
    yield from folder_of(SHARED / "reports/real/negative")


def folder_of(folder: Path, truths: Path | None = None) -> Iterator[Document]:
    """Reports of any form: those without a truth hold no project."""
    for path in sorted(folder.glob("*.pdf")):
        truth = (truths or folder) / f"{path.stem}.gold.json"
        known = truth.is_file()
        yield _document(path.stem, path, json.loads(truth.read_text(encoding="utf-8")) if known else _NONE)


def _document(name: str, path: Path, truth: Mapping[str, Any]) -> Document:
    with open_document(path, limits=Limits()) as opened:
        pages = tuple(opened.pages(range(1, opened.page_count + 1)))
    return Document(name, read_layouts(How(path=path)), pages, truth)


def rows_of(document: Document, *, from_pages: bool = True) -> Rows | None:
    """The rows of all tables of a document; None where it is refused.

    Args:
        document: as read once.
        from_pages: whether the layouts of its pages are made anew, too.
    """
    read = document.read
    if from_pages:
        numbers = range(1, document.page_count + 1)
        read = replace(read, layouts=LayoutStore(one.layout for one in read_pages(document, numbers, None)))
    try:
        report = report_of(read)
    except RefusedFile:
        return None
    tables = report_tables(report, run_id="rules", extracted_at=_DAY)
    return {name: table.to_pylist() for name, table in tables.items()}


def measures(document: Document, rows: Rows | None) -> dict[str, float]:
    """How well rows agree with the truth of a document."""
    if rows is None:
        return {"read": 0.0}
    if "form" in document.truth:
        return {"read": 1.0, **_of_any_form(document.truth, rows)}
    return {"read": 1.0, **{item.name: item.value for item in judge(document.truth, rows)}}


def _of_any_form(truth: Mapping[str, Any], rows: Rows) -> dict[str, float]:
    """Measures of a report whose truth knows texts and values, but no names of sections."""
    if not truth["projects"] and rows["projects"]:
        return {"no_projects": 0.0}
    scorer = _scorer()
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold.json", Path(folder) / "found.json"
        gold.write_text(json.dumps(truth), encoding="utf-8")
        words = [scorer.__name__, str(gold), folder, "--json", str(found)]
        with (
            mock.patch.object(scorer, "read", lambda _folder, table, _report: rows.get(table, [])),
            mock.patch.object(sys, "argv", words),
            contextlib.redirect_stdout(io.StringIO()),
        ):
            scorer.main()
        measured: dict[str, float] = json.loads(found.read_text(encoding="utf-8"))
    return {"no_projects": 1.0, **measured}


@cache
def _scorer() -> ModuleType:
    """The script that measures such reports, which lies beside their truth."""
    spec = importlib.util.spec_from_file_location("score_general", _SCORER)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(_SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
