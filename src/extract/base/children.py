"""Python processes of our own that wait at the other end of a connection for work."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Collection
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from multiprocessing import Pipe
from multiprocessing import connection as channels
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeAlias

if TYPE_CHECKING:
    import psutil

    # Windows has a class of its own for its pipes, with the same methods.
    Channel: TypeAlias = channels.Connection[Any, Any]


_LIGHT = 80_000_000
"""Bytes: a process that has loaded this much is not one that has just begun."""


class Child(Protocol):
    """A process started here, however it was started."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self) -> int: ...
    def kill(self) -> None: ...


def start_child(
    module: str, *arguments: str, own_session: bool = False, light: int = _LIGHT
) -> tuple[Child, Channel]:
    """Start a process that calls ``MODULE.serve(HANDLE, *ARGUMENTS)``.

    The handle is the child's end of the connection, of which it meets the end when this process closes its
    own or dies. What lies in the working folder is no module for the child: a ``numpy.py`` there is
    somebody's file, and it would be run.

    Where this process can, it divides in two (`may_fork`): the child then need not load again what is loaded
    here. Else it starts ``python -m MODULE HANDLE ARGUMENTS``, which shares nothing with it but the
    connection, whatever threads run here and whether or not the calling script guards its main part.

    Args:
        module: a module that can be run, and opens the handle with `connection_of`.
        arguments: passed on.
        own_session: apart from this process and its terminal, so that Ctrl+C does not reach it.
        light: bytes that this process may have loaded to divide in two.
    """
    ours, theirs = Pipe()
    if may_fork(light):
        child: Child = _Forked(_serving(module, arguments), theirs.fileno(), own_session=own_session)
    else:
        child = _started(module, theirs.fileno(), arguments, own_session=own_session)
    theirs.close()
    return child, ours


def start_half(serve: Callable[[Channel], None], *, files: Collection[int] = ()) -> tuple[Child, Channel]:
    """Divide this process in two; the other half calls ``serve`` with its end of a connection, and ends.

    It has all that this process has, as it is now. Only where `may_fork` says so.

    Args:
        serve: what the other half does.
        files: descriptors of open files that it needs; all others are closed there.
    """
    ours, theirs = Pipe()
    child = _Forked(lambda handle: serve(connection_of(handle)), theirs.fileno(), keep=files)
    theirs.close()
    return child, ours


def may_fork(light: int = _LIGHT) -> bool:
    """Whether this process may divide in two: on Linux, while it has one thread and has loaded little.

    A thread, of Python or of a library, would not go on in the child, and what it holds would stay locked
    there. What this process has loaded would count as memory of the child.
    """
    if sys.platform != "linux" or not hasattr(os, "fork"):
        return False
    try:
        threads = sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return False
    return threads == 1 and 0 < _resident(os.getpid()) < light


class _Forked:
    """The other half of this process, with the part of `subprocess.Popen` that is used here."""

    def __init__(
        self,
        serve: Callable[[str], None],
        handle: int,
        *,
        own_session: bool = False,
        keep: Collection[int] = (),
    ) -> None:
        self._code: int | None = None
        path = safe_path()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _serve_and_end(serve, handle, path, own_session=own_session, keep=keep)

    def poll(self) -> int | None:
        return self._collect(os.WNOHANG)

    def wait(self) -> int:
        code = self._collect(0)
        assert code is not None
        return code

    def kill(self) -> None:
        # Not yet collected, its number is nobody else's.
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _collect(self, options: int) -> int | None:
        if self._code is None:
            try:
                pid, status = os.waitpid(self.pid, options)
            except ChildProcessError:
                self._code = 0  # collected elsewhere, where children are not waited for
                return self._code
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code


def _serving(module: str, arguments: tuple[str, ...]) -> Callable[[str], None]:
    def serve(handle: str) -> None:
        import_module(module).serve(handle, *arguments)

    return serve


def _serve_and_end(
    serve: Callable[[str], None],
    handle: int,
    path: list[str],
    *,
    own_session: bool,
    keep: Collection[int],
) -> NoReturn:
    """All that the child does; nothing of what waits in this process to be done later is done by it."""
    code = 1
    try:
        if own_session:
            os.setsid()
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        # Ends of other connections among them, whose end would not be met while this process holds one.
        kept = sorted({2, handle, *keep})
        for one, next_one in pairwise([*kept, os.sysconf("SC_OPEN_MAX")]):
            os.closerange(one + 1, next_one)
        sys.path[:] = path
        os.environ["PYTHONSAFEPATH"] = "1"
        gc.freeze()
        serve(str(handle))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stderr.flush()
        os._exit(code)


def _started(
    module: str, handle: int, arguments: tuple[str, ...], *, own_session: bool
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, str(handle), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(safe_path()), "PYTHONSAFEPATH": "1"},
        **_inheriting(handle, own_session=own_session),
    )


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


def end_tree(process: Child) -> None:
    """End a child at once, with all that it started."""
    started = _started_by(process.pid)
    process.kill()
    if started:
        import psutil

        for one in started:
            with suppress(psutil.Error):
                one.kill()
    process.wait()


def memory_in_use(pid: int, *, with_children: bool) -> int:
    """Memory in use by a process, in bytes; 0 where the system does not tell.

    Args:
        pid: of the process.
        with_children: what it started as well.
    """
    used = _resident(pid)
    for member in _started_by(pid) if with_children else ():
        used += _resident(member.pid)
    return used


def _resident(pid: int) -> int:
    if sys.platform == "linux":
        with suppress(OSError, ValueError, IndexError):
            return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return 0
    import psutil

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def _started_by(pid: int) -> list[psutil.Process]:
    """What a process started, and what these started."""
    if _is_childless(pid):
        return []
    # On demand: few reports need a process of their own besides the one that reads them.
    import psutil

    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []


def _is_childless(pid: int) -> bool:
    """Whether the system says that a process has started nothing; not all systems tell."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return bool(threads) and not any((thread / "children").read_bytes() for thread in threads)
    except OSError:
        return False


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
