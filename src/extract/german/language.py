"""In which language a text is written, as far as its function words show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from extract.base.shipped import shipped_yaml

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 60
"""Running words below which nothing is said: a list of names has no language."""
_MORE = 2.0
"""So many times as many function words of another language as of German make a text one in that language."""
_LEAST_PART = 0.08
"""Part of all words that the other language's function words are at least."""


@cache
def _words() -> dict[str, str]:
    """Language by function word; words of several languages are left out."""
    lists: dict[str, list[str]] = shipped_yaml("extract.german", "languages.yaml")
    count = Counter(word for words in lists.values() for word in words)
    return {word: language for language, words in lists.items() for word in words if count[word] == 1}


def other_language(lines: Iterable[str]) -> str | None:
    """The language (ISO 639-1) of a text that is not German; None for German, and where it cannot be said.

    Args:
        lines: the text in pieces.
    """
    known = _words()
    counted: Counter[str | None] = Counter()
    for line in lines:
        counted.update(map(known.get, _WORD.findall(line.lower())))
    words, german = counted.total(), counted["de"]
    found = [(count, language) for language, count in counted.items() if language not in (None, "de")]
    if words < _FEWEST_WORDS or not found:
        return None
    count, language = max(found)
    return language if count >= _LEAST_PART * words and count >= _MORE * german else None
