"""A document of any kind as blocks in reading order over all its pages.

Headings with their rank, paragraphs, list items, boxes beside the text, captions, lists of contents and
tables; running heads, feet and page numbers are left out. Columns, leaves of a sheet and pages follow each
other: a paragraph that goes on behind a break goes on in the next block. Nothing here knows a German word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from extract.layout.ranks import (
    HeadingStyle,
    colors_differ,
    heading_style,
    is_capitals,
    number_depth,
    ranks_of,
)
from extract.layout.records import Line, PageLayout, Region, Style
from extract.layout.rules import level_rules
from extract.layout.running import LineKey, Running, RunningFinder, without_ends
from extract.layout.tables.records import Table
from extract.layout.text import union_all
from extract.pdf.records import Box, Panel

BlockKind = Literal["heading", "paragraph", "item", "caption", "contents", "table"]

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
_SENTENCE_WORDS = 6
_CAPTION = 0.93
"""A caption is smaller than the text by this factor at least."""
_CAPTION_EM = 1.6
"""White space between a picture and its caption, at most."""
_FEWEST_ENTRIES = 3
_ENTRY_EM = 1.0
"""White space before the page number of an entry of the contents, at least."""
_BULLETS = frozenset("•‣▪■●◦·►▶➢➤✓✔∙⁃*○□▸▹▷◾⬤◆◇❖→›»>❯➔➜➝➙⇒☐☑☒")
_DASHES = frozenset("–-—−‐")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that are one thing."""

    kind: BlockKind
    lines: tuple[Line, ...]
    rank: int | None = None
    """Of a heading, 1 for the highest in the document; also of a sentence that is set like a heading."""
    panel: Panel | None = None
    """The box beside or among the text that it stands in."""
    table: Table | None = None
    leaf: int = 0

    @property
    def page(self) -> int:
        return self.lines[0].page if self.lines or self.table is None else self.table.page

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
    running: tuple[Line, ...]
    """Running heads and feet and page numbers that were left out."""
    body: Style | None
    """How most of the text is set; None without text."""


def read_blocks(layouts: Iterable[PageLayout], *, tables: Sequence[Table] = ()) -> Blocks:
    """All pages as blocks.

    Args:
        layouts: all pages, in order; gone through twice.
        tables: what was read as tables. Each stands as one block where its first line stands.
    """
    layouts = layouts if isinstance(layouts, Sequence) else list(layouts)
    finder = RunningFinder()
    weights: Counter[Style] = Counter()
    for layout in layouts:
        finder.see(layout)
        for line in layout.lines:
            weights[line.style] += len(line.text)
    if not weights:
        return Blocks(blocks=(), running=(), body=None)
    body = _body(weights)
    running = finder.found()
    by_page: dict[int, list[Table]] = {}
    for table in tables:
        by_page.setdefault(table.page, []).append(table)
    drafts: list[Block] = []
    left_out: list[Line] = []
    for layout in layouts:
        page = _Page(layout, running, body, by_page.get(layout.number, []))
        drafts += page.blocks()
        left_out += page.left_out
    return Blocks(blocks=tuple(_ranked(drafts)), running=tuple(left_out), body=body)


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

    def __init__(self, layout: PageLayout, running: Running, body: Style, tables: Sequence[Table]) -> None:
        self._layout = layout
        self._running = running
        self._body = body
        self._tables = tables
        self._placed: set[int] = set()
        self._rules = level_rules(layout.page)
        self.left_out: list[Line] = []

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        for region in self._layout.regions:
            lines: list[Line] = []
            for index, line in enumerate(region.lines):
                key: LineKey = (self._layout.number, region.index, index)
                if key in self._running.lines:
                    self.left_out.append(line)
                    continue
                if ends := self._running.ends.get(key):
                    line = without_ends(line, ends)
                table = next((table for table in self._tables if _within(line.box, table)), None)
                if table is None:
                    lines.append(line)
                elif id(table) not in self._placed:
                    found += self._of_region(region, lines)
                    lines = []
                    self._placed.add(id(table))
                    found.append(_table_block(table))
            found += self._of_region(region, lines)
        return found

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
            elif _is_item(first):
                kind = "item"
            else:
                kind = "paragraph"
            parts.append(Block(kind=kind, lines=tuple(group), panel=region.panel, leaf=region.leaf))
        return parts

    def _groups(self, lines: Sequence[Line], contents: set[int]) -> list[list[Line]]:
        """Lines of one block each."""
        gaps = [line.gap_above for line in lines[1:] if line.gap_above > 0]
        usual = median(gaps) if len(gaps) > 2 else min(gaps, default=0.0)
        edge = max(line.box.x1 for line in lines)
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
            full = above.box.x1 + line.words[0].box.width + 0.3 * size > edge
            return full and line.gap_above < _OPEN_LEADING_EM * size
        return not _is_item(line) and line.gap_above <= usual + _PARAGRAPH_EM * size

    def _is_distinct(self, line: Line) -> bool:
        """Whether all of a line is set otherwise than running text, as headings are."""
        body, style = self._body, line.style
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


def _within(box: Box, table: Table) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return table.box.x0 <= x <= table.box.x1 and table.box.top <= y <= table.box.bottom


def _table_block(table: Table) -> Block:
    lines = tuple(line for cell in table.cells for line in cell.lines)
    return Block(kind="table", lines=lines, table=table, leaf=table.leaf)


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
    for line in lines:
        last = line.words[-1]
        if len(line.words) < 2 or not last.text.isdecimal() or len(last.text) > 4:
            continue
        if last.box.x0 - line.words[-2].box.x1 > _ENTRY_EM * line.style.size:
            ends.setdefault(round(last.box.x1 / 3), []).append(line)
    for place in sorted(ends):
        found = [*ends[place], *ends.get(place + 1, [])]
        found.sort(key=lambda line: line.box.top)
        numbers = [int(line.words[-1].text) for line in found]
        if len(found) >= _FEWEST_ENTRIES and numbers == sorted(numbers):
            top, bottom = found[0].box.top, found[-1].box.bottom
            # Entries over two lines have their number on the second only.
            inside = [line for line in lines if top - 0.1 <= line.box.top and line.box.bottom <= bottom + 0.1]
            if len(inside) <= 2 * len(found):
                return {id(line) for line in inside}
    return set()


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip().endswith((".", "!")) and len(text.split()) >= _SENTENCE_WORDS


def _ranked(blocks: Sequence[Block]) -> list[Block]:
    """Headings with their ranks; sentences set like headings are paragraphs with a rank."""
    places = [place for place, block in enumerate(blocks) if block.kind == "heading"]
    styles: list[HeadingStyle] = [heading_style(blocks[place].lines, underlined=False) for place in places]
    follows = [bool(number) and places[number - 1] == place - 1 for number, place in enumerate(places)]
    ranks = ranks_of(styles, follows)
    ranked = list(blocks)
    for place, rank in zip(places, ranks, strict=True):
        block = blocks[place]
        kind: BlockKind = "paragraph" if is_sentence(block.text) else "heading"
        ranked[place] = replace(block, kind=kind, rank=rank)
    return ranked
