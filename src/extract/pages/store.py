"""The layouts of all pages of a report, in memory that hardly grows with the number of pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar, overload

from extract.base.sharing import shared
from extract.base.shelf import Put, Shelf
from extract.layout.records import Outline, PageLayout
from extract.pages.packing import PackedPage, pack, unpack, unpacked_outline
from extract.pages.reading import RANGE

_OPEN_WORDS = 30_000
"""Pages of so many words in all stay as records: the reports of most publishers are never packed."""
_RECENT = 12
"""So many packed pages stay unpacked after use: a project's pages are looked at several times."""
_WORTHWHILE = 64
"""Fewer pages are looked at sooner by one process than it divides and gathers what the others saw."""

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True)
class _Put:
    """A packed page that is put away."""

    outline: Put
    data: Put


class LayoutStore(Sequence[PageLayout]):
    """Layouts in order of pages; with more than `_OPEN_WORDS` all are packed, and unpacked when asked for.

    All are packed as well when one comes packed. A page may be another object each time it is asked for,
    though an equal one.
    """

    def __init__(
        self, layouts: Iterable[PageLayout | PackedPage] = (), *, shelf: Shelf | None = None
    ) -> None:
        """Layouts in order of pages.

        Args:
            layouts: the first of them; more may be added.
            shelf: where those that are packed are put.
        """
        self._shelf = shelf or Shelf()
        self._entries: list[PageLayout | _Put] = []
        self._outlines: list[Outline] = []
        """Of all pages while none is packed."""
        self._words = 0
        self._recent: OrderedDict[int, PageLayout] = OrderedDict()
        for layout in layouts:
            self.add(layout)

    def add(self, layout: PageLayout | PackedPage) -> None:
        """Put a page, packed or not, behind the others."""
        if isinstance(layout, PackedPage):
            self._words = _OPEN_WORDS
        elif self._words < _OPEN_WORDS:
            self._words += len(layout.page.words)
            self._entries.append(layout)
            self._outlines.append(layout.outline)
            return
        if self._outlines:
            self._entries = [self._put(entry) for entry in self._entries]
            self._outlines = []
        self._entries.append(self._put(layout))

    def each(
        self, change: Callable[[PageLayout], tuple[PageLayout, Seen]], *, processes: int = 1
    ) -> tuple[LayoutStore, list[Seen]]:
        """The pages as a function changes them, and what it says of each.

        Args:
            change: takes a page; one that it returns itself is not packed anew.
            processes: so many share the work, as in `look`.
        """
        changed = LayoutStore(shelf=self._shelf)
        if not self._outlines:
            # Packed as they are, they need not be opened first.
            changed._words = _OPEN_WORDS

        def see(number: int) -> tuple[PageLayout | PackedPage | None, Seen]:
            before = self[number]
            after, seen = change(before)
            if after is before:
                return None, seen
            return after if self._outlines else pack(after), seen

        said: list[Seen] = []
        for entry, (after, seen) in zip(self._entries, look(self, see, processes=processes), strict=True):
            said.append(seen)
            if after is not None:
                changed.add(after)
            elif isinstance(entry, _Put):
                changed._entries.append(entry)
            else:
                changed.add(entry)
        return changed, said

    def outlines(self) -> Iterator[Outline]:
        """Of all pages, none of which is unpacked for it."""
        return iter(self._outlines) if self._outlines else map(self._outline, self._entries)

    @property
    def files(self) -> tuple[int, ...]:
        """Descriptors of the files that pages lie in."""
        return self._shelf.files

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> PageLayout: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PageLayout]: ...
    def __getitem__(self, index: int | slice) -> PageLayout | Sequence[PageLayout]:
        chosen = range(len(self._entries))[index]
        return self._page(chosen) if isinstance(chosen, int) else _Part(self, chosen)

    def _page(self, number: int) -> PageLayout:
        entry = self._entries[number]
        if isinstance(entry, PageLayout):
            return entry
        if number in self._recent:
            self._recent.move_to_end(number)
            return self._recent[number]
        packed = PackedPage(self._shelf.get(entry.outline), self._shelf.get(entry.data))
        layout = self._recent[number] = unpack(packed)
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        return layout

    def _outline(self, entry: PageLayout | _Put) -> Outline:
        if isinstance(entry, PageLayout):
            return entry.outline
        return unpacked_outline(self._shelf.get(entry.outline))

    def _put(self, layout: PageLayout | PackedPage | _Put) -> _Put:
        if isinstance(layout, _Put):
            return layout
        packed = layout if isinstance(layout, PackedPage) else pack(layout)
        return _Put(self._shelf.put(packed.packed_outline), self._shelf.put(packed.data))

    def __iter__(self) -> Iterator[PageLayout]:
        return (self._page(number) for number in range(len(self._entries)))


class _Part(Sequence[PageLayout]):
    """A slice of a store, which unpacks no page before it is asked for."""

    def __init__(self, store: LayoutStore, chosen: range) -> None:
        self._store = store
        self._chosen = chosen

    def __len__(self) -> int:
        return len(self._chosen)

    @overload
    def __getitem__(self, index: int) -> PageLayout: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PageLayout]: ...
    def __getitem__(self, index: int | slice) -> PageLayout | Sequence[PageLayout]:
        chosen = self._chosen[index]
        return self._store[chosen] if isinstance(chosen, int) else _Part(self._store, chosen)


def look(layouts: Sequence[PageLayout], see: Callable[[int], Seen], *, processes: int = 1) -> Iterator[Seen]:
    """What a function says of each page, in order.

    Args:
        layouts: the pages, however they are kept.
        see: takes the index of a page.
        processes: so many share the work, where there are pages enough and this process can divide.
    """
    count = len(layouts)
    if count < _WORTHWHILE:
        return map(see, range(count))
    ranges = [range(first, min(first + RANGE, count)) for first in range(0, count, RANGE)]

    def see_range(numbers: range) -> list[Seen]:
        return [see(number) for number in numbers]

    return chain.from_iterable(shared(ranges, see_range, processes=processes, files=files_of(layouts)))


def files_of(layouts: Sequence[PageLayout]) -> tuple[int, ...]:
    """Descriptors of the files that pages lie in, however they are kept."""
    return layouts.files if isinstance(layouts, LayoutStore) else ()


def outlines(layouts: Sequence[PageLayout]) -> Iterator[Outline]:
    """The outlines of pages, however they are kept."""
    return layouts.outlines() if isinstance(layouts, LayoutStore) else (one.outline for one in layouts)
