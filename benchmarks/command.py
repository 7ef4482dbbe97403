"""What a user waits for: ``fortschritt run`` as a whole, all of its processes, beside plain pdfplumber.

Each case is a set of files, some of them made of the sample so that they are the same everywhere. The command
runs three times, by turns with plain pdfplumber's ``extract_words`` over the same pages; the medians count.
Of long files pdfplumber reads the first pages only, and its time is reckoned up.
"""

from __future__ import annotations

import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.long_report import make_long_report
from benchmarks.measuring import apart
from benchmarks.reading_bench import pdfplumber_words

ROOT = Path(__file__).resolve().parent.parent
_PLAIN_PAGES = 100
"""So many pages tell what plain pdfplumber takes for one of them."""


@dataclass(frozen=True, slots=True)
class Case:
    """Files that one call of the command reads."""

    name: str
    make: Callable[[Path], Sequence[Path]]
    """Writes the files into a folder; those that lie there already are kept."""
    jobs: int = 1
    is_long: bool = False
    """For ``make bench`` only: takes minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a case took."""

    seconds: float
    """CPU time of all processes."""
    plain: float
    """CPU time of plain pdfplumber for the same pages."""
    clock: float
    peak_mb: float
    """Largest resident memory of a process."""
    pages: int

    @property
    def ratio(self) -> float:
        return self.seconds / self.plain

    def line(self, name: str) -> str:
        """For people."""
        return (
            f"{name:36}{self.seconds:9.2f}{self.ratio:9.3f}{self.peak_mb:9.0f}"
            f"{self.clock:9.2f} s by the clock, {self.pages / self.clock:.0f} pages a second"
        )


def sample() -> Path:
    """The sample report of the inbox."""
    return min((ROOT / "raw_pdfs").glob("*.pdf"))


def _long(pages: int) -> Callable[[Path], Sequence[Path]]:
    return lambda folder: [make_long_report(sample(), folder / f"{pages}.pdf", pages)]


def _table(folder: Path) -> Sequence[Path]:
    from benchmarks.long_table import make_long_table

    return [make_long_table(folder / "list.pdf", pages=300)]


def _many(folder: Path) -> Sequence[Path]:
    from benchmarks.many_reports import make_reports

    return make_reports(folder / "many", 60)


CASES = (
    Case("fortschritt run, 27 pages", lambda folder: [sample()]),
    Case("fortschritt run, 88 pages", _long(88)),
    Case("fortschritt run, 968 pages", _long(968), is_long=True),
    Case("fortschritt run, table of 300 pages", _table, is_long=True),
    Case("fortschritt run, 60 reports", _many, jobs=2, is_long=True),
)


def measure_case(case: Case, folder: Path, *, times: int) -> Run:
    """The medians of so many runs.

    Args:
        case: what to read.
        folder: where its files are made.
        times: how often the command and pdfplumber run, by turns.
    """
    files = [str(path) for path in case.make(folder)]
    # As after an installation: the first call would compile the package, and on some machines each of them.
    compileall.compile_dir(ROOT / "src", quiet=2)
    pages = sum(apart(_page_count, path) for path in files)
    plains, runs = [], []
    for _ in range(times):
        runs.append(apart(_command, files, case.jobs))
        plains.append(apart(_plain, files[0]))
    return Run(
        seconds=statistics.median(seconds for seconds, _, _ in runs),
        plain=pages * statistics.median(plains),
        clock=statistics.median(clock for _, clock, _ in runs),
        peak_mb=statistics.median(peak for _, _, peak in runs),
        pages=pages,
    )


def _command(files: Sequence[str], jobs: int) -> tuple[float, float, float]:
    """CPU seconds, seconds by the clock and megabytes of one call."""
    with tempfile.TemporaryDirectory() as folder:
        started, before = time.perf_counter(), _spent()
        subprocess.run(
            [_program(), "run", *files, "--output", f"{folder}/output", "--jobs", str(jobs)],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"FORTSCHRITT_SETTLE_SECONDS": "0", "FORTSCHRITT_MEMORY_PER_REPORT": "4000"},
        )
        clock = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return _spent() - before, clock, peak


def _program() -> str:
    return str(Path(sys.executable).with_name("fortschritt"))


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _page_count(path: str) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def _plain(path: str) -> float:
    """CPU seconds that plain pdfplumber takes for a page, imports left out."""
    pages = min(_page_count(path), _PLAIN_PAGES)
    pdfplumber_words(path, 1)
    started = time.process_time()
    pdfplumber_words(path, pages)
    return (time.process_time() - started) / pages
