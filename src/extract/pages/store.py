"""The layouts of all pages of a report, in memory that hardly grows with the number of pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from extract.layout.records import Outline, PageLayout
from extract.pages.packing import PackedPage, pack, unpack

_OPEN_WORDS = 30_000
"""Pages of so many words in all stay as records: the reports of most publishers are never packed."""
_RECENT = 12
"""So many packed pages stay unpacked after use: a project's pages are looked at several times."""


class LayoutStore(Sequence[PageLayout]):
    """Layouts in order of pages; with more than `_OPEN_WORDS` all are packed, and unpacked when asked for.

    A page may be another object each time it is asked for, though an equal one.
    """

    def __init__(self, layouts: Iterable[PageLayout | PackedPage] = ()) -> None:
        self._entries: list[PageLayout | PackedPage] = []
        self._outlines: list[Outline] = []
        """Of all pages while none is packed."""
        self._words = 0
        self._recent: OrderedDict[int, PageLayout] = OrderedDict()
        for layout in layouts:
            self.add(layout)

    def add(self, layout: PageLayout | PackedPage) -> None:
        """Put a page, packed or not, behind the others."""
        is_open = self._words < _OPEN_WORDS
        self._words += layout.words if isinstance(layout, PackedPage) else len(layout.page.words)
        if is_open:
            self._entries.append(unpack(layout) if isinstance(layout, PackedPage) else layout)
            self._outlines.append(layout.outline)
            return
        if self._outlines:
            self._entries = [_packed(entry) for entry in self._entries]
            self._outlines = []
        self._entries.append(_packed(layout))

    def each(self, change: Callable[[PageLayout], PageLayout]) -> LayoutStore:
        """The pages as ``change`` returns them; one that it returns itself is not packed anew."""
        changed = LayoutStore()
        if not self._outlines:
            # Packed as they are, they need not be opened first.
            changed._words = _OPEN_WORDS
        for number, entry in enumerate(self._entries):
            before = self[number]
            after = change(before)
            changed.add(entry if after is before else after)
        return changed

    def outlines(self) -> Iterator[Outline]:
        """Of all pages, none of which is unpacked for it."""
        return iter(self._outlines) if self._outlines else (entry.outline for entry in self._entries)

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
        layout = self._recent[number] = unpack(entry)
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        return layout

    def __iter__(self) -> Iterator[PageLayout]:
        return (self._page(number) for number in range(len(self._entries)))


def _packed(layout: PageLayout | PackedPage) -> PackedPage:
    return layout if isinstance(layout, PackedPage) else pack(layout)


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


def outlines(layouts: Sequence[PageLayout]) -> Iterator[Outline]:
    """The outlines of pages, however they are kept."""
    return layouts.outlines() if isinstance(layouts, LayoutStore) else (one.outline for one in layouts)
