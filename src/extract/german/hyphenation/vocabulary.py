"""The document's own words: the best witness of how a word broken at a line's end is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from extract.german.hyphenation.characters import DASHES, HYPHENS, clean_line, is_lost_hyphen

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_AT_ONCE = 10_000
"""Words counted at a time: one by one is slow, all at once needs memory for all."""
_ADDRESS_MARKS = ("www.", "://", "@")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often words are printed whole, by their parts.

    Attributes:
        words: parts without hyphen (``Start-up-Szene`` has three) as printed -> count.
        pairs: neighbours with a hyphen between them (``start-up``, ``up-szene``), lower case -> count.
        folded: ``words`` in lower case -> count.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, int] = field(default_factory=dict)
    folded: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> Vocabulary:
        """Words of printed lines; the halves of a word broken at a line's end do not count.

        Args:
            lines: the document's lines in reading order, as printed.
        """
        return cls.from_texts(_whole_words(lines))

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> Vocabulary:
        """Words of running texts in which no word is broken."""
        words: Counter[str] = Counter()
        found: list[str] = []
        pairs: Counter[str] = Counter()
        for text in texts:
            if any(mark in text for mark in _ADDRESS_MARKS):
                text = " ".join(
                    token for token in text.split() if not any(mark in token for mark in _ADDRESS_MARKS)
                )
            if len(found) > _AT_ONCE:
                words.update(found)
                found.clear()
            tokens = _WORD.findall(text)
            if "-" not in text:
                found += tokens
                continue
            for token in tokens:
                parts = token.split("-")
                found += parts
                pairs.update(f"{left}-{right}".lower() for left, right in pairwise(parts))
        words.update(found)
        folded: Counter[str] = Counter()
        for word, count in words.items():
            folded[word.lower()] += count
        return cls(words, pairs, folded)

    def joined(self, left: str, right: str, *, exact: bool = False) -> int:
        """How often the two halves are printed as one word; ``exact``: in this very spelling."""
        return self.words.get(left + right, 0) if exact else self.folded.get((left + right).lower(), 0)

    def hyphened(self, left: str, right: str) -> int:
        """How often the two halves are printed with a hyphen between them, in whatever case."""
        return self.pairs.get(f"{left}-{right}".lower(), 0)


def _whole_words(lines: Iterable[str]) -> Iterable[str]:
    broken = False
    for line in lines:
        text = clean_line(line).text
        if not text:
            continue
        if broken:
            text = text.partition(" ")[2]
        broken = bool(text) and (text[-1] in HYPHENS or text[-1] in DASHES or is_lost_hyphen(text[-1]))
        if broken:
            text = text.rpartition(" ")[0]
        yield text


EMPTY = Vocabulary()
