"""A page's layout in a few kilobytes, for long reports and for sending between processes.

A page of words, lines and boxes takes some two hundred kilobytes as records and a twentieth of it packed.
What is unpacked equals what was packed. The bytes in it are for this run on this machine, not for keeping.
"""

from __future__ import annotations

import marshal
import pickle
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from extract.layout.records import Line, Outline, PageLayout, Region, Style, lines_of
from extract.pdf.records import Box, Color, Hyperlink, Icon, Mark, Page, Panel, Picture, Turn, Word

Packed = tuple[Any, ...]
"""Nested tuples of what `marshal` knows: numbers, texts, bytes, None."""
FAST = 1
"""Level of compression: the higher ones take several times as long for a tenth less."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page of which the outline can be read without unpacking it."""

    packed_outline: bytes
    data: bytes
    """All else."""

    @property
    def outline(self) -> Outline:
        return unpacked_outline(self.packed_outline)


def unpacked_outline(packed: bytes) -> Outline:
    """The outline of a `PackedPage`."""
    found: Outline = pickle.loads(zlib.decompress(packed))
    return found


def pack(layout: PageLayout) -> PackedPage:
    """The layout, packed."""
    return PackedPage(
        zlib.compress(pickle.dumps(layout.outline, pickle.HIGHEST_PROTOCOL), FAST),
        zlib.compress(marshal.dumps(_Packer(layout).whole()), FAST),
    )


def unpack(packed: PackedPage) -> PageLayout:
    """The layout that was packed."""
    return _Unpacker(packed.outline, marshal.loads(zlib.decompress(packed.data))).layout


class _Packer:
    """Numbers the words and styles of a page; lines refer to them."""

    def __init__(self, layout: PageLayout) -> None:
        self._layout = layout
        self._words = list(layout.page.words)
        self._numbers = {id(word): number for number, word in enumerate(self._words)}
        self._styles: dict[Style, int] = {}
        self._same: dict[float, float] = {}
        self._panels: dict[int, int] = {id(panel): at for at, panel in enumerate(layout.page.panels)}

    def whole(self) -> Packed:
        page, layout = self._layout.page, self._layout
        regions = tuple(
            (
                region.index,
                self._edges(region.box),
                self._lines(region.lines),
                self._panel(region.panel),
                region.leaf,
                region.group,
            )
            for region in layout.regions
        )
        rotated = self._lines(layout.rotated)
        texts = tuple(line.text for line in layout.rotated)
        return (
            (page.width, page.height, page.label, page.engine, _turn(page.turn)),
            tuple(_icon(icon) for icon in page.icons),
            tuple(edges_of(picture.box) for picture in page.pictures),
            tuple(_panel(panel) for panel in page.panels),
            tuple((link.uri, edges_of(link.box)) for link in page.hyperlinks),
            tuple((edges_of(mark.box), mark.fill, mark.stroke) for mark in page.marks),
            _words(self._words),
            tuple((style.font, style.size, style.bold, style.italic, style.color) for style in self._styles),
            len(page.words),
            regions,
            rotated,
            texts,
        )

    def _edges(self, box: Box) -> Packed:
        """The edges of a box, those that are equal as one object, here and when they are unpacked."""
        same = self._same
        return tuple([same.setdefault(edge, edge) for edge in edges_of(box)])

    def _refer(self, words: Sequence[Word]) -> bytes:
        """The numbers of words. Layout makes a few words anew; they get the next numbers."""
        numbers = self._numbers
        try:
            return array("i", [numbers[id(word)] for word in words]).tobytes()
        except KeyError:
            for word in words:
                if numbers.setdefault(id(word), len(self._words)) == len(self._words):
                    self._words.append(word)
            return array("i", [numbers[id(word)] for word in words]).tobytes()

    def _lines(self, lines: Sequence[Line]) -> Packed:
        return tuple(
            (
                self._refer(line.words),
                self._edges(line.box),
                self._styles.setdefault(line.style, len(self._styles)),
                line.region,
                tuple(_icon(icon) for icon in line.before),
                tuple(_icon(icon) for icon in line.after),
                line.gap_above,
            )
            for line in lines
        )

    def _panel(self, panel: Panel | None) -> int | Packed | None:
        """Its number on the page, or itself where layout made it."""
        if panel is None:
            return None
        number = self._panels.get(id(panel))
        return _panel(panel) if number is None else number


