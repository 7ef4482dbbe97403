"""Pages of an open file to their layouts, footnotes taken out, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from extract.layout.analysis import analyse
from extract.layout.annotated import AnnotatedLink, annotated_links
from extract.layout.footnotes import Footnote, take_footnotes
from extract.layout.records import PageLayout
from extract.pages.packing import PackedPage
from extract.pdf.file.limits import Limits
from extract.pdf.page.confidence import ReadPage
from extract.pdf.page.pictured import is_picture, picture_part
from extract.pdf.reading import Document, Engine
from extract.pdf.records import Box, Defect, Page

Recognise = Callable[[Page], Page]
RANGE = 16
"""Pages one process reads at a time: enough that sending costs nothing, few enough that all end together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a file is read; the same for each process that reads a part of it."""

    path: Path
    password: str | None = None
    limits: Limits = field(default_factory=Limits)
    engine: Engine = "auto"
    ocr: bool = False
    """Whether pages without usable text are read by OCR, where it is installed."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote taken out of the text."""

    page: int
    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """A line on its side: its words with their places, and whether no space stands before them."""

    words: tuple[tuple[str, Box, bool], ...]


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page as read."""

    layout: PageLayout | PackedPage
    """Packed when it comes from another process."""
    notes: tuple[Note, ...]
    ocr: ReadPage | None = None
    """Set where OCR read the page, or it was turned."""
    links: tuple[AnnotatedLink, ...] = ()
    turned: tuple[Turned, ...] = ()


def read_pages(document: Document, numbers: Iterable[int], recognise: Recognise | None) -> Iterator[PageRead]:
    """Reads pages in this process.

    Args:
        document: the file.
        numbers: 1-based page numbers.
        recognise: what to do with a page before it is analysed.
    """
    for page in document.pages(numbers):
        if recognise is not None:
            page = recognise(page)
        page = _with_doubt(page, last=document.page_count)
        layout, footnotes = take_footnotes(analyse(page))
        notes = tuple(_note(footnote, page.number) for footnote in footnotes)
        turned = tuple(
            Turned(tuple((word.text, word.box, word.glued) for word in line.words)) for line in layout.rotated
        )
        yield PageRead(layout, notes, _as_read(layout.page), annotated_links(layout), turned)


def _with_doubt(page: Page, *, last: int) -> Page:
    """The page with a defect if it is a picture and was not read by OCR.

    The covers of a report of text are photos with a title as a rule.
    """
    told = any(defect.code == "page-without-text" for defect in page.defects)
    cover = page.number in (1, last) and page.words
    if told or cover or page.engine == "ocr" or not is_picture(page):
        return page
    message = (
        f"Page {page.number} is a picture ({min(1.0, picture_part(page)):.0%} of it) with {len(page.words)} "
        "words of text; what the picture says was not read."
    )
    return replace(page, defects=(*page.defects, Defect("picture-page", message, len(page.words))))


def _as_read(page: Page) -> ReadPage | None:
    return ReadPage(page) if page.engine == "ocr" or page.turn is not None else None


def _note(footnote: Footnote, page: int) -> Note:
    text = " ".join(line.text for line in footnote.lines)
    return Note(page, text, tuple(line.box for line in footnote.lines))


def recogniser(how: How) -> tuple[Recognise | None, str | None]:
    """How a page without text is read, and what is not installed for that."""
    if not how.ocr:
        return None, None
    # On demand: few reports are scans, and the picture libraries take their time to load.
    from extract.pdf.ocr import missing_tool, needs_ocr, read_by_ocr

    missing = missing_tool()
    usual = 0

    def recognise(page: Page) -> Page:
        nonlocal usual
        if page.number % RANGE == 1:
            # Each range of pages begins anew, so that it does not matter which process reads it.
            usual = 0
        if not needs_ocr(page):
            return page
        if missing is not None:
            defect = Defect("page-without-text", f"Page {page.number} needs OCR, but {missing}.")
            kept = tuple(one for one in page.defects if one.code != defect.code)
            return replace(page, defects=(*kept, defect))
        read = read_by_ocr(how.path, page, password=how.password, usual=usual)
        if read.engine == "ocr":
            usual = read.turn.quarters if read.turn is not None else 0
        return read

    return recognise, missing
