"""Pictures of the pages, from the PDF that the tables came from: found by its hash, not by its name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
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


def draw_pages(
    pdf: Path, pages: Iterable[int], folder: Path, below: str, *, sha256: str, password: str | None = None
) -> dict[int, Picture]:
    """Draw pages into ``folder / below`` unless they are there already.

    Args:
        pdf: the file.
        pages: 1-based numbers.
        folder: folder of the review.
        below: where in it.
        sha256: hash of the file; part of the names, so that a picture of another file is never taken.
        password: of an encrypted file.
    """
    import pypdfium2
    from PIL import Image

    from extract.pdf.render import render_page

    (folder / below).mkdir(parents=True, exist_ok=True)
    pictures: dict[int, Picture] = {}
    for page in sorted(set(pages)):
        file = f"{below}/{sha256[:8]}-{page:04d}.webp"
        try:
            if not (folder / file).is_file():
                image = render_page(pdf, page, scale=SCALE, password=password)
                part = folder / f"{file}.part"
                image.save(part, "WEBP", quality=QUALITY, method=4)
                part.replace(folder / file)
            with Image.open(folder / file) as drawn:
                width, height = drawn.size
        except (pypdfium2.PdfiumError, IndexError, ValueError):
            continue  # a page that cannot be drawn has its values without a picture
        pictures[page] = Picture(page, file, width / SCALE, height / SCALE)
    return pictures
