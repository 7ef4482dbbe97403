"""Running heads and feet, and page numbers: lines at the edges of pages that belong to no page's content.

They are known by their place: the same words at the same height of several pages, numbers that count with
the pages, or one line set apart at the same height of most pages, whatever it says (the name of the chapter).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.layout.geometry import PLACE
from extract.layout.records import Line, PageLayout, Style

EDGE = 0.14
"""Running heads and feet stand in this part of the page's height at its top and bottom."""
_FEWEST_PAGES = 3
_REPEATED = 0.05
"""Part of the pages of a long document on which words stand again, at least."""
_TITLE = 1.2
"""So many times larger than a line is the title above it."""
_MOST_PAGES = 0.6
"""Part of the pages that have a line at one height, where its words change."""
_APART_EM = 0.8
"""White space between a running head and the text, at least, where both are set differently."""
_FAR_EM = 1.5
"""The same where they are set alike."""
_FEWEST_LETTERS = 3
"""Letters of words that stand again: the letter before a number that counts is none."""
_SMALLER = 0.9
"""Part of the size of the text that small print has at most."""
_LARGER = 1.02
"""A heading that is larger than the text is so by this factor, at least."""
_LARGEST_NUMBER = 2.0
"""A page number is no larger than the text by this factor."""
_FEWEST_LABELS = 2
"""So many words with colons are the same in a row of labels with their values."""
_COUNTING = 0.5
"""Part of the steps from one page to the next at which a number in the same words counts, at least."""
_OUTSIDE_EM = 0.8
"""A page number beside a line of the text stands so far outside the column."""
_NUMBER = re.compile(r"[–—-]?\s*(?P<number>\d{1,4})(?:\s*/\s*\d{1,4})?\s*[–—-]?")
_DIGITS = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"(?:19|20)\d\d")

LineKey = tuple[int, int, int]
"""Page, index of the region, index of the line in it."""


