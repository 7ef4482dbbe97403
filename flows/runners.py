"""Where the tasks of a run are done: threads of this process, a pool of processes, or a Dask cluster.

Each report is read in a process of its own in any case, so the results are the same, and a thread only waits.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, get_args

from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

Runner = Literal["local", "processes", "dask"]
RUNNERS: tuple[Runner, ...] = get_args(Runner)


def server_trouble() -> str | None:
    """One sentence if there is no server to run with, which costs Prefect a minute of trying otherwise."""
    try:
        with get_client(sync_client=True) as client:
            problem = client.api_healthcheck()
    except Exception as error:  # what comes depends on the address, the network and the library
        problem = error
    if problem is None:
        return None
    reason = " ".join(str(problem).split()) or type(problem).__name__
    if PREFECT_API_URL.value():
        return (
            f"The Prefect server at {PREFECT_API_URL.value()} cannot be used ({reason}). Start it, or unset "
            "PREFECT_API_URL for a temporary one; `fortschritt run` works without."
        )
    return f"The temporary Prefect server did not start ({reason}). `fortschritt run` works without."


@contextmanager
def server_for_children() -> Iterator[None]:
    """Tell processes started within a flow where its server is; each would start one of its own."""
    known = os.environ.get("PREFECT_API_URL")
    if known is None:
        with get_client(sync_client=True) as client:
            os.environ["PREFECT_API_URL"] = str(client.api_url)
    try:
        yield
    finally:
        if known is None:
            os.environ.pop("PREFECT_API_URL", None)


def task_runner(runner: Runner, *, jobs: int, dask_address: str | None = None) -> TaskRunner[Any]:
    """The task runner of that name.

    Args:
        runner: one of `RUNNERS`.
        jobs: reports at a time; an existing Dask cluster decides by itself.
        dask_address: scheduler of an existing cluster (``tcp://host:8786``); None starts a local one.

    Raises:
        ModuleNotFoundError: prefect-dask is not installed.
    """
    if runner == "processes":
        return ProcessPoolTaskRunner(max_workers=jobs)
    if runner == "local":
        return ThreadPoolTaskRunner(max_workers=jobs)
    from prefect_dask.task_runners import DaskTaskRunner

    if dask_address is not None:
        return DaskTaskRunner(address=dask_address)
    cluster = {
        "n_workers": jobs,
        "threads_per_worker": 1,
        "host": "127.0.0.1",
        # Any free port: a second run beside this one finds the usual one taken.
        "dashboard_address": "127.0.0.1:0",
    }
    return DaskTaskRunner(cluster_kwargs=cluster)
