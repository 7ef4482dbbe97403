"""A document of any kind as blocks in reading order over all its pages.

Headings with their rank, paragraphs, list items, boxes beside the text, captions, lists of contents and
tables; running heads, feet and page numbers are left out. Columns, leaves of a sheet and pages follow each
other: a paragraph that goes on behind a break goes on in the next block. Nothing here knows a German word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Literal, overload

from extract.layout.bands import in_bands
from extract.layout.document.ranks import (
    HeadingStyle,
    colors_differ,
    heading_style,
    is_capitals,
    number_depth,
    ranks_of,
)
from extract.layout.document.running import LineKey, Running, RunningFinder, without_ends
from extract.layout.document.without_tables import TableFrame, in_table, is_mixed, without_tables
from extract.layout.footnotes import is_mark
from extract.layout.records import Line, PageLayout, Region, Style
from extract.layout.rules import level_rules
from extract.layout.tables.records import Table
from extract.layout.text import union_all
from extract.pdf.records import Box, Panel, usual_size

BlockKind = Literal["heading", "label", "paragraph", "item", "caption", "note", "contents", "table"]
"""A label stands in a column of its own beside what it names; a note is small print."""

LARGER = 1.06
"""A heading that is larger than the text is so by this factor."""
_NOT_SMALLER = 0.9
_MOST_LINES = 4
_LONGEST = 220
"""Characters of a heading, at most."""
_LONGEST_PLAIN = 90
"""The same of a heading that is set like the text but for its colour, capitals or line below it."""
_HEADING_LEADING_EM = 0.9
"""White space between two lines of one heading."""
_OPEN_LEADING_EM = 2.0
"""The same where the first line is full."""
_PARAGRAPH_EM = 0.45
"""White space that parts paragraphs beyond that between lines."""
_FEWEST_GAPS = 5
"""So many full lines tell the usual white space between lines."""
_SENTENCE_WORDS = 6
_QUOTED_WORDS = 3
_QUOTES = '„“”«»"’‘‚'
_CAPTION = 0.93
"""A caption is smaller than the text by this factor at least."""
_FULL_LINE = 50
"""Characters of a line of running text."""
_LEAST_TEXT = 400
"""With fewer characters of running text outside tables, their words tell as well how text is set."""
_NOTE = 0.76
"""Small print is smaller than the text by this factor at least."""
_CAPTION_EM = 1.6
"""White space between a picture and its caption, at most."""
_LONGEST_LABEL = 70
_FEWEST_AGAIN = 3
"""So many times a label that is set like the text stands in the document, at least."""
_LEVEL_EM = 0.35
"""Feet of a label and of the first line beside it differ by less."""
_FEWEST_ENTRIES = 3
_EDGE_STEP_EM = 0.3
"""Right edges of page numbers are compared in such steps."""
_ENTRY_EM = 1.0
"""White space before the page number of an entry of the contents, at least."""
_MARK = re.compile(r"[^\W\d_]{3}[.,;:]?[“”\")]?\d{1,3}(?!\w)")
_MARKED = re.compile(r"(?:[^\W\d_]{4}|[.,;:!?“”\")])$")
"""Ends of words that a footnote may be marked behind; behind ``m`` or ``CO`` a number is none."""
_BULLETS = frozenset("•‣▪■●◦·►▶➢➤✓✔∙⁃*○□▸▹▷◾⬤◆◇❖→›»>❯➔➜➝➙⇒☐☑☒")
_DASHES = frozenset("–-—−‐")


class TableLines(Sequence[Line]):
    """The lines of a table, cell by cell. It is asked for only when they are: tables may be kept packed."""

    __slots__ = ("_number", "_tables", "box")

    def __init__(self, tables: Sequence[Table], number: int, box: Box) -> None:
        self._tables = tables
        self._number = number
        self.box = box

    @property
    def table(self) -> Table:
        return self._tables[self._number]

    def __iter__(self) -> Iterator[Line]:
        return (line for cell in self.table.cells for line in cell.lines)

    def __len__(self) -> int:
        return sum(len(cell.lines) for cell in self.table.cells)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, index: int | slice) -> Line | tuple[Line, ...]:
        return tuple(self)[index]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that are one thing."""

    kind: BlockKind
    lines: Sequence[Line]
    rank: int | None = None
    """Of a heading, 1 for the highest in the document; also of a sentence that is set like a heading."""
    panel: Panel | None = None
    """The box beside or among the text that it stands in."""
    leaf: int = 0

    @property
    def table(self) -> Table | None:
        """The table that it is."""
        return self.lines.table if isinstance(self.lines, TableLines) else None

    @property
    def page(self) -> int:
        return self.lines.box.page if isinstance(self.lines, TableLines) else self.lines[0].page

    @property
    def text(self) -> str:
        """Its lines with spaces between them, as printed."""
        return " ".join(line.text for line in self.lines)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Around it, one box a page."""
        return union_all(line.box for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """A document."""

    blocks: tuple[Block, ...]
    running: tuple[str, ...]
    """Running heads and feet and page numbers that were left out."""
    body: Style | None
    """How most of the text is set; None without text."""
    edges: Mapping[tuple[int, int], float]
    """Right edges of the text in points, by page and index of the region."""


def read_blocks(layouts: Iterable[PageLayout], *, tables: Sequence[Table] = ()) -> Blocks:
    """All pages as blocks.

    Args:
        layouts: all pages, in order; gone through twice.
        tables: what was read as tables. Each stands as one block where its first line stands. They are asked
            for one at a time, so that they may be kept packed.
    """
    layouts = layouts if isinstance(layouts, Sequence) else list(layouts)
    by_page: dict[int, list[TableFrame]] = {}
    for number, table in enumerate(tables):
        by_page.setdefault(table.page, []).append(TableFrame(table.box, table.leaf, number))
    # Pages with much text beside their tables are few; their layout is made once and kept.
    bare: dict[int, PageLayout] = {}
    finder = RunningFinder()
    weights: Counter[Style] = Counter()
    tabled: Counter[Style] = Counter()
    running_text: Counter[Style] = Counter()
    short: Counter[str] = Counter()
    leadings: Counter[float] = Counter()
    for number, layout in enumerate(layouts):
        if own := by_page.get(layout.number):
            for line in layout.lines:
                if in_table(line.box, own) is not None:
                    tabled[line.style] += len(line.text)
            mixed = is_mixed(layout, own)
            layout = without_tables(layout, own)
            if mixed:
                bare[number] = layout
        finder.see(layout)
        for region in layout.regions:
            leadings.update(_leadings(region.lines))
        for line in layout.lines:
            weights[line.style] += len(line.text)
            if len(line.text) >= _FULL_LINE:
                running_text[line.style] += len(line.text)
            if len(line.text) <= _LONGEST_LABEL:
                short[line.text] += 1
    if not weights and not tabled:
        return Blocks(blocks=(), running=(), body=None, edges={})
    if sum(running_text.values()) < _LEAST_TEXT:
        weights += tabled
    body = _body(weights)
    leading = leadings.most_common(1)[0][0] if leadings else None
    running = finder.found()
    again = frozenset(text for text, count in short.items() if count >= _FEWEST_AGAIN)
    drafts: list[Block] = []
    left_out: list[str] = []
    edges: dict[tuple[int, int], float] = {}
    for number, layout in enumerate(layouts):
        own = by_page.get(layout.number, [])
        layout = bare.pop(number, None) or without_tables(layout, own)
        page = _Page(layout, running, body, again, leading)
        blocks = _with_tables(page.blocks(), own, tables)
        for line in (line for block in blocks for line in block.lines):
            edges[line.page, line.region] = max(edges.get((line.page, line.region), 0.0), line.box.x1)
        drafts += blocks
        left_out += page.left_out
    return Blocks(blocks=tuple(_ranked(drafts)), running=tuple(left_out), body=body, edges=edges)


def _body(weights: Counter[Style]) -> Style:
    """The commonest setting; colour, slant and font count with their size and weight only."""
    by_size: Counter[tuple[float, bool]] = Counter()
    for style, count in weights.items():
        by_size[round(style.size * 2) / 2, style.bold] += count
    size, bold = by_size.most_common(1)[0][0]
    alike = {
        style: count
        for style, count in weights.items()
        if (round(style.size * 2) / 2, style.bold) == (size, bold)
    }
    return max(alike, key=lambda style: (alike[style], style.font))


class _Page:
    """One page on its way to blocks."""

    def __init__(
        self,
        layout: PageLayout,
        running: Running,
        body: Style,
        again: Collection[str],
        leading: float | None,
    ) -> None:
        self._layout = layout
        self._leading = leading
        self._running = running
        self._body = body
        self._again = again
        self._keys: dict[int, LineKey] = {
            id(line): (layout.number, region.index, index)
            for region in layout.regions
            for index, line in enumerate(region.lines)
        }
        self._rules = level_rules(layout.page)
        self.left_out: list[str] = []

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        labels: tuple[Region, list[list[Line]]] | None = None
        regions = in_bands(self._layout.regions, self._body.size, is_heading=self._is_distinct)
        for place, region in enumerate(regions):
            beside = regions[place + 1] if place + 1 < len(regions) else None
            if beside is not None and labels is None and (clusters := self._labels_beside(region, beside)):
                labels = (region, clusters)
                continue
            lines: list[Line] = []
            for line in region.lines:
                key = self._keys[id(line)]
                if key in self._running.lines:
                    self.left_out.append(line.text)
                    continue
                if ends := self._running.ends.get(key):
                    line = without_ends(line, ends)
                line = _without_marks(line)
                if labels is not None and labels[1] and _level(labels[1][0][0], line):
                    found += self._of_region(region, lines)
                    lines = []
                    cluster = tuple(labels[1].pop(0))
                    found.append(Block(kind="label", lines=cluster, panel=region.panel, leaf=region.leaf))
                lines.append(line)
            found += self._of_region(region, lines)
            labels = None
        return found

    def _labels_beside(self, region: Region, beside: Region) -> list[list[Line]]:
        """Labels in a column of their own, each level with the first line of what it names; else none."""
        if not region.lines or not beside.lines:
            return []
        if region.group != beside.group or region.leaf != beside.leaf or region.box.x1 > beside.box.x0:
            return []
        if any(self._keys[id(line)] in self._running.lines for line in region.lines):
            return []
        clusters: list[list[Line]] = []
        for line in region.lines:
            is_level = any(_level(line, other) for other in beside.lines)
            goes_on = (
                bool(clusters)
                and line.style == clusters[-1][-1].style
                and (
                    line.text[:1].islower()
                    or not is_level
                    or clusters[-1][-1].text.endswith(("-", "/", "\u00ad"))
                )
            )
            if goes_on:
                clusters[-1].append(line)
            elif is_level:
                clusters.append([line])
            else:
                return []
        named = sum(
            all(self._is_distinct(line) for line in cluster)
            or cluster[-1].text.endswith(":")
            or (len(clusters) > 1 and cluster[0].text in self._again)
            for cluster in clusters
        )
        first = min(beside.lines, key=lambda line: line.box.top)
        longest = max(sum(len(line.text) for line in cluster) for cluster in clusters)
        if not _level(clusters[0][0], first) or named < len(clusters) or longest > _LONGEST_LABEL:
            return []
        return clusters

    def _of_region(self, region: Region, lines: Sequence[Line]) -> list[Block]:
        if not lines:
            return []
        parts: list[Block] = []
        contents = _contents(lines)
        for group in self._groups(lines, contents):
            first = group[0]
            kind: BlockKind
            if id(first) in contents:
                kind = "contents"
            elif self._is_heading(group):
                kind = "heading"
            elif self._is_caption(group):
                kind = "caption"
            elif all(line.style.size < _NOTE * self._body.size for line in group):
                kind = "note"
            elif _is_item(first):
                kind = "item"
            else:
                kind = "paragraph"
            parts.append(Block(kind=kind, lines=tuple(group), panel=region.panel, leaf=region.leaf))
        return parts

    def _groups(self, lines: Sequence[Line], contents: set[int]) -> list[list[Line]]:
        """Lines of one block each."""
        edge = max(line.box.x1 for line in lines)
        usual = _leading(lines, edge, self._leading)
        groups: list[list[Line]] = []
        marked: list[bool] = []
        for line in lines:
            distinct = self._is_distinct(line)
            if groups and self._goes_on(groups[-1][-1], line, marked[-1], distinct, usual, edge, contents):
                groups[-1].append(line)
            else:
                groups.append([line])
                marked.append(distinct)
        return groups

    def _goes_on(
        self,
        above: Line,
        line: Line,
        marked: bool,
        distinct: bool,
        usual: float,
        edge: float,
        contents: set[int],
    ) -> bool:
        if (id(above) in contents) != (id(line) in contents) or marked != distinct:
            return False
        size = line.style.size
        if distinct:
            alike = (
                abs(above.style.size - size) <= 0.06 * size
                and above.style.bold == line.style.bold
                and not colors_differ(above.style.color, line.style.color)
            )
            if not alike or _opens_number(line) or self._ruled(above) != self._ruled(line):
                return False
            if line.gap_above < _HEADING_LEADING_EM * size:
                return True
            return is_full(above, line, edge) and line.gap_above < _OPEN_LEADING_EM * size
        return not _is_item(line) and line.gap_above <= usual + _PARAGRAPH_EM * size

    def _is_distinct(self, line: Line) -> bool:
        """Whether all of a line is set otherwise than running text, as headings are."""
        body, style = self._body, line.style
        if line.text in self._again and self._is_label(line):
            return True
        if style.size < _NOT_SMALLER * body.size or _is_item(line) or not any(map(str.isalpha, line.text)):
            return False
        if style.size > LARGER * body.size:
            return True
        if style.bold and not body.bold:
            return all(word.bold for word in line.words if any(map(str.isalnum, word.text)))
        if len(line.text) > _LONGEST_PLAIN or "://" in line.text or "@" in line.text:
            return False
        return self._stands_alone(line) and (
            is_capitals(line.text)
            or (colors_differ(style.color, body.color) and style.color is not None and not self._ruled(line))
            or (self._ruled(line) and not colors_differ(style.color, body.color))
        )

    def _is_label(self, line: Line) -> bool:
        """Whether a line whose words stand again and again in the document is set otherwise than the text."""
        body, style = self._body, line.style
        return (
            next(filter(str.isalnum, line.text), "").isupper()
            and not line.text.endswith((".", ","))
            and style.size > _NOTE * body.size
            and all(word.font == style.font for word in line.words)
            and ((style.italic and not body.italic) or (style.bold and not body.bold))
        )

    def _stands_alone(self, line: Line) -> bool:
        return line.gap_above == 0.0 or line.gap_above > 0.3 * line.style.size

    def _ruled(self, line: Line) -> bool:
        """Whether a rule as wide as the line runs right below it."""
        box = line.box
        return any(
            box.bottom - 0.35 * box.height <= y <= box.bottom + 0.15 * box.height
            and abs(x0 - box.x0) < line.style.size
            and abs(x1 - box.x1) < line.style.size
            for y, x0, x1 in self._rules
        )

    def _is_heading(self, group: Sequence[Line]) -> bool:
        """Whether a run of distinct lines is short enough for a heading."""
        return (
            len(group) <= _MOST_LINES
            and sum(len(line.text) for line in group) <= _LONGEST
            and all(self._is_distinct(line) for line in group)
        )

    def _is_caption(self, group: Sequence[Line]) -> bool:
        first = group[0]
        if first.style.size > _CAPTION * self._body.size:
            return False
        box = first.box
        return any(
            -0.5 * first.style.size < box.top - picture.box.bottom < _CAPTION_EM * first.style.size
            and box.x0 < picture.box.x1
            and picture.box.x0 < box.x1
            for picture in self._layout.pictures
        )


def is_full(above: Line, line: Line, edge: float) -> bool:
    """Whether the first word of a line would not have fitted on the line above it."""
    return above.box.x1 + line.words[0].box.width + 0.3 * line.style.size > edge


def _leadings(lines: Sequence[Line]) -> Iterator[float]:
    """White space between lines of one paragraph, in em."""
    edge = max((line.box.x1 for line in lines), default=0.0)
    for above, line in pairwise(lines):
        if line.gap_above > 0 and line.style.size == above.style.size and is_full(above, line, edge):
            yield round(line.gap_above / line.style.size, 1)


def _leading(lines: Sequence[Line], edge: float, document: float | None) -> float:
    """Usual white space between two lines of one paragraph, in points.

    Args:
        lines: of a region.
        edge: its right edge.
        document: the same in the whole document, in em, for a region of short lines.
    """
    gaps = [
        line.gap_above
        for above, line in pairwise(lines)
        if line.gap_above > 0 and is_full(above, line, edge) and line.style.size == above.style.size
    ]
    if not gaps:
        least = min((line.gap_above for line in lines[1:] if line.gap_above > 0), default=0.0)
        gaps = [least if document is None else min(least, document * lines[0].style.size)]
    # Where few lines are full, one that ends a paragraph by chance counts too much.
    return median(gaps) if len(gaps) >= _FEWEST_GAPS else min(gaps)


def _without_marks(line: Line) -> Line:
    """A line without raised numbers behind its words, whose footnotes stand on another page or nowhere."""
    words = line.words
    if not line.text[-1:].isdigit() and not _MARK.search(line.text):
        return line
    kept = tuple(
        word
        for place, word in enumerate(words)
        if not (place and word.glued and _MARKED.search(words[place - 1].text) and is_mark(word, line))
    )
    return line if len(kept) == len(words) else replace(line, words=kept)


def _level(one: Line, two: Line) -> bool:
    """Whether two lines stand on one line."""
    return abs(one.box.bottom - two.box.bottom) < _LEVEL_EM * max(one.style.size, two.style.size)


def _with_tables(
    blocks: Sequence[Block], frames: Sequence[TableFrame], tables: Sequence[Table]
) -> list[Block]:
    """The blocks of a page with its tables among them, each below the last line that stands above it."""
    placed = list(blocks)
    for frame in sorted(frames, key=lambda frame: (frame.leaf, frame.box.top, frame.box.x0)):
        spot = 0
        for place, block in enumerate(placed):
            box = block.lines.box if isinstance(block.lines, TableLines) else block.lines[-1].box
            beside = box.x1 <= frame.box.x0 or frame.box.x1 <= box.x0
            if (block.leaf < frame.leaf) or (not beside and box.bottom <= frame.box.top + 0.3 * box.height):
                spot = place + 1
        lines = TableLines(tables, frame.number, frame.box)
        placed.insert(spot, Block(kind="table", lines=lines, leaf=frame.leaf))
    return placed


def _is_item(line: Line) -> bool:
    """Whether a line begins with a list mark."""
    first = line.words[0].text
    return (first[0] in _BULLETS and (len(first) > 1 or len(line.words) > 1)) or (
        first in _DASHES and len(line.words) > 1
    )


def _opens_number(line: Line) -> bool:
    return number_depth(line.text) > 0


def _contents(lines: Sequence[Line]) -> set[int]:
    """Entries of a list of contents: lines whose last word is a page number at one right edge."""
    ends: dict[int, list[Line]] = {}
    em = usual_size(line.style.size for line in lines)
    for line in lines:
        last = line.words[-1]
        if len(line.words) < 2 or not last.text.isdecimal() or len(last.text) > 4:
            continue
        if last.box.x0 - line.words[-2].box.x1 > _ENTRY_EM * line.style.size:
            ends.setdefault(round(last.box.x1 / (_EDGE_STEP_EM * em)), []).append(line)
    for place in sorted(ends):
        found = [*ends[place], *ends.get(place + 1, [])]
        found.sort(key=lambda line: line.box.top)
        numbers = [int(line.words[-1].text) for line in found]
        if len(found) >= _FEWEST_ENTRIES and numbers == sorted(numbers):
            top, bottom = found[0].box.top, found[-1].box.bottom
            # Entries over two lines have their number on the second only.
            inside = [line for line in lines if top <= line.box.top and line.box.bottom <= bottom]
            if len(inside) <= 2 * len(found):
                return {id(line) for line in inside}
    return set()


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does; a short one, where it is quoted."""
    text = text.strip()
    is_quoted = text[:1] in _QUOTES and text[-1:] in _QUOTES
    least = _QUOTED_WORDS if is_quoted else _SENTENCE_WORDS
    return text.rstrip(_QUOTES).endswith((".", "!")) and len(text.split()) >= least


def _ranked(blocks: Sequence[Block]) -> list[Block]:
    """Headings with their ranks; sentences set like headings are paragraphs with a rank."""
    places = [place for place, block in enumerate(blocks) if block.kind == "heading"]
    styles: list[HeadingStyle] = [heading_style(blocks[place].lines, underlined=False) for place in places]
    follows = [bool(number) and places[number - 1] == place - 1 for number, place in enumerate(places)]
    ranks = ranks_of(styles, follows)
    ranked = list(blocks)
    sentences = {place for place in places if is_sentence(blocks[place].text)}
    headed = {rank for place, rank in zip(places, ranks, strict=True) if place not in sentences}
    for place, rank in zip(places, ranks, strict=True):
        # A quotation in large letters parts nothing.
        own = rank if rank in headed else None
        kind: BlockKind = "paragraph" if place in sentences else "heading"
        ranked[place] = replace(blocks[place], kind=kind, rank=own)
    return ranked
