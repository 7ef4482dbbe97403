"""Opening a PDF: pdfplumber first, then a copy that pdfium has put in order."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfplumber.utils.exceptions import PdfminerException

from extract.base.codes import RefusedFile
from extract.pdf.file.bombs import bound_streams
from extract.pdf.file.catalog import PageEntry, page_entries
from extract.pdf.file.limits import Limits, PageLimitError
from extract.pdf.file.objects import PlumberFile
from extract.pdf.file.salvage import with_new_trailer


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that can be read."""

    pdf: Any
    """pdfplumber's document."""
    pages: list[PageEntry]
    repaired: str | None
    """What was wrong with the file, when a repaired copy is read in its place."""


def open_pdf(path: Path, *, password: str | None, limits: Limits) -> Opened:
    """Open a file that has been examined.

    Raises:
        RefusedFile: encrypted, damaged beyond repair, or too large.
    """
    bound_streams(limits.stream_bytes)
    trouble: str | None = None
    foreign = False
    opened: Opened | None = None
    try:
        opened = _opened(lambda: PlumberFile.open(path, password=password), limits)
    except PDFPasswordIncorrect as error:
        raise _locked(path, password) from error
    except PDFEncryptionError as error:
        trouble, foreign = _brief(error), True
    except PageLimitError as error:
        raise RefusedFile("limit-exceeded", path.name, str(error)) from error
    except Exception as error:
        trouble = _brief(error)
    if opened is not None:
        if not any(isinstance(xref, PDFXRefFallback) for xref in opened.pdf.doc.xrefs) and opened.pages:
            return _within(opened, path, limits)
        trouble = "the cross-reference table is broken"
    repaired = _repaired(path, password, limits, trouble or "no pages")
    # The rebuilt copy counts only if it has more to offer than what was found without it.
    if repaired is not None and len(repaired.pages) > (len(opened.pages) if opened else 0):
        if opened is not None:
            opened.pdf.stream.close()
        return _within(repaired, path, limits)
    if opened is not None and opened.pages:
        return _within(Opened(opened.pdf, opened.pages, trouble), path, limits)
    if opened is not None:
        opened.pdf.stream.close()
    if foreign:
        raise RefusedFile("unknown-encryption", path.name, "is encrypted in a way that no password opens")
    salvaged = _salvaged(path, limits, trouble or "no pages")
    if salvaged is not None:
        return _within(salvaged, path, limits)
    raise RefusedFile(
        "damaged",
        path.name,
        f"is damaged: no page could be read ({trouble or 'no pages'}; also tried to rebuild it)",
    )


def _within(opened: Opened, path: Path, limits: Limits) -> Opened:
    if len(opened.pages) > limits.pages:
        opened.pdf.stream.close()
        raise RefusedFile("limit-exceeded", path.name, f"has more than {limits.pages:,} pages")
    return opened


def _opened(how: Callable[[], Any], limits: Limits, repaired: str | None = None) -> Opened:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pdf = how()
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, Exception) else error from None
    try:
        return Opened(pdf, page_entries(pdf.doc, limits.pages), repaired)
    except Exception:
        pdf.stream.close()
        raise


def _repaired(path: Path, password: str | None, limits: Limits, trouble: str) -> Opened | None:
    """A copy rebuilt by pdfium in memory; None when pdfium cannot read the file either."""
    # On demand: few files are damaged.
    import pypdfium2
    from pypdfium2.raw import FPDF_REMOVE_SECURITY

    copy = io.BytesIO()
    try:
        with pypdfium2.PdfDocument(str(path), password=password) as document:
            if len(document) == 0:
                return None
            document.save(copy, flags=FPDF_REMOVE_SECURITY)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _locked(path, password) from error
        return None
    except Exception:
        return None
    copy.seek(0)
    return _opened_copy(copy, limits, trouble)


def _salvaged(path: Path, limits: Limits, trouble: str) -> Opened | None:
    """What can be found in a file that has lost its end."""
    copy = with_new_trailer(path)
    opened = _opened_copy(copy, limits, trouble) if copy is not None else None
    return opened if opened is not None and opened.pages else None


def _opened_copy(copy: io.BytesIO, limits: Limits, trouble: str) -> Opened | None:
    try:
        return _opened(lambda: PlumberFile.open(copy), limits, trouble)
    except Exception:
        return None


def _locked(path: Path, password: str | None) -> RefusedFile:
    if password:
        return RefusedFile(
            "wrong-password", path.name, "is encrypted and the password given does not open it"
        )
    return RefusedFile("encrypted", path.name, "is encrypted and needs a password")


def _brief(error: BaseException) -> str:
    """An error in few words, without what the file may have put into it."""
    text = "".join(char if char.isprintable() else " " for char in str(error))[:80]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
