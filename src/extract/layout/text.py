"""Text that can always say which boxes on which page a span of it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from extract.base.offsets import OffsetMap, identity
from extract.base.values import value
from extract.layout.runs import Run, Runs
from extract.pdf.records import Box


@value(frozen=True, slots=True)
class PlacedText:
    """A text and where each character of it stands.

    ``text`` may be a cleaned form of what was printed; ``offsets`` leads from it to the printed form that
    ``runs`` refer to.
    """

    text: str
    runs: Sequence[Run]
    """In rising order; kept packed as `Runs`."""
    offsets: OffsetMap

    def __post_init__(self) -> None:
        if not isinstance(self.runs, Runs):
            object.__setattr__(self, "runs", Runs(self.runs))

    def boxes(self, start: int = 0, end: int | None = None) -> tuple[Box, ...]:
        """One box per printed line that the half-open span ``[start, end)`` of ``text`` covers.

        Where a span cuts a word, the box is cut in proportion to the number of characters.
        """
        low, high = self.offsets.to_source(start, len(self.text) if end is None else end)
        if low >= high:
            return ()
        found: list[tuple[int, Box]] = []
        runs = self.runs
        assert isinstance(runs, Runs), "packed when made"
        for run in runs.within(low, high):
            box = _cut(run, low, high)
            if found and found[-1][0] == run.line and found[-1][1].page == box.page:
                found[-1] = (run.line, union(found[-1][1], box))
            else:
                found.append((run.line, box))
        return tuple(box for _, box in found)

    def cleaned(self, text: str, offsets: OffsetMap) -> PlacedText:
        """The same place under a cleaned form of the text; ``offsets`` leads from it to ``self.text``."""
        return PlacedText(text, self.runs, self.offsets.then(offsets))

    def part(self, start: int, end: int) -> PlacedText:
        """The half-open span ``[start, end)`` as a placed text of its own."""
        cut = identity(end - start)
        moved = OffsetMap(tuple(replace(piece, source=piece.source + start) for piece in cut.pieces))
        return PlacedText(self.text[start:end], self.runs, self.offsets.then(moved))


def _cut(run: Run, low: int, high: int) -> Box:
    length = run.end - run.start
    if length <= 0 or (low <= run.start and high >= run.end):
        return run.box
    width = run.box.width
    left = run.box.x0 + width * max(0, low - run.start) / length
    right = run.box.x1 - width * max(0, run.end - high) / length
    return replace(run.box, x0=left, x1=right)


def union(first: Box, second: Box) -> Box:
    """The smallest box around both; both must stand on one page."""
    # Plainly written out: asked of nearly every word, and min and max take twice the time.
    return Box(
        first.page,
        first.x0 if first.x0 <= second.x0 else second.x0,
        first.top if first.top <= second.top else second.top,
        first.x1 if first.x1 >= second.x1 else second.x1,
        first.bottom if first.bottom >= second.bottom else second.bottom,
    )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all boxes given, one at least; all must stand on one page."""
    return reduce(union, boxes)


def union_all(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """One box per page around all boxes given, in order of pages."""
    by_page: dict[int, Box] = {}
    for box in boxes:
        by_page[box.page] = union(by_page[box.page], box) if box.page in by_page else box
    return tuple(by_page[page] for page in sorted(by_page))


def placed(lines: Sequence[Sequence[tuple[str, Box, bool]]]) -> PlacedText:
    """Lines of (word, box, glued) to a placed text with the lines joined by ``\\n``.

    Args:
        lines: for each printed line its words in reading order; ``glued`` means that no space stands
            before the word.
    """
    pieces: list[str] = []
    runs: list[Run] = []
    position = 0
    for number, line in enumerate(lines):
        if number:
            pieces.append("\n")
            position += 1
        for index, (word, box, glued) in enumerate(line):
            if index and not glued:
                pieces.append(" ")
                position += 1
            pieces.append(word)
            runs.append(Run(position, position + len(word), number, box))
            position += len(word)
    text = "".join(pieces)
    return PlacedText(text, Runs(runs), identity(len(text)))