@dataclass(frozen=True, slots=True)
class Running:
    """What stands at the edges of the pages."""

    lines: frozenset[LineKey] = frozenset()
    """Lines that are nothing else."""
    ends: Mapping[LineKey, tuple[int, int]] = field(default_factory=dict)
    """Lines of the text with a page number beside them: so many words before and behind it."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the top or foot of a page."""

    key: LineKey
    words: str
    numbers: tuple[str, ...]
    """Those in it, as printed."""
    ahead: int
    """Number of its page, or leaf, in the file."""
    place: int
    low: bool
    style: Style
    shift: int | None
    """By how much a number that stands alone runs ahead of the pages."""
    white: float
    """White space between it and the text, in points."""
    outermost: bool
    near: LineKey | None
    """The next line towards the text."""
    alike: bool
    """Whether that one is set like it."""
    title: LineKey | None = None
    """A line above it that is set larger."""
    labels: frozenset[str] = frozenset()
    """Its words with a colon behind them."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """A number at the end of a line, outside the column."""

    key: LineKey
    shift: int
    behind: bool


class RunningFinder:
    """Looks at page after page and then says which lines are no content."""

    def __init__(self) -> None:
        self._pages = 0
        self._edges: list[_Edge] = []
        self._beside: list[_Beside] = []
        self._weights: Counter[tuple[str, float, bool]] = Counter()
        self._inside: dict[Style, set[int]] = defaultdict(set)
        """Pages by how lines are set that stand inside them."""

    def see(self, layout: PageLayout) -> None:
        """Take in one page."""
        self._pages += 1
        height = layout.page.height
        marked: list[tuple[LineKey, Line, bool]] = []
        for region in layout.regions:
            for index, line in enumerate(region.lines):
                self._weights[line.style.font, line.style.size, line.style.bold] += len(line.text)
                low = line.box.bottom > (1 - EDGE) * height
                if low or line.box.top < EDGE * height:
                    key = (layout.number, region.index, index)
                    marked.append((key, line, low))
                    ahead = layout.number * layout.leaves + (0 if layout.stacked else region.leaf)
                    self._look_beside(key, line, region.lines, ahead)
                else:
                    self._inside[line.style].add(layout.number)
        if not marked:
            return
        everything = [
            ((layout.number, region.index, index), line)
            for region in layout.regions
            for index, line in enumerate(region.lines)
        ]
        for key, line, low in marked:
            leaf = 0 if layout.stacked else layout.regions[_home(layout, key[1])].leaf
            ahead = layout.number * layout.leaves + leaf
            self._edges.append(_edge(key, line, low, everything, height, ahead))

    def _look_beside(self, key: LineKey, line: Line, lines: Sequence[Line], ahead: int) -> None:
        others = [other.box for other in lines if other is not line and len(other.text) > 4]
        if len(line.words) < 2 or not others:
            return
        space = _OUTSIDE_EM * line.style.size
        first, last = line.words[0], line.words[-1]
        before = first.box.x1 < min(box.x0 for box in others) - space
        behind = last.box.x0 > max(box.x1 for box in others) + space
        word = first if before else last
        if (before or behind) and word.text.isdecimal():
            shift = _shift(word.text, ahead)
            if shift is not None:
                self._beside.append(_Beside(key, shift, behind=not before))

    def found(self) -> Running:
        """What all pages together tell."""
        body = self._weights.most_common(1)[0][0] if self._weights else ("", 0.0, False)
        least = max(min(_FEWEST_PAGES, self._pages), round(_REPEATED * self._pages), 2)
        counting = self._counting()
        pages: dict[tuple[str, int], set[int]] = defaultdict(set)
        for edge in self._edges:
            if edge.words:
                pages[_said(edge, counting), edge.place].add(edge.key[0])
        repeated: set[LineKey] = set()
        for edge in self._edges:
            if self._is_heading(edge, body):
                continue
            said = _said(edge, counting)
            near = [pages.get((said, edge.place + step), set()) for step in (-1, 0, 1)]
            count = len(set().union(*near)) if len(edge.words) >= _FEWEST_LETTERS else 0
            # Small print at the very edge needs no third page.
            small = edge.outermost and edge.style.size < _SMALLER * body[1]
            if count >= (2 if small else least):
                repeated.add(edge.key)
        shifts = Counter(edge.shift for edge in self._edges if edge.shift is not None)
        shifts.update(beside.shift for beside in self._beside)
        kept: set[LineKey] = set()
        changing = self._changing(body)
        for edge in self._edges:
            joined = edge.near in repeated
            apart = joined or not edge.alike or edge.white > _APART_EM * edge.style.size
            # A label below the title of each page stands at one height as a running head does.
            is_label = edge.title is not None and edge.title not in repeated
            if edge.key in repeated and apart and not is_label:
                kept.add(edge.key)
            elif edge.shift is not None and edge.style.size > _LARGEST_NUMBER * body[1]:
                continue  # the number of what stands on the page
            elif edge.shift is not None and (shifts[edge.shift] >= 2 or self._pages < _FEWEST_PAGES):
                if joined or edge.white > _APART_EM * edge.style.size or not edge.alike:
                    kept.add(edge.key)
            elif edge.key in changing:
                kept.add(edge.key)
        ends: dict[LineKey, tuple[int, int]] = {}
        for beside in self._beside:
            if shifts[beside.shift] >= 2:
                before, behind = ends.get(beside.key, (0, 0))
                ends[beside.key] = (before, 1) if beside.behind else (1, behind)
        return Running(frozenset(kept), {key: value for key, value in ends.items() if key not in kept})

    def _is_heading(self, edge: _Edge, body: tuple[str, float, bool]) -> bool:
        """Whether a line at the top is set as headings within the pages are, and as close to its text."""
        style = edge.style
        return (
            not edge.low
            and ((style.bold and not body[2]) or style.size > _LARGER * body[1])
            and edge.white < _FAR_EM * style.size
            and len(self._inside.get(style, ())) >= 2
        )

    def _counting(self) -> frozenset[str]:
        """Words that stand at the edges with a number that counts with the pages: ``Seite 3 von 12``."""
        seen: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
        for edge in self._edges:
            if edge.words and edge.numbers:
                seen[edge.words][edge.ahead] = edge.numbers
        found: set[str] = set()
        for words, numbers in seen.items():
            steps = [
                any(_counts(a, b, two - one) for a, b in zip(numbers[one], numbers[two], strict=False))
                for one, two in pairwise(sorted(numbers))
            ]
            if steps and sum(steps) >= _COUNTING * len(steps):
                found.add(words)
        return frozenset(found)

    def _changing(self, body: tuple[str, float, bool]) -> set[LineKey]:
        """Lines that stand alone at one height of most pages, whatever they say."""
        groups: dict[tuple[bool, int, str, float, bool], list[_Edge]] = defaultdict(list)
        for edge in self._edges:
            style = edge.style
            if not edge.outermost or style.size > _LARGER * body[1] or (style.bold and not body[2]):
                continue
            like_body = (style.font, style.bold) == (body[0], body[2]) and style.size > 0.97 * body[1]
            if edge.white > (_FAR_EM if like_body else _APART_EM) * style.size:
                groups[edge.low, edge.place, style.font, style.size, style.bold].append(edge)
        found: set[LineKey] = set()
        for edges in groups.values():
            # A row of labels with values stands at one height of each page as well.
            if len(frozenset.intersection(*(edge.labels for edge in edges))) >= _FEWEST_LABELS:
                continue
            on = {edge.key[0] for edge in edges}
            small = len(on) == self._pages > 1 and edges[0].style.size < _SMALLER * body[1]
            if small or len(on) >= max(_FEWEST_PAGES + 1, _MOST_PAGES * self._pages):
                found |= {edge.key for edge in edges}
        return found


def _said(edge: _Edge, counting: frozenset[str]) -> str:
    """What a line says, without the numbers that count with the pages: sums below one label all differ."""
    return edge.words if edge.words in counting else edge.words + " " + " ".join(edge.numbers)


def _counts(one: str, two: str, pages: int) -> bool:
    return one.isdecimal() and two.isdecimal() and int(two) - int(one) == pages


def _home(layout: PageLayout, index: int) -> int:
    """The place of a region on its page."""
    return next(place for place, region in enumerate(layout.regions) if region.index == index)


def _edge(
    key: LineKey,
    line: Line,
    low: bool,
    everything: Iterable[tuple[LineKey, Line]],
    height: float,
    ahead: int,
) -> _Edge:
    box = line.box
    white, near, outermost = height, None, True
    title: tuple[LineKey, Line] | None = None
    for other_key, other in everything:
        if other_key == key:
            continue
        middle = (other.box.top + other.box.bottom) / 2
        if box.top < middle < box.bottom:
            continue  # beside it
        is_inward = middle < box.top if low else middle > box.bottom
        gap = box.top - other.box.bottom if low else other.box.top - box.bottom
        if is_inward and gap < white:
            white, near, nearest = gap, other_key, other
        elif not is_inward:
            outermost = False
            if not low and other.style.size > _TITLE * line.style.size:
                title = other_key, other
    number = _NUMBER.fullmatch(line.text.strip())
    return _Edge(
        key,
        _words(line),
        tuple(_DIGITS.findall(line.text)),
        ahead,
        round((height - box.bottom if low else box.top) / (PLACE * height)),
        low,
        line.style,
        _shift(number.group("number"), ahead) if number else None,
        white,
        outermost,
        near,
        near is not None and nearest.style.font == line.style.font and nearest.style.size == line.style.size,
        title[0] if title is not None else None,
        frozenset(word.text for word in line.words if word.text.endswith(":") and len(word.text) > 1),
    )


def _shift(number: str, ahead: int) -> int | None:
    """By how much a number runs ahead of the page; None for years and what is longer than a page number."""
    if not 1 <= len(number) <= 4 or _YEAR.fullmatch(number):
        return None
    return int(number) - ahead


def _words(line: Line) -> str:
    """The words of a line without the digits in them: page numbers change sides and count."""
    return "".join(char for char in line.text.casefold() if char.isalpha())


def without_ends(line: Line, ends: tuple[int, int]) -> Line:
    """A line without the page numbers beside it."""
    before, behind = ends
    words = tuple(line.words)[before : len(line.words) - behind]
    box = replace(line.box, x0=words[0].box.x0, x1=words[-1].box.x1)
    return replace(line, words=words, box=box)
