"""Pages as pictures, for people and for OCR."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image


def render_page(
    path: str | Path, number: int, *, scale: float = 2.0, password: str | None = None
) -> Image.Image:
    """The page as displayed (crop box and rotation applied).

    Args:
        path: the PDF.
        number: 1-based page number.
        scale: pixels per point; a `Box` times ``scale`` is where it stands in the picture.
        password: of an encrypted file.
    """
    with pypdfium2.PdfDocument(str(path), password=password) as pdf:
        page = pdf[number - 1]
        try:
            if not all(page.get_size()):
                page.set_cropbox(*page.get_mediabox())  # a crop box beside the page counts for nothing
            image: Image.Image = page.render(scale=scale).to_pil()
            return image.convert("RGB")
        finally:
            page.close()
