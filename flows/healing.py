"""Which failures may be gone in a minute. Only those are tried again."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from typing import Any

from prefect.client.schemas.objects import State, TaskRun

from extract.publish.problems import OutputBusy

RETRIES: Any = {
    "retries": 3,
    "retry_delay_seconds": [2.0, 10.0, 60.0],
    "retry_jitter_factor": 0.3,
}
"""Options of a task that reads or writes; together with a condition."""

_HEALING = frozenset(
    {
        errno.EIO,
        errno.EAGAIN,
        errno.EBUSY,
        errno.EINTR,
        errno.ENFILE,
        errno.EMFILE,
        errno.ENOMEM,
        errno.ENOSPC,  # somebody else's run may be clearing up
        errno.ESTALE,
        errno.ETIMEDOUT,
        errno.ECONNRESET,
        errno.ECONNREFUSED,
        errno.ECONNABORTED,
        errno.EHOSTUNREACH,
        errno.ENETUNREACH,
        errno.ENETDOWN,
        errno.EPIPE,
    }
)
"""Errors of storage and network that come and go. A missing permission or a wrong path does not heal."""

_ERRNO = re.compile(r"\[Errno (?P<number>\d+)\]")


class Unsteady(Exception):
    """A file could not be read just now, for a reason that may pass."""


def can_heal(task: object, task_run: TaskRun, state: State[Any]) -> bool:
    """Condition of Prefect for another try."""
    return isinstance(state.data, BaseException) and may_heal(state.data)


def may_heal(error: BaseException) -> bool:
    """Whether this error, or one that caused it, may be gone in a minute."""
    return any(_heals(one) for one in _chain(error))


def names_healing_error(text: str) -> bool:
    """The same for an error of which only the words are left (``OSError: [Errno 5] ...``)."""
    return any(int(found["number"]) in _HEALING for found in _ERRNO.finditer(text))


def _heals(error: BaseException) -> bool:
    if isinstance(error, Unsteady | OutputBusy | TimeoutError | ConnectionError):
        return True
    return isinstance(error, OSError) and error.errno in _HEALING


def _chain(error: BaseException) -> Iterator[BaseException]:
    current: BaseException | None = error
    while current is not None:
        yield current
        current = current.__cause__
