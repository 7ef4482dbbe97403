"""A progress bar for pages, on a terminal only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extract.base.names import printable
from extract.commands import common

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from extract.run.isolation import OnPage
    from extract.run.worker import Job


@contextmanager
def page_progress(*, quiet: bool = False) -> Iterator[OnPage | None]:
    """Gives the callback that moves the bars; None where nobody watches."""
    if quiet or not common.on_terminal():
        yield None
        return
    progress: Progress | None = None
    bars: dict[Path, TaskID] = {}

    def move(job: Job, page: int, pages: int) -> None:
        nonlocal progress
        if progress is None:
            # At the first page: the bars have a thread, and with one this process cannot divide in two.
            progress = _started()
        if job.path not in bars:
            bars[job.path] = progress.add_task(printable(job.path.name), total=pages)
        progress.update(bars[job.path], completed=page, total=pages)

    try:
        yield move
    finally:
        if progress is not None:
            progress.stop()


def _started() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("pages"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    progress.start()
    return progress
