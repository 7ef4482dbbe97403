"""What is known of German words without looking at the document: lemmata and legal breaks.

simplemma's word list and pyphen's patterns are loaded at the first question, not at import.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen


@lru_cache(maxsize=65536)
def is_known(word: str) -> bool:
    """Whether a German word form is in simplemma's list; upper and lower case are one."""
    if len(word) < 2:
        return False
    from simplemma import is_known as simplemma_knows

    # The same answers from the packed list, without a hundred megabytes for the unpacked one.
    return any(simplemma_knows(form, lang="de", low_memory=True) for form in (word, word.lower()))


@lru_cache(maxsize=1)
def _patterns() -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang="de_DE", left=2, right=2)


@lru_cache(maxsize=65536)
def is_legal_break(word: str, position: int) -> bool:
    """Whether German rules allow to break ``word`` before the character at ``position``."""
    return position in _patterns().positions(word.lower())
