"""Opening a PDF and reading it page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef

from extract.base.names import printable
from extract.pdf.content.drawing import Drawing
from extract.pdf.content.page_interpreter import FastReader
from extract.pdf.content.streams import lacks_contents
from extract.pdf.file.bombs import losses
from extract.pdf.file.catalog import hyperlinks_of, outline_of, page_labels
from extract.pdf.file.layers import Layers
from extract.pdf.file.limits import Limits, PageLimitError
from extract.pdf.file.opening import Opened, open_pdf
from extract.pdf.file.quiet import quietly
from extract.pdf.file.source import date_of, examine, text_of
from extract.pdf.file.structure import StructureTexts
from extract.pdf.font.glyphs import UNMAPPED
from extract.pdf.font.resources import Resources
from extract.pdf.geometry import Frame, frame_of
from extract.pdf.page.assemble import assemble
from extract.pdf.records import Defect, Page, Source

Engine = Literal["auto", "fast", "pdfplumber"]

_CACHED_OBJECTS = 2_000
"""So many objects of the file may stay in memory; pdfminer itself would keep all."""


def open_document(
    path: str | Path,
    *,
    password: str | None = None,
    limits: Limits = Limits(),
    engine: Engine = "auto",
) -> Document:
    """Open a PDF for reading.

    Args:
        path: the file.
        password: user or owner password of an encrypted file; without effect on others.
        limits: bounds beyond which the file or a page is not read.
        engine: ``auto`` reads fast and leaves what is out of the ordinary to pdfplumber, ``pdfplumber``
            reads every page with it, ``fast`` never falls back (for measuring).

    Raises:
        RefusedFile: with a code of `extract.base.codes.REFUSALS`.
    """
    path = Path(path)
    sha256, size = examine(path, limits)
    with ExitStack() as open_now:
        open_now.enter_context(quietly())
        opened = open_pdf(path, password=password, limits=limits)
        document = opened.pdf.doc
        metadata = opened.pdf.metadata
        source = Source(
            path=printable(path),
            name=printable(path.name),
            sha256=sha256,
            bytes=size,
            page_count=len(opened.pages),
            title=text_of(metadata.get("Title")),
            author=text_of(metadata.get("Author")),
            created=date_of(metadata.get("CreationDate")),
            producer=text_of(metadata.get("Producer")),
            outline=outline_of(document, opened.pages, limits.outline_entries),
            repaired=opened.repaired,
        )
        return Document(source, opened, open_now.pop_all(), limits=limits, engine=engine)


class Document:
    """An open PDF. A context manager; pages are read one at a time and not kept."""

    def __init__(
        self, source: Source, opened: Opened, open_now: ExitStack, *, limits: Limits, engine: Engine
    ) -> None:
        self.source = source
        self._open_now = open_now
        self.unsure: dict[int, str] = {}
        """Pages that the fast reader left to pdfplumber, and why."""
        self._pdf = opened.pdf
        self._pdf.rsrcmgr = Resources()
        self._entries = opened.pages
        self._labels = page_labels(opened.pdf.doc, len(opened.pages))
        self._limits = limits
        self._engine = engine
        self._layers = Layers(opened.pdf.doc)
        self._structure = StructureTexts(opened.pdf.doc)
        self._fast = FastReader(self._pdf.rsrcmgr, limits, self._layers) if engine != "pdfplumber" else None

    @property
    def page_count(self) -> int:
        """Number of pages."""
        return len(self._entries)

    def pages(self, numbers: Iterable[int] | None = None) -> Iterator[Page]:
        """Read pages, one at a time.

        Args:
            numbers: 1-based page numbers in the order wanted; all pages when None.

        Yields:
            One `Page` each. A page that cannot be read comes empty or in part, with defects.

        Raises:
            IndexError: there is no page of that number.
        """
        for number in numbers if numbers is not None else range(1, self.page_count + 1):
            if not 1 <= number <= self.page_count:
                raise IndexError(f"{self.source.name} has no page {number}")
            yield self._read(number)

    def _read(self, number: int) -> Page:
        label = self._labels[number - 1]
        defects: list[Defect] = []
        drawing, engine = Drawing(0.0, 0.0), "pdfplumber"
        before = losses()
        try:
            page = self._entries[number - 1].open(self._pdf.doc)
            frame = frame_of(page.mediabox, page.cropbox, page.rotate)
            if frame is None:
                raise ValueError("the page has no size")
            if max(frame.width, frame.height) > self._limits.page_points:
                raise PageLimitError(f"is larger than {self._limits.page_points:,.0f} points")
            drawing = Drawing(frame.width, frame.height)
            if lacks_contents(page):
                defects.append(
                    Defect("page-unreadable", f"Page {number} has lost its contents: the file is cut off.")
                )
            drawing, engine = self._draw(page, frame, number, defects)
            if "StructParents" in page.attrs and any(glyph[0] == UNMAPPED for glyph in drawing.glyphs):
                texts = self._structure.of(page)
                if texts and not defects:
                    drawing, engine = self._draw(page, frame, number, defects, texts)
            drawing.hyperlinks = hyperlinks_of(page, frame, number, self._limits.hyperlinks_per_page)
            self._forget(page)
        except PageLimitError as error:
            defects.append(Defect("page-limit", f"Page {number} {error}."))
        except Exception as error:
            defects.append(_unreadable(number, error, "could not be read"))
        if losses() > before and not defects:
            defects.append(
                Defect("page-unreadable", f"Page {number} was read in part: its data are damaged.")
            )
        return assemble(drawing, number=number, label=label, engine=engine, defects=defects)

    def _draw(
        self,
        page: PDFPage,
        frame: Frame,
        number: int,
        defects: list[Defect],
        texts: Mapping[int, str] | None = None,
    ) -> tuple[Drawing, str]:
        if self._fast is not None:
            try:
                return self._fast.read(page, frame, texts), "fast"
            except PageLimitError:
                raise
            except Exception as error:
                if self._engine == "fast":
                    raise
                self.unsure[number] = f"{type(error).__name__}: {error}"
        # On demand: few pages are read by it.
        from pdfplumber.page import Page as PlumberPage

        from extract.pdf.reference import reader as reference

        # pdfplumber looks at the page's dictionary again and stops at what pdfminer takes in its stride.
        page.attrs = {key: value for key, value in page.attrs.items() if not key.endswith("Box")} | {
            "MediaBox": list(page.mediabox),
            "CropBox": list(page.cropbox),
            "Rotate": page.rotate,
        }
        plumber = PlumberPage(self._pdf, page, page_number=number)
        try:
            drawing, stopped = reference.read(plumber, frame, self._limits, self._layers, texts)
        finally:
            plumber.close()
        if stopped is not None:
            defects.append(_unreadable(number, stopped, "was read in part"))
        return drawing, "pdfplumber"

    def _forget(self, page: PDFPage) -> None:
        """Let go of what only this page needed."""
        cached: dict[int, Any] = self._pdf.doc._cached_objs
        for item in [page.attrs.get("Contents"), *page.contents]:
            if isinstance(item, PDFObjRef):
                cached.pop(item.objid, None)
        if len(cached) > _CACHED_OBJECTS:
            self._pdf.doc.forget()

    def close(self) -> None:
        """Close the file."""
        self._pdf.stream.close()
        self._open_now.close()

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _unreadable(number: int, error: Exception, how: str) -> Defect:
    detail = "".join(char if char.isprintable() else " " for char in str(error))[:120]
    return Defect("page-unreadable", f"Page {number} {how}: {type(error).__name__}: {detail}")
