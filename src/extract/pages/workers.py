"""The pages of one long file read by several processes, range by range.

    python -m extract.pages.workers HANDLE

is one of them: it opens the file, reads the pages it is asked for and sends them back packed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain

from extract.base.children import connection_of, start_child
from extract.base.collecting import rare_collections
from extract.base.sharing import LIGHT, Helper, in_order, serve_items
from extract.layout.records import PageLayout
from extract.pages.packing import pack
from extract.pages.reading import RANGE, How, PageRead, Recognise, read_pages, recogniser
from extract.pdf.reading import Document, open_document

WORTHWHILE = 200
"""A process takes as long to start as some thirty pages to read: fewer pages are read sooner by one."""


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

    def read_here(numbers: range) -> Iterable[PageRead]:
        return read_pages(document, numbers, recognise)

    yield from chain.from_iterable(
        in_order(ranges, partial(_start, how), read_here, processes=processes),
    )


def _start(how: How) -> Helper[range]:
    process, channel = start_child("extract.pages.workers", light=LIGHT)
    with suppress(OSError):
        channel.send(how)
    return Helper(process, channel)


@rare_collections()
def serve(handle: str) -> None:
    """Read ranges of a file until the connection is closed."""
    channel = connection_of(handle)
    how: How = channel.recv()
    recognise, _ = recogniser(how)
    with open_document(how.path, password=how.password, limits=how.limits, engine=how.engine) as document:

        def read(numbers: range) -> list[PageRead]:
            return [_packed(page) for page in read_pages(document, numbers, recognise)]

        serve_items(read, channel)


def _packed(page: PageRead) -> PageRead:
    return replace(page, layout=pack(page.layout)) if isinstance(page.layout, PageLayout) else page


if __name__ == "__main__":
    # The records must have the same names on both sides of the connection.
    from extract.pages.workers import serve as serve_ranges

    serve_ranges(sys.argv[1])
