"""Opening a PDF and reading it page by page."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from extract.codes import RefusedFile
from extract.pdf import reference
from extract.pdf.assemble import assemble
from extract.pdf.drawing import Drawing
from extract.pdf.fast import FastReader
from extract.pdf.geometry import frame_of
from extract.pdf.limits import Limits, PageLimitError
from extract.pdf.records import Defect, Page, Source
from extract.pdf.source import date_of, examine, text_of

# pdfminer warns once per odd glyph or colour: what matters of it becomes a defect.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

Engine = Literal["auto", "fast", "pdfplumber"]


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
        password: user or owner password of an encrypted file.
        limits: bounds beyond which a file or page is not read.
        engine: ``pdfplumber`` reads every page with the reference reader.

    Raises:
        RefusedFile: with the code of `extract.codes.REFUSALS`.
    """
    path = Path(path)
    sha256, size = examine(path, limits)
    try:
        pdf = pdfplumber.open(path, password=password)
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, PDFPasswordIncorrect):
            raise RefusedFile("wrong-password" if password else "encrypted", path.name) from error
        raise RefusedFile("damaged", path.name, f"is damaged: {type(cause).__name__}") from error
    miner_pages = list(PDFPage.create_pages(pdf.doc))
    source = Source(
        path=str(path),
        name=path.name,
        sha256=sha256,
        bytes=size,
        page_count=len(miner_pages),
        title=text_of(pdf.metadata.get("Title")),
        author=text_of(pdf.metadata.get("Author")),
        created=date_of(pdf.metadata.get("CreationDate")),
        producer=text_of(pdf.metadata.get("Producer")),
    )
    return Document(source, pdf, miner_pages, limits, engine)


class Document:
    """An open PDF. A context manager; pages are read one at a time and not kept."""

    def __init__(
        self, source: Source, pdf: Any, miner_pages: list[Any], limits: Limits, engine: Engine
    ) -> None:
        self.source = source
        self._pdf = pdf
        self._miner_pages = miner_pages
        self._limits = limits
        self._fast = FastReader(pdf.rsrcmgr, limits) if engine != "pdfplumber" else None
        self.unsure: dict[int, str] = {}

    @property
    def page_count(self) -> int:
        """Number of pages."""
        return len(self._miner_pages)

    def pages(self, numbers: Iterable[int] | None = None) -> Iterator[Page]:
        """Read pages, one at a time.

        Args:
            numbers: 1-based page numbers in the order wanted; all pages when None.

        Yields:
            One `Page` each. A page that cannot be read comes empty, with defects.
        """
        for number in numbers if numbers is not None else range(1, self.page_count + 1):
            yield self._read(number)

    def _read(self, number: int) -> Page:
        miner = self._miner_pages[number - 1]
        label = text_of(miner.label)
        try:
            frame = frame_of(miner.mediabox, miner.cropbox, miner.rotate)
            if frame is None:
                raise ValueError("the page has no size")
            if self._fast is not None:
                try:
                    return assemble(self._fast.read(miner, frame), number=number, label=label, engine="fast")
                except PageLimitError:
                    raise
                except Exception as error:
                    self.unsure[number] = f"{type(error).__name__}: {error}"
            plumber = PlumberPage(self._pdf, miner, page_number=number)
            try:
                drawing = reference.read(plumber, frame, self._limits)
            finally:
                plumber.close()
        except PageLimitError as error:
            return self._empty(number, label, Defect("page-limit", f"Page {number} {error}."))
        except Exception as error:
            return self._empty(
                number,
                label,
                Defect(
                    "page-unreadable", f"Page {number} could not be read: {type(error).__name__}: {error}"
                ),
            )
        return assemble(drawing, number=number, label=label, engine="pdfplumber")

    def _empty(self, number: int, label: str | None, defect: Defect) -> Page:
        return assemble(Drawing(0.0, 0.0), number=number, label=label, engine="pdfplumber", defects=[defect])

    def close(self) -> None:
        """Close the file."""
        self._pdf.stream.close()

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
