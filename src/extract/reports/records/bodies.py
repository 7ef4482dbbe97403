"""Texts of cells: printed lines joined as German text, every character with its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extract.base.offsets import OffsetMap, Piece, identity, merge
from extract.german.hyphenation import Vocabulary, join_lines
from extract.german.hyphenation.lexicon import is_known
from extract.layout.lines import printed_lines
from extract.layout.records import Line
from extract.layout.runs import Run
from extract.layout.text import PlacedText, placed
from extract.pdf.records import Box
from extract.reports.text.passages import Part, passage

_TIGHT_EM = 1.6
"""A line that ends so close to the edge of its cell was broken by it."""
_SHORTEST_SENTENCE_END = 3
_VOWEL = re.compile(r"[aeiouyäöü]", re.IGNORECASE)
_PLAIN = re.compile(r"[\w.,:;/()€%„“–-]+(?: [\w.,:;/()€%„“–-]+)*")
"""A line that needs no cleaning: no spaces and hyphens of other codes."""
_LETTERS_ONLY = re.compile(r"[^\W\d_]+")

DOTS = frozenset("●⬤◉○◯■□◼◻▲▼◆•⚫⚪🔴🟠🟡🟢🔵⭕")
"""Signs that are printed for their colour; a list mark that stands alone in a cell is one as well."""


def body_of(lines: Sequence[Line], edge: float | None, vocabulary: Vocabulary, *, flat: bool) -> PlacedText:
    """The text of a cell.

    Args:
        lines: its printed lines from top to bottom.
        edge: right edge of the cell in points; None where it is not drawn.
        vocabulary: the document's words.
        flat: whether it is all one line (a title, a name, a figure); else lists and paragraphs are kept.
    """
    lines = [line for line in lines if line.words]
    if len(lines) == 1 and _PLAIN.fullmatch(lines[0].text):
        return placed([[(word.text, word.box, word.glued) for word in lines[0].words]])
    if flat or len(lines) == 1:
        raw = placed(
            [
                [(word.text, word.box, word.glued and index > 0) for index, word in enumerate(line.words)]
                for line in lines
            ]
        )
        joined = join_lines(raw.text.split("\n") if lines else [], vocabulary=vocabulary)
        body = raw.cleaned(joined.text, joined.offsets)
    else:
        body = passage([Part(line) for line in lines], vocabulary)
    for left, right in _cut_words(lines, edge, vocabulary):
        body = without(body, f"{left} {right}", len(left))
    return body


def _cut_words(lines: Sequence[Line], edge: float | None, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Words that the edge of a cell cut in two without a hyphen."""
    if len(lines) < 2:
        return []
    right_edge = edge if edge is not None else max(line.box.x1 for line in lines)
    found: list[tuple[str, str]] = []
    for line, following in itertools.pairwise(lines):
        if right_edge - line.box.x1 > _TIGHT_EM * line.style.size or line.page != following.page:
            continue
        last, first = line.words[-1].text, following.words[0].text
        left, right = _tail(last), _opening(first)
        if left and right and right[0].islower() and is_one_word(left, right, vocabulary):
            found.append((left, right))
    return found


def _tail(word: str) -> str:
    return word.rpartition("-")[2] if _LETTERS_ONLY.fullmatch(word.rpartition("-")[2]) else ""


def _opening(word: str) -> str:
    """The letters that a line begins with; none where they are an abbreviation ("d. h.")."""
    match = _LETTERS_ONLY.match(word)
    if match is None or (len(match.group()) < _SHORTEST_SENTENCE_END and word[match.end() :].startswith(".")):
        return ""
    return match.group()


def is_one_word(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Whether two halves at the end of a line and the beginning of the next are one word.

    They are where the document prints it whole; else where not both halves are words, and both together are
    a word or a compound of words.
    """
    if vocabulary.joined(left, right):
        return not (is_known(left) and is_known(right))
    if len(right) <= _REST and _VOWEL.search(right) is None:
        return not is_known(left)
    if is_known(left):
        return not is_known(right) and is_known(left + right)
    return is_known(left + right) or (is_compound(left + right) and not is_compound(left))


_REST = 2
"""Letters of a rest that is no word where it has no vowel."""
_PART = 4
"""Letters of the shortest part of a compound."""
_JOINTS = ("", "s", "n", "en", "es", "-")


@lru_cache(maxsize=8_192)
def is_compound(word: str, parts: int = 3) -> bool:
    """Whether a word is made of so many known words at most, with the joints that German puts between them.

    >>> is_compound("Klimaschutzmanagement"), is_compound("Klimaschutzmanagem")
    (True, False)
    """
    if len(word) >= _PART and is_known(word):
        return True
    if parts < 2:
        return False
    for cut in range(_PART, len(word) - _PART + 1):
        head, rest = word[:cut], word[cut:]
        stems = [head.removesuffix(joint) for joint in _JOINTS if head.endswith(joint)]
        if any(len(stem) >= _PART and is_known(stem) for stem in stems) and is_compound(rest, parts - 1):
            return True
    return False


def without(body: PlacedText, words: str, place: int) -> PlacedText:
    """The text without the sign at a place within some words of it; unchanged where they are not found."""
    start = body.text.find(words)
    if start < 0:
        start = body.text.find(words.replace(" ", "\n", 1))
        if start < 0:
            return body
    cut = start + place
    text = body.text[:cut] + body.text[cut + 1 :]
    offsets = merge([Piece(0, 0, cut), Piece(cut, cut + 1, len(body.text) - cut - 1)])
    return body.cleaned(text, offsets)


def lines_of(cells: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of cells that one text runs over, those on one height put together."""
    if len(cells) == 1:
        return list(cells[0])
    pages: dict[int, list[Line]] = {}
    for lines in cells:
        for line in lines:
            pages.setdefault(line.page, []).append(line)
    found: list[Line] = []
    for page in sorted(pages):
        words = [word for line in pages[page] for word in line.words]
        found += printed_lines(words, region=pages[page][0].region)
    return found


def without_dot(lines: Sequence[Line]) -> list[Line]:
    """Lines of a status without the coloured dot before its words."""
    if not lines or not lines[0].words:
        return list(lines)
    first = lines[0]
    words = list(first.words)
    if len(words) > 1 and set(words[0].text) <= DOTS:
        made = replace(first, words=(replace(words[1], glued=False), *words[2:]))
        return [made, *lines[1:]]
    return list(lines)


def word_at(text: str, box: Box) -> PlacedText:
    """A text that is not printed as such and stands for what a box shows."""
    return placed([[(text, box, False)]])


def joined(bodies: Sequence[PlacedText]) -> PlacedText:
    """Texts one below the other, each on a line of its own."""
    if len(bodies) == 1:
        return bodies[0]
    text, runs, pieces = "", list[Run](), list[Piece]()
    source = line = 0
    for body in bodies:
        if text:
            text += "\n"
        own = list(body.runs)
        pieces += [
            Piece(piece.target + len(text), piece.source + source, piece.length)
            for piece in body.offsets.pieces
        ]
        runs += [Run(run.start + source, run.end + source, run.line + line, run.box) for run in own]
        text += body.text
        source += max((run.end for run in own), default=0) + 1
        line += max((run.line for run in own), default=-1) + 1
    return PlacedText(text, runs, OffsetMap(tuple(pieces)))


__all__ = ["body_of", "identity", "joined", "lines_of", "without", "without_dot", "word_at"]
