"""Blocks: lines that are set alike and stand close together; and their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.german.hyphenation import Vocabulary, joined_text
from extract.layout.geometry import alike
from extract.layout.records import Line, Region

_SAME_SIZE = 0.1
"""Part of its size by which type may differ within a block."""
_CLOSE_EM = 0.9
"""White space between two lines of a block, at most."""


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
    em = max(one.style.size, two.style.size)
    return alike(one.style, two.style, size=_SAME_SIZE, bold=False) and two.gap_above <= _CLOSE_EM * em
