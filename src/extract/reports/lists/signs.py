"""Signs and letters that stand for a status, and the legend in the text that says what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.layout.records import Line
from extract.reports.lists.columns import Column
from extract.reports.lists.row_cells import Row, clean

_LONGEST_SIGN = 3
_MOST_SIGNS = 8
_FEWEST_SIGNS = 2
"""A legend explains so many signs of a column at least: one alone may be a list mark, or a word."""
_EQUALS = "=:–-→"
"""Between a sign and its meaning; a letter has one of them, or it is a word like others."""
_ENDS = " ,;|/"
_LONGEST_MEANING = 60


def signs_in(column: Column, rows: Sequence[Row]) -> frozenset[str]:
    """The signs that a column has for its values; none where it holds words or figures.

    Letters are signs in a column of the status only.
    """
    signs: set[str] = set()
    for row in rows:
        text = row.text(column.index)
        if len(text) > _LONGEST_SIGN or any(sign.isdigit() for sign in text):
            return frozenset()
        if column.kind != "status" and any(sign.isalpha() for sign in text):
            return frozenset()
        signs.add(text)
        if len(signs) > _MOST_SIGNS:
            return frozenset()
    signs.discard("")
    return frozenset(signs) if len(signs) >= _FEWEST_SIGNS else frozenset()


def meanings(lines: Iterable[Line], signs: frozenset[str]) -> dict[str, str]:
    """What the lines of a legend say that signs mean; nothing where they explain fewer than two.

    Args:
        lines: of the text beside a table.
        signs: of one of its columns.
    """
    found: dict[str, str] = {}
    for line in lines:
        for sign, meaning in _explained(line, signs):
            found.setdefault(sign, meaning)
    return found if len(found) >= _FEWEST_SIGNS else {}


def _explained(line: Line, signs: frozenset[str]) -> Iterable[tuple[str, str]]:
    """Signs of a line with the words behind each of them."""
    words = [clean(word.text) for word in line.words]
    places = [place for place, word in enumerate(words) if word.rstrip(_EQUALS) in signs]
    for place, following in pairwise([*places, len(words)]):
        sign = words[place].rstrip(_EQUALS)
        behind = words[place + 1 : following]
        equals = words[place] != sign or (bool(behind) and behind[0] in _EQUALS)
        if words[place] == sign and equals:
            behind = behind[1:]
        meaning = " ".join(behind).strip(_ENDS)
        if (equals or not sign.isalnum()) and 0 < len(meaning) <= _LONGEST_MEANING:
            yield sign, meaning
