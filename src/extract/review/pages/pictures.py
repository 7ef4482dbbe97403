"""Pictures of the pages, from the PDF that the tables came from: found by its hash, not by its name."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SCALE = 1.75
"""Pixels per PDF point: body text of nine points is read without effort, a page weighs some 80 kB."""

QUALITY = 60


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as a picture; sizes in PDF points."""

    page: int
    file: str
    """Path below the folder of the review."""
    width: float
    height: float


def find_pdf(inputs: Sequence[Path], name: str, sha256: str) -> Path | None:
    """The file with that content in the folders and files given; a file of that name is tried first."""
    candidates: list[Path] = []
    for given in inputs:
        if given.is_dir():
            candidates.extend(sorted(path for path in given.rglob("*") if path.suffix.lower() == ".pdf"))
        elif given.is_file():
            candidates.append(given)
    candidates.sort(key=lambda path: path.name != name)
    return next((path for path in candidates if _digest(path) == sha256), None)


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def picture_file(report_id: str, sha256: str, page: int) -> str:
    """Path of a page's picture below the folder of the review.

    The hash of the PDF is part of the name, so that a picture of another file is never taken.
    """
    return f"img/{report_id}/{sha256[:8]}-{page:04d}.webp"


def page_sizes(pdf: Path, *, password: str | None = None) -> dict[int, tuple[float, float]]:
    """Width and height in PDF points of the pages that can be drawn, by 1-based number."""
    import pypdfium2

    sizes: dict[int, tuple[float, float]] = {}
    try:
        with pypdfium2.PdfDocument(str(pdf), password=password) as document:
            for number in range(1, len(document) + 1):
                try:
                    width, height = document.get_page_size(number - 1)
                    if not (width and height):
                        left, bottom, right, top = document[number - 1].get_mediabox()
                        width, height = right - left, top - bottom
                except (pypdfium2.PdfiumError, IndexError, ValueError):
                    continue
                if width > 0 and height > 0:
                    sizes[number] = (width, height)
    except (pypdfium2.PdfiumError, OSError):
        return {}
    return sizes


def draw_page(pdf: Path, page: int, target: Path, *, password: str | None = None) -> bool:
    """Draw a page unless its picture is there already; False for a page that cannot be drawn.

    Args:
        pdf: the file.
        page: 1-based number.
        target: the picture.
        password: of an encrypted file.
    """
    import pypdfium2

    from extract.pdf.render import render_page

    if target.is_file():
        return True
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        image = render_page(pdf, page, scale=SCALE, password=password)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return False  # a page that cannot be drawn has its values without a picture
    # Two people may look at once: each writes a file of its own, the last one stays.
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as part:
        image.save(part, "WEBP", quality=QUALITY, method=4)
    Path(part.name).replace(target)
    target.chmod(0o644)
    return True
