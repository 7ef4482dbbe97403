"""Python processes of our own that wait at the other end of a connection for work."""

from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any


def start_child(
    module: str, *arguments: str, own_session: bool = False
) -> tuple[subprocess.Popen[bytes], Connection[Any, Any]]:
    """Start ``python -m MODULE HANDLE ARGUMENTS``; the handle is the child's end of the connection.

    A program started anew shares nothing with this process but the connection, whatever threads run here and
    whether or not the calling script guards its main part. The child meets the end of the connection when
    this process closes it or dies.

    Args:
        module: a module that can be run, which opens the handle with `connection_of`.
        arguments: passed on.
        own_session: a session of its own, so that all it starts can be ended together with it.
    """
    ours, theirs = Pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(theirs.fileno()), *arguments],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=own_session,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    theirs.close()
    return process, ours


def connection_of(handle: str) -> Connection[Any, Any]:
    """The child's end of the connection.

    Args:
        handle: the first argument that the child was started with.
    """
    return Connection(int(handle))