def edges_of(box: Box) -> tuple[float, float, float, float]:
    """Left, upper, right and lower edge."""
    return box.x0, box.top, box.x1, box.bottom


def _turn(turn: Turn | None) -> Packed | None:
    return None if turn is None else (turn.quarters, turn.degrees, turn.width, turn.height)


def _icon(icon: Icon) -> Packed:
    return icon.text, edges_of(icon.box), icon.font, icon.size, icon.color, icon.order


def _panel(panel: Panel) -> Packed:
    return edges_of(panel.box), panel.fill, panel.stroke, panel.order, panel.line_width


def _words(words: Sequence[Word]) -> Packed:
    """Words by columns: few fonts and colours are met again and again."""
    edges = [edge for word in words for edge in edges_of(word.box)]
    styles: dict[Packed, int] = {}
    numbers = [
        styles.setdefault(
            (word.font, word.size, word.color, word.bold, word.italic, word.rotation, word.tilted),
            len(styles),
        )
        for word in words
    ]
    sure = all(word.confidence is None for word in words)
    return (
        tuple([word.text for word in words]),
        array("d", edges).tobytes(),
        array("i", numbers).tobytes(),
        array("q", [word.order for word in words]).tobytes(),
        bytes([word.glued for word in words]),
        None if sure else tuple(word.confidence for word in words),
        tuple(styles),
    )


class _Table:
    """The words of one page by columns."""

    __slots__ = (
        "_confidences",
        "_edges",
        "_glued",
        "_made",
        "_orders",
        "_page",
        "_styles",
        "_texts",
        "_used",
    )

    def __init__(self, page: int, packed: Packed) -> None:
        self._page = page
        self._texts, edges, styles, orders, self._glued, self._confidences, self._used = packed
        self._edges = array("d", edges)
        self._styles = array("i", styles)
        self._orders = array("q", orders)
        self._made: dict[int, Word] = {}

    def setting(self, number: int) -> tuple[Setting, int]:
        """How one word is set and how long it is."""
        font, size, color, bold, *_ = self._used[self._styles[number]]
        return (font, size, bold, color), len(self._texts[number])

    def word(self, number: int) -> Word:
        """One word, the same object each time."""
        word = self._made.get(number)
        if word is None:
            word = self._made[number] = self._make(number)
        return word

    def _make(self, number: int) -> Word:
        x0, top, x1, bottom = self._edges[4 * number : 4 * number + 4]
        font, size, color, bold, italic, rotation, tilted = self._used[self._styles[number]]
        return Word(
            self._texts[number],
            Box(self._page, x0, top, x1, bottom),
            font,
            size,
            color,
            bold,
            italic,
            rotation,
            self._orders[number],
            bool(self._glued[number]),
            self._confidences[number] if self._confidences else None,
            tilted,
        )


Setting = tuple[str, float, bool, Color | None]
"""Font, size in points, boldness and colour."""


def settings_of(words: Sequence[Word]) -> Iterator[tuple[Setting, int]]:
    """How words are set, and how many characters are set so; packed words stay packed.

    Words that follow each other may come as one: they are nearly always set alike.
    """
    return words.settings() if isinstance(words, PackedWords) else _settings(words)


def _settings(words: Sequence[Word]) -> Iterator[tuple[Setting, int]]:
    if not words:
        return
    first, count = words[0], 0
    for word in words:
        if (
            word.font != first.font
            or word.size != first.size
            or word.bold != first.bold
            or word.color != first.color
        ):
            yield (first.font, first.size, first.bold, first.color), count
            first, count = word, 0
        count += len(word.text)
    yield (first.font, first.size, first.bold, first.color), count


