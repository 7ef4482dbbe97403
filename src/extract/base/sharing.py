"""Work on many things shared out to several processes; the results come in order, whoever made them.

What a process fails to do, or dies over, is done by the one that shares it out: errors are the same as with
one process, and a death costs no result.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Generic, TypeVar

from extract.base.children import Child, may_fork, start_half

if TYPE_CHECKING:
    from extract.base.children import Channel

LIGHT = 250_000_000
"""Bytes that the process has loaded that shares out its work: what the others would load, too."""
_AHEAD = 4
"""Items for each process that may be done before those in front of them are."""
_AT_HAND = 2
"""Items that a process has at a time, so that it need not wait for the next one."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """What a helper sends for an item that it has done."""

    result: Result


@dataclass(frozen=True, slots=True)
class Undone:
    """What it sends for one that it could not do."""


@dataclass(slots=True)
class Helper(Generic[Item]):
    """A process that gets items and sends `Done` or `Undone` for each, in their order."""

    process: Child
    channel: Channel
    at_hand: deque[int] = field(default_factory=deque)
    """Indices of the items that it has."""

    def give(self, index: int, item: Item) -> None:
        """Ask for an item."""
        self.at_hand.append(index)
        # One that is gone says so when one listens to it.
        with suppress(OSError):
            self.channel.send(item)

    def end(self) -> None:
        """End the process."""
        self.channel.close()
        self.process.kill()
        self.process.wait()


def in_order(
    items: Sequence[Item],
    start: Callable[[], Helper[Item]],
    here: Callable[[Item], Result],
    *,
    processes: int,
) -> Iterator[Result]:
    """The results of items, in their order.

    Args:
        items: what there is to do.
        start: starts a process that does some of them.
        here: does one in this process, when another failed or died over it.
        processes: so many are started.
    """
    waiting = deque(range(len(items)))
    done: dict[int, Done[Result] | Undone] = {}
    helpers = [start() for _ in range(min(processes, len(items)))]
    try:
        for index, item in enumerate(items):
            while index not in done and helpers:
                _work(helpers, waiting, items, done, limit=index + _AHEAD * processes)
            # Without helpers left, or after one died over it, it is done here: what kills this process as
            # well is what the limits of a report are for.
            found = done.pop(index, None)
            yield found.result if isinstance(found, Done) else here(item)
    finally:
        for helper in helpers:
            helper.end()


def _work(
    helpers: list[Helper[Item]],
    waiting: deque[int],
    items: Sequence[Item],
    done: dict[int, Done[Result] | Undone],
    *,
    limit: int,
) -> None:
    """Keep all busy until one has something to say."""
    for _ in range(_AT_HAND):
        for helper in helpers:
            if len(helper.at_hand) < _AT_HAND and waiting and waiting[0] < limit:
                index = waiting.popleft()
                helper.give(index, items[index])
    ready = wait([helper.channel for helper in helpers if helper.at_hand])
    for helper in list(helpers):
        if helper.channel not in ready:
            continue
        try:
            found = helper.channel.recv()
        except (EOFError, OSError):
            done.update((index, Undone()) for index in helper.at_hand)
            helpers.remove(helper)
            helper.end()
        else:
            done[helper.at_hand.popleft()] = found


def may_share(processes: int) -> bool:
    """Whether this process can share its work with others: see `extract.base.children.may_fork`."""
    return processes > 1 and may_fork(LIGHT)


def shared(
    items: Sequence[Item],
    work: Callable[[Item], Result],
    *,
    processes: int,
    files: Collection[int] = (),
) -> Iterator[Result]:
    """``map(work, items)`` by other halves of this process, where it can divide; else by itself.

    The first item is done here, so that what is loaded for it on demand need not be loaded by each. After it
    they have all that this process has; what changes here later does not reach them, nor do their changes
    come back. Results are pickled.

    Args:
        items: what there is to do.
        work: what to do with each.
        processes: so many share the work.
        files: descriptors of open files that the work reads, at places of its own: where such a file is read
            is shared.
    """
    if items:
        yield work(items[0])
    rest = items[1:]
    if len(rest) > 1 and may_share(processes):
        yield from in_order(rest, partial(_start, work, files), work, processes=processes)
    else:
        yield from map(work, rest)


def _start(work: Callable[[Item], Result], files: Collection[int]) -> Helper[Item]:
    process, channel = start_half(partial(serve_items, work), files=files)
    return Helper(process, channel)


def serve_items(work: Callable[[Item], Result], channel: Channel) -> None:
    """Do items as a helper until the connection is closed."""
    while True:
        try:
            item: Item = channel.recv()
        except EOFError:
            return
        try:
            found: Done[Result] | Undone = Done(work(item))
        except Exception:
            # The process that shares out the work tries again, and tells what is wrong.
            found = Undone()
        channel.send(found)
