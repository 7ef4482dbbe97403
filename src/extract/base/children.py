"""Python processes of our own that wait at the other end of a connection for work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing import connection as channels
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import psutil

if TYPE_CHECKING:
    # Windows has a class of its own for its pipes, with the same methods.
    Channel: TypeAlias = channels.Connection[Any, Any]


def start_child(
    module: str, *arguments: str, own_session: bool = False
) -> tuple[subprocess.Popen[bytes], Channel]:
    """Start ``python -m MODULE HANDLE ARGUMENTS``; the handle is the child's end of the connection.

    A program started anew shares nothing with this process but the connection, whatever threads run here and
    whether or not the calling script guards its main part. The child meets the end of the connection when
    this process closes it or dies. What lies in the working folder is no module for it: a ``numpy.py`` there
    is somebody's file, and it would be run.

    Args:
        module: a module that can be run, which opens the handle with `connection_of`.
        arguments: passed on.
        own_session: apart from this process and its terminal, so that Ctrl+C does not reach it.
    """
    ours, theirs = Pipe()
    handle = theirs.fileno()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", module, str(handle), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(safe_path()), "PYTHONSAFEPATH": "1"},
        **_inheriting(handle, own_session=own_session),
    )
    theirs.close()
    return process, ours


def safe_path() -> list[str]:
    """Folders in which this process looks for modules, without the working folder that ``-m`` puts first."""
    folders = [path for path in sys.path if path]
    run_by_m = getattr(sys.modules.get("__main__"), "__spec__", None) is not None
    if run_by_m and not sys.flags.safe_path and folders and Path(folders[0]) == Path.cwd():
        del folders[0]
    return folders


def connection_of(handle: str) -> Channel:
    """The child's end of the connection.

    Args:
        handle: the first argument that the child was started with.
    """
    # The class exists on one kind of system only.
    kind = getattr(channels, "PipeConnection" if os.name == "nt" else "Connection")
    connection: Channel = kind(int(handle))
    return connection


def end_tree(process: subprocess.Popen[bytes]) -> None:
    """End a child at once, with all that it started."""
    try:
        started = psutil.Process(process.pid).children(recursive=True)
    except psutil.Error:
        started = []
    process.kill()
    for one in started:
        with suppress(psutil.Error):
            one.kill()
    process.wait()


def memory_in_use(pid: int, *, with_children: bool) -> int:
    """Memory in use by a process, in bytes; 0 where the system does not tell.

    Args:
        pid: of the process.
        with_children: what it started as well; that looks at every process of the machine.
    """
    try:
        process = psutil.Process(pid)
        members = [process, *(process.children(recursive=True) if with_children else ())]
    except psutil.Error:
        return 0
    used = 0
    for member in members:
        with suppress(psutil.Error):
            used += member.memory_info().rss
    return used


def how_it_ended(code: int) -> str:
    """An exit code for people: the name of the signal, where it was one."""
    if code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _inheriting(handle: int, *, own_session: bool) -> dict[str, Any]:
    """Options of Popen that let the child have the handle."""
    if os.name != "nt":
        return {"pass_fds": [handle], "start_new_session": own_session}
    os.set_handle_inheritable(handle, True)  # type: ignore[attr-defined]
    startup = subprocess.STARTUPINFO(lpAttributeList={"handle_list": [handle]})  # type: ignore[attr-defined]
    flags = subprocess.CREATE_NEW_PROCESS_GROUP if own_session else 0  # type: ignore[attr-defined]
    return {"startupinfo": startup, "creationflags": flags}
