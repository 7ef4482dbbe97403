"""What many reports cost: reading them, publishing them, and publishing one more beside many.

    python -m benchmarks.scale_bench read [--reports N] [--jobs N] [--runner core|local|processes|dask]
    python -m benchmarks.scale_bench publish [--published N ...]

``read`` typesets reports of 80 pages, extracts and publishes them, and does it a second time with nothing
to do. ``publish`` fills an output with copies of one report under other names and publishes one more,
several times.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import psutil
from benchmarks.many_reports import make_reports

from extract.base.settings import Settings
from extract.publish.publication import publish
from extract.publish.reading import read_table
from extract.run.isolation import extract_isolated
from extract.run.steps import extract_planned, finish_run, plan_run
from extract.tables.prepared import PreparedReport


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def watched() -> Iterator[dict[str, int]]:
    """The most memory (resident bytes) that a process of each kind took meanwhile."""
    most: dict[str, int] = {"this process": 0, "worker": 0, "other": 0}
    stop = threading.Event()

    def look() -> None:
        this = psutil.Process()
        while not stop.wait(0.25):
            most["this process"] = max(most["this process"], this.memory_info().rss)
            for child in this.children(recursive=True):
                try:
                    kind = "worker" if "extract.run.worker" in child.cmdline() else "other"
                    most[kind] = max(most[kind], child.memory_info().rss)
                except psutil.Error:
                    continue

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield most
    finally:
        stop.set()
        watcher.join()


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def bench_read(folder: Path, *, reports: int, jobs: int, runner: str) -> None:
    inbox, output = folder / "inbox", folder / "output"
    # In a process of its own, whose memory is not counted.
    typesetter = get_context("spawn").Process(target=make_reports, args=(inbox, reports))
    typesetter.start()
    typesetter.join()
    settings = Settings(input=str(inbox), output=str(output), jobs=jobs)
    with watched() as most:
        if runner == "core":
            start = time.perf_counter()
            plan = plan_run([inbox], output=output, settings=settings, clock=now)
            planned = time.perf_counter()
            outcomes = list(extract_planned(plan))
            extracted = time.perf_counter()
            finish_run(plan, outcomes, clock=now)
            whole = time.perf_counter() - start
            print(f"plan {planned - start:.2f} s, extract {extracted - planned:.1f} s, "
                  f"publish {time.perf_counter() - extracted:.2f} s")  # fmt: skip
        else:
            whole = timed(lambda: _through_flow(inbox, output, runner=runner, jobs=jobs))
    pages = sum(read_table(output, "reports", columns=["page_count"]).column("page_count").to_pylist())
    print(
        f"{reports} reports, {pages} pages, {jobs} jobs, {runner}: {whole:.1f} s, {pages / whole:.1f} pages/s"
    )
    print("most memory: " + ", ".join(f"{kind} {size / 1e6:.0f} MB" for kind, size in most.items()))

    def again() -> None:
        plan = plan_run([inbox], output=output, settings=settings, clock=now)
        assert not plan.jobs
        finish_run(plan, [], clock=now)

    print(f"second run, nothing new: {timed(again):.2f} s", flush=True)


def _through_flow(inbox: Path, output: Path, *, runner: str, jobs: int) -> None:
    os.environ["PREFECT_HOME"] = str(output.parent / "prefect")
    from flows.ingest import run_here

    code = run_here(input=str(inbox), output=str(output), profile="auto", runner=runner, jobs=jobs)  # type: ignore[arg-type]
    assert code == 0


def bench_publish(folder: Path, counts: list[int]) -> None:
    (path,) = make_reports(folder / "inbox", 1)
    settings = Settings(input=str(path), output=str(folder / "none"), settle_seconds=0)
    plan = plan_run([path], output=folder / "none", settings=settings, clock=now)
    ((_, one),) = extract_isolated(plan.jobs, processes=1)
    assert isinstance(one, PreparedReport)
    size = sum(len(file.content) for file in one.files)
    print(f"one report: {len(one.files)} files, {size:,} bytes")
    for count in counts:
        _publish_beside(one, path, folder / f"output-{count}", count=count, settings=settings)


def _publish_beside(one: PreparedReport, path: Path, output: Path, *, count: int, settings: Settings) -> None:
    many = [_renamed(one, number) for number in range(count)]
    first = timed(lambda: publish(many, output, clock=now))
    filling = [_one_more(one, output, count + number, keep=20) for number in range(_TIMES)]
    # Snapshots are kept until there are so many; then the oldest becomes the new one.
    _one_more(one, output, count + _TIMES, keep=_FULL)
    full = [_one_more(one, output, count + _TIMES + 1 + number, keep=_FULL) for number in range(_TIMES)]
    planned = timed(lambda: plan_run([path], output=output, settings=settings, clock=now))
    entries = sum(1 for _ in (output / "snapshots").rglob("*"))
    print(
        f"{count:>6} published at once in {first:.2f} s; one more beside them "
        f"{_told(filling)} while the history fills, {_told(full)} when it is full; "
        f"looking what is to do {planned:.3f} s; {entries // _FULL:,} entries in a snapshot",
        flush=True,
    )
    shutil.rmtree(output)


_TIMES = 3
_FULL = 3
"""Snapshots of a full history."""


def _one_more(one: PreparedReport, output: Path, number: int, *, keep: int) -> tuple[float, float]:
    """CPU seconds of the process and the system for it, and seconds by the clock."""
    another, before = [_renamed(one, number)], time.process_time()
    clock = timed(lambda: publish(another, output, clock=now, keep=keep))
    return time.process_time() - before, clock


def _told(costs: list[tuple[float, float]]) -> str:
    """The least and the most, as other work on the machine adds to both."""
    spent, clock = zip(*costs, strict=True)
    return (
        f"{min(spent):.2f} to {max(spent):.2f} s of CPU time ({min(clock):.1f} to {max(clock):.1f} s in all)"
    )


def _renamed(report: PreparedReport, number: int) -> PreparedReport:
    return replace(report, report_id=f"dummy-{number:06d}-2023", source_sha256=f"{number:064d}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="what", required=True)
    read = commands.add_parser("read")
    read.add_argument("--reports", type=int, default=63)
    read.add_argument("--jobs", type=int, default=2)
    read.add_argument("--runner", choices=["core", "local", "processes", "dask"], default="core")
    publishing = commands.add_parser("publish")
    publishing.add_argument("--published", type=int, nargs="+", default=[10, 100, 1000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.what == "read":
            bench_read(Path(folder), reports=options.reports, jobs=options.jobs, runner=options.runner)
        else:
            bench_publish(Path(folder), options.published)


if __name__ == "__main__":
    main()
