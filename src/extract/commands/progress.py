"""A progress bar for pages, on a terminal only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extract.base.names import printable
from extract.commands import common

if TYPE_CHECKING:
    from rich.progress import TaskID

    from extract.run.isolation import OnPage
    from extract.run.worker import Job


@contextmanager
def page_progress(*, quiet: bool = False) -> Iterator[OnPage | None]:
    """Gives the callback that moves the bars; None where nobody watches."""
    if quiet or not common.on_terminal():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bars: dict[Job, TaskID] = {}
    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("pages"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as progress:

        def move(job: Job, page: int, pages: int) -> None:
            if job not in bars:
                bars[job] = progress.add_task(printable(job.path.name), total=pages)
            progress.update(bars[job], completed=page, total=pages)

        yield move