class MadeLater(Sequence[T], Generic[T]):
    """Records that are made when one of them is asked for; equal to any sequence of equal records."""

    __slots__ = ()

    def _all(self) -> tuple[T, ...]:
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[T]:
        return iter(self._all())

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


class PackedWords(MadeLater[Word]):
    """Words that are made when one asks for them: many lines are only read as text."""

    __slots__ = ("_made", "_numbers", "_table")

    def __init__(self, table: _Table, numbers: array[int]) -> None:
        self._table = table
        self._numbers = numbers
        self._made: tuple[Word, ...] | None = None

    def settings(self) -> Iterator[tuple[Setting, int]]:
        """See `settings_of`."""
        return (self._table.setting(number) for number in self._numbers)

    def _all(self) -> tuple[Word, ...]:
        if self._made is None:
            self._made = tuple([self._table.word(number) for number in self._numbers])
        return self._made

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        if self._made is not None:
            return self._made[index]
        # The first words of a line decide whether it is a heading.
        numbers = self._numbers[index]
        if isinstance(numbers, int):
            return self._table.word(numbers)
        return tuple([self._table.word(number) for number in numbers])


class _Unpacker:
    """Makes the records of one page anew."""

    def __init__(self, outline: Outline, packed: Packed) -> None:
        facts, icons, pictures, panels, links, marks, words, styles, own, regions, rotated, texts = packed
        width, height, label, engine, turn = facts
        self._number = outline.number
        self._table = _Table(self._number, words)
        self._styles = [Style(*style) for style in styles]
        self._panels = tuple(self._panel(panel) for panel in panels)
        page = Page(
            number=outline.number,
            width=width,
            height=height,
            words=PackedWords(self._table, array("i", range(own))),
            icons=self._icons(icons),
            pictures=tuple(Picture(self._box(edges)) for edges in pictures),
            panels=self._panels,
            hyperlinks=tuple(Hyperlink(uri, self._box(edges)) for uri, edges in links),
            label=label,
            engine=engine,
            defects=outline.defects,
            marks=tuple(Mark(self._box(edges), fill, stroke) for edges, fill, stroke in marks),
            turn=None if turn is None else Turn(*turn),
        )
        self._texts = iter(outline.texts)
        made = tuple(self._region(region) for region in regions)
        self._texts = iter(texts)
        self.layout = PageLayout(page, made, self._lines(rotated), outline.leaves, outline.stacked)

    def _box(self, edges: Packed) -> Box:
        return Box(self._number, *edges)

    def _chosen(self, numbers: bytes) -> Sequence[Word]:
        return PackedWords(self._table, array("i", numbers))

    def _icons(self, packed: Packed) -> tuple[Icon, ...]:
        return tuple(
            Icon(text, self._box(edges), font, size, color, order)
            for text, edges, font, size, color, order in packed
        )

    def _panel(self, packed: Packed) -> Panel:
        edges, fill, stroke, order, line_width = packed
        return Panel(self._box(edges), fill, stroke, order, line_width)

    def _region(self, packed: Packed) -> Region:
        index, edges, lines, panel, leaf, group = packed
        known = self._panels[panel] if isinstance(panel, int) else panel and self._panel(panel)
        return Region(index, self._box(edges), lines_of(self._lines(lines)), known, leaf, group)

    def _lines(self, packed: Packed) -> tuple[Line, ...]:
        return tuple(
            Line.made(
                self._chosen(words),
                self._box(edges),
                self._styles[style],
                region,
                before=self._icons(before) if before else (),
                after=self._icons(after) if after else (),
                gap_above=gap_above,
                text=next(self._texts),
            )
            for words, edges, style, region, before, after, gap_above in packed
        )
