"""One report from file to checked tables, in this process or (``python -m extract.run.worker``) in its own.

A report is read in a process of its own because a hostile or broken file may hang, fill the memory or
bring down a library; `extract.run.isolation` watches such processes.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.base.children import connection_of
from extract.base.codes import RefusedFile
from extract.base.collecting import collect_rarely
from extract.base.names import printable

if TYPE_CHECKING:
    from extract.base.settings import Settings
    from extract.tables.prepared import PreparedReport

READER = "extract.reports:extract_report"
"""The function that reads a file, as ``module:name``."""

_PATIENCE = 120.0
"""Seconds that a process waits for another report; it holds some hundred megabytes meanwhile."""

log = logging.getLogger("extract")

OnPage = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file to extract."""

    path: Path
    settings: Settings
    run_id: str
    extracted_at: datetime
    extraction_key: str
    corrections: str = ""
    """Hash of the corrections that may be for this file; results kept elsewhere depend on it, too."""
    reader: str = READER
    processes: int = 1
    """How many may share the pages of the file."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The job arrived: what ends the process from here on is the job's doing."""


@dataclass(frozen=True, slots=True)
class PageRead:
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The file is set aside: key of `extract.base.codes.REFUSALS`, file, detail."""

    code: str
    file: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class Crashed:
    """The extractor itself failed."""

    error: str
    trace: str


def extract_file(job: Job, *, on_page: OnPage | None = None, own_process: bool = False) -> PreparedReport:
    """Read one report and prepare its tables, in this process.

    Args:
        job: the file and how to read it.
        on_page: called after each page with its number and the number of pages.
        own_process: this process does nothing else.

    Raises:
        RefusedFile: the file is set aside.
        extract.tables.checks.DefectiveTables: a defect of ours.
    """
    from extract.pdf.file.limits import Limits
    from extract.review.amend import amend
    from extract.review.amend.files import corrected_key

    settings = job.settings
    module, _, name = job.reader.partition(":")
    read: Callable[..., Any] = getattr(import_module(module), name)
    report = read(
        job.path,
        profile=settings.profile,
        profiles_folder=None if settings.profiles_folder is None else Path(settings.profiles_folder),
        password=settings.password,
        limits=Limits(
            file_bytes=settings.max_bytes,
            pages=settings.max_pages,
            glyphs_per_page=settings.max_characters_per_page,
            shapes_per_page=settings.max_objects_per_page,
        ),
        engine=settings.engine,
        ocr=settings.ocr,
        unknown=settings.unknown,
        spacy_pipeline=settings.spacy_pipeline,
        processes=job.processes,
        on_page=on_page,
    )
    if own_process:
        _load_arrow()
    # Not before: Arrow has threads, and with these the process could not have divided to share out pages.
    from extract.tables.parquet import prepare

    corrections = Path(settings.corrections)
    # Before the corrections are read: one that comes meanwhile makes the next run read the report again.
    key = corrected_key(job.extraction_key, corrections, report.report_id)
    return prepare(
        report,
        run_id=job.run_id,
        extracted_at=job.extracted_at,
        extraction_key=key,
        amend=lambda report_id, tables: amend(report_id, tables, folder=corrections),
    )


def outcome_of(
    job: Job, *, on_page: OnPage | None = None, own_process: bool = False
) -> PreparedReport | Refused | Crashed:
    """The same with refusals and failures as values: one bad file never stops the others."""
    try:
        return extract_file(job, on_page=on_page, own_process=own_process)
    except RefusedFile as refusal:
        return Refused(refusal.code, refusal.file, refusal.detail)
    except Exception as error:
        return Crashed(f"{type(error).__name__}: {error}", traceback.format_exc())


class _LogPlace(logging.Filter):
    """Adds to each line of the log the report and the page being read."""

    def __init__(self) -> None:
        super().__init__()
        self.report = ""
        self.page: int | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        record.place = self.report if self.page is None else f"{self.report} page {self.page}"
        return True


def serve(handle: str, address_space: str) -> None:
    """Do jobs that arrive on an inherited connection until it is closed, or none has come for a while.

    Args:
        handle: of the connection, as `extract.base.children` gives it.
        address_space: hard limit of this process in bytes, where the system has one.
    """
    _limit(int(address_space))
    connection = connection_of(handle)
    collect_rarely()
    place = _LogPlace()
    handler = logging.StreamHandler()
    handler.addFilter(place)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(place)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)

    def tell(page: int, pages: int) -> None:
        place.page = page + 1 if page < pages else None
        connection.send(PageRead(page, pages))

    while connection.poll(_PATIENCE):
        try:
            job = connection.recv()
        except EOFError:
            return
        connection.send(Taken())
        place.report, place.page = printable(job.path.name), 1
        connection.send(outcome_of(job, on_page=tell, own_process=True))


def _load_arrow() -> None:
    """Load Arrow without numpy, which it looks for then, and which takes as long as Arrow itself.

    Only in a process of our own: the tables of a report are made of plain values, and nobody else asks Arrow
    for anything here.
    """
    if "numpy" in sys.modules or "pyarrow" in sys.modules:
        return
    # Arrow's own allocator sets aside twenty megabytes before the first row; for one report at a time that of
    # the system does as well.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import_module("pyarrow.parquet")
    finally:
        del sys.modules["numpy"]


def _limit(address_space: int) -> None:
    """The last resort, beside the watch on memory: where the system has such limits."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))


if __name__ == "__main__":
    # The records must have the same names on both sides of the connection.
    from extract.run.worker import serve as serve_jobs

    serve_jobs(*sys.argv[1:])
