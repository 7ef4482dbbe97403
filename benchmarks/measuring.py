"""One measurement in a process of its own: CPU seconds and peak memory of a reader or of the extractor."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.reading_bench import pdfminer_layout, pdfplumber_words, pypdfium2_text

NOW = datetime(2025, 1, 1, tzinfo=UTC)
PLAIN = "pdfplumber extract_words"
WHOLE = "PDF to published Parquet"
STAGES = ("read", "layout", "reports", "german", "tables", "publish")
"""``german`` is the finding of mentions, which is a part of ``reports`` as well; the sum leaves it out."""
PEERS: dict[str, Callable[[str, int], int]] = {
    PLAIN: pdfplumber_words,
    "pdfminer": pdfminer_layout,
    "pypdfium2 text": pypdfium2_text,
}
_ON_DEMAND = ("extract.pdf.fast", "extract.publish.publication")
"""Loaded at the first question: imports do not count."""
_ALL_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took."""

    seconds: float
    """CPU time of the process, imports left out."""
    peak_mb: float
    """Largest resident memory of the process, imports included."""


def peer(name: str, path: str) -> dict[str, Cost]:
    """One of the plain readers over all pages."""
    PEERS[name](path, 1)  # imports
    started = time.process_time()
    PEERS[name](path, _ALL_PAGES)
    return {name: _cost(started)}


def whole(path: str) -> dict[str, Cost]:
    """The public way from the file to published tables, with whatever is loaded at the first report."""
    _load()
    from extract.publish.publication import publish
    from extract.reports import extract_report
    from extract.tables.parquet import prepare

    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        report = prepare(extract_report(path), run_id="benchmark", extracted_at=NOW)
        publish([report], Path(folder) / "output", clock=lambda: NOW)
        return {WHOLE: _cost(started)}


def stages(path: str) -> dict[str, Cost]:
    """The same room by room, the second time: what each costs without its tables of rules."""
    _load()
    _staged(path)
    return _staged(path)


def _staged(path: str) -> dict[str, Cost]:
    from extract.german.records import DateContext
    from extract.layout.analysis import analyse
    from extract.layout.footnotes import take_footnotes
    from extract.pdf.reading import open_document
    from extract.publish.publication import publish
    from extract.reports.choice import choose_profile
    from extract.reports.engine import build_report
    from extract.reports.mentions import find_mentions
    from extract.reports.records import Parent
    from extract.tables.parquet import prepare

    costs: dict[str, Cost] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        started = time.process_time()
        result = work()
        costs[name] = _cost(started)
        return result

    with open_document(path) as document:
        pages = timed("read", lambda: list(document.pages()))
        source = document.source
    layouts = timed("layout", lambda: [take_footnotes(analyse(page))[0] for page in pages])
    report = timed("reports", lambda: build_report(layouts, source, choose_profile("auto", layouts).profile))
    bodies = [item.body for project in report.projects for item in (*project.sections, *project.milestones)]
    timed("german", lambda: [find_mentions(body, Parent("other"), DateContext()) for body in bodies])
    prepared = timed("tables", lambda: prepare(report, run_id="benchmark", extracted_at=NOW))
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        timed("publish", lambda: publish([prepared], output, clock=lambda: NOW))
    return {name: costs[name] for name in STAGES}


def _load() -> None:
    for module in _ON_DEMAND:
        import_module(module)


def _cost(started: float) -> Cost:
    seconds = time.process_time() - started
    return Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def apart(work: Callable[..., dict[str, Cost]], *arguments: str) -> dict[str, Cost]:
    """Do the work in a fresh process, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def best(work: Callable[..., dict[str, Cost]], *arguments: str, times: int) -> dict[str, Cost]:
    """The least of several measurements of each: other work on the machine only ever adds."""
    runs = [apart(work, *arguments) for _ in range(times)]
    return {
        name: Cost(min(run[name].seconds for run in runs), min(run[name].peak_mb for run in runs))
        for name in runs[0]
    }
