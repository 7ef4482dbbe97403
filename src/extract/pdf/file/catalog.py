"""What a document says about itself beside its pages: page tree, labels, bookmarks, links.

pdfminer walks these by recursion and stops at the first broken entry; here a broken entry costs only
itself, and no entry is visited twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pdfminer.pdfdocument import PageLabels, PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

from extract.pdf.file.source import text_of
from extract.pdf.geometry import Frame, apply_rectangle
from extract.pdf.records import Box, Hyperlink, OutlineEntry

_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
_MOST_NAMES = 100_000
_MOST_OBJECTS = 500_000
_SCHEMES = ("http://", "https://", "mailto:", "ftp://")


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the page tree, not yet read."""

    objid: int
    attributes: dict[str, Any]

    def open(self, document: PDFDocument) -> PDFPage:
        """The page as a pdfminer object.

        Raises:
            Exception: whatever pdfminer raises on nonsense in the page's dictionary.
        """
        return PDFPage(document, self.objid, self.attributes, None)


def resolved(value: Any) -> Any:
    """What a reference points at; None when nothing can be read there."""
    try:
        return resolve1(value)
    except Exception:
        return None


def page_entries(document: PDFDocument, limit: int) -> list[PageEntry]:
    """Pages in order, at most ``limit`` + 1 of them."""
    found: list[PageEntry] = []
    visited: set[int] = set()
    waiting: list[tuple[Any, dict[str, Any]]] = [(document.catalog.get("Pages"), {})]
    while waiting and len(found) <= limit:
        reference, inherited = waiting.pop()
        objid = reference.objid if isinstance(reference, PDFObjRef) else 0
        if objid and objid in visited:
            continue
        visited.add(objid)
        node = resolved(reference)
        if not isinstance(node, dict):
            continue
        attributes = {**inherited, **node}
        kids = resolved(node.get("Kids"))
        if isinstance(kids, list):
            passed_on = {key: attributes[key] for key in _INHERITED if key in attributes}
            waiting.extend((kid, passed_on) for kid in reversed(kids))
        elif is_named(node.get("Type"), "Page") or "Contents" in node:
            found.append(PageEntry(objid, attributes))
    return found or list(islice(_strays(document), limit + 1))


def _strays(document: PDFDocument) -> Iterator[PageEntry]:
    """Pages of a file whose page tree is lost, in the order of the cross-reference table."""
    for xref in document.xrefs:
        for objid in islice(xref.get_objids(), _MOST_OBJECTS):
            try:
                node = document.getobj(objid)
            except Exception:
                continue
            if isinstance(node, dict) and is_named(node.get("Type"), "Page"):
                yield PageEntry(objid, node)


def is_named(value: Any, name: str) -> bool:
    value = resolved(value)
    return isinstance(value, PSLiteral) and value.name in (name, name.encode())


def page_labels(document: PDFDocument, count: int) -> list[str | None]:
    """The printed page numbers that the file gives, one per page."""
    labels: list[str | None] = []
    ranges = list(islice(leaves(document.catalog.get("PageLabels"), "Nums"), 2 * count + 2))
    try:
        for label in islice(PageLabels({"Nums": ranges}).labels, count if ranges else 0):
            labels.append(text_of(label, limit=40))
    except Exception:
        pass  # what comes after a broken entry has no label
    return labels + [None] * (count - len(labels))


