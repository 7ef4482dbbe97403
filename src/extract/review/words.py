"""Texts word by word: what two of them share, and how alike they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from extract.review.records import WordKind, WordRun

_TOKEN = re.compile(
    r"""
      \s+                            # space between words
    | \w+ (?: [-.,’'/@] \w+ )*       # a word or number with its inner signs: 2.687.000, Start-up, 30.04
    | .                              # any other sign stands alone
    """,
    re.VERBOSE,
)


def word_runs(old: str, new: str) -> tuple[WordRun, ...]:
    """How the new text came from the old one.

    The runs of kind ``same`` and ``gone`` give the old text, those of ``same`` and ``new`` the new one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[tuple[WordKind, str]] = []
    for step in Indel.opcodes(before, after):
        gone = "".join(before[step.src_start : step.src_end])
        came = "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal":
            runs.append(("same", gone))
        else:
            runs.extend(_change(gone, came))
    return tuple(WordRun(kind, text) for kind, text in _calmed(runs))


def _change(gone: str, came: str) -> list[tuple[WordKind, str]]:
    runs: list[tuple[WordKind, str]] = [("gone", gone), ("new", came)]
    return [(kind, text) for kind, text in runs if text]


def _calmed(runs: list[tuple[WordKind, str]]) -> list[tuple[WordKind, str]]:
    """Changes parted by nothing but a space are one change: single words in a row are hard to read."""
    calm: list[tuple[WordKind, str]] = []
    gone = came = ""

    def flush() -> None:
        nonlocal gone, came
        calm.extend(_change(gone, came))
        gone = came = ""

    for place, (kind, text) in enumerate(runs):
        if kind == "gone":
            gone += text
        elif kind == "new":
            came += text
        elif gone and came and text.isspace() and place + 1 < len(runs):
            gone, came = gone + text, came + text
        else:
            flush()
            calm.append(("same", text))
    flush()
    return calm


def around(runs: Sequence[WordRun], *, near: int = 4) -> tuple[WordRun, ...]:
    """The differences with a few words of what both texts share on either side, the rest as ``…``."""
    short = []
    for place, run in enumerate(runs):
        if run.kind != "same":
            short.append(run)
            continue
        words = run.text.split()
        before, after = place > 0, place < len(runs) - 1
        if len(words) <= near * (before + after):
            short.append(run)
            continue
        kept = run.text[0].isspace() * " " + " ".join(words[:near]) + " … " if before else "… "
        ends = " ".join(words[-near:]) + run.text[-1].isspace() * " " if after else ""
        short.append(WordRun("same", kept + ends))
    return tuple(short)


def likeness(old: str, new: str) -> float:
    """0 to 1: the share of characters, word by word, that both texts have in common."""
    if old == new:
        return 1.0
    before, after = old.casefold().split(), new.casefold().split()
    by_words = Indel.normalized_similarity(before, after) if before and after else 0.0
    by_signs = Indel.normalized_similarity(old.casefold(), new.casefold())
    return (by_words + by_signs) / 2


def shingles(text: str, *, size: int = 3) -> Counter[tuple[str, ...]]:
    """Runs of ``size`` words: two texts share them by copying, hardly ever by chance."""
    words = re.findall(r"\w+", text.casefold())
    return Counter(tuple(words[place : place + size]) for place in range(len(words) - size + 1))


def shared(old: Counter[tuple[str, ...]], new: Counter[tuple[str, ...]]) -> float:
    """0 to 1: the share of the shorter text's shingles that the other one has, too."""
    smaller = min(old.total(), new.total())
    return (old & new).total() / smaller if smaller else 0.0
