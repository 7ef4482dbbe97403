"""Pictograms, ticks and bullets before lines: shapes that OCR takes for letters or does not see at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from extract.pdf.ocr.ink import Mask, Picture, columns, ink_of, ranges
from extract.pdf.ocr.pieces import Glance, Piece
from extract.pdf.ocr.settle import distance
from extract.pdf.ocr.tool import RawWord

_GAP = 0.55
"""A mark stands further from its line than a word does, in font sizes."""
_REACH = 2.8
"""So far left of a line a mark may stand."""
_SURE = 0.85
_OTHER_COLOR = 0.12
_BULLET = 0.42
_DASH_HEIGHT = 0.12
_DASH_WIDTH = 0.3
_LIST_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])[.)]|\(?\d{1,2}\)")
_DASH = frozenset("–—-_")
_GRID = 8
_ALIKE = 0.22


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark on the picture, in pixels."""

    left: int
    top: int
    right: int
    bottom: int
    before: RawWord
    """The word it stands before."""


def take_marks(pieces: list[Piece], picture: Picture) -> tuple[list[Piece], list[Shape]]:
    """Marks taken from the lines and found before them.

    Returns:
        The pieces, with bullets and dashes as such characters, and the pictograms.
    """
    kept: list[Piece] = []
    shapes: list[Shape] = []
    rest = [_taken(piece) for piece in pieces]
    for piece, mark in rest:
        if mark is not None:
            shapes.append(_shape(mark, piece))
        kept.append(piece)
    boxes = [glance.word for piece in kept for glance in piece.glances]
    marked = {shape.before.order for shape in shapes}
    for index, piece in enumerate(kept):
        first = piece.glances[0].word
        if first.order in marked or _is_mark(first.text):
            continue
        shape = _unseen(piece, boxes, picture)
        if shape is None:
            continue
        width, height = shape.right - shape.left, shape.bottom - shape.top
        if height <= _DASH_HEIGHT * piece.size:
            kept[index] = _with_mark(piece, shape, "–")
        elif _is_bullet(width, height, piece.size):
            kept[index] = _with_mark(piece, shape, "•")
        else:
            shapes.append(shape)
    return kept, shapes


def labels(shapes: list[Shape], picture: Picture) -> list[str]:
    """A private-use character for each shape, the same for those that look alike, as icon fonts have it."""
    known: list[np.ndarray] = []
    found: list[str] = []
    for shape in shapes:
        seen = ink_of(picture[shape.top : shape.bottom, shape.left : shape.right])
        mask = np.ones((1, 1), dtype=bool) if seen is None else seen[0]
        small = Image.fromarray(mask.astype(np.uint8) * 255).resize((_GRID, _GRID), Image.Resampling.BOX)
        form = np.asarray(small, dtype=np.float64) / 255
        near = next((n for n, other in enumerate(known) if np.abs(form - other).mean() < _ALIKE), len(known))
        if near == len(known):
            known.append(form)
        found.append(chr(0xE000 + near))
    return found


def _is_mark(text: str) -> bool:
    return text in ("•", "–") or bool(_LIST_NUMBER.fullmatch(text))


def _taken(piece: Piece) -> tuple[Piece, Glance | None]:
    """A line without the mark it begins with, and the mark if it is a pictogram."""
    if len(piece.glances) < 2:
        return piece, None
    first, second = piece.glances[0], piece.glances[1]
    text, size = first.word.text, second.ink.size
    gap = (second.word.left - first.word.right) / size
    if len(text) > 3 or gap < _GAP or _LIST_NUMBER.fullmatch(text):
        return piece, None
    width, height = first.word.right - first.word.left, first.word.bottom - first.word.top
    rest = Piece(piece.glances[1:])
    if height <= 0.2 * size and width > 1.3 * height and set(text) <= _DASH:
        return Piece((_reads(first, "–", second), *piece.glances[1:])), None
    middle = second.ink.baseline - (first.word.top + first.word.bottom) / 2
    if _is_bullet(width, height, size) and 0.1 * size < middle < 0.6 * size:
        return Piece((_reads(first, "•", second), *piece.glances[1:])), None
    sure = first.word.confidence >= _SURE
    alike = distance(first.ink.color, second.ink.color) <= _OTHER_COLOR
    if (sure and text.isdigit()) or (sure and alike and text.isalpha() and len(text) > 1):
        return piece, None
    return rest, first


