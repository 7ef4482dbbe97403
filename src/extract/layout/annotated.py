"""Link annotations with the words that they lie on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.layout.records import PageLayout, text_of
from extract.layout.text import around
from extract.pdf.records import Box, Hyperlink, Word

_CLOSING = ".,;:"
"""Punctuation of the sentence behind the words."""
_PART = 0.5
"""An annotation takes in a word of which it covers this part."""


@dataclass(frozen=True, slots=True)
class AnnotatedLink:
    """An address and the words of the page that lead to it."""

    uri: str
    text: str
    boxes: tuple[Box, ...]
    """One per printed line."""


def annotated_links(layout: PageLayout) -> tuple[AnnotatedLink, ...]:
    """The links of a page, those over several lines or words as one, in reading order.

    Links on pictures and on white space have no words and are left out.
    """
    hyperlinks = layout.hyperlinks
    if not hyperlinks:
        return ()
    found: list[AnnotatedLink] = []
    last: tuple[int, int] | None = None
    for region in layout.regions:
        for place, line in enumerate(region.lines):
            for uri, words in _stretches(line.words, hyperlinks):
                box = around(word.box for word in words)
                link = AnnotatedLink(uri, text_of(words).rstrip(_CLOSING), (box,))
                goes_on = last is not None and found[-1].uri == uri and words[0] is line.words[0]
                if goes_on and last == (region.index, place - 1):
                    before = found.pop()
                    link = AnnotatedLink(uri, _joined(before.text, link.text), (*before.boxes, *link.boxes))
                found.append(link)
                last = (region.index, place) if words[-1] is line.words[-1] else None
    return tuple(found)


def _stretches(words: Sequence[Word], hyperlinks: tuple[Hyperlink, ...]) -> list[tuple[str, list[Word]]]:
    """Runs of words of a line with the same address."""
    found: list[tuple[str, list[Word]]] = []
    before: str | None = None
    for word in words:
        uri = next((link.uri for link in hyperlinks if _covers(link.box, word.box)), None)
        if uri is not None and uri == before:
            found[-1][1].append(word)
        elif uri is not None:
            found.append((uri, [word]))
        before = uri
    return found


def _covers(outer: Box, inner: Box) -> bool:
    across = min(outer.x1, inner.x1) - max(outer.x0, inner.x0)
    down = min(outer.bottom, inner.bottom) - max(outer.top, inner.top)
    return across > _PART * max(inner.width, 0.01) and down > _PART * max(inner.height, 0.01)


def _joined(first: str, second: str) -> str:
    """Text over two lines; an address goes on where it was broken, a word without its hyphen."""
    if "/" in first and " " not in first:
        return first + second
    if first.endswith("-") and second[:1].islower():
        return first[:-1] + second
    return f"{first} {second}"
