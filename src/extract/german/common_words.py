"""Words by which two German sentences on one subject cannot be compared."""

from __future__ import annotations

from functools import cache
from itertools import chain

from extract.base.shipped import shipped_yaml


@cache
def common_words() -> frozenset[str]:
    """Frequent words of four letters and more without a subject of their own, in small letters."""
    return frozenset(chain.from_iterable(shipped_yaml(__package__, "common_words.yaml")))