def _is_bullet(width: float, height: float, size: float) -> bool:
    return max(width, height) <= _BULLET * size and min(width, height) >= 0.1 * size


def _reads(glance: Glance, text: str, following: Glance) -> Glance:
    """A mark is set like its line, and its shape is as sure as can be: neither is Tesseract's to tell."""
    ink = replace(glance.ink, size=following.ink.size, baseline=following.ink.baseline)
    return Glance(replace(glance.word, text=text, confidence=following.word.confidence), ink)


def _shape(mark: Glance, piece: Piece) -> Shape:
    word = mark.word
    return Shape(word.left, word.top, word.right, word.bottom, piece.glances[0].word)


def _with_mark(piece: Piece, shape: Shape, text: str) -> Piece:
    first = piece.glances[0]
    word = replace(
        first.word, text=text, left=shape.left, top=shape.top, right=shape.right, bottom=shape.bottom
    )
    return Piece((Glance(word, first.ink), *piece.glances))


def _unseen(piece: Piece, others: list[RawWord], picture: Picture) -> Shape | None:
    """A small shape before a line, with white around it, where OCR saw nothing."""
    first, size, baseline = piece.glances[0].word, piece.size, piece.baseline
    right = int(first.left - 0.1 * size)
    left = max(0, int(first.left - _REACH * size))
    top, bottom = max(0, int(baseline - 1.3 * size)), int(baseline + 0.7 * size)
    for other in others:
        if other.right <= first.left and other.right > left and other.top < bottom and other.bottom > top:
            left = max(left, other.right)
    if right - left < 0.5 * size:
        return None
    found = ink_of(picture[top:bottom, left:right])
    if found is None:
        return None
    mask = _line_only(found[0], int(baseline - 0.85 * size) - top, int(baseline + 0.25 * size) - top)
    if mask is None:
        return None
    runs = columns(mask)
    if not runs:
        return None
    start, end = runs[-1]
    for before, after in reversed(runs[:-1]):
        if start - after > 0.25 * size:
            break
        start, end = before, end
    spare = right - left - end + 0.1 * size
    rows = np.flatnonzero(mask[:, start:end].any(axis=1))
    height = int(rows[-1]) + 1 - int(rows[0])
    near_edge = start < 0.1 * size and left > 0
    if spare < 0.25 * size or near_edge or not 0.12 * size <= end - start <= 1.4 * size:
        return None
    # As low as a dash is only what is as wide as one; all else is a speck.
    if height < _DASH_HEIGHT * size and (height < 0.04 * size or end - start < _DASH_WIDTH * size):
        return None
    middle = baseline - top - (int(rows[0]) + int(rows[-1])) / 2
    if not 0.05 * size < middle < 0.65 * size:
        return None
    return Shape(left + start, top + int(rows[0]), left + end, top + int(rows[-1]) + 1, first)


def _line_only(mask: Mask, top: int, bottom: int) -> Mask | None:
    """The ink in the rows of the line; None where it goes on above or below, as rules and pictures do."""
    blocks = [
        (start, end) for start, end in ranges(np.any(mask, axis=1)) if start < bottom - 1 and end > top + 1
    ]
    if not blocks or blocks[0][0] <= 0 or blocks[-1][1] >= mask.shape[0]:
        return None
    cut = np.zeros_like(mask)
    cut[blocks[0][0] : blocks[-1][1]] = mask[blocks[0][0] : blocks[-1][1]]
    return cut
