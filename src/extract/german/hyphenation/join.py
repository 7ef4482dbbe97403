"""Joining printed lines to running text, every character traceable to its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from extract.base.offsets import OffsetMap, Piece
from extract.german.hyphenation.addresses import continues_address, in_address
from extract.german.hyphenation.characters import DASHES, HYPHENS, SOFT_HYPHEN, clean_line, is_lost_hyphen
from extract.german.hyphenation.rules import LineEnd, Verdict, decide
from extract.german.hyphenation.vocabulary import EMPTY, Vocabulary
from extract.german.records import HyphenDecision, JoinedText


def join_lines(
    lines: Sequence[str],
    *,
    vocabulary: Vocabulary | None = None,
    breaks: Sequence[bool] | None = None,
) -> JoinedText:
    """Undo the line ends of a text as a German reader would.

    Never changes a letter: without white space and hyphens, and after NFC and resolved ligatures, input
    and output are the same string. All white space, also U+00A0, U+202F and thin spaces, becomes the plain
    space; hyphens of whatever code become U+002D; zero-width characters go.

    Args:
        lines: printed lines in reading order, without their line ends. Lines without text are skipped.
        vocabulary: the document's words, `Vocabulary.from_lines` of all its lines; without it the decisions
            rest on the rules and dictionaries alone.
        breaks: as long as ``lines``; ``breaks[i]`` keeps the line break before line i, as ``\\n``
            (a new paragraph or list item).

    Returns:
        The text, its offset map back to ``"\\n".join(lines)``, and a decision for each line-end hyphen.

    Raises:
        ValueError: ``breaks`` is not as long as ``lines``.
    """
    if breaks is not None and len(breaks) != len(lines):
        raise ValueError(f"{len(breaks)} breaks for {len(lines)} lines")
    writer = _Writer(vocabulary or EMPTY)
    base = 0
    fresh = False
    for index, line in enumerate(lines):
        fresh = fresh or bool(breaks and breaks[index])
        clean = clean_line(line)
        if clean.text:
            sources: Sequence[int] = (
                range(base, base + len(line))
                if clean.sources is None
                else [base + source for source in clean.sources]
            )
            writer.add_line(clean.text, sources, fresh=fresh)
            fresh = False
        base += len(line) + 1
    return writer.finish()


def joined_text(lines: Sequence[str], *, vocabulary: Vocabulary | None = None) -> str:
    """The text of `join_lines` alone; a single line, the most frequent case, needs no joining."""
    if len(lines) == 1 and SOFT_HYPHEN not in lines[0]:
        return clean_line(lines[0]).text
    return join_lines(lines, vocabulary=vocabulary).text


class _Writer:
    """The text so far with the place of its characters; a hyphen at its end can still go."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.parts: list[str] = []
        """The text; no part is empty, and the last character of the text is a part of its own."""
        self.tail = ""
        """The last characters of the text, as far back as the rules look."""
        self.length = 0
        self.pieces: list[Piece] = []
        self.decisions: list[HyphenDecision] = []

    def add_line(self, text: str, sources: Sequence[int], *, fresh: bool) -> None:
        """Append one clean line: ``fresh`` on a line of its own, else to what stands before it."""
        start = 0
        at_line_end = True
        for end in _soft_breaks(text):
            self._add(text[start:end], sources[start:end], text[start:], fresh=fresh, at_line_end=at_line_end)
            start, fresh, at_line_end = end, False, False
        self._add(text[start:], sources[start:], text[start:], fresh=fresh, at_line_end=at_line_end)

    def finish(self) -> JoinedText:
        """The text with its map and decisions."""
        self._name_hyphen()
        return JoinedText(
            text="".join(self.parts), offsets=OffsetMap(tuple(self.pieces)), decisions=tuple(self.decisions)
        )

    def _add(self, text: str, sources: Sequence[int], ahead: str, *, fresh: bool, at_line_end: bool) -> None:
        if self.parts:
            if fresh:
                self._name_hyphen()
                self._insert("\n")
            else:
                self._close(ahead, at_line_end=at_line_end)
        if len(text) > 1:
            # A soft hyphen that stays inside a line: the glyph is printed there, so it is a hyphen.
            self.parts.append(text[:-1].replace(SOFT_HYPHEN, "-"))
        self.parts.append(text[-1])
        self.tail = (self.tail + text[:-1].replace(SOFT_HYPHEN, "-") + text[-1])[-_TAIL:]
        if isinstance(sources, range):
            self._place(sources.start, len(sources))
        else:
            for source in sources:
                self._place(source, 1)

    def _place(self, source: int, length: int) -> None:
        """The next characters of the text came from here."""
        last = self.pieces[-1] if self.pieces else None
        if last and last.target + last.length == self.length and last.source + last.length == source:
            self.pieces[-1] = Piece(last.target, last.source, last.length + length)
        else:
            self.pieces.append(Piece(self.length, source, length))
        self.length += length

    def _close(self, ahead: str, *, at_line_end: bool) -> None:
        """Decide on the end of the text so far, ``ahead`` being what follows it."""
        # Nothing before a kept line break belongs to the word.
        tail = self.tail.rpartition("\n")[2]
        before, _, left = tail.rpartition(" ")
        right, _, after = ahead.partition(" ")
        if not _is_word_hyphen(left, right):
            if not _safe(left, right) or (at_line_end and not _goes_on(left, right)):
                self._insert(" ")
            return
        end = LineEnd(
            left=left[:-1],
            before=before.rpartition(" ")[2],
            right=right,
            after=after,
            vocabulary=self.vocabulary,
            dash=left[-1] in DASHES,
        )
        verdict = decide(end)
        spaced = verdict.action == "space" and at_line_end
        joined = verdict.action == "join"
        if joined and not _safe(left[:-1], right):
            joined, verdict = False, Verdict("keep", "sign-follows")
        if joined:
            self._drop_hyphen()
        else:
            self._name_hyphen(decided=True)
        if spaced:
            self._insert(" ")
        self.decisions.append(
            HyphenDecision(left=left, right=right, joined=joined, spaced=spaced, why=verdict.reason)
        )

    def _name_hyphen(self, *, decided: bool = False) -> None:
        """Write a hyphen that stays at the end of the text as the plain one, whatever its code."""
        if self.parts and (self.parts[-1] == SOFT_HYPHEN or (decided and is_lost_hyphen(self.parts[-1]))):
            self.parts[-1] = "-"
            self.tail = self.tail[:-1] + "-"

    def _drop_hyphen(self) -> None:
        """Take back the last character."""
        self.parts.pop()
        self.tail = self.tail[:-1]
        self.length -= 1
        last = self.pieces.pop()
        if last.length > 1:
            self.pieces.append(Piece(last.target, last.source, last.length - 1))

    def _insert(self, char: str) -> None:
        self.parts.append(char)
        self.tail = (self.tail + char)[-_TAIL:]
        self.length += 1


