"""Replacement texts that stand in the structure tree and not beside the glyphs (ISO 32000-1, 14.9.4).

They are looked up for pages with glyphs that have no meaning of their own: elsewhere they say nothing that
the glyphs do not say, and reading the tree takes long.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage

from extract.pdf.file.catalog import leaves, resolved
from extract.pdf.file.source import decode_text

_MOST_ENTRIES = 200_000
_MOST_MARKS = 20_000
"""Marked contents of one page."""


class StructureTexts:
    """Replacement texts of a document's marked contents."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._parents: dict[int, Any] | None = None

    def of(self, page: PDFPage) -> dict[int, str]:
        """Texts by the number of the marked content (MCID) that they replace wholly."""
        number = resolved(page.attrs.get("StructParents"))
        if not isinstance(number, int):
            return {}
        elements = resolved(self._tree().get(number))
        if not isinstance(elements, list):
            return {}
        texts: dict[int, str] = {}
        for mark, reference in enumerate(elements[:_MOST_MARKS]):
            element = resolved(reference)
            text = resolved(element.get("ActualText")) if isinstance(element, dict) else None
            if isinstance(text, bytes) and _is_only_child(element.get("K"), mark):
                texts[mark] = decode_text(text)
        return texts

    def _tree(self) -> Mapping[int, Any]:
        """What the numbers of pages lead to."""
        if self._parents is None:
            root = resolved(self._document.catalog.get("StructTreeRoot"))
            entries = leaves(root.get("ParentTree"), "Nums") if isinstance(root, dict) else iter(())
            entries = islice(entries, 2 * _MOST_ENTRIES)
            numbered = zip(entries, entries, strict=False)
            self._parents = {
                number: value for key, value in numbered if isinstance(number := resolved(key), int)
            }
        return self._parents


def _is_only_child(kids: Any, mark: int) -> bool:
    """Whether an element holds this marked content and nothing else."""
    kids = resolved(kids)
    if isinstance(kids, list) and len(kids) == 1:
        kids = resolved(kids[0])
    if isinstance(kids, dict):
        kids = resolved(kids.get("MCID"))
    return isinstance(kids, int) and kids == mark
