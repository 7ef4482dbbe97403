"""Running heads, footers and page numbers: lines that stand at the same height on many pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from extract.layout.geometry import PLACE
from extract.layout.lines import style_of_word
from extract.layout.records import Line, PageLayout, Region
from extract.pages.packing import Setting
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.names.headings import Body, Weights, commonest, weights_of

_PAGE_NUMBER = re.compile(r"(?:Seite\s*)?[–-]?\s*(?P<number>\d{1,4})\s*[–-]?(?:\s*(?:/|von)\s*\d{1,4})?$")
_OF_PAGES = re.compile(r"\d{1,4}/\d{1,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EDGE = 0.14
"""Running heads and feet stand in this part of the page's height at top and bottom."""
_FEWEST_PAGES = 3
_MOSTLY = 0.6
"""Part of the pages with such a line on which its number counts with the pages."""
_LONGEST_LABEL = 4
"""Words of a heading that its text follows on the same line."""
_SHORT_TEXT = 4
"""Lines of text below a heading at the foot of a page that are content even when pages repeat them."""


LineKey = tuple[int, int, int]
"""Page, region, index of the line in the region."""


_Count = tuple[int, int]
"""How page numbers count: by 1 or 2 a page of the file, and the number that page 0 would have."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a line stands on its page and how it is set."""

    is_low: bool
    place: int
    """Height on the page, in steps of `PLACE` of it."""
    font: str
    size: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line at the edge of a page."""

    where: LineKey
    words: str
    slot: _Slot
    leaf: int
    shift: int | None
    """By how much a printed number runs ahead of the pages."""
    beside: int | None
    """The same of a number before or behind words."""
    counts: frozenset[_Count]
    """How the pages would be numbered if one of the numbers in the line were that of its page."""
    weights: tuple[tuple[Setting, int], ...]
    """How it is set: characters by setting."""

    @property
    def slots(self) -> Iterator[_Slot]:
        """Its slot and those a step higher and lower: heights are never quite the same."""
        return (replace(self.slot, place=self.slot.place + step) for step in (-1, 0, 1))


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands at the edges of a page, and how all that stands on it is set."""

    page: int
    entries: tuple[_Entry, ...]
    weights: Weights


class _Finder:
    """Takes in page after page and then separates running heads, feet and page numbers from content."""

    def __init__(self) -> None:
        self._pages = 0
        self._seen: dict[tuple[str, int], set[int]] = defaultdict(set)
        self._shifts: Counter[int] = Counter()
        self._entries: list[_Entry] = []
        self._weights: Weights = Counter()

    def see(self, edges: Edges) -> None:
        """Take in one page."""
        self._pages += 1
        self._weights.update(edges.weights)
        for entry in edges.entries:
            if entry.words:
                self._seen[entry.words, entry.slot.place].add(edges.page)
            if entry.shift is not None:
                self._shifts[entry.shift] += 1
            self._entries.append(entry)

    def found(self) -> tuple[frozenset[LineKey], Body | None]:
        """Lines that belong to no page's content, and how most of the content is set.

        A line counts when the same words (but for a page number before or behind them) stand at the same
        height on several pages, or when it is a number that counts with the pages.
        """
        least = max(_FEWEST_PAGES, round(0.05 * self._pages))
        furniture: set[LineKey] = set()
        weights = self._weights.copy()
        shifts = self._shifts.copy()
        for entry in self._entries:
            # The number stands on the foot's line, and apart from it where the page is cut between them.
            if entry.beside is not None and self._repeats(entry) >= least:
                shifts[entry.beside] += 1
        for entry in self._entries:
            pages = self._repeats(entry)
            # Two pages on one sheet: the printed numbers run ahead of the sheets, page by page.
            shift = entry.shift
            counts = shift is not None and sum(shifts[shift + step] for step in (-1, 0, 1)) >= 2
            if (entry.words and pages >= least) or counts:
                furniture.add(entry.where)
        furniture |= set(self._with_changing_words(least, furniture, commonest(+weights)))
        for entry in self._entries:
            if entry.where in furniture:
                weights.subtract(dict(entry.weights))
        return frozenset(furniture), commonest(+weights)

    def _with_changing_words(self, least: int, known: Set[LineKey], body: Body | None) -> Iterator[LineKey]:
        """Heads and feet that say something else on each page, and lines level with page numbers.

        They stand at one height and are set alike on several pages; a number in them counts with the pages:
        ``12 | Projekt 05-01 | Taktbus``. A project's ID or title level with the number has no number itself.
        """
        pages: dict[_Slot, set[int]] = defaultdict(set)
        agreeing: dict[tuple[_Slot, _Count], set[int]] = defaultdict(set)
        for entry in self._entries:
            for slot in entry.slots:
                pages[slot].add(entry.where[0])
                for count in entry.counts:
                    agreeing[slot, count].add(entry.where[0])
        numbered = {
            entry.where
            for entry in self._entries
            for count in entry.counts
            if len(agreeing[entry.slot, count]) >= max(least, _MOSTLY * len(pages[entry.slot]))
        }
        yield from numbered
        edges = {
            (entry.where[0], entry.leaf, entry.slot.is_low, entry.slot.place)
            for entry in self._entries
            if entry.where in numbered or (entry.where in known and entry.shift is not None)
        }
        for entry in self._entries:
            slot = entry.slot
            here = (entry.where[0], entry.leaf, slot.is_low)
            level = any((*here, slot.place + step) in edges for step in (-1, 0, 1))
            as_text = body is not None and (slot.font, slot.size) == (body.font, body.size)
            if level and entry.words and not as_text and len(pages[slot]) >= least:
                yield entry.where

    def _repeats(self, entry: _Entry) -> int:
        """Pages with the same words at the same height."""
        return sum(len(self._seen.get((entry.words, entry.slot.place + step), ())) for step in (-1, 0, 1))


