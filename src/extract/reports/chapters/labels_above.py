"""Labels side by side above their values, in one line each: told apart by the columns they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.layout.records import Line
from extract.layout.text import around
from extract.pdf.records import Word
from extract.reports.names.lexicon import Lexicon

_GAP_EM = 1.2
"""White space between two labels of one line, at least."""
_COLUMN_EM = 0.5
"""A value may begin so far left of its label."""
_ALIGNED_EM = 0.25
"""A value that nearly touches the one before it begins so exactly below its label."""
_MOST_LINES = 4
"""Lines of the values below such labels, at most."""


def in_columns(lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    """The lines of a block with each label right above its own value.

    Args:
        lines: of one block, from top to bottom.
        lexicon: all labels of such a row are known to it.
    """
    found: list[Line] = []
    place = 0
    while place < len(lines):
        labels = _chunks(lines[place].words)
        if len(labels) < 2 or not all(lexicon.find(_text(words)) for words in labels):
            found.append(lines[place])
            place += 1
            continue
        end = _end(lines, place, labels)
        if end == place + 1:
            found.append(lines[place])
        else:
            found += _by_column(lines[place:end], labels)
        place = end
    return found


def _chunks(words: Sequence[Word]) -> list[list[Word]]:
    """Words with a word space between them, from left to right."""
    chunks: list[list[Word]] = []
    for word in words:
        if chunks and word.box.x0 - chunks[-1][-1].box.x1 < _GAP_EM * word.size:
            chunks[-1].append(word)
        else:
            chunks.append([word])
    return chunks


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _column(word: Word, labels: Sequence[Sequence[Word]]) -> int:
    """The column that a word stands in: that of the last label which does not begin right of it."""
    left = word.box.x0 + _COLUMN_EM * word.size
    return max((number for number, words in enumerate(labels) if words[0].box.x0 <= left), default=0)


def _end(lines: Sequence[Line], place: int, labels: Sequence[Sequence[Word]]) -> int:
    """Index behind the values: lines close below whose words leave the columns apart."""
    end = place + 1
    while end < len(lines) and end - place <= _MOST_LINES:
        line = lines[end]
        if line.gap_above > line.style.size or line.region != lines[place].region:
            break
        if any(_crosses(chunk, labels) for chunk in _chunks(line.words)):
            break
        end += 1
    return end


def _crosses(words: Sequence[Word], labels: Sequence[Sequence[Word]]) -> bool:
    """Whether words run on from one column to the next: none begins right below the next label."""
    for left, right in pairwise(words):
        column = _column(right, labels)
        edge = labels[column][0].box.x0
        if column != _column(left, labels) and abs(right.box.x0 - edge) > _ALIGNED_EM * right.size:
            return True
    return False


def _by_column(lines: Sequence[Line], labels: Sequence[Sequence[Word]]) -> list[Line]:
    found: list[Line] = []
    for column in range(len(labels)):
        for line in lines:
            words = tuple(word for word in line.words if _column(word, labels) == column)
            if words:
                box = around(word.box for word in words)
                found.append(replace(line, words=words, box=box, before=(), after=()))
    return found