def leaves(root: Any, key: str) -> Iterator[Any]:
    """The entries of a number or name tree, keys and values in turn; no node is visited twice."""
    visited: set[int] = set()
    waiting = [root]
    while waiting:
        reference = waiting.pop()
        objid = reference.objid if isinstance(reference, PDFObjRef) else 0
        node = resolved(reference)
        if not isinstance(node, dict) or (objid and objid in visited):
            continue
        visited.add(objid)
        entries = resolved(node.get(key))
        if isinstance(entries, list):
            yield from entries[: len(entries) // 2 * 2]
        kids = resolved(node.get("Kids"))
        if isinstance(kids, list):
            waiting.extend(reversed(kids))


def _destinations(document: PDFDocument) -> dict[bytes | str, Any]:
    """Named places in the file, by both ways of naming them (ISO 32000-1, 12.3.2.3)."""
    found: dict[bytes | str, Any] = {}
    old = resolved(document.catalog.get("Dests"))
    if isinstance(old, dict):
        found.update(old)
    names = resolved(document.catalog.get("Names"))
    if isinstance(names, dict):
        entries = islice(leaves(names.get("Dests"), "Names"), 2 * _MOST_NAMES)
        for name, place in zip(entries, entries, strict=False):
            name = resolved(name)
            if isinstance(name, bytes):
                found[name] = place
    return found


def outline_of(document: PDFDocument, pages: list[PageEntry], limit: int) -> tuple[OutlineEntry, ...]:
    """Bookmarks in order, at most ``limit``."""
    numbers = {page.objid: number for number, page in enumerate(pages, 1)}
    places: dict[bytes | str, Any] | None = None
    found: list[OutlineEntry] = []
    visited: set[int] = set()
    root = resolved(document.catalog.get("Outlines"))
    waiting: list[tuple[Any, int]] = [(root.get("First"), 1)] if isinstance(root, dict) else []
    while waiting and len(found) < limit:
        reference, level = waiting.pop()
        objid = reference.objid if isinstance(reference, PDFObjRef) else 0
        entry = resolved(reference)
        if not isinstance(entry, dict) or (objid and objid in visited):
            continue
        visited.add(objid)
        title = text_of(resolved(entry.get("Title")), limit=500)
        if title:
            places = _destinations(document) if places is None else places
            found.append(OutlineEntry(level, title, _page_of(places, entry, numbers)))
        if "Next" in entry:
            waiting.append((entry["Next"], level))
        if "First" in entry and level < 50:
            waiting.append((entry["First"], level + 1))
    return tuple(found)


def _page_of(places: dict[bytes | str, Any], entry: dict[str, Any], numbers: dict[int, int]) -> int | None:
    """The page that a bookmark leads to."""
    target = resolved(entry.get("Dest"))
    if target is None:
        action = resolved(entry.get("A"))
        if isinstance(action, dict) and is_named(action.get("S"), "GoTo"):
            target = resolved(action.get("D"))
    if isinstance(target, PSLiteral):
        target = target.name
    if isinstance(target, bytes | str):
        target = resolved(places.get(target))
    if isinstance(target, dict):
        target = resolved(target.get("D"))
    if isinstance(target, list) and target:
        if isinstance(target[0], PDFObjRef):
            return numbers.get(target[0].objid)
        if isinstance(target[0], int) and 0 <= target[0] < len(numbers):
            return target[0] + 1  # a page index, as links into other files have it
    return None


def hyperlinks_of(page: PDFPage, frame: Frame, number: int, limit: int) -> list[Hyperlink]:
    """Link annotations that lead to web or mail addresses. Nothing is fetched."""
    annotations = resolved(page.annots)
    if not isinstance(annotations, list):
        return []
    found: list[Hyperlink] = []
    for reference in annotations[:limit]:
        annotation = resolved(reference)
        if not isinstance(annotation, dict) or not is_named(annotation.get("Subtype"), "Link"):
            continue
        action = resolved(annotation.get("A"))
        address = text_of(resolved(action.get("URI")), limit=2000) if isinstance(action, dict) else None
        corners = resolved(annotation.get("Rect"))
        if not address or not address.lower().startswith(_SCHEMES) or not isinstance(corners, list):
            continue
        corners = [resolved(value) for value in corners]
        if len(corners) != 4 or not all(isinstance(value, int | float) for value in corners):
            continue
        x0, top, x1, bottom = apply_rectangle(frame.matrix, tuple(corners))
        if x1 > 0 and bottom > 0 and x0 < frame.width and top < frame.height:
            found.append(Hyperlink(address, Box(number, x0, top, x1, bottom)))
    return found
