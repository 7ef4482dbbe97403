"""A Prefect server and a worker on this machine, for as long as a test lasts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import psutil

ROOT = Path(__file__).parents[2]

T = TypeVar("T")


@dataclass(frozen=True)
class Prefect:
    """A server that runs, and how to talk to it."""

    port: int
    environment: dict[str, str]
    logs: Path

    def command(self, *arguments: str) -> str:
        """A command of Prefect, run to its end in the project's folder."""
        done = subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, what: str, **conditions: Any) -> list[dict[str, Any]]:
        """Rows of one kind (``flow_runs``, ``artifacts``) that meet the conditions."""
        answer = httpx.post(f"http://127.0.0.1:{self.port}/api/{what}/filter", json=conditions, timeout=10)
        answer.raise_for_status()
        rows: list[dict[str, Any]] = answer.json()
        return rows

    def has_event(self, name: str) -> bool:
        """Whether an event of that name has come."""
        wanted = {"filter": {"event": {"name": [name]}}}
        answer = httpx.post(f"http://127.0.0.1:{self.port}/api/events/filter", json=wanted, timeout=10)
        answer.raise_for_status()
        return bool(answer.json()["events"])


@contextmanager
def prefect(folder: Path, **environment: str) -> Iterator[Prefect]:
    """A server with its data in that folder; whatever was started ends with it."""
    port = _free_port()
    variables = {
        name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "FORTSCHRITT_"))
    }
    variables |= {
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_WORKER_QUERY_SECONDS": "2",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        **environment,
    }
    running = Prefect(port, variables, folder / "logs")
    running.logs.mkdir(parents=True)
    with started(running, "server", "start", "--host", "127.0.0.1", "--port", str(port)):
        wait_for(lambda: _healthy(port), seconds=90, what="the server")
        yield running


@contextmanager
def started(server: Prefect, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command of Prefect that runs in the background; it and all it started are ended."""
    log = server.logs / f"{'-'.join(arguments[:2])}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", *arguments],
            cwd=ROOT,
            env=server.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            end_all(process)


def end_all(process: subprocess.Popen[bytes]) -> None:
    """End a process with all its descendants, in whatever sessions they are."""
    try:
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for one in family:
        _quietly(one.terminate)
    _, alive = psutil.wait_procs(family, timeout=8)
    for one in alive:
        _quietly(one.kill)
    _, left = psutil.wait_procs(alive, timeout=8)
    assert not left
    process.wait(timeout=8)


def processes_with(folder: Path) -> list[str]:
    """Processes whose Prefect lives in that folder."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        try:
            home = process.environ().get("PREFECT_HOME", "")
        except psutil.Error:
            continue
        if home.startswith(str(folder)):
            found.append(" ".join(process.info["cmdline"] or []))
    return found


def wait_for(look: Callable[[], T | None], *, seconds: float, what: str) -> T:
    """What ``look`` finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"{what}: not there after {seconds} s")


def _healthy(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/api/health", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _quietly(action: Callable[[], object]) -> None:
    try:
        action()
    except psutil.NoSuchProcess:
        return
