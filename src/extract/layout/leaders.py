"""Leaders: rows of dots, or a line, from a tab stop to the next. They are white space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.pdf.page.words import LEADERS
from extract.pdf.records import Word

_APART_EM = 2.0
"""Single dots of one leader stand no further apart."""


def without_leaders(words: Sequence[Word]) -> list[Word]:
    """The words that are no leaders: so many dots in one word, or so many one after the other."""
    if not any(word.text[0] in LEADERS for word in words):
        return list(words)
    return [word for run in _runs(words) if not _is_leader(run) for word in run]


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words of dots that follow each other on one line together, all others alone."""
    run: list[Word] = []
    for word in words:
        dots = LEADERS.keys() >= set(word.text)
        if run and not (dots and _follows(run[-1], word)):
            yield run
            run = []
        if dots:
            run.append(word)
        else:
            yield [word]
    if run:
        yield run


def _follows(left: Word, right: Word) -> bool:
    gap = right.box.x0 - left.box.x1
    return 0 <= gap < _APART_EM * right.size and abs(left.box.bottom - right.box.bottom) < 0.1 * right.size


def _is_leader(run: Sequence[Word]) -> bool:
    text = "".join(word.text for word in run)
    return LEADERS.keys() >= set(text) and len(text) >= LEADERS[text[0]]