def edges_on(layout: PageLayout, headings: HeadingIndex) -> Edges:
    """What stands at the edges of a page.

    Args:
        layout: the page.
        headings: those of the profile: what stands below one is content, however low.
    """
    height = layout.page.height
    weights: Weights = Counter()
    entries: list[_Entry] = []
    for region in layout.regions:
        weights.update(weights_of(region.lines))
        content = _below_heading(region, headings)
        for index, line in enumerate(region.lines):
            low = line.box.bottom > (1 - _EDGE) * height
            if not low and line.box.top > _EDGE * height:
                continue
            if index >= content and (not low or _close_below_heading(region, index, headings)):
                continue
            place = round((height - line.box.bottom if low else -line.box.top) / (PLACE * height))
            number = _PAGE_NUMBER.fullmatch(line.text.strip())
            shift = _shift(number.group("number"), layout) if number else None
            words = _words(line)
            ends = (line.words[0].text, line.words[-1].text) if words else ()
            beside = next((found for end in ends if (found := _shift(end, layout)) is not None), None)
            where = (layout.number, region.index, index)
            slot = _Slot(low, place, line.style.font, line.style.size)
            counts = frozenset(_counts(line, layout, region.leaf))
            entries.append(
                _Entry(
                    where, words, slot, region.leaf, shift, beside, counts, tuple(weights_of([line]).items())
                )
            )
    return Edges(layout.number, tuple(entries), weights)


def _shift(number: str, layout: PageLayout) -> int | None:
    """By how much a number runs ahead of the page; None for years and words."""
    if not 1 <= len(number) <= 4 or not number.isdecimal() or _YEAR.fullmatch(number):
        return None
    return int(number) - layout.number


def _counts(line: Line, layout: PageLayout, leaf: int) -> Iterator[_Count]:
    """How pages would be numbered if a number in the line were that of its page."""
    for word in line.words:
        shift = _shift(word.text.strip("|()[]–-·/"), layout)
        if shift is not None:
            yield 1, shift
            if layout.leaves > 1 and not layout.stacked:
                yield layout.leaves, shift - (layout.leaves - 1) * layout.number - leaf


def find_furniture(
    layouts: Iterable[PageLayout], headings: HeadingIndex
) -> tuple[frozenset[LineKey], Body | None]:
    """Lines of all pages that belong to no page's content, and how most of the content is set."""
    return furniture_of(edges_on(layout, headings) for layout in layouts)


def furniture_of(pages: Iterable[Edges]) -> tuple[frozenset[LineKey], Body | None]:
    """The same by what stands at the edges of all pages."""
    finder = _Finder()
    for edges in pages:
        finder.see(edges)
    return finder.found()


def _below_heading(region: Region, headings: HeadingIndex) -> int:
    """Index of the first line that is a heading: it and what follows closely is content, at any height."""
    for index, line in enumerate(region.lines):
        if _is_headed(line, headings):
            return index
    return len(region.lines)


def _is_headed(line: Line, headings: HeadingIndex) -> bool:
    """Whether a line is a heading or begins with one that is set otherwise than what follows."""
    if headings.find(line.text) is not None:
        return True
    words = line.words
    text = ""
    for count in range(1, min(_LONGEST_LABEL, len(words) - 1) + 1):
        text = f"{text} {words[count - 1].text}"
        if style_of_word(words[count - 1]) != style_of_word(words[count]):
            return headings.find(text) is not None
    return False


def _close_below_heading(region: Region, index: int, headings: HeadingIndex) -> bool:
    """Whether a line at the foot is a heading, or text that no white space parts from one just above."""
    for line in reversed(region.lines[max(0, index - _SHORT_TEXT) : index + 1]):
        if _is_headed(line, headings):
            return True
        if line.gap_above > 0.8 * line.style.size:
            return False
    return False


def _words(line: Line) -> str:
    """The words of a line without page numbers at its ends: they change sides from page to page."""
    words = [word.text for word in line.words]
    while words and words[0].isdigit():
        words.pop(0)
    while words and (words[-1].isdigit() or _OF_PAGES.fullmatch(words[-1])):
        of_pages = words[-2:-1] in (["von"], ["/"]) and words[-3:-2] and words[-3].isdigit()
        del words[-2 if of_pages else -1 :]
    return "".join(words).casefold()
