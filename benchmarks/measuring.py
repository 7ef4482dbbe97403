"""One measurement in a process of its own: CPU seconds and peak memory of a reader or of the extractor."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from benchmarks.reading_bench import pdfminer_layout, pdfplumber_words, pypdfium2_text

from extract.base import patterns

PLAIN = "pdfplumber extract_words"
WHOLE = "PDF to published Parquet"
PEERS: dict[str, Callable[[str, int], int]] = {
    PLAIN: pdfplumber_words,
    "pdfminer": pdfminer_layout,
    "pypdfium2 text": pypdfium2_text,
}
_ON_DEMAND = (
    "extract.pdf.content.page_interpreter",
    "extract.reports.engine",
    "extract.tables.parquet",
    "extract.publish.publication",
)
"""Loaded at the first question: imports do not count."""
_ALL_PAGES = 1_000_000

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took."""

    seconds: float
    """CPU time of the process, what is loaded once left out."""
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
    from benchmarks.stages import NOW

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
    from benchmarks.stages import Stages

    from extract.base.collecting import rare_collections

    done = Stages(Path(path))
    costs: dict[str, Cost] = {}
    with rare_collections():
        for name in Stages.NAMES:
            work = done.work(name)
            gc.collect()  # what earlier stages left is not this stage's cost
            started = time.process_time()
            given = work()
            costs[name] = _cost(started)
            done.keep(name, given)
    return costs


def by_processes(path: str, count: int) -> float:
    """Seconds by the clock from the file to its report, the pages shared out to so many processes."""
    _load()
    from extract.reports import extract_report

    started = time.perf_counter()
    extract_report(path, processes=count)
    return time.perf_counter() - started


def _load() -> None:
    """All that is loaded once, patterns included; what that takes is part of what the command takes."""
    for module in _ON_DEMAND:
        import_module(module)
    for name in [name for name in sys.modules if name.startswith("extract.")]:
        for value in vars(sys.modules[name]).values():
            if isinstance(value, patterns._Late):
                value.search("")


def _cost(started: float) -> Cost:
    seconds = time.process_time() - started
    return Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def apart(work: Callable[..., Result], *arguments: object) -> Result:
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
