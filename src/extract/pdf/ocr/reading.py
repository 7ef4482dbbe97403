"""Which pages need OCR, and a page as OCR reads it.

Each word comes with its place, Tesseract's confidence, and with colour, size and weight measured on the
picture of the page, so that the layout room can tell headings from text as on any other page.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from extract.pdf.ocr.icons import labels, take_marks
from extract.pdf.ocr.ink import ASCENT, DESCENT, Picture
from extract.pdf.ocr.pieces import Piece, pieces_of
from extract.pdf.ocr.settle import settle_colors, settle_sizes, settle_weights
from extract.pdf.ocr.slips import corrected
from extract.pdf.ocr.tints import tinted
from extract.pdf.ocr.tool import DPI, RawWord, recognise
from extract.pdf.ocr.upright import on_its_head, turn_of, turned
from extract.pdf.page.pictured import FEW_WORDS, is_picture
from extract.pdf.page.sideways import as_turned
from extract.pdf.records import Box, Defect, Icon, Page, Panel, Turn, Word
from extract.pdf.render import render_page

_SCALE = DPI / 72
_TEXT = 30
"""So many words OCR must find beside those of the file itself: fewer are the signs on a photo."""
_LEAST_CONFIDENCE = 0.25
_WELL_READ = 0.8
_CLEAR = 0.6
"""Text upright and in a language known is read with a mean confidence above this."""
_MENDED = ("page-without-text", "unmapped-glyphs", "garbled-text")
_READABLE = re.compile(r"\w|[€%–—•=+&-]")


def needs_ocr(page: Page) -> bool:
    """Whether a page is a picture of text, wholly or beside a few words, or has a text layer of no use."""
    return _is_useless(page) or is_picture(page)


def _is_useless(page: Page) -> bool:
    """Whether most of what the text layer has cannot be read or makes no sense."""
    letters = sum(len(word.text) for word in page.words)
    return any(
        defect.code == "garbled-text" or (defect.code == "unmapped-glyphs" and defect.count > letters)
        for defect in page.defects
    )


def read_by_ocr(path: str | Path, page: Page, *, password: str | None = None, usual: int = 0) -> Page:
    """The page with the words that Tesseract reads on its picture.

    Args:
        path: the PDF.
        page: as read without OCR; its panels, pictures and links are kept.
        password: for encrypted files.
        usual: quarter turns of the pages before: a page of few words that cannot be read as it lies
            is tried so.

    Returns:
        A page with engine ``ocr`` and a defect ``ocr-text`` that states the mean confidence; the page given,
        with a defect, when Tesseract fails.
    """
    image = render_page(path, page.number, scale=_SCALE, password=password).convert("RGB")
    try:
        turn, upright, raw = _recognised(image, page, usual)
    except (subprocess.SubprocessError, OSError) as error:
        defect = Defect("page-without-text", f"Page {page.number} could not be read by OCR: {_short(error)}.")
        return replace(page, defects=(*page.defects, defect))
    words, icons = set_words(raw, upright, page.number)
    own = () if _is_useless(page) or turn is not None else page.words
    if len(own) > FEW_WORDS:
        words = _beside(words, own)
        if len(words) < _TEXT:
            return page
    elif not words:
        return page
    else:
        own = ()
    mean = sum(word.confidence or 0.0 for word in words) / len(words)
    how = "" if turn is None else f", turned by {turn.quarters * 90 + turn.degrees:g} degrees"
    defect = Defect("ocr-text", f"Page {page.number} was read by OCR (mean confidence {mean:.2f}{how}).")
    kept = tuple(item for item in page.defects if item.code not in _MENDED)
    words = (*own, *(replace(word, order=len(own) + word.order) for word in words))
    read = replace(
        page if turn is None else as_turned(page, turn),
        words=words,
        icons=(*(page.icons if own else ()), *icons),
        engine="ocr",
        defects=(*kept, defect),
    )
    return replace(read, panels=(*read.panels, *_panels(upright, page.number)))


def _panels(upright: Image.Image, number: int) -> list[Panel]:
    return [
        Panel(
            Box(number, left / _SCALE, top / _SCALE, right / _SCALE, bottom / _SCALE),
            (red / 255, green / 255, blue / 255),
            None,
            0,
        )
        for left, top, right, bottom, (red, green, blue) in tinted(np.asarray(upright))
    ]


def _beside(words: Sequence[Word], own: Sequence[Word]) -> tuple[Word, ...]:
    """Words of the picture where the file itself has none."""
    return tuple(
        word
        for word in words
        if not any(
            word.box.x0 < other.box.x1
            and word.box.x1 > other.box.x0
            and word.box.top < other.box.bottom
            and word.box.bottom > other.box.top
            for other in own
        )
    )


def _short(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"Tesseract took longer than {error.timeout:g} seconds"
    if isinstance(error, subprocess.CalledProcessError):
        return f"Tesseract ended with code {error.returncode}"
    return str(error)


def _recognised(
    image: Image.Image, page: Page, usual: int
) -> tuple[Turn | None, Image.Image, tuple[RawWord, ...]]:
    """The words on the picture of a page turned upright, the picture, and how it was turned."""
    turn = turn_of(image, page.width, page.height)
    upright = image if turn is None else turned(image, turn)
    raw = recognise(upright)
    if _clarity(raw) >= _CLEAR:
        return turn, upright, raw
    quarters, degrees = (turn.quarters, turn.degrees) if turn else (0, 0.0)
    others = [(quarters + 2) % 4] if on_its_head(upright) else []
    for other in dict.fromkeys((*others, usual)):
        if other != quarters:
            again = Turn(other, degrees if other % 2 == quarters % 2 else 0.0, page.width, page.height)
            picture = turned(image, again)
            words = recognise(picture)
            if _clarity(words) > _clarity(raw):
                turn, upright, raw = again, picture, words
    return turn, upright, raw


def _clarity(raw: Sequence[RawWord]) -> float:
    """Mean confidence, each word by its length."""
    letters = sum(len(word.text) for word in raw)
    return sum(word.confidence * len(word.text) for word in raw) / letters if letters else 0.0


def set_words(
    raw: Sequence[RawWord], image: Image.Image, number: int
) -> tuple[tuple[Word, ...], tuple[Icon, ...]]:
    """Recognised words with their setting, in points of the page, and the pictograms among them."""
    picture: Picture = np.asarray(image)
    pieces, shapes = take_marks(pieces_of(raw, picture), picture)
    pieces = [read for piece in pieces if (read := _read(piece)) is not None]
    colors = settle_colors(pieces)
    line_colors = [
        None if piece.glances[-1].ink.color is None else colors[piece.glances[-1].ink.color]
        for piece in pieces
    ]
    sizes = settle_sizes(pieces, line_colors)
    weights = settle_weights(pieces, line_colors, sizes)
    words: list[Word] = []
    for piece, size, bold in zip(pieces, sizes, weights, strict=True):
        points = max(1.0, round(2 * size / _SCALE) / 2)
        baseline = piece.baseline / _SCALE
        texts = corrected([glance.word.text for glance in piece.glances])
        for glance, text, is_bold in zip(piece.glances, texts, bold, strict=True):
            box = Box(
                number,
                glance.word.left / _SCALE,
                baseline - ASCENT * points,
                glance.word.right / _SCALE,
                baseline + DESCENT * points,
            )
            color = None if glance.ink.color is None else colors[glance.ink.color]
            words.append(
                Word(
                    text, box, "ocr", points, color, is_bold, False, 0, len(words),
                    confidence=glance.word.confidence,
                )
            )  # fmt: skip
    icons = tuple(
        Icon(
            label,
            Box(number, *(edge / _SCALE for edge in (shape.left, shape.top, shape.right, shape.bottom))),
            "ocr",
            (shape.bottom - shape.top) / _SCALE,
            None,
            order,
        )
        for order, (shape, label) in enumerate(zip(shapes, labels(shapes, picture), strict=True))
    )
    return tuple(words), icons


def _read(piece: Piece) -> Piece | None:
    """The line without what is no text; None where nothing is left.

    A doubtful word in a line that is read well is kept: its confidence warns of it, a hole in the text
    would not.
    """
    best = max(glance.word.confidence for glance in piece.glances)
    least = 0.0 if best >= _WELL_READ else _LEAST_CONFIDENCE
    glances = tuple(
        glance
        for glance in piece.glances
        if _READABLE.search(glance.word.text)
        and (glance.word.confidence >= _LEAST_CONFIDENCE or len(glance.word.text) > 2)
        and glance.word.confidence >= least
    )
    return Piece(glances) if glances else None
