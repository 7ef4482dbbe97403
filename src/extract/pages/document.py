"""From a file to the layouts of all its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from extract.layout.annotated import AnnotatedLink
from extract.pages.reading import How, Note, PageRead, Recognise, Turned, read_pages, recogniser
from extract.pages.store import LayoutStore
from extract.pdf.page.confidence import ReadPage
from extract.pdf.reading import Document, open_document
from extract.pdf.records import Source

OnPage = Callable[[int, int], None]
"""Called after each page with its number and the number of pages."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read."""

    source: Source
    layouts: LayoutStore
    notes: tuple[Note, ...]
    ocr_pages: Mapping[int, ReadPage]
    """How sure OCR was of the pages it read, and how pages were turned, by number."""
    links: tuple[AnnotatedLink, ...]
    """Link annotations with the words that they lie on."""
    turned: tuple[Turned, ...]
    """Lines on their side."""
    missing: str | None
    """What would have to be installed for OCR, where OCR was asked for."""


def read_layouts(how: How, *, processes: int = 1, on_page: OnPage | None = None) -> Reading:
    """Reads all pages.

    Args:
        how: the file and how to read it.
        processes: so many processes share the pages of a long file; a short one is read in this process.
            The result is the same.
        on_page: called after each page.

    Raises:
        RefusedFile: the file cannot be read.
    """
    layouts = LayoutStore()
    notes: list[Note] = []
    links: list[AnnotatedLink] = []
    turned: list[Turned] = []
    ocr_pages: dict[int, ReadPage] = {}
    with open_document(how.path, password=how.password, limits=how.limits, engine=how.engine) as document:
        source = document.source
        recognise, missing = recogniser(how)
        for number, page in enumerate(_pages(how, document, recognise, processes), 1):
            layouts.add(page.layout)
            notes += page.notes
            links += page.links
            turned += page.turned
            if page.ocr is not None:
                ocr_pages[page.ocr.number] = page.ocr
            if on_page is not None:
                on_page(number, source.page_count)
    return Reading(source, layouts, tuple(notes), ocr_pages, tuple(links), tuple(turned), missing)


def _pages(how: How, document: Document, recognise: Recognise | None, processes: int) -> Iterator[PageRead]:
    numbers = range(1, document.page_count + 1)
    if processes > 1:
        # On demand: most files are read by one process.
        from extract.pages.workers import WORTHWHILE, read_ranges

        if document.page_count >= WORTHWHILE:
            return read_ranges(how, document, recognise, processes)
    return read_pages(document, numbers, recognise)
