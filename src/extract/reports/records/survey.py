"""A first look at all pages: where headings, titles and project IDs stand, and how they are set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.layout.records import Line, PageLayout, Region
from extract.pages.packing import settings_of
from extract.pages.store import look, outlines
from extract.reports.arrange.blocks import blocks_of
from extract.reports.arrange.furniture import LineKey
from extract.reports.names.heading_names import HeadingIndex, squeeze
from extract.reports.names.headings import TITLE_RATIO, Body, Hit, body_of, find_headings
from extract.reports.profile.model import Profile

_SOFT_WITHIN_WORD = re.compile(r"(?<=[a-zäöüß])\u00ad(?=[a-zäöüß])")
_FEWEST_CHARACTERS = 150
"""Running text of a page that tells its size."""
_SHORTEST_ENTRY = 6
"""Letters of an entry of the contents, its page included."""


@dataclass(frozen=True, slots=True)
class IdMark:
    """A printed project ID."""

    text: str
    line: LineKey | None
    """None for a rotated line at the edge."""
    whole: bool
    """Whether the line says nothing else."""


@dataclass(frozen=True, slots=True)
class TitleMark:
    """Where the title stands: lines ``[first, last]`` of a region."""

    region: int
    """Index of the region on its page."""
    first: int
    last: int
    size: float
    text: str
    """Its lines with spaces between them."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A page, or one half of a sheet with two pages on it: what was seen there.

    Its lines are looked up when asked for, so that a unit keeps no page in memory.
    """

    layouts: Sequence[PageLayout]
    """The layouts of all pages."""
    index: int
    """Index of its page in ``layouts``."""
    leaf: int | None
    """Half of the sheet, 0 or 1; None for the whole page."""
    place: tuple[int, int]
    """Number of the page and half of the sheet, for comparing what comes first."""
    is_empty: bool
    """Whether it has no line."""
    is_contents: bool
    """Whether it is a table of contents: that may name the sections of the projects, too."""
    hits: dict[int, tuple[Hit, ...]]
    """Headings by region index."""
    ids: tuple[IdMark, ...]
    title: TitleMark | None
    body: Body | None

    @property
    def page(self) -> int:
        return self.place[0]

    @property
    def layout(self) -> PageLayout:
        return self.layouts[self.index]

    @property
    def regions(self) -> tuple[Region, ...]:
        return regions_of(self.layout, self.leaf)

    @property
    def rotated(self) -> tuple[Line, ...]:
        """Lines that do not read from left to right."""
        return _rotated_of(self.layout, self.leaf)

    @property
    def title_lines(self) -> tuple[Line, ...]:
        mark = self.title
        if mark is None:
            return ()
        region = next(region for region in self.regions if region.index == mark.region)
        return region.lines[mark.first : mark.last + 1]

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(
            hit.name.key for hits in self.hits.values() for hit in hits if hit.name.kind == "section"
        )

    def has(self, kind: str, key: str | None = None) -> bool:
        return any(
            hit.name.kind == kind and (key is None or hit.name.key == key)
            for hits in self.hits.values()
            for hit in hits
        )

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for region in self.regions for line in region.lines)


@dataclass(frozen=True, slots=True)
class Survey:
    units: tuple[Unit, ...]
    furniture: frozenset[LineKey]
    body: Body | None
    """How the running text of the project pages is set."""
    title_size: float
    """Usual size of a project title, in points; 0 when none was seen."""


def survey(
    layouts: Sequence[PageLayout],
    profile: Profile,
    furniture: frozenset[LineKey],
    document_body: Body | None,
    index: HeadingIndex,
    *,
    processes: int = 1,
) -> Survey:
    """Looks for headings, IDs and titles on every page; so many processes share them."""
    patterns = [re.compile(pattern) for pattern in profile.project.id_patterns]
    contents = frozenset(squeeze(heading) for heading in profile.report.contents.headings)
    imposed = _imposed(layouts, index, document_body)

    def see(number: int) -> list[Unit]:
        layout = layouts[number]
        leaves = range(layout.leaves) if layout.stacked or (imposed and layout.leaves == 2) else (None,)
        return [
            _unit(layout, number, leaf, index, patterns, contents, furniture, document_body)
            for leaf in leaves
        ]

    units = [
        replace(unit, layouts=layouts) for seen in look(layouts, see, processes=processes) for unit in seen
    ]
    sizes = [unit.title.size for unit in units if unit.title and len(set(unit.sections)) >= 2]
    return Survey(tuple(units), furniture, document_body, median(sizes) if sizes else 0.0)


def regions_of(layout: PageLayout, leaf: int | None) -> tuple[Region, ...]:
    """The regions of a page or of one half of it."""
    if leaf is None:
        return layout.regions
    return tuple(region for region in layout.regions if region.leaf == leaf)


def _rotated_of(layout: PageLayout, leaf: int | None) -> tuple[Line, ...]:
    if leaf is None:
        return layout.rotated
    if layout.stacked:
        return () if leaf else layout.rotated
    middle = layout.page.width / 2
    return tuple(line for line in layout.rotated if (line.box.x0 >= middle) == bool(leaf))


def _page_body(lines: Sequence[Line], document: Body | None) -> Body | None:
    """The page's own body where it is set in the document's body font, else the document's."""
    if document is None:
        return body_of(lines)
    sizes: Counter[float] = Counter()
    for line in lines:
        for (font, size, bold, _), characters in settings_of(line.words):
            if font == document.font and bold == document.bold:
                sizes[round(size, 1)] += characters
    size, characters = sizes.most_common(1)[0] if sizes else (0.0, 0)
    if characters < _FEWEST_CHARACTERS:
        return document  # the last lines of a project: a caption may be longer than what else there is
    return Body(document.font, size, document.bold, document.color)


