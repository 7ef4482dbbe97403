"""Blocks: lines that are set alike and stand close together; and their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.german.hyphenation import Vocabulary, joined_text
from extract.layout.records import Line, Region


def joined(lines: Sequence[Line], vocabulary: Vocabulary) -> str:
    """The lines as one running text."""
    return joined_text([line.text for line in lines], vocabulary=vocabulary)


def blocks_of(region: Region) -> Iterator[list[Line]]:
    """Runs of lines of a region that are set alike and stand close together."""
    group: list[Line] = []
    for line in region.lines:
        if group and not _alike(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _alike(one: Line, two: Line) -> bool:
    return (
        one.style.font == two.style.font
        and abs(one.style.size - two.style.size) <= 0.1 * max(one.style.size, two.style.size)
        and two.gap_above <= 0.9 * max(one.style.size, two.style.size)
    )
