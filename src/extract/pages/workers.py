"""The pages of one long file read by several processes, range by range.

    python -m extract.pages.workers HANDLE

is one of them: it opens the file, reads the pages it is asked for and sends them back packed.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from extract.base.children import Child, connection_of, start_child
from extract.base.collecting import rare_collections
from extract.layout.records import PageLayout
from extract.pages.packing import pack
from extract.pages.reading import RANGE, How, PageRead, Recognise, read_pages, recogniser
from extract.pdf.reading import Document, open_document

if TYPE_CHECKING:
    from extract.base.children import Channel

WORTHWHILE = 200
"""A process takes as long to start as some thirty pages to read: fewer pages are read sooner by one."""
_LIGHT = 250_000_000
"""Bytes that the process has loaded that shares out the pages: what its readers would load, too."""
_AHEAD = 4
"""Ranges for each process that may be done before those in front of them are."""


@dataclass(slots=True)
class _Reader:
    process: Child
    channel: Channel
    busy: int | None = None
    """Index of the range it reads."""

    def give(self, index: int, numbers: range) -> None:
        """Ask for a range."""
        self.busy = index
        self.channel.send(numbers)

    def end(self) -> None:
        self.channel.close()
        self.process.kill()
        self.process.wait()


def read_ranges(
    how: How, document: Document, recognise: Recognise | None, processes: int
) -> Iterator[PageRead]:
    """Reads all pages, in order, by so many processes.

    Args:
        how: the file and how to read it.
        document: the same file, open in this process: it reads a range that a process failed to read.
        recognise: what this process then does with a page before it is analysed.
        processes: two or more.
    """
    pages = document.page_count
    ranges = [range(first, min(first + RANGE, pages + 1)) for first in range(1, pages + 1, RANGE)]
    waiting = deque(range(len(ranges)))
    done: dict[int, Sequence[PageRead]] = {}
    readers = [_start(how) for _ in range(min(processes, len(ranges)))]
    try:
        for index, numbers in enumerate(ranges):
            while index not in done and readers:
                _work(readers, waiting, ranges, done, limit=index + _AHEAD * processes)
            # Without readers left, or after one died over this range, it is read here: a page that kills
            # this process as well is what the limits of a report are for.
            yield from done.pop(index, None) or read_pages(document, numbers, recognise)
    finally:
        for reader in readers:
            reader.end()


def _work(
    readers: list[_Reader],
    waiting: deque[int],
    ranges: Sequence[range],
    done: dict[int, Sequence[PageRead]],
    *,
    limit: int,
) -> None:
    """Keep all busy until one has something to say."""
    for reader in readers:
        if reader.busy is None and waiting and waiting[0] < limit:
            index = waiting.popleft()
            # A reader that is gone says so when one listens to it.
            with suppress(OSError):
                reader.give(index, ranges[index])
    busy = {reader.channel: reader.busy for reader in readers if reader.busy is not None}
    ready = wait(list(busy))
    for reader in list(readers):
        if reader.channel not in ready:
            continue
        index = busy[reader.channel]
        try:
            done[index] = reader.channel.recv()
            reader.busy = None
        except (EOFError, OSError):
            done[index] = ()
            readers.remove(reader)
            reader.end()


def _start(how: How) -> _Reader:
    process, channel = start_child("extract.pages.workers", light=_LIGHT)
    with suppress(OSError):
        channel.send(how)
    return _Reader(process, channel)


@rare_collections()
def serve(handle: str) -> None:
    """Read ranges of a file until the connection is closed."""
    channel = connection_of(handle)
    how: How = channel.recv()
    recognise, _ = recogniser(how)
    with open_document(how.path, password=how.password, limits=how.limits, engine=how.engine) as document:
        while True:
            try:
                numbers: range = channel.recv()
            except EOFError:
                return
            channel.send([_packed(page) for page in read_pages(document, numbers, recognise)])


def _packed(page: PageRead) -> PageRead:
    return replace(page, layout=pack(page.layout)) if isinstance(page.layout, PageLayout) else page


if __name__ == "__main__":
    # The records must have the same names on both sides of the connection.
    from extract.pages.workers import serve as serve_ranges

    serve_ranges(sys.argv[1])
