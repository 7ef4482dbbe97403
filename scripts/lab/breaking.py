"""Text to lines: German hyphenation, hyphens that stay, addresses that break without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pyphen

from scripts.lab.ink import Face

ADDRESS = re.compile(r"^(https?://|www\.)|\.[a-z]+/")
"""Also what is left of an address after its first line."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; ``sup`` is set small and high; ``glued`` has no space before it."""

    text: str
    face: Face = "regular"
    sup: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    runs: tuple[Run, ...]
    width: float
    last: bool
    """True for the last line of a paragraph: never stretched."""


Measure = Callable[[str, Face, bool], float]


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE", left=3, right=3)


def places(word: str) -> Iterator[tuple[int, bool]]:
    """Where a word may be broken, from the right: index, and whether a hyphen has to be added."""
    if ADDRESS.search(word):
        yield from ((i, False) for i in range(len(word) - 3, 10, -1) if word[i - 1] in "/-")
        return
    found: dict[int, bool] = {}
    for match in re.finditer(r"[A-Za-zÄÖÜäöüß]{6,}", word):
        for place in _dictionary().positions(match.group()):
            found[match.start() + place] = True
    for match in re.finditer(r"(?<=[A-Za-zÄÖÜäöüß₂])[-–/](?=[A-Za-zÄÖÜäöüß]{2})", word):
        found[match.end()] = False
    yield from sorted(found.items(), reverse=True)


def break_lines(runs: Sequence[Run], limit: float, measure: Measure, hyphen: str | None) -> list[Line]:
    """Break runs into lines.

    Args:
        runs: the paragraph; spaces inside and between runs are break places unless a run is glued.
        limit: width of the column, in points.
        measure: width of a text in a face; the flag asks for the small size of superscripts.
        hyphen: the character put at a broken word's end; None: words are broken only where the text
            itself has a hyphen.
    """
    space = measure(" ", "regular", False)
    queue = [token for run in runs for token in _tokens(run)]
    lines: list[Line] = []
    current: list[Run] = []
    used = 0.0

    def close(last: bool) -> None:
        nonlocal current, used
        lines.append(Line(tuple(current), used, last))
        current, used = [], 0.0

    while queue:
        token = queue.pop(0)
        lead = 0.0 if not current or token.glued else space
        size = measure(token.text, token.face, token.sup)
        group = size + sum(measure(t.text, t.face, t.sup) for t in _glued_after(queue))
        if used + lead + group <= limit:
            current.append(token)
            used += lead + size
            continue
        if not token.sup and (split := _split(token, limit - used - lead, measure, hyphen)):
            head, tail = split
            current.append(head)
            used += lead + measure(head.text, head.face, False)
            queue.insert(0, tail)
            close(False)
            continue
        if not current:  # wider than the column and unbreakable: let it stand out
            current.append(token)
            used = size
            continue
        close(False)
        queue.insert(0, Run(token.text, token.face, token.sup, False))
    if current:
        close(True)
    return lines


def _tokens(run: Run) -> list[Run]:
    words = [word for word in run.text.split(" ") if word]
    return [Run(word, run.face, run.sup, run.glued and i == 0) for i, word in enumerate(words)]


def _glued_after(queue: Sequence[Run]) -> Iterator[Run]:
    for token in queue:
        if not token.glued:
            return
        yield token


def _split(token: Run, room: float, measure: Measure, hyphen: str | None) -> tuple[Run, Run] | None:
    for place, add in places(token.text):
        if add and hyphen is None:
            continue
        head = token.text[:place] + (hyphen or "") * add
        if measure(head, token.face, False) <= room:
            return Run(head, token.face, False, token.glued), Run(token.text[place:], token.face)
    return None