def _imposed(layouts: Sequence[PageLayout], index: HeadingIndex, body: Body | None) -> bool:
    """Whether sheets hold two pages with a project each: the same heading stands on both halves."""
    for number, outline in enumerate(outlines(layouts)):
        if outline.leaves != 2 or outline.stacked:
            continue
        layout = layouts[number]
        keys: list[set[tuple[str, str]]] = [set(), set()]
        for region in layout.regions:
            for hit in find_headings(region.lines, index, body):
                keys[region.leaf].add((hit.name.kind, hit.name.key))
        if len(keys[0] & keys[1]) >= 2 or _numbered_halves(layout):
            return True
    return False


def _numbered_halves(layout: PageLayout) -> bool:
    """Whether the halves of a sheet carry consecutive page numbers at its foot or head."""
    numbers: list[set[int]] = [set(), set()]
    for region in layout.regions:
        for line in region.lines:
            if line.box.bottom > 0.86 * layout.page.height or line.box.top < 0.14 * layout.page.height:
                words = (line.words[0], line.words[-1])
                numbers[region.leaf] |= {
                    int(word.text) for word in words if re.fullmatch(r"\d{1,3}", word.text)
                }
    return any(number + 1 in numbers[1] for number in numbers[0])


def _unit(
    layout: PageLayout,
    number: int,
    leaf: int | None,
    index: HeadingIndex,
    patterns: Sequence[re.Pattern[str]],
    contents: frozenset[str],
    furniture: frozenset[LineKey],
    document_body: Body | None,
) -> Unit:
    """What is seen there; the pages are put in by who has them."""
    regions = regions_of(layout, leaf)
    body = _page_body([line for region in regions for line in region.lines], document_body)
    ids = tuple(_ids(layout, regions, _rotated_of(layout, leaf), patterns))
    id_lines = {mark.line for mark in ids}
    closed = {mark.line[1:] for mark in ids if mark.line and mark.whole}
    hits: dict[int, tuple[Hit, ...]] = {}
    for region in regions:
        ends = {place for home, place in closed if home == region.index}
        if found := tuple(find_headings(region.lines, index, body, ends)):
            hits[region.index] = found
    title = _title(layout, regions, hits, body, furniture, id_lines)
    place = layout.number, min((region.leaf for region in regions), default=0)
    texts = [line.text for region in regions for line in region.lines]
    is_contents = _is_contents(texts, contents)
    return Unit((), number, leaf, place, not texts, is_contents, hits, ids, title, body)


def _is_contents(texts: Sequence[str], names: frozenset[str]) -> bool:
    entries = sum(len(text) > _SHORTEST_ENTRY and text[-1:].isdigit() for text in texts)
    return entries >= 0.5 * len(texts) and any(squeeze(text) in names for text in texts)


def _ids(
    layout: PageLayout,
    regions: Sequence[Region],
    rotated: Sequence[Line],
    patterns: Sequence[re.Pattern[str]],
) -> Iterable[IdMark]:
    for region in regions:
        for index, line in enumerate(region.lines):
            text = _with_hyphens(line.text)
            for pattern in patterns:
                if match := pattern.search(text):
                    whole = len(match.group().strip()) >= 0.8 * len(text.strip())
                    yield IdMark(_id_text(match), (layout.number, region.index, index), whole)
                    break
    for line in rotated:
        for pattern in patterns:
            if match := pattern.search(_with_hyphens(line.text)):
                yield IdMark(_id_text(match), None, True)
                break


def _with_hyphens(text: str) -> str:
    """Soft hyphens as hyphens, as fonts with one glyph for both have them; none between small letters."""
    if "\u00ad" not in text:
        return text
    return _SOFT_WITHIN_WORD.sub("", text).replace("\u00ad", "-")


def _id_text(match: re.Match[str]) -> str:
    return re.sub(r"\s+", "", match.group("id"))


def _title(
    layout: PageLayout,
    regions: Sequence[Region],
    hits: dict[int, tuple[Hit, ...]],
    body: Body | None,
    furniture: frozenset[LineKey],
    taken: set[LineKey | None],
) -> TitleMark | None:
    best: TitleMark | None = None
    for region in regions:
        covered = {
            position for hit in hits.get(region.index, ()) for position in range(hit.first, hit.last + 1)
        }
        position = 0
        for group in blocks_of(region):
            first, position = position, position + len(group)
            keys = {(layout.number, region.index, index) for index in range(first, position)}
            if keys & taken or covered & set(range(first, position)) or keys <= furniture:
                continue
            size = max(line.style.size for line in group)
            if body is not None and size < TITLE_RATIO * body.size:
                continue
            if best is not None and size <= 1.02 * best.size:
                continue
            if sum(char.isalpha() for line in group for char in line.text) >= 3:
                text = " ".join(line.text for line in group)
                best = TitleMark(region.index, first, position - 1, size, text)
    return best
