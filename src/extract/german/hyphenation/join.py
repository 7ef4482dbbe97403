"""Joining printed lines to running text, every character traceable to its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from extract.german.hyphenation.addresses import continues_address, in_address
from extract.german.hyphenation.characters import DASHES, HYPHENS, SOFT_HYPHEN, clean_line, is_lost_hyphen
from extract.german.hyphenation.rules import LineEnd, Verdict, decide
from extract.german.hyphenation.vocabulary import EMPTY, Vocabulary
from extract.german.records import HyphenDecision, JoinedText
from extract.offsets import Piece, merge


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
            sources = range(len(line)) if clean.sources is None else clean.sources
            writer.add_line(clean.text, [base + source for source in sources], fresh=fresh)
            fresh = False
        base += len(line) + 1
    return writer.finish()


class _Writer:
    """The text so far, character by character with its place, so that a hyphen at its end can still go."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.chars: list[str] = []
        self.sources: list[int] = []
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
        pieces = (
            Piece(target, source, 1) for target, source in enumerate(self.sources) if source != _INSERTED
        )
        return JoinedText(text="".join(self.chars), offsets=merge(pieces), decisions=tuple(self.decisions))

    def _add(self, text: str, sources: Sequence[int], ahead: str, *, fresh: bool, at_line_end: bool) -> None:
        if self.chars:
            if fresh:
                self._name_hyphen()
                self._insert("\n")
            else:
                self._close(ahead, at_line_end=at_line_end)
        self.chars.extend(_HARD.get(char, char) for char in text[:-1])
        self.chars.append(text[-1])
        self.sources.extend(sources)

    def _close(self, ahead: str, *, at_line_end: bool) -> None:
        """Decide on the end of the text so far, ``ahead`` being what follows it."""
        tail = "".join(self.chars[-_TAIL:])
        # Nothing before a kept line break belongs to the word.
        tail = tail.rpartition("\n")[2]
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
            self.chars.pop()
            self.sources.pop()
        else:
            self._name_hyphen(decided=True)
        if spaced:
            self._insert(" ")
        self.decisions.append(
            HyphenDecision(left=left, right=right, joined=joined, spaced=spaced, reason=verdict.reason)
        )

    def _name_hyphen(self, *, decided: bool = False) -> None:
        """Write a hyphen that stays at the end of the text as the plain one, whatever its code."""
        if self.chars and (self.chars[-1] == SOFT_HYPHEN or (decided and is_lost_hyphen(self.chars[-1]))):
            self.chars[-1] = "-"

    def _insert(self, char: str) -> None:
        self.chars.append(char)
        self.sources.append(_INSERTED)


_INSERTED = -1

_TAIL = 300
"""Characters a rule looks back: longer than any printed address."""

_HARD = {SOFT_HYPHEN: "-"}
"""A soft hyphen that stays inside a line: the glyph is printed there, so it is a hyphen."""


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
