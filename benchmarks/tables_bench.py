"""What tables and publication cost: rows, checks, Parquet, a publication, and how that grows.

    python benchmarks/tables_bench.py [FILE ...] [--published N]

Prints the time of each stage for a report of 64 projects, and the time of a publication beside N reports
already published.  Files named (as other benchmarks take them) are not needed and not read.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests import builders

from extract.publish.publication import publish
from extract.tables.checks import check_tables
from extract.tables.parquet import encode, prepare
from extract.tables.prepared import PreparedReport
from extract.tables.rows import report_tables

NOW = datetime(2025, 1, 1, tzinfo=UTC)


@contextmanager
def timed(what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    print(f"{what:60s} {1000 * (time.perf_counter() - started):10.1f} ms")


def best_of(times: int, action: Callable[[], object]) -> float:
    found = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        found.append(time.perf_counter() - started)
    return 1000 * min(found)


def stages() -> PreparedReport:
    report = builders.report(projects=64)
    with timed("first report, imports of pandas and pandera included"):
        done = prepare(report, run_id="r", extracted_at=NOW)
    tables = report_tables(report, run_id="r", extracted_at=NOW)
    for what, action in {
        "rows of 64 projects": lambda: report_tables(report, run_id="r", extracted_at=NOW),
        "checks": lambda: check_tables(report.report_id, tables),
        "Parquet": lambda: encode(tables),
    }.items():
        print(f"{what:60s} {best_of(5, action):10.1f} ms")
    print(f"{'bytes of all files':60s} {sum(len(file.content) for file in done.files):10d}")
    return done


def growth(report: PreparedReport, published: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        many = [replace(report, report_id=f"r-{number}") for number in range(published)]
        with timed(f"publication of {published} reports at once"):
            publish(many, output, clock=lambda: NOW, keep=2)
        with timed(f"one more report beside {published}"):
            publish([report], output, clock=lambda: NOW, keep=2)
        with timed(f"the same again, nothing to do, beside {published}"):
            publish([report], output, clock=lambda: NOW, keep=2)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", help="ignored")
    parser.add_argument("--published", type=int, nargs="*", default=[1, 20, 200])
    arguments = parser.parse_args()
    report = stages()
    for published in arguments.published:
        growth(report, published)


if __name__ == "__main__":
    main()