_TAIL = 300
"""Characters a rule looks back: longer than any printed address."""


def _soft_breaks(text: str) -> list[int]:
    """Ends of the pieces of a line that end in a soft hyphen between two letters.

    Some writers leave the code where nothing is printed, others use it for the hyphen itself: only the
    two halves tell, as at a line's end.
    """
    if SOFT_HYPHEN not in text:
        return []
    return [
        index + 1
        for index in range(1, len(text) - 1)
        if text[index] == SOFT_HYPHEN and text[index - 1].isalnum() and text[index + 1].isalnum()
    ]


def _is_word_hyphen(left: str, right: str) -> bool:
    """Whether the last character before a line end is a hyphen or stands in its place."""
    if not left:
        return False
    last = left[-1]
    if last in HYPHENS:
        return True
    if len(left) < 2 or not left[-2].isalpha():
        return False
    if last in DASHES:
        return True
    return is_lost_hyphen(last) and right[:1].isalpha()


def _goes_on(left: str, right: str) -> bool:
    """Whether a line that ends without hyphen and the next one have no space between them."""
    if not left or not _safe(left, right):
        return False
    if continues_address(left, right):
        return True
    if in_address(left):
        return False
    if len(left) > 1 and left.endswith("/") and (left[-2].isalnum() or left[-2] in '.)-“"*'):
        return right[:1].isalnum() or right[:1] in "-„(*"
    if len(right) > 1 and right.startswith("/") and left[-1].isalnum():
        return right[1].isalnum() or right[1] == "-"
    if left[-1] in DASHES and len(left) > 1 and left[-2].isnumeric():
        return right[:1].isnumeric()
    return bool(left[-1].isalpha() and _GENDER_START.match(right))


_GENDER_START = re.compile(r"[*_:]in(?:nen)?\b")


def _safe(left: str, right: str) -> bool:
    """Whether putting two texts together leaves them in NFC (no combining mark comes after a letter)."""
    return unicodedata.is_normalized("NFC", left[-3:] + right[:3])
