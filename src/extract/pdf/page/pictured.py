"""Pages that are pictures: of text, of sheets, of whole pages of another document."""

from __future__ import annotations

from extract.pdf.records import Page

FEW_WORDS = 5
_LARGE_PICTURE = 0.35
"""A page is taken for a picture when pictures cover this part of it and it has hardly any words."""
_SOME_WORDS = 30
_SCANNED = 0.6
"""With some words, a page number or a stamp, when pictures cover so much."""


def picture_part(page: Page) -> float:
    """Which part of a page its pictures cover, those that lie over each other counted each."""
    covered = sum(picture.box.width * picture.box.height for picture in page.pictures)
    return covered / (page.width * page.height) if page.width and page.height else 0.0


def is_picture(page: Page) -> bool:
    """Whether a page is a picture, wholly or beside a few words."""
    least = _LARGE_PICTURE if len(page.words) <= FEW_WORDS else _SCANNED
    return len(page.words) <= _SOME_WORDS and picture_part(page) >= least
