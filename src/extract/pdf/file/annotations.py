"""What form fields, free text and stamps show on a page (ISO 32000-1, 12.5.5): filled forms and notes that a
reader displays as part of it. Links, markup of other text and notes that open on demand show no text of
the page."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral

from extract.pdf.file.catalog import is_named, resolved
from extract.pdf.file.layers import Layers
from extract.pdf.geometry import IDENTITY, Matrix, Rectangle, apply_rectangle

_SHOWN = ("Widget", "FreeText", "Stamp")
_HIDDEN = 2 | 32
"""Flags of annotations that are not shown on the screen (ISO 32000-1, table 165)."""


def appearances(page: PDFPage, layers: Layers, limit: int) -> Iterator[tuple[PDFStream, Matrix]]:
    """Forms to draw on top of a page, each with the matrix that takes it to default user space.

    Args:
        page: a pdfminer page.
        layers: which layers are off.
        limit: so many annotations are looked at.
    """
    annotations = resolved(page.annots)
    if not isinstance(annotations, list):
        return
    for reference in annotations[:limit]:
        annotation = resolved(reference)
        if not isinstance(annotation, dict):
            continue
        if not any(is_named(annotation.get("Subtype"), kind) for kind in _SHOWN):
            continue
        flags = resolved(annotation.get("F"))
        if (isinstance(flags, int) and flags & _HIDDEN) or layers.hides(annotation.get("OC")):
            continue
        form = _appearance(annotation)
        matrix = _placement(form, annotation.get("Rect")) if form is not None else None
        if form is not None and form.objid is not None and matrix is not None:
            yield form, matrix


def _appearance(annotation: dict[str, Any]) -> PDFStream | None:
    """The form that shows the annotation in its present state."""
    looks = resolved(annotation.get("AP"))
    normal = resolved(looks.get("N")) if isinstance(looks, dict) else None
    if isinstance(normal, dict):
        state = resolved(annotation.get("AS"))
        normal = resolved(normal.get(state.name)) if isinstance(state, PSLiteral) else None
    return normal if isinstance(normal, PDFStream) else None


def _placement(form: PDFStream, rect: Any) -> Matrix | None:
    """The matrix that fits the form into the rectangle of the annotation (algorithm 8.1)."""
    box, place = _numbers(form.get("BBox"), 4), _numbers(rect, 4)
    matrix = _numbers(form.get("Matrix"), 6) or IDENTITY
    if box is None or place is None:
        return None
    x0, y0, x1, y1 = apply_rectangle(matrix, box)  # type: ignore[arg-type]
    left, bottom, right, top = apply_rectangle(IDENTITY, place)  # type: ignore[arg-type]
    if min(x1 - x0, y1 - y0, right - left, top - bottom) <= 0:
        return None
    across, up = (right - left) / (x1 - x0), (top - bottom) / (y1 - y0)
    return (across, 0.0, 0.0, up, left - x0 * across, bottom - y0 * up)


def _numbers(values: Any, count: int) -> tuple[float, ...] | Rectangle | Matrix | None:
    values = resolved(values)
    if not isinstance(values, list) or len(values) != count:
        return None
    values = [resolved(value) for value in values]
    if not all(isinstance(value, int | float) and math.isfinite(value) for value in values):
        return None
    return tuple(map(float, values))
