"""Pages of a PDF made into pictures, as scanners give them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """How a page is scanned."""

    dpi: int = 200
    askew: float = 0.0
    """Degrees against the clock."""
    turned: Literal[0, 90, 180, 270] = 0
    """Degrees against the clock."""
    mode: Literal["color", "gray", "bits"] = "color"
    quality: int = 80
    """Of the JPEG."""
    own_text: str = ""
    """A line that is written over the picture, as a stamp of the archive is."""


def scanned(source: Path, pages: Sequence[int], target: Path, scan: Scan = Scan()) -> Path:
    """Writes these pages of a PDF as pictures into another."""
    document = pypdfium2.PdfDocument(source)
    sheet = canvas.Canvas(str(target), invariant=1)
    for number in pages:
        page = document[number - 1]
        image = page.render(scale=scan.dpi / 72).to_pil().convert("RGB")
        width, height = page.get_size()
        if scan.askew:
            image = image.rotate(scan.askew, resample=Image.Resampling.BICUBIC, fillcolor="white")
        if scan.turned:
            image = image.rotate(scan.turned, expand=True)
        if scan.turned in (90, 270):
            width, height = height, width
        sheet.setPageSize((width, height))
        sheet.drawImage(ImageReader(_file(image, scan)), 0, 0, width, height)
        if scan.own_text:
            sheet.setFont("Helvetica", 6)
            sheet.drawString(20, height - 10, scan.own_text)
        sheet.showPage()
    sheet.save()
    return target


def _file(image: Image.Image, scan: Scan) -> io.BytesIO:
    buffer = io.BytesIO()
    if scan.mode == "bits":
        image.convert("L").point(lambda value: 255 if value > 150 else 0).convert("1").save(buffer, "PNG")
    else:
        image.convert("L" if scan.mode == "gray" else "RGB").save(buffer, "JPEG", quality=scan.quality)
    buffer.seek(0)
    return buffer
